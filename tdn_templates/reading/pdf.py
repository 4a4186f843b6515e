"""A PDF with text as a workbook: a sheet for every table with lines on every page, and the lines of text outside them.

Needs pdfplumber (the extra "pdf"). Everything here runs in the reading process, under its limits. A table without lines
is found by where its words stand, over all pages; what is no table either way comes as lines of text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tdn_templates.core.annex.plain_text_columns import PlacedLine, column_tables
from tdn_templates.files.guard import FileKind
from tdn_templates.files.guard_zip import Refusal, over_limit
from tdn_templates.files.limits import ReadLimits
from tdn_templates.model.cell import RawSheet, RawValue, RawWorkbook
from tdn_templates.reading.pdf_pages import Page, pages_of

_SHEET_NAME = "Trang {page}"
_NEXT_SHEET_NAME = "Trang {page}, bảng {number}"
_COLUMNS_NAME = "Trang {first}-{last}"
_PARAGRAPH_GAP = 0.9
"""Blank between two lines, in heights of the line, from which a new paragraph begins."""
_SPACE_OF_HEIGHT = 0.25
_PAGE_HEIGHT = 100_000.0
"""More points than any page has: heights count through the document."""


@dataclass(slots=True)
class _Document:
    """What has been read so far."""

    sheets: list[RawSheet] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    placed: list[PlacedLine] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    page_of_line: dict[int, int] = field(default_factory=dict)
    text_bytes: int = 0


def read_pdf(content: bytes, limits: ReadLimits) -> RawWorkbook:
    """Raises Refusal: "encrypted", "scanned" (no text on any page), "damaged", "too_large", "library_missing"."""
    document = _Document()
    for page in pages_of(content, limits):
        _count(document, page, limits)
        _add_tables(document, page)
        _add_lines(document, page)
    if not document.text_bytes:
        raise Refusal("scanned", kind=FileKind.PDF.value)
    sheets = (*document.sheets, *_unruled(document))
    return RawWorkbook(format=FileKind.PDF.value, sheets=sheets, lines=tuple(document.lines))


def _count(document: _Document, page: Page, limits: ReadLimits) -> None:
    document.text_bytes += sum(len(word.text.encode()) for line in page.lines for word in line.words)
    document.text_bytes += sum(len(text.encode()) for table in page.tables for text in table.values())
    if document.text_bytes > limits.text_bytes:
        raise over_limit("text_bytes", limits.text_bytes, document.text_bytes)
    if len(document.sheets) + len(page.tables) > limits.sheets:
        raise over_limit("sheets", limits.sheets, len(document.sheets) + len(page.tables))


def _add_tables(document: _Document, page: Page) -> None:
    for number, table in enumerate(page.tables, 1):
        name = _SHEET_NAME if number == 1 else _NEXT_SHEET_NAME
        cells: dict[tuple[int, int], RawValue] = dict(table)
        document.sheets.append(RawSheet(name.format(page=page.number, number=number), cells))


def _add_lines(document: _Document, page: Page) -> None:
    """Lines of text; a blank one where a paragraph ends, a form feed before every page but the first."""
    mark = "\f" if document.lines else ""
    bottom: float | None = None
    for line in page.lines:
        if bottom is not None and line.top - bottom > _PARAGRAPH_GAP * line.height:
            document.lines.append("")
        document.lines.append(mark + " ".join(word.text for word in line.words))
        above = page.number * _PAGE_HEIGHT
        document.placed.append(PlacedLine(len(document.lines), line.words, above + line.top, above + line.bottom))
        document.heights.append(line.height)
        document.page_of_line[len(document.lines)] = page.number
        mark, bottom = "", line.bottom


def _unruled(document: _Document) -> Iterator[RawSheet]:
    if not document.placed:
        return
    space = _SPACE_OF_HEIGHT * _median(document.heights)
    for table in column_tables(document.placed, space):
        first, last = document.page_of_line[table.first], document.page_of_line[table.last]
        yield RawSheet(_COLUMNS_NAME.format(first=first, last=last), dict(table.cells), by_place=True)


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]
