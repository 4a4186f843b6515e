"""A trace as JSON for programs: trace.schema.json."""

from tdn_templates.core.trace.overview import count_trace
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.trace import Deviation, PlanTrace, RowTrace, StaleDecision
from tdn_templates.report.json_pieces import dump

TRACE_SCHEMA = "tdn-trace-1"


def trace_json(trace: PlanTrace) -> str:
    """Rows in the order of the plan, missing tasks in that of the list; the same in every language."""
    head = trace.annex.head
    return dump(
        {
            "schema": TRACE_SCHEMA,
            "plan": trace.annex.source,
            "plan_title": head.about or head.annex_title or None,
            "plan_reference": head.reference or None,
            "unit": trace.unit.slug,
            "unit_name": trace.unit.name,
            "programme": trace.programme.code,
            "edition": trace.programme.edition,
            "rows": [_row(row, trace) for row in trace.rows],
            "missing": [_missing(item) for item in trace.missing],
            "deviations": [_deviation(item) for item in trace.deviations],
            "stale_decisions": [_stale(item) for item in trace.stale],
            "summary": _summary(trace),
        }
    )


def _row(trace: RowTrace, whole: PlanTrace) -> dict[str, object]:
    row, match = trace.row, trace.match
    place = row.place
    return {
        "local": trace.local,
        "national": [task.number for task in match.tasks],
        "how": match.how,
        "confidence": match.confidence,
        "doubtful": match.doubtful,
        "rivals": [task.number for task in match.rivals],
        "decided": match.decided,
        "number": row.number or None,
        "group": whole.annex.groups[row.group].title if row.group is not None else None,
        "text": row.text,
        "fingerprint": trace.fingerprint,
        "place": None if place is None else {"sheet": place.sheet, "first": place.first_row, "last": place.last_row},
    }


def _missing(item: Assignment) -> dict[str, object]:
    return {"national": item.task.number, "role": item.role, "binding": item.binding, "text": item.task.text}


def _deviation(item: Deviation) -> dict[str, object]:
    return {
        "local": item.local,
        "national": item.national,
        "kind": item.kind,
        "severity": item.kind.severity,
        "detail": item.detail.vi,
        "detail_en": item.detail.en,
    }


def _stale(item: StaleDecision) -> dict[str, object]:
    return {
        "text": item.decision.text,
        "national": list(item.decision.national or ()),
        "reason": item.reason.vi,
        "reason_en": item.reason.en,
    }


def _summary(trace: PlanTrace) -> dict[str, object]:
    counts = count_trace(trace)
    return {
        "rows": counts.rows,
        "how": dict(counts.how),
        "doubtful": counts.doubtful,
        "decided": counts.decided,
        "inherited": counts.inherited,
        "covered": counts.covered,
        "missing": counts.missing,
        "to_confirm": counts.to_confirm,
        "deviations": dict(counts.deviations),
    }
