"""The counts of a merge. Text and tables take them from here, so that they cannot disagree."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tdn_templates.core.cascade import ELSEWHERE, shown_groups
from tdn_templates.model.consolidation import Consolidation, Entry, UnitPart
from tdn_templates.model.task import TaskGroup
from tdn_templates.model.words import TaskCode


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts that add up: those of two sets of units are the sum of both.

    `units` have a part in the merge, also one without rows. `planned` rows stand in the units' plans; `choices` counts
    all rows by the key of their answer, "" for rows without one. `own` are rows the units added. `tasks` are those of
    the list that some planned row carries out.
    """

    units: int = 0
    planned: int = 0
    choices: Mapping[str, int] = field(default_factory=dict)
    own: int = 0
    tasks: frozenset[TaskCode] = frozenset()

    @property
    def rows(self) -> int:
        return sum(self.choices.values())

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(
            units=self.units + other.units,
            planned=self.planned + other.planned,
            choices=dict(Counter(self.choices) + Counter(other.choices)),
            own=self.own + other.own,
            tasks=self.tasks | other.tasks,
        )


def totals_of_unit(part: UnitPart) -> Totals:
    return _counted(part.plan, part.others, units=1)


def totals_of(consolidation: Consolidation) -> Totals:
    """Counted row by row and held against the sum of the units: raises ValueError if these differ, which is a bug."""
    parts = consolidation.parts
    plan = [entry for part in parts for entry in part.plan]
    others = [entry for part in parts for entry in part.others]
    whole = _counted(plan, others, units=len(parts))
    if sum(map(totals_of_unit, parts), Totals()) != whole:
        raise ValueError("the totals of the units do not add up to those of the merge")
    return whole


def totals_by_group(consolidation: Consolidation) -> tuple[tuple[TaskGroup, Totals], ...]:
    """Each group with the rows that stand in it; its `units` are those with a row there. The rows add up to all."""
    groups = {group.number: group for group in shown_groups(consolidation)}
    plan: dict[str, list[Entry]] = {number: [] for number in groups}
    others: dict[str, list[Entry]] = {number: [] for number in groups}
    for part in consolidation.parts:
        for entries, by_group in ((part.plan, plan), (part.others, others)):
            for entry in entries:
                by_group.setdefault(entry.group, []).append(entry)
    numbers = dict.fromkeys((*groups, *plan, *others))
    return tuple(
        (
            groups.get(number, TaskGroup(number, ELSEWHERE.title)),
            _counted(plan.get(number, []), others.get(number, []), units=_units(plan, others, number)),
        )
        for number in numbers
    )


def _counted(plan: Iterable[Entry], others: Iterable[Entry], *, units: int) -> Totals:
    planned = tuple(plan)
    rows = (*planned, *others)
    return Totals(
        units=units,
        planned=len(planned),
        choices=dict(Counter(entry.choice for entry in rows)),
        own=sum(entry.task is None for entry in rows),
        tasks=frozenset(task.code for entry in planned for task in entry.national),
    )


def _units(plan: Mapping[str, list[Entry]], others: Mapping[str, list[Entry]], number: str) -> int:
    return len({entry.unit.slug for entry in (*plan.get(number, ()), *others.get(number, ()))})
