"""A generated form as whoever fills it in finds it: where its rows and columns are, and what stands there already."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tdn_templates.core.cell_names import column_letters
from tdn_templates.core.form_marks import KEY_MARK, LISTS_SHEET
from tdn_templates.core.known import Known
from tdn_templates.core.row_keys import OwnKey, TaskKey, read_row_key
from tdn_templates.model.layout import Block, Column, WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Unit

CHECK = "check"
"""Key of the column whose cells say what is missing in their row."""

Place = tuple[int, str]
"""Sheet row and column key."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row to fill in. `task` is None in a free row."""

    row: int
    block: Block
    group: str
    task: Task | None


@dataclass(frozen=True, slots=True)
class FormToFill:
    """`columns` are the column numbers by key as the hidden key row names them; `lists` the dropdown lists by column
    key; `issued` the text of every prefilled cell in a column to fill in; `departments` those of the unit."""

    path: Path
    layout: WorkbookLayout
    programme: Programme
    departments: tuple[Unit, ...]
    sheet: str
    columns: Mapping[str, int]
    lines: tuple[Line, ...]
    lists: Mapping[str, tuple[str, ...]]
    issued: Mapping[Place, str]

    @property
    def rows(self) -> range:
        """From the first row to fill in to the last, headings between them included."""
        return range(self.lines[0].row, self.lines[-1].row + 1)

    @property
    def check_area(self) -> str:
        letters = column_letters(self.columns[CHECK])
        return f"{letters}{self.rows[0]}:{letters}{self.rows[-1]}"

    def cell(self, place: Place) -> str:
        row, key = place
        return f"{column_letters(self.columns[key])}{row}"

    def asked_runs(self) -> Iterator[tuple[Column, ...]]:
        """The columns to fill in, in runs that stand side by side."""
        run: list[Column] = []
        for column in sorted(self.layout.asked, key=lambda column: self.columns[column.key]):
            if run and self.columns[column.key] != self.columns[run[-1].key] + 1:
                yield tuple(run)
                run = []
            run.append(column)
        yield tuple(run)


def read_form(path: Path, known: Known, form: str, unit: Unit) -> FormToFill:
    """Raises StopIteration if no sheet has the hidden keys."""
    layout, programme = known.layouts[form], next(iter(known.programmes.values()))
    workbook = openpyxl.load_workbook(path)
    sheet = table_of(workbook)
    columns = key_columns(sheet)
    lines = tuple(_lines(sheet, programme))
    rows = range(lines[0].row, lines[-1].row + 1)
    issued = {
        (row, column.key): str(value)
        for row in rows
        for column in layout.asked
        if (value := sheet.cell(row, columns[column.key]).value) is not None
    }
    return FormToFill(
        path=path,
        layout=layout,
        programme=programme,
        departments=known.registry.children(unit.slug),
        sheet=sheet.title,
        columns=columns,
        lines=lines,
        lists=_lists(workbook),
        issued=issued,
    )


def table_of(workbook: Workbook) -> Worksheet:
    return next(sheet for sheet in workbook.worksheets if sheet.cell(1, 1).value == KEY_MARK)


def key_columns(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[1] if cell.value is not None}


def _lines(sheet: Worksheet, programme: Programme) -> Iterator[Line]:
    for row in range(2, sheet.max_row + 1):
        match read_row_key(str(sheet.cell(row, 1).value or "")):
            case TaskKey(code, block):
                task = programme.task(code)
                assert task is not None
                yield Line(row, block, task.group, task)
            case OwnKey(group, _):
                yield Line(row, Block.OWN, group, None)
            case _:
                pass


def _lists(workbook: Workbook) -> dict[str, tuple[str, ...]]:
    """Every list of the hidden sheet by the column key that heads it."""
    lists = {}
    for key, *entries in workbook[LISTS_SHEET].iter_cols(values_only=True):
        lists[str(key)] = tuple(str(entry) for entry in entries if entry is not None)
    return lists
