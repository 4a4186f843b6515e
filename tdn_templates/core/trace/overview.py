"""Counts over a trace, and what its readers are shown first."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tdn_templates.model.annex import AnnexRow
from tdn_templates.model.task import Task
from tdn_templates.model.trace import Deviation, DeviationKind, How, PlanTrace
from tdn_templates.model.words import Binding, Severity


@dataclass(frozen=True, slots=True)
class TraceCounts:
    """`missing` are inherited tasks without a row that need no confirmation, `to_confirm` those that do."""

    rows: int
    how: Mapping[How, int]
    doubtful: int
    decided: int
    inherited: int
    covered: int
    missing: int
    to_confirm: int
    deviations: Mapping[DeviationKind, int]


def count_trace(trace: PlanTrace) -> TraceCounts:
    how = Counter(row.match.how for row in trace.rows)
    missing = [item for item in trace.missing if item.binding is not Binding.CONDITIONAL]
    kinds = Counter(deviation.kind for deviation in trace.deviations)
    return TraceCounts(
        rows=len(trace.rows),
        how={kind: how[kind] for kind in How},
        doubtful=len(trace.questions),
        decided=sum(1 for row in trace.rows if row.match.decided),
        inherited=len(trace.inherited),
        covered=len(trace.inherited) - len(trace.missing),
        missing=len(missing),
        to_confirm=len(trace.to_confirm),
        deviations={kind: kinds[kind] for kind in DeviationKind if kinds[kind]},
    )


def by_kind(trace: PlanTrace) -> Mapping[DeviationKind, tuple[Deviation, ...]]:
    """Deviations of rows, the heaviest kind first; missing tasks are shown apart and are not among them."""
    shown = [kind for kind in DeviationKind if kind is not DeviationKind.MISSING]
    grouped = {
        kind: tuple(item for item in trace.deviations if item.kind is kind)
        for kind in sorted(shown, key=lambda kind: kind.severity.rank)
    }
    return {kind: items for kind, items in grouped.items() if items}


def worst(trace: PlanTrace) -> Severity | None:
    """The severity of the heaviest deviation; None where there is none. A doubtful row or a decision that was not
    followed weighs as a warning: what the trace says of it is not settled."""
    found = [deviation.kind.severity for deviation in trace.deviations]
    found += [Severity.WARNING] if trace.questions or trace.stale else []
    return min(found, key=lambda severity: severity.rank, default=None)


def leads(row: AnnexRow) -> str:
    """Who leads in the plan: its own units where it has a column for them."""
    return row.own_lead or row.lead


def numbers(tasks: tuple[Task, ...]) -> str:
    return ", ".join(task.number for task in tasks)
