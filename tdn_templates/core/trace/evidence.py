"""What speaks for a task beside the texts: the group, the years, the agencies and the time a plan repeats. All weak:
it decides between tasks that are about as near, never alone."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from tdn_templates.core.trace.counterparts import Counterparts
from tdn_templates.core.trace.syllables import bare_text
from tdn_templates.core.trace.task_texts import PreparedText, TaskTexts
from tdn_templates.model.annex import Annex, AnnexRow
from tdn_templates.model.mention import MentionKind
from tdn_templates.model.task import Task

_GROUP = 0.03
_YEARS = 0.04
_SAME_CELL = 0.04
_COUNTERPART = 0.02
_SAME_TITLE = 0.5
"""Share of letters from which two group titles are taken for one."""


class Evidence:
    """`groups` maps the index of a group of the plan to the number of the group of the list."""

    def __init__(self, annex: Annex, texts: TaskTexts, counterparts: Counterparts) -> None:
        self._texts = texts
        self._counterparts = counterparts
        self._has_national_cells = annex.has_own_columns
        self._groups = _groups(annex, texts)

    def bonus(self, row: AnnexRow, prepared: PreparedText, task: Task) -> float:
        """To be added to the likeness: 0 to about 0.2."""
        found = 0.0
        if row.group is not None and self._groups.get(row.group) == task.group:
            found += _GROUP
        if prepared.years & self._texts.of(task).years:
            found += _YEARS
        return found + (self._national_cells(row, task) if self._has_national_cells else self._lead(row, task))

    def _national_cells(self, row: AnnexRow, task: Task) -> float:
        """A ministry repeats lead, supporting bodies and time of the list beside its own units."""
        printed = (
            (row.lead, task.lead.wording),
            (row.supporting, task.supporting.wording),
            (row.time, task.time.wording),
        )
        return sum(_SAME_CELL / 2 for own, issued in printed if issued and bare_text(own) == bare_text(issued))

    def _lead(self, row: AnnexRow, task: Task) -> float:
        named = [mention for mention in task.lead.mentions if mention.kind is MentionKind.NAMED]
        fits = any(self._counterparts.answers(row.lead, mention.unit) for mention in named if mention.unit)
        return _COUNTERPART if fits else 0.0


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
