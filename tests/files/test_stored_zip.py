"""A package written in one go is read by everybody."""

import io
import zipfile

from tdn_templates.files.stored_zip import stored_zip

PARTS = {"xl/workbook.xml": b"<workbook/>", "Kế hoạch.xml": "Thực hiện".encode() * 1000, "empty": b""}


def test_a_general_reader_finds_every_part_whole() -> None:
    with zipfile.ZipFile(io.BytesIO(stored_zip(PARTS))) as package:
        assert package.testzip() is None
        assert {name: package.read(name) for name in package.namelist()} == PARTS
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_part_is_a_package_too() -> None:
    with zipfile.ZipFile(io.BytesIO(stored_zip({}))) as package:
        assert package.namelist() == []
