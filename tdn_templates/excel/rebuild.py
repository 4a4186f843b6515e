"""A marked .xlsx for a return in another format: its values in a new workbook, since its own package is not patched."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from math import isfinite

from tdn_templates.core.form_marks import FAULT_MARK, KEY_MARK, PROPERTY_PREFIX
from tdn_templates.core.row_keys import read_row_key
from tdn_templates.excel.annotate import mark_workbook
from tdn_templates.excel.book import FULL_TEXT_SHEET, Book, Sheet
from tdn_templates.excel.patch.marks import FaultSheet, Mark
from tdn_templates.excel.row_heights import row_height
from tdn_templates.model.cell import RawSheet, RawValue, RawWorkbook

_NO_DATE = date(1980, 1, 1)
"""A file says nothing of when it was made here: the same values give the same bytes."""

_LONGEST_NAME = 31
_LONGEST_PROPERTY = 255
_CHECK_KEY = "check"
"""What every form calls its check column."""

_ILLEGAL_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LARGEST_EXACT = 10**15
_FIRST_DAY = date(1900, 3, 1)
"""Before it, programs do not agree which day a number means."""

_WIDTHS_CHARS = (8.0, 48.0)


def rebuild_marked(workbook: RawWorkbook, marks: Sequence[Mark], faults: FaultSheet) -> bytes:
    """The values of a .xls, .xlsb or .ods as .xlsx, marked like `mark_workbook` marks one.

    Sheets, addresses, hidden sheets and rows, and the stamp are kept; formulas come as their values, error values as
    their text; what our own formulas said of the rows is left out, for it would stay as it is when somebody corrects
    them. No formats: columns fit their texts. Names that .xlsx does not allow are changed, in the marks too.
    The same input gives the same bytes. Raises TdnError like `mark_workbook`.
    """
    sheets = [sheet for sheet in workbook.sheets if sheet.cells.get((1, 1)) != FAULT_MARK]
    names = _legal_names(sheets)
    book = Book(created=_NO_DATE, title=faults.title)
    shown = next((sheet for sheet in sheets if sheet.visible), sheets[0] if sheets else None)
    for sheet in sheets:
        written = book.add_sheet(names[sheet.name])
        _write_sheet(book, written, sheet)
        if sheet is shown:
            written.raw.activate()
            written.raw.set_first_sheet()
        elif not sheet.visible:
            written.raw.hide()
    for name, value in workbook.properties.items():
        if name.startswith(PROPERTY_PREFIX) and max(len(name), len(value)) <= _LONGEST_PROPERTY:
            book.set_property(name, value)
    moved = [replace(mark, sheet=names.get(mark.sheet, mark.sheet)) for mark in marks]
    lines = tuple(replace(line, sheet=names.get(line.sheet, line.sheet)) for line in faults.lines)
    return mark_workbook(book.content(), moved, replace(faults, lines=lines))


def _legal_names(sheets: Sequence[RawSheet]) -> Mapping[str, str]:
    """The name each sheet gets: its own wherever .xlsx allows it."""
    names: dict[str, str] = {}
    taken = {"", "history", FULL_TEXT_SHEET.casefold()}
    for sheet in sheets:
        stem = _ILLEGAL_IN_NAME.sub("_", sheet.name)[:_LONGEST_NAME].strip("'")
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem[: _LONGEST_NAME - 6]} ({number})"
        taken.add(name.casefold())
        names[sheet.name] = name
    return names


def _live_cells(sheet: RawSheet) -> set[tuple[int, int]]:
    """Where a form has formulas of its own: in the check column, and above the lines of the table."""
    marked = next((at for at, value in sheet.cells.items() if value == KEY_MARK), None)
    if marked is None:
        return set()
    key_row, key_column = marked
    checks = {column for (row, column), value in sheet.cells.items() if row == key_row and value == _CHECK_KEY}
    keyed = (row for (row, column), value in sheet.cells.items() if column == key_column and read_row_key(str(value)))
    first = min(keyed, default=0)
    return {(row, column) for row, column in sheet.formulas if column in checks or row < first}


def _write_sheet(book: Book, written: Sheet, sheet: RawSheet) -> None:
    live = _live_cells(sheet)
    values = {at: value for at, value in {**sheet.cells, **sheet.errors}.items() if at not in live}
    widths = _fitted_widths(values)
    for column, width in widths.items():
        written.set_width(column, width)
    hidden = set(sheet.hidden_rows)
    for (row, column), value in values.items():
        if value == KEY_MARK:
            hidden.add(row)
            written.raw.set_column(column - 1, column - 1, 14, None, {"hidden": True})
    heights = _fitted_heights(values, widths)
    for row in {*heights, *hidden}:
        written.raw.set_row(row - 1, heights.get(row), None, {"hidden": row in hidden})
    for (row, column), value in values.items():
        _write_value(book, written, row, column, value)


def _fitted_widths(values: Mapping[tuple[int, int], RawValue]) -> dict[int, float]:
    """Width in characters by column."""
    least, most = _WIDTHS_CHARS
    widths: dict[int, float] = defaultdict(lambda: least)
    for (_, column), value in values.items():
        widths[column] = min(most, max(widths[column], len(str(value)) + 2.0))
    return widths


def _fitted_heights(values: Mapping[tuple[int, int], RawValue], widths: Mapping[int, float]) -> dict[int, float]:
    """Height in points by row."""
    heights: dict[int, float] = {}
    for (row, column), value in values.items():
        height = row_height([(str(value), widths[column])])
        heights[row] = max(heights.get(row, 0.0), height)
    return heights


def _write_value(book: Book, sheet: Sheet, row: int, column: int, value: RawValue) -> None:
    """Text wherever a cell of another kind would not hold exactly this."""
    moment = _moment_format(value)
    if moment:
        code = sheet.raw.write_datetime(row - 1, column - 1, value, book.style(num_format=moment, align="left"))
    elif isinstance(value, bool):
        code = sheet.raw.write_boolean(row - 1, column - 1, value)
    elif isinstance(value, int | float) and isfinite(value) and abs(value) < _LARGEST_EXACT:
        code = sheet.raw.write_number(row - 1, column - 1, value)
    else:
        sheet.write_text(row, column, str(value), text_wrap=True)
        return
    if code:
        raise ValueError(f"{sheet.name}: row {row}, column {column} was refused by the writer (code {code})")


def _moment_format(value: RawValue) -> str:
    """The number format of a date, time or duration that a cell can hold; "" for everything else."""
    match value:
        case datetime():
            return "dd/mm/yyyy hh:mm:ss" if value.date() >= _FIRST_DAY else ""
        case date():
            return "dd/mm/yyyy" if value >= _FIRST_DAY else ""
        case time():
            return "hh:mm:ss"
        case timedelta():
            return "[h]:mm:ss" if value >= timedelta() else ""
        case _:
            return ""
