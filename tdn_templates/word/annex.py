"""An annex as a value, and its Word file: all that word/ knows of programmes and units."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

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
        "rows": RowTable((*_OWN_ROW_FIELDS, *keys), [_values(row, len(keys)) for row in annex.rows]),
        "draft": annex.draft,
        "remarks": annex.remarks,
        "stamp_line": stamp_line(annex.stamp),
    }


def _values(row: AnnexRow, width: int) -> Record:
    """In the order of _OWN_ROW_FIELDS and the cells. Raises ValueError when the cells do not match the columns."""
    own = row.kind, row.key, row.number, row.text, row.unit, row.marked
    if row.kind is RowKind.GROUP or row.kind is RowKind.BAND:
        return (*own, *("",) * width)
    if len(row.cells) != width:
        raise ValueError(f"a row has {len(row.cells)} cells, its table {width} columns: {row.text!r}")
    return (*own, *row.cells)


def cell_keys(columns: Iterable[AnnexColumn]) -> tuple[str, ...]:
    """The columns that `AnnexRow.cells` has a text for."""
    return tuple(column.key for column in columns if column.key not in _NOT_CELLS)


def row_fields(row: AnnexRow, keys: tuple[str, ...]) -> dict[str, object]:
    """A template names cells by column, `row.lead`; the cells of headings are blank. Raises ValueError when the cells
    do not match the keys."""
    is_heading = row.kind in (RowKind.GROUP, RowKind.BAND)
    cells = dict.fromkeys(keys, "") if is_heading else dict(zip(keys, row.cells, strict=True))
    return {name: getattr(row, name) for name in _OWN_ROW_FIELDS} | cells
