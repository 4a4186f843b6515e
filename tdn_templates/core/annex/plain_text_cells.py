"""Tell the cells of one row apart where they run together: the cut into columns for which most speaks.

What speaks: where lines and paragraphs end, which words read as a time frame, which as agencies, and that no cell ends
after a comma or "của". A row cut by a page break goes on behind it, every column where it stopped.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tdn_templates.core.annex.plain_text_agencies import AgencyWords
from tdn_templates.core.annex.plain_text_words import Gap, Word, joined
from tdn_templates.core.mention_words import MentionWords
from tdn_templates.core.phrase_tokens import words_of
from tdn_templates.core.timeframes import read_time
from tdn_templates.model.annex import Field
from tdn_templates.model.timeframe import TimeKind

AGENCY_FIELDS = frozenset({Field.LEAD, Field.SUPPORTING, Field.OWN_LEAD, Field.OWN_SUPPORTING})

_KEPT = 4
"""Cuts kept at every place: the second best tells how sure the best is, and a page break may turn the order."""
_SURE = 1.0
_NEVER = -1000.0
_LONGEST_TIME = 16
_MOST_STARTS = 160
_TIME_STARTS = frozenset(
    words_of(
        "năm quý quí tháng hằng hàng thường đến trước từ giai cả trong sau theo khi định cuối đầu ngày mỗi chậm hoàn"
        " tới xong ngay suốt hết thực nửa tuần đợt 6 q"
    )
)
_GAP_GAIN = {Gap.BLANK: -0.5, Gap.WIDE: 1.5, Gap.LINE: 1.0, Gap.PARAGRAPH: 2.0, Gap.PAGE: 0.5}
_EMPTY = {
    Field.TEXT: -12.0,
    Field.LEAD: -2.5,
    Field.SUPPORTING: -1.0,
    Field.TIME: -1.5,
    Field.OWN_LEAD: -1.0,
    Field.OWN_SUPPORTING: -0.5,
}
_AGENCY_IN_TEXT = 1.5
"""Against a text that ends with an agency to which no word of it leads."""
_DIGITS = re.compile(r"[(\[]?[0-9]")

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
        found = self._cuts(words, complete=True)
        best = found[0]
        margin = best[0] - found[1][0] if len(found) > 1 else -_NEVER
        unsure = _differing(best[1], found[1][1]) if len(found) > 1 and margin < _SURE else ()
        return RowCells(tuple(joined(words[start:end]) for start, end in best[1]), best[0], margin, unsure)

    def only_text(self, words: Sequence[Word]) -> RowCells:
        """All words in the column of the text: a group."""
        texts = (joined(words) if column is Field.TEXT else "" for column in self._columns)
        return RowCells(tuple(texts), 0.0, 0.0)

    def unread(self, words: Sequence[Word]) -> RowCells:
        """As `only_text`, and it counts as not understood: more words than a row can have."""
        return RowCells(self.only_text(words).texts, _NEVER, 0.0)

    # --- one run of words

    def _cuts(self, words: Sequence[Word], *, complete: bool) -> list[tuple[float, Spans]]:
        """The best cuts first. `complete`: a column left out counts against a cut."""
        places = _Places(words, self._vocabularies, whole_lines=self._whole_lines)
        states: dict[int, list[tuple[float, Spans]]] = {0: [(0.0, ())]}
        for column in self._columns:
            empty = _EMPTY.get(column, 0.0) if column and complete else -0.01
            after: dict[int, list[tuple[float, Spans]]] = {}
            for at, cuts in states.items():
                gains = [(at, empty), *places.cell_gains(at, column)]
                for end, gain in gains:
                    after.setdefault(end, []).extend((score + gain, (*spans, (at, end))) for score, spans in cuts)
            states = {at: sorted(cuts, key=_by_score)[:_KEPT] for at, cuts in after.items()}
        return states.get(len(words)) or [(_NEVER, ((0, len(words)), *[(len(words),) * 2] * (len(self._columns) - 1)))]

    def score(self, column: Field | None, words: Sequence[Word]) -> float:
        """How well all the words read as one cell of this column."""
        if not words:
            return _EMPTY.get(column, 0.0) if column else 0.0
        gains = _Places(words, self._vocabularies, whole_lines=False).cell_gains(0, column)
        return dict(gains).get(len(words), _NEVER)

    # --- two runs with a page break between them

    def _read_over_page(self, head: Sequence[Word], tail: Sequence[Word]) -> RowCells:
        found: list[tuple[float, Spans, Spans]] = []
        for _, spans in self._cuts(head, complete=False):
            found.extend(self._tail_cuts([head[start:end] for start, end in spans], spans, tail))
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
        margin = score - other[0] if other else -_NEVER
        unsure = _differing((*before, *behind), (*other[1], *other[2])) if other and margin < _SURE else ()
        columns = len(self._columns)
        return RowCells(tuple(texts), score, margin, tuple(sorted({at % columns for at in unsure})), continued)

    def _tail_cuts(
        self, cells: Sequence[Sequence[Word]], before: Spans, tail: Sequence[Word]
    ) -> list[tuple[float, Spans, Spans]]:
        places = _Places(tail, self._vocabularies, whole_lines=False)
        states: dict[int, list[tuple[float, Spans]]] = {0: [(0.0, ())]}
        for index, column in enumerate(self._columns):
            cell = cells[index]
            after: dict[int, list[tuple[float, Spans]]] = {}
            for at, cuts in states.items():
                for end in (at, *(place for place in places.starts if place > at)):
                    gain = self.score(column, [*cell, *tail[at:end]])
                    if at and end > at:
                        gain += places.boundary(at)
                    if cell and end > at and column is not Field.TIME and tail[at].is_capital:
                        gain -= 0.5
                    after.setdefault(end, []).extend((score + gain, (*spans, (at, end))) for score, spans in cuts)
            states = {at: sorted(cuts, key=_by_score)[:_KEPT] for at, cuts in after.items()}
        return [(score, before, spans) for score, spans in states.get(len(tail), [])]


class _Places:
    """Where cells may begin and end in a run of words, and what each cell between two such places is worth."""

    def __init__(self, words: Sequence[Word], vocabularies: Sequence[MentionWords], *, whole_lines: bool) -> None:
        self._words = words
        self._agencies = AgencyWords(words, vocabularies)
        self._whole_lines = whole_lines
        starts = [at for at in range(1, len(words)) if self._may_begin(at)]
        if len(starts) > _MOST_STARTS:
            starts = [at for at in starts if words[at].gap > Gap.BLANK][-_MOST_STARTS:]
        self.starts = (*starts, len(words))
        self._ends = frozenset(self.starts)
        self._inner = _paragraph_counts(words)
        self._kept: dict[int, dict[int, float]] = {}

    def cell_gains(self, at: int, column: Field | None) -> list[tuple[int, float]]:
        """The places where a cell of this column that begins here may end, and what it is worth; [] at the end."""
        if at >= len(self._words):
            return []
        begin = self.boundary(at) if at else 0.0
        if column in AGENCY_FIELDS:
            if at not in self._kept:
                self._kept[at] = self._agencies.scores(at, self._ends)
            gains = self._kept[at]
            begin -= 0.0 if self._words[at].is_capital else 2.0
            return [(end, begin + gain - self._torn(at, end)) for end, gain in gains.items()]
        worth: Callable[[int, int], float] = self._time if column is Field.TIME else self._text
        if column is None:
            begin -= 2.0
        return [(end, begin + worth(at, end) - self._torn(at, end)) for end in self.starts if end > at]

    def boundary(self, at: int) -> float:
        """What speaks for the end of a cell before this word."""
        gain = _GAP_GAIN[self._words[at].gap]
        before = self._words[at - 1]
        if before.text.endswith(","):
            gain -= 8.0
        elif before.ends_open or before.text.endswith((";", ":")):
            gain -= 5.0
        return gain

    def _may_begin(self, at: int) -> bool:
        word = self._words[at]
        if self._whole_lines:
            return word.gap >= Gap.LINE
        if word.gap > Gap.BLANK or self._agencies.begins(at):
            return True
        return word.key in _TIME_STARTS or _DIGITS.match(word.text) is not None or word.is_capital

    def _torn(self, start: int, end: int) -> float:
        """What speaks against a cell that runs over the ends of paragraphs."""
        return 2.0 * (self._inner[end - 1] - self._inner[start])

    def _text(self, start: int, end: int) -> float:
        first = self._words[start]
        gain = 0.0 if first.is_capital or not first.text[:1].isalpha() else -2.0
        last = self._agencies.known_start(end)
        if last is not None and last > start and self._words[last].is_capital and not self._words[last - 1].ends_open:
            gain -= _AGENCY_IN_TEXT
        return gain

    def _time(self, start: int, end: int) -> float:
        first = self._words[start]
        if end - start > _LONGEST_TIME:
            return _NEVER
        if first.key not in _TIME_STARTS and not _DIGITS.match(first.text):
            return -8.0
        frame = read_time(joined(self._words[start:end]))
        if frame.kind in (TimeKind.UNREADABLE, TimeKind.EMPTY):
            return -6.0
        return 5.0 if first.is_capital or first.text[:1].isdigit() else 4.0


def _paragraph_counts(words: Sequence[Word]) -> list[int]:
    """For each word, how many paragraphs have begun up to it."""
    counts: list[int] = []
    count = 0
    for word in words:
        count += word.gap is Gap.PARAGRAPH
        counts.append(count)
    return counts


def _by_score(cut: tuple[float, Spans]) -> float:
    return -cut[0]


def _differing(one: Spans, other: Spans) -> tuple[int, ...]:
    return tuple(index for index, (left, right) in enumerate(zip(one, other, strict=True)) if left != right)
