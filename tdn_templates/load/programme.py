"""Load a programme with its cells read: agencies into mentions, phrases into time frames."""

from collections.abc import Iterator
from functools import lru_cache

from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.succession import every_unit, registry_of_all_times, registry_of_issue
from tdn_templates.core.timeframes import read_time
from tdn_templates.errors import TdnError
from tdn_templates.load.programme_file import ProgrammeText, TaskText, read_programme_file
from tdn_templates.model.programme import Programme
from tdn_templates.model.succession import ListSuccession
from tdn_templates.model.task import Task, TaskGroup
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import ProgrammeCode, TaskCode, UnitSlug


@lru_cache(maxsize=8)
def read_programme(text: str, name: str, registry: Registry) -> Programme:
    """The list as its issuer meant it, with the units of its day; `registry` may be of any day. Names of other times
    are known too: a list made from a later plan holds them. The same text is read once.

    Raises TdnError, naming file and line, for a file that is not a programme.
    """
    raw = read_programme_file(text, name)
    registry = registry_of_all_times(registry_of_issue(registry, raw.issued_on))
    owner = _owner(raw, name, registry)
    agencies = MentionReader(registry, owner)
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
        owner=owner,
        parent=ProgrammeCode(raw.parent) if raw.parent else None,
        succession=tuple(_succession(raw, name, registry)),
    )


def _succession(raw: ProgrammeText, name: str, registry: Registry) -> Iterator[ListSuccession]:
    """Raises TdnError for a unit that the registry does not have."""
    slugs = {unit.slug for unit in every_unit(registry)}
    for item in raw.succession:
        for slug in (item.former, item.heir):
            if slug not in slugs:
                raise TdnError(
                    f"{name}: không có đơn vị “{slug}” trong danh mục (succession).",
                    f'{name}: the unit "{slug}" is not in the registry (succession).',
                    hint_vi="Xem danh mục: tdn units --find TÊN.",
                    hint_en="See the registry: tdn units --find NAME.",
                )
        yield ListSuccession(UnitSlug(item.former), UnitSlug(item.heir), item.ask, item.reason)


def _owner(raw: ProgrammeText, name: str, registry: Registry) -> UnitSlug | None:
    """Raises TdnError for an owner that the registry does not have."""
    if not raw.owner:
        return None
    unit = registry.find(raw.owner)
    if unit is None:
        raise TdnError(
            f"{name}: không có đơn vị “{raw.owner}” trong danh mục (owner).",
            f'{name}: the unit "{raw.owner}" is not in the registry (owner).',
            hint_vi="Xem danh mục: tdn units --find TÊN.",
            hint_en="See the registry: tdn units --find NAME.",
        )
    return unit.slug


def _task(task: TaskText, programme: ProgrammeText, agencies: MentionReader) -> Task:
    return Task(
        code=TaskCode(task.code),
        number=task.number,
        group=task.group,
        text=task.text,
        lead=agencies.read(task.lead),
        supporting=agencies.read(task.supporting),
        time=read_time(task.time, period_first=programme.first, period_last=programme.last),
        carries=task.carries,
        issued_lead=task.issued_lead,
        issued_supporting=task.issued_supporting,
        printed=task.printed,
        extras=task.extras,
    )
