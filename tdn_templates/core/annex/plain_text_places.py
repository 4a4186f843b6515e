"""Where the cells of a row may begin and end in a run of words, and what each such cell is worth."""

import re
from collections.abc import Callable, Sequence

from tdn_templates.core.annex.plain_text_agencies import AgencyWords
from tdn_templates.core.annex.plain_text_words import TIME_STARTS, Gap, Word, joined
from tdn_templates.core.mention_words import MentionWords
from tdn_templates.core.timeframes import read_time
from tdn_templates.model.annex import Field
from tdn_templates.model.timeframe import TimeKind

AGENCY_FIELDS = frozenset({Field.LEAD, Field.SUPPORTING, Field.OWN_LEAD, Field.OWN_SUPPORTING})

NEVER = -1000.0
"""What no cell is worth."""
TORN, _TORN_WHOLE = 2.0, 4.0
"""Against every end of a paragraph within a cell."""
SMALL_FIRST = 2.0
"""Against a cell that begins with a small letter."""
_LEAST_PARAGRAPH = -1.0
_CUT_LINE, _CUT_NAME = 3.0, 2.5
_LONGEST_TIME = 16
_MOST_STARTS = 160
_GAP_GAIN = {Gap.BLANK: -0.5, Gap.WIDE: 1.5, Gap.LINE: 1.0, Gap.PARAGRAPH: 2.0, Gap.PAGE: 0.5}
EMPTY = {
    Field.TEXT: -12.0,
    Field.LEAD: -2.5,
    Field.SUPPORTING: -1.0,
    Field.TIME: -1.5,
    Field.OWN_LEAD: -1.0,
    Field.OWN_SUPPORTING: -0.5,
}
OPEN_END = 3.0
"""Against a cell that ends with a comma or with "của": there is more of it somewhere."""
_AGENCY_IN_TEXT = 1.5
"""Against a text that ends with an agency to which no word of it leads."""
_DIGITS = re.compile(r"[(\[]?[0-9]")


def text_worth(first: Word) -> float:
    """What a text is worth by its first word."""
    return 0.0 if first.is_capital or not first.text[:1].isalpha() else -SMALL_FIRST


def time_worth(words: Sequence[Word]) -> float:
    first = words[0]
    if len(words) > _LONGEST_TIME:
        return NEVER
    if first.key not in TIME_STARTS and not _DIGITS.match(first.text):
        return -8.0
    frame = read_time(joined(words))
    if frame.kind in (TimeKind.UNREADABLE, TimeKind.EMPTY):
        return -6.0
    if frame.kind is TimeKind.RELATIVE:
        return 3.0
    return 5.0 if first.is_capital or first.text[:1].isdigit() else 4.0


def paragraph_counts(words: Sequence[Word]) -> list[int]:
    """For each word, how many paragraphs have begun up to it."""
    counts: list[int] = []
    count = 0
    for word in words:
        count += word.gap is Gap.PARAGRAPH
        counts.append(count)
    return counts


class Places:
    """Where cells may begin and end in a run of words, and what each cell between two such places is worth."""

    def __init__(
        self,
        words: Sequence[Word],
        vocabularies: Sequence[MentionWords],
        *,
        whole_lines: bool = False,
        is_cut: bool = False,
    ) -> None:
        """`whole_lines`: no cell ends within a line. `is_cut`: a page ends behind the words, so that any cell may end
        at the end of its line, unfinished."""
        self._words = words
        self._agencies = AgencyWords(words, vocabularies)
        self._whole_lines, self._is_cut = whole_lines, is_cut
        starts = [at for at in range(1, len(words)) if self._may_begin(at)]
        if len(starts) > _MOST_STARTS:
            starts = [at for at in starts if words[at].gap > Gap.BLANK][-_MOST_STARTS:]
        self.starts = (*starts, len(words))
        self._ends = frozenset(self.starts)
        self._inner = paragraph_counts(words)
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
            begin -= 0.0 if self._words[at].is_capital else SMALL_FIRST
            # where a paragraph is a cell, words that name no agency may be one all the same
            least = _LEAST_PARAGRAPH if self._whole_lines else NEVER
            return [(end, begin + max(gain, least) - self._torn(at, end)) for end, gain in gains.items()]
        worth: Callable[[int, int], float] = self._time if column is Field.TIME else self._text
        if column is None:
            begin -= 2.0
        return [(end, begin + worth(at, end) - self._torn(at, end)) for end in self.starts if end > at]

    def boundary(self, at: int) -> float:
        """What speaks for the end of a cell before this word."""
        gain = _GAP_GAIN[self._words[at].gap] - (_CUT_NAME if self._agencies.cuts_name(at) else 0.0)
        before = self._words[at - 1]
        if self._is_cut and self._words[at].gap >= Gap.LINE:
            unfinished = before.text.endswith(",") or before.ends_open
            return gain - (_CUT_LINE if unfinished and self._words[at].gap is Gap.LINE else 0.0)
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
        return word.key in TIME_STARTS or _DIGITS.match(word.text) is not None or word.is_capital

    def _torn(self, start: int, end: int) -> float:
        """What speaks against a cell that runs over the ends of paragraphs."""
        return (_TORN_WHOLE if self._whole_lines else TORN) * (self._inner[end - 1] - self._inner[start])

    def _text(self, start: int, end: int) -> float:
        gain = text_worth(self._words[start])
        last = self._agencies.known_start(end)
        if last is not None and last > start and self._words[last].is_capital and not self._words[last - 1].ends_open:
            gain -= _AGENCY_IN_TEXT
        return gain

    def _time(self, start: int, end: int) -> float:
        return time_worth(self._words[start:end]) if end - start <= _LONGEST_TIME else NEVER
