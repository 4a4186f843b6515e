"""Tables of cases: lines with cells between bars become raw sheets, readings become rows of named cells."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tdn_templates.model.cell import RawSheet, RawValue

Row = list[str]


def cells_of(text: str) -> list[Row]:
    """Rows of stripped cells; a blank text has none."""
    return [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]


def named_rows(text: str) -> list[Mapping[str, str]]:
    """A table with a first row of names."""
    if not text.strip() or text.strip() == "none":
        return []
    names, *rows = cells_of(text)
    return [dict(zip(names, row, strict=True)) for row in rows]


def raw_sheet(rows: Sequence[Row], name: str = "Bảng 1") -> RawSheet:
    """ "^" and "<" are parts of merged cells, "#1.5" a number, "@2025-06-01" a day."""
    cells: dict[tuple[int, int], RawValue] = {}
    last: dict[tuple[int, int], tuple[int, int]] = {}
    start: dict[tuple[int, int], tuple[int, int]] = {}
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            at = (row, column)
            above = {"^": (row - 1, column), "<": (row, column - 1)}.get(text)
            start[at] = start[above] if above else at
            if above:
                last[start[at]] = at
            elif text:
                cells[at] = _value(text)
    merges = tuple((*first, *end) for first, end in last.items())
    return RawSheet(name, cells, merges=merges)


def _value(text: str) -> RawValue:
    if text.startswith("#"):
        number = float(text[1:])
        return int(number) if number.is_integer() else number
    if text.startswith("@"):
        return datetime.fromisoformat(text[1:])
    return text.replace(" // ", "\n")
