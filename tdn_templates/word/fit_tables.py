"""Give a table whose columns a template repeats or leaves out its width back, and a grid that its cells agree with.

A template may show a column once for each of several values, or under a condition. What it then renders is wider or
narrower than the table says, with a grid made for other columns; programs differ in what they make of that.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TOLERANCE = 0.02


def fit_tables(root: Element) -> None:
    """Scales the cells of such tables, in place; all others are left as they are.

    Only tables of a set width are touched, and of these only the ones whose rows all have the same columns and one
    width. Rows of one cell reach over all columns. `root` may as well be an element of lxml: the methods are the same.
    """
    for table in root.iter(f"{_W}tbl"):
        rows = [[_Cell(cell) for cell in row.findall(f"{_W}tc")] for row in table.findall(f"{_W}tr")]
        several = [row for row in rows if len(row) > 1]
        shapes = {(sum(cell.span for cell in row), sum(cell.width for cell in row)) for row in several}
        whole = _width(table.find(f"{_W}tblPr/{_W}tblW"))
        if not whole or len(shapes) != 1:
            continue
        columns, width = shapes.pop()
        if width and abs(width - whole) > whole * _TOLERANCE:
            _scale(several, whole)
            _set_grid(table, max(several, key=len))
            for row in rows:
                if len(row) == 1:
                    row[0].reach_over(columns, whole)


class _Cell:
    """A cell with its width in twips and the columns it spans."""

    def __init__(self, element: Element) -> None:
        self._span_mark = element.find(f"{_W}tcPr/{_W}gridSpan")
        self._width_mark = element.find(f"{_W}tcPr/{_W}tcW")

    @property
    def span(self) -> int:
        return 1 if self._span_mark is None else int(self._span_mark.get(f"{_W}val", "1"))

    @property
    def width(self) -> int:
        return _width(self._width_mark)

    def set_width(self, twips: int) -> None:
        if self._width_mark is not None:
            self._width_mark.set(f"{_W}w", str(twips))

    def reach_over(self, columns: int, twips: int) -> None:
        self.set_width(twips)
        if self._span_mark is not None:
            self._span_mark.set(f"{_W}val", str(columns))


def _scale(rows: Iterable[Sequence[_Cell]], whole: int) -> None:
    """Whole twips in the proportion the cells had, that add up to the whole."""
    for row in rows:
        widths = [cell.width for cell in row]
        ends = [round(end * whole / sum(widths)) for end in accumulate(widths)]
        for cell, start, end in zip(row, [0, *ends[:-1]], ends, strict=True):
            cell.set_width(end - start)


def _set_grid(table: Element, row: Sequence[_Cell]) -> None:
    """The columns of a row without merged cells; without such a row the grid stays."""
    grid = table.find(f"{_W}tblGrid")
    if grid is None or any(cell.span > 1 for cell in row):
        return
    for column in list(grid):
        grid.remove(column)
    for cell in row:
        grid.append(grid.makeelement(f"{_W}gridCol", {f"{_W}w": str(cell.width)}))


def _width(mark: Element | None) -> int:
    """Twips; 0 for a width that is a share, or up to the program."""
    return int(mark.get(f"{_W}w", "0")) if mark is not None and mark.get(f"{_W}type") == "dxa" else 0
