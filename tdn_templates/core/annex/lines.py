"""Rows of a found table as lines with named cells: what each cell says, and what a spreadsheet made of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tdn_templates.core.annex.find import is_numbering_row
from tdn_templates.core.annex.found_table import FoundTable, TableColumn
from tdn_templates.core.annex.grid import GridRow
from tdn_templates.core.annex.numbers import Number, next_decimal, read_number, split_marked, split_title
from tdn_templates.core.annex.two_texts import Texts
from tdn_templates.core.raw_text import raw_text
from tdn_templates.model.annex import Doubt, Field, SourcePlace
from tdn_templates.model.cell import RawValue

_MONTHS = 12
_OFFICES = (Field.LEAD, Field.SUPPORTING, Field.TIME, Field.OWN_LEAD, Field.OWN_SUPPORTING)


@dataclass(slots=True)
class Line:
    """A line while it is put together. `number` is the printed one. `wide`: its one text spans the table or stands in
    the column of numbers, as titles do. `carried` are fields whose text is that of a cell merged over several rows."""

    sheet: str
    first: int
    last: int
    number: str = ""
    text: str = ""
    cells: dict[Field, str] = field(default_factory=dict)
    extras: dict[str, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    wide: bool = False
    carried: frozenset[Field] = frozenset()

    @property
    def place(self) -> SourcePlace:
        return SourcePlace(self.sheet, self.first, self.last)

    @property
    def shape(self) -> Number | None:
        return read_number(self.number) if self.number else None

    def cell(self, means: Field) -> str:
        return self.cells.get(means, "")

    @property
    def is_bare(self) -> bool:
        """Nothing but a number and a text: a title, or a task of which nothing else is known."""
        return not self.extras and not any(self.cells.get(means) for means in _OFFICES)

    def doubt(self, reason: str, column: Field | None = None, **facts: str) -> None:
        self.doubts.append(Doubt(reason, column, facts, self.place))


def read_lines(texts: Texts, noted: Mapping[tuple[str, int], Sequence[Doubt]]) -> Iterator[Line]:
    """The rows below the heading, one line each; rows that only count the columns are no lines. Groups that stand in a
    column of their own come before their tasks. `noted` are doubts that came up before, by sheet and row."""
    table = texts.table
    columns = _Columns(table)
    before: Number | None = None
    for row in table.rows:
        if len(row.cells) >= 4 and is_numbering_row(row):
            continue
        group = row.cells.get(texts.group_at, "") if texts.group_at is not None else ""
        if group and texts.group_at not in row.from_above:
            yield _group_line(row, group)
        if row.cells.keys() == {texts.group_at}:
            continue
        line = _line(row, columns, before, left_out=texts.group_at)
        if not line.text and texts.second_at is not None and texts.second_at in row.cells:
            _take_second(line, columns.titles[texts.second_at])
        before = line.shape or before
        line.doubts += [replace(doubt, place=line.place) for doubt in noted.get((row.sheet, row.row), ())]
        yield line


def title_above(table: FoundTable) -> Line | None:
    """A numbered title right above the heading ("II. TỔ CHỨC"): each group of the list has a table of its own."""
    row = table.above[-1] if table.above else None
    if row is None or len(row.cells) != 1:
        return None
    line = _group_line(row, next(iter(row.cells.values())))
    return line if line.number else None


def _group_line(row: GridRow, text: str) -> Line:
    number, title = split_title(text)
    return Line(row.sheet, row.row, row.row, number, title, wide=True)


def _take_second(line: Line, title: str) -> None:
    line.text = line.extras.pop(title, "")
    line.doubt("second_text", Field.TEXT, heading=title)


class _Columns:
    """Which column of the heading a cell belongs to."""

    def __init__(self, table: FoundTable) -> None:
        self._by_place = {item.at: item for item in table.columns}
        self._places = sorted(self._by_place)
        self.titles = _distinct_titles(table.columns)
        self.number_at = table.place_of(Field.NUMBER)
        self.text_at = table.place_of(Field.TEXT) or 1

    def of(self, at: int, row: GridRow) -> TableColumn | None:
        """A cell between two headings belongs to the left one if that has nothing of its own in this row: tables of
        Word come with columns a hair beside each other. None for a cell beside the table."""
        exact = self._by_place.get(at)
        if exact is not None:
            return exact
        left = max((place for place in self._places if place < at), default=None)
        right = min((place for place in self._places if place > at), default=None)
        if right is None:
            return None
        if left is not None and left not in row.cells:
            return self._by_place[left]
        return self._by_place[right] if right not in row.cells else None


def _distinct_titles(columns: tuple[TableColumn, ...]) -> Mapping[int, str]:
    """A name for each column that is none of a list's: its heading, made unique."""
    titles: dict[int, str] = {}
    taken: dict[str, int] = {}
    for item in columns:
        title = " ".join(item.column.title.split()) or f"Cột {item.at}"
        taken[title] = taken.get(title, 0) + 1
        titles[item.at] = title if taken[title] == 1 else f"{title} ({taken[title]})"
    return titles


