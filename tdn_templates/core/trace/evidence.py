"""What speaks for a task beside the texts: the group, the years, the agencies and the time a plan repeats. All weak:
it decides between tasks that are about as near, never alone."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from tdn_templates.core.trace.counterparts import Counterparts
from tdn_templates.core.trace.syllables import bare_text
from tdn_templates.core.trace.task_texts import PreparedText, TaskTexts
from tdn_templates.model.annex import Annex, AnnexRow
from tdn_templates.model.task import Task
from tdn_templates.model.words import UnitSlug

_GROUP = 0.03
_YEARS = 0.04
_SAME_CELL = 0.04
_COUNTERPART = 0.08
_SAME_TIME = 0.04
"""The most that a lead and a time frame may add: as much as no other task of the list has them."""

_SAME_TITLE = 0.5
"""Share of letters from which two group titles are taken for one."""


class Evidence:
    """`groups` maps the index of a group of the plan to the number of the group of the list."""

    def __init__(self, annex: Annex, texts: TaskTexts, counterparts: Counterparts) -> None:
        self._texts = texts
        self._counterparts = counterparts
        self._has_national_cells = annex.has_own_columns
        self._groups = _groups(annex, texts)
        tasks = texts.programme.tasks
        self._count = len(tasks)
        self._leading = Counter(slug for task in tasks for slug in _named(task))
        self._times = Counter(bare_text(task.time.wording) for task in tasks)

    def bonus(self, row: AnnexRow, prepared: PreparedText, task: Task) -> float:
        """To be added to the likeness: 0 to about 0.2."""
        found = 0.0
        if row.group is not None and self._groups.get(row.group) == task.group:
            found += _GROUP
        if prepared.years & self._texts.of(task).years:
            found += _YEARS
        if self._has_national_cells:
            return found + self._national_cells(row, task)
        return found + self._lead(row, task) + self._time(row, task)

    def _national_cells(self, row: AnnexRow, task: Task) -> float:
        """A ministry repeats lead, supporting bodies and time of the list beside its own units."""
        printed = (
            (row.lead, task.lead.wording),
            (row.supporting, task.supporting.wording),
            (row.time, task.time.wording),
        )
        return sum(_SAME_CELL / 2 for own, issued in printed if issued and bare_text(own) == bare_text(issued))

    def _lead(self, row: AnnexRow, task: Task) -> float:
        """The rarer a lead is in the list, the more its counterpart tells."""
        fitting = (slug for slug in _named(task) if self._counterparts.answers(row.lead, slug))
        return max((_COUNTERPART * self._rarity(self._leading[slug]) for slug in fitting), default=0.0)

    def _time(self, row: AnnexRow, task: Task) -> float:
        time = bare_text(row.time)
        same = time and time == bare_text(task.time.wording)
        return _SAME_TIME * self._rarity(self._times[time]) if same else 0.0

    def _rarity(self, tasks: int) -> float:
        """1 for what one task of the list has, 0 for what all have."""
        return math.log(self._count / tasks) / math.log(self._count) if self._count > 1 and tasks else 0.0


def _named(task: Task) -> tuple[UnitSlug, ...]:
    """The bodies that lead a task by name."""
    return tuple(mention.unit for mention in task.lead.mentions if mention.unit is not None)


def _groups(annex: Annex, texts: TaskTexts) -> Mapping[int, str]:
    """By title where one is like, else in their order where both have as many."""
    groups = texts.programme.groups
    found: dict[int, str] = {}
    for index, group in enumerate(annex.groups):
        scored = sorted(((_alike(group.title, other.title), other.number) for other in groups), reverse=True)
        if scored and scored[0][0] >= _SAME_TITLE:
            found[index] = scored[0][1]
        elif len(annex.groups) == len(groups):
            found[index] = groups[index].number
    return found


def _alike(one: str, other: str) -> float:
    words: Sequence[str] = bare_text(one).split()
    return SequenceMatcher(None, words, bare_text(other).split(), autojunk=False).ratio()
