"""A unit's plan as a list of tasks of its own, for the forms of the next round or the next level."""

from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.timeframes import read_time
from tdn_templates.model.consolidation import Entry, UnitPart
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task, TaskGroup
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import ProgrammeCode, TaskCode


def plan_as_list(part: UnitPart, programme: Programme, registry: Registry) -> Programme:
    """The tasks a unit carries out, numbered as in its plan, each still pointing to the tasks above it.

    `part` is the unit's merged return. The edition is left open: it is a hash of the file that holds the list.
    """
    prefix = f"{programme.tasks[0].code.partition(':')[0]}-{part.unit.slug}" if programme.tasks else part.unit.slug
    agencies = MentionReader(registry, part.unit.slug)
    used = {entry.group for entry in part.plan}
    return Programme(
        code=ProgrammeCode(f"{programme.code}-{part.unit.slug}"),
        title=f"Kế hoạch của {part.unit.name} thực hiện {programme.title}",
        annex_title=programme.annex_title,
        reference=f"Kế hoạch thực hiện {programme.reference}",
        issuer=part.unit.name,
        issued_on=programme.issued_on,
        first=programme.first,
        last=programme.last,
        groups=tuple(TaskGroup(group.number, group.title) for group in programme.groups if group.number in used),
        tasks=tuple(_task(entry, prefix, programme, agencies) for entry in part.plan),
        edition="",
        owner=part.unit.slug,
        parent=programme.code,
    )


def _task(entry: Entry, prefix: str, programme: Programme, agencies: MentionReader) -> Task:
    above = entry.national[0] if entry.national else None
    fields = {name: traced.text for name, traced in entry.fields.items()}
    return Task(
        code=TaskCode(f"{prefix}:{entry.number}"),
        number=entry.number,
        group=entry.group,
        text=fields["text"],
        lead=agencies.read(fields["lead"]),
        supporting=agencies.read(fields["supporting"]),
        time=read_time(fields["time"], period_first=programme.first, period_last=programme.last),
        carries=tuple(task.number for task in entry.national),
        issued_lead=above.lead.wording if above else "",
        issued_supporting=above.supporting.wording if above else "",
    )
