"""SHEET, TABLE: a return that says there is nothing to report."""

from collections.abc import Iterator, Mapping

from tdn_templates.core.answers import Answer
from tdn_templates.core.checks.context import FormContext
from tdn_templates.core.checks.sheet import FormCheck
from tdn_templates.core.nil_tick import is_nil_mark
from tdn_templates.core.rulebook import Fault
from tdn_templates.model.layout import TasksOf
from tdn_templates.model.words import Binding, Role, RuleCode

_SHOWN = 10


def nil_and_answers(form: FormContext) -> Iterator[Fault]:
    """Prefilled cells are no answers: a row counts when something else in it says something."""
    nil = form.submission.nil
    if nil is None or not form.is_nil:
        return
    answered = [answer for answer in form.answers if _says_something(answer, form)]
    if answered:
        first = answered[0].row.number
        yield Fault(nil.place, value=first, facts={"value": first, "count": str(len(answered))})


def nil_mark_unclear(form: FormContext) -> Iterator[Fault]:
    nil = form.submission.nil
    if nil is not None and not is_nil_mark(nil.text):
        text = nil.text or nil.error
        yield Fault(nil.place, value=text, facts={"value": text})


def nil_though_lead(form: FormContext) -> Iterator[Fault]:
    """Only of a list from above, and only tasks that name the unit itself as lead: a class may mean others."""
    nil = form.submission.nil
    if nil is None or not form.is_nil or form.layout.tasks_of is not TasksOf.UNIT or form.programme.owner is not None:
        return
    led = [item.task.number for item in form.assignments.values() if (item.role, item.binding) == _LEADS]
    if led:
        shown = ", ".join(led[:_SHOWN]) + ("…" if len(led) > _SHOWN else "")
        facts = {"unit": form.unit.name, "count": str(len(led)), "tasks": shown}
        yield Fault(nil.place, value=nil.text, facts=facts)


NIL_CHECKS: Mapping[RuleCode, FormCheck] = {
    RuleCode("SHEET06"): nil_and_answers,
    RuleCode("SHEET07"): nil_mark_unclear,
    RuleCode("TABLE08"): nil_though_lead,
}

_LEADS = (Role.LEAD, Binding.NAMED)


def _says_something(answer: Answer, form: FormContext) -> bool:
    prefilled = {column.key for column in form.layout.asked if column.default_from is not None}
    asked = {column.key for column in form.layout.asked} - (prefilled if answer.task is not None else set())
    return any(not cell.is_blank for key, cell in answer.row.cells.items() if key in asked)
