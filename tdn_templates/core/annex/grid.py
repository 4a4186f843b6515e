"""A raw sheet as rows of clean text: wrapped lines joined, merged cells known, typed numbers and dates kept beside."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tdn_templates.core.clean_text import clean_text
from tdn_templates.core.normalise import normalise_unseen
from tdn_templates.core.raw_text import raw_text
from tdn_templates.model.cell import RawSheet, RawValue

_ITEM = re.compile(r"(?:[-–—+•*·▪●]|\(?(?:[0-9]{1,2}|[a-zđ])[.)])\s*\S")
_ENDS_ITEM = re.compile(r"[.;:!?]\s*\Z")
_CUT_SYMBOL = re.compile(r"\d/[A-ZĐ]{1,4}[a-zđ]{0,2}-\Z")
_FURTHEST_COLUMN = 64
"""No annex is wider; what programs keep further right is for nobody to read."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row that is not blank. `cells` are texts by column, from 1. `typed` are the values of cells that were no
    text (numbers, dates). `from_above` are columns that lie under a cell merged over rows; their text is that cell's.
    `over` are the last columns of cells merged to the right, by their first."""

    sheet: str
    row: int
    cells: Mapping[int, str]
    typed: Mapping[int, RawValue] = field(default_factory=dict)
    from_above: frozenset[int] = frozenset()
    over: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grid:
    """`name` is the sheet's, `position` its place among the visible sheets of the file, from 1."""

    name: str
    position: int
    rows: tuple[GridRow, ...]


def read_grids(sheets: Sequence[RawSheet], *, exact: bool) -> tuple[Grid, ...]:
    """The visible sheets. `exact`: line ends in cells are part of the text, not of the page."""
    shown = [sheet for sheet in sheets if sheet.visible]
    return tuple(Grid(sheet.name, at, tuple(_rows(sheet, exact=exact))) for at, sheet in enumerate(shown, 1))


def _rows(sheet: RawSheet, *, exact: bool) -> Iterator[GridRow]:
    rows: dict[int, dict[int, str]] = {}
    typed: dict[int, dict[int, RawValue]] = {}
    for (row, column), value in sheet.cells.items():
        if not 1 <= column <= _FURTHEST_COLUMN or row < 1:
            continue
        text = cell_text(value, exact=exact)
        if text:
            rows.setdefault(row, {})[column] = text
            if not isinstance(value, str):
                typed.setdefault(row, {})[column] = value
    from_above, over = _merged(sheet, rows)
    for row in sorted(rows):
        yield GridRow(
            sheet.name,
            row,
            dict(sorted(rows[row].items())),
            typed.get(row, {}),
            frozenset(from_above.get(row, ())),
            over.get(row, {}),
        )


def _merged(sheet: RawSheet, rows: dict[int, dict[int, str]]) -> tuple[dict[int, set[int]], dict[int, dict[int, int]]]:
    """Carries the text of cells merged over rows down into the rows below it that hold something of their own."""
    from_above: dict[int, set[int]] = {}
    over: dict[int, dict[int, int]] = {}
    used = set(rows)
    for top, left, bottom, right in sheet.merges:
        if right > left:
            over.setdefault(top, {})[left] = min(right, _FURTHEST_COLUMN)
        text = rows.get(top, {}).get(left)
        if bottom == top or text is None:
            continue
        for row in range(top + 1, min(bottom, max(used)) + 1):
            if row in used and left not in rows[row]:
                rows[row][left] = text
                from_above.setdefault(row, set()).add(left)
    return from_above, over


def cell_text(value: RawValue, *, exact: bool = False) -> str:
    """The text of a cell, clean; lines that only the width of the column made are one."""
    if not isinstance(value, str):
        return raw_text(value)
    if exact:
        return clean_text(value).text.strip()
    return join_lines(normalise_unseen(clean_text(value).text).text)


def join_lines(text: str) -> str:
    """Line ends stay before an item of a list ("- ...", "a) ...") and after the end of one; all others are blanks."""
    if "\n" not in text:
        return text
    joined = ""
    for line in filter(None, map(str.strip, text.split("\n"))):
        if not joined:
            joined = line
        elif _ITEM.match(line) or (_ENDS_ITEM.search(joined) and line[:1].isupper()):
            joined += f"\n{line}"
        else:
            joined = joined_words(joined, line)
    return joined


def joined_words(above: str, below: str) -> str:
    """Two pieces of one text: with a blank, but for a number of a document cut behind its hyphen ("07/CT-", "TTg")."""
    return f"{above}{below}" if _CUT_SYMBOL.search(above) else f"{above} {below}"
