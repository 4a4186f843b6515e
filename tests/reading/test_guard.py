"""What comes in is told by its bytes; what is too large, damaged or forbidden is refused with its measure."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from tdn_templates.files.guard import FileKind, Inspected, inspect_file
from tdn_templates.files.limits import DEFAULT_LIMITS, ReadLimits
from tdn_templates.model.cell import RawWorkbook, Unreadable
from tdn_templates.reading.read import read_return

if TYPE_CHECKING:
    from tests.reading.conftest import Packages

ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
BOMB_BYTES = 12 * 1024 * 1024
SMALL = ReadLimits(unpacked_bytes=4 * 1024 * 1024, ratio_from_bytes=1024 * 1024)

PLAIN_FILES = (
    (b"", "empty_file", None),
    (b"%PDF-1.7\n1 0 obj", "not_a_workbook", "pdf"),
    (b"<!DOCTYPE html><html><body><table></table>", "not_a_workbook", "html"),
    ("\ufeff<html><table><tr><td>Bộ</td></tr>".encode(), "not_a_workbook", "html"),
    (b"<?xml version='1.0'?><list/>", "not_a_workbook", "xml"),
    (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>',
     "not_a_workbook", "xml_spreadsheet"),
    ("STT,Nhiệm vụ,Chủ trì\n1,Đối ngoại,Bộ\n".encode(), "not_a_workbook", "csv"),
    ("STT\tNhiệm vụ\n1\tĐối ngoại\n".encode("utf-16"), "not_a_workbook", "csv"),
    ("Kính gửi quý cơ quan\n".encode(), "not_a_workbook", "text"),
    (b"{\\rtf1 text}", "not_a_workbook", "rtf"),
    (b"Rar!\x1a\x07\x01\x00", "not_a_workbook", "rar"),
    (b"\x89PNG\r\n\x1a\n", "not_a_workbook", "image"),
    (b"\x09\x04\x06\x00\x00\x04\x10\x00", "not_a_workbook", "old_xls"),
    (bytes(range(256)), "not_a_workbook", "unknown"),
)  # fmt: skip


def refused(content: bytes, limits: ReadLimits = DEFAULT_LIMITS) -> Unreadable:
    result = read_return(content, limits)
    assert isinstance(result, Unreadable), result
    return result


@pytest.mark.parametrize(("content", "reason", "kind"), PLAIN_FILES)
def test_a_file_that_is_no_workbook_is_named_for_what_it_is(content: bytes, reason: str, kind: str | None) -> None:
    unreadable = refused(content)
    assert unreadable.reason == reason
    assert unreadable.facts.get("kind") == kind


def test_a_word_document_named_xlsx_is_told_by_its_parts() -> None:
    file = io.BytesIO()
    docx.Document().save(file)
    assert refused(file.getvalue()) == Unreadable("not_a_workbook", {"kind": "docx"})


def test_any_other_zip_is_told_from_a_workbook(packages: Packages) -> None:
    assert refused(packages.packed({"a.txt": b"text"})) == Unreadable("not_a_workbook", {"kind": "zip"})


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", FileKind.XLSX),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", FileKind.XLSX),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", FileKind.XLSM),
        ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", FileKind.XLSB),
    ],
)
def test_the_content_type_of_the_main_part_tells_the_kind(
    packages: Packages, content_type: str, kind: FileKind
) -> None:
    parts = packages.parts(ONE_CELL)
    parts["[Content_Types].xml"] = f'<Types><Override ContentType="{content_type}"/></Types>'.encode()
    inspected = inspect_file(packages.packed(parts), DEFAULT_LIMITS)
    assert isinstance(inspected, Inspected)
    assert inspected.kind is kind


def test_encrypted_workbooks_are_told_from_damaged_ones(packages: Packages) -> None:
    encrypted = packages.compound({"EncryptionInfo": b"\x04\x00\x04\x00", "EncryptedPackage": b"secret"})
    assert refused(encrypted) == Unreadable("encrypted", {"kind": "ooxml"})


def test_an_old_workbook_with_a_password_is_told_by_its_record(packages: Packages) -> None:
    start = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0, 0, 0, 0)
    file_pass = struct.pack("<HH6x", 0x002F, 6)
    assert refused(packages.compound({"Workbook": start + file_pass})) == Unreadable("encrypted", {"kind": "xls"})


def test_an_old_workbook_without_a_password_passes_the_guard(packages: Packages) -> None:
    start = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0, 0, 0, 0)
    inspected = inspect_file(packages.compound({"Workbook": start + struct.pack("<HH", 0x000A, 0)}), DEFAULT_LIMITS)
    assert isinstance(inspected, Inspected)
    assert inspected.kind is FileKind.XLS


def test_an_old_word_document_is_named(packages: Packages) -> None:
    assert refused(packages.compound({"WordDocument": b"x"})).facts == {"kind": "doc"}


def test_a_zip_with_encrypted_parts_is_encrypted(packages: Packages) -> None:
    content = bytearray(packages.of_rows(ONE_CELL))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 1)
    assert refused(bytes(content)).reason == "encrypted"


def test_an_encrypted_ods_is_encrypted(packages: Packages) -> None:
    manifest = b'<manifest:file-entry xmlns:manifest="m"><manifest:encryption-data/></manifest:file-entry>'
    parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"\x01\x02\x03"}
    content = packages.packed(parts | {"META-INF/manifest.xml": manifest})
    assert refused(content) == Unreadable("encrypted", {"kind": "ods"})


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_file_cut_off_is_damaged(packages: Packages, share: float) -> None:
    content = packages.form()
    assert refused(content[: int(len(content) * share)]).reason == "damaged"


def test_a_long_tail_of_garbage_is_damage_and_a_short_one_is_not(packages: Packages) -> None:
    content = packages.of_rows(ONE_CELL)
    assert refused(content + b"\0" * 70_000) == Unreadable("damaged", {"problem": "no_directory"})
    assert isinstance(read_return(content + b"\0" * 100), RawWorkbook)


def test_bytes_in_front_of_the_package_do_no_harm(packages: Packages) -> None:
    assert isinstance(read_return(b"Content-Type: x\r\n\r\n" + packages.of_rows(ONE_CELL)), RawWorkbook)


def test_a_changed_byte_in_a_part_that_is_read_is_damage(packages: Packages) -> None:
    parts = packages.parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', "<t>Tên</t>")
    content = packages.packed(parts, zipfile.ZIP_STORED).replace("Tên".encode(), "Têm".encode())
    assert refused(content) == Unreadable("damaged", {"part": "xl/sharedStrings.xml", "problem": "checksum"})


def test_a_changed_byte_in_a_part_nobody_reads_does_no_harm(packages: Packages) -> None:
    parts = packages.parts(ONE_CELL) | {"xl/media/image1.png": b"PICTURE"}
    content = packages.packed(parts, zipfile.ZIP_STORED).replace(b"PICTURE", b"PICTORE")
    assert isinstance(read_return(content), RawWorkbook)


@pytest.mark.parametrize(
    "second", ["xl/worksheets/sheet1.xml", "XL/Worksheets/Sheet1.xml", "xl\\worksheets\\sheet1.xml"]
)
def test_two_parts_of_one_name_are_refused(packages: Packages, second: str) -> None:
    file = io.BytesIO(packages.of_rows(ONE_CELL))
    placeholder = "xl/worksheets/sheet9.xml"
    with zipfile.ZipFile(file, "a") as package:
        package.writestr(placeholder if "/" in second else placeholder.replace("/", "\\"), packages.sheet(""))
    content = file.getvalue().replace(placeholder.encode(), second.encode())
    content = content.replace(placeholder.replace("/", "\\").encode(), second.encode())
    assert refused(content).facts["problem"] == "duplicate_name"


def test_names_with_backslashes_are_read(packages: Packages) -> None:
    content = packages.of_rows(ONE_CELL)
    for name in packages.parts(ONE_CELL):
        content = content.replace(name.encode(), name.replace("/", "\\").encode())
    workbook = read_return(content)
    assert isinstance(workbook, RawWorkbook)
    assert workbook.sheets[0].cells == {(1, 1): 1}


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_document_type_in_any_part_that_is_read_is_forbidden(packages: Packages, part: str, encoding: str) -> None:
    parts = packages.parts(ONE_CELL, "<t>a</t>", styles="<cellXfs><xf/></cellXfs>")
    laughs = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]>' + parts[part].decode()
    content = packages.packed(parts | {part: laughs.encode(encoding)})
    assert refused(content) == Unreadable("forbidden_xml", {"part": part, "found": "<!DOCTYPE"})


def test_a_bomb_in_a_part_that_is_read_is_refused_with_its_measure(packages: Packages) -> None:
    content = packages.packed(packages.parts(ONE_CELL, "<t>" + " " * BOMB_BYTES + "</t>"))
    unreadable = refused(content)
    assert unreadable.reason == "too_large"
    assert unreadable.facts["setting"] == "ratio"
    assert unreadable.facts["limit"] == "250"
    assert int(unreadable.facts["measured"]) > 900
    assert unreadable.facts["part"] == "xl/sharedStrings.xml"


def test_a_bomb_that_lies_about_its_size_is_counted_while_it_is_inflated(packages: Packages) -> None:
    parts = packages.parts(ONE_CELL, "<t>" + " " * BOMB_BYTES + "</t>")
    size = struct.pack("<I", len(parts["xl/sharedStrings.xml"]))
    content = packages.packed(parts).replace(size, struct.pack("<I", 1000))
    unreadable = refused(content, SMALL)
    assert unreadable.reason == "too_large"
    assert int(unreadable.facts["measured"]) > 250


def test_many_parts_together_are_counted(packages: Packages) -> None:
    noise = "".join(f"<!--{number}-->" for number in range(300_000))
    content = packages.packed(packages.parts(ONE_CELL, "<t>" + noise + "</t>"))
    unreadable = refused(content, ReadLimits(unpacked_bytes=2_000_000))
    assert unreadable.facts["setting"] == "unpacked_bytes"
    assert unreadable.facts["limit"] == "2000000"
    assert int(unreadable.facts["measured"]) > 3_000_000


def test_a_bomb_nobody_needs_is_not_unpacked(packages: Packages) -> None:
    parts = packages.parts(ONE_CELL) | {"xl/media/image1.bmp": b"\0" * BOMB_BYTES}
    assert isinstance(read_return(packages.packed(parts), SMALL), RawWorkbook)


def test_the_size_of_the_file_and_the_number_of_parts_are_limited(packages: Packages) -> None:
    content = packages.of_rows(ONE_CELL)
    size = {"setting": "disk_bytes", "limit": "100", "measured": str(len(content))}
    assert refused(content, ReadLimits(disk_bytes=100)) == Unreadable("too_large", size)
    count = {"setting": "entries", "limit": "3", "measured": "5"}
    assert refused(content, ReadLimits(entries=3)) == Unreadable("too_large", count)


def test_an_unknown_packing_method_is_damage(packages: Packages) -> None:
    content = packages.packed(packages.parts(ONE_CELL), zipfile.ZIP_BZIP2)
    assert refused(content).facts["problem"] == "compression_method"
