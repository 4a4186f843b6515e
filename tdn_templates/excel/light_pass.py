"""What a fast reading library does not show, found by byte searches: error values, formulas, hidden rows, far cells.

Only the spelling that spreadsheet programs use is understood, and it is counted whether all of it was understood. For
anything else the answer is None, and the sheet is read by the exact reader.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tdn_templates.excel.addresses import Address, Area, column_number
from tdn_templates.excel.formula_texts import FormulaTexts, plain_texts, without_formulas
from tdn_templates.files.guard_zip import over_limit
from tdn_templates.files.limits import ReadLimits

_ROOT = re.compile(rb"<worksheet[\s>]")
_ODD = re.compile(rb'<(?:!|v>-|c(?! r="(?:[A-Z][0-9]{1,4}|[A-Z]{2}[0-9]{1,3})"))')
"""What an ordinary table does not hold: markup other than elements, numbers below 0, cells without an address or with
one that lies far out. One search for all of them, because every pass over the XML costs."""
_FAR = re.compile(rb'<c r="(?:[A-Za-z]{3}|[A-Za-z]{2}[0-9]{4}|[A-Za-z][0-9]{5})')
# no run of characters crosses a "<", and attributes are bounded: a hostile sheet must not make these searches quadratic
_FILLED = re.compile(rb'<c r="([A-Za-z]{1,7})([0-9]{1,12})"[^<>/]*>')
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]{0,200} t="e"[^<>]{0,200}><v>([^<]+)</v>')
_HIDDEN = re.compile(rb'\shidden="(1|true|on|0|false|off)"')
_ROW_NUMBER = re.compile(rb'\sr="([0-9]{1,7})"')
_ON = (b"1", b"true", b"on")
_LONGEST_TAG = 800
_STRING_CELL = b' t="s"'
_SMALLEST_STRING_CELL = len(b'<c t="s"><v>0</v></c>')
_STRING_INDEX = re.compile(rb' t="s"[^<>]{0,200}>\s*<v>([0-9]{1,9})</v>')
_TABLE_START, _TABLE_END = b"<sheetData", b"</sheetData>"
_CELL_END, _MERGE = b"</c>", b"mergeCell "
_MERGED_TAG = re.compile(rb"mergeCell[\s/>]")
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"\s*/?>')

_SAFE_BOX = 1_000_000
"""Cells in the largest range that `_FAR` lets pass: 26 columns of 9,999 rows, or 702 of 999."""


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """Beside the values of one sheet; formulas as in the file, "" for the followers of a shared one.

    `frame` is the XML of the sheet without its formulas, for whoever only wants the values.
    """

    errors: Mapping[Address, str]
    formulas: Mapping[Address, str]
    hidden_rows: frozenset[int]
    merges: tuple[Area, ...] = ()
    frame: bytes = field(default=b"", repr=False, compare=False)


def quick_marks(xml: bytes, limits: ReadLimits) -> SheetMarks | None:
    """None for a sheet that is spelled unusually or is so wide that a dense table of it would not fit (D5).

    Raises Refusal when the sheet holds more cells or merges than the limits allow.
    """
    check_counts(xml, limits)
    if not is_whole(xml):
        return None
    start, end = xml.find(_TABLE_START), xml.rfind(_TABLE_END)
    if b"<!" in xml[:start] or b"<!" in xml[end:]:
        return None
    parted = without_formulas(xml[start:end])
    if parted is None:
        return None
    table, formulas = parted
    is_near = limits.box_cells >= _SAFE_BOX and not _ODD.search(table)
    if not is_near and not (_is_usual(table) and _fits_densely(table, limits)):
        return None
    frame = b"".join((xml[:start], table, xml[end:])) if formulas else xml
    return _marks(frame, table, formulas, _merges(xml[end:]))


def check_counts(xml: bytes, limits: ReadLimits) -> None:
    """Raises Refusal for more merges or cells than the limits allow; a part too short for so many is not searched."""
    if len(xml) > limits.merges * len(_MERGE):
        merges = xml.count(_MERGE)
        if merges > limits.merges:
            raise over_limit("merges", limits.merges, merges)
    if len(xml) > limits.cells * len(_CELL_END):
        cells = xml.count(_CELL_END)
        if cells > limits.cells:
            raise over_limit("cells", limits.cells, cells)


def check_text(strings: bytes, sheets: tuple[bytes, ...], limits: ReadLimits) -> None:
    """Raises Refusal when all text together passes the limit. A shared string counts each time it is used."""
    count = strings.count(b"<si")
    if count > limits.strings:
        raise over_limit("strings", limits.strings, count)
    most_uses = sum(map(len, sheets)) // _SMALLEST_STRING_CELL
    if most_uses * len(strings) <= limits.text_bytes:
        return
    uses = sum(xml.count(_STRING_CELL) for xml in sheets)
    sizes = [len(item) for item in strings.split(b"</si>")]
    if uses * max(sizes) <= limits.text_bytes:
        return
    total = sum(sizes[index] for xml in sheets for index in _string_indexes(xml) if index < len(sizes))
    if total > limits.text_bytes:
        raise over_limit("text_bytes", limits.text_bytes, total)


def is_whole(xml: bytes) -> bool:
    """Unprefixed, and not cut off."""
    return bool(_ROOT.search(xml, 0, 2000)) and xml.rstrip().endswith(b"</worksheet>")


def _is_usual(table: bytes) -> bool:
    """No comments, every cell with its address first, no number below 0.

    A date cell below 0 is no date, and the fast reader makes midnight of it.
    """
    if b"<!" in table or b"<v>-" in table:
        return False
    return table.count(b"<c") == table.count(b'<c r="')


def _marks(frame: bytes, table: bytes, formulas: FormulaTexts, merges: tuple[Area, ...] | None) -> SheetMarks | None:
    errors, hidden = _errors(table), _hidden_rows(table)
    if errors is None or hidden is None or merges is None:
        return None
    return SheetMarks(errors, formulas, hidden, merges, frame)


def _merges(after_table: bytes) -> tuple[Area, ...] | None:
    found = tuple(
        (int(match[2]), column_number(match[1].decode()), int(match[4]), column_number(match[3].decode()))
        for match in _MERGED.finditer(after_table)
    )
    return found if len(found) == len(_MERGED_TAG.findall(after_table)) else None


def _fits_densely(xml: bytes, limits: ReadLimits) -> bool:
    if limits.box_cells >= _SAFE_BOX and not _FAR.search(xml):
        return True
    top = left = 1 << 60
    bottom = right = 0
    for match in _FILLED.finditer(xml):
        column, row = column_number(match[1].decode()), int(match[2])
        top, bottom = min(top, row), max(bottom, row)
        left, right = min(left, column), max(right, column)
    return bottom == 0 or (bottom - top + 1) * (right - left + 1) <= limits.box_cells


def _errors(table: bytes) -> dict[Address, str] | None:
    """Texts by address; None unless all of them are understood, each at an address of its own."""
    count = table.count(b' t="e"')
    found = list(_ERROR.finditer(table)) if count else []
    texts = plain_texts([match[3] for match in found])
    if texts is None:
        return None
    addressed = {
        (int(match[2]), column_number(match[1].decode())): text for match, text in zip(found, texts, strict=True)
    }
    return addressed if len(addressed) == count else None


def _hidden_rows(table: bytes) -> frozenset[int] | None:
    """From every tag of a row around the word; the word in a text is none of ours."""
    rows: set[int] = set()
    at = table.find(b"hidden")
    while at >= 0:
        start = table.rfind(b"<", max(0, at - _LONGEST_TAG), at)
        end = table.find(b">", at, at + _LONGEST_TAG)
        if start < 0 or end < 0:
            return None
        if table.startswith(b"<row", start):
            tag = table[start:end].partition(b">")[0]
            hidden, row = _HIDDEN.search(tag), _ROW_NUMBER.search(tag)
            if hidden is None or row is None:
                return None
            if hidden[1] in _ON:
                rows.add(int(row[1]))
        at = table.find(b"hidden", max(end, at + 1))
    return frozenset(rows)


def _string_indexes(xml: bytes) -> Iterator[int]:
    return (int(match[1]) for match in _STRING_INDEX.finditer(xml))
