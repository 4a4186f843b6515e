"""What fits into one spreadsheet cell, and what is done with the rest (T21: nothing is cut in silence)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_CELL = 32_767
"""UTF-16 code units one cell holds: the limit of Excel and of the file format."""

MOST_LINE_FEEDS = 253
"""Line feeds one cell holds before Excel repairs the file."""

CUT_MARK = " […] (xem trang “Toàn văn” / see sheet “Toàn văn”)"


@dataclass(frozen=True, slots=True)
class CutText:
    """A text that no cell can hold: where its beginning stands, and that the whole stands on the full-text sheet."""

    sheet: str
    cell: str
    text: str


def utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def fits_cell(text: str) -> bool:
    if len(text) * 2 <= LONGEST_CELL and text.count("\n") <= MOST_LINE_FEEDS:
        return True
    return utf16_length(text) <= LONGEST_CELL and text.count("\n") <= MOST_LINE_FEEDS


def fit_cell(text: str) -> str:
    """The text itself if it fits, else its beginning with a mark that says where all of it stands."""
    if fits_cell(text):
        return text
    kept = "\n".join(text.split("\n", MOST_LINE_FEEDS - 1)[: MOST_LINE_FEEDS - 1])
    return _first_units(kept, LONGEST_CELL - utf16_length(CUT_MARK)) + CUT_MARK


def cell_pieces(text: str) -> tuple[str, ...]:
    """The whole text in pieces that each fit a cell; joined they are the text."""
    return tuple(piece for lines in _groups_of_lines(text) for piece in _of_units(lines))


def _groups_of_lines(text: str) -> Iterator[str]:
    """The text in pieces of as many lines as a cell takes; one pass, however long the text is."""
    start = 0
    for count, feed in enumerate(re.finditer("\n", text), start=1):
        if count % (MOST_LINE_FEEDS - 1) == 0:
            yield text[start : feed.end()]
            start = feed.end()
    if start < len(text):
        yield text[start:]


def _of_units(text: str) -> Iterator[str]:
    """The text in pieces of at most as many characters as a cell takes."""
    start = 0
    while start < len(text):
        piece = _first_units(text[start : start + LONGEST_CELL], LONGEST_CELL)
        yield piece
        start += len(piece)


def _first_units(text: str, units: int) -> str:
    """The longest beginning of at most so many UTF-16 units, never half a surrogate pair."""
    if utf16_length(text) <= units:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: units * 2].decode("utf-16-le", "ignore")
