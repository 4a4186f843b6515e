"""What a returned file is, by its first bytes and never by its name, before any library sees it."""

import re
import struct
from dataclasses import dataclass
from enum import StrEnum

from tdn_templates.files.guard_zip import Archive, Refusal, over_limit
from tdn_templates.files.limits import ReadLimits
from tdn_templates.model.cell import Unreadable


class FileKind(StrEnum):
    """What can be read first; the others only so that a refusal can say what came instead."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    DOCX = "docx"
    PPTX = "pptx"
    ODT = "odt"
    ZIP = "zip"
    DOC = "doc"
    PPT = "ppt"
    COMPOUND = "compound"
    OLD_XLS = "old_xls"
    PDF = "pdf"
    RTF = "rtf"
    HTML = "html"
    XML_SPREADSHEET = "xml_spreadsheet"
    XML = "xml"
    RAR = "rar"
    SEVEN_ZIP = "7z"
    GZIP = "gzip"
    IMAGE = "image"
    CSV = "csv"
    TEXT = "text"
    UNKNOWN = "unknown"


READABLE = frozenset({FileKind.XLSX, FileKind.XLSM, FileKind.XLSB, FileKind.ODS, FileKind.XLS, FileKind.DOCX})

ANNEX_KINDS = frozenset({FileKind.PDF, FileKind.CSV, FileKind.TEXT})
"""What a published annex may come as beside these; a return may not. A text is enough there: no table is needed."""

_LOOK_BYTES = 4096
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"{\\rtf", FileKind.RTF),
    (b"Rar!\x1a\x07", FileKind.RAR),
    (b"7z\xbc\xaf\x27\x1c", FileKind.SEVEN_ZIP),
    (b"\x1f\x8b", FileKind.GZIP),
    (b"\x89PNG", FileKind.IMAGE),
    (b"\xff\xd8\xff", FileKind.IMAGE),
    (b"GIF8", FileKind.IMAGE),
    (b"\x09\x00\x04\x00", FileKind.OLD_XLS),
    (b"\x09\x02\x06\x00", FileKind.OLD_XLS),
    (b"\x09\x04\x06\x00", FileKind.OLD_XLS),
)
_HTML = re.compile(r"<(!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_SEPARATED = re.compile(r"[^\n]*[,;\t][^\n]*\r?\n")

# content types of the main part, lower case; macro-enabled and template forms differ in the middle
_MAIN_PARTS = (
    (b"ms-excel.sheet.binary.macroenabled.main", FileKind.XLSB),
    (b"ms-excel.sheet.macroenabled.main+xml", FileKind.XLSM),
    (b"ms-excel.template.macroenabled.main+xml", FileKind.XLSM),
    (b"spreadsheetml.sheet.main+xml", FileKind.XLSX),
    (b"spreadsheetml.template.main+xml", FileKind.XLSX),
    (b"wordprocessingml.document.main+xml", FileKind.DOCX),
    (b"wordprocessingml.template.main+xml", FileKind.DOCX),
    (b"ms-word.document.macroenabled.main+xml", FileKind.DOCX),
    (b"presentationml.", FileKind.PPTX),
)
_USUAL_PARTS = (
    ("xl/workbook.xml", FileKind.XLSX),
    ("xl/workbook.bin", FileKind.XLSB),
    ("word/document.xml", FileKind.DOCX),
    ("ppt/presentation.xml", FileKind.PPTX),
)

_FILE_PASS, _BOF = 0x002F, 0x0809


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file worth opening. `archive` holds its parts; None for what is not a zip package (xls, PDF, text)."""

    kind: FileKind
    archive: Archive | None
    has_macros: bool = False


def inspect_file(content: bytes, limits: ReadLimits, also: frozenset[FileKind] = frozenset()) -> Inspected | Unreadable:
    """Which kind of return this is, or why it is none that can be read: nothing is parsed that need not be.

    `also` are kinds that are asked for beside those of a return."""
    try:
        return _inspect(content, limits, also)
    except Refusal as refusal:
        return refusal.unreadable


def _inspect(content: bytes, limits: ReadLimits, also: frozenset[FileKind]) -> Inspected:
    if not content:
        raise Refusal("empty_file")
    if len(content) > limits.disk_bytes:
        raise over_limit("disk_bytes", limits.disk_bytes, len(content))
    if content.startswith(_COMPOUND):
        return _inspect_compound(content)
    if content.startswith(b"PK\x03\x04") or _is_prefixed_zip(content):
        archive = Archive(content, limits)
        kind = _kind_of_package(archive)
        if kind in READABLE:
            return Inspected(kind, archive)
    else:
        kind = _kind_of_plain(content)
        if (
            kind is FileKind.XML
            and FileKind.TEXT in also
            and not content.removeprefix(b"\xef\xbb\xbf").startswith(b"<?xml")
        ):
            kind = FileKind.TEXT  # Markdown may begin with "<b>"
        if kind in also:
            return Inspected(kind, None)
    raise Refusal("not_a_workbook", kind=kind.value)


