"""The list of faults as the first worksheet: what is wrong where, with a link to each cell."""

from collections.abc import Collection, Iterable
from itertools import zip_longest

from tdn_templates.core.cell_names import cell_name
from tdn_templates.core.cell_text import fit_cell
from tdn_templates.core.clean_text import clean_text
from tdn_templates.core.form_marks import FAULT_MARK
from tdn_templates.core.wording import SEVERITY_WORDS
from tdn_templates.excel.patch.cells import address_of, set_style, set_text
from tdn_templates.excel.patch.frame import quoted_sheet
from tdn_templates.excel.patch.marks import FILLS, FaultLine, FaultSheet
from tdn_templates.excel.patch.styles import NO_FILL, Styles, solid_fill
from tdn_templates.excel.patch.xml import Node, PlainTree, grow, root_element, written
from tdn_templates.excel.row_heights import row_height

TITLE_ROWS = "$1:$3"
_HEADING_ROW = 3
_FIRST_COLUMN, _LAST_COLUMN = 2, 8
_LINK_COLUMN = 5
_MOST_LINKS = 65_000
"""Excel opens no sheet with more than 65,530 links."""

_ROOM = 1.2
"""Sentences take less room than the short words and numbers of a form that row heights are reckoned for."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t")
_SIDES = ("left", "right", "top", "bottom")
_NO_BORDER: PlainTree = ("border", {}, tuple((side, {}, ()) for side in (*_SIDES, "diagonal")))
_GRID: PlainTree = (
    "border",
    {},
    (*((side, {"style": "thin"}, (("color", {"rgb": "FFA6A6A6"}, ()),)) for side in _SIDES), ("diagonal", {}, ())),
)


class FaultFormats:
    """The cell formats of the list, made at once so that the styles part is finished before the list is written."""

    def __init__(self, styles: Styles, sheet: FaultSheet) -> None:
        self._styles = styles
        wrapped = {"vertical": "top", "wrapText": "1"}
        self.title = styles.add(font=_font(14, "b"), fill=NO_FILL, border=_NO_BORDER, alignment={"vertical": "center"})
        self.heading = styles.add(
            font=_font(10, "b"),
            fill=solid_fill("D9D9D9"),
            border=_GRID,
            alignment={"horizontal": "center", "vertical": "center", "wrapText": "1"},
        )
        self.text = styles.add(font=_font(10), fill=NO_FILL, border=_GRID, alignment=wrapped)
        self.link = styles.add(font=_font(10, "u", colour="FF0563C1"), fill=NO_FILL, border=_GRID, alignment=wrapped)
        self._by_word = {
            word.casefold(): styles.add(font=_font(10, "b"), fill=solid_fill(rgb), border=_GRID, alignment=wrapped)
            for severity, rgb in FILLS.items()
            for word in (SEVERITY_WORDS[severity].vi, SEVERITY_WORDS[severity].en)
        }
        for line in sheet.lines:
            for text in (line.sheet, line.task, line.message, line.remedy):
                self.for_text(self.text, text)
        self.for_text(self.title, sheet.title)

    def severity(self, word: str) -> int:
        return self._by_word.get(word.casefold(), self.text)

    def for_text(self, style: int, text: str) -> int:
        """The format for a text that may begin like a formula."""
        return self._styles.with_quote_prefix(style) if text.startswith(_FORMULA_STARTS) else style


def fault_sheet_xml(
    sheet: FaultSheet, formats: FaultFormats, *, main: str, known: Collection[str], record: Iterable[str]
) -> bytes:
    """The worksheet part in the namespace `main`. `known` are the sheets that links may lead to; `record` are texts
    for the hidden first column. Raises ValueError for a head without exactly six headings."""
    if len(sheet.head) != _LAST_COLUMN - _FIRST_COLUMN:
        raise ValueError(f"the list of faults has six headings, not {len(sheet.head)}")
    widths = _widths(sheet)
    root = root_element(f"{{{main}}}worksheet", {None: main})
    _write_views(root, widths)
    table = grow(root, "sheetData")
    for row, (line, kept) in enumerate(zip_longest(_rows(sheet, formats), (FAULT_MARK, *record)), start=1):
        _write_row(table, row, kept, line or (), widths)
    last = cell_name(_HEADING_ROW + len(sheet.lines), _LAST_COLUMN)
    grow(root, "autoFilter", {"ref": f"{cell_name(_HEADING_ROW, _FIRST_COLUMN)}:{last}"})
    _write_links(root, sheet, known)
    grow(
        root,
        "pageMargins",
        {"left": "0.4", "right": "0.4", "top": "0.5", "bottom": "0.5", "header": "0.3", "footer": "0.3"},
    )
    grow(root, "pageSetup", {"paperSize": "9", "orientation": "landscape", "fitToHeight": "0"})
    return written(root)


_Row = tuple[tuple[str, int], ...]
"""Texts with their formats, from the second column on."""


def _rows(sheet: FaultSheet, formats: FaultFormats) -> Iterable[_Row]:
    yield ((sheet.title, formats.for_text(formats.title, sheet.title)),)
    yield ()
    yield tuple((text, formats.heading) for text in ("#", *sheet.head))
    for number, line in enumerate(sheet.lines, start=1):
        yield _line(number, line, formats)


def _line(number: int, line: FaultLine, formats: FaultFormats) -> _Row:
    texts = (line.task, line.message, line.remedy)
    return (
        (str(number), formats.text),
        (line.severity_word, formats.severity(line.severity_word)),
        (line.sheet, formats.for_text(formats.text, line.sheet)),
        (line.cell, formats.link if line.cell else formats.text),
        *((text, formats.for_text(formats.text, text)) for text in texts),
    )


def _write_row(table: Node, row: int, kept: str | None, line: _Row, widths: tuple[float, ...]) -> None:
    node = grow(table, "row", {"r": str(row)})
    if len(line) > 1:
        shown = ((text, width * _ROOM) for (text, _), width in zip(line, widths, strict=True))
        node.set("ht", f"{row_height(shown):.2f}")
        node.set("customHeight", "1")
    if kept is not None:
        set_text(grow(node, "c", {"r": cell_name(row, 1)}), kept)
    for column, (text, style) in enumerate(line, start=_FIRST_COLUMN):
        cell = grow(node, "c", {"r": cell_name(row, column)})
        set_style(cell, style)
        set_text(cell, fit_cell(clean_text(text).text))


def _write_views(root: Node, widths: tuple[float, ...]) -> None:
    look = grow(root, "sheetPr")
    grow(look, "tabColor", {"rgb": f"FF{next(iter(FILLS.values()))}"})
    grow(look, "pageSetUpPr", {"fitToPage": "1"})
    view = grow(grow(root, "sheetViews"), "sheetView", {"showGridLines": "0", "workbookViewId": "0"})
    below = cell_name(_HEADING_ROW + 1, 1)
    pane = {"ySplit": str(_HEADING_ROW), "topLeftCell": below, "activePane": "bottomLeft", "state": "frozen"}
    grow(view, "pane", pane)
    grow(view, "selection", {"pane": "bottomLeft", "activeCell": below, "sqref": below})
    grow(root, "sheetFormatPr", {"defaultRowHeight": "15"})
    columns = grow(root, "cols")
    grow(columns, "col", {"min": "1", "max": "1", "width": "9", "hidden": "1", "customWidth": "1"})
    for column, width in enumerate(widths, start=_FIRST_COLUMN):
        grow(columns, "col", {"min": str(column), "max": str(column), "width": f"{width:g}", "customWidth": "1"})


def _write_links(root: Node, sheet: FaultSheet, known: Collection[str]) -> None:
    places = [
        (row, f"{quoted_sheet(line.sheet)}!{line.cell}", line.cell)
        for row, line in enumerate(sheet.lines, start=_HEADING_ROW + 1)
        if line.sheet in known and address_of(line.cell) is not None
    ]
    if not places:
        return
    links = grow(root, "hyperlinks")
    for row, location, shown in places[:_MOST_LINKS]:
        grow(links, "hyperlink", {"ref": cell_name(row, _LINK_COLUMN), "location": location, "display": shown})


def _widths(sheet: FaultSheet) -> tuple[float, ...]:
    """Columns in characters: short ones fit their longest text, message and remedy share a landscape page."""
    return (
        5,
        _fitted([sheet.head[0], *(line.severity_word for line in sheet.lines)], 9, 12),
        _fitted([sheet.head[1], *(line.sheet for line in sheet.lines)], 8, 20),
        _fitted([sheet.head[2], *(line.cell for line in sheet.lines)], 7, 11),
        _fitted([sheet.head[3], *(line.task for line in sheet.lines)], 8, 14),
        48,
        38,
    )


def _fitted(texts: Iterable[str], least: float, most: float) -> float:
    return min(most, max(least, max(map(len, texts), default=0) + 2))


def _font(points: int, *marks: str, colour: str = "FF000000") -> PlainTree:
    """`marks` are "b" and "u"."""
    parts = (*((mark, {}, ()) for mark in marks), ("sz", {"val": str(points)}, ()), ("color", {"rgb": colour}, ()))
    return ("font", {}, (*parts, ("name", {"val": "Times New Roman"}, ()), ("family", {"val": "1"}, ())))
