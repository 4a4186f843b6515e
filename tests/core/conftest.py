"""Returned forms in memory: a generated form, rightly answered, under the hands of a clerk."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

import pytest

from tdn_templates.core.assign import form_tasks
from tdn_templates.core.cell_names import cell_name
from tdn_templates.core.find_stamp import assumed_stamp
from tdn_templates.core.form_marks import FORM_CODE_LABEL, KEY_MARK, NIL_MARK, STAMP_SHEET
from tdn_templates.core.interpret import interpret
from tdn_templates.core.issuing import issued_form
from tdn_templates.core.kept_verdict import decode_verdict, encode_verdict
from tdn_templates.core.known import Known
from tdn_templates.core.prefill import prefill
from tdn_templates.core.row_keys import BandKey, OwnKey, TaskKey, read_row_key
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.validate import Validator
from tdn_templates.excel.form import nil_column, write_form
from tdn_templates.load.knowledge import load_known, load_rulebook
from tdn_templates.model.cell import RawSheet, RawValue, RawWorkbook, Unreadable
from tdn_templates.model.form import Form
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.register import Register
from tdn_templates.model.submission import SourceFile, Submission
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.reading.read import read_return

PROGRAMME = "nq47-2024"
KEY_COLUMN = 1
PERIOD = "2025"
"""The year that yearly forms are made for."""

_RIGHT_ANSWERS: Mapping[str, Mapping[str, str]] = {
    "registration": {"claim": "Chủ trì"},
    "progress": {"status": "Đã hoàn thành", "result": "Đã tổ chức một hội nghị."},
}
Grid = dict[tuple[int, int], RawValue]


@dataclass(slots=True)
class Returned:
    """The table sheet of a form, and the rest of its workbook. Everything may be edited.

    `rows` says where the line of a label stands: a national number ("2.9"), the key of a free row ("own:2:1") or band
    ("band:own:2"), "keys", "nil", "code" and "heading". `columns` says where a column stands, with "key" for the hidden
    one and "tick" for that of the tick in the line "nil". `tracked` are cells with a change nobody has accepted, `twin`
    names a second sheet with the same table; both are met in Word files, whose `format` is "docx". `hidden_rows` and
    `merges` (first row, first column, last row, last column) stay where they are when rows move.
    """

    original: RawWorkbook
    sheet: str
    rows: dict[str, int]
    columns: dict[str, int]
    cells: Grid
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    stamp_cells: Grid = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    tracked: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    dropped_sheets: frozenset[str] = frozenset()
    has_macros: bool = False
    external_links: bool = False
    format: str = "xlsx"
    twin: str = ""

    def at(self, row: str, column: str) -> tuple[int, int]:
        """`row` is a label, or digits for a row the form does not have ("60000"); `column` is a key, or "beside 1",
        "beside 2" for the columns to the right of the table."""
        line = int(row) if row.isdecimal() else self.rows[row]
        return line, self.columns[column] if column in self.columns else self._beside(column)

    def _beside(self, column: str) -> int:
        word, _, place = column.partition(" ")
        if word != "beside":
            raise KeyError(column)
        return max(self.columns.values()) + int(place)

    def address(self, row: str, column: str) -> str:
        return cell_name(*self.at(row, column))

    def letters(self, column: str) -> str:
        return self.address("heading", column).rstrip("0123456789")

    def put(self, row: str, column: str, value: RawValue) -> None:
        """Type a value into a cell; "" clears it."""
        at = self.at(row, column)
        for grid in (self.cells, self.errors, self.formulas):
            grid.pop(at, None)
        if value != "":
            self.cells[at] = value

    def put_formula(self, row: str, column: str, formula: str, result: RawValue = "") -> None:
        """`result` is what the program stored when it last calculated; "" if it never did."""
        self.put(row, column, result)
        self.formulas[self.at(row, column)] = formula

    def answer(self, row: str, **values: str) -> None:
        for column, value in values.items():
            self.put(row, column, value)

    def drop_row(self, label: str) -> None:
        gone = self.rows.pop(label)
        self._move({row: row - 1 if row > gone else row for row in self._row_numbers() if row != gone}, {})

    def insert_row(self, after: str, label: str) -> None:
        place = self.rows[after]
        self._move({row: row + 1 if row > place else row for row in self._row_numbers()}, {})
        self.rows[label] = place + 1

    def copy_row(self, source: str, target: str) -> None:
        for column in list(self.columns.values()):
            if (self.rows[source], column) in self.cells:
                self.cells[self.rows[target], column] = self.cells[self.rows[source], column]

    def drop_column(self, key: str) -> None:
        gone = self.columns.pop(key)
        numbers = {column for _, column in self.cells}
        self._move({}, {column: column - 1 if column > gone else column for column in numbers if column != gone})

    def swap_columns(self, first: str, second: str) -> None:
        here, there = self.columns[first], self.columns[second]
        numbers = {column for _, column in self.cells} | {here, there}
        self._move({}, {column: {here: there, there: here}.get(column, column) for column in numbers})

    def permute_rows(self, order: Mapping[int, int]) -> None:
        """Sort the sheet: the line in a row goes to the row `order` names."""
        self._move({row: order.get(row, row) for row in self._row_numbers()}, {})

    def swap_rows(self, first: str, second: str) -> None:
        """Two lines change places, hidden key and all."""
        here, there = self.rows[first], self.rows[second]
        self.permute_rows({here: there, there: here})

    def swap_visible(self, first: str, second: str) -> None:
        """What two lines show changes places; the hidden keys stay, as when only visible columns are sorted."""
        self.swap_rows(first, second)
        at, other = (self.rows[first], self.columns["key"]), (self.rows[second], self.columns["key"])
        self.cells[at], self.cells[other] = self.cells[other], self.cells[at]

    def merge(self, first: str, last: str, column: str) -> None:
        """Merge the cells of a column from one line to another; what lies under the first is wiped out."""
        (top, at), bottom = self.at(first, column), self.rows[last]
        for row in range(top + 1, bottom + 1):
            self.cells.pop((row, at), None)
        self.merges.append((top, at, bottom, at))

    def drop_keys(self) -> None:
        """What a clerk does who pastes the visible table into a new workbook."""
        self.put("keys", "key", "")
        for label in self.rows:
            self.put(label, "key", "")
        for column in self.columns:
            self.put("keys", column, "")

    def workbook(self) -> RawWorkbook:
        return replace(
            self.original,
            format=self.format,
            sheets=tuple(self._sheets()),
            properties=self.properties,
            has_macros=self.has_macros,
            external_links=self.external_links,
        )

    def _sheets(self) -> Iterator[RawSheet]:
        for sheet in self.original.sheets:
            if sheet.name not in self.dropped_sheets:
                yield self._edited(sheet)
            if sheet.name == self.sheet and self.twin:
                yield replace(self._edited(sheet), name=self.twin)

    def _edited(self, sheet: RawSheet) -> RawSheet:
        if sheet.name == self.sheet:
            return replace(
                sheet,
                cells=self.cells,
                errors=self.errors,
                formulas=self.formulas,
                tracked=frozenset(self.tracked),
                hidden_rows=frozenset(self.hidden_rows),
                merges=tuple(self.merges),
            )
        return replace(sheet, cells=self.stamp_cells) if sheet.name == STAMP_SHEET else sheet

    def _row_numbers(self) -> set[int]:
        return {row for row, _ in self.cells} | {row for row, _ in self.formulas} | set(self.rows.values())

    def _move(self, rows: Mapping[int, int], columns: Mapping[int, int]) -> None:
        """Rows and columns go where the mappings say; one that a mapping does not know is deleted."""

        def kept(at: tuple[int, int]) -> bool:
            return (not rows or at[0] in rows) and (not columns or at[1] in columns)

        def moved(at: tuple[int, int]) -> tuple[int, int]:
            return rows.get(at[0], at[0]), columns.get(at[1], at[1])

        self.cells = {moved(at): value for at, value in self.cells.items() if kept(at)}
        self.errors = {moved(at): value for at, value in self.errors.items() if kept(at)}
        self.formulas = {moved(at): value for at, value in self.formulas.items() if kept(at)}
        self.rows = {label: rows.get(row, row) for label, row in self.rows.items()}
        self.columns = {key: columns.get(column, column) for key, column in self.columns.items()}


class Office:
    """What a centre has: registry, forms, the shipped programme, rules; and forms of any unit, rightly answered."""

    def __init__(self) -> None:
        self.known: Known = load_known(PROGRAMME)
        self.rulebook: Rulebook = load_rulebook()
        self.validator = Validator(self.known, self.rulebook)
        self.form = functools.cache(self._form)
        self._issued = functools.cache(self._written)

    def of_form(self, name: str) -> WorkbookLayout:
        return self.known.layouts[name]

    @property
    def programme(self) -> Programme:
        return self.known.programmes[PROGRAMME]

    @property
    def layout(self) -> WorkbookLayout:
        return self.known.layouts["plan"]

    def unit(self, name: str, as_of: date | None = None) -> Unit:
        return next(unit for unit in self.known.on(as_of).registry.units if unit.name == name)

    def issued(self, unit: str, form: str = "plan", as_of: date | None = None) -> Returned:
        """The form as it goes out, for the units of the day `as_of`: written, and read back."""
        workbook = self._issued(unit, form, as_of)
        table = next(sheet for sheet in workbook.sheets if sheet.cells.get((1, KEY_COLUMN)) == KEY_MARK)
        stamp = next(sheet for sheet in workbook.sheets if sheet.name == STAMP_SHEET)
        return Returned(
            original=workbook,
            sheet=table.name,
            rows=dict(self._labels(table, self.of_form(form))),
            columns={"key": KEY_COLUMN, "tick": nil_column(self.form(unit, form, as_of))}
            | {str(value): column for (row, column), value in table.cells.items() if row == 1 and column != KEY_COLUMN},
            cells=dict(table.cells),
            stamp_cells=dict(stamp.cells),
            properties=dict(workbook.properties),
        )

    def answered(self, unit: str, form: str = "plan", as_of: date | None = None) -> Returned:
        """The form with every task rightly answered, nothing to complain of: in a plan it is carried out by a
        department of the unit, a department leads it, its progress is that it is done."""
        returned = self.issued(unit, form, as_of)
        if form != "plan":
            for row in self.form(unit, form, as_of).rows:
                if row.task is not None:
                    returned.answer(row.task.number, **_RIGHT_ANSWERS[form])
            return returned
        departments = self.known.on(as_of).registry.children(self.unit(unit, as_of).slug)
        lead = departments[1].name if departments else unit
        for row in self.form(unit, form, as_of).rows:
            if row.task is not None:
                returned.answer(row.task.number, treatment="Thực hiện", own_lead=lead)
        return returned

    def submission(
        self, workbook: RawWorkbook | Unreadable, name: str = "tra-loi.xlsx", digest: str = "", assumed: str = ""
    ) -> Submission:
        """`assumed` is the unit that the caller names, "" for none."""
        kind = workbook.format if isinstance(workbook, RawWorkbook) else ""
        source = SourceFile(name, digest or sha256(name.encode()).hexdigest(), kind)
        stamp = assumed_stamp(self.layout, self.programme, self.unit(assumed)) if assumed else None
        return interpret(workbook, source, self.known, stamp)

    def kept(self, verdict: Verdict) -> Verdict:
        """The verdict as it comes back from another process, or from the store of a round."""
        source = verdict.submission.source
        return decode_verdict(encode_verdict(verdict, self.known), source.name, source.sha256, self.known)

    def verdict(self, workbook: RawWorkbook | Unreadable, name: str = "tra-loi.xlsx", digest: str = "") -> Verdict:
        return self.validator.verdict(self.submission(workbook, name, digest))

    def registered(self, *units: str) -> Register:
        """The register after the forms of these units went out."""
        forms = (issued_form(self.form(unit), f"{unit}.xlsx", "0" * 64) for unit in units)
        return Register({form.stamp.issue: form for form in forms})

    def batch(self, verdicts: Sequence[Verdict]) -> tuple[str, ...]:
        return tuple(finding.code for finding in self.validator.batch_findings(verdicts))

    def _form(self, unit: str, form: str = "plan", as_of: date | None = None) -> Form:
        found, layout, known = self.unit(unit, as_of), self.of_form(form), self.known.on(as_of)
        period, programme = PERIOD if layout.yearly else "", known.programmes[PROGRAMME]
        assignments = form_tasks(layout, programme, known.registry, found, period)
        return prefill(layout, programme, known.registry, found, assignments, period=period, as_of=as_of)

    def _written(self, unit: str, form: str = "plan", as_of: date | None = None) -> RawWorkbook:
        workbook = read_return(write_form(self.form(unit, form, as_of), self.rulebook).content)
        if isinstance(workbook, Unreadable):
            raise TypeError(workbook.reason)
        return workbook

    def _labels(self, table: RawSheet, layout: WorkbookLayout) -> Iterator[tuple[str, int]]:
        yield "keys", 1
        for (row, column), value in table.cells.items():
            if isinstance(value, str) and value.startswith(FORM_CODE_LABEL):
                yield "code", row
            if column != KEY_COLUMN and value == layout.column(layout.deciding).title.vi:
                yield "heading", row
            if column != KEY_COLUMN or row == 1:
                continue
            if value == NIL_MARK:
                yield "nil", row
                continue
            match read_row_key(str(value)):
                case TaskKey(code, _):
                    task = self.programme.task(code)
                    yield (task.number if task else code), row
                case OwnKey() | BandKey():
                    yield str(value), row
                case None:
                    raise ValueError(f"not a key: {value}")


@pytest.fixture(scope="session")
def office() -> Office:
    return Office()
