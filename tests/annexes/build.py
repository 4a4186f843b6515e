"""Makes files of the annexes: Word and Excel with real merged cells, and text with bars, tabs, or a cell a paragraph.

The typed workbook holds what Excel makes of such cells when they are typed in: 1 and 1.1 are numbers, 6/2026 a date.

`python -m tests.annexes.build FOLDER` writes all of them, to be looked at or imported by hand.
"""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import docx
import openpyxl
from docx.document import Document
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.annexes.printed import ABOVE, BREAK, LEFT, PrintedAnnex, PrintedTable, annex_paths, load_annex, printed_cells

_Value = Callable[[str, int], tuple[str | float | date | None, str]]
_Write = Callable[[PrintedTable], str]
FORMS = ("docx", "xlsx", "typed.xlsx", "bars.md", "tabs.txt", "cells.txt")


@dataclass(frozen=True, slots=True)
class Span:
    """A printed cell with the last row and column it covers; rows and columns count from 0."""

    row: int
    column: int
    last_row: int
    last_column: int
    text: str


def build(annex: PrintedAnnex, folder: Path, form: str) -> Path:
    """Writes the annex in one of FORMS; returns its path."""
    path = folder / f"{annex.name}.{form}"
    match form:
        case "docx":
            _write_docx(annex, path)
        case "xlsx":
            _write_xlsx(annex, path, _as_text)
        case "typed.xlsx":
            _write_xlsx(annex, path, _as_typed)
        case "bars.md":
            path.write_text("\n\n".join(_paragraphs(annex, _bars)) + "\n", encoding="utf-8")
        case "tabs.txt":
            path.write_text("\n\n".join(_paragraphs(annex, _tabs)) + "\n", encoding="utf-8")
        case "cells.txt":
            path.write_text("\n\n".join(_paragraphs(annex, _one_cell_a_paragraph)) + "\n", encoding="utf-8")
        case _:
            raise ValueError(f"no form {form!r}: {', '.join(FORMS)}")
    return path


def spans(table: PrintedTable) -> Iterator[Span]:
    for index, row in enumerate(table.rows):
        for column, text in enumerate(row):
            if text in (LEFT, ABOVE):
                continue
            last_column = column
            while last_column + 1 < len(row) and row[last_column + 1] == LEFT:
                last_column += 1
            last_row = index
            while last_row + 1 < len(table.rows) and table.rows[last_row + 1][column] == ABOVE:
                last_row += 1
            yield Span(index, column, last_row, last_column, text.replace(BREAK, "\n"))


def _write_docx(annex: PrintedAnnex, path: Path) -> None:
    document = docx.Document()
    for line in annex.head:
        document.add_paragraph(line)
    for table in annex.tables:
        if table.caption:
            document.add_paragraph(table.caption)
        _add_word_table(document, table)
        document.add_paragraph(table.below)
    document.save(str(path))


def _add_word_table(document: Document, table: PrintedTable) -> None:
    made = document.add_table(rows=len(table.rows), cols=len(table.rows[0]), style="Table Grid")
    cells = [list(row.cells) for row in made.rows]
    for span in spans(table):
        cell = cells[span.row][span.column]
        if (span.row, span.column) != (span.last_row, span.last_column):
            cell = cell.merge(cells[span.last_row][span.last_column])
        first, *others = span.text.split("\n")
        cell.paragraphs[0].text = first
        for line in others:
            cell.add_paragraph(line)


def _write_xlsx(annex: PrintedAnnex, path: Path, value_of: _Value) -> None:
    """Other tables stand on sheets of their own, all tables of tasks below each other on one, as offices do."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Phụ lục"
    for line in annex.head:
        sheet.append([line])
    sheet.append([])
    for number, table in enumerate(annex.tables, start=1):
        alone = table.kind != "tasks" and len(annex.tables) > 1
        _add_sheet_table(workbook.create_sheet(f"Biểu {number}", number - 1) if alone else sheet, table, value_of)
    workbook.save(path)


def _add_sheet_table(sheet: Worksheet, table: PrintedTable, value_of: _Value) -> None:
    top = sheet.max_row + 2
    if table.caption:
        sheet.cell(top - 1, 1, table.caption)
    for span in spans(table):
        cell = sheet.cell(top + span.row, span.column + 1)
        cell.value, cell.number_format = value_of(span.text, span.column)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=span.row < table.headings or span.last_column > span.column)
        if (span.row, span.column) != (span.last_row, span.last_column):
            corner = sheet.cell(top + span.last_row, span.last_column + 1)
            sheet.merge_cells(f"{cell.coordinate}:{corner.coordinate}")
    if table.below:
        sheet.cell(top + len(table.rows), 1, table.below)


def _as_text(text: str, _column: int) -> tuple[str | None, str]:
    return text or None, "@"


def _as_typed(text: str, column: int) -> tuple[str | float | date | None, str]:
    """Numbers only in the first column: elsewhere a number is an amount, written as its office likes."""
    if column == 0 and re.fullmatch(r"[1-9][0-9]*(?:\.[1-9])?", text):
        return (float(text) if "." in text else int(text)), "General"
    if month := re.fullmatch(r"([0-9]{1,2})/([0-9]{4})", text):
        return date(int(month[2]), int(month[1]), 1), "m/yyyy"
    if day := re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text):
        return date(int(day[3]), int(day[2]), int(day[1])), "d/m/yyyy"
    return _as_text(text, column)


def _paragraphs(annex: PrintedAnnex, write: _Write) -> Iterator[str]:
    yield from annex.head
    for table in annex.tables:
        yield from filter(None, (table.caption, write(table), table.below))


def _bars(table: PrintedTable) -> str:
    lines = [f"| {' | '.join(row)} |" for row in _flat_rows(table)]
    lines.insert(max(table.headings, 1), "|" + "---|" * len(table.rows[0]))
    return "\n".join(lines)


def _tabs(table: PrintedTable) -> str:
    return "\n".join("\t".join(row) for row in _flat_rows(table))


def _one_cell_a_paragraph(table: PrintedTable) -> str:
    """As pages on the web are copied: blank cells leave no trace."""
    return "\n\n".join(cell for row in _flat_rows(table) for cell in row if cell)


def _flat_rows(table: PrintedTable) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        yield tuple(cell.replace(BREAK, " ") for cell in printed_cells(row))


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for source in (*annex_paths(), *annex_paths("refused"), *annex_paths("plans")):
        for wanted in FORMS:
            print(build(load_annex(source), target, wanted))
