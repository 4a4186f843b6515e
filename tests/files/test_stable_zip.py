"""Equal members give equal bytes, whoever packed them and when."""

import io
import warnings
import zipfile

import pytest

from tdn_templates.files.stable_zip import restamp_zip

MEMBERS = (
    ("word/document.xml", b"<a/>" * 1000),
    ("[Content_Types].xml", b"<Types/>"),
    ("_rels/.rels", b"<Relationships/>"),
)


def packed(year: int, method: int, system: int, mode: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.comment = f"packed in {year}".encode()
        for name, content in MEMBERS:
            entry = zipfile.ZipInfo(name, (year, 5, 17, 8, 30, 10))
            entry.compress_type, entry.create_system, entry.external_attr = method, system, mode << 16
            target.writestr(entry, content)
    return out.getvalue()


def test_date_method_system_and_attributes_leave_no_trace() -> None:
    one = packed(2024, zipfile.ZIP_DEFLATED, 3, 0o644)
    other = packed(2031, zipfile.ZIP_STORED, 0, 0o777)
    assert one != other
    assert restamp_zip(one) == restamp_zip(other)


def test_members_stay_whole_with_the_content_types_first() -> None:
    with zipfile.ZipFile(io.BytesIO(restamp_zip(packed(2024, zipfile.ZIP_DEFLATED, 3, 0o644)))) as source:
        assert source.namelist() == ["[Content_Types].xml", "word/document.xml", "_rels/.rels"]
        assert {name: source.read(name) for name in source.namelist()} == dict(MEMBERS)
        assert {entry.date_time for entry in source.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(entry.create_system, entry.external_attr) for entry in source.infolist()} == {(0, 0o600 << 16)}
        assert source.comment == b""


def test_restamping_twice_changes_nothing_more() -> None:
    once = restamp_zip(packed(2024, zipfile.ZIP_STORED, 3, 0o600))
    assert restamp_zip(once) == once


def test_two_members_of_one_name_are_refused() -> None:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as target:
        warnings.simplefilter("ignore")  # the fixture is the mistake that zipfile warns of
        target.writestr("a.xml", b"first")
        target.writestr("a.xml", b"second")
    with pytest.raises(ValueError, match="two members of one name"):
        restamp_zip(out.getvalue())


def test_a_wrong_checksum_is_refused() -> None:
    content = bytearray(packed(2024, zipfile.ZIP_STORED, 3, 0o644))
    content[content.index(b"<Types/>") + 1] ^= 1
    with pytest.raises(zipfile.BadZipFile, match="CRC"):
        restamp_zip(bytes(content))
