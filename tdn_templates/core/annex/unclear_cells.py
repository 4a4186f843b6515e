"""Cells of a list that say who or when in words nobody can read: one question for all agencies, one for all times."""

from collections.abc import Iterator

from tdn_templates.core.fold import fold
from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.succession import registry_of_all_times
from tdn_templates.core.timeframes import read_time
from tdn_templates.model.draft import DraftTask, ListDraft, Unsure
from tdn_templates.model.mention import MentionKind
from tdn_templates.model.timeframe import TimeKind
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import UnitSlug

_MOST_NAMES, _MOST_ROWS, _LONGEST_NAME = 12, 6, 60


def unclear_cells(draft: ListDraft, registry: Registry) -> tuple[Unsure, ...]:
    """Names that the registry has at no time, and time frames that are not understood, each with the numbers of its
    tasks. The first twelve are named; the count is that of all, spelling aside."""
    agencies: dict[str, _Said] = {}
    times: dict[str, _Said] = {}
    names = _Names(draft, registry)
    for task in draft.tasks:
        for name in names.unknown(task):
            agencies.setdefault(fold(name), _Said(name)).add(task.number)
        frame = read_time(task.time, period_first=draft.first, period_last=draft.last)
        if frame.kind is TimeKind.UNREADABLE:
            times.setdefault(fold(task.time), _Said(task.time)).add(task.number)
    return (*_question("agencies_unknown", agencies), *_question("times_unreadable", times))


class _Said:
    """One wording and the numbers of the tasks that have it."""

    def __init__(self, wording: str) -> None:
        self._wording = wording
        self._numbers: list[str] = []

    def add(self, number: str) -> None:
        if number not in self._numbers:
            self._numbers.append(number)

    def shown(self) -> str:
        wording, numbers = " ".join(self._wording.split()), self._numbers[:_MOST_ROWS]
        if len(wording) > _LONGEST_NAME:
            wording = f"{wording[: _LONGEST_NAME - 1].rstrip()}…"
        more = ["…"] if len(self._numbers) > _MOST_ROWS else []
        return f"“{wording}” ({', '.join([*numbers, *more])})"


class _Names:
    """Reads the cells of a list: its own units are named in a plan, never in the columns that were issued to it."""

    def __init__(self, draft: ListDraft, registry: Registry) -> None:
        every = registry_of_all_times(registry)
        owner = UnitSlug(draft.owner) if draft.owner and every.find(draft.owner) is not None else None
        self._issued = MentionReader(every)
        self._own = self._issued if owner is None else MentionReader(every, owner)

    def unknown(self, task: DraftTask) -> Iterator[str]:
        own, issued = (task.lead, task.supporting), (task.issued_lead, task.issued_supporting)
        for reader, cells in ((self._own, own), (self._issued, issued)):
            for cell in cells:
                found = reader.read(cell).mentions if cell else ()
                yield from (mention.text for mention in found if mention.kind is MentionKind.UNKNOWN)


def _question(reason: str, found: dict[str, _Said]) -> Iterator[Unsure]:
    if found:
        shown = [said.shown() for said in list(found.values())[:_MOST_NAMES]]
        shown += ["…"] if len(found) > _MOST_NAMES else []
        yield Unsure(reason, "", {"count": str(len(found)), "names": "; ".join(shown)})
