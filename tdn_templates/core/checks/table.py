"""TABLE: is every inherited task there once, and what else stands in the table."""

from collections.abc import Iterator, Mapping

from tdn_templates.core.answers import Answer
from tdn_templates.core.checks.context import FormContext
from tdn_templates.core.checks.sheet import FormCheck
from tdn_templates.core.rulebook import Fault
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.finding import Place
from tdn_templates.model.words import Binding, RuleCode, TaskCode


def task_row_missing(form: FormContext) -> Iterator[Fault]:
    unconditional = [item for item in form.assignments.values() if item.binding is not Binding.CONDITIONAL]
    present = {answer.row.task for answer in form.answers}
    for assignment in unconditional:
        if assignment.task.code not in present:
            number = assignment.task.number
            facts = {"task": number, "text": assignment.task.text, "count": str(len(unconditional))}
            yield Fault(Place(form.submission.sheet), number, "", facts)


def not_confirmed(form: FormContext) -> Iterator[Fault]:
    """Conditional tasks without an answer, whether the row is blank or gone: asked about, never an error."""
    answers = {answer.row.task: answer for answer in form.answers}
    for assignment in form.assignments.values():
        if assignment.binding is Binding.CONDITIONAL:
            yield from _unconfirmed(form, assignment, answers.get(assignment.task.code))


def task_row_twice(form: FormContext) -> Iterator[Fault]:
    first: dict[TaskCode, Place] = {}
    for answer in form.answers:
        if answer.task is None:
            continue
        place = form.place(answer, "number")
        if answer.task.code in first:
            facts = {"task": answer.row.number, "cell": place.cell, "first_cell": first[answer.task.code].cell}
            yield Fault(place, answer.row.number, "", facts)
        first.setdefault(answer.task.code, place)


def own_number_twice(form: FormContext) -> Iterator[Fault]:
    first: dict[str, Place] = {}
    for answer in form.answers:
        number = answer.value("own_number")
        if not number or not answer.is_carried_out:
            continue
        place = form.place(answer, "own_number")
        if number in first:
            facts = {"value": number, "cell": place.cell, "first_cell": first[number].cell}
            yield Fault(place, answer.row.number, number, facts)
        first.setdefault(number, place)


def key_unknown(form: FormContext) -> Iterator[Fault]:
    for cell in form.submission.unknown_keys:
        yield Fault(cell.place, value=cell.text, facts={"value": cell.text})


def row_added(form: FormContext) -> Iterator[Fault]:
    for answer in form.answers:
        if not answer.row.matched_by:
            yield form.fault(answer, "own_text", answer.value("own_text"))


TABLE_CHECKS: Mapping[RuleCode, FormCheck] = {
    RuleCode("ROW02"): not_confirmed,
    RuleCode("TABLE01"): task_row_missing,
    RuleCode("TABLE02"): task_row_twice,
    RuleCode("TABLE04"): own_number_twice,
    RuleCode("TABLE05"): key_unknown,
    RuleCode("TABLE06"): row_added,
}


def _unconfirmed(form: FormContext, assignment: Assignment, answer: Answer | None) -> Iterator[Fault]:
    column = form.layout.column(form.layout.deciding)
    choices = "; ".join(choice.label.vi for choice in column.choices)
    if answer is None:
        number = assignment.task.number
        facts = {"task": number, "column_title": column.title.vi, "choices": choices}
        yield Fault(Place(form.submission.sheet), number, "", facts)
    elif not answer.choice:
        yield form.fault(answer, column.key, choices=choices)
