"""Read meaning into raw cells. Never raises for content: what is odd stays visible for a rule to report."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from tdn_templates.core.cell_names import cell_name, column_letters
from tdn_templates.core.clean_text import clean_text
from tdn_templates.core.find_stamp import find_stamps
from tdn_templates.core.find_table import FoundTable, find_table
from tdn_templates.core.known import Known
from tdn_templates.core.raw_text import raw_text
from tdn_templates.core.row_keys import BandKey, OwnKey, RowKey, TaskKey, read_row_key
from tdn_templates.model.cell import RawSheet, RawWorkbook, Unreadable
from tdn_templates.model.finding import Place
from tdn_templates.model.layout import Block, ColumnUse, WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.submission import SourceFile, Submission, SubmittedCell, SubmittedRow


def interpret(workbook: RawWorkbook | Unreadable, source: SourceFile, known: Known) -> Submission:
    """The submission a file holds. Rows are matched by hidden key, then by printed number; never by position."""
    if isinstance(workbook, Unreadable):
        return Submission(source, unreadable=workbook)
    stamps = find_stamps(workbook, source.name)
    layout = known.layouts.get(stamps[0].stamp.layout) if stamps else None
    programme = known.programmes.get(stamps[0].stamp.programme) if stamps else None
    table = find_table(workbook, layout) if layout else None
    if layout is None or programme is None or table is None:
        return Submission(
            source,
            stamps=stamps,
            has_macros=workbook.has_macros,
            external_links=workbook.external_links,
        )
    reader = _TableReader(table, layout, programme)
    rows = tuple(reader.rows())
    return Submission(
        source,
        stamps=stamps,
        sheet=table.sheet.name,
        missing_columns=tuple(column.key for column in layout.columns if column.key not in table.columns),
        column_letters={key: column_letters(at) for key, at in table.columns.items()},
        rows=rows,
        stray=tuple(reader.stray),
        unknown_keys=tuple(reader.unknown_keys),
        has_macros=workbook.has_macros,
        external_links=workbook.external_links,
    )


class _TableReader:
    """Walks the lines of one table and remembers what belonged to no line or column."""

    def __init__(self, table: FoundTable, layout: WorkbookLayout, programme: Programme) -> None:
        self._table = table
        self._programme = programme
        self._asked = {column.key for column in layout.columns if column.use is ColumnUse.ASKED}
        self._key_of_column = {at: key for key, at in table.columns.items()}
        self._group = programme.groups[0].number if programme.groups else ""
        self._added: dict[str, int] = defaultdict(int)
        self.stray: list[SubmittedCell] = []
        self.unknown_keys: list[SubmittedCell] = []

    def rows(self) -> Iterator[SubmittedRow]:
        for row, columns in sorted(self._lines().items()):
            key_cell = columns.pop(self._table.key_column, None) if self._table.key_column else None
            key = read_row_key(key_cell.text) if key_cell else None
            if isinstance(key, BandKey):
                self._group = key.group or self._group
                continue
            cells = {self._key_of_column[at]: cell for at, cell in columns.items() if at in self._key_of_column}
            self.stray.extend(cell for at, cell in columns.items() if at not in self._key_of_column)
            found = self._row(row, key, cells)
            if found:
                yield found
                self._group = found.group
            elif key_cell and not isinstance(key, OwnKey):
                self.unknown_keys.append(key_cell)

    def _lines(self) -> dict[int, dict[int, SubmittedCell]]:
        lines: dict[int, dict[int, SubmittedCell]] = defaultdict(dict)
        sheet = self._table.sheet
        for row, column in {*sheet.cells, *sheet.errors, *sheet.formulas}:
            if row >= self._table.first_row:
                cell = read_cell(sheet, row, column)
                if not cell.is_blank or cell.formula:
                    lines[row][column] = cell
        return lines

    def _row(self, row: int, key: RowKey | None, cells: Mapping[str, SubmittedCell]) -> SubmittedRow | None:
        match key:
            case TaskKey(code, block):
                task = self._programme.task(code)
                if task is not None:
                    return SubmittedRow(code, block, task.group, code, task.number, row, cells, "key")
            case OwnKey(group, index):
                if not self._says_something(cells):
                    return None
                number = f"+{group}.{index}"
                return SubmittedRow(f"own:{group}:{index}", Block.OWN, group, None, number, row, cells, "key")
            case BandKey() | None:
                pass
        return self._keyless_row(row, cells)

    def _keyless_row(self, row: int, cells: Mapping[str, SubmittedCell]) -> SubmittedRow | None:
        number = cells["number"].text if "number" in cells else ""
        task = self._programme.numbered(number)
        if task is not None:
            return SubmittedRow(task.code, Block.INHERITED, task.group, task.code, task.number, row, cells, "number")
        if not self._says_something(cells):
            return None
        self._added[self._group] += 1
        label = f"+{self._group}.+{self._added[self._group]}"
        return SubmittedRow(f"added:{row}", Block.OWN, self._group, None, label, row, cells, "")

    def _says_something(self, cells: Mapping[str, SubmittedCell]) -> bool:
        return any(key in self._asked for key in cells)


def read_cell(sheet: RawSheet, row: int, column: int) -> SubmittedCell:
    """One cell as clean text, with what cleaning did."""
    place = Place(sheet.name, cell_name(row, column))
    formula = (row, column) in sheet.formulas
    error = sheet.errors.get((row, column), "")
    raw = sheet.cells.get((row, column))
    if raw is None or error:
        return SubmittedCell(place, error=error, formula=formula)
    clean = clean_text(raw_text(raw))
    return SubmittedCell(
        place, clean.text.strip(), raw, formula=formula, removed=clean.removed, recomposed=clean.recomposed
    )
