"""Where a box of a given size ends, counted in the columns and rows of a sheet."""

from collections.abc import Callable

from tdn_templates.excel.patch.cells import Address
from tdn_templates.excel.patch.xml import Node, child, children, whole

_TRUE = ("1", "true", "on")
_DEFAULT_WIDTH_CHARS = 9.14
_DEFAULT_HEIGHT_POINTS = 15.0
_NOTE_WIDTH_PIXELS = 320
_LINE_PIXELS = 15
_LETTERS_PER_LINE = 46
_MOST_PIXELS = 600
_GAP_PIXELS = 12
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383


class Geometry:
    """The widths and heights of one sheet, in pixels at 96 to the inch."""

    def __init__(self, root: Node) -> None:
        defaults = child(root, "sheetFormatPr")
        width = _decimal(defaults, "defaultColWidth", _DEFAULT_WIDTH_CHARS)
        self._row_pixels = int(_decimal(defaults, "defaultRowHeight", _DEFAULT_HEIGHT_POINTS) * 96 / 72)
        self._column_pixels = int(width * 7 + 5)
        columns, table = child(root, "cols"), child(root, "sheetData")
        self._spans = [] if columns is None else children(columns, "col")
        self._rows = {} if table is None else {whole(row.get("r")): row for row in children(table, "row")}

    def note_box(self, address: Address, text: str) -> str:
        """The anchor of a note's box beside its cell: column, offset, row, offset of two corners, from 0."""
        row, column = address
        lines = sum(1 + len(line) // _LETTERS_PER_LINE for line in text.split("\n"))
        height = min(_MOST_PIXELS, (lines + 1) * _LINE_PIXELS)
        left, top = min(column, _LAST_COLUMN), max(row - 2, 0)
        right, right_offset = _walk(left, _GAP_PIXELS + _NOTE_WIDTH_PIXELS, self._width, _LAST_COLUMN)
        bottom, bottom_offset = _walk(top, _GAP_PIXELS + height, self._height, _LAST_ROW)
        corners = (left, _GAP_PIXELS, top, _GAP_PIXELS, right, right_offset, bottom, bottom_offset)
        return ", ".join(map(str, corners))

    def _width(self, column: int) -> int:
        for span in self._spans:
            if whole(span.get("min")) <= column + 1 <= whole(span.get("max")):
                if span.get("hidden") in _TRUE:
                    return 0
                return int(_decimal(span, "width", _DEFAULT_WIDTH_CHARS) * 7 + 5)
        return self._column_pixels

    def _height(self, row: int) -> int:
        line = self._rows.get(row + 1)
        if line is None:
            return self._row_pixels
        if line.get("hidden") in _TRUE:
            return 0
        return int(_decimal(line, "ht", self._row_pixels * 72 / 96) * 96 / 72)


def _walk(start: int, pixels: int, size: Callable[[int], int], last: int) -> tuple[int, int]:
    """The line that lies so many pixels behind the start of another one, and how far inside it."""
    at = start
    while at < last and pixels >= size(at):
        pixels -= size(at)
        at += 1
    return at, min(pixels, max(0, size(at) - 1))


def _decimal(node: Node | None, name: str, default: float) -> float:
    text = "" if node is None else node.get(name) or ""
    try:
        value = float(text)
    except ValueError:
        return default
    return value if 0 <= value < 2000 else default
