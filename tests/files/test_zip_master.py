"""A copy of a package is what its writer would have written with other texts."""

import io
import re
import zipfile

import pytest

from tdn_templates.files.stable_zip import restamp_zip
from tdn_templates.files.zip_master import ZipMaster, zip_members

MARK = re.compile(rb"<([0-9])>")
LONG = "".join(f"dòng {number};" for number in range(9_000)).encode()


def package(name: bytes, key: bytes) -> bytes:
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "long.xml": LONG + name + b"!",
        "xl/Kế hoạch.xml": name + b", " + key + b", " + name,
        "same.xml": LONG,
        "empty.xml": b"",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for path, part in parts.items():
            target.writestr(path, part)
    return restamp_zip(out.getvalue())


@pytest.mark.parametrize("texts", [(b"A", b"B"), ("Tỉnh Đắk Lắk".encode(), b"<0>"), (b"", b""), (LONG, LONG)])
def test_a_copy_is_what_the_writer_writes(texts: tuple[bytes, bytes]) -> None:
    written = package(*texts)
    copy = ZipMaster(package(b"<0>", b"<1>"), MARK).filled(texts)
    assert zip_members(copy) == zip_members(written)
    assert headers(copy) == headers(written)


def headers(content: bytes) -> list[tuple[object, ...]]:
    """Of the directory; reading all members holds the local headers to it."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.testzip() is None
        assert opened.comment == b""
        return [
            (entry.filename, entry.CRC, entry.file_size, entry.date_time, entry.external_attr, entry.create_system)
            for entry in opened.infolist()
        ]


def test_copies_do_not_touch_each_other() -> None:
    master = ZipMaster(package(b"<0>", b"<1>"), MARK)
    first = master.filled((b"A", b"B"))
    master.filled((LONG, b"C"))
    assert master.filled((b"A", b"B")) == first


def test_a_package_that_is_not_deflated_is_no_master() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("a", "b")
    with pytest.raises(ValueError, match="deflated"):
        ZipMaster(out.getvalue(), MARK)
