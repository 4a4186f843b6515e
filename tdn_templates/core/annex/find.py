"""Find the lists of tasks among the tables of a file: by their headings and by what stands below these."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tdn_templates.core.annex.found_table import FoundTable, TableColumn
from tdn_templates.core.annex.grid import Grid, GridRow
from tdn_templates.core.annex.headings import heading_field, loose_field, names_both_roles, two_row_field
from tdn_templates.core.annex.numbers import is_column_number, read_number
from tdn_templates.core.annex.refuse import names_people, refused_table
from tdn_templates.core.fold import fold
from tdn_templates.model.annex import AnnexColumn, Field, RefusedTable

_SHORT = 60
"""Characters: the second row of a heading holds words like "Chủ trì", never a task."""

_ASKED = (Field.LEAD, Field.OWN_LEAD, Field.TIME)
_OFFICE = (Field.LEAD, Field.OWN_LEAD, Field.SUPPORTING, Field.OWN_SUPPORTING, Field.TIME)
_SIGNATURE = re.compile(r"nơi nhận|người lập|kt\. |tm\. |lưu: ?vt")
_STATE = re.compile(r"cộng hòa xã hội chủ nghĩa|độc lập ?- ?tự do")


@dataclass(slots=True)
class _Heading:
    columns: tuple[TableColumn, ...]
    height: int
    twice: tuple[str, ...] = ()

    @property
    def titles(self) -> tuple[tuple[int, str], ...]:
        return tuple((item.at, fold(item.column.title)) for item in self.columns)

    def count(self) -> int:
        return sum(item.column.means is not None for item in self.columns)


@dataclass(frozen=True, slots=True)
class Search:
    """`tables` in the order of the file, `refused` with their reasons."""

    tables: tuple[FoundTable, ...]
    refused: tuple[RefusedTable, ...] = field(default=())


def find_tables(grids: Sequence[Grid], *, known: bool = False) -> Search:
    """Every list of tasks in the file; a table without a heading that goes on with the one before is joined to it.

    `known`: the file says of itself that it holds a list, so that its table is not judged by what it looks like."""
    tables: list[FoundTable] = []
    refused: list[RefusedTable] = []
    for grid in grids:
        parts = tuple(_parts(grid))
        if not parts and tables and _goes_on(tables[-1], grid):
            before = tables[-1]
            tables[-1] = replace(before, rows=(*before.rows, *grid.rows), joined=(*before.joined, grid.name))
            continue
        faults = [None if known else refused_table(part) for part in parts]
        tables += [part for part, fault in zip(parts, faults, strict=True) if fault is None]
        refused += [fault for fault in faults if fault is not None] if parts else [_without_heading(grid)]
    return Search(tuple(tables), tuple(refused))


def _parts(grid: Grid) -> Iterator[FoundTable]:
    """The tables of one sheet: a heading with other columns begins another one, the same heading repeated does not."""
    rows = grid.rows
    heading: _Heading | None = None
    above: list[GridRow] = []
    body: list[GridRow] = []
    at = 0
    while at < len(rows):
        found = _heading_at(rows, at)
        if found is None:
            (above if heading is None else body).append(rows[at])
            at += 1
            continue
        at += found.height
        at += _numbering_rows(rows[at : at + 1])
        if heading is not None and heading.titles == found.titles:
            continue
        if heading is not None:
            yield _part(grid, heading, above, body)
            above, body = [], []
        heading = found
    if heading is not None:
        yield _part(grid, heading, above, body)


def _part(grid: Grid, heading: _Heading, above: list[GridRow], body: list[GridRow]) -> FoundTable:
    columns = (*_unnamed_numbers(heading.columns, body), *heading.columns)
    return FoundTable(grid.name, grid.position, columns, tuple(body), tuple(above), heading.twice)


def _unnamed_numbers(columns: tuple[TableColumn, ...], body: list[GridRow]) -> tuple[TableColumn, ...]:
    """The column of numbers where it has no heading: left of all others, and nothing but numbers in it."""
    at = columns[0].at - 1
    shown = [row.cells[at] for row in body if at in row.cells and len(row.cells) > 1]
    if any(item.column.means is Field.NUMBER for item in columns) or not shown:
        return ()
    return (TableColumn(at, AnnexColumn(Field.NUMBER, "")),) if all(map(read_number, shown)) else ()


def _numbering_rows(rows: Sequence[GridRow]) -> int:
    return int(bool(rows) and is_numbering_row(rows[0]))


def is_numbering_row(row: GridRow) -> bool:
    """The row "(1) (2) (3)" or "1 2 3 4 5" below a heading, in which every cell counts its column; a first "A, B" and
    gaps ("(1) (2) (3) (6) (7)") are usual too."""
    values = [is_column_number(text) for text in row.cells.values()]
    if len(values) < 3 or 0 in values:
        return False
    return all(before < after for before, after in pairwise(values)) or values[:3] == [1, 2, 1]


def _heading_at(rows: Sequence[GridRow], at: int) -> _Heading | None:
    """The heading that begins with this row: of one row, or of two where that says more."""
    row = rows[at]
    if len(row.cells) < 2 or sum(len(text) > 90 for text in row.cells.values()) > 1:
        return None
    single = _heading([(column, text, heading_field(text)) for column, text in row.cells.items()], 1)
    double = _two_rows(row, rows[at + 1]) if single is not None and at + 1 < len(rows) else None
    best = double if double is not None and single is not None and double.count() > single.count() else single
    return best if best is not None and _is_heading(best) else None


def _two_rows(row: GridRow, below: GridRow) -> _Heading | None:
    """The heading of both rows; None where the upper one names no column of tasks, as every heading does that has its
    lower words only for some columns, and where the lower one is a heading by itself."""
    own = {column: text for column, text in below.cells.items() if column not in below.from_above}
    if any(len(text) > _SHORT for text in own.values()) or is_numbering_row(below):
        return None
    if Field.TEXT not in map(heading_field, row.cells.values()) or Field.TEXT in map(heading_field, own.values()):
        return None
    titles: list[tuple[int, str, Field | None]] = []
    above = ""
    for column in sorted({*row.cells, *below.cells}):
        upper = row.cells.get(column, "")
        above = upper or above
        lower = own.get(column, "")
        if lower:
            titles.append((column, f"{above} {lower}", two_row_field(above, lower)))
        elif upper:
            titles.append((column, upper, heading_field(upper)))
    return _heading(titles, 2)


def _heading(titles: Sequence[tuple[int, str, Field | None]], height: int) -> _Heading | None:
    columns: list[TableColumn] = []
    taken: set[Field] = set()
    twice: list[str] = []
    for at, title, means in titles:
        both = means is None and names_both_roles(title)
        field_ = Field.LEAD if both else means
        if field_ in taken:
            twice.append(title)
            field_ = None
        if field_ is not None:
            taken.add(field_)
        columns.append(TableColumn(at, AnnexColumn(field_, title), both and field_ is not None))
    return _Heading(tuple(_completed(columns, taken)), height, tuple(twice)) if columns else None


def _completed(columns: Sequence[TableColumn], taken: set[Field]) -> Iterator[TableColumn]:
    """A heading of another kind stands for tasks where none does, and "Đơn vị" for those who lead beside a time: alone
    it may as well be what something is counted in."""
    loose = [loose_field(item.column.title) for item in columns if item.column.means is None]
    wanted = {Field.TIME} - taken
    leads = bool(taken & {Field.LEAD, Field.OWN_LEAD})
    if Field.TIME in (*taken, *loose) and not leads:
        wanted.add(Field.LEAD)
    if Field.TEXT not in taken and (leads or (Field.LEAD in wanted and Field.LEAD in loose)):
        wanted.add(Field.TEXT)
    for item in columns:
        means = loose_field(item.column.title) if item.column.means is None else None
        if means is None or means not in wanted:
            yield item
            continue
        wanted.discard(means)
        yield replace(item, column=replace(item.column, means=means))


def _is_heading(heading: _Heading) -> bool:
    fields = {item.column.means for item in heading.columns}
    return Field.TEXT in fields and any(asked in fields for asked in _ASKED)


def _goes_on(before: FoundTable, grid: Grid) -> bool:
    """Whether a table without a heading is the rest of the one before: its columns, and rows that look like it."""
    columns = {item.at for item in before.columns}
    used = {column for row in grid.rows for column in row.cells}
    number, text = before.place_of(Field.NUMBER), before.place_of(Field.TEXT)
    if not used <= columns or text is None or len(used) < min(3, len(columns)):
        return False
    if any(
        _SIGNATURE.search(fold(cell)) or _STATE.search(fold(cell)) for row in grid.rows for cell in row.cells.values()
    ):
        return False
    if number is None:
        return sum(text in row.cells for row in grid.rows) * 2 >= len(grid.rows)
    numbers = [row.cells[number] for row in grid.rows if number in row.cells and len(row.cells) > 1]
    return all(read_number(shown) is not None for shown in numbers)


def _without_heading(grid: Grid) -> RefusedTable:
    """What is missing in the row that comes nearest to the heading of a list."""
    staff = next((row for row in grid.rows[:30] if names_people(row.cells.values())), None)
    if staff is not None:
        return RefusedTable(grid.name, "staff_list", {"headings": "; ".join(staff.cells.values())})
    best = max((_fields_of(row) for row in grid.rows[:30]), key=len, default={})
    shown = fold(" ".join(cell for row in grid.rows for cell in row.cells.values()))
    if len(best) < 2 and _SIGNATURE.search(shown):
        reason = "signature"
    elif len(best) < 2 and _STATE.search(shown):
        reason = "letterhead"
    elif Field.TEXT in best:
        reason = "no_lead_or_time"
    elif any(asked in best for asked in _ASKED):
        reason = "no_text_column"
    else:
        reason = "no_heading"
    return RefusedTable(grid.name, reason, {"headings": "; ".join(best.values())})


def _fields_of(row: GridRow) -> Mapping[Field, str]:
    found = ((heading_field(text), text) for text in row.cells.values())
    return {means: text for means, text in found if means is not None}


def _listed(columns: Sequence[TableColumn]) -> str:
    return "; ".join(item.column.title for item in columns)
