"""Departments of one body that register for the same task: two lead, nobody leads, times apart."""

from collections.abc import Iterator

from tdn_templates.core.claims import CLAIM, Claim, Claims, read_claims
from tdn_templates.core.conflicts.values import conflict, issued_value
from tdn_templates.core.known import Known
from tdn_templates.core.overlaps.times import times_at_odds
from tdn_templates.core.timeframes import read_time
from tdn_templates.model.conflict import Conflict, ConflictKind, ConflictValue
from tdn_templates.model.consolidation import Consolidation, Origin, Traced
from tdn_templates.model.finding import Place
from tdn_templates.model.overlap import OverlapKind
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task
from tdn_templates.model.timeframe import TimeFrame
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Role, State

_KINDS = {
    OverlapKind.TIMES_APART: ConflictKind.TIMES_APART,
    OverlapKind.SUPPORT_ENDS_LATER: ConflictKind.SUPPORT_ENDS_LATER,
}


def registration_conflicts(merged: Consolidation, known: Known) -> Iterator[Conflict]:
    """In the order of lists, bodies and tasks. A task that nobody of those who returned leads is one."""
    by_list: dict[str, list[Verdict]] = {}
    for verdict in merged.verdicts:
        if verdict.state is not State.REJECTED:
            by_list.setdefault(verdict.submission.stamps[0].stamp.programme, []).append(verdict)
    for code, verdicts in sorted(by_list.items()):
        programme = known.programmes[code]
        for claims in read_claims(verdicts, known, programme, merged.layout):
            for task in claims.tasks:
                yield from _about(task, claims, merged, programme)


def _about(task: Task, claims: Claims, merged: Consolidation, programme: Programme) -> Iterator[Conflict]:
    leads, supporting = claims.of(task, Role.LEAD), claims.of(task, Role.SUPPORTING)
    if not leads:
        said = [issued_value(task.lead.wording, "lead", task, merged), *(_value(claim, CLAIM) for claim in supporting)]
        yield conflict(ConflictKind.NOBODY_LEADS, task, [claims.owner], said)
    if len(leads) > 1 and not everyone_leads(task):
        values = [_lead_value(claim) for claim in leads]
        yield conflict(ConflictKind.TWO_LEADS, task, [claim.unit for claim in leads], values)
    for support in supporting:
        for lead in leads:
            found = times_at_odds(_frame(support, task, programme), _frame(lead, task, programme), programme)
            kind = _KINDS.get(found) if found is not None else None
            if kind is not None:
                values = [_value(lead, "own_time"), _value(support, "own_time")]
                yield conflict(kind, task, [lead.unit, support.unit], values)


def everyone_leads(task: Task) -> bool:
    """Whether a class leads ("các bộ, ngành"): then each does its own share."""
    return any(mention.unit_class is not None for mention in task.lead.mentions)


def _frame(claim: Claim, task: Task, programme: Programme) -> TimeFrame:
    """Blank, and the words of the list, mean the time frame of the task."""
    text = claim.answer.value("own_time")
    if not text or text == task.time.wording:
        return task.time
    return read_time(text, period_first=programme.first, period_last=programme.last)


def _value(claim: Claim, column: str) -> ConflictValue:
    cell = claim.answer.cell(column)
    origin = Origin(claim.source.name, cell.place if cell is not None else Place(), claim.source.sha256)
    text = claim.answer.value(column) if column != CLAIM or cell is None else cell.text
    return ConflictValue(claim.unit, "time" if column == "own_time" else "choice", Traced(text, origin), _row(claim))


def _lead_value(claim: Claim) -> ConflictValue:
    """What stands in the merged column when this claim does: the name of the department."""
    said = _value(claim, CLAIM)
    return ConflictValue(claim.unit, "lead", Traced(claim.unit.name, said.value.origin), said.row)


def _row(claim: Claim) -> int:
    return claim.answer.row.row
