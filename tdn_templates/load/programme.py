"""Load a programme with its cells read: agencies into mentions, phrases into time frames."""

from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.timeframes import read_time
from tdn_templates.load.programme_file import ProgrammeText, TaskText, read_programme_file
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task, TaskGroup
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import ProgrammeCode, TaskCode


def read_programme(text: str, name: str, registry: Registry) -> Programme:
    """Raises TdnError, naming file and line, for a file that is not a programme."""
    raw = read_programme_file(text, name)
    agencies = MentionReader(registry)
    return Programme(
        code=ProgrammeCode(raw.code),
        title=raw.title,
        annex_title=raw.annex_title,
        reference=raw.reference,
        issuer=raw.issuer,
        issued_on=raw.issued_on,
        first=raw.first,
        last=raw.last,
        groups=tuple(TaskGroup(group.number, group.title) for group in raw.groups),
        tasks=tuple(_task(task, raw, agencies) for task in raw.tasks),
        edition=raw.edition,
        remarks=raw.remarks,
    )


def _task(task: TaskText, programme: ProgrammeText, agencies: MentionReader) -> Task:
    return Task(
        code=TaskCode(task.code),
        number=task.number,
        group=task.group,
        text=task.text,
        lead=agencies.read(task.lead),
        supporting=agencies.read(task.supporting),
        time=read_time(task.time, period_first=programme.first, period_last=programme.last),
    )