def _line(row: GridRow, columns: _Columns, before: Number | None, *, left_out: int | None) -> Line:
    line = Line(row.sheet, row.row, row.row)
    carried: set[Field] = set()
    for at, text in row.cells.items():
        if at == left_out:
            continue
        item = columns.of(at, row)
        if item is None or item.column.means is None:
            title = columns.titles[item.at] if item is not None else f"Cột {at}"
            line.extras[title] = f"{line.extras[title]} {text}" if title in line.extras else text
            continue
        means = item.column.means
        if at in row.from_above:
            carried.add(means)
        shown = _typed(line, means, text, row.typed[at], before) if at in row.typed else text
        _put(line, means, shown)
    line.carried = frozenset(carried)
    _place_title(line, row, columns)
    return line


def _put(line: Line, means: Field, text: str) -> None:
    if means is Field.NUMBER:
        line.number = text
    elif means is Field.TEXT:
        line.text = text
    else:
        line.cells[means] = " ".join(text.split()) if means is Field.TIME else text


def _place_title(line: Line, row: GridRow, columns: _Columns) -> None:
    """A title in the column of numbers, or one with its number in the same cell ("4 Đẩy mạnh ...")."""
    over = any(last - first >= 2 for first, last in row.over.items() if first in row.cells)
    line.wide = len(row.cells) <= 2 and over
    if line.number and read_number(line.number) is None and not line.text:
        line.wide = line.wide or len(row.cells) == 1
        line.number, line.text = split_title(line.number)
    elif not line.number and line.text and columns.number_at is None:
        line.number, line.text = split_marked(line.text) if not line.is_bare else split_title(line.text)
    elif not line.number and line.text and line.is_bare:
        line.number, line.text = split_title(line.text)


def _typed(line: Line, means: Field, text: str, raw: RawValue, before: Number | None) -> str:
    """The text somebody meant when a spreadsheet kept a number or a date instead."""
    match means:
        case Field.NUMBER:
            return _typed_number(line, text, raw, before)
        case Field.TIME:
            return _typed_time(line, raw)
        case Field.TEXT | Field.LEAD | Field.SUPPORTING | Field.OWN_LEAD | Field.OWN_SUPPORTING:
            line.doubt("typed_cell", means, raw=raw_text(raw), taken=text)
            return text


def _typed_number(line: Line, text: str, raw: RawValue, before: Number | None) -> str:
    """3.1 after 3.9 is 3.10; a date is what became of "1.2" or "3-4"."""
    if isinstance(raw, datetime | date):
        taken = f"{raw.day}.{raw.month}"
        line.doubt("number_typed", Field.NUMBER, raw=raw_text(raw), taken=taken)
        return taken
    taken = next_decimal(before, text)
    if taken != text:
        line.doubt("number_typed", Field.NUMBER, raw=text, taken=taken)
    return taken


def _typed_time(line: Line, raw: RawValue) -> str:
    """A first of a month is what became of "6/2025". A whole number is a year, and a day after the 12th cannot be meant
    another way: both are certain."""
    shown = raw_text(raw)
    if isinstance(raw, datetime | date) and raw.day > _MONTHS:
        return shown
    if isinstance(raw, int | float) and shown.isdigit() and len(shown) == 4:
        return shown
    taken = f"{raw.month}/{raw.year}" if isinstance(raw, datetime | date) and raw.day == 1 else shown
    line.doubt("time_typed", Field.TIME, raw=shown, taken=taken)
    return taken
