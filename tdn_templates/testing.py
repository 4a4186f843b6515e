"""Help for tests, examples and drills: fill in a generated form as a clerk would.

The form is edited with openpyxl, a program that knows nothing of this package, so what comes out has been through
somebody else's hands like any return.
"""

import csv
import pickle
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from io import BytesIO, StringIO

import openpyxl
from openpyxl.worksheet.dimensions import ColumnDimension, RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from tdn_templates.core.cell_names import cell_name
from tdn_templates.core.form_marks import KEY_MARK
from tdn_templates.core.row_keys import OwnKey, TaskKey, read_row_key

Answer = Mapping[str, str]
"""Column keys with the texts to type, and "row": a national number, or "own:3" for the next free row of group 3."""


def read_answers_tsv(text: str) -> list[Answer]:
    """One answer a line under a heading line of column keys; tabs between, no quoting."""
    return list(csv.DictReader(StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def fill_form(form: bytes, answers: Iterable[Answer]) -> bytes:
    """The workbook with the answers typed in. Raises KeyError for a row or column the form does not have."""
    workbook = opened_anew(form)
    sheet = table_of(workbook)
    columns = column_numbers(sheet)
    tasks, free = _rows(sheet, columns["number"])
    for answer in answers:
        wanted = answer["row"]
        row = free[wanted.removeprefix("own:")].pop(0) if wanted.startswith("own:") else tasks[wanted]
        _type_in(sheet, row, columns, answer)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def cell_addresses(form: bytes) -> dict[tuple[str, str], str]:
    """Where every cell of a task stands in a form or return, by printed number and column key."""
    sheet = table_of(opened_anew(form))
    columns = column_numbers(sheet)
    tasks, _ = _rows(sheet, columns["number"])
    return {(task, key): cell_name(row, at) for task, row in tasks.items() for key, at in columns.items()}


def opened_anew(content: bytes) -> openpyxl.Workbook:
    """The workbook, to be changed at will: what is read once is copied, which takes a fifth of the time."""
    workbook = pickle.loads(_pickled(content))  # noqa: S301  # made here, of a workbook that openpyxl read
    if not isinstance(workbook, openpyxl.Workbook):
        raise TypeError(type(workbook))
    for sheet in workbook.worksheets:
        # a pickle of openpyxl's forgets how rows and columns without a height or width are made
        sheet.row_dimensions.default_factory = partial(RowDimension, sheet)
        sheet.column_dimensions.default_factory = partial(ColumnDimension, sheet)
    return workbook


@lru_cache(maxsize=16)
def _pickled(content: bytes) -> bytes:
    return pickle.dumps(openpyxl.load_workbook(BytesIO(content)))


def table_of(workbook: openpyxl.Workbook) -> Worksheet:
    """The sheet with the hidden keys. Raises StopIteration if there is none."""
    return next(sheet for sheet in workbook.worksheets if sheet.cell(1, 1).value == KEY_MARK)


def column_numbers(sheet: Worksheet) -> dict[str, int]:
    """The columns of a table by key."""
    return {str(cell.value): cell.column for cell in sheet[1][1:] if cell.column and cell.value is not None}


def _type_in(sheet: Worksheet, row: int, columns: Mapping[str, int], answer: Answer) -> None:
    for column, text in answer.items():
        if column != "row" and text:
            cell = sheet.cell(row, columns[column])
            cell.value = text
            if text.startswith("="):
                cell.data_type = "s"


def _rows(sheet: Worksheet, number_column: int) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Rows of tasks by printed number, and free rows by group."""
    tasks: dict[str, int] = {}
    free: dict[str, list[int]] = {}
    for row in range(1, sheet.max_row + 1):
        key = read_row_key(str(sheet.cell(row, 1).value or ""))
        if isinstance(key, TaskKey):
            tasks[str(sheet.cell(row, number_column).value)] = row
        elif isinstance(key, OwnKey):
            free.setdefault(key.group, []).append(row)
    return tasks, free
