"""Zip packages whose bytes depend on their members only (DOCX, XLSX)."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from types import MappingProxyType

_CONTENT_TYPES = "[Content_Types].xml"
_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_DEFLATE_LEVEL = 6


_NOTHING: Mapping[str, Iterable[bytes]] = MappingProxyType({})


def restamp_zip(content: bytes, changed: Mapping[str, Iterable[bytes]] = _NOTHING) -> bytes:
    """The same members with fixed dates, attributes and compression, so that equal members give equal bytes.

    Office packages start with their content types; the other members keep the order given. Comments, extra fields and
    the name of the operating system are dropped. `changed` are members that get another content, in pieces. Raises
    ValueError for two members of one name (which of them counts cannot be known) and zipfile.BadZipFile for what is no
    zip or has a wrong checksum.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_DEFLATE_LEVEL) as target,
    ):
        for name in _in_order(source.namelist()):
            if name in changed:
                with target.open(_fixed_entry(name), "w") as member:
                    for piece in changed[name]:
                        member.write(piece)
            else:
                target.writestr(_fixed_entry(name), source.read(name), compresslevel=_DEFLATE_LEVEL)
    return out.getvalue()


def _in_order(names: list[str]) -> list[str]:
    if len(set(names)) != len(names):
        raise ValueError(f"two members of one name in a zip package: {sorted(names)}")
    return sorted(names, key=lambda name: name != _CONTENT_TYPES)


def _fixed_entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIRST_ZIP_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # zipfile would note whether this ran on Windows or not
    entry.external_attr = 0o600 << 16  # what zipfile would choose itself for 0
    return entry
