"""The rows of a return as they are kept: packed, and unpacked each time somebody goes through them.

Of thousands of returns a run keeps some kilobytes each; the rows of one at a time are objects.
"""

import json
import sys
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import overload

from tdn_templates.model.finding import Place
from tdn_templates.model.layout import Block
from tdn_templates.model.submission import SubmittedCell, SubmittedRow
from tdn_templates.model.words import TaskCode

_FAST = 1
"""The level of packing: answers and units' names come up again and again, a second look gains little."""

_BLOCKS = frozenset(block.value for block in Block)

_Json = list[object]


class KeptRows(Sequence[SubmittedRow]):
    """Rows of one sheet, equal to those they were packed from but for what `packed_rows` leaves out.

    `numbers` are the rows' numbers in order: to count and name rows nothing is unpacked.
    """

    __slots__ = ("_letters", "_packed", "_sheet", "numbers")

    def __init__(self, sheet: str, letters: Mapping[str, str], numbers: tuple[str, ...], packed: bytes) -> None:
        self._sheet, self._letters, self._packed = sheet, letters, packed
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[SubmittedRow]:
        rows = json.loads(zlib.decompress(self._packed))
        return (_row(plain, self._sheet, self._letters) for plain in rows)

    @overload
    def __getitem__(self, index: int) -> SubmittedRow: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[SubmittedRow, ...]: ...
    def __getitem__(self, index: int | slice) -> SubmittedRow | tuple[SubmittedRow, ...]:
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KeptRows) and (self._sheet, self._packed) == (other._sheet, other._packed)

    def __hash__(self) -> int:
        return hash((self._sheet, self._packed))


def plain_rows(
    rows: Iterable[SubmittedRow], sheet: str, letters: Mapping[str, str], asked: Collection[str]
) -> list[_Json]:
    """The rows as JSON holds them; of the rows of tasks only the columns in `asked`: what was given is known.

    What a cell was before it was cleaned (`raw`) is left out.
    """
    return [
        [
            row.key,
            row.block.value,
            row.group,
            row.task,
            row.number,
            row.row,
            row.matched_by,
            int(row.doubtful),
            list(row.rivals),
            row.key_says,
            {
                column: _plain_cell(cell, Place(sheet, f"{letters.get(column, '?')}{row.row}"))
                for column, cell in row.cells.items()
                if row.task is None or column in asked
            },
        ]
        for row in rows
    ]


def kept_rows(plain: bytes, sheet: str, letters: Mapping[str, str]) -> KeptRows:
    """Packs the JSON of what `plain_rows` made. Raises ValueError, LookupError or TypeError for what it cannot have
    made."""
    rows = json.loads(plain)
    if not isinstance(rows, list):
        raise TypeError("no rows")
    return KeptRows(sheet, letters, tuple(map(_number, rows)), zlib.compress(plain, _FAST))


def plain_cell(cell: SubmittedCell) -> _Json:
    place = cell.place
    return [
        place.sheet,
        place.cell,
        cell.text,
        cell.error,
        int(cell.formula),
        list(cell.removed),
        int(cell.recomposed),
        cell.merged,
        int(cell.covered),
    ]


def cell_of(plain: _Json) -> SubmittedCell:
    """Raises ValueError, LookupError or TypeError for what `plain_cell` cannot have made."""
    sheet, cell, text, error, formula, removed, recomposed, merged, covered = plain
    if not isinstance(removed, list):
        raise TypeError("no list")
    return SubmittedCell(
        place=Place(_text(sheet), _text(cell)),
        text=_text(text),
        error=_text(error),
        formula=bool(formula),
        removed=tuple(map(_text, removed)),
        recomposed=bool(recomposed),
        merged=_text(merged),
        covered=bool(covered),
    )


def _plain_cell(cell: SubmittedCell, usual: Place) -> str | _Json:
    """Just the text of a cell at its usual place with nothing more to say."""
    if cell.place == usual and not (cell.error or cell.formula or cell.removed or cell.recomposed or cell.merged):
        return cell.text
    return plain_cell(cell)


def _number(plain: _Json) -> str:
    """The number of a row, once it is certain that `_row` can make one of it."""
    key, block, group, task, number, row, matched_by, _, rivals, key_says, cells = plain
    if not (isinstance(cells, dict) and isinstance(rivals, list) and isinstance(row, int) and block in _BLOCKS):
        raise TypeError("no row")
    for text in (key, group, number, matched_by, key_says, *rivals, *(() if task is None else (task,))):
        _text(text)
    for cell in cells.values():
        if type(cell) is not str:
            cell_of(cell)
    return sys.intern(_text(number))


def _row(plain: _Json, sheet: str, letters: Mapping[str, str]) -> SubmittedRow:
    key, block, group, task, number, row, matched_by, doubtful, rivals, key_says, cells = plain
    if not (isinstance(cells, dict) and isinstance(rivals, list) and isinstance(row, int)):
        raise TypeError("no row")
    return SubmittedRow(
        key=_text(key),
        block=Block(_text(block)),
        group=_text(group),
        task=None if task is None else TaskCode(_text(task)),
        number=_text(number),
        row=row,
        cells={
            column: SubmittedCell(Place(sheet, f"{letters.get(column, '?')}{row}"), cell)
            if isinstance(cell, str)
            else cell_of(cell)
            for column, cell in cells.items()
        },
        matched_by=_text(matched_by),
        doubtful=bool(doubtful),
        rivals=tuple(map(_text, rivals)),
        key_says=_text(key_says),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value
