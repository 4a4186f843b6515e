"""One stream out of an old Office file ([MS-CFB] 2.2 to 2.6)."""

import struct
from collections.abc import Iterator
from itertools import islice

from tdn_templates.files.guard import stream_entry

_SMALLEST_OWN_STREAM = 4096
_LAST_SECTOR = 0xFFFFFFFA
_HEADER_TABLES = 109
_HEADER_BYTES = 512
_SECTOR_BYTES = {9: 512, 12: 4096}


def read_stream(content: bytes, name: str) -> bytes | None:
    """The bytes of a stream; None if there is none, or if it is so short that it shares its sectors with others.

    Chains that run out of the file or in a circle end there: no declared number is believed.
    """
    entry = stream_entry(content, name)
    if entry < 0 or len(content) < _HEADER_BYTES:
        return None
    start, size = struct.unpack_from("<II", content, entry + 116)
    if size < _SMALLEST_OWN_STREAM:
        return None
    sector_bytes = _SECTOR_BYTES.get(struct.unpack_from("<H", content, 30)[0])
    if sector_bytes is None:
        return None
    most = len(content) // sector_bytes
    listed = islice(_table_sectors(content, sector_bytes), most)
    table = b"".join(_sector(content, number, sector_bytes) for number in listed)
    numbers = islice(_chain(table, start), min(most, -(-size // sector_bytes)))
    return b"".join(_sector(content, number, sector_bytes) for number in numbers)[:size]


def _table_sectors(content: bytes, sector_bytes: int) -> Iterator[int]:
    """The sectors that hold the allocation table: 109 are listed in the header, the others in a chain of lists."""
    yield from _used(struct.unpack_from(f"<{_HEADER_TABLES}I", content, 76))
    at = struct.unpack_from("<I", content, 68)[0]
    while True:
        listed = _sector(content, at, sector_bytes)
        if at >= _LAST_SECTOR or len(listed) < sector_bytes:
            return
        *numbers, at = struct.unpack(f"<{sector_bytes // 4}I", listed)
        yield from _used(tuple(numbers))


def _used(numbers: tuple[int, ...]) -> Iterator[int]:
    return (number for number in numbers if number < _LAST_SECTOR)


def _chain(table: bytes, start: int) -> Iterator[int]:
    at = start
    while True:
        yield at
        if at * 4 + 4 > len(table):
            return
        at = struct.unpack_from("<I", table, at * 4)[0]


def _sector(content: bytes, number: int, sector_bytes: int) -> bytes:
    start = (number + 1) * sector_bytes
    return content[start : start + sector_bytes]
