"""Results as JSON for programs. Never NaN, never a sentence where a value will do."""

import json
from collections.abc import Sequence

from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.wording import finding_words
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.finding import Finding
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, Severity, State


def tasks_json(programme: Programme, unit: Unit | None, assignments: Sequence[Assignment]) -> str:
    """All tasks of the programme, or with a unit those bound to it, with role and binding (null without a unit)."""
    if unit is None:
        tasks = [_task(task) | {"role": None, "binding": None} for task in programme.tasks]
    else:
        tasks = [_task(item.task) | {"role": item.role, "binding": item.binding} for item in assignments]
    groups = [{"number": group.number, "title": group.title} for group in programme.groups]
    return dump({"programme": programme.code, "unit": unit.name if unit else None, "groups": groups, "tasks": tasks})


def units_json(units: Sequence[Unit]) -> str:
    return dump({"units": [_unit(unit) for unit in units]})


def validation_json(
    verdicts: Sequence[Verdict], batch_findings: Sequence[Finding], rulebook: Rulebook, lang: Lang
) -> str:
    """Findings by file, those that only several files together show apart, and counts."""
    findings = [*batch_findings, *(finding for verdict in verdicts for finding in verdict.findings)]
    states = {state.value: sum(verdict.state is state for verdict in verdicts) for state in State}
    summary = {
        "files": len(verdicts),
        "states": {state: count for state, count in states.items() if count},
        "errors": _count(findings, Severity.ERROR),
        "warnings": _count(findings, Severity.WARNING),
        "notes": _count(findings, Severity.NOTE),
    }
    return dump(
        {
            "files": [_verdict(verdict, rulebook, lang) for verdict in verdicts],
            "batch": [_finding(finding, rulebook, lang) for finding in batch_findings],
            "summary": summary,
        }
    )


def dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


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


def _unit(unit: Unit) -> dict[str, object]:
    return {
        "slug": unit.slug,
        "name": unit.name,
        "level": unit.level,
        "parent": unit.parent,
        "short_names": list(unit.short_names),
        "aliases": list(unit.aliases),
        "valid_from": unit.valid_from.isoformat() if unit.valid_from else None,
        "valid_to": unit.valid_to.isoformat() if unit.valid_to else None,
    }


def _verdict(verdict: Verdict, rulebook: Rulebook, lang: Lang) -> dict[str, object]:
    source = verdict.submission.source
    return {
        "file": source.name,
        "sha256": source.sha256,
        "unit": verdict.unit.name if verdict.unit else None,
        "state": verdict.state,
        "findings": [_finding(finding, rulebook, lang) for finding in verdict.findings],
    }


def _finding(finding: Finding, rulebook: Rulebook, lang: Lang) -> dict[str, object]:
    words = finding_words(finding, rulebook, lang)
    return {
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
    }


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in findings)
