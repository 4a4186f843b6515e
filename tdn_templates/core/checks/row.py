"""ROW: does a row hold together."""

import re
from collections.abc import Iterator, Mapping

from tdn_templates.core.answers import MERGED
from tdn_templates.core.cell_text import fit_cell
from tdn_templates.core.checks.context import FormContext, RowContext
from tdn_templates.core.checks.value import RowCheck
from tdn_templates.core.prefill import given_values
from tdn_templates.core.rulebook import Fault
from tdn_templates.model.submission import SubmittedCell
from tdn_templates.model.words import RuleCode


def merged_into_nothing(row: RowContext) -> Iterator[Fault]:
    """A merged task names a task that is carried out, or an added row names the merged task."""
    answer = row.answer
    if answer.choice != MERGED or answer.task is None:
        return
    named = answer.carries
    if named and all(number in _carried_out(row.form) for number in named):
        return
    if not named and answer.task.number in _claimed_by_own_rows(row.form):
        return
    yield row.form.fault(answer, "carries", answer.value("carries"))


def given_cell_changed(row: RowContext) -> Iterator[Fault]:
    """The issued text is compared without regard to blanks; a number that lost its zero is still the same number."""
    if row.answer.task is None:
        return
    for key, issued in given_values(row.answer.task, None).items():
        expected = _squeezed(fit_cell(issued))
        if key in row.form.submission.missing_columns:
            continue
        cell = row.answer.cell(key)
        if _squeezed(cell.text if cell else "") != expected and not _is_same_number(cell, expected):
            yield row.form.fault(row.answer, key, cell.text if cell else "", expected=issued)


def own_number_wrong(row: RowContext) -> Iterator[Fault]:
    number = row.answer.value("own_number")
    groups = [group.number for group in row.form.programme.groups]
    if not number or read_own_number(number, groups):
        return
    example = f"{groups[0]}.1" if groups else "1"
    yield row.form.fault(row.answer, "own_number", number, groups=", ".join(groups), example=example)


def national_number_unknown(row: RowContext) -> Iterator[Fault]:
    for number in row.answer.carries:
        if row.form.programme.numbered(number) is None:
            example = row.form.programme.tasks[-1].number
            yield row.form.fault(row.answer, "carries", number, example=example)


ROW_CHECKS: Mapping[RuleCode, RowCheck] = {
    RuleCode("ROW05"): given_cell_changed,
    RuleCode("ROW04"): merged_into_nothing,
    RuleCode("ROW07"): own_number_wrong,
    RuleCode("TABLE03"): national_number_unknown,
}


def read_own_number(number: str, groups: list[str]) -> tuple[str, int] | None:
    """ "3.14" -> ("3", 14) when "3" is a group of the programme; None otherwise."""
    group, _, position = number.rpartition(".")
    return (group, int(position)) if group in groups and re.fullmatch("[0-9]{1,4}", position) else None


def _carried_out(form: FormContext) -> set[str]:
    return {answer.task.number for answer in form.answers if answer.task is not None and answer.is_carried_out}


def _claimed_by_own_rows(form: FormContext) -> set[str]:
    return {number for answer in form.answers if answer.task is None for number in answer.carries}


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _is_same_number(cell: SubmittedCell | None, expected: str) -> bool:
    if cell is None or isinstance(cell.raw, bool) or not isinstance(cell.raw, int | float):
        return False
    return re.fullmatch(r"[0-9]+(\.[0-9]+)?", expected) is not None and float(expected) == float(cell.raw)
