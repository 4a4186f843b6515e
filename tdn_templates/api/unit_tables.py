"""Texts of a table that an office keeps itself: a list of units, a list of addresses."""

import csv
from bisect import bisect_right
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

from tdn_templates.core.table_text import TableText
from tdn_templates.errors import TdnError
from tdn_templates.files.inbox import no_such_file, read_bytes
from tdn_templates.files.limits import DEFAULT_LIMITS
from tdn_templates.files.text_file import utf8_text
from tdn_templates.model.cell import RawValue, RawWorkbook

TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".txt"})
"""Endings of files that hold one."""

_TEXTS = frozenset({".csv", ".txt"})


def texts_of_table(path: Path, is_whole: Callable[[str], bool] = lambda line: False) -> Iterator[TableText]:
    """Every text of the first sheet that has any, row by row. A line of a text file that `is_whole` is one text, commas
    and all; a text of cells merged across rows stands in each of these rows. Raises TdnError for a file that cannot be
    read."""
    return _texts(path, is_whole, _text)


def cells_of_table(path: Path) -> Iterator[TableText]:
    """As `texts_of_table`, with whole numbers in figures."""
    return _texts(path, lambda line: False, _text_or_number)


def _texts(path: Path, is_whole: Callable[[str], bool], written: Callable[[RawValue], str]) -> Iterator[TableText]:
    if not path.is_file():
        raise no_such_file(path)
    file = read_bytes(path, DEFAULT_LIMITS.disk_bytes)
    if file.problem:
        raise _unreadable(path, file.problem)
    if path.suffix.lower() in _TEXTS:
        return _texts_of_lines(utf8_text(file.content, path), is_whole)
    from tdn_templates.reading.worker import ReadingWorker

    with ReadingWorker() as worker:
        read = worker.read(file.content, path.name)
    if not isinstance(read, RawWorkbook):
        raise _unreadable(path, read.reason)
    return _texts_of_sheet(read, written)


def _texts_of_lines(text: str, is_whole: Callable[[str], bool]) -> Iterator[TableText]:
    # names hold commas: they separate only where nothing else does, and not within a name
    separator = max(";\t", key=text.count) if any(sign in text for sign in ";\t") else ","
    lines = (
        f'"{line.strip()}"\n' if separator == "," and "," in line and is_whole(line.strip()) else line
        for line in StringIO(text)
    )
    rows = csv.reader(lines, delimiter=separator)
    for cells in rows:
        for column, cell in enumerate(cells, start=1):
            if cell.strip():
                yield TableText(rows.line_num, column, " ".join(cell.split()))


def _texts_of_sheet(workbook: RawWorkbook, written: Callable[[RawValue], str]) -> Iterator[TableText]:
    sheet = next((sheet for sheet in workbook.sheets if sheet.visible and sheet.cells), None)
    if sheet is None:
        return
    values = dict(sheet.cells)
    rows = sorted({row for row, _ in sheet.cells})
    for top, left, bottom, _ in sheet.merges:
        if bottom > top and (top, left) in sheet.cells:
            below = rows[bisect_right(rows, top) : bisect_right(rows, bottom)]
            values.update({(row, left): sheet.cells[top, left] for row in below if (row, left) not in sheet.cells})
    for (row, column), value in sorted(values.items(), key=lambda item: item[0]):
        text = " ".join(written(value).split())
        if text:
            yield TableText(row, column, text)


def _text(value: RawValue) -> str:
    return value if isinstance(value, str) else ""


def _text_or_number(value: RawValue) -> str:
    if isinstance(value, str):
        return value
    is_whole = isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1
    return f"{value:.0f}" if is_whole else ""


def _unreadable(path: Path, reason: str) -> TdnError:
    return TdnError(
        f"Không đọc được danh sách đơn vị trong “{path.name}” ({reason}).",
        f'The list of units in "{path.name}" cannot be read ({reason}).',
        hint_vi="Mở tệp, lưu lại dạng .xlsx rồi chạy lại.",
        hint_en="Open it, save it as .xlsx and run again.",
    )
