"""A changed copy of a package holds the new members, the others as they were, and is a sound package."""

import io
import zipfile

import pytest

from tdn_templates.files.stable_zip import restamp_zip
from tdn_templates.files.zip_change import with_members

PARTS = {"[Content_Types].xml": b"<Types/>", "xl/Kế hoạch.xml": b"abc" * 999, "xl/b.xml": b"", "c.xml": b"last"}


def package() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for path, part in PARTS.items():
            target.writestr(path, part)
    return restamp_zip(out.getvalue())


@pytest.mark.parametrize("new", [b"", b"x", "Đà Nẵng".encode() * 10_000])
@pytest.mark.parametrize("name", PARTS)
def test_one_member_is_changed_and_all_others_are_as_they_were(name: str, new: bytes) -> None:
    changed = with_members(package(), {name: new})
    assert changed == with_members(package(), {name: new})
    with zipfile.ZipFile(io.BytesIO(changed)) as found:
        assert found.testzip() is None
        assert {each: found.read(each) for each in found.namelist()} == PARTS | {name: new}


def test_a_member_that_is_not_there_is_refused() -> None:
    assert with_members(package(), {}) == package()
    with pytest.raises(KeyError, match=r"d[.]xml"):
        with_members(package(), {"d.xml": b""})
