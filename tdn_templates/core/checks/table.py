"""TABLE: is every inherited task there once, and what else stands in the table."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tdn_templates.core.answers import Answer
from tdn_templates.core.cell_names import row_of
from tdn_templates.core.checks.context import FormContext
from tdn_templates.core.checks.row import read_own_number
from tdn_templates.core.checks.seen import SEEN_CHECKS
from tdn_templates.core.checks.sheet import FormCheck
from tdn_templates.core.checks.stamp import STAMP_FORM_CHECKS
from tdn_templates.core.row_keys import TaskKey, read_row_key
from tdn_templates.core.rulebook import Fault
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.finding import Place
from tdn_templates.model.layout import Block
from tdn_templates.model.words import Binding, RuleCode, TaskCode


def task_row_missing(form: FormContext) -> Iterator[Fault]:
    """What was issued decides; without a register what the programme gives the unit."""
    wanted = _issued_tasks(form)
    present = {answer.row.task for answer in form.answers}
    for code in wanted:
        if code not in present:
            task = form.programme.task(code)
            number, text = (task.number, task.text) if task is not None else (code, code)
            yield Fault(
                Place(form.submission.sheet), number, "", {"task": number, "text": text, "count": str(len(wanted))}
            )


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
        place = form.said_at(answer, "number", "text")
        if answer.task.code in first:
            facts = {"task": answer.row.number, "cell": place.cell, "first_cell": first[answer.task.code].cell}
            yield Fault(place, answer.row.number, "", facts)
        first.setdefault(answer.task.code, place)


def own_number_twice(form: FormContext) -> Iterator[Fault]:
    """What is no number of a group is left to ROW07, a second row of one task to TABLE02."""
    first: dict[str, Place] = {}
    groups = [group.number for group in form.programme.groups]
    tasks: set[TaskCode] = set()
    for answer in form.answers:
        number = answer.value("own_number")
        if not answer.is_carried_out or not read_own_number(number, groups) or answer.row.task in tasks:
            continue
        if answer.row.task is not None:
            tasks.add(answer.row.task)
        place = form.place(answer, "own_number")
        if number in first:
            facts = {"value": number, "cell": place.cell, "first_cell": first[number].cell}
            yield Fault(place, answer.row.number, number, facts)
        first.setdefault(number, place)


def key_unknown(form: FormContext) -> Iterator[Fault]:
    for cell in form.submission.unknown_keys:
        value = cell.text or cell.error
        yield Fault(_seen_at(cell.place, form), value=value, facts={"value": value})


def _seen_at(key: Place, form: FormContext) -> Place:
    """Keys of a Word file are kept where nobody can point at: the first cell of the row, which held it, is named."""
    return Place(key.sheet, f"A{row_of(key.cell)}") if form.submission.source.format == "docx" else key


def row_added(form: FormContext) -> Iterator[Fault]:
    """A row with an unknown key is left to TABLE05."""
    with_unknown_key = {row_of(cell.place.cell) for cell in form.submission.unknown_keys}
    for answer in form.answers:
        if not answer.row.matched_by and answer.row.row not in with_unknown_key:
            text = "own_text" if form.layout.has("own_text") else "text"
            yield replace(form.fault(answer, text, answer.value(text)), place=form.said_at(answer, text, "text"))


TABLE_CHECKS: Mapping[RuleCode, FormCheck] = {
    RuleCode("ROW02"): not_confirmed,
    RuleCode("TABLE01"): task_row_missing,
    RuleCode("TABLE02"): task_row_twice,
    RuleCode("TABLE04"): own_number_twice,
    RuleCode("TABLE05"): key_unknown,
    RuleCode("TABLE06"): row_added,
    **SEEN_CHECKS,
    **STAMP_FORM_CHECKS,
}


def _issued_tasks(form: FormContext) -> list[TaskCode]:
    """The tasks the unit has to answer, whether it confirms them or not."""
    if form.issued is not None:
        keys = (read_row_key(key) for key in form.issued.given)
        return [key.code for key in keys if isinstance(key, TaskKey) and key.block is Block.INHERITED]
    return [code for code, item in form.assignments.items() if item.binding is not Binding.CONDITIONAL]


def _unconfirmed(form: FormContext, assignment: Assignment, answer: Answer | None) -> Iterator[Fault]:
    column = form.layout.column(form.layout.deciding)
    choices = "; ".join(choice.label.vi for choice in column.choices)
    if answer is None:
        number = assignment.task.number
        facts = {"task": number, "column_title": column.title.vi, "choices": choices}
        yield Fault(Place(form.submission.sheet), number, "", facts)
    elif not answer.choice and column.key not in form.unreadable_columns(answer):
        yield form.fault(answer, column.key, choices=choices)
