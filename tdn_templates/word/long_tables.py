"""Long tables in several: LibreOffice takes time by the square of a table's rows, so none has many (docs/adr/0023).

The work is done on the finished XML, so it holds for every template and however its rows were made.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

LONGEST_TABLE = 500
"""Rows of one table, its heading rows among them."""

_TABLE = b"w:tbl"
_ROW = re.compile(rb"<w:tr[ >]")
_ROW_END = b"</w:tr>"
_HEAD_MARK = b"<w:tblHeader"
_BREAK = (
    b'<w:p><w:pPr><w:pageBreakBefore/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    b'<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>'
)
"""Between two tables: the next begins a page, as the heading row does that is printed again there."""

_SEARCHED_BACK = 40
_GOES_ON = re.compile(rb'<w:vMerge(?:/| w:val="continue")')


def split_long_tables(xml: bytes, longest: int = LONGEST_TABLE) -> bytes:
    """The document with the rows of long tables in tables of at most `longest` rows, each under the heading rows of
    the first. Tables inside a cell stay whole. No cut parts a heading from what it is about, or cells merged over
    rows, if that can be helped within some rows."""
    if xml.count(_ROW_END) <= longest:
        return xml
    pieces: list[bytes | memoryview] = []
    done, whole = 0, memoryview(xml)
    for start, end in _tables(xml, 0, len(xml)):
        rows = _rows(xml, start, end)
        if len(rows) > longest:
            pieces += [whole[done : rows[0][0]], *_parts(xml, start, rows, longest)]
            done = rows[-1][1]
    return b"".join([*pieces, whole[done:]])


def _tables(xml: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each outermost table between these places begins, and where its end tag does."""
    depth, begun, at = 0, 0, xml.find(_TABLE, start, end)
    while at >= 0:
        if xml.startswith(b"</w:tbl>", at - 2):
            depth -= 1
            if not depth:
                yield begun, at - 2
        elif xml.startswith((b"<w:tbl>", b"<w:tbl "), at - 1):
            begun = begun if depth else at - 1
            depth += 1
        at = xml.find(_TABLE, at + 1, end)


def _rows(xml: bytes, start: int, end: int) -> list[tuple[int, int]]:
    """Where each row of the table begins, with what stands between it and the one above, and where it ends."""
    first = _ROW.search(xml, start, end)
    if first is None:
        return []
    ends = [first.start()]
    begun = start + 1
    for inner, stop in (*_tables(xml, start + len(b"<w:tbl"), end), (end, end)):
        at = xml.find(_ROW_END, begun, inner)
        while at >= 0:
            ends.append(at + len(_ROW_END))
            at = xml.find(_ROW_END, at + 1, inner)
        begun = stop
    return list(pairwise(ends))


def _parts(xml: bytes, start: int, rows: Sequence[tuple[int, int]], longest: int) -> Iterator[bytes | memoryview]:
    """The rows, with the end of a table and the beginning of the next one at each cut."""
    heads = next((count for count, (at, end) in enumerate(rows) if xml.find(_HEAD_MARK, at, end) < 0), len(rows))
    if heads >= longest:
        heads = 0
    whole, first = memoryview(xml), heads
    head_end = rows[heads][0]
    yield whole[rows[0][0] : head_end]
    while first < len(rows):
        last = _cut(xml, rows, first, longest - heads)
        if first > heads:
            yield b"</w:tbl>" + _BREAK
            yield whole[start:head_end]
        yield whole[rows[first][0] : rows[last - 1][1]]
        first = last


def _cut(xml: bytes, rows: Sequence[tuple[int, int]], first: int, most: int) -> int:
    """The row that begins the next table."""
    latest = first + most
    if latest >= len(rows):
        return len(rows)
    for cut in range(latest, max(first, latest - _SEARCHED_BACK), -1):
        if xml.count(b"</w:tc>", *rows[cut - 1]) > 1 and not _GOES_ON.search(xml, *rows[cut]):
            return cut
    return latest
