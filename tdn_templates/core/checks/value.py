"""VALUE: what single cells hold, whatever column they stand in."""

from collections.abc import Callable, Iterator, Mapping

from tdn_templates.core.cell_text import LONGEST_CELL, MOST_LINE_FEEDS, fits_cell, utf16_length
from tdn_templates.core.checks.context import RowContext
from tdn_templates.core.rulebook import Fault
from tdn_templates.model.submission import SubmittedCell
from tdn_templates.model.words import RuleCode

RowCheck = Callable[[RowContext], Iterator[Fault]]


def forbidden_characters(row: RowContext) -> Iterator[Fault]:
    for key, cell in _asked_cells(row):
        if cell.removed:
            yield row.form.fault(row.answer, key, cell.text, removed=", ".join(cell.removed))


def unicode_recomposed(row: RowContext) -> Iterator[Fault]:
    for key, cell in _asked_cells(row):
        if cell.recomposed:
            yield row.form.fault(row.answer, key, cell.text)


def not_text(row: RowContext) -> Iterator[Fault]:
    for key, cell in _asked_cells(row):
        if cell.raw is not None and not isinstance(cell.raw, str):
            is_number = isinstance(cell.raw, int | float)
            kind, kind_en = ("số", "a number") if is_number else ("ngày hoặc giờ", "a date or time")
            yield row.form.fault(row.answer, key, cell.text, kind=kind, kind_en=kind_en)


def error_value(row: RowContext) -> Iterator[Fault]:
    for key, cell in _asked_cells(row):
        if cell.error:
            yield row.form.fault(row.answer, key, cell.error)


def formula(row: RowContext) -> Iterator[Fault]:
    for key, cell in _asked_cells(row):
        if cell.formula and not cell.error:
            yield row.form.fault(row.answer, key, cell.text)


def too_long(row: RowContext) -> Iterator[Fault]:
    for key, cell in _asked_cells(row):
        if not fits_cell(cell.text):
            facts = {
                "length": str(utf16_length(cell.text)),
                "limit": str(LONGEST_CELL),
                "most_line_feeds": str(MOST_LINE_FEEDS),
            }
            yield row.form.fault(row.answer, key, cell.text, **facts)


VALUE_CHECKS: Mapping[RuleCode, RowCheck] = {
    RuleCode("VALUE01"): forbidden_characters,
    RuleCode("VALUE02"): unicode_recomposed,
    RuleCode("VALUE03"): not_text,
    RuleCode("VALUE05"): error_value,
    RuleCode("VALUE06"): formula,
    RuleCode("VALUE07"): too_long,
}


def _asked_cells(row: RowContext) -> Iterator[tuple[str, SubmittedCell]]:
    for column in row.form.layout.asked:
        cell = row.answer.cell(column.key)
        if cell is not None:
            yield column.key, cell
