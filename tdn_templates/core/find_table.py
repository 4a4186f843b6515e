"""Find the tables of a form in a returned workbook: their sheets, heading rows, columns."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import partial

from tdn_templates.core.fold import fold
from tdn_templates.core.form_marks import KEY_MARK
from tdn_templates.core.row_keys import BandKey, OwnKey, read_row_key
from tdn_templates.model.cell import RawSheet, RawWorkbook
from tdn_templates.model.layout import ColumnUse, WorkbookLayout

_FEWEST_TITLES = 5
"""A row of headings counts as ours when so many different columns are recognised in it."""

_NEAR_ROWS = 12
"""Headings stand so many rows below the hidden keys, or the title, unless somebody sorted the sheet with them."""

_LAST_ROW = 1_048_576

_FEWEST_KEYS = 3
"""A column counts as that of the hidden keys when so many keys of bands or free rows stand in it."""

_LONGEST_TITLE = 120
"""Characters; longer cells are no headings and are not looked at."""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """`columns` maps column keys to column numbers; `key_column` is None when the hidden keys are gone.

    `first_row` is the first row that may hold a line. Between `top_row` and `first_row` stand titles and headings; a
    line there was sorted above them. `twins` are further columns with the key or heading of a column that is read.
    """

    sheet: RawSheet
    top_row: int
    first_row: int
    columns: Mapping[str, int]
    key_column: int | None
    twins: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def find_tables(workbook: RawWorkbook, layout: WorkbookLayout) -> tuple[FoundTable, ...]:
    """Every table of the form, the one to read first; by the hidden key row or the headings, never by position.

    Of several sheets the one with most answers is read; if they have as many, the one with hidden keys, then the one
    that is shown. In a Word file the tables are parts of one document and not copies: there keys come first.
    """
    titles = _titles(layout)
    candidates = (_by_key_row(sheet, layout, titles) or _by_headings(sheet, titles) for sheet in workbook.sheets)
    found = [table for table in candidates if table is not None]
    if len(found) < 2:
        return tuple(found)
    asked = {column.key for column in layout.columns if column.use is ColumnUse.ASKED}

    def weight(table: FoundTable) -> tuple[int, bool, bool, int]:
        answers = 0 if workbook.format == "docx" else _answers(table, asked)
        return answers, table.key_column is not None, table.sheet.visible, len(table.columns)

    return tuple(sorted(found, key=weight, reverse=True))


def recognised_layout(workbook: RawWorkbook, layouts: Mapping[str, WorkbookLayout]) -> tuple[str, FoundTable] | None:
    """The form whose table stands in a workbook that does not say what it is; None if there is none of ours."""
    found = [(name, table) for name, layout in layouts.items() for table in find_tables(workbook, layout)[:1]]
    return max(found, key=lambda pair: len(pair[1].columns), default=None)


def _by_key_row(sheet: RawSheet, layout: WorkbookLayout, titles: Mapping[str, str]) -> FoundTable | None:
    at = next((at for at, value in sheet.cells.items() if value == KEY_MARK), None)
    if at is None:
        return None
    row, key_column = at
    known = {item.key for item in layout.columns}
    named = {column: str(key) for column, key in _row(sheet, row) if key in known}
    heading_row = _heading_row(sheet, titles, row)
    titled = _titled_columns(sheet, titles, heading_row)
    keys = {column: key for column, key in titled.items() if column not in named and column != key_column} | named
    columns, twins = _chosen(sheet, keys, set(named), heading_row)
    return FoundTable(sheet, row + 1, heading_row + 1, columns, key_column, twins)


def _by_headings(sheet: RawSheet, titles: Mapping[str, str]) -> FoundTable | None:
    row = _heading_row(sheet, titles, 0)
    titled = _titled_columns(sheet, titles, row)
    if len(set(titled.values())) < _FEWEST_TITLES:
        return None
    columns, twins = _chosen(sheet, titled, set(), row)
    return FoundTable(sheet, 1, row + 1, columns, _column_of_keys(sheet, set(titled)), twins)


def _chosen(
    sheet: RawSheet, keys: Mapping[int, str], named: Set[int], heading_row: int
) -> tuple[dict[str, int], dict[str, tuple[int, ...]]]:
    """One column for each key, and the others of that key: the fullest, then the one the key row names, then the left.

    `keys` are the keys by column.
    """
    columns: dict[str, list[int]] = {}
    for column, key in sorted(keys.items()):
        columns.setdefault(key, []).append(column)
    twins: dict[str, tuple[int, ...]] = {}
    for key, several in columns.items():
        if len(several) > 1:
            filled = Counter(column for row, column in sheet.cells if row > heading_row and column in several)
            first = min(several, key=partial(_rank, filled, named))
            twins[key] = tuple(column for column in several if column != first)
            several[:] = [first]
    return {key: several[0] for key, several in columns.items()}, twins


def _rank(filled: Counter[int], named: Set[int], column: int) -> tuple[int, bool, int]:
    return -filled[column], column not in named, column


def _answers(table: FoundTable, asked: Set[str]) -> int:
    wanted = {column for key, column in table.columns.items() if key in asked}
    return sum(row >= table.first_row and column in wanted for row, column in table.sheet.cells)


def _column_of_keys(sheet: RawSheet, taken: Set[int]) -> int | None:
    """Where the keys stand when only their heading is gone."""
    counts = Counter(
        column
        for (_, column), value in sheet.cells.items()
        if column not in taken and isinstance(value, str) and isinstance(read_row_key(value), BandKey | OwnKey)
    )
    column, count = max(counts.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return column if count >= _FEWEST_KEYS else None


def _heading_row(sheet: RawSheet, titles: Mapping[str, str], after: int) -> int:
    """The row with the most column titles below `after`; `after` itself if there is none.

    Titles as we spell them are looked for first: comparing folded texts costs much more, and is rarely needed.
    """
    near = Counter(row for row, _ in _titles_in(sheet, titles, after, _plain, after + _NEAR_ROWS))
    if near and max(near.values()) >= _FEWEST_TITLES:
        return _fullest(near)
    plain = Counter(row for row, _ in _titles_in(sheet, titles, after, _plain))
    if plain and max(plain.values()) >= _FEWEST_TITLES:
        return _fullest(plain)
    return _fullest(Counter(row for row, _ in _titles_in(sheet, titles, after, _folded))) or after


def _titles_in(
    sheet: RawSheet, titles: Mapping[str, str], after: int, spelled: Callable[[str], str], last: int = _LAST_ROW
) -> Iterator[tuple[int, int]]:
    for (row, column), value in sheet.cells.items():
        if after < row <= last and isinstance(value, str) and len(value) <= _LONGEST_TITLE and spelled(value) in titles:
            yield row, column


def _fullest(counts: Counter[int]) -> int:
    return max(counts, key=lambda row: (counts[row], -row), default=0)


def _titled_columns(sheet: RawSheet, titles: Mapping[str, str], row: int) -> dict[int, str]:
    """Column keys by column, for every cell of the row that holds a title."""
    named = ((at, titles.get(_folded(value))) for at, value in _row(sheet, row) if isinstance(value, str))
    return {at: key for at, key in named if key is not None}


def _titles(layout: WorkbookLayout) -> dict[str, str]:
    """Column keys by title, in the two spellings that are compared."""
    spelled: dict[str, str] = {}
    for column in layout.columns:
        for title in (column.title.vi, column.title.en, *column.aliases):
            spelled.setdefault(_folded(title), column.key)
            spelled.setdefault(_plain(title), column.key)
    return spelled


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _folded(text: str) -> str:
    """T27: full-width letters and no-break blanks are no difference in a heading."""
    return fold(unicodedata.normalize("NFKC", text)) if len(text) <= _LONGEST_TITLE else ""


def _row(sheet: RawSheet, row: int) -> list[tuple[int, object]]:
    columns = sorted(column for at, column in sheet.cells if at == row)
    return [(column, sheet.cells[row, column]) for column in columns]
