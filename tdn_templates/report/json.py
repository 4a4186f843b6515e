"""Results as JSON for programs. Never NaN, never a sentence where a value will do."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tdn_templates.core.finding_ids import finding_ids
from tdn_templates.core.overview import count_all, count_states
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.since import VALIDATION_SCHEMA, PastFinding, Since
from tdn_templates.core.succession import Today
from tdn_templates.core.succession_words import time_words
from tdn_templates.core.wording import finding_words
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.finding import Finding
from tdn_templates.model.programme import Programme
from tdn_templates.model.settings import Waiver
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, TaskCode
from tdn_templates.report.json_pieces import array_pieces, dump, flat, indented, with_array


def tasks_json(
    programme: Programme,
    unit: Unit | None,
    assignments: Sequence[Assignment],
    *,
    leads_now: Mapping[TaskCode, str] | None = None,
) -> str:
    """All tasks of the programme, or with a unit those bound to it, with role and binding (null without a unit), and
    where succession has a part in it with the units that had the task ("formerly")."""
    if unit is None:
        now = leads_now or {}
        tasks = [
            _task(task) | {"role": None, "binding": None} | ({"lead_now": now[task.code]} if task.code in now else {})
            for task in programme.tasks
        ]
    else:
        tasks = [_task(item.task) | _bond(item) for item in assignments]
    groups = [{"number": group.number, "title": group.title} for group in programme.groups]
    return dump({"programme": programme.code, "unit": unit.name if unit else None, "groups": groups, "tasks": tasks})


def units_json(units: Sequence[Today]) -> str:
    return dump({"units": [_unit(today.unit) | _in_time(today) for today in units]})


def validation_json(
    verdicts: Sequence[Verdict],
    batch_findings: Sequence[Finding],
    rulebook: Rulebook,
    lang: Lang,
    *,
    missing: Sequence[Unit] = (),
    since: Since | None = None,
) -> str:
    """As `validation_json_pieces`, in one piece."""
    return "".join(validation_json_pieces(verdicts, batch_findings, rulebook, lang, missing=missing, since=since))


def validation_json_pieces(
    verdicts: Sequence[Verdict],
    batch_findings: Sequence[Finding],
    rulebook: Rulebook,
    lang: Lang,
    *,
    missing: Sequence[Unit] = (),
    since: Since | None = None,
) -> Iterator[str]:
    """Findings by file, those that only several files together show apart, and counts: validation.schema.json. One file
    after the other, so that the report of a large round is never held as objects.

    `missing` are units expected but without a return; "since" is null without an earlier run to compare with.
    """
    ids = finding_ids(verdicts, batch_findings)
    files = (
        _verdict(verdict, file_ids, rulebook, lang) for verdict, file_ids in zip(verdicts, ids.of_files, strict=True)
    )
    yield f'{{\n  "schema": {flat(VALIDATION_SCHEMA)},\n  "files": '
    yield from array_pieces(files, 1)
    counts = count_all(verdicts, batch_findings)
    summary = {
        "files": len(verdicts),
        "states": dict(count_states(verdicts)),
        "errors": counts.errors,
        "warnings": counts.warnings,
        "notes": counts.notes,
    }
    rest = {
        "batch": [
            _finding(finding, one, rulebook, lang) for finding, one in zip(batch_findings, ids.of_batch, strict=True)
        ],
        "missing": [{"slug": unit.slug, "name": unit.name} for unit in missing],
        "since": _since(since) if since else None,
        "summary": summary,
    }
    yield f",{dump(rest)[1:]}"


def _task(task: Task) -> dict[str, object]:
    return {
        "code": task.code,
        "number": task.number,
        "group": task.group,
        "text": task.text,
        "lead": task.lead.wording,
        "supporting": task.supporting.wording,
        "time": task.time.wording,
    }


def _bond(item: Assignment) -> dict[str, object]:
    bond: dict[str, object] = {"role": item.role, "binding": item.binding}
    if item.formerly:
        bond["formerly"] = [
            {"slug": each.former, "name": each.name, "role": each.role, "asked": each.asked, "beside": each.beside}
            for each in item.formerly
        ]
        bond["otherwise"] = item.otherwise
    if item.leads_now:
        bond["leads_now"] = {"units": list(item.leads_now), "asked": item.leads_asked}
    return bond


def _in_time(today: Today) -> dict[str, object]:
    """Every code with its days, whether the unit is there on the day asked about, and who took over: units, or the
    names of departments where only these are known."""
    return {
        "codes": [{"code": item.code, "from": _iso(item.first), "to": _iso(item.last)} for item in today.unit.codes],
        "is_there": today.is_there,
        "now": [
            {
                "slug": heir.unit.slug,
                "name": heir.unit.name,
                "kind": heir.kind,
                "scope": heir.scope.vi if heir.scope is not None else None,
                "source": heir.source,
            }
            for heir in today.heirs
        ],
        "now_named": list(today.named),
        "in_time": time_words(today, Lang.VI),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _unit(unit: Unit) -> dict[str, object]:
    return {
        "slug": unit.slug,
        "name": unit.name,
        "level": unit.level,
        "parent": unit.parent,
        "generic": unit.generic,
        "short_names": list(unit.short_names),
        "aliases": list(unit.aliases),
        "valid_from": _iso(unit.valid_from),
        "valid_to": _iso(unit.valid_to),
    }


def _verdict(verdict: Verdict, ids: Sequence[str], rulebook: Rulebook, lang: Lang) -> str:
    source = verdict.submission.source
    head = {
        "file": source.name,
        "sha256": source.sha256,
        "unit": verdict.unit.name if verdict.unit else None,
        "unit_slug": verdict.unit.slug if verdict.unit else None,
        "state": verdict.state,
        "follow_ons": verdict.follow_ons,
    }
    findings = (
        indented(_finding(finding, one, rulebook, lang), 4) for finding, one in zip(verdict.findings, ids, strict=True)
    )
    return with_array(head, "findings", findings, 2)


def _finding(finding: Finding, finding_id: str, rulebook: Rulebook, lang: Lang) -> dict[str, object]:
    words = finding_words(finding, rulebook, lang)
    return {
        "id": finding_id,
        "code": finding.code,
        "rule": rulebook.rule(finding.code).name,
        "severity": finding.severity,
        "sheet": finding.place.sheet or None,
        "cell": finding.place.cell or None,
        "task": finding.task or None,
        "value": finding.value,
        "allowed": words.allowed,
        "message": words.message,
        "remedy": words.remedy,
        "waiver": _waiver(finding.waiver) if finding.waiver else None,
    }


def _waiver(waiver: Waiver) -> dict[str, object]:
    return {"reason": waiver.reason, "approver": waiver.approver, "expires": waiver.expires.isoformat()}


def _since(since: Since) -> dict[str, object]:
    return {
        "fixed": [_past(finding) for finding in since.fixed],
        "still_there": list(since.still_there),
        "new": list(since.new),
        "not_checked": [_past(finding) for finding in since.not_checked],
    }


def _past(finding: PastFinding) -> dict[str, object]:
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity,
        "unit": finding.unit or None,
        "file": finding.file or None,
        "sheet": finding.sheet or None,
        "cell": finding.cell or None,
        "task": finding.task or None,
        "message": finding.message,
        "remedy": finding.remedy,
    }
