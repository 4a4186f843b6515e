"""Long tables in several: LibreOffice takes time by the square of a table's rows, so none has many (docs/adr/0023).

The work is done on the finished XML, so it holds for every template and however its rows were made.
"""

import re
from collections.abc import Iterator, Sequence

LONGEST_TABLE = 500
"""Rows of one table, its heading rows among them."""

_TABLE = b"w:tbl"
_ROW = re.compile(rb"<w:tr[ >]")
_ROW_END = b"</w:tr>"
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
    pieces: list[bytes] = []
    done = 0
    for start, end in _tables(xml):
        if xml.count(_ROW_END, start, end) > longest:
            pieces += [xml[done:start], _split(xml[start:end], longest)]
            done = end
    return b"".join([*pieces, xml[done:]])


def _tables(xml: bytes) -> Iterator[tuple[int, int]]:
    """Where each table of the body begins and its end tag does."""
    depth, start, at = 0, 0, xml.find(_TABLE)
    while at >= 0:
        if xml.startswith(b"</w:tbl>", at - 2):
            depth -= 1
            if not depth:
                yield start, at - 2
        elif xml.startswith((b"w:tbl>", b"w:tbl "), at):
            depth += 1
            start = at - 1 if depth == 1 else start
        at = xml.find(_TABLE, at + 1)


def _split(table: bytes, longest: int) -> bytes:
    """The tables without the last end tag, as the table is."""
    head = _ROW.search(table)
    if head is None:
        return table
    opening, (*rows, closing) = table[: head.start()], _rows(table[head.start() :])
    heads = next((count for count, row in enumerate(rows) if b"<w:tblHeader" not in row), len(rows))
    if len(rows) <= longest or heads >= longest:
        return table
    parts: list[bytes] = []
    first = heads
    while first < len(rows):
        last = _cut(rows, first, longest - heads)
        parts.append(opening + _ROW_END.join((*rows[:heads], *rows[first:last], b"")))
        first = last
    return (b"</w:tbl>" + _BREAK).join(parts) + closing


def _rows(rest: bytes) -> list[bytes]:
    """Each row without its end tag, with what stands between it and the one above; at last what follows the rows."""
    pieces = rest.split(_ROW_END)
    if b"<w:tbl>" not in rest:
        return pieces
    rows: list[bytes] = []
    depth, open_pieces = 0, list[bytes]()
    for piece in pieces:
        open_pieces.append(piece)
        depth += piece.count(b"<w:tbl>") - piece.count(b"</w:tbl>")
        if not depth:
            rows.append(_ROW_END.join(open_pieces))
            open_pieces.clear()
    return rows


def _cut(rows: Sequence[bytes], first: int, most: int) -> int:
    """The row that begins the next table."""
    latest = first + most
    if latest >= len(rows):
        return len(rows)
    for cut in range(latest, max(first, latest - _SEARCHED_BACK), -1):
        if rows[cut - 1].count(b"</w:tc>") > 1 and not _GOES_ON.search(rows[cut]):
            return cut
    return latest
