"""Long tables in several: LibreOffice takes time by the square of a table's rows, so none has many (docs/adr/0023).

The work is done on the finished XML, so it holds for every template and however its rows were made.
"""

import re
from collections.abc import Iterator, Sequence

LONGEST_TABLE = 500
"""Rows of one table, its heading rows among them."""

_MARK = re.compile(r"<(/?)w:t(bl|r)(?=[ >/])[^>]*>")
_ROW_END = "</w:tr>"
_BREAK = (
    '<w:p><w:pPr><w:pageBreakBefore/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>'
)
"""Between two tables: the next begins a page, as the heading row does that is printed again there."""

_SEARCHED_BACK = 40
_GOES_ON = re.compile(r'<w:vMerge(?:/| w:val="continue")')


def split_long_tables(xml: str, longest: int = LONGEST_TABLE) -> str:
    """The document with the rows of long tables in tables of at most `longest` rows, each under the heading rows of
    the first. Tables inside a cell stay whole. No cut parts a heading from what it is about, or cells merged over
    rows, if that can be helped within some rows."""
    if xml.count(_ROW_END) <= longest:
        return xml
    pieces: list[str] = []
    done = 0
    for start, rows, end in _tables(xml):
        if len(rows) > longest:
            pieces += [xml[done:start], _split(xml[start:end], [(a - start, b - start) for a, b in rows], longest)]
            done = end
    return "".join([*pieces, xml[done:]])


def _tables(xml: str) -> Iterator[tuple[int, list[tuple[int, int]], int]]:
    """Where each table of the body begins, its rows begin and end, and it ends."""
    depth, start, row_start = 0, 0, 0
    rows: list[tuple[int, int]] = []
    for mark in _MARK.finditer(xml):
        closes, what = mark.groups()
        if what == "bl" and not closes:
            depth += 1
            if depth == 1:
                start, rows = mark.start(), []
        elif what == "bl":
            depth -= 1
            if not depth:
                yield start, rows, mark.end()
        elif depth == 1 and not closes:
            row_start = mark.start()
        elif depth == 1:
            rows.append((row_start, mark.end()))


def _split(table: str, rows: Sequence[tuple[int, int]], longest: int) -> str:
    heads = 0
    while heads < len(rows) and "<w:tblHeader" in table[slice(*rows[heads])]:
        heads += 1
    if heads >= longest:
        return table
    opening, closing = table[: rows[heads][0]], table[rows[-1][1] :]
    parts: list[str] = []
    first = heads
    while first < len(rows):
        last = _cut(table, rows, first, longest - heads)
        parts.append(table[rows[first][0] : rows[last - 1][1]])
        first = last
    return f"{closing}{_BREAK}".join(f"{opening}{part}" for part in parts) + closing


def _cut(table: str, rows: Sequence[tuple[int, int]], first: int, most: int) -> int:
    """The row that begins the next table."""
    latest = first + most
    if latest >= len(rows):
        return len(rows)
    for cut in range(latest, max(first, latest - _SEARCHED_BACK), -1):
        above, below = table[slice(*rows[cut - 1])], table[slice(*rows[cut])]
        if above.count("</w:tc>") > 1 and not _GOES_ON.search(below):
            return cut
    return latest
