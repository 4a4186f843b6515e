"""Which row a piece of a column belongs to, where no lines are drawn: below a number, or around it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tdn_templates.core.annex.plain_text_words import is_cut_word

_TEXT_COLUMN = 2
_CENTRED_SHARE = 0.25
_WIDER = 1.2
"""How much further apart than the lines of a cell two cells of a column stand, at least."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands of one column on one line. Columns count from 1, `top` and `bottom` in any unit."""

    line: int
    column: int
    text: str
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


Cells = dict[tuple[int, int], str]


def are_centred(pieces: Sequence[Piece], numbers: Sequence[int]) -> bool:
    """Whether text goes on, and does not begin, beside the numbers of many rows, or stands above the first."""
    if pieces and numbers and pieces[0].line < numbers[0]:
        return True
    begun = {piece.line for piece in pieces if piece.column == _TEXT_COLUMN and not piece.text[:1].islower()}
    return sum(number not in begun for number in numbers) > _CENTRED_SHARE * len(numbers)


def rows_below(pieces: Sequence[Piece], numbers: Sequence[int]) -> Cells:
    """Cells by (line of the number, column): a row begins on the line of its number and reaches to the next one."""
    cells: Cells = {}
    starts = frozenset(numbers)
    row: int | None = None
    for piece in pieces:
        row = piece.line if piece.line in starts else row
        if row is not None:
            _add(cells, row, piece)
    return cells


def rows_around(pieces: Sequence[Piece], numbers: Sequence[int]) -> Cells:
    """As `rows_below` for cells that are centred: the number stands beside the middle of what belongs to it."""
    starts = frozenset(numbers)
    anchors = {piece.line: piece.middle for piece in pieces if piece.line in starts and piece.column == 1}
    columns: dict[int, list[Piece]] = {}
    for piece in pieces:
        columns.setdefault(piece.column, []).append(piece)
    cells: Cells = {}
    for column in sorted(columns):
        ordered = sorted(columns[column], key=lambda piece: piece.top)
        for block, row in _rows_of(list(_blocks(ordered)), anchors):
            for piece in block:
                _add(cells, row, piece)
    return cells


@dataclass(slots=True)
class _Anchors:
    """The rows in order with the height of their numbers."""

    rows: list[int] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)


def _rows_of(blocks: Sequence[list[Piece]], anchors: Mapping[int, float]) -> Iterator[tuple[list[Piece], int]]:
    """The blocks of one column with their rows. One beside several numbers is cut half-way between them; one beside
    none belongs to the row before it, where a page cut it off, or to the nearest that has none in this column."""
    order = _Anchors(list(anchors), list(anchors.values()))
    beside = [[row for row, at in anchors.items() if block[0].top <= at <= block[-1].bottom] for block in blocks]
    taken = {row for rows in beside for row in rows}
    for block, rows in zip(blocks, beside, strict=True):
        if len(rows) == 1:
            yield block, rows[0]
        elif rows:
            for piece in block:
                yield [piece], min(rows, key=lambda row: abs(anchors[row] - piece.middle))
        else:
            yield block, _row_without(block, order, taken)


def _row_without(block: Sequence[Piece], order: _Anchors, taken: set[int]) -> int:
    middle = (block[0].top + block[-1].bottom) / 2
    before = sum(at < middle for at in order.heights)
    around = [row for row in order.rows[max(0, before - 1) : before + 1] if row not in taken]
    heights = dict(zip(order.rows, order.heights, strict=True))
    if around:
        return min(around, key=lambda row: abs(heights[row] - middle))
    return order.rows[max(0, before - 1)]


def _blocks(ordered: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of one column that follow each other closely."""
    steps = sorted(following.top - piece.top for piece, following in pairwise(ordered) if following.top > piece.top)
    usual = steps[len(steps) // 4] if steps else 0.0
    block: list[Piece] = []
    for piece in ordered:
        if block and piece.top - block[-1].top > _WIDER * usual:
            yield block
            block = []
        block.append(piece)
    if block:
        yield block


def _add(cells: Cells, row: int, piece: Piece) -> None:
    before = cells.get((row, piece.column))
    if before is None:
        cells[row, piece.column] = piece.text
    else:
        cells[row, piece.column] = f"{before}{'' if is_cut_word(before, piece.text) else ' '}{piece.text}"
