"""VALUE: marks that stand for an answer. What they stand for is never filled in for the sender."""

from collections.abc import Iterator, Mapping

from tdn_templates.core.checks.context import RowContext
from tdn_templates.core.checks.value import RowCheck
from tdn_templates.core.rulebook import Fault
from tdn_templates.core.shorthand import is_ditto
from tdn_templates.model.words import RuleCode


def ditto(row: RowContext) -> Iterator[Fault]:
    for key in sorted(row.form.shorthand_columns(row.answer)):
        text = row.answer.row.text(key)
        if is_ditto(text):
            yield row.form.fault(row.answer, key, text)


def tick(row: RowContext) -> Iterator[Fault]:
    deciding = row.form.layout.column(row.form.layout.deciding)
    if deciding.key in row.form.shorthand_columns(row.answer) and not is_ditto(row.answer.row.text(deciding.key)):
        choices = "; ".join(choice.label.vi for choice in deciding.choices)
        yield row.form.fault(row.answer, deciding.key, row.answer.row.text(deciding.key), choices=choices)


SHORTHAND_CHECKS: Mapping[RuleCode, RowCheck] = {RuleCode("VALUE12"): ditto, RuleCode("VALUE13"): tick}
