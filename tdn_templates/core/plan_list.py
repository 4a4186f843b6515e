"""A unit's plan as a list of tasks of its own, for the forms of the next round or the next level."""

from collections.abc import Mapping

from tdn_templates.core.chains import lists_above, plan_code
from tdn_templates.core.known import Known
from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.timeframes import read_time
from tdn_templates.model.consolidation import Entry, UnitPart
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task, TaskGroup
from tdn_templates.model.words import TaskCode


def plan_as_list(part: UnitPart, programme: Programme, known: Known) -> Programme:
    """The tasks a unit carries out, numbered as in its plan, each still pointing to the tasks above it.

    `part` is the unit's merged return about the list `programme`; titles speak of the topmost list, on every level.
    What was merged into another task is carried by the rows of that one. The edition is left open: it is a hash of the
    file that holds the list.
    """
    top = (programme, *lists_above(programme, known))[-1]
    prefix = f"{programme.tasks[0].code.partition(':')[0]}-{part.unit.slug}" if programme.tasks else part.unit.slug
    agencies, merged = MentionReader(known.registry, part.unit.slug), _merged_into(part)
    used = {entry.group for entry in part.plan}
    return Programme(
        code=plan_code(programme, part.unit),
        title=f"Kế hoạch của {part.unit.name} thực hiện {top.title}",
        annex_title=programme.annex_title,
        reference=f"Kế hoạch thực hiện {top.reference}",
        issuer=part.unit.name,
        issued_on=programme.issued_on,
        first=programme.first,
        last=programme.last,
        groups=tuple(TaskGroup(group.number, group.title) for group in programme.groups if group.number in used),
        tasks=tuple(_task(entry, prefix, programme, agencies, merged) for entry in part.plan),
        edition="",
        owner=part.unit.slug,
        parent=programme.code,
    )


def _merged_into(part: UnitPart) -> Mapping[str, tuple[str, ...]]:
    """Number of a task to the numbers of those that went into it, directly or by way of another merged one."""
    into = {entry.task.number: entry.merged_into for entry in part.others if entry.task is not None}
    gathered: dict[str, list[str]] = {}
    for number, targets in into.items():
        reached, waiting = {number}, list(targets)
        while waiting:
            target = waiting.pop()
            if target not in reached:
                reached.add(target)
                waiting += into.get(target, ())
                gathered.setdefault(target, []).append(number)
    return {number: tuple(merged) for number, merged in gathered.items()}


def _task(
    entry: Entry,
    prefix: str,
    programme: Programme,
    agencies: MentionReader,
    merged: Mapping[str, tuple[str, ...]],
) -> Task:
    above = entry.national[0] if entry.national else None
    fields = {name: traced.text for name, traced in entry.fields.items()}
    numbers = [task.number for task in entry.national]
    return Task(
        code=TaskCode(f"{prefix}:{entry.number}"),
        number=entry.number,
        group=entry.group,
        text=fields["text"],
        lead=agencies.read(fields["lead"]),
        supporting=agencies.read(fields["supporting"]),
        time=read_time(fields["time"], period_first=programme.first, period_last=programme.last),
        carries=tuple(dict.fromkeys([*numbers, *(each for number in numbers for each in merged.get(number, ()))])),
        issued_lead=above.lead.wording if above else "",
        issued_supporting=above.supporting.wording if above else "",
    )
