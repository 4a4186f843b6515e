"""The tables of a text without any grid: the same grids as a reader of Word or Excel files gives.

A grid's cells are keyed by (line, column): its rows are the lines of the file, and most lines have none. The first row
is the heading. Cells are joined over wrapped lines and page breaks where the text runs together; a table that the text
marks itself (pipes, tabs) comes as it stands, a row cut by a page as two.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tdn_templates.core.annex.plain_text_columns import ColumnTable, column_tables, placed_lines
from tdn_templates.core.annex.plain_text_flat import read_flat
from tdn_templates.core.annex.plain_text_grid import (
    MarkedTable,
    pipe_tables,
    separated_tables,
    tab_tables,
    without_markup,
)
from tdn_templates.core.annex.plain_text_heading import find_headings
from tdn_templates.core.fold import fold
from tdn_templates.core.mention_words import MentionWords
from tdn_templates.model.annex import Doubt
from tdn_templates.model.cell import RawSheet
from tdn_templates.model.unit import Registry, Unit

_LAYOUT = re.compile(r"\s{0,80}\S{2,5}\s{2,40}\S.{3,200}?\s{2}\s{0,80}\S")
"""A line that may be a heading with wide gaps between its titles."""
SHEET_NAME = "Bảng {number}"
_SAME_SHARE = 0.6
_BY_PLACE = 2
_MOST_RUN_TOGETHER = 4
"""Tables of run-together cells that are read in one text: a document has one or two, a hostile one thousands."""


RowDoubts = Mapping[tuple[str, int], tuple[Doubt, ...]]
"""Doubts about rows, by the name of the sheet and the line of the row."""


@dataclass(frozen=True, slots=True)
class TextTables:
    """Grids as of any workbook, and what their making was unsure of."""

    sheets: tuple[RawSheet, ...]
    doubts: RowDoubts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Found:
    """`rank` tells how the cells were told apart: less is more certain."""

    rank: int
    cells: Mapping[tuple[int, int], str]
    first: int
    last: int
    doubts: Mapping[int, tuple[Doubt, ...]] = field(default_factory=dict)


def text_tables(lines: Sequence[str], registry: Registry, owner: Unit | None = None) -> TextTables:
    """Every table found in the lines of a text, in order. Never raises, whatever the text.

    `owner` is the unit whose plan it is, if that is known: its own units can then be told from other words. Of one
    table that stands there twice in different forms, the one that leaves less to guess is given.
    """
    found = [
        *(_marked(0, table) for table in pipe_tables(lines)),
        *(_marked(1, table) for table in tab_tables(lines)),
    ]
    if not found:
        found.extend(_marked(1, table) for table in separated_tables(lines))
    free = _outside(lines, found)
    if any(map(_LAYOUT.match, free)):
        found.extend(_marked(_BY_PLACE, table) for table in column_tables(placed_lines(free), space=1.0))
    found.extend(_run_together(_outside(free, found), found, registry, owner))
    sheets: list[RawSheet] = []
    doubts: dict[tuple[str, int], tuple[Doubt, ...]] = {}
    for number, table in enumerate(sorted(_without_twins(found), key=lambda each: each.first), 1):
        name = SHEET_NAME.format(number=number)
        sheets.append(RawSheet(name, dict(table.cells), by_place=table.rank == _BY_PLACE))
        doubts |= {(name, line): about for line, about in table.doubts.items()}
    return TextTables(tuple(sheets), doubts)


def _marked(rank: int, table: MarkedTable | ColumnTable) -> _Found:
    return _Found(rank, table.cells, table.first, table.last)


def _run_together(
    free: Sequence[str], marked: Sequence[_Found], registry: Registry, owner: Unit | None
) -> list[_Found]:
    """The tables whose cells run together, in lines without those of marked tables."""
    found: list[_Found] = []
    vocabularies: list[MentionWords] = []
    for heading in find_headings(free):
        if found and heading.line <= found[-1].last:
            continue
        if len(found) == _MOST_RUN_TOGETHER:
            break
        vocabularies = vocabularies or _vocabularies(registry, owner)
        table = read_flat(free, heading, _next_marked(marked, heading.line, len(free)), vocabularies)
        if table.rows:
            found.append(_Found(4 - heading.whole_lines, table.cells, heading.line, table.last_line, table.doubts))
    return found


def _outside(lines: Sequence[str], marked: Sequence[_Found]) -> list[str]:
    """The lines without those of marked tables, and without markup. A table by place holds all from first to last."""
    inside = {line for table in marked for line, _ in table.cells}
    for table in marked:
        if table.rank == _BY_PLACE:
            inside.update(range(table.first, table.last + 1))
    return ["" if number in inside else without_markup(line) for number, line in enumerate(lines, 1)]


def _next_marked(marked: Sequence[_Found], line: int, end: int) -> int:
    return min((table.first - 1 for table in marked if table.first > line), default=end)


def _vocabularies(registry: Registry, owner: Unit | None) -> list[MentionWords]:
    central = MentionWords(registry, None)
    return [central] if owner is None else [central, MentionWords(registry, owner.slug)]


def _without_twins(found: Sequence[_Found]) -> list[_Found]:
    """Of tables with the same rows only the best: the one with the least guessing, then with the most cells."""
    kept: list[tuple[frozenset[str], _Found]] = []
    for table in sorted(found, key=lambda each: (each.rank, -len(each.cells))):
        rows = frozenset(fold(text)[:80] for (_, column), text in table.cells.items() if column == 2)
        if not any(_are_same(rows, other) for other, _ in kept):
            kept.append((rows, table))
    return [table for _, table in kept]


def _are_same(rows: frozenset[str], others: frozenset[str]) -> bool:
    smaller = min(len(rows), len(others))
    return smaller > 1 and len(rows & others) >= _SAME_SHARE * smaller
