"""WORD: what only a return in Word can have."""

from collections.abc import Iterator, Mapping

from tdn_templates.core.checks.context import FormContext
from tdn_templates.core.checks.sheet import FormCheck
from tdn_templates.core.rulebook import Fault
from tdn_templates.model.finding import Place
from tdn_templates.model.words import RuleCode


def change_unsettled(form: FormContext) -> Iterator[Fault]:
    for place in form.submission.tracked:
        yield Fault(place)


def not_the_workbook(form: FormContext) -> Iterator[Fault]:
    if form.submission.source.format == "docx":
        gone = [column.title.vi for column in form.layout.asked if not column.in_word]
        titles = ", ".join(f"“{title}”" for title in gone)
        yield Fault(Place(form.submission.sheet), value=form.submission.source.name, facts={"columns": titles})


def second_table(form: FormContext) -> Iterator[Fault]:
    read = form.submission.sheet
    for table in form.submission.other_tables:
        yield Fault(Place(table), value=table, facts={"value": table, "read": read})


WORD_CHECKS: Mapping[RuleCode, FormCheck] = {
    RuleCode("WORD01"): change_unsettled,
    RuleCode("WORD02"): not_the_workbook,
    RuleCode("WORD03"): second_table,
}
