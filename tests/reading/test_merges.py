"""Merged ranges are read from every kind of workbook."""

import struct
from typing import TYPE_CHECKING

import pytest

from tdn_templates.excel.binary_marks import binary_sheet_marks, old_workbook_marks
from tdn_templates.excel.open_document import open_document_sheets
from tdn_templates.files.limits import DEFAULT_LIMITS
from tdn_templates.model.cell import RawSheet, RawWorkbook
from tdn_templates.reading.read import read_return
from tdn_templates.reading.wire import Answer, decode_answer, encode_answer

if TYPE_CHECKING:
    from tests.reading.conftest import Packages

ROWS = '<row r="2"><c r="B2" t="str"><v>x</v></c></row><row r="3"><c r="B3"/></row>'
MERGES = '<mergeCells count="2"><mergeCell ref="B2:B4"/><mergeCell ref="C9:AA9"/></mergeCells>'
FOUND = ((2, 2, 4, 2), (9, 3, 9, 27))
OPEN = "urn:oasis:names:tc:opendocument:xmlns:"


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (MERGES, FOUND),
        (MERGES.replace("/>", ' x="1"/>'), FOUND),
        (MERGES.replace("<mergeCell ", "<mergeCell\n"), FOUND),
        (MERGES.replace('B4"/>', 'B4"></mergeCell>'), FOUND),
        (MERGES.replace("B2:B4", "$B$2:$B$4"), FOUND),
        (MERGES.replace("B2:B4", "B2"), FOUND[1:]),
        ("", ()),
    ],
)
def test_a_workbook_says_what_was_merged(
    after: str, found: tuple[tuple[int, int, int, int], ...], packages: "Packages"
) -> None:
    workbook = read_return(packages.packed(packages.parts(ROWS, after=after)))
    assert isinstance(workbook, RawWorkbook)
    assert (workbook.sheets[0].merges, workbook.sheets[0].cells) == (found, {(2, 2): "x"})


def test_an_open_document_says_what_was_merged() -> None:
    names = " ".join(f'xmlns:{name}="{OPEN}{name}:1.0"' for name in ("office", "table", "text"))
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    anchor = '<table:table-cell table:number-columns-spanned="3" table:number-rows-spanned="2"><text:p>x</text:p>'
    row = f"<table:table-row><table:table-cell/>{anchor}</table:table-cell>{covered}</table:table-row>"
    xml = f'<office:document {names}><table:table table:name="S">{row}</table:table></office:document>'
    sheet = open_document_sheets(xml.encode(), DEFAULT_LIMITS).sheets[0]
    assert (sheet.merges, sheet.cells) == (((1, 2, 2, 4),), {(1, 2): "x"})


def test_an_old_workbook_says_what_was_merged() -> None:
    record = struct.pack("<HHHHH", 1, 1, 3, 1, 1)
    begin = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x10, 0, 0, 0, 6)
    end = struct.pack("<HH", 0x000A, 0)
    start = len(begin) + len(end) + 4 + 9
    listed = struct.pack("<HHIBBBB", 0x0085, 9, start, 0, 0, 1, 0) + b"S"
    sheet = begin + struct.pack("<HH", 0x00E5, len(record)) + record + end
    assert [marks.merges for marks in old_workbook_marks(begin + listed + end + sheet)] == [((2, 2, 4, 2),)]


def test_a_binary_workbook_says_what_was_merged() -> None:
    part = b"\xb0\x01\x10" + struct.pack("<IIII", 1, 3, 1, 1)
    assert binary_sheet_marks(part).merges == ((2, 2, 4, 2),)


def test_merges_pass_the_wire() -> None:
    workbook = RawWorkbook("xlsx", (RawSheet("S", {(2, 2): "x"}, merges=FOUND),))
    assert decode_answer(encode_answer(Answer(workbook, False))).result == workbook
