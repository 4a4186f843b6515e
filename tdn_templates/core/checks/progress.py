"""VALUE, TIME: days of documents, and tasks past their time frame, in a report for one year."""

from collections.abc import Iterator, Mapping

from tdn_templates.core.assign import year_of
from tdn_templates.core.checks.context import RowContext
from tdn_templates.core.checks.value import RowCheck
from tdn_templates.core.rulebook import Fault
from tdn_templates.core.timeframes import read_day
from tdn_templates.model.layout import ColumnKind
from tdn_templates.model.words import RuleCode

_DONE, _LATE = "done", "late"
_UNFINISHED = frozenset({"not_started", "in_progress"})


def not_a_day(row: RowContext) -> Iterator[Fault]:
    """A column of days holds days: d/m/yyyy as text, or a date of the spreadsheet."""
    for column in row.form.layout.asked:
        if column.kind is ColumnKind.DATE and column.key not in row.form.unreadable_columns(row.answer):
            text = row.answer.value(column.key)
            if text and read_day(text) is None:
                yield row.form.fault(row.answer, column.key, text)


def day_outside_year(row: RowContext) -> Iterator[Fault]:
    text, year = row.answer.value("document_date"), _year(row)
    day = read_day(text)
    if year and day is not None and day.year != int(year):
        yield row.form.fault(row.answer, "document_date", text, period=year)


def overdue(row: RowContext) -> Iterator[Fault]:
    """The time frame ended before the year did. Yearly and permanent tasks have no end of their own."""
    year, task = _year(row), row.answer.task
    if not year or task is None or task.time.last is None or row.answer.choice not in _UNFINISHED:
        return
    if task.time.last.year < int(year):
        labels = {choice.key: choice.label for choice in row.form.layout.column("status").choices}
        facts = {
            "expected": task.time.wording,
            "done": labels[_DONE].vi,
            "done_en": labels[_DONE].en,
            "late": labels[_LATE].vi,
            "late_en": labels[_LATE].en,
        }
        yield row.form.fault(row.answer, "status", row.answer.value("status"), **facts)


PROGRESS_CHECKS: Mapping[RuleCode, RowCheck] = {
    RuleCode("TIME07"): day_outside_year,
    RuleCode("TIME08"): overdue,
    RuleCode("VALUE14"): not_a_day,
}


def _year(row: RowContext) -> str:
    """ "" for a form that is not made for a year."""
    stamp = row.form.submission.stamps[0].stamp
    return year_of(stamp) if row.form.layout.yearly else ""
