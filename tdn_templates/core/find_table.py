"""Find the table of a form in a returned workbook: its sheet, its heading row, its columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from tdn_templates.core.fold import fold
from tdn_templates.core.form_marks import KEY_MARK
from tdn_templates.model.cell import RawSheet, RawWorkbook
from tdn_templates.model.layout import WorkbookLayout

_FEWEST_TITLES = 5
"""A row of headings counts as ours when so many different columns are recognised in it."""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """`columns` maps column keys to column numbers; `key_column` is None when the hidden keys are gone.

    `first_row` is the first row that may hold a line.
    """

    sheet: RawSheet
    first_row: int
    columns: Mapping[str, int]
    key_column: int | None


def find_table(workbook: RawWorkbook, layout: WorkbookLayout) -> FoundTable | None:
    """By the hidden key row first, by the headings otherwise; never by position."""
    for sheet in workbook.sheets:
        found = _by_key_row(sheet, layout)
        if found:
            return found
    candidates = [found for sheet in workbook.sheets if (found := _by_headings(sheet, layout))]
    return max(candidates, key=lambda found: len(found.columns), default=None)


def _by_key_row(sheet: RawSheet, layout: WorkbookLayout) -> FoundTable | None:
    for (row, column), value in sheet.cells.items():
        if value != KEY_MARK:
            continue
        known = {item.key for item in layout.columns}
        columns = {str(key): at for at, key in _row(sheet, row) if key in known}
        heading_row = _heading_row(sheet, layout, row)
        titled = _titled_columns(sheet, layout, heading_row)
        taken = set(columns.values())
        columns |= {key: at for key, at in titled.items() if key not in columns and at not in taken}
        return FoundTable(sheet, heading_row + 1, columns, column)
    return None


def _by_headings(sheet: RawSheet, layout: WorkbookLayout) -> FoundTable | None:
    row = _heading_row(sheet, layout, 0)
    columns = _titled_columns(sheet, layout, row)
    return FoundTable(sheet, row + 1, columns, None) if len(columns) >= _FEWEST_TITLES else None


def _heading_row(sheet: RawSheet, layout: WorkbookLayout, after: int) -> int:
    """The row with the most column titles below `after`; `after` itself if there is none."""
    titles = _titles(layout)
    counts: dict[int, int] = {}
    for (row, _), value in sheet.cells.items():
        if row > after and isinstance(value, str) and fold(value) in titles:
            counts[row] = counts.get(row, 0) + 1
    return max(counts, key=lambda row: (counts[row], -row), default=after)


def _titled_columns(sheet: RawSheet, layout: WorkbookLayout, row: int) -> dict[str, int]:
    titles = _titles(layout)
    found: dict[str, int] = {}
    for at, value in _row(sheet, row):
        key = titles.get(fold(value)) if isinstance(value, str) else None
        if key is not None:
            found.setdefault(key, at)
    return found


def _titles(layout: WorkbookLayout) -> dict[str, str]:
    return {
        fold(title): column.key
        for column in layout.columns
        for title in (column.title.vi, column.title.en, *column.aliases)
    }


def _row(sheet: RawSheet, row: int) -> list[tuple[int, object]]:
    columns = sorted(column for at, column in sheet.cells if at == row)
    return [(column, sheet.cells[row, column]) for column in columns]
