"""What the fast reader does not show of .xls and .xlsb: error values, formulas, hidden rows, merged ranges.

Records only say that a formula is there; its text would need all of the formula grammar, so it is "".
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from tdn_templates.excel.addresses import Address, Area
from tdn_templates.excel.light_pass import SheetMarks

_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_UNKNOWN_ERROR = "#ERROR"

# [MS-XLS] 2.3
_END, _FORMULA, _LISTED_SHEET, _BOOL_OR_ERROR, _ROW, _BEGIN = 0x000A, 0x0006, 0x0085, 0x0205, 0x0208, 0x0809
_WORKSHEET = 0
_NO_NUMBER = 0xFFFF
_RESULT_IS_ERROR = 2
_MERGED_CELLS = 0x00E5
_ROW_HIDDEN = 0x20

# [MS-XLSB] 2.3
_BINARY_LISTED_SHEET = 156
_BINARY_ROW, _BINARY_ERROR, _BINARY_FORMULAS, _BINARY_FORMULA_ERROR = 0, 3, range(8, 12), 11
_BINARY_ROW_HIDDEN = 0x10
_BINARY_MERGED = 176


@dataclass(slots=True)
class _Marks:
    errors: dict[Address, str] = field(default_factory=dict)
    formulas: dict[Address, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    merges: list[Area] = field(default_factory=list)

    def finished(self) -> SheetMarks:
        return SheetMarks(self.errors, self.formulas, frozenset(self.hidden_rows), tuple(self.merges))


def old_workbook_marks(stream: bytes) -> tuple[SheetMarks, ...]:
    """The worksheets of a workbook stream (.xls) in order. What is cut off or out of place is passed over."""
    starts = [
        struct.unpack_from("<I", stream, at)[0]
        for number, at, size in _old_records(stream, 0)
        if number == _LISTED_SHEET and size > 5 and stream[at + 5] == _WORKSHEET
    ]
    return tuple(_old_sheet(stream, start) for start in starts)


def binary_sheet_list(part: bytes) -> Iterator[tuple[str, str]]:
    """(name, relation id) of the sheets that a workbook part (.xlsb) lists."""
    for number, at, size in _binary_records(part):
        if number == _BINARY_LISTED_SHEET and size >= 16:
            relation, names_at = _wide_text(part, at + 8)
            yield _wide_text(part, names_at)[0], relation


def binary_sheet_marks(part: bytes) -> SheetMarks:
    """One worksheet part of an .xlsb workbook."""
    marks = _Marks()
    row = 0
    for number, at, size in _binary_records(part):
        if number == _BINARY_ROW and size >= 12:
            row = struct.unpack_from("<I", part, at)[0] + 1
            if part[at + 11] & _BINARY_ROW_HIDDEN:
                marks.hidden_rows.add(row)
        elif number == _BINARY_MERGED and size >= 16:
            marks.merges.append(_area(*struct.unpack_from("<IIII", part, at)))
        elif size >= 9 and (number == _BINARY_ERROR or number in _BINARY_FORMULAS):
            address = (row, struct.unpack_from("<I", part, at)[0] + 1)
            if number != _BINARY_ERROR:
                marks.formulas[address] = ""
            if number in (_BINARY_ERROR, _BINARY_FORMULA_ERROR):
                marks.errors[address] = _ERRORS.get(part[at + 8], _UNKNOWN_ERROR)
    return marks.finished()


def _old_sheet(stream: bytes, start: int) -> SheetMarks:
    marks = _Marks()
    for number, at, size in _old_records(stream, start):
        if number == _ROW and size >= 14:
            if stream[at + 12] & _ROW_HIDDEN:
                marks.hidden_rows.add(struct.unpack_from("<H", stream, at)[0] + 1)
        elif number == _MERGED_CELLS and size >= 2:
            count = min(struct.unpack_from("<H", stream, at)[0], (size - 2) // 8)
            marks.merges += [_area(*struct.unpack_from("<HHHH", stream, at + 2 + 8 * each)) for each in range(count)]
        elif number == _FORMULA and size >= 14:
            address = _old_address(stream, at)
            marks.formulas[address] = ""
            kind, code, mark = struct.unpack_from("<BxB3xH", stream, at + 6)
            if mark == _NO_NUMBER and kind == _RESULT_IS_ERROR:
                marks.errors[address] = _ERRORS.get(code, _UNKNOWN_ERROR)
        elif number == _BOOL_OR_ERROR and size >= 8 and stream[at + 7]:
            marks.errors[_old_address(stream, at)] = _ERRORS.get(stream[at + 6], _UNKNOWN_ERROR)
    return marks.finished()


def _area(top: int, bottom: int, left: int, right: int) -> Area:
    """From the order of the records, which count from 0."""
    return top + 1, left + 1, bottom + 1, right + 1


def _old_address(stream: bytes, at: int) -> Address:
    row, column = struct.unpack_from("<HH", stream, at)
    return row + 1, column + 1


def _old_records(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """(number, offset of the content, size) from a BOF record to its EOF, those of embedded charts left out."""
    at, depth = start, 0
    while at + 4 <= len(stream):
        number, size = struct.unpack_from("<HH", stream, at)
        at += 4
        if at + size > len(stream):
            return
        depth += (number == _BEGIN) - (number == _END)
        if depth <= 0:
            return
        if depth == 1:
            yield number, at, size
        at += size


def _binary_records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """(number, offset of the content, size); both are written with seven bits in a byte."""
    at = 0
    while at < len(part):
        number, at = _seven_bits(part, at, 2)
        size, at = _seven_bits(part, at, 4)
        if at + size > len(part):
            return
        yield number, at, size
        at += size


def _wide_text(part: bytes, at: int) -> tuple[str, int]:
    """A text with its length in front, and where it ends; "" where there is no room for one."""
    if at + 4 > len(part):
        return "", at
    end = at + 4 + 2 * struct.unpack_from("<I", part, at)[0]
    return part[at + 4 : end].decode("utf-16-le", "replace"), end


def _seven_bits(part: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for index in range(most):
        if at >= len(part):
            break
        byte = part[at]
        at += 1
        value |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            break
    return value, at
