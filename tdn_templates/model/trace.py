"""A published plan traced back to the list it came from: rows with their tasks, what is missing, what differs."""

from dataclasses import dataclass
from enum import StrEnum

from tdn_templates.model.annex import Annex, AnnexRow
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import Binding, Severity, Wording


class How(StrEnum):
    """How a row carries out its tasks. MERGED goes before SPLIT, SPLIT before VERBATIM: a row whose task stands in
    another row too is a split one, also where its text is that of the task."""

    VERBATIM = "verbatim"
    """The text of the task; blanks, punctuation, capitals and zeros before digits aside."""
    ADAPTED = "adapted"
    """One task, reworded, localised, shortened or widened."""
    SPLIT = "split"
    """One task that several rows carry out."""
    MERGED = "merged"
    """Several tasks in one row."""
    NEW = "new"
    """A task of the unit's own."""


class DeviationKind(StrEnum):
    MISSING = "missing"
    TIME_EXCEEDED = "time_exceeded"
    TIME_NARROWER = "time_narrower"
    TIME_MISSING = "time_missing"
    TIME_UNREADABLE = "time_unreadable"
    LEAD_NOT_COUNTERPART = "lead_not_counterpart"
    LEAD_MISSING = "lead_missing"
    SUPPORTING_EMPTIED = "supporting_emptied"
    CONTENT_DROPPED = "content_dropped"
    UNIT_UNKNOWN = "unit_unknown"
    SAME_UNIT_TWICE = "same_unit_twice"

    @property
    def severity(self) -> Severity:
        return _SEVERITIES[self]


_SEVERITIES = {
    DeviationKind.MISSING: Severity.ERROR,
    DeviationKind.TIME_EXCEEDED: Severity.ERROR,
    DeviationKind.TIME_NARROWER: Severity.NOTE,
    DeviationKind.TIME_MISSING: Severity.WARNING,
    DeviationKind.TIME_UNREADABLE: Severity.NOTE,
    DeviationKind.LEAD_NOT_COUNTERPART: Severity.WARNING,
    DeviationKind.LEAD_MISSING: Severity.WARNING,
    DeviationKind.SUPPORTING_EMPTIED: Severity.WARNING,
    DeviationKind.CONTENT_DROPPED: Severity.WARNING,
    DeviationKind.UNIT_UNKNOWN: Severity.NOTE,
    DeviationKind.SAME_UNIT_TWICE: Severity.WARNING,
}


@dataclass(frozen=True, slots=True)
class RowMatch:
    """The tasks of one row, the nearest first; none for a task of the unit's own.

    `confidence` is 0 to 1. `doubtful` asks for a person's word: `rivals` are the tasks it may be instead, or as well.
    `decided` says that a person has given it.
    """

    tasks: tuple[Task, ...]
    how: How
    confidence: float
    doubtful: bool = False
    rivals: tuple[Task, ...] = ()
    decided: bool = False


@dataclass(frozen=True, slots=True)
class RowTrace:
    """`local` is what the trace calls the row: its printed number, with that of its group where numbers begin anew in
    each group. `fingerprint` names it by its text, whatever its number: see core/trace/syllables.py."""

    local: str
    row: AnnexRow
    match: RowMatch
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Deviation:
    """`local` is the number of the row, None for what the plan does not have; `national` that of the task, None for a
    row of the unit's own. `detail` says in words what was found."""

    local: str | None
    national: str | None
    kind: DeviationKind
    detail: Wording


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one row: `national` are numbers of tasks, () for a task of the unit's own, None
    while the question is open. `who`, `on` and `why` are for people."""

    fingerprint: str
    text: str
    number: str = ""
    national: tuple[str, ...] | None = None
    who: str = ""
    on: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class StaleDecision:
    """A decision that was not followed, and why: its row is gone or has another text, or a task is not in the list."""

    decision: Decision
    reason: Wording


@dataclass(frozen=True, slots=True)
class PlanTrace:
    """Everything a trace says. `missing` are inherited tasks without a row, also those "for whom it may concern"."""

    annex: Annex
    unit: Unit
    programme: Programme
    inherited: tuple[Assignment, ...]
    rows: tuple[RowTrace, ...]
    missing: tuple[Assignment, ...]
    deviations: tuple[Deviation, ...]
    stale: tuple[StaleDecision, ...] = ()
    new_questions: tuple[RowTrace, ...] = ()
    """Doubtful rows that the decisions do not ask about yet."""

    @property
    def to_confirm(self) -> tuple[Assignment, ...]:
        """Missing tasks that bind the unit only if it is concerned: no fault before somebody says so."""
        return tuple(item for item in self.missing if item.binding is Binding.CONDITIONAL)

    @property
    def questions(self) -> tuple[RowTrace, ...]:
        """Rows a person should settle."""
        return tuple(row for row in self.rows if row.match.doubtful)
