"""Walk the lines of a found table: which row answers which task, and what belongs to no row or column."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property

from tdn_templates.core.find_table import FoundTable
from tdn_templates.core.fold import fold
from tdn_templates.core.form_marks import NIL_MARK
from tdn_templates.core.match_task import Match, Matches, Signs, TaskTexts, match_lines
from tdn_templates.core.merged_cells import MergedCells, MergedRange, merged_cells
from tdn_templates.core.prefill import band_title
from tdn_templates.core.read_cell import CellReader
from tdn_templates.core.row_keys import BandKey, OwnKey, RowKey, TaskKey, band_key, read_row_key
from tdn_templates.model.cell import RawSheet
from tdn_templates.model.layout import Block, WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.submission import SubmittedCell, SubmittedRow
from tdn_templates.model.words import Lang, TaskCode

_Cells = dict[str, SubmittedCell]

_FEWEST_ANSWERS = 2
"""A line below the table, with blank rows between, is a row of the form when so many asked columns say something. One
alone is a signature, or a character that somebody typed by mistake."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the sheet: its key if it fits this programme, its cells in known columns."""

    row: int
    key: RowKey | None
    cells: _Cells


class TableReader:
    """Yields the rows once and remembers every cell that belonged to none of them.

    `conditional` gives the tasks the sender has to confirm; it is asked only when a row has lost its key.
    """

    def __init__(
        self,
        table: FoundTable,
        layout: WorkbookLayout,
        programme: Programme,
        conditional: Callable[[], Set[TaskCode]],
    ) -> None:
        self._table = table
        self._layout = layout
        self._programme = programme
        self._find_conditional = conditional
        self._asked = {column.key for column in layout.asked}
        # a clerk who adds a row may type into the given column beside the asked one
        self._stand_ins = {column.default_from for column in layout.columns if column.default_from is not None}
        self._key_of_column = {at: key for key, at in table.columns.items()}
        self._unread = _columns_of_checks(table, layout)
        self._cells = CellReader(table.sheet)
        self._groups = [group.number for group in programme.groups]
        self._group = self._groups[0] if self._groups else ""
        self._texts = TaskTexts(programme)
        self._added: dict[str, int] = defaultdict(int)
        self._last_row = self._free_until = 0
        self.stray: list[SubmittedCell] = []
        self.unknown_keys: list[SubmittedCell] = []

    def rows(self) -> Iterator[SubmittedRow]:
        lines = [self._line(row, columns) for row, columns in sorted(self._cells_by_row().items())]
        signs = [Signs(line.key, line.cells.get("number"), _text(line.cells, "text")) for line in lines]
        matches = match_lines(signs, self._texts)
        merged = merged_cells(self._table.sheet, [line.row for line in lines], set(self._key_of_column))
        self._last_row = self._end_of_table(lines, matches)
        for index, line in enumerate(lines):
            found = self._row(line, matches.found.get(index), index in matches.misplaced_keys)
            if found is not None:
                self._group = found.group
                yield self._with_merged(found, merged)

    def _cells_by_row(self) -> dict[int, dict[int, SubmittedCell]]:
        lines: dict[int, dict[int, SubmittedCell]] = defaultdict(dict)
        sheet, first_row, unread, read = self._table.sheet, self._table.first_row, self._unread, self._cells.read
        above, nil_rows = self._lines_above(), self._nil_rows()
        for row, column in (*sheet.cells, *_others(sheet)):
            if column not in unread and (row >= first_row or row in above) and row not in nil_rows:
                cell = read(row, column)
                if cell.text or cell.error or cell.formula:
                    lines[row][column] = cell
        return lines

    def _nil_rows(self) -> set[int]:
        """The line of the tick "nothing to report" is none of the table, wherever somebody sorted it to."""
        cells, key_column = self._table.sheet.cells, self._table.key_column
        return {row for (row, column), value in cells.items() if column == key_column and value == NIL_MARK}

    def _lines_above(self) -> set[int]:
        """Rows above the headings that hold a key of ours or an issued text: the sheet was sorted with its headings."""
        cells, columns = self._table.sheet.cells, self._table.columns
        key_column, text_column = self._table.key_column or 0, columns.get("text", 0)
        return {
            row
            for row in range(self._table.top_row, self._table.first_row)
            if read_row_key(str(cells.get((row, key_column), ""))) is not None
            or self._texts.is_issued(str(cells.get((row, text_column), "")))
        }

    def _line(self, row: int, columns: dict[int, SubmittedCell]) -> _Line:
        key_cell = columns.pop(self._table.key_column, None) if self._table.key_column else None
        key = self._known_key(key_cell)
        if key_cell is not None and key is None:
            self.unknown_keys.append(key_cell)
        cells = {self._key_of_column[at]: cell for at, cell in columns.items() if at in self._key_of_column}
        self.stray.extend(cell for at, cell in columns.items() if at not in self._key_of_column)
        return _Line(row, key, cells)

    def _known_key(self, cell: SubmittedCell | None) -> RowKey | None:
        """The key if it fits a row of this programme."""
        key = read_row_key(cell.text) if cell is not None else None
        match key:
            case TaskKey(code, _):
                return key if self._programme.task(code) is not None else None
            case OwnKey(group, _):
                return key if group in self._groups else None
            case BandKey() | None:
                return key

    def _end_of_table(self, lines: list[_Line], matches: Matches) -> int:
        """The last row that certainly belongs to the form."""
        certain = (
            line.row
            for index, line in enumerate(lines)
            if line.key is not None or index in matches.found or self._band(line.cells) is not None
        )
        return max(certain, default=self._table.first_row - 1)

    def _row(self, line: _Line, match: Match | None, key_misplaced: bool) -> SubmittedRow | None:
        if match is not None:
            return self._task_row(line, match)
        group = self._band(line.cells) if key_misplaced or line.key is None else None
        if group is not None:
            return self._band_row(line, group)
        match line.key:
            case OwnKey(number, index):
                if line.cells.keys() & (self._asked | self._stand_ins):
                    kept = self._without_unread(line.cells)
                    label = f"+{number}.{index}"
                    return SubmittedRow(f"own:{number}:{index}", Block.OWN, number, None, label, line.row, kept, "key")
            case BandKey(_, number):
                return self._band_row(line, number)
            case TaskKey() | None:
                pass
        return self._added_row(line)

    def _task_row(self, line: _Line, match: Match) -> SubmittedRow:
        task, key = match.task, line.key
        if isinstance(key, TaskKey) and key.code == task.code:
            block = key.block
        else:
            block = Block.CONDITIONAL if task.code in self._conditional else Block.INHERITED
        rivals = tuple(rival.number for rival in match.rivals)
        return SubmittedRow(
            key=task.code,
            block=block,
            group=task.group,
            task=task.code,
            number=task.number,
            row=line.row,
            cells=line.cells,
            matched_by=match.how,
            doubtful=match.doubtful,
            rivals=rivals,
            key_says=self._key_words(match.overrules),
        )

    def _key_words(self, key: RowKey | None) -> str:
        match key:
            case TaskKey(code, _):
                task = self._programme.task(code)
                return task.number if task is not None else code
            case OwnKey(group, index):
                return f"+{group}.{index}"
            case BandKey(name, group):
                return band_key(name, group)
            case None:
                return ""

    def _band_row(self, line: _Line, group: str) -> SubmittedRow | None:
        """The heading line of a block; what stands in asked columns there is kept as an added row."""
        self._group = group or self._group
        line.cells.pop("number", None)
        self._free_until = line.row + self._layout.own_rows
        return self._added_row(line)

    def _added_row(self, line: _Line) -> SubmittedRow | None:
        """A row that no form of ours has; what says nothing in an asked column is kept as stray content."""
        cells = line.cells
        if not cells.keys() & self._asked or self._is_below(line):
            self.stray.extend(cells.values())
            return None
        self._last_row = max(self._last_row, line.row)
        self._added[self._group] += 1
        label = f"+{self._group}.+{self._added[self._group]}"
        kept = self._without_unread(cells)
        return SubmittedRow(f"added:{line.row}", Block.OWN, self._group, None, label, line.row, kept, "")

    def _is_below(self, line: _Line) -> bool:
        """Below the table with blank rows between, and too little for an answer."""
        if line.row <= max(self._last_row + 1, self._free_until):
            return False
        return len(line.cells.keys() & self._asked) < _FEWEST_ANSWERS

    def _without_unread(self, cells: _Cells) -> _Cells:
        """The cells of a row without a task; given columns nobody reads there are kept as stray content."""
        read = self._asked | self._stand_ins
        self.stray.extend(cell for key, cell in cells.items() if key not in read)
        return {key: cell for key, cell in cells.items() if key in read}

    def _band(self, cells: _Cells) -> str | None:
        """The group number when the line shows the title of a band; "" for the tasks to confirm."""
        number = _text(cells, "number")
        return self._bands.get(fold(number)) if number else None

    @cached_property
    def _conditional(self) -> Set[TaskCode]:
        return self._find_conditional()

    @cached_property
    def _bands(self) -> dict[str, str]:
        return _band_titles(self._layout, self._programme)

    def _with_merged(self, row: SubmittedRow, merged: MergedCells) -> SubmittedRow:
        """What a merged cell shows counts for every task it lies over; content hidden under it is kept as stray."""
        if not merged.covering and not merged.anchors:
            return row
        covering = merged.covering.get(row.row, {})
        marked = {
            key: found
            for key, at in self._table.columns.items()
            if (found := covering.get(at) or merged.anchors.get((row.row, at))) is not None
        }
        if not marked:
            return row
        cells = dict(row.cells)
        for key, found in marked.items():
            if found.anchor[0] == row.row:
                if key in cells:
                    cells[key] = replace(cells[key], merged=found.name)
            elif key in self._asked or (row.task is not None and key not in cells):
                self._cover(cells, key, found)
        return replace(row, cells=cells)

    def _cover(self, cells: _Cells, key: str, found: MergedRange) -> None:
        anchor = self._cells.read(*found.anchor)
        hidden = cells.pop(key, None)
        if hidden is not None and hidden.text != anchor.text:
            self.stray.append(hidden)
        if not anchor.is_blank or anchor.formula:
            cells[key] = replace(anchor, merged=found.name, covered=True)


def _columns_of_checks(table: FoundTable, layout: WorkbookLayout) -> frozenset[int]:
    """What our own formulas say about the rows is no answer, whatever a program made of it."""
    if layout.check is None or layout.check.key not in table.columns:
        return frozenset()
    key = layout.check.key
    return frozenset((table.columns[key], *table.twins.get(key, ())))


def _band_titles(layout: WorkbookLayout, programme: Programme) -> dict[str, str]:
    """The group number that each band heads, by the folded title of the band; "" for tasks to confirm."""
    titles: dict[str, str] = {}
    for lang in Lang:
        titles[fold(band_title(layout, "conditional", "", "", lang))] = ""
        for group in programme.groups:
            for name in ("group", "own"):
                titles[fold(band_title(layout, name, group.number, group.title, lang))] = group.number
    return titles


def _text(cells: Mapping[str, SubmittedCell], column: str) -> str:
    return cells[column].text if column in cells else ""


def _others(sheet: RawSheet) -> Iterator[tuple[int, int]]:
    """Cells that have no value but an error, or a formula that was never calculated."""
    return (at for at in dict.fromkeys((*sheet.errors, *sheet.formulas)) if at not in sheet.cells)
