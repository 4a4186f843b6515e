"""A sheet that is a plain list: a heading and rows of texts and numbers, frozen, filtered and printable."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.excel.book import Book, Sheet
from tdn_templates.excel.row_heights import row_height

_HEAD: Mapping[str, object] = {
    "bold": True,
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
    "border": 1,
    "bg_color": "#D9D9D9",
}
_CELL: Mapping[str, object] = {"text_wrap": True, "border": 1, "border_color": "#A6A6A6"}
_MARKED: Mapping[str, object] = {**_CELL, "bg_color": "#FFF2CC"}


@dataclass(frozen=True, slots=True)
class ListRow:
    """As many cells as the sheet has columns. `marked` rows are shaded: somebody has to look at them."""

    cells: tuple[str | int, ...]
    marked: bool = False


@dataclass(frozen=True, slots=True)
class ListSheet:
    """`head` are titles with the widths of their columns in characters."""

    name: str
    head: tuple[tuple[str, int], ...]
    rows: Iterable[ListRow]


def write_list_sheets(book: Book, sheets: Sequence[ListSheet]) -> None:
    for described in sheets:
        _write(book.add_sheet(described.name), described)


def _write(sheet: Sheet, described: ListSheet) -> None:
    widths = [width for _, width in described.head]
    for column, (title, width) in enumerate(described.head, start=1):
        sheet.write_text(1, column, title, **_HEAD)
        sheet.set_width(column, width)
    last = 1
    for last, row in enumerate(described.rows, start=2):
        style = _MARKED if row.marked else _CELL
        for column, cell in enumerate(row.cells, start=1):
            match cell:
                case str():
                    sheet.write_text(last, column, cell, **style)
                case int():
                    sheet.write_number(last, column, cell, **style)
        sheet.raw.set_row(last - 1, row_height(zip(map(str, row.cells), widths, strict=True)))
    raw = sheet.raw
    raw.freeze_panes(1, 0)
    raw.autofilter(0, 0, max(1, last - 1), len(widths) - 1)
    raw.set_landscape()
    raw.set_paper(9)
    raw.fit_to_pages(1, 0)
    raw.repeat_rows(0)
    raw.set_footer("&C&P/&N")
