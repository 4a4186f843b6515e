"""The table of tasks: heading row, group rows, a row for each task."""

from collections.abc import Iterable
from dataclasses import dataclass

from word_templates.ooxml import (
    AMBER,
    BOLD,
    GREY,
    HEADING_ROW,
    HIDDEN,
    ITALIC,
    cell,
    cells_between,
    paragraph,
    row,
    ruled_table,
    run,
    size,
    tag_row,
    text,
    twips,
)
from word_templates.page import Page
from word_templates.styles import CENTRED, WITH_NEXT, spacing, style

_TAG_MM = 12


@dataclass(frozen=True, slots=True)
class Column:
    """`mm` is the width; None takes what the other columns leave. `asked` columns are for the unit to fill in.

    `only_if` is the condition under which a document has the column, "" for always. When the columns of a document do
    not add up to its width any more, rendering widens or narrows all of them alike.
    """

    key: str
    mm: float | None
    style: str = "OBang"
    asked: bool = False
    only_if: str = ""


@dataclass(frozen=True, slots=True)
class TaskTable:
    """`is_form` for a table that a unit fills in and returns: hidden row keys. `has_unit_rows` when tasks have rows of
    units below them, whose column the task's text then takes too."""

    page: Page
    columns: tuple[Column, ...]
    points: float
    has_unit_rows: bool = False
    is_form: bool = False

    @property
    def widths(self) -> tuple[int, ...]:
        """Twips of every cell of a row, those that only hold a condition included."""
        mms: list[float | None] = []
        for column in self.columns:
            mms += [_TAG_MM, column.mm, _TAG_MM] if column.only_if else [column.mm]
        return self.page.widths(*mms)

    @property
    def column_widths(self) -> tuple[int, ...]:
        """Twips of the columns alone."""
        taken = sum(0 if column.mm is None else twips(column.mm) for column in self.columns)
        taken += sum(2 * twips(_TAG_MM) for column in self.columns if column.only_if)
        return tuple(self.page.text_width - taken if column.mm is None else twips(column.mm) for column in self.columns)


def task_table(table: TaskTable) -> str:
    return ruled_table(table.widths, _rows(table))


def table_styles(points: float) -> tuple[str, ...]:
    """The styles of the cells, all of one size."""
    in_table = size(points)
    return (
        style("DauBang", "Bảng - dòng đầu", WITH_NEXT + spacing(2, 2) + CENTRED, BOLD + in_table),
        style("OBang", "Bảng - ô", spacing(1.5, 1.5), in_table),
        style("OBangGiua", "Bảng - ô giữa", CENTRED, "", "OBang"),
        style("OBangTheo", "Bảng - ô nhiệm vụ", WITH_NEXT, "", "OBang"),
        style("OBangGiuaTheo", "Bảng - ô giữa nhiệm vụ", WITH_NEXT, "", "OBangGiua"),
        style("NhomBang", "Bảng - nhóm nhiệm vụ", WITH_NEXT, BOLD, "OBang"),
        style("PhanBang", "Bảng - phần trong nhóm", WITH_NEXT, BOLD + ITALIC, "OBang"),
    )


def _rows(table: TaskTable) -> Iterable[str]:
    """Heading and one loop; the last variant takes every row that no condition names, so that none is left out."""
    yield _heading_row(table)
    yield _tag_row(table, "{%tr for row in rows %}")
    yield _tag_row(table, '{%tr if row.kind == "group" %}')
    yield _full_width_row(table, "NhomBang", GREY)
    yield _tag_row(table, '{%tr elif row.kind == "band" %}')
    yield _full_width_row(table, "PhanBang", "")
    if table.has_unit_rows:
        yield _tag_row(table, '{%tr elif row.kind == "unit" and row.marked %}')
        yield _unit_row(table, AMBER)
        yield _tag_row(table, '{%tr elif row.kind == "unit" %}')
        yield _unit_row(table, "")
    yield _tag_row(table, "{%tr elif row.marked %}")
    yield _value_row(table, AMBER)
    yield _tag_row(table, "{%tr else %}")
    yield _value_row(table, "")
    yield _tag_row(table, "{%tr endif %}")
    yield _tag_row(table, "{%tr endfor %}")


def _heading_row(table: TaskTable) -> str:
    cells = [
        cell(width, text("DauBang", f"{{{{ columns.{column.key} }}}}"), fill=AMBER if column.asked else GREY)
        for column, width in zip(table.columns, table.column_widths, strict=True)
    ]
    return row(_with_conditions(table, cells), HEADING_ROW)


def _full_width_row(table: TaskTable, style_key: str, fill: str) -> str:
    words = run("{% if row.number %}{{ row.number }}. {% endif %}{{ row.text }}")
    content = paragraph(style_key, _hidden_key(table), words)
    return row([cell(table.page.text_width, content, span=len(table.widths), fill=fill)])


def _value_row(table: TaskTable, fill: str) -> str:
    """A task: in a table with unit rows its text, in bold, also takes the unit's column."""
    cells, spare = [], 0
    for column, width in zip(table.columns, table.column_widths, strict=True):
        if table.has_unit_rows and column.key == "unit":
            spare = width
            continue
        is_heading = table.has_unit_rows and column.key in ("number", "text")
        runs = [run(f"{{{{ row.{column.key} }}}}", BOLD if is_heading else "")]
        if column.key == "number":
            runs.append(_hidden_key(table))
        style_key = f"{column.style}Theo" if table.has_unit_rows else column.style
        cells.append(cell(width + spare, paragraph(style_key, *runs), span=2 if spare else 1, fill=fill))
        spare = 0
    return row(_with_conditions(table, cells))


def _unit_row(table: TaskTable, fill: str) -> str:
    return row(
        cell(width, text(column.style, f"{{{{ row.{column.key} }}}}"), fill=fill)
        for column, width in zip(table.columns, table.column_widths, strict=True)
    )


def _with_conditions(table: TaskTable, cells: list[str]) -> Iterable[str]:
    """In a table with a condition every column has a cell, as it has no row of merged ones."""
    if not any(column.only_if for column in table.columns):
        return cells
    return (
        cells_between(f"if {column.only_if}", content, "endif", twips(_TAG_MM)) if column.only_if else content
        for column, content in zip(table.columns, cells, strict=True)
    )


def _hidden_key(table: TaskTable) -> str:
    return run("{{ row.key }}", HIDDEN) if table.is_form else ""


def _tag_row(table: TaskTable, words: str) -> str:
    return tag_row(words, table.page.text_width, len(table.widths))
