"""The rows of long sheets, and the texts that all sheets of a workbook share, put into its package as a stream."""

import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import IO

from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.workbook import Workbook

from tdn_templates.excel.long_sheet import ROWS_MARK, LongSheet, escaped

_TEXTS_PART = "xl/sharedStrings.xml"
_TEXTS_END = b"</sst>"
_LEVEL = 6
_TEXTS_AT_ONCE = 2_000


class _TakenTable(SharedStringTable):  # type: ignore[misc]  # XlsxWriter ships no types
    """Says how many texts there are and gives none of them to be written."""

    def __init__(self, table: SharedStringTable) -> None:
        super().__init__()
        self.count, self.unique_count = table.count, table.unique_count


def looks_rich(workbook: Workbook) -> bool:
    """Whether XlsxWriter would take one of the texts for XML: whatever stands between <r> and </r>."""
    return any(text.startswith("<r>") and text.endswith("</r>") for text in workbook.str_table.string_table)


def take_shared_texts(workbook: Workbook) -> Sequence[str]:
    """The shared texts in their order; XlsxWriter, which would hold them three times over, writes an empty part."""
    texts = list(workbook.str_table.string_table)
    workbook.str_table = _TakenTable(workbook.str_table)
    return texts


def with_rows(package: bytes, sheets: Iterable[LongSheet], texts: Sequence[str]) -> bytes:
    """The workbook with the rows of these sheets and the shared texts, in the order of members that it had."""
    rows: Mapping[str, LongSheet] = {f"xl/worksheets/sheet{sheet.raw.index + 1}.xml": sheet for sheet in sheets}
    with (
        tempfile.TemporaryFile() as out,  # a buffer in memory would be copied each time it grows
        zipfile.ZipFile(BytesIO(package)) as source,
    ):
        _pack(source, out, rows, texts)
        out.seek(0)
        return out.read()


def _pack(source: zipfile.ZipFile, out: IO[bytes], rows: Mapping[str, LongSheet], texts: Sequence[str]) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as target:
        for name in source.namelist():
            content = source.read(name)
            with target.open(name, "w") as member:
                if name in rows:
                    head, _, tail = content.partition(ROWS_MARK)
                    _write(member, head, rows[name].chunks(), tail)
                elif name == _TEXTS_PART:
                    _write(member, content.removesuffix(_TEXTS_END), _text_items(texts), _TEXTS_END)
                else:
                    member.write(content)


def _write(member: IO[bytes], head: bytes, middle: Iterable[bytes], tail: bytes) -> None:
    member.write(head)
    for chunk in middle:
        member.write(chunk)
    member.write(tail)


def _text_items(texts: Sequence[str]) -> Iterator[bytes]:
    for start in range(0, len(texts), _TEXTS_AT_ONCE):
        yield "".join(map(_text_item, texts[start : start + _TEXTS_AT_ONCE])).encode()


def _text_item(text: str) -> str:
    space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return f"<si><t{space}>{escaped(text)}</t></si>"
