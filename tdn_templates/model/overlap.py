"""Plans of several units laid side by side: where they claim the same work, leave it to nobody, or contradict."""

from dataclasses import dataclass
from enum import StrEnum

from tdn_templates.model.annex import Annex, AnnexRow, Field
from tdn_templates.model.task import Task
from tdn_templates.model.timeframe import TimeFrame
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import Severity, TaskCode


class OverlapKind(StrEnum):
    TWO_LEADS = "two_leads"
    """Two units or more say that they lead the same work."""
    NOBODY_LEADS = "nobody_leads"
    """Work in the plans, or a task that all units inherit, that none of them leads."""
    NOT_IN_LEADS_PLAN = "not_in_leads_plan"
    """A plan says that another unit leads, and that unit's plan does not have the work."""
    NOT_IN_SUPPORTERS_PLAN = "not_in_supporters_plan"
    """The plan of the lead names a unit as supporting whose plan does not have the work."""
    ANOTHER_LEAD = "another_lead"
    """The plan of the lead names a unit as supporting, and that unit's plan says that somebody else leads."""
    NOT_NAMED_AS_SUPPORTER = "not_named_as_supporter"
    """A plan says that another unit leads, and that unit's plan does not name it as supporting."""
    TIMES_APART = "times_apart"
    """The lead and who supports it have no day in common."""
    SUPPORT_ENDS_LATER = "support_ends_later"
    LEAD_ENDS_LATER = "lead_ends_later"

    @property
    def severity(self) -> Severity:
        return _SEVERITIES[self]


_SEVERITIES = {
    OverlapKind.TWO_LEADS: Severity.ERROR,
    OverlapKind.NOBODY_LEADS: Severity.ERROR,
    OverlapKind.NOT_IN_LEADS_PLAN: Severity.ERROR,
    OverlapKind.NOT_IN_SUPPORTERS_PLAN: Severity.WARNING,
    OverlapKind.ANOTHER_LEAD: Severity.ERROR,
    OverlapKind.NOT_NAMED_AS_SUPPORTER: Severity.WARNING,
    OverlapKind.TIMES_APART: Severity.ERROR,
    OverlapKind.SUPPORT_ENDS_LATER: Severity.WARNING,
    OverlapKind.LEAD_ENDS_LATER: Severity.NOTE,
}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of a plan with the tasks of the list that it carries out; none for work of the unit's own. `local` is what
    the row is called, its printed number. `doubtful`: which tasks these are is not certain."""

    local: str
    row: AnnexRow
    tasks: tuple[Task, ...]
    time: TimeFrame
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """One unit's plan, read and traced. `leads` and `supports` are codes of the tasks the list gives the unit without
    asking, as lead or as supporting."""

    unit: Unit
    annex: Annex
    rows: tuple[PlanRow, ...]
    leads: frozenset[TaskCode] = frozenset()
    supports: frozenset[TaskCode] = frozenset()


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell in a plan: `quoted` is what stands there. `row` is the row of the sheet, table or page, 0 where the file
    does not say."""

    unit: Unit
    file: str
    sheet: str
    row: int
    local: str
    field: Field
    quoted: str
    text: str
    """The task of the row, as the plan words it."""
    doubtful: bool = False
    """That the row is about the same work as the others is not certain."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """One contradiction. `spots` are the cells it rests on, that of the lead first; none for a task that no plan has.
    `tasks` are printed numbers of the list, `units` those it concerns, `other` the unit a plan names instead."""

    kind: OverlapKind
    units: tuple[Unit, ...]
    spots: tuple[Spot, ...]
    tasks: tuple[Task, ...] = ()
    other: str = ""


@dataclass(frozen=True, slots=True)
class PlansCompared:
    """`shared` counts the works that at least two plans have; `unheard` are units that plans name as lead or supporting
    whose own plans were not given, so that nothing can be said about them."""

    plans: tuple[UnitPlan, ...]
    overlaps: tuple[Overlap, ...]
    shared: int
    unheard: tuple[Unit, ...]
