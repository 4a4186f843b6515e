"""How high a row must be to show wrapped text in full: programs do not work it out for a file they did not make."""

from collections.abc import Iterable, Sequence
from operator import getitem

_POINTS_PER_LINE_OF_10 = 13.2
_PADDING_POINTS = 4.0
_HIGHEST_POINTS = 409.0
"""The limit of the file format."""

_LETTERS_PER_CHAR_AT_10 = 1.35
"""Letters of Times New Roman 10 in the width of one "character": widths count digits of the default font at 11. Some
lines hold 1.6; a little room too much is better than a line cut off."""


def row_height(cells: Iterable[tuple[str, float]], font_points: float = 10.0) -> float:
    """Points for the highest cell of a row; `cells` are texts with the width of their column in characters."""
    scale = font_points / 10.0
    lines = max((_lines(text, width_chars / scale) for text, width_chars in cells), default=1)
    return min(_HIGHEST_POINTS, lines * _POINTS_PER_LINE_OF_10 * scale + _PADDING_POINTS)


class RowHeights:
    """Heights of many rows of one table in letters of 10 points: a text that comes up again is not measured again."""

    def __init__(self, widths_chars: Sequence[float]) -> None:
        self._columns = [_Lines(width) for width in widths_chars]

    def of(self, cells: Sequence[str | int]) -> float:
        """Points for the highest of the cells, one for each column; as row_height."""
        lines = max(map(getitem, self._columns, cells), default=1)
        return min(_HIGHEST_POINTS, lines * _POINTS_PER_LINE_OF_10 + _PADDING_POINTS)

    def forget(self) -> None:
        """What was measured so far."""
        for column in self._columns:
            column.clear()


_COMMON = (str, int)
"""A text of a class of its own (long_sheet.OwnText) is one that comes up once."""


class _Lines(dict[str | int, int]):
    def __init__(self, width_chars: float) -> None:
        super().__init__()
        self._width_chars = width_chars

    def __missing__(self, cell: str | int) -> int:
        lines = _lines(str(cell), self._width_chars)
        if type(cell) in _COMMON:
            self[cell] = lines
        return lines


def _lines(text: str, width_chars: float) -> int:
    """Lines after wrapping at words; a word longer than the line is broken."""
    room = max(1.0, width_chars * _LETTERS_PER_CHAR_AT_10)
    if len(text) <= room and "\n" not in text:
        return 1
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        used = 0.0
        for word in paragraph.split(" "):
            length = len(word)
            if used and used + 1 + length > room:
                count += 1
                used = 0.0
            if length > room:
                count += int(length / room)
                length = int(length % room)
            used += length + (1 if used else 0)
    return count
