"""A table of a report: a head that stays and filters, columns as wide as they need, a page that prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tdn_templates.excel.book import Sheet
from tdn_templates.excel.row_heights import row_height

NO_DATE = date(1980, 1, 1)
"""The first day a zip package can hold: a report depends on what it says, not on the day it is made."""

ERROR_FILL, WARNING_FILL, RIGHT_FILL = "#F8DADA", "#FFF2CC", "#E2EFDA"

_NARROWEST = 6.0
_FILTER_ARROW = 3
_HEAD_STYLE: Mapping[str, object] = {
    "bold": True,
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "bg_color": "#D9D9D9",
}
_CELL_STYLE: Mapping[str, object] = {"text_wrap": True, "border": 1, "border_color": "#A6A6A6"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet. `fill` colours the cell of the column `filled`, which says the same in words."""

    cells: tuple[str | int, ...]
    fill: str = ""
    filled: int = 0


def write_table(sheet: Sheet, head: Sequence[str], widest: Sequence[float], lines: Sequence[Line]) -> None:
    """A head that stays and filters, columns as wide as their texts need up to `widest`, rows as high as they need."""
    widths = [
        _width(title, column, lines, limit) for column, (title, limit) in enumerate(zip(head, widest, strict=True))
    ]
    for column, (title, width) in enumerate(zip(head, widths, strict=True), start=1):
        sheet.write_text(1, column, title, **_HEAD_STYLE)
        sheet.set_width(column, width)
    sheet.raw.set_row(0, row_height((title, width - _FILTER_ARROW) for title, width in zip(head, widths, strict=True)))
    for row, line in enumerate(lines, start=2):
        for column, value in enumerate(line.cells, start=1):
            style = {**_CELL_STYLE, "bg_color": line.fill} if line.fill and column == line.filled else _CELL_STYLE
            if isinstance(value, int):
                sheet.write_number(row, column, value, **style)
            else:
                sheet.write_text(row, column, value, **style)
        sheet.raw.set_row(row - 1, row_height(zip(map(str, line.cells), widths, strict=False)))
    _finish(sheet, len(head), len(lines))


def _width(title: str, column: int, lines: Sequence[Line], limit: float) -> float:
    longest_word = max(len(word) for word in title.split())
    texts = [str(line.cells[column]) for line in lines if column < len(line.cells)]
    longest = max((len(part) for text in texts for part in text.split("\n")), default=0)
    return min(limit, max(_NARROWEST, longest_word + _FILTER_ARROW, longest + 1.0))


def _finish(sheet: Sheet, columns: int, lines: int) -> None:
    """Frozen head, filter, and a page that prints on A4 landscape, one page wide."""
    raw = sheet.raw
    raw.freeze_panes(1, 1)
    raw.autofilter(0, 0, max(1, lines), columns - 1)
    raw.set_landscape()
    raw.set_paper(9)
    raw.fit_to_pages(1, 0)
    raw.repeat_rows(0)
    raw.set_footer("&C&P/&N")
