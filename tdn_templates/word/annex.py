"""An annex as a value, and its Word file: all that word/ knows of programmes and units."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import overload

from tdn_templates.word.render import render_docx
from tdn_templates.word.row_table import Record, RowTable
from tdn_templates.word.stamp_line import stamp_line

_NOT_CELLS = frozenset({"number", "text", "unit"})
_OWN_ROW_FIELDS = ("kind", "key", "number", "text", "unit", "marked")


class RowKind(StrEnum):
    GROUP = "group"
    """A heading over the whole width: a group of tasks."""
    BAND = "band"
    """A heading over the whole width below a group: the unit's own tasks, tasks to confirm."""
    TASK = "task"
    UNIT = "unit"
    """What one unit does for the task above it."""


_HEADINGS = (RowKind.GROUP, RowKind.BAND)


@dataclass(frozen=True, slots=True)
class AnnexColumn:
    """`key` is what a template calls the column ("lead"), `title` what stands in its head ("Cơ quan chủ trì")."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One line of the table, all as it is to be printed; "" is blank.

    `cells` are the other cells, one for each column but number, text and unit, in the order of the columns. `key` is
    the hidden row key of a form, `unit` the unit's name in a UNIT row. `marked` says that something in the row is still
    to be settled.
    """

    kind: RowKind
    text: str
    number: str = ""
    cells: tuple[str, ...] = ()
    key: str = ""
    unit: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Annex:
    """Everything an annex shows, in the order of the page (Nghị định 30/2020/NĐ-CP, Phụ lục I and III).

    `label` has a Roman number only when there are several annexes ("Phụ lục II"). `subtitle` is the line in brackets
    ("(Kèm theo Kế hoạch số ...)"). `instructions` stand above the table of a form. `columns` are all columns: number,
    text and, in a table with UNIT rows, unit among them. `remarks` stand below the table of a draft. `stamp` makes a
    form ours; () for an annex that nobody returns. `properties` are further custom properties of the file.
    """

    title: str
    subtitle: str
    columns: tuple[AnnexColumn, ...]
    rows: tuple[AnnexRow, ...]
    label: str = "Phụ lục"
    instructions: tuple[str, ...] = ()
    draft: bool = False
    remarks: tuple[str, ...] = ()
    stamp: tuple[tuple[str, str], ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


def render_annex(annex: Annex, template: bytes) -> bytes:
    """The annex as the bytes of a .docx, always the same for the same annex and template. A form keeps its rows in one
    table: what comes back is read from the one it was sent with.

    Raises TdnError when the template uses a column or field that the annex does not have, ValueError for a TASK or
    UNIT row whose cells do not match the columns.
    """
    return render_docx(
        template,
        _context(annex),
        title=annex.title,
        properties=(*annex.stamp, *annex.properties),
        whole_tables=bool(annex.stamp),
    )


def _context(annex: Annex) -> dict[str, object]:
    keys = cell_keys(annex.columns)
    return {
        "label": annex.label,
        "title": annex.title,
        "subtitle": annex.subtitle,
        "instructions": annex.instructions,
        "columns": {column.key: column.title for column in annex.columns},
        "rows": RowTable((*_OWN_ROW_FIELDS, *keys), _Records(annex.rows, len(keys))),
        "draft": annex.draft,
        "remarks": annex.remarks,
        "stamp_line": stamp_line(annex.stamp),
    }


class _Records(Sequence[Record]):
    """What a template sees of each row, made anew each time: a merged annex has 170,000 of them."""

    def __init__(self, rows: Sequence[AnnexRow], width: int) -> None:
        """Raises ValueError where the cells of a row do not match the columns."""
        for row in rows:
            if row.kind not in _HEADINGS and len(row.cells) != width:
                raise ValueError(f"a row has {len(row.cells)} cells, its table {width} columns: {row.text!r}")
        self._rows, self._blanks = rows, ("",) * width

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Record]:
        return map(self._record, self._rows)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Record, ...]: ...
    def __getitem__(self, index: int | slice) -> Record | tuple[Record, ...]:
        return (
            tuple(map(self._record, self._rows[index])) if isinstance(index, slice) else self._record(self._rows[index])
        )

    def _record(self, row: AnnexRow) -> Record:
        """In the order of _OWN_ROW_FIELDS and the cells."""
        cells = self._blanks if row.kind in _HEADINGS else row.cells
        return (row.kind, row.key, row.number, row.text, row.unit, row.marked, *cells)


def cell_keys(columns: Iterable[AnnexColumn]) -> tuple[str, ...]:
    """The columns that `AnnexRow.cells` has a text for."""
    return tuple(column.key for column in columns if column.key not in _NOT_CELLS)


def row_fields(row: AnnexRow, keys: tuple[str, ...]) -> dict[str, object]:
    """A template names cells by column, `row.lead`; the cells of headings are blank. Raises ValueError when the cells
    do not match the keys."""
    is_heading = row.kind in _HEADINGS
    cells = dict.fromkeys(keys, "") if is_heading else dict(zip(keys, row.cells, strict=True))
    return {name: getattr(row, name) for name in _OWN_ROW_FIELDS} | cells
