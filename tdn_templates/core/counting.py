"""Count what progress returns say once for each task, however many units report on it on however many levels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.core.answers import NOT_APPLICABLE
from tdn_templates.model.consolidation import Consolidation, Entry
from tdn_templates.model.task import Task

_LATE, _DONE, _NOT_STARTED, _IN_PROGRESS = "late", "done", "not_started", "in_progress"


@dataclass(frozen=True, slots=True)
class Counted:
    """One task as the report counts it, in `group`, with the status of all its reports together; "" for open."""

    group: str
    status: str


def counted_tasks(consolidation: Consolidation, known_statuses: Sequence[str]) -> tuple[Counted, ...]:
    """Each task of each unit once. A task of a plan that its owner and several of its departments report on is one
    task of that plan; work beyond the plan is none. A status that is not known counts as open."""
    entries: dict[tuple[str, str], list[Entry]] = {}
    for entry in _tasks(consolidation):
        entries.setdefault(_counted_as(entry, consolidation), []).append(entry)
    return tuple(Counted(each[0].group, _together(each, known_statuses)) for each in entries.values())


def status_by_task(consolidation: Consolidation, known_statuses: Sequence[str]) -> Mapping[str, str | None]:
    """Number of every task of the list to the status of all reports on it together; None for one without any. A row
    that carries out several tasks speaks of each of them."""
    entries: dict[str, list[Entry]] = {}
    for entry in _tasks(consolidation):
        for task in entry.national:
            entries.setdefault(task.code, []).append(entry)

    def status(task: Task) -> str | None:
        return _together(entries[task.code], known_statuses) if task.code in entries else None

    return {task.number: status(task) for task in consolidation.programme.tasks}


def together(statuses: Sequence[str]) -> str:
    """The status of a task that several units report on.

    Behind schedule if it is so anywhere; what all say; "nothing arose" says nothing beside other statuses; begun
    somewhere but not done everywhere is under way. Open reports ("") count as not done.
    """
    said = set(statuses)
    if len(said - {NOT_APPLICABLE}) <= 1:
        return next(iter(said - {NOT_APPLICABLE}), NOT_APPLICABLE)
    if _LATE in said:
        return _LATE
    return _IN_PROGRESS if said & {_DONE, _IN_PROGRESS} else _NOT_STARTED


def _together(entries: Sequence[Entry], known_statuses: Sequence[str]) -> str:
    return together([entry.choice if entry.choice in known_statuses else "" for entry in entries])


def _tasks(consolidation: Consolidation) -> Iterator[Entry]:
    for part in consolidation.parts:
        yield from (entry for entry in (*part.plan, *part.others) if entry.task is not None)


def _counted_as(entry: Entry, consolidation: Consolidation) -> tuple[str, str]:
    """The task of the list just below that of the report; of the report's own list the task of each unit."""
    chain = entry.chains[0].links
    code = consolidation.programme.code
    at = next((index for index, link in enumerate(chain) if link.programme == code), -1)
    if at == len(chain) - 1:
        return entry.unit.slug, chain[at].number
    below = chain[at + 1]
    return below.programme, below.number
