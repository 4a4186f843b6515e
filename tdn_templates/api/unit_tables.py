"""Texts of a table that an office keeps itself: a list of units, a list of addresses."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from tdn_templates.core.cell_names import cell_name
from tdn_templates.errors import TdnError
from tdn_templates.files.inbox import no_such_file, read_bytes
from tdn_templates.files.limits import DEFAULT_LIMITS
from tdn_templates.files.text_file import utf8_text
from tdn_templates.model.cell import RawWorkbook

TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".txt"})
"""Endings of files that hold one."""

_TEXTS = frozenset({".csv", ".txt"})


@dataclass(frozen=True, slots=True)
class TableText:
    """A text of a table, and where it stands as a spreadsheet shows it ("B7"), with the line of a text file as its
    row."""

    row: int
    column: int
    text: str

    @property
    def place(self) -> str:
        return cell_name(self.row, self.column)


def texts_of_table(path: Path, is_whole: Callable[[str], bool] = lambda line: False) -> Iterator[TableText]:
    """Every text of the first sheet that has any, row by row. A line of a text file that `is_whole` is one text, commas
    and all. Raises TdnError for a file that cannot be read."""
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
    return _texts_of_sheet(read)


def _texts_of_lines(text: str, is_whole: Callable[[str], bool]) -> Iterator[TableText]:
    # names hold commas: they separate only where nothing else does, and not within a name
    separator = max(";\t", key=text.count) if any(sign in text for sign in ";\t") else ","
    lines = (f'"{line.strip()}"\n' if is_whole(line.strip()) else line for line in StringIO(text))
    rows = csv.reader(lines, delimiter=separator)
    for cells in rows:
        for column, cell in enumerate(cells, start=1):
            if cell.strip():
                yield TableText(rows.line_num, column, " ".join(cell.split()))


def _texts_of_sheet(workbook: RawWorkbook) -> Iterator[TableText]:
    sheet = next((sheet for sheet in workbook.sheets if sheet.visible and sheet.cells), None)
    for (row, column), value in sorted(sheet.cells.items()) if sheet else ():
        if isinstance(value, str) and value.strip():
            yield TableText(row, column, " ".join(value.split()))


def _unreadable(path: Path, reason: str) -> TdnError:
    return TdnError(
        f"Không đọc được danh sách đơn vị trong “{path.name}” ({reason}).",
        f'The list of units in "{path.name}" cannot be read ({reason}).',
        hint_vi="Mở tệp, lưu lại dạng .xlsx rồi chạy lại.",
        hint_en="Open it, save it as .xlsx and run again.",
    )
