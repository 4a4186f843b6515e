"""How the sheets of a report for people look: head, cells, and a page that can be printed."""

from collections.abc import Mapping, Sequence

from tdn_templates.core.cell_names import cell_name
from tdn_templates.excel.book import Book
from tdn_templates.excel.long_sheet import Cell, Endings, LongSheet

HEAD_STYLE: Mapping[str, object] = {
    "bold": True,
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
    "border": 1,
    "bg_color": "#D9D9D9",
}
CELL_STYLE: Mapping[str, object] = {"text_wrap": True, "border": 1, "border_color": "#A6A6A6"}


_MARKED_FILL = "#FFF2CC"


class ReportList:
    """Rows below one head, on as many sheets as that takes: "Nguồn", "Nguồn 2". `head` are titles with the widths of
    their columns in characters."""

    def __init__(self, book: Book, name: str, head: Sequence[tuple[str, float]]) -> None:
        self._book, self._name, self._head = book, name, head
        self._sheets: list[LongSheet] = []
        self._begin()

    def write_row(self, cells: Sequence[Cell], *, marked: bool = False, fitted: bool = False) -> None:
        """`marked` rows are shaded: somebody has to look at them; `fitted` ones are as high as their texts need."""
        if self._sheets[-1].is_full:
            self._begin()
        self._sheets[-1].write_row(cells, self._marked() if marked else self._plain, fitted=fitted)

    def cell_name(self, column: int) -> str:
        """Of a cell in the last row: "H12", with its sheet on all but the first: "Tổng hợp 2!H12"."""
        name = cell_name(self._sheets[-1].rows, column)
        return name if len(self._sheets) == 1 else f"{self._sheet_name()}!{name}"

    def finish(self) -> None:
        for sheet in self._sheets:
            _finish(sheet)

    def _begin(self) -> None:
        titles, widths = zip(*self._head, strict=True)
        sheet = self._book.add_long_sheet(self._sheet_name(len(self._sheets) + 1), widths)
        sheet.write_row(titles, sheet.style(**HEAD_STYLE))
        self._plain = sheet.style(**CELL_STYLE)
        self._shaded: Endings | None = None
        self._sheets.append(sheet)

    def _sheet_name(self, number: int = 0) -> str:
        number = number or len(self._sheets)
        return self._name if number == 1 else f"{self._name} {number}"

    def _marked(self) -> Endings:
        if self._shaded is None:
            self._shaded = self._sheets[-1].style(**CELL_STYLE, bg_color=_MARKED_FILL)
        return self._shaded


def _finish(sheet: LongSheet) -> None:
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
