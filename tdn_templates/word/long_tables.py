"""Long tables in several: LibreOffice takes time by the square of a table's rows, so none has many (docs/adr/0023).

The work is done on the finished XML, so it holds for every template and however its rows were made. Rows of a loop pass
through some hundred at a time: the XML of 170,000 rows would take several times its 250 MB.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Protocol

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
_RUN = re.compile(rb"<\?tdn-rows (\d+)\?>")
"""Where the rows of a loop belong; no text can look so, since its "<" is escaped."""

_GOES_ON = re.compile(rb'<w:vMerge(?:/| w:val="continue")')


class RowRun(Protocol):
    """The pieces of a loop in their order, as often as asked. `are_rows`: each of them is one row of a table."""

    are_rows: bool

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[str]: ...


def split_long_tables(xml: bytes, longest: int = LONGEST_TABLE) -> bytes:
    """As `split_parts`, for a document that is there as a whole."""
    return b"".join(split_parts([xml], longest))


def split_parts(parts: Sequence[bytes | RowRun], longest: int = LONGEST_TABLE) -> Iterator[bytes]:
    """The document with the rows of long tables in tables of at most `longest` rows, each under the heading rows of
    the first. Tables inside a cell stay whole. No cut parts a heading from what it is about, or cells merged over
    rows, if that can be helped within some rows."""
    runs = [part for part in parts if not isinstance(part, bytes)]
    numbers = iter(range(len(runs)))
    xml = b"".join(part if isinstance(part, bytes) else b"<?tdn-rows %d?>" % next(numbers) for part in parts)
    if xml.count(_ROW_END) + sum(map(len, runs)) <= longest:
        yield from _whole(xml, runs)
        return
    done = 0
    for start, end in _tables(xml, 0, len(xml)):
        table = _Table(xml, start, end, runs)
        if not table.is_plain:  # a loop inside a cell: as if no row came from a loop
            yield from split_parts([b"".join(_whole(xml[done:], runs))], longest)
            return
        if table.count > longest:
            yield from _whole(xml[done : table.first], runs)
            yield from _split(xml[start : table.first], table.rows(), longest)
            done = table.last
    yield from _whole(xml[done:], runs)


def _whole(xml: bytes, runs: Sequence[RowRun]) -> Iterator[bytes]:
    """The XML with the rows of its loops."""
    pieces = _RUN.split(xml)
    for text, number in zip(pieces[::2], [*pieces[1::2], None], strict=True):
        yield text
        if number is not None:
            rows = iter(runs[int(number)])
            while some := "".join(islice(rows, LONGEST_TABLE)):
                yield some.encode()


class _Table:
    """One outermost table: `first` is where its first row begins, `last` where the last one ends, loops included.
    `is_plain`: every loop in it stands between its rows."""

    def __init__(self, xml: bytes, start: int, end: int, runs: Sequence[RowRun]) -> None:
        self._runs = runs
        rows = _rows(xml, start, end)
        self.first = rows[0][0] if rows else end
        tail_start = rows[-1][1] if rows else end
        self.last = max((found.end() for found in _RUN.finditer(xml, tail_start, end)), default=tail_start)
        segments = [xml[at:stop] for at, stop in rows]
        self._segments = [*segments, xml[tail_start : self.last]]
        used = [int(number) for segment in self._segments for number in _RUN.findall(segment)]
        self.count = len(rows) + sum(len(runs[number]) for number in used)
        self.is_plain = len(used) == len(_RUN.findall(xml, start, end)) and all(
            runs[number].are_rows for number in used
        )
        self.is_plain = self.is_plain and not any(
            _ROW.search(segment, 0, found.start()) for segment in segments for found in _RUN.finditer(segment)
        )

    def rows(self) -> Iterator[bytes]:
        """Each with what stands between it and the one above."""
        before = b""
        for segment in self._segments:
            pieces = _RUN.split(segment)
            for text, number in zip(pieces[::2], pieces[1::2], strict=False):
                before += text
                for row in self._runs[int(number)]:
                    yield before + row.encode()
                    before = b""
            before += pieces[-1]
            if segment.endswith(_ROW_END):
                yield before
                before = b""


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


def _split(begin: bytes, rows: Iterator[bytes], longest: int) -> Iterator[bytes]:
    """The rows of one table, with the end of a table and the beginning of the next one at each cut."""
    waiting = list(islice(rows, longest + 1))
    heads = next((count for count, row in enumerate(waiting) if _HEAD_MARK not in row), len(waiting))
    if heads >= longest:
        heads = 0
    head = b"".join(waiting[:heads])
    yield head
    del waiting[:heads]
    between = b""
    while waiting:
        yield between
        waiting += islice(rows, max(0, longest - heads + 1 - len(waiting)))  # one more tells whether there are any
        cut = _cut(waiting, longest - heads)
        yield b"".join(waiting[:cut])
        del waiting[:cut]
        between = b"</w:tbl>" + _BREAK + begin + head


def _cut(rows: Sequence[bytes], most: int) -> int:
    """How many of the rows stand in the next table."""
    if len(rows) <= most:
        return len(rows)
    for cut in range(most, max(0, most - _SEARCHED_BACK), -1):
        if rows[cut - 1].count(b"</w:tc>") > 1 and not _GOES_ON.search(rows[cut]):
            return cut
    return most
