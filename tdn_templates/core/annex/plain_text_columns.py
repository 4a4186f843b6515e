"""Tables without lines whose columns stand below each other: text kept in its layout, and the words of a PDF page.

A column reaches from where the fewest words stand between two headings to the next such place. A row begins with a
number in the first column.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tdn_templates.core.annex.headings import heading_field
from tdn_templates.core.annex.plain_text_heading import is_task_list
from tdn_templates.core.annex.plain_text_numbers import Number, number_at, row_starts
from tdn_templates.core.annex.plain_text_rows import Piece, are_centred, rows_around, rows_below
from tdn_templates.core.fold import fold
from tdn_templates.model.annex import Field

_GAP_SPACES = 1.6
"""Blanks between two words, in widths of a space, from which they belong to different cells."""
_EDGE_GAP_TIMES = 1.25
"""How much wider than usual on its line a gap on the edge of a column is: a title over all columns has usual ones."""
_MOST_HEADING_LINES = 8
_MOST_CANDIDATES = 40
_LONGEST_LINE = 1_000
"""Letters in a line of text that is kept in its layout."""
_MOST_BINS = 2_000
_BINS_PER_SPACE = 2
_FEWEST_ROWS = 2
_MOST_ABOVE = 12
"""Lines of the first row that may stand above its number."""


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """`left` and `right` in any unit, the same for all words. `base` is the height it stands at; words of one line may
    differ a little, where cells are centred."""

    text: str
    left: float
    right: float
    base: float = 0.0


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """The words of one line from left to right. `number` is the line's own, rising from line to line, like `top` and
    `bottom`, which are in any unit."""

    number: int
    words: tuple[PlacedWord, ...]
    top: float
    bottom: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class ColumnTable:
    """`cells` by (line of the row's start, column from 1), the heading first."""

    cells: Mapping[tuple[int, int], str]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of one line that stand close together."""

    words: tuple[PlacedWord, ...]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right


@dataclass(frozen=True, slots=True)
class _Heading:
    """`begin` and `end` are indexes of lines; `titles` with the middle of each."""

    begin: int
    end: int
    titles: tuple[tuple[str, float], ...]
    keys: frozenset[str]


def placed_lines(lines: Sequence[str]) -> list[PlacedLine]:
    """Lines of text with the columns of their letters; a tab counts as four blanks."""
    placed: list[PlacedLine] = []
    for number, line in enumerate(lines, 1):
        if len(line) > _LONGEST_LINE:
            continue
        words: list[PlacedWord] = []
        at = 0
        expanded = line.expandtabs(4)
        for text in expanded.split():
            at = expanded.index(text, at)
            words.append(PlacedWord(text, at, at + len(text)))
            at += len(text)
        if words:
            placed.append(PlacedLine(number, tuple(words), number, number + 1))
    return placed


def column_tables(lines: Sequence[PlacedLine], space: float) -> Iterator[ColumnTable]:
    """The tables found, in order. `space` is the width of a blank."""
    after, tried = 0, 0
    for index, line in enumerate(lines):
        if index < after or tried >= _MOST_CANDIDATES or not _has_number_heading(line):
            continue
        tried += 1
        heading = _heading(lines, index, space)
        if heading is None:
            continue
        table, after = _table(lines, heading, space)
        if table is not None:
            yield table


def _has_number_heading(line: PlacedLine) -> bool:
    return bool(line.words) and heading_field(line.words[0].text) is Field.NUMBER


# --- the heading


def _heading(lines: Sequence[PlacedLine], index: int, space: float) -> _Heading | None:
    """The heading around the line that holds the title of the numbers; titles of several lines reach above it."""
    end = index + 1
    left = lines[index].words[0]
    while end < len(lines) and end < index + _MOST_HEADING_LINES and not _begins_row(lines[end], left, space):
        end += 1
    best: _Heading | None = None
    most = 0
    for begin in range(index, max(-1, index - 4), -1):
        titles = _titles(lines[begin:end], space)
        fields = [heading_field(title) for title, _ in titles]
        known = frozenset(field for field in fields if field)
        if fields and fields[0] is Field.NUMBER and is_task_list(known) and len(known) > most:
            most = len(known)
            best = _Heading(begin, end, titles, frozenset(_key(line) for line in lines[begin:end]))
    return best


def _begins_row(line: PlacedLine, title: PlacedWord, space: float) -> bool:
    first = line.words[0]
    return first.left <= title.right + 2 * space and number_at(line.text) is not None


def _titles(lines: Sequence[PlacedLine], space: float) -> tuple[tuple[str, float], ...]:
    """What stands below each other, as one title each, from left to right."""
    clusters: list[tuple[float, float, list[str]]] = []
    for run in (run for line in lines for run in _runs(line, space)):
        text = " ".join(word.text for word in run.words)
        touching = [each for each in clusters if each[0] < run.right and run.left < each[1]]
        if len(touching) > 1:
            return ()
        if touching:
            old = touching[0]
            clusters[clusters.index(old)] = (min(old[0], run.left), max(old[1], run.right), [*old[2], text])
        else:
            clusters.append((run.left, run.right, [text]))
    return tuple((" ".join(texts), (left + right) / 2) for left, right, texts in sorted(clusters))


def _runs(line: PlacedLine, space: float) -> list[_Run]:
    runs: list[list[PlacedWord]] = []
    for word in line.words:
        if runs and word.left - runs[-1][-1].right < _GAP_SPACES * space:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [_Run(tuple(words)) for words in runs]


# --- the rows


def _table(lines: Sequence[PlacedLine], heading: _Heading, space: float) -> tuple[ColumnTable | None, int]:
    body = [line for line in lines[heading.end :] if _key(line) not in heading.keys]
    edges = _edges(body, heading, space)
    starts = {
        start.index: start.number
        for start in row_starts([line.words[0].text if line.words[0].left < edges[0] else "" for line in body], 0)
    }
    if len(starts) < _FEWEST_ROWS or min(starts) > _MOST_ABOVE:
        return None, heading.end
    end = max(starts) + 1
    while end < len(body) and not _is_outside(body[end], edges):
        end += 1
    pieces = [
        Piece(line.number, column, text, line.top, line.bottom)
        for index, line in enumerate(body[:end])
        for column, text in _placed(line, starts.get(index), edges, space)
    ]
    numbers = [body[index].number for index in sorted(starts)]
    first = lines[heading.begin].number
    cells = {(first, column): title for column, (title, _) in enumerate(heading.titles, 1)}
    cells |= rows_around(pieces, numbers) if are_centred(pieces, numbers) else rows_below(pieces, numbers)
    after = next(index for index, line in enumerate(lines) if line is body[end - 1]) + 1
    return ColumnTable(cells, first, body[end - 1].number), after


def _edges(body: Sequence[PlacedLine], heading: _Heading, space: float) -> list[float]:
    """The places between the columns: where the fewest words stand, in the middle of the widest such gap."""
    edges: list[float] = []
    for (_, left), (_, right) in zip(heading.titles, heading.titles[1:], strict=False):
        width = max(space / _BINS_PER_SPACE, (right - left) / _MOST_BINS)
        bins = [0] * (int((right - left) / width) + 1)
        for line in body:
            for word in line.words:
                if word.left < right and left < word.right:
                    first = max(0, int((word.left - left) / width))
                    for at in range(first, min(len(bins), int((word.right - left) / width) + 1)):
                        bins[at] += 1
        edges.append(left + width * (_middle_of_emptiest(bins) + 0.5))
    return edges


def _middle_of_emptiest(bins: Sequence[int]) -> float:
    fewest = min(bins)
    best, begin = (0, 0), None
    for at, count in enumerate([*bins, fewest + 1]):
        if count == fewest and begin is None:
            begin = at
        elif count != fewest and begin is not None:
            best = max(best, (at - begin, begin))
            begin = None
    return best[1] + (best[0] - 1) / 2


def _placed(line: PlacedLine, number: Number | None, edges: Sequence[float], space: float) -> Iterator[tuple[int, str]]:
    """The texts of a line by column. What runs over an edge without a gap there belongs to the column of its start."""
    words = list(line.words)
    if number is not None:
        yield 1, number.printed
        rest = words.pop(0).text[number.end :]
        if rest:
            words.insert(0, PlacedWord(rest, edges[0], edges[0]))
    wide = min(_GAP_SPACES * space, _EDGE_GAP_TIMES * _usual_gap(words, space))
    column, texts = 0, list[str]()
    right, base = float("-inf"), 0.0
    for word in words:
        own = sum(word.left >= edge for edge in edges) + 1
        if number is not None:
            own = max(own, 2)
        gap = word.left - right
        if own > column and (gap >= wide or word.base != base or not column):
            if texts:
                yield column, " ".join(texts)
            column, texts = own, []
        texts.append(word.text)
        right, base = word.right, word.base
    if texts:
        yield column, " ".join(texts)


def _usual_gap(words: Sequence[PlacedWord], space: float) -> float:
    gaps = sorted(following.left - word.right for word, following in pairwise(words))
    return max(gaps[len(gaps) // 2], space / 2) if len(gaps) > 2 else space * _GAP_SPACES


def _is_outside(line: PlacedLine, edges: Sequence[float]) -> bool:
    """Whether a line below the last number is a paragraph: words of it stand on two edges, or in the first column."""
    if line.words[0].left < edges[0]:
        return True
    return sum(any(word.left < edge < word.right for word in line.words) for edge in edges) > 1


def _key(line: PlacedLine) -> str:
    return fold(line.text[:1000])
