"""Tell the cells of one row apart where they run together: the cut into columns for which most speaks.

What speaks: where lines and paragraphs end, which words read as a time frame, which as agencies, and that no cell ends
after a comma or "của". A row cut by a page break goes on behind it, every column where it stopped.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tdn_templates.core.annex.plain_text_pages import TailReader
from tdn_templates.core.annex.plain_text_places import EMPTY, NEVER, Places
from tdn_templates.core.annex.plain_text_words import Gap, Word, joined
from tdn_templates.core.mention_words import MentionWords
from tdn_templates.model.annex import Field

_KEPT = 4
"""Cuts kept at every place: the second best tells how sure the best is, and a page break may turn the order."""
_SURE = 1.0

Columns = tuple[Field | None, ...]
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class RowCells:
    """The cell texts in the order of the columns. `margin` is what speaks for this cut beyond the second best one;
    `continued` are the columns that go on behind a page break, with the words there."""

    texts: tuple[str, ...]
    score: float
    margin: float
    unsure: tuple[int, ...] = ()
    continued: tuple[tuple[int, str], ...] = ()


class CellReader:
    """Reads rows of one table. `whole_lines`: every cell is one paragraph, so none ends within a line."""

    def __init__(self, columns: Columns, vocabularies: Sequence[MentionWords], *, whole_lines: bool) -> None:
        self._columns = columns
        self._vocabularies = vocabularies
        self._whole_lines = whole_lines

    def read(self, words: Sequence[Word]) -> RowCells:
        """The best cut; all cells are "" for no words."""
        if not words:
            return RowCells(("",) * len(self._columns), 0.0, 0.0)
        page = next((at for at in range(len(words) - 1, 0, -1) if words[at].gap is Gap.PAGE), None)
        if page is not None and not self._whole_lines:
            return self._read_over_page(words[:page], words[page:])
        row = self._read_run(words)
        if self._whole_lines:
            # a small letter at the start of a paragraph: the page before it may have ended there
            small = next((at for at in range(1, len(words)) if _goes_on(words, at)), None)
            cut = self._read_over_page(words[:small], words[small:]) if small else row
            return cut if cut.score > row.score else row
        return row

    def _read_run(self, words: Sequence[Word]) -> RowCells:
        found = self._cuts(words, complete=True)
        best = found[0]
        margin = best[0] - found[1][0] if len(found) > 1 else -NEVER
        unsure = _differing(best[1], found[1][1]) if len(found) > 1 and margin < _SURE else ()
        texts = tuple(joined(words[start:end]) for start, end in best[1])
        return RowCells(texts, best[0], margin, unsure, tuple(self._joined_paragraphs(words, best[1])))

    def _joined_paragraphs(self, words: Sequence[Word], spans: Spans) -> Iterator[tuple[int, str]]:
        """Where paragraphs are cells: the cells to which a paragraph that begins with a small letter was joined."""
        for index, (start, end) in enumerate(spans if self._whole_lines else ()):
            at = next((at for at in range(start + 1, end) if _goes_on(words, at)), None)
            if at is not None:
                yield index, joined(words[at:end])

    def only_text(self, words: Sequence[Word]) -> RowCells:
        """All words in the column of the text: a group."""
        texts = (joined(words) if column is Field.TEXT else "" for column in self._columns)
        return RowCells(tuple(texts), 0.0, 0.0)

    def unread(self, text: str) -> RowCells:
        """All of it in the column of the text, and it counts as not understood."""
        texts = (text if column is Field.TEXT else "" for column in self._columns)
        return RowCells(tuple(texts), NEVER, 0.0)

    def only_adds_extras(self, before: RowCells, after: RowCells) -> bool:
        """Whether the second reading has all cells of the first, and one more of a column that is no field."""
        added = [at for at, (old, new) in enumerate(zip(before.texts, after.texts, strict=True)) if old != new]
        return len(added) == 1 and self._columns[added[0]] is None and not before.texts[added[0]]

    # --- one run of words

    def _cuts(self, words: Sequence[Word], *, complete: bool) -> list[tuple[float, Spans]]:
        """The best cuts first. `complete`: a column left out counts against a cut."""
        places = Places(words, self._vocabularies, whole_lines=self._whole_lines, is_cut=not complete)
        states: dict[int, list[tuple[float, Spans]]] = {0: [(0.0, ())]}
        for column in self._columns:
            # a row that a page cuts off may lack its last cells, never its text
            empty = EMPTY.get(column, 0.0) if column and (complete or column is Field.TEXT) else -0.01
            after: dict[int, list[tuple[float, Spans]]] = {}
            for at, cuts in states.items():
                gains = [(at, empty), *places.cell_gains(at, column)]
                for end, gain in gains:
                    if gain > NEVER / 2:
                        after.setdefault(end, []).extend((score + gain, (*spans, (at, end))) for score, spans in cuts)
            states = {at: sorted(cuts, key=_by_score)[:_KEPT] for at, cuts in after.items()}
        return states.get(len(words)) or [(NEVER, ((0, len(words)), *[(len(words),) * 2] * (len(self._columns) - 1)))]

    # --- two runs with a page break between them

    def _read_over_page(self, head: Sequence[Word], tail: Sequence[Word]) -> RowCells:
        reader = TailReader(head, tail, self._columns, self._vocabularies)
        found = [
            (score, before, behind)
            for _, before in self._cuts(head, complete=False)
            for score, behind in reader.cuts(before)
        ]
        if not found:
            return self.unread(joined([*head, *tail]))
        found.sort(key=lambda cut: -cut[0])
        score, before, behind = found[0]
        texts = [
            joined([*head[b_start:b_end], *tail[t_start:t_end]])
            for (b_start, b_end), (t_start, t_end) in zip(before, behind, strict=True)
        ]
        continued = tuple(
            (index, joined(tail[start:end]))
            for index, (start, end) in enumerate(behind)
            if start < end and before[index][0] < before[index][1]
        )
        other = next((cut for cut in found if cut[1:] != (before, behind)), None)
        margin = score - other[0] if other else -NEVER
        unsure = _differing((*before, *behind), (*other[1], *other[2])) if other and margin < _SURE else ()
        columns = len(self._columns)
        return RowCells(tuple(texts), score, margin, tuple(sorted({at % columns for at in unsure})), continued)


def _goes_on(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    return word.gap >= Gap.LINE and word.text[:1].islower() and not words[at - 1].text.endswith((";", ":"))


def _by_score(cut: tuple[float, Spans]) -> float:
    return -cut[0]


def _differing(one: Spans, other: Spans) -> tuple[int, ...]:
    return tuple(index for index, (left, right) in enumerate(zip(one, other, strict=True)) if left != right)
