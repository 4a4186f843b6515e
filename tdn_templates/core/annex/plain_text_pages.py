"""What of a row stands behind a page break: pieces that go on with its cells, in the order of the columns."""

from collections.abc import Sequence

from tdn_templates.core.annex.plain_text_agencies import AgencyWords
from tdn_templates.core.annex.plain_text_places import (
    AGENCY_FIELDS,
    EMPTY,
    OPEN_END,
    SMALL_FIRST,
    TORN,
    Places,
    paragraph_counts,
    text_worth,
    time_worth,
)
from tdn_templates.core.annex.plain_text_words import Gap, Word
from tdn_templates.core.mention_words import MentionWords
from tdn_templates.model.annex import Field

_KEPT = 4
_MOST_STARTS = 14
"""Places in the tail where pieces may begin; where there are more, only the beginnings of lines count."""
_CAPITAL_GOES_ON = 0.5
_ENDED = 1.5
"""Against going on with a cell on whose last line the next word would have found room."""
_PIECE = 0.2
"""Against every piece: a tail that belongs to one cell is one."""

Spans = tuple[tuple[int, int], ...]


class TailReader:
    """Cuts the tail of one row, for one cut of its head after the other."""

    def __init__(
        self,
        head: Sequence[Word],
        tail: Sequence[Word],
        columns: Sequence[Field | None],
        vocabularies: Sequence[MentionWords],
    ) -> None:
        self._head, self._tail = head, tail
        self._columns, self._vocabularies = columns, vocabularies
        self._places = Places(tail, vocabularies)
        starts = self._places.starts
        if len(starts) > _MOST_STARTS:
            starts = (*(at for at in starts[:-1] if tail[at].gap >= Gap.LINE), len(tail))
        self._starts = starts
        self._paragraphs = paragraph_counts(tail)
        self._kept: dict[tuple[Field | None, tuple[int, int], int], dict[int, float]] = {}

    def cuts(self, before: Spans) -> list[tuple[float, Spans]]:
        """The best cuts of the tail with the worth of the whole row, whose head is cut at `before`."""
        states: dict[int, list[tuple[float, Spans]]] = {0: [(0.0, ())]}
        for column, cell in zip(self._columns, before, strict=True):
            after: dict[int, list[tuple[float, Spans]]] = {}
            for at, cuts in states.items():
                for end, gain in self._gains(column, cell, at).items():
                    after.setdefault(end, []).extend((score + gain, (*spans, (at, end))) for score, spans in cuts)
            states = {at: sorted(cuts, key=lambda cut: -cut[0])[:_KEPT] for at, cuts in after.items()}
        return states.get(len(self._tail), [])

    def _gains(self, column: Field | None, cell: tuple[int, int], at: int) -> dict[int, float]:
        """What the cell is worth with the tail from `at` to every place behind it, and without any of it."""
        key = (column, cell if cell[0] < cell[1] else (0, 0), at)
        if key not in self._kept:
            self._kept[key] = self._worth(column, self._head[slice(*cell)], at)
        return self._kept[key]

    def _worth(self, column: Field | None, cell: Sequence[Word], at: int) -> dict[int, float]:
        ends = (at, *(place for place in self._starts if place > at))
        if column in AGENCY_FIELDS:
            gains = self._agencies(cell, at, ends)
        else:
            gains = {end: self._plain(column, [*cell, *self._tail[at:end]]) for end in ends}
        if not cell:
            gains[at] = EMPTY.get(column, 0.0) if column else 0.0
        for end in ends:
            words = self._tail[at:end] or cell
            gains[end] -= OPEN_END if words and words[-1].ends_open else 0.0
            if end > at:
                gains[end] += self._beginning(cell, at) - TORN * (self._paragraphs[end - 1] - self._paragraphs[at])
        return gains

    def _beginning(self, cell: Sequence[Word], at: int) -> float:
        gain = -_PIECE
        if at:
            boundary = self._places.boundary(at)
            gain += min(boundary, 0.0) if cell else boundary
        if not cell:
            return gain
        gain -= _CAPITAL_GOES_ON if self._tail[at].is_capital else 0.0
        return gain - (_ENDED if _had_room(cell, self._tail[at]) else 0.0)

    def _agencies(self, cell: Sequence[Word], at: int, ends: Sequence[int]) -> dict[int, float]:
        words = [*cell, *self._tail[at:]]
        if not words:
            return {at: 0.0}
        moved = len(cell) - at
        scores = AgencyWords(words, self._vocabularies).scores(0, frozenset(end + moved for end in ends))
        first = 0.0 if words[0].is_capital else SMALL_FIRST
        return {end: scores.get(end + moved, 0.0) - first for end in ends}

    def _plain(self, column: Field | None, words: Sequence[Word]) -> float:
        if not words:
            return 0.0
        if column is Field.TIME:
            return time_worth(words)
        return text_worth(words[0]) - (2.0 if column is None else 0.0)


def _had_room(cell: Sequence[Word], word: Word) -> bool:
    """Whether the last line of a cell of several lines is short enough for one more word."""
    lines: list[int] = []
    for index, each in enumerate(cell):
        if index == 0 or each.gap >= Gap.LINE:
            lines.append(len(each.text))
        else:
            lines[-1] += 1 + len(each.text)
    return len(lines) > 1 and lines[-1] + 1 + len(word.text) <= max(lines[:-1])