def _is_prefixed_zip(content: bytes) -> bool:
    """Whether a zip package begins after some foreign bytes (a mail header, a self-extractor)."""
    return b"PK\x03\x04" in content[:_LOOK_BYTES] and content.rfind(b"PK\x05\x06", -(22 + 65_535)) > 0


def _kind_of_package(archive: Archive) -> FileKind:
    if archive.has("[Content_Types].xml"):
        types = archive.xml("[Content_Types].xml").lower()
        for content_type, kind in _MAIN_PARTS:
            if content_type in types:
                return kind
    for name, kind in _USUAL_PARTS:
        if archive.has(name):
            return kind
    if archive.has("content.xml"):
        return _kind_of_open_document(archive)
    return FileKind.ZIP


def _kind_of_open_document(archive: Archive) -> FileKind:
    if archive.has("META-INF/manifest.xml") and b"encryption-data" in archive.xml("META-INF/manifest.xml"):
        raise Refusal("encrypted", kind=FileKind.ODS.value)
    if archive.has("mimetype"):
        is_sheet = b"opendocument.spreadsheet" in archive.part("mimetype")
    else:
        is_sheet = b"<office:spreadsheet" in archive.xml("content.xml")
    return FileKind.ODS if is_sheet else FileKind.ODT


def _inspect_compound(content: bytes) -> Inspected:
    """Old Office files and encrypted new ones share one container; the names in its directory tell them apart."""
    if stream_entry(content, "EncryptedPackage") >= 0 or stream_entry(content, "EncryptionInfo") >= 0:
        raise Refusal("encrypted", kind="ooxml")
    for name in ("Workbook", "Book"):
        entry = stream_entry(content, name)
        if entry >= 0:
            if _asks_for_password(content, entry):
                raise Refusal("encrypted", kind=FileKind.XLS.value)
            return Inspected(FileKind.XLS, None, stream_entry(content, "_VBA_PROJECT_CUR") >= 0)
    for name, kind in (("WordDocument", FileKind.DOC), ("PowerPoint Document", FileKind.PPT)):
        if stream_entry(content, name) >= 0:
            raise Refusal("not_a_workbook", kind=kind.value)
    raise Refusal("not_a_workbook", kind=FileKind.COMPOUND.value)


def stream_entry(content: bytes, name: str) -> int:
    """Offset of a directory entry, -1 if there is none. Entries are 128 bytes and aligned: no sector count is used."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    name_bytes = struct.pack("<H", len(wanted))
    at = content.find(wanted)
    while at >= 0:
        if at % 128 == 0 and content[at + 64 : at + 66] == name_bytes:
            return at
        at = content.find(wanted, at + 1)
    return -1


def _asks_for_password(content: bytes, entry: int) -> bool:
    """Whether a FilePass record stands near the start of the workbook stream ([MS-XLS] 2.4.117).

    False also for a stream that is too short for sectors of its own; the reading library tells then.
    """
    if entry + 120 > len(content):
        return False
    start = struct.unpack_from("<I", content, entry + 116)[0]
    sector_bytes = 1 << min(struct.unpack_from("<H", content, 30)[0], 12)
    at = (start + 1) * sector_bytes
    end = min(at + sector_bytes, len(content)) - 4
    if at > end or struct.unpack_from("<H", content, at)[0] != _BOF:
        return False
    while at <= end:
        record, size = struct.unpack_from("<HH", content, at)
        if record == _FILE_PASS:
            return True
        at += 4 + size
    return False


def _kind_of_plain(content: bytes) -> FileKind:
    head = content[:_LOOK_BYTES]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    text = _as_text(head)
    if text is None:
        return FileKind.UNKNOWN
    if "urn:schemas-microsoft-com:office:spreadsheet" in text and text.lstrip().startswith("<?xml"):
        return FileKind.XML_SPREADSHEET
    if text.lstrip().startswith("<"):
        return FileKind.HTML if _HTML.search(text) else FileKind.XML
    return FileKind.CSV if _SEPARATED.match(text) else FileKind.TEXT


def _as_text(head: bytes) -> str | None:
    """The first bytes as text, in whatever eight-bit coding; None if they are not text."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    if b"\0" in head or sum(byte < 0x20 and byte not in b"\t\n\r\f\x1b" for byte in head[:512]):
        return None
    return head.decode("utf-8", "replace").lstrip("\ufeff")
