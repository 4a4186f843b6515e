"""The short lines under names and titles: a third to a half as long as the text above (Nghị định 30/2020/NĐ-CP).

A Word template cannot measure text, so it holds lines of a few set lengths, and the one that fits is chosen here.
"""

import math
import unicodedata

LINES_MM = (6.5, 9.0, 12.5, 17.5, 24.5, 34.0, 48.0, 67.0)
"""The lengths there are, each 1.4 times the one before: whatever a text measures, one of them is 0.34 to 0.49 of it."""

_MIDDLE_SHARE = 0.41
_POINT_MM = 25.4 / 72
_HORN, _HORN_WIDTH = "\u031b", 90
_USUAL_WIDTH = 667
_WIDTHS = {
    letter: width
    for width, letters in {
        250: " \u00a0,.",
        278: "'/il",
        333: "!()-:;fjt",
        389: "Is",
        444: "cerz",
        500: "0123456789Jagovxy–“”",
        556: "Sbdhknpquđ",
        611: "FP",
        667: "BELTZ",
        722: "ACDNRUVXYwĐ",
        778: "GHKOQ",
        833: "&m",
        944: "M",
        1000: "W…",
    }.items()
    for letter in letters
}
"""Times New Roman, bold, in thousandths of the type size."""


def line_number(text: str, points: float) -> int:
    """Which of LINES_MM, counted from 1, fits under this text in bold; line feeds in it count, nothing else breaks it.

    A text outside all of them gets the nearest.
    """
    wanted = _MIDDLE_SHARE * max(width_mm(line, points) for line in text.split("\n")) or LINES_MM[0]
    return min(range(len(LINES_MM)), key=lambda index: abs(math.log(LINES_MM[index] / wanted))) + 1


def in_even_lines(text: str, points: float, column_mm: float) -> str:
    """The text with line feeds at blanks, so that its lines fit the column and are about equally long.

    A break after a comma or before "và" comes first, because blanks also stand inside Vietnamese words. A text that has
    line feeds is left as it is: somebody has decided. So is a word wider than the column.
    """
    words = text.split()
    if "\n" in text or len(words) < 2 or width_mm(text, points) <= column_mm:
        return text
    cuts = [(" ".join(words[:count]), " ".join(words[count:])) for count in range(1, len(words))]

    def widest(cut: tuple[str, str]) -> float:
        return max(width_mm(part, points) for part in cut)

    good = [cut for cut in cuts if _is_between_phrases(*cut) and widest(cut) <= column_mm]
    return "\n".join(in_even_lines(part, points, column_mm) for part in min(good or cuts, key=widest))


def _is_between_phrases(before: str, after: str) -> bool:
    return before.endswith(",") or after.casefold().startswith("và ")


def width_mm(text: str, points: float) -> float:
    """Of one line. Marks above and below a letter take no width; the horn of ơ and ư takes a little."""
    thousandths = 0
    for char in unicodedata.normalize("NFD", text):
        if char == _HORN:
            thousandths += _HORN_WIDTH
        elif not unicodedata.combining(char):
            thousandths += _WIDTHS.get(char, _USUAL_WIDTH)
    return thousandths / 1000 * points * _POINT_MM
