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
from tdn_templates.reading.pdf_pages import Page, TextLine, pages_of

_SHEET_NAME = "Trang {page}"
_NEXT_SHEET_NAME = "Trang {page}, bảng {number}"
_COLUMNS_NAME = "Trang {first}-{last}"
_PARAGRAPH_GAP = 0.9
"""Blank between two lines, in heights of the line, from which a new paragraph begins."""
_MOST_BLANK_LINES = 4
_WIDE_GAP = 1.0
"""Blank between two words, in heights of the line, from which it is more than the blanks of a sentence."""
_MOST_UNMAPPED = 0.2
"""Glyphs without a letter for every byte of text, from which the text cannot be relied on."""
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
    unmapped: int = 0


def read_pdf(content: bytes, limits: ReadLimits) -> RawWorkbook:
    """Raises Refusal: "encrypted", "scanned" (no text on any page), "no_letters" (glyphs
    without meaning), "damaged", "too_large", "library_missing"."""
    document = _Document()
    for page in pages_of(content, limits):
        _count(document, page, limits)
        _add_tables(document, page)
        _add_lines(document, page)
    if document.unmapped > _MOST_UNMAPPED * document.text_bytes:
        raise Refusal("no_letters", kind=FileKind.PDF.value)
    if not document.text_bytes:
        raise Refusal("scanned", kind=FileKind.PDF.value)
    sheets = (*document.sheets, *_unruled(document))
    return RawWorkbook(format=FileKind.PDF.value, sheets=sheets, lines=tuple(document.lines))


def _count(document: _Document, page: Page, limits: ReadLimits) -> None:
    document.text_bytes += sum(len(word.text.encode()) for line in page.lines for word in line.words)
    document.text_bytes += sum(len(text.encode()) for table in page.tables for text in table.values())
    document.unmapped += page.unmapped
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
        if bottom is not None and line.height:
            blank = (line.top - bottom) / line.height + 1 - _PARAGRAPH_GAP
            document.lines.extend([""] * max(0, min(int(blank), _MOST_BLANK_LINES)))
        document.lines.append(mark + _spaced(line))
        above = page.number * _PAGE_HEIGHT
        document.placed.append(PlacedLine(len(document.lines), line.words, above + line.top, above + line.bottom))
        document.heights.append(line.height)
        document.page_of_line[len(document.lines)] = page.number
        mark, bottom = "", line.bottom


def _spaced(line: TextLine) -> str:
    """The words of a line; a wide gap between two is two blanks."""
    text, right = "", 0.0
    for word in line.words:
        wide = word.left - right > _WIDE_GAP * line.height
        text += f"{'  ' if wide else ' '}{word.text}" if text else word.text
        right = word.right
    return text


def _unruled(document: _Document) -> Iterator[RawSheet]:
    if not document.placed:
        return
    gaps = [
        following.left - word.right
        for line in document.placed
        for word, following in zip(line.words, line.words[1:], strict=False)
    ]
    space = max(_SPACE_OF_HEIGHT * _median(document.heights), _median(gaps) if gaps else 0.0)
    for table in column_tables(document.placed, space):
        first, last = document.page_of_line[table.first], document.page_of_line[table.last]
        name = _SHEET_NAME.format(page=first) if first == last else _COLUMNS_NAME.format(first=first, last=last)
        yield RawSheet(name, dict(table.cells), by_place=True)


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]
