"""Small PDF files by hand: text at places, lines between places, nothing else. No font is in them, only its meaning."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SIZE = 10
_LETTER = 0.5
"""Every letter is half as wide as the text is high."""
PAGE_HEIGHT = 842

_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Plain def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0020> <1EFF> <0020> endbfrange
1 beginbfrange <2010> <203F> <2010> endbfrange endcmap end end"""


@dataclass(frozen=True, slots=True)
class Text:
    """`top` counts from the upper edge of the page."""

    left: float
    top: float
    text: str

    @property
    def operators(self) -> str:
        codes = "".join(f"{ord(char):04X}" for char in self.text)
        return f"BT /F1 {SIZE} Tf {self.left} {PAGE_HEIGHT - self.top - SIZE} Td <{codes}> Tj ET"


@dataclass(frozen=True, slots=True)
class Stroke:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def operators(self) -> str:
        return f"{self.left} {PAGE_HEIGHT - self.top} m {self.right} {PAGE_HEIGHT - self.bottom} l S"


Mark = Text | Stroke


def pdf(pages: Sequence[Iterable[Mark]]) -> bytes:
    """A file with these pages."""
    kids = " ".join(f"{6 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW {int(1000 * _LETTER)} /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor "
        "/FontName /Plain /Flags 4 /Ascent 800 /Descent -200 /FontBBox [0 -200 500 800] >> >>".encode(),
        _stream(_TO_UNICODE),
    ]
    for index, marks in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {PAGE_HEIGHT}] /Contents {7 + 2 * index} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(_stream("\n".join(mark.operators for mark in marks).encode()))
    return _file(objects)


def table(
    rows: Sequence[Sequence[Sequence[str]]], edges: Sequence[float], *, top: float = 100, ruled: bool = True
) -> list[Mark]:
    """A row has a cell for every column, a cell its lines."""
    marks: list[Mark] = []
    at = top
    for row in rows:
        bottom = at + max(map(len, row)) * (SIZE + 2) + 4
        for left, cell in zip(edges, row, strict=False):
            marks.extend(Text(left + 3, at + 2 + index * (SIZE + 2), line) for index, line in enumerate(cell) if line)
            if ruled:
                marks.append(Stroke(left, at, left, bottom))
        if ruled:
            marks += [Stroke(edges[0], at, edges[-1], at), Stroke(edges[0], bottom, edges[-1], bottom)]
            marks.append(Stroke(edges[-1], at, edges[-1], bottom))
        at = bottom
    return marks


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _file(objects: Sequence[bytes]) -> bytes:
    content = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(content))
    return content + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows) + trailer
