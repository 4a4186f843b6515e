"""A list of tasks as a worksheet: titles, one heading, a row for each group and each task."""

from collections.abc import Mapping
from datetime import date

from tdn_templates.core.annex.printed_list import PrintedList
from tdn_templates.excel.book import Book
from tdn_templates.excel.row_heights import row_height

_WIDTHS: Mapping[str, float] = {"number": 7, "text": 52, "time": 14}
_OTHER_WIDTH = 26.0
_FONT_POINTS = 11.0
_TITLE: Mapping[str, object] = {
    "bold": True,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
    "font_size": 13,
}
_SUBTITLE: Mapping[str, object] = {"italic": True, "align": "center", "text_wrap": True, "font_size": 13}
_CELL: Mapping[str, object] = {"text_wrap": True, "border": 1, "font_size": _FONT_POINTS}
_HEAD: Mapping[str, object] = {**_CELL, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#D9D9D9"}
_GROUP: Mapping[str, object] = {**_CELL, "bold": True, "bg_color": "#F2F2F2"}
_HEAD_ROW = 5


def write_list_annex(printed: PrintedList, created: date) -> bytes:
    """The same list gives the same bytes."""
    book = Book(created=created, title=printed.title)
    sheet = book.add_sheet("Danh mục")
    widths = [*(_WIDTHS.get(key, _OTHER_WIDTH) for key, _ in printed.columns), *(_OTHER_WIDTH for _ in printed.extras)]
    for column, width in enumerate(widths, 1):
        sheet.set_width(column, width)
    last, whole = len(widths), sum(widths)
    above = (("Phụ lục", _TITLE), (printed.title, _TITLE), (printed.subtitle, _SUBTITLE))
    for row, (text, style) in enumerate(above, 1):
        sheet.write_merged(row, 1, last, text, **style)
        sheet.raw.set_row(row - 1, row_height([(text, whole)], 13.0))
    sheet.write_row(_HEAD_ROW, (*(title for _, title in printed.columns), *printed.extras), **_HEAD)
    row = _HEAD_ROW
    for group in printed.groups:
        row += 1
        sheet.write_merged(row, 1, last, group.line, **_GROUP)
        sheet.raw.set_row(row - 1, row_height([(group.line, whole)], _FONT_POINTS))
        for task in group.tasks:
            row += 1
            sheet.write_row(row, task.cells, **_CELL)
            sheet.raw.set_row(row - 1, row_height(zip(task.cells, widths, strict=True), _FONT_POINTS))
    sheet.raw.freeze_panes(_HEAD_ROW, 0)
    sheet.raw.set_landscape()
    sheet.raw.set_paper(9)
    sheet.raw.fit_to_pages(1, 0)
    sheet.raw.repeat_rows(_HEAD_ROW - 1)
    sheet.raw.set_footer("&C&P")
    for name, value in printed.properties:
        book.set_property(name, value)
    return book.content()
