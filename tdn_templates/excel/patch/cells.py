"""The cells of one sheet's XML: find or insert one, change its format or its text."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from tdn_templates.core.cell_names import cell_name
from tdn_templates.excel.patch.xml import SPACE, Node, child, children, element, grow, local, sibling_tag, whole

Address = tuple[int, int]
"""Row and column, both from 1."""

_NAME = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TRUE = ("1", "true", "on")


def address_of(name: str) -> Address | None:
    """("H12") -> (12, 8); None for what names no cell of a sheet."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    return (row, column) if row <= _LAST_ROW and column <= _LAST_COLUMN else None


class SheetCells:
    """Rows and cells that do not say where they are get their addresses written, so that others can stand between."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._table = child(root, "sheetData")
        self._rows: dict[int, Node] = {}
        self._cells: dict[Address, Node] = {}
        if self._table is not None:
            self._note_addresses(self._table)
        self._row_numbers = sorted(self._rows)

    def find(self, address: Address) -> Node | None:
        return self._cells.get(address)

    def all(self) -> Iterator[tuple[Address, Node]]:
        return iter(self._cells.items())

    def ensure(self, address: Address) -> Node:
        """The cell, inserted where the order of the sheet wants it if it is not there."""
        if address not in self._cells:
            row = self._ensure_row(address[0])
            cell = element(sibling_tag(row, "c"), {"r": cell_name(*address)}, like=row)
            row.insert(self._place_in_row(row, address[1]), cell)
            style = self._inherited_style(row, address[1])
            if style:
                cell.set("s", str(style))
            _widen(row, address[1])
            self._cells[address] = cell
        return self._cells[address]

    def remove_blank(self, address: Address) -> None:
        """Take out a cell that holds nothing, and its row if nothing else makes it worth a line."""
        cell, row = self._cells.pop(address), self._rows.get(address[0])
        if row is None:
            return
        row.remove(cell)
        if len(row) == 0 and set(row.attrib) <= {"r", "spans"} and self._table is not None:
            self._table.remove(self._rows.pop(address[0]))
            self._row_numbers.remove(address[0])

    def anchors(self, addresses: Iterable[Address]) -> dict[Address, Address]:
        """The first cell of the merged range that each address lies in, or the address itself."""
        found = {address: address for address in addresses}
        wanted = sorted(found)
        merges = child(self._root, "mergeCells")
        for merge in () if merges is None else children(merges, "mergeCell"):
            corners = [address_of(name) for name in (merge.get("ref") or "").split(":")]
            if len(corners) != 2 or corners[0] is None or corners[1] is None:
                continue
            (top, left), (bottom, right) = corners[0], corners[1]
            for address in wanted[bisect_left(wanted, (top, 0)) : bisect_left(wanted, (bottom + 1, 0))]:
                if left <= address[1] <= right:
                    found[address] = (top, left)
        return found

    def _note_addresses(self, table: Node) -> None:
        row = 0
        for line in children(table, "row"):
            row = whole(line.get("r")) or row + 1
            if "r" not in line.attrib:
                line.set("r", str(row))
            self._rows[row] = line
            column = 0
            for cell in children(line, "c"):
                address = address_of(cell.get("r") or "") or (row, column + 1)
                if "r" not in cell.attrib:
                    cell.set("r", cell_name(*address))
                column = address[1]
                self._cells[address] = cell

    def _ensure_row(self, row: int) -> Node:
        if row not in self._rows:
            if self._table is None:
                raise ValueError("a sheet without a table")
            line = element(sibling_tag(self._table, "row"), {"r": str(row)}, like=self._table)
            place = bisect_left(self._row_numbers, row)
            if place < len(self._row_numbers):
                self._rows[self._row_numbers[place]].addprevious(line)
            else:
                self._table.append(line)
            self._row_numbers.insert(place, row)
            self._rows[row] = line
        return self._rows[row]

    def _place_in_row(self, row: Node, column: int) -> int:
        for index, cell in enumerate(row):
            address = address_of(cell.get("r") or "") if local(cell) == "c" else None
            if (address is not None and address[1] > column) or local(cell) == "extLst":
                return index
        return len(row)

    def _inherited_style(self, row: Node, column: int) -> int:
        """The format a blank cell shows: its row's, else its column's."""
        if row.get("customFormat") in _TRUE:
            return whole(row.get("s"))
        columns = child(self._root, "cols")
        for span in () if columns is None else children(columns, "col"):
            if whole(span.get("min")) <= column <= whole(span.get("max")):
                return whole(span.get("style"))
        return 0


def style_of(cell: Node) -> int:
    return whole(cell.get("s"))


def set_style(cell: Node, style: int) -> None:
    cell.set("s", str(style))


def is_blank(cell: Node) -> bool:
    """Whether the cell has nothing but a place and a format."""
    return len(cell) == 0 and set(cell.attrib) <= {"r", "s"}


def set_text(cell: Node, text: str) -> None:
    """Make the cell hold this text and nothing else; "" empties it. The format stays."""
    for part in list(cell):
        cell.remove(part)
    for name in set(cell.attrib) - {"r", "s"}:
        del cell.attrib[name]
    if text:
        cell.set("t", "inlineStr")
        grow(grow(cell, "is"), "t", {SPACE: "preserve"}, escaped(text))


def escaped(text: str) -> str:
    """A text that looks like the escape of a character (`_x000B_`) is written so that it stays a text."""
    return _ESCAPE.sub("_x005F_", text)


def _widen(row: Node, column: int) -> None:
    """Keep the hint of the row's first and last column true."""
    first, _, last = (row.get("spans") or "").partition(":")
    if whole(first) and whole(last) and not whole(first) <= column <= whole(last):
        row.set("spans", f"{min(whole(first), column)}:{max(whole(last), column)}")
