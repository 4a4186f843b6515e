"""A text file as a workbook without sheets: nothing but its lines."""

from tdn_templates.files.guard import FileKind
from tdn_templates.files.guard_zip import Refusal, over_limit
from tdn_templates.files.limits import ReadLimits
from tdn_templates.model.cell import RawWorkbook

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_WINDOWS = "cp1258"
"""What old Windows programs write for Vietnamese; letters come out decomposed."""


def read_text(content: bytes, kind: FileKind, limits: ReadLimits) -> RawWorkbook:
    """The lines of a text or CSV file, as they stand. Raises Refusal for more text than the limits allow, and for bytes
    that are neither Unicode nor Windows-1258."""
    if len(content) > limits.text_file_bytes:
        raise over_limit("text_file_bytes", limits.text_file_bytes, len(content))
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    return RawWorkbook(format=kind.value, sheets=(), lines=tuple(text.removesuffix("\n").split("\n")))


def _decoded(content: bytes) -> str:
    codings = ("utf-16",) if content.startswith(_UTF16) else ("utf-8-sig", _WINDOWS)
    for coding in codings:
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise Refusal("not_utf8")
