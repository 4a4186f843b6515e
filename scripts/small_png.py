"""Writes small PNG files: a page drawn twice as large, averaged, trimmed of its margins, with 64 colours at most."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

_COLOURS, _MARGIN, _PAPER = 64, 10, 255
_STEP = 8
"""Colours this near to each other are one."""

Row = list[tuple[int, int, int]]


def small_png(ppm: bytes) -> bytes:
    """The PNG of a binary PPM (P6, 8 bits, without comments), half as wide and high before it is trimmed."""
    rows = _trimmed(list(_halved(ppm)))
    counted = Counter(pixel for row in rows for pixel in row)
    palette = [colour for colour, _ in counted.most_common(_COLOURS)]
    index = {colour: _nearest(colour, palette) for colour in counted}
    lines = b"".join(b"\0" + bytes(index[pixel] for pixel in row) for row in rows)
    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", bytes(sum(palette, ()))), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def _halved(ppm: bytes) -> Iterator[Row]:
    magic, size, _, pixels = ppm.split(b"\n", 3)
    if magic != b"P6":
        raise ValueError(f"not a binary PPM: {magic!r}")
    width, height = map(int, size.split())
    for y in range(0, height - 1, 2):
        above, below = (pixels[3 * width * line : 3 * width * (line + 1)] for line in (y, y + 1))
        even = width // 2 * 6
        channels = []
        for first in range(3):
            left, right = slice(first, even, 6), slice(first + 3, even, 6)
            four = zip(above[left], above[right], below[left], below[right], strict=True)
            channels.append([_rounded(sum(values) / 4) for values in four])
        yield list(zip(*channels, strict=True))


def _rounded(value: float) -> int:
    return min(_PAPER, round(value / _STEP) * _STEP)


def _trimmed(rows: list[Row]) -> list[Row]:
    """Without the white around the content, but for a narrow margin."""
    paper = (_PAPER, _PAPER, _PAPER)
    inked = [y for y, row in enumerate(rows) if any(pixel != paper for pixel in row)]
    columns = [x for x, column in enumerate(zip(*rows, strict=True)) if any(pixel != paper for pixel in column)]
    left, right = max(0, columns[0] - _MARGIN), columns[-1] + _MARGIN
    return [row[left:right] for row in rows[max(0, inked[0] - _MARGIN) : inked[-1] + _MARGIN]]


def _nearest(colour: tuple[int, int, int], palette: list[tuple[int, int, int]]) -> int:
    def distance(index: int) -> int:
        return sum((one - other) ** 2 for one, other in zip(colour, palette[index], strict=True))

    return min(range(len(palette)), key=distance)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
