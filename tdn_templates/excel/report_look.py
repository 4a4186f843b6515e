"""How the sheets of a report for people look: head, cells, and a page that can be printed."""

from collections.abc import Mapping, Sequence

from tdn_templates.excel.book import Book
from tdn_templates.excel.long_sheet import Endings, LongSheet

HEAD_STYLE: Mapping[str, object] = {
    "bold": True,
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
    "border": 1,
    "bg_color": "#D9D9D9",
}
CELL_STYLE: Mapping[str, object] = {"text_wrap": True, "border": 1, "border_color": "#A6A6A6"}


def begin_sheet(book: Book, name: str, head: Sequence[tuple[str, float]]) -> tuple[LongSheet, Endings]:
    """A sheet with its head, titles with the widths of their columns in characters; and the look of its rows."""
    titles, widths = zip(*head, strict=True)
    sheet = book.add_long_sheet(name, widths)
    sheet.write_row(titles, sheet.style(**HEAD_STYLE))
    return sheet, sheet.style(**CELL_STYLE)


def finish_sheet(sheet: LongSheet) -> None:
    """Frozen head, filter, and a page that prints on A4 landscape, one page wide."""
    sheet.finish()
    raw = sheet.raw
    raw.freeze_panes(1, 0)
    raw.autofilter(0, 0, max(1, sheet.rows - 1), sheet.columns - 1)
    raw.set_landscape()
    raw.set_paper(9)
    raw.fit_to_pages(1, 0)
    raw.repeat_rows(0)
    raw.set_footer("&C&P/&N")
