"""Old and binary workbooks show their error values, formulas and hidden rows as well."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from tdn_templates.excel.binary_marks import binary_sheet_list, binary_sheet_marks, old_workbook_marks
from tdn_templates.excel.compound import read_stream
from tdn_templates.excel.light_pass import SheetMarks

if TYPE_CHECKING:
    from tests.reading.conftest import Packages

NOTHING = SheetMarks({}, {}, frozenset())


def old(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def old_begin(kind: int) -> bytes:
    return old(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 6))


def old_workbook(*sheets: tuple[int, bytes]) -> bytes:
    """Sheets as (type, records); type 0 is a worksheet, 2 a chart."""
    listed = [struct.pack("<IBBBB", 0, 0, kind, 1, 0) + b"S" for kind, _ in sheets]
    at = len(old_begin(5)) + sum(len(old(0x0085, entry)) for entry in listed) + len(old(0x000A))
    globals_, bodies = old_begin(5), b""
    for entry, (_, records) in zip(listed, sheets, strict=True):
        globals_ += old(0x0085, struct.pack("<I", at + len(bodies)) + entry[4:])
        bodies += old_begin(0x10) + records + old(0x000A)
    return globals_ + old(0x000A) + bodies


FORMULA = struct.pack("<HHH", 1, 2, 0)
ROW = struct.pack("<HHHHHH", 3, 0, 5, 300, 0, 0)
OLD_RECORDS = (
    (old(0x0006, FORMULA + struct.pack("<d", 2.5) + bytes(6)), SheetMarks({}, {(2, 3): ""}, frozenset())),
    (old(0x0006, FORMULA + struct.pack("<BBB3xH", 2, 0, 0x17, 0xFFFF) + bytes(6)),
     SheetMarks({(2, 3): "#REF!"}, {(2, 3): ""}, frozenset())),
    (old(0x0006, FORMULA + struct.pack("<BBB3xH", 0, 0, 0x17, 0xFFFF) + bytes(6)),
     SheetMarks({}, {(2, 3): ""}, frozenset())),
    (old(0x0205, struct.pack("<HHHBB", 4, 0, 0, 0x2A, 1)), SheetMarks({(5, 1): "#N/A"}, {}, frozenset())),
    (old(0x0205, struct.pack("<HHHBB", 4, 0, 0, 0x99, 1)), SheetMarks({(5, 1): "#ERROR"}, {}, frozenset())),
    (old(0x0205, struct.pack("<HHHBB", 4, 0, 0, 1, 0)), NOTHING),
    (old(0x0208, ROW + struct.pack("<I", 0x20)), SheetMarks({}, {}, frozenset({4}))),
    (old(0x0208, ROW + struct.pack("<I", 0x40)), NOTHING),
    (old_begin(0x20) + old(0x0205, struct.pack("<HHHBB", 4, 0, 0, 0x2A, 1)) + old(0x000A), NOTHING),
    (old(0x0006, b"short"), NOTHING),
    (struct.pack("<HH", 0x0006, 60_000), NOTHING),
)  # fmt: skip


@pytest.mark.parametrize(("records", "marks"), OLD_RECORDS)
def test_the_marks_of_an_old_sheet(records: bytes, marks: SheetMarks) -> None:
    assert old_workbook_marks(old_workbook((0, b""), (2, records), (0, records))) == (NOTHING, marks)


def binary(number: int, content: bytes = b"") -> bytes:
    code = bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80, number >> 7])
    return code + bytes([len(content)]) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


BINARY_ROW = struct.pack("<IIHBBBI", 4, 0, 0, 0, 0, 0, 0)
HIDDEN_ROW = struct.pack("<IIHBBBI", 6, 0, 0, 0, 0x10, 0, 0)
BINARY_RECORDS = (
    (binary(3, struct.pack("<IIB", 1, 0, 0x07)), SheetMarks({(5, 2): "#DIV/0!"}, {}, frozenset())),
    (binary(11, struct.pack("<IIB", 1, 0, 0x1D) + bytes(8)), SheetMarks({(5, 2): "#NAME?"}, {(5, 2): ""}, frozenset())),
    (binary(9, struct.pack("<IId", 1, 0, 2.5) + bytes(8)), SheetMarks({}, {(5, 2): ""}, frozenset())),
    (binary(5, struct.pack("<IId", 1, 0, 2.5)), NOTHING),
    (binary(0, HIDDEN_ROW), SheetMarks({}, {}, frozenset({7}))),
    (binary(11, b"short"), NOTHING),
    (b"\x0b\xff\xff\xff\x7f", NOTHING),
    (b"\x0b", NOTHING),
)


@pytest.mark.parametrize(("records", "marks"), BINARY_RECORDS)
def test_the_marks_of_a_binary_sheet(records: bytes, marks: SheetMarks) -> None:
    assert binary_sheet_marks(binary(0, BINARY_ROW) + records) == marks


def test_a_binary_workbook_lists_its_sheets() -> None:
    listed = binary(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Kế hoạch"))
    assert list(binary_sheet_list(binary(131) + listed + binary(156, bytes(8)))) == [("Kế hoạch", "rId1")]


def test_a_stream_is_read_through_its_chain_of_sectors(packages: Packages) -> None:
    content = bytes(range(256)) * 40
    container = packages.compound({"Other": b"x" * 5000, "Workbook": content})
    found = read_stream(container, "Workbook")
    assert found is not None
    assert found[: len(content)] == content
    assert read_stream(container, "Book") is None


@pytest.mark.parametrize(
    ("at", "value"),
    [(30, b"\0\0"), (30, b"\x28\0"), (76, b"\xff" * 436), (68, b"\0\0\0\0"), (76, b"\1\0\0\0" * 109)],
)
def test_a_container_whose_numbers_lie_takes_no_more_memory_than_the_file(
    packages: Packages, at: int, value: bytes
) -> None:
    container = bytearray(packages.compound({"Workbook": b"x" * 20_000}))
    container[at : at + len(value)] = value
    assert len(read_stream(bytes(container), "Workbook") or b"") <= len(container)


def test_a_chain_in_a_circle_ends(packages: Packages) -> None:
    container = bytearray(packages.compound({"Workbook": b"x" * 20_000}))
    container[512 + 8 : 512 + 12] = struct.pack("<I", 2)
    assert len(read_stream(bytes(container), "Workbook") or b"") <= len(container)
