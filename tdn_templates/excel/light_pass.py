"""What a fast reading library does not show, found by byte searches: error values, formulas, hidden rows, far cells.

Only the spelling that spreadsheet programs use is understood, and it is counted whether all of it was understood. For
anything else the answer is None, and the sheet is read by the exact reader.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import unescape

from tdn_templates.files.guard_zip import over_limit
from tdn_templates.files.limits import ReadLimits

Address = tuple[int, int]

_ROOT = re.compile(rb"<worksheet[\s>]")
_FAR = re.compile(rb'<c r="(?:[A-Za-z]{3}|[A-Za-z]{2}[0-9]{4}|[A-Za-z][0-9]{5})')
# no run of characters crosses a "<", and attributes are bounded: a hostile sheet must not make these searches quadratic
_FILLED = re.compile(rb'<c r="([A-Za-z]{1,7})([0-9]{1,12})"[^<>/]*>')
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]{0,200} t="e"[^<>]{0,200}>'
    rb"(?:<f[^<>]*/>|<f(?:\s[^<>]*)?>[^<]*</f>)?<v>([^<]+)</v>"
)
_FORMULA_TAG = re.compile(rb"<f[\s/>]")
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*>\s*<f(?:\s[^<>]*)?(?:/>|>([^<]*)</f>)')
_HIDDEN_TAG = re.compile(rb"<row\b[^<>]*\bhidden\s*=\s*[\"'](?:1|true|on)[\"']")
_HIDDEN = re.compile(rb'<row\b(?=[^<>]{0,400} hidden="(?:1|true|on)")[^<>]{0,400}? r="([0-9]{1,7})"')
_STRING_CELL = b' t="s"'
_STRING_INDEX = re.compile(rb' t="s"[^<>]{0,200}>\s*<v>([0-9]{1,9})</v>')
_TABLE_END = b"</sheetData>"
_QUOTES = {"&quot;": '"', "&apos;": "'"}

_SAFE_BOX = 1_000_000
"""Cells in the largest range that `_FAR` lets pass: 26 columns of 9,999 rows, or 702 of 999."""


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """Beside the values of one sheet; formulas as in the file, "" for the followers of a shared one."""

    errors: Mapping[Address, str]
    formulas: Mapping[Address, str]
    hidden_rows: frozenset[int]


def quick_marks(xml: bytes, limits: ReadLimits) -> SheetMarks | None:
    """None for a sheet that is spelled unusually or is so wide that a dense table of it would not fit (D5).

    Raises Refusal when the sheet holds more cells or merges than the limits allow.
    """
    check_counts(xml, limits)
    if not _is_usual(xml) or not _fits_densely(xml, limits):
        return None
    errors = _errors(xml)
    formulas = _formulas(xml)
    hidden = _hidden_rows(xml)
    if errors is None or formulas is None or hidden is None:
        return None
    return SheetMarks(errors, formulas, hidden)


def check_counts(xml: bytes, limits: ReadLimits) -> None:
    merges = xml.count(b"mergeCell ")
    if merges > limits.merges:
        raise over_limit("merges", limits.merges, merges)
    cells = xml.count(b"</c>")
    if cells > limits.cells:
        raise over_limit("cells", limits.cells, cells)


def check_text(strings: bytes, sheets: tuple[bytes, ...], limits: ReadLimits) -> None:
    """Raises Refusal when all text together passes the limit. A shared string counts each time it is used."""
    count = strings.count(b"<si>") + strings.count(b"<si/>")
    if count > limits.strings:
        raise over_limit("strings", limits.strings, count)
    uses = sum(xml.count(_STRING_CELL) for xml in sheets)
    items = strings.split(b"</si>")
    longest = max(map(len, items))
    if uses * longest <= limits.text_bytes:
        return
    sizes = [len(item) for item in items]
    total = sum(sizes[index] for xml in sheets for index in _string_indexes(xml) if index < len(sizes))
    if total > limits.text_bytes:
        raise over_limit("text_bytes", limits.text_bytes, total)


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _is_usual(xml: bytes) -> bool:
    """Unprefixed, whole, no comments, every cell with its address first, no number below 0.

    A date cell below 0 is no date, and the fast reader makes midnight of it.
    """
    if not _ROOT.search(xml, 0, 2000) or not xml.rstrip().endswith(b"</worksheet>"):
        return False
    if b"<!" in xml or b"<v>-" in xml:
        return False
    start, end = xml.find(b"<sheetData"), xml.rfind(_TABLE_END)
    return xml.count(b"<c", start, end) == xml.count(b'<c r="')


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


def _errors(xml: bytes) -> dict[Address, str] | None:
    count = xml.count(b' t="e"')
    if not count:
        return {}
    found = dict(_addressed(_ERROR, xml))
    return found if len(found) == count else None


def _formulas(xml: bytes) -> dict[Address, str] | None:
    if b"<f" not in xml:
        return {}
    count = len(_FORMULA_TAG.findall(xml))
    found = dict(_addressed(_FORMULA, xml))
    return found if len(found) == count else None


def _addressed(pattern: re.Pattern[bytes], xml: bytes) -> Iterator[tuple[Address, str]]:
    """Without texts that hold characters by number: they are left uncounted, and so to the exact reader."""
    for match in pattern.finditer(xml):
        text = match[3] or b""
        if b"&#" not in text:
            address = (int(match[2]), column_number(match[1].decode()))
            yield address, unescape(text.decode("utf-8", "replace"), _QUOTES)


def _hidden_rows(xml: bytes) -> frozenset[int] | None:
    if b"hidden" not in xml:
        return frozenset()
    found = [int(row) for row in _HIDDEN.findall(xml)]
    return frozenset(found) if len(found) == len(_HIDDEN_TAG.findall(xml)) else None


def _string_indexes(xml: bytes) -> Iterator[int]:
    return (int(match[1]) for match in _STRING_INDEX.finditer(xml))
