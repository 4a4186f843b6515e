"""A zip package of which copies are made that differ in a few texts: what is equal is deflated once.

The copies are the bytes that whoever wrote the package would have written, headers included.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zlib import _Compress

_SIZES = struct.Struct("<III")
"""Checksum, packed and unpacked size: at 14 of a local header, at 16 of an entry of the directory."""

_LOCAL_SIZES, _LISTED_SIZES, _LISTED_PLACE = 14, 16, 42
_LOCAL_BYTES, _LISTED_BYTES, _END_BYTES = 30, 46, 22
_DEFLATE_LEVEL = 6
"""What zipfile takes by itself, and `files/stable_zip.py` too."""


@dataclass(frozen=True, slots=True)
class _Packed:
    data: bytes
    checksum: int
    size: int


@dataclass(frozen=True, slots=True)
class _Begun:
    """A member with marks: `stream` has taken everything before the first, and gave `data`. `rest` are bytes, and
    numbers of texts between them."""

    stream: "_Compress"
    data: bytes
    checksum: int
    size: int
    rest: tuple[bytes | int, ...]

    def packed(self, texts: Sequence[bytes]) -> _Packed:
        rest = b"".join(piece if isinstance(piece, bytes) else texts[piece] for piece in self.rest)
        stream = self.stream.copy()
        data = self.data + stream.compress(rest) + stream.flush()
        return _Packed(data, zlib.crc32(rest, self.checksum), self.size + len(rest))


@dataclass(frozen=True, slots=True)
class _Member:
    """Its headers as they were written; sizes, checksum and place in them are those of the master."""

    local: bytes
    listed: bytes
    content: _Packed | _Begun


class ZipMaster:
    """`mark` finds the places of texts, its first group the number of the text. Raises ValueError for a package with
    comments or members that are not deflated: none that this program writes."""

    def __init__(self, content: bytes, mark: re.Pattern[bytes]) -> None:
        self._end = content[-_END_BYTES:]
        self._members = tuple(_members(content, mark))

    def filled(self, texts: Sequence[bytes]) -> bytes:
        """The package with the texts, as they shall stand in its parts, in the place of marks."""
        pieces: list[bytes] = []
        directory: list[bytes] = []
        at = 0
        for member in self._members:
            found = member.content
            packed = found if isinstance(found, _Packed) else found.packed(texts)
            sizes = _SIZES.pack(packed.checksum, len(packed.data), packed.size)
            local = _patched(member.local, _LOCAL_SIZES, sizes)
            directory.append(_patched(_patched(member.listed, _LISTED_SIZES, sizes), _LISTED_PLACE, _place(at)))
            pieces += (local, packed.data)
            at += len(local) + len(packed.data)
        listed = b"".join(directory)
        return b"".join((*pieces, listed, _patched(self._end, 12, _place(len(listed)) + _place(at))))


def zip_members(content: bytes) -> Mapping[str, bytes]:
    """Name to inflated content, in the order of the package, of a package this program wrote itself."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _members(content: bytes, mark: re.Pattern[bytes]) -> Iterator[_Member]:
    inflated = zip_members(content)
    with zipfile.ZipFile(BytesIO(content)) as package:
        entries, at = package.infolist(), package.start_dir
    if len(inflated) != len(entries) or any(entry.compress_type != zipfile.ZIP_DEFLATED for entry in entries):
        raise ValueError("a master has members of different names, all deflated")
    for entry in entries:
        start = entry.header_offset
        data = start + _LOCAL_BYTES + sum(struct.unpack_from("<HH", content, start + 26))
        listed = content[at : at + _LISTED_BYTES + sum(struct.unpack_from("<HHH", content, at + 28))]
        at += len(listed)
        part = inflated[entry.filename]
        packed = _Packed(content[data : data + entry.compress_size], entry.CRC, entry.file_size)
        yield _Member(content[start:data], listed, _begun(part, mark) if mark.search(part) else packed)


def _begun(part: bytes, mark: re.Pattern[bytes]) -> _Begun:
    pieces: list[bytes | int] = []
    at = 0
    for found in mark.finditer(part):
        pieces += (part[at : found.start()], int(found[1]))
        at = found.end()
    first = part[: next(mark.finditer(part)).start()]
    stream = zlib.compressobj(_DEFLATE_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = stream.compress(first)
    return _Begun(stream, data, zlib.crc32(first), len(first), (*pieces[1:], part[at:]))


def _patched(header: bytes, at: int, value: bytes) -> bytes:
    return header[:at] + value + header[at + len(value) :]


def _place(at: int) -> bytes:
    return struct.pack("<I", at)
