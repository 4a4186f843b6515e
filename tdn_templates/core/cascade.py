"""Returns of a lower level placed under the tasks of a list further up."""

from collections.abc import Collection
from dataclasses import replace

from tdn_templates.core.chains import holder, lists_above
from tdn_templates.core.known import Known
from tdn_templates.model.consolidation import Consolidation, Entry, UnitPart
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task, TaskGroup
from tdn_templates.model.words import State

ELSEWHERE = TaskGroup("", "Nhiệm vụ ngoài các nhóm")
"""Where rows of a list further down stand whose group the list of the merge does not have."""


def shown_groups(consolidation: Consolidation) -> tuple[TaskGroup, ...]:
    """The groups of the list, and ELSEWHERE where something stands in none of them."""
    entries = (entry for part in consolidation.parts for entry in (*part.plan, *part.others))
    groups = consolidation.programme.groups
    return (*groups, ELSEWHERE) if any(entry.group == ELSEWHERE.number for entry in entries) else groups


def came_up(consolidation: Consolidation) -> bool:
    """Whether returns about a lower list were placed under the tasks of this one."""
    code = consolidation.programme.code
    readable = (item for item in consolidation.verdicts if item.state is not State.REJECTED)
    return any(item.submission.stamps[0].stamp.programme != code for item in readable)


def common_list(lists: Collection[str], known: Known) -> Programme | None:
    """The only list, or the lowest one that all of these are made from, as the national list is above those made from
    units' plans; None if they have nothing in common."""
    lines = [
        (known.programmes[code], *lists_above(known.programmes[code], known)) for code in sorted(lists)
    ]  # from each list up
    if not lines:
        return None
    others = [{item.code for item in line} for line in lines[1:]]
    return next((item for item in lines[0] if all(item.code in codes for codes in others)), None)


def tasks_at(task: Task, programme: Programme, target: Programme, known: Known) -> tuple[Task, ...]:
    """The tasks of `target`, a list above or the list itself, that a task of the list carries out, each once."""
    if programme.code == target.code:
        return (task,)
    above = next(iter(lists_above(programme, known)), None)
    if above is None:
        return ()
    carried = [found for number in task.carries if (found := above.numbered(number)) is not None]
    upper = (each for found in carried for each in tasks_at(found, above, target, known))
    return tuple({each.code: each for each in upper}.values())


def placed_under(part: UnitPart, programme: Programme, target: Programme, known: Known) -> UnitPart:
    """The same part under the tasks of `target`; a return about `target` itself stays as it is.

    What carries out nothing of `target` stays in the group of its number, or in none where `target` has no such group.
    The number of a task that another one was merged into is one of the list below, and says so.
    """
    if programme.code == target.code:
        return part
    whose, groups = holder(programme, known), {group.number for group in target.groups}

    def moved(entry: Entry) -> Entry:
        upper = (each for task in entry.national for each in tasks_at(task, programme, target, known))
        above = tuple({each.code: each for each in upper}.values())
        into = tuple(f"{number} của {whose}" for number in entry.merged_into)
        group = above[0].group if above else entry.group if entry.group in groups else ELSEWHERE.number
        return replace(entry, national=above, group=group, merged_into=into)

    return replace(part, plan=tuple(map(moved, part.plan)), others=tuple(map(moved, part.others)))
