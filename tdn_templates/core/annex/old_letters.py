"""A file whose text is of the time before Unicode (TCVN3, VNI): the same file in Unicode, for old .xls tables."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tdn_templates.core.legacy_text import read_legacy
from tdn_templates.model.cell import RawValue, RawWorkbook

_FONTS: Mapping[str, str] = {"tcvn3": ".VnTime", "vni": "VNI-Times"}
"""A font of each encoding: once most cells are certain, it is the hint for the short ones."""


@dataclass(frozen=True, slots=True)
class InUnicode:
    """`count` cells were converted, from `encoding` ("TCVN3", "VNI")."""

    workbook: RawWorkbook
    encoding: str
    count: int


def in_unicode(workbook: RawWorkbook) -> InUnicode | None:
    """None for a file that holds no such text. Cells that are Unicode already stay as they are."""
    read = [read_legacy(text) for text in _texts(workbook)]
    found = Counter(text.encoding for text in read if text is not None)
    if not found:
        return None
    ((encoding, count),) = found.most_common(1)
    font = _FONTS[encoding]
    sheets = tuple(
        replace(sheet, cells={at: _converted(value, font) for at, value in sheet.cells.items()})
        for sheet in workbook.sheets
    )
    lines = tuple(str(_converted(line, font)) for line in workbook.lines)
    return InUnicode(replace(workbook, sheets=sheets, lines=lines), encoding.upper(), count)


def _texts(workbook: RawWorkbook) -> Iterator[str]:
    yield from (value for sheet in workbook.sheets for value in sheet.cells.values() if isinstance(value, str))
    yield from workbook.lines


def _converted(value: RawValue, font: str) -> RawValue:
    read = read_legacy(value, font=font) if isinstance(value, str) else None
    return value if read is None else read.text
