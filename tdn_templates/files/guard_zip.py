"""The parts of a zip package: each inflated once, when asked for, under the limits and with its checksum."""

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from tdn_templates.files.limits import ReadLimits
from tdn_templates.model.cell import Unreadable

_END = b"PK\x05\x06"
_END_AND_LONGEST_COMMENT = 22 + 65_535
_DIRECTORY_ENTRY = b"PK\x01\x02"
_LOCAL_ENTRY = b"PK\x03\x04"
_LOCAL_ENTRY_BYTES = 30
_ENCRYPTED_BIT = 0x1
_COUNTED_BYTES = 1 << 20
_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_DECLARATION_TEXT = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
_SINGLE_BYTE = re.compile(r"(iso-8859-|windows-125|koi8-)")


class Refusal(Exception):
    """Reading stops here: `unreadable` says why."""

    def __init__(self, reason: str, **facts: str) -> None:
        super().__init__(reason, facts)
        self.unreadable = Unreadable(reason, facts)


def over_limit(setting: str, limit: float, measured: float, **facts: str) -> Refusal:
    return Refusal("too_large", setting=setting, limit=f"{limit}", measured=f"{measured}", **facts)


class Archive:
    """A zip package held in memory. Names are found whatever their letter case and whichever way slashes lean.

    A part nobody asks for is neither inflated nor checked. Raises Refusal for a container that is damaged, holds two
    entries of one name (which copy is meant cannot be known), or has too many.
    """

    def __init__(self, content: bytes, limits: ReadLimits) -> None:
        self._content = content
        self._limits = limits
        self._entries = _directory(content, limits)
        self._inflated: dict[str, bytes] = {}
        self._texts: dict[str, bytes] = {}
        self._unpacked = 0

    @property
    def names(self) -> Mapping[str, str]:
        """Folded name to the name as stored."""
        return {key: entry.filename for key, entry in self._entries.items()}

    def has(self, name: str) -> bool:
        return _folded(name) in self._entries

    def part(self, name: str) -> bytes:
        """The bytes of a part, size and checksum verified. Raises Refusal, also for a part that is not there."""
        key = _folded(name)
        if key not in self._inflated:
            if key not in self._entries:
                raise Refusal("missing_part", part=name)
            self._inflated[key] = self._inflate(self._entries[key], name)
        return self._inflated[key]

    def xml(self, name: str) -> bytes:
        """An XML part in UTF-8 without byte order mark, free of document type declarations (so of entities)."""
        key = _folded(name)
        if key not in self._texts:
            text = _as_utf8(self.part(name), name)
            if b"<!DOCTYPE" in text:
                raise Refusal("forbidden_xml", part=name, found="<!DOCTYPE")
            self._texts[key] = text
        return self._texts[key]

    def _inflate(self, entry: zipfile.ZipInfo, name: str) -> bytes:
        packed = self._packed(entry, name)
        allowed = self._allowed(entry, name)
        if entry.compress_type == zipfile.ZIP_STORED:
            part, size = bytes(packed), len(packed)
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            part, size = _inflated(packed, entry.file_size, allowed, name)
        else:
            raise Refusal("damaged", part=name, problem="compression_method", measured=str(entry.compress_type))
        if size > allowed:
            raise self._too_much(entry, name, size)
        if size != entry.file_size:
            raise Refusal("damaged", part=name, problem="size", limit=str(entry.file_size), measured=str(size))
        if zlib.crc32(part) != entry.CRC:
            raise Refusal("damaged", part=name, problem="checksum")
        self._unpacked += size
        return part

    def _packed(self, entry: zipfile.ZipInfo, name: str) -> memoryview:
        """The packed bytes behind the local header; the directory alone says how many they are."""
        start = entry.header_offset
        header = self._content[start : start + _LOCAL_ENTRY_BYTES] if start >= 0 else b""
        if len(header) < _LOCAL_ENTRY_BYTES or not header.startswith(_LOCAL_ENTRY):
            raise Refusal("damaged", part=name, problem="local_header")
        flags = struct.unpack_from("<H", header, 6)[0] | entry.flag_bits
        if flags & _ENCRYPTED_BIT:
            raise Refusal("encrypted", kind="zip", part=name)
        name_bytes, extra_bytes = struct.unpack_from("<HH", header, 26)
        start += _LOCAL_ENTRY_BYTES + name_bytes + extra_bytes
        packed = memoryview(self._content)[start : start + entry.compress_size]
        if len(packed) < entry.compress_size:
            raise Refusal("damaged", part=name, problem="truncated")
        return packed

    def _allowed(self, entry: zipfile.ZipInfo, name: str) -> int:
        """How many bytes this part may have. A part that declares more is refused before it is inflated."""
        by_ratio = max(self._limits.ratio_from_bytes, self._limits.ratio * entry.compress_size)
        allowed = min(self._limits.unpacked_bytes - self._unpacked, by_ratio)
        if entry.file_size > allowed:
            raise self._too_much(entry, name, entry.file_size)
        return allowed

    def _too_much(self, entry: zipfile.ZipInfo, name: str, size: int) -> Refusal:
        if self._unpacked + size > self._limits.unpacked_bytes:
            return over_limit("unpacked_bytes", self._limits.unpacked_bytes, self._unpacked + size, part=name)
        return over_limit("ratio", self._limits.ratio, -(-size // max(1, entry.compress_size)), part=name)


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _directory(content: bytes, limits: ReadLimits) -> dict[str, zipfile.ZipInfo]:
    """Entries by folded name, counted before anything is built from them: declared numbers allocate nothing."""
    end = content.rfind(_END, max(0, len(content) - _END_AND_LONGEST_COMMENT))
    if end < 0 or end + 22 > len(content):
        raise Refusal("damaged", problem="no_directory")
    count = content.count(_DIRECTORY_ENTRY)
    if count > limits.entries:
        raise over_limit("entries", limits.entries, count)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            found = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, OSError, struct.error) as fault:
        raise Refusal("damaged", problem="directory", message=str(fault)) from fault
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in found:
        key = _folded(entry.orig_filename.partition("\0")[0])
        if key in entries:
            raise Refusal("damaged", problem="duplicate_name", part=entry.filename)
        entries[key] = entry
    return entries


def _inflated(packed: memoryview, declared: int, allowed: int, name: str) -> tuple[bytes, int]:
    """The part and its true size. What goes beyond the declared size is counted, not kept: a bomb may lie about it."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        part = stream.decompress(packed, declared + 1)
        size = len(part)
        while declared < size <= allowed and not stream.eof:
            more = len(stream.decompress(stream.unconsumed_tail, _COUNTED_BYTES))
            if not more:
                break
            size += more
    except zlib.error as fault:
        raise Refusal("damaged", part=name, problem="deflate", message=str(fault)) from fault
    if not stream.eof and size <= allowed:
        raise Refusal("damaged", part=name, problem="truncated")
    return part, size


def _as_utf8(part: bytes, name: str) -> bytes:
    """The same text in UTF-8, so that one search finds what is forbidden and one reader reads it."""
    if part.startswith(b"\xef\xbb\xbf"):
        part = part[3:]
    encoding = _encoding(part, name)
    if encoding == "utf-8":
        return part
    try:
        text = part.decode(encoding)
    except UnicodeDecodeError as fault:
        raise Refusal("damaged", part=name, problem="encoding", found=encoding) from fault
    return _DECLARATION_TEXT.sub("", text, count=1).encode("utf-8", "replace")


def _encoding(part: bytes, name: str) -> str:
    if part[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if part[:2] == b"<\0":
        return "utf-16-le"
    if part[:2] == b"\0<":
        return "utf-16-be"
    declared = _DECLARATION.match(part, 0, 300)
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if encoding in ("utf-8", "utf8", "us-ascii", "ascii"):
        return "utf-8"
    if not _SINGLE_BYTE.match(encoding):
        raise Refusal("damaged", part=name, problem="encoding", found=encoding)
    return encoding
