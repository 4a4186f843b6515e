"""SHEET: is the table there, with all its columns, and nothing beside it."""

from collections.abc import Callable, Iterator, Mapping

from tdn_templates.core.checks.context import FormContext
from tdn_templates.core.rulebook import Fault
from tdn_templates.model.finding import Place
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.submission import Submission
from tdn_templates.model.words import RuleCode

FormCheck = Callable[[FormContext], Iterator[Fault]]


def table_missing(submission: Submission, layout: WorkbookLayout) -> Iterator[Fault]:
    """The gate: without a table there is no context for the other rules."""
    if not submission.sheet:
        yield Fault(facts={"sheet_title": layout.sheet_title.vi})


def column_missing(form: FormContext) -> Iterator[Fault]:
    for column in form.layout.asked:
        if column.key in form.submission.missing_columns:
            title = form.title(column.key)
            yield Fault(Place(form.submission.sheet), value=title, facts={"column_title": title})


def content_outside(form: FormContext) -> Iterator[Fault]:
    for cell in form.submission.stray:
        text = cell.text or cell.error
        if text:
            yield Fault(cell.place, value=text, facts={"value": text})


SHEET_CHECKS: Mapping[RuleCode, FormCheck] = {
    RuleCode("SHEET02"): column_missing,
    RuleCode("SHEET03"): content_outside,
}
