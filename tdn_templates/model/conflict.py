"""Returns of one merge that cannot all stand (xung đột), and what an officer decided about them (quyết định)."""

from dataclasses import dataclass
from enum import StrEnum

from tdn_templates.model.consolidation import Traced
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import Severity


class ConflictKind(StrEnum):
    NOBODY_LEADS = "nobody_leads"
    """Whoever is to lead the task does not, and nobody else does."""
    TWO_LEADS = "two_leads"
    """Two departments of one body lead the same task, or two units each lead it by name."""
    NOT_IN_LEADS_PLAN = "not_in_leads_plan"
    """A return names another unit as lead, which returned and does not carry the task out."""
    ANOTHER_LEAD = "another_lead"
    """A return names another unit as lead, which carries the task out and does not lead it."""
    NOT_IN_SUPPORTERS_PLAN = "not_in_supporters_plan"
    """The lead names a unit as supporting, which returned and does not carry the task out."""
    NOT_NAMED_AS_SUPPORTER = "not_named_as_supporter"
    """A return names another unit as lead, which leads and does not name it as supporting; nor does the list."""
    TIMES_APART = "times_apart"
    """Lead and supporting unit have no day in common."""
    SUPPORT_ENDS_LATER = "support_ends_later"
    """A supporting unit goes on after the lead has ended."""
    APART_FROM_TASK = "apart_from_task"
    """A unit's time frame has no day in common with that of the task."""
    ENDS_AFTER_TASK = "ends_after_task"
    """A unit's time frame goes on after that of the task has ended."""

    @property
    def severity(self) -> Severity:
        return _SEVERITIES[self]


_SEVERITIES = {
    ConflictKind.NOBODY_LEADS: Severity.ERROR,
    ConflictKind.TWO_LEADS: Severity.ERROR,
    ConflictKind.NOT_IN_LEADS_PLAN: Severity.ERROR,
    ConflictKind.ANOTHER_LEAD: Severity.ERROR,
    ConflictKind.NOT_IN_SUPPORTERS_PLAN: Severity.WARNING,
    ConflictKind.NOT_NAMED_AS_SUPPORTER: Severity.WARNING,
    ConflictKind.TIMES_APART: Severity.ERROR,
    ConflictKind.SUPPORT_ENDS_LATER: Severity.WARNING,
    ConflictKind.APART_FROM_TASK: Severity.WARNING,
    ConflictKind.ENDS_AFTER_TASK: Severity.WARNING,
}
"""How much it weighs for whoever reads the list; a merge is refused by none of them."""


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One side of a conflict. `unit` is who says it, None for the document that was issued.

    `field` is the field of the entry ("lead", "supporting", "time"), "choice" for what the unit answered about the task
    as a whole. `value` is what stands there with its cells; a blank has the text "" and may have no cell. `row` is the
    row of the unit's sheet, 0 where there is none.
    """

    unit: Unit | None
    field: str
    value: Traced
    row: int = 0


@dataclass(frozen=True, slots=True)
class MergeDecision:
    """What an officer settled, or did not settle yet.

    `conflict` is the id it answers. `stands` is the number of the value that stands, from 1 in the order of the
    conflict's values, 0 for none of them; `text` is a wording of the officer's own, "" for none. With neither it is
    open. `said` are the texts of the values when it was asked: where they changed, the decision fits no longer. `who`,
    `on` and `why` are as written, "" where left blank. `line` is where it stands in its file, from 1.
    """

    conflict: str
    said: tuple[str, ...]
    stands: int = 0
    text: str = ""
    who: str = ""
    on: str = ""
    why: str = ""
    line: int = 0

    @property
    def is_open(self) -> bool:
        return not self.stands and not self.text


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values of one task that cannot all stand.

    `id` stays the same from merge to merge: it is made of kind, task and units. `units` are those it concerns, whoever
    leads first; `values` are what they say, one at least. `other` is the unit that a return names instead, "" for none.
    `decision` is what settled it, None while it is open.
    """

    id: str
    kind: ConflictKind
    task: Task
    units: tuple[Unit, ...]
    values: tuple[ConflictValue, ...]
    other: str = ""
    decision: MergeDecision | None = None

    @property
    def severity(self) -> Severity:
        return self.kind.severity

    @property
    def is_open(self) -> bool:
        return self.decision is None
