"""What a sheet shows and what it hides: merged cells, hidden rows, rows in another order."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from tdn_templates.core.answers import Answer
from tdn_templates.core.checks.context import FormContext
from tdn_templates.core.checks.sheet import FormCheck
from tdn_templates.core.row_keys import TaskKey, read_row_key
from tdn_templates.core.rulebook import Fault
from tdn_templates.model.finding import Place
from tdn_templates.model.submission import SubmittedCell
from tdn_templates.model.words import Binding, RuleCode, TaskCode


def merged_cells(form: FormContext) -> Iterator[Fault]:
    """One fault for each merged range, at the cell that shows its value."""
    ranges: dict[Place, list[tuple[Answer, str, SubmittedCell]]] = {}
    for answer in form.answers:
        for key, cell in answer.row.cells.items():
            if cell.merged:
                ranges.setdefault(cell.place, []).append((answer, key, cell))
    for place, members in ranges.items():
        answer, key, cell = members[0]
        facts = {
            "task": answer.row.number,
            "tasks": ", ".join(dict.fromkeys(member.row.number for member, _, _ in members)),
            "cells": cell.merged,
            "value": cell.text or cell.error,
            "column_title": form.title(key),
        }
        yield Fault(place, answer.row.number, cell.text or cell.error, facts)


def hidden_rows(form: FormContext) -> Iterator[Fault]:
    """One fault for each run of hidden rows that hold answers; hidden rows between them that say nothing are in it."""
    hidden = form.submission.hidden_rows
    if not hidden:
        return
    runs: list[list[Answer]] = []
    for answer in sorted(form.answers, key=_row):
        if answer.row.row not in hidden:
            continue
        last = runs[-1][-1].row.row if runs else 0
        if runs and all(row in hidden for row in range(last + 1, answer.row.row)):
            runs[-1].append(answer)
        else:
            runs.append([answer])
    for run in runs:
        first, last = run[0].row.row, run[-1].row.row
        rows = str(first) if first == last else f"{first}–{last}"
        facts = {"value": rows, "rows": rows, "tasks": ", ".join(answer.row.number for answer in run)}
        yield Fault(form.said_at(run[0], "number", "text"), "", rows, facts)


def rows_moved(form: FormContext) -> Iterator[Fault]:
    """Once for the table: the first of the fewest rows whose moving explains the order. Tasks with two rows are left to
    TABLE02, rows whose key was left behind to ROW09."""
    places = {code: index for index, code in enumerate(_issued_order(form))}
    standing: dict[TaskCode, Answer] = {}
    for answer in sorted(form.answers, key=_row):
        if answer.row.task in places and not answer.row.key_says:
            standing.setdefault(answer.row.task, answer)
    answers = list(standing.values())
    kept = _longest_rising([places[code] for code in standing])
    moved = [answer for index, answer in enumerate(answers) if index not in kept]
    if moved:
        facts = {"task": moved[0].row.number, "count": str(len(moved))}
        yield Fault(form.said_at(moved[0], "number", "text"), moved[0].row.number, "", facts)


SEEN_CHECKS: Mapping[RuleCode, FormCheck] = {
    RuleCode("ROW10"): hidden_rows,
    RuleCode("TABLE07"): rows_moved,
    RuleCode("VALUE11"): merged_cells,
}


def _issued_order(form: FormContext) -> list[TaskCode]:
    """Task codes as the form went out: from the register, else as it would be made today."""
    if form.issued is not None:
        keys = (read_row_key(key) for key in form.issued.given)
        return [key.code for key in keys if isinstance(key, TaskKey)]
    tasks = [assignment.task for assignment in form.assignments.values()]
    groups = [group.number for group in form.programme.groups]
    order = {task.code: index for index, task in enumerate(form.programme.tasks)}
    conditional = {item.task.code for item in form.assignments.values() if item.binding is Binding.CONDITIONAL}
    block = {task.code: len(groups) if task.code in conditional else groups.index(task.group) for task in tasks}
    return sorted(block, key=lambda code: (block[code], order[code]))


def _longest_rising(values: Sequence[int]) -> frozenset[int]:
    """The positions of a longest rising run through the values, which are all different."""
    ends: list[int] = []
    end_positions: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        length = bisect_left(ends, value)
        before.append(end_positions[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        end_positions[length : length + 1] = [position]
    kept: list[int] = []
    position = end_positions[-1] if end_positions else -1
    while position >= 0:
        kept.append(position)
        position = before[position]
    return frozenset(kept)


def _row(answer: Answer) -> int:
    return answer.row.row
