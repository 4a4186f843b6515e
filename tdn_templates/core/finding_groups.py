"""Findings that say the same, said once: by rule and sheet, with the ranges of their cells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.wording import FindingWords, finding_words
from tdn_templates.model.finding import Finding
from tdn_templates.model.words import Lang, RuleCode, Severity, Wording

_MOST_RANGES = 16
_AND_MORE = Wording("và {count} nữa", "and {count} more")
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence for all findings it is true of. `cells` reads "H17:H20, H22", "" if no cell is known.

    The task in `words` is the list of all tasks ("2.1–2.4, 2.6"). `mark` is what the caller told findings apart by.
    """

    findings: tuple[Finding, ...]
    cells: str
    words: FindingWords
    mark: str = ""


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The findings of one rule and severity on one sheet with one remedy.

    `allowed` is None when it differs between sayings.
    """

    code: RuleCode
    severity: Severity
    sheet: str
    remedy: str
    allowed: str | None
    sayings: tuple[Saying, ...]

    @property
    def count(self) -> int:
        return sum(len(saying.findings) for saying in self.sayings)


@dataclass(frozen=True, slots=True)
class _Run:
    """Cells of one column in rows that follow one another."""

    column: str
    first: int
    last: int


def rule_groups(
    findings: Sequence[Finding], rulebook: Rulebook, lang: Lang, *, marks: Sequence[str] | None = None
) -> tuple[RuleGroup, ...]:
    """Groups, the most important first: by severity, then by the number of findings.

    `marks`, one for each finding, keeps findings apart that would be said together.
    """
    said: dict[tuple[str, str, Severity, FindingWords, str], list[Finding]] = {}
    for finding, mark in zip(findings, marks or [""] * len(findings), strict=True):
        words = finding_words(_about_task(finding, ""), rulebook, lang)
        said.setdefault((finding.code, finding.place.sheet, finding.severity, words, mark), []).append(finding)
    grouped: dict[tuple[str, str, Severity, str], list[Saying]] = {}
    for (code, sheet, severity, words, mark), same in said.items():
        grouped.setdefault((code, sheet, severity, words.remedy), []).append(_saying(same, mark, rulebook, lang))
    groups = [_group(sayings) for sayings in grouped.values()]
    return tuple(sorted(groups, key=lambda group: (group.severity.rank, -group.count)))


def _group(sayings: Sequence[Saying]) -> RuleGroup:
    first = sayings[0].findings[0]
    allowed = {saying.words.allowed for saying in sayings}
    return RuleGroup(
        code=first.code,
        severity=first.severity,
        sheet=first.place.sheet,
        remedy=sayings[0].words.remedy,
        allowed=sayings[0].words.allowed if len(allowed) == 1 else None,
        sayings=tuple(sayings),
    )


def _saying(findings: Sequence[Finding], mark: str, rulebook: Rulebook, lang: Lang) -> Saying:
    cells = _listed([(_range(run), run.last - run.first + 1) for run in _runs(findings)], lang)
    tasks = _listed(_task_ranges([finding.task for finding in findings]), lang)
    words = finding_words(_about_task(findings[0], tasks), rulebook, lang)
    return Saying(tuple(findings), cells, words, mark)


def _about_task(finding: Finding, task: str) -> Finding:
    facts = {**finding.facts, "task": task} if "task" in finding.facts else finding.facts
    return replace(finding, task=task, facts=facts)


def _runs(findings: Iterable[Finding]) -> list[_Run]:
    """In the order of the findings; a cell that is named twice counts once."""
    runs: list[_Run] = []
    for finding in findings:
        match = _CELL.fullmatch(finding.place.cell)
        if match is None:
            continue
        column, row = match[1], int(match[2])
        last = runs[-1] if runs else None
        if last is not None and last.column == column and row in (last.last, last.last + 1):
            runs[-1] = replace(last, last=row)
        else:
            runs.append(_Run(column, row, row))
    return runs


def _range(run: _Run) -> str:
    first = f"{run.column}{run.first}"
    return first if run.first == run.last else f"{first}:{run.column}{run.last}"


def _task_ranges(tasks: Sequence[str]) -> list[tuple[str, int]]:
    """[("2.1–2.4", 4), ("2.9", 1)]: only numbers that follow one another make a range, so no other task is named."""
    ranges: list[tuple[str, int]] = []
    first = last = ""
    for task in dict.fromkeys(task for task in tasks if task):
        if last and _follows(task, last):
            size = ranges[-1][1] + 1
            ranges[-1] = (f"{first}–{task}", size)
        else:
            first = task
            ranges.append((task, 1))
        last = task
    return ranges


def _follows(task: str, before: str) -> bool:
    (group, position), (group_before, position_before) = _place(task), _place(before)
    return group == group_before and position == position_before + 1


def _place(task: str) -> tuple[str, int]:
    group, _, position = task.rpartition(".")
    digits = position.lstrip("+")
    return group, int(digits) if digits.isdecimal() else 0


def _listed(ranges: Sequence[tuple[str, int]], lang: Lang) -> str:
    """Ranges with how many things each holds; those past the limit are counted."""
    shown = ", ".join(text for text, _ in ranges[:_MOST_RANGES])
    rest = sum(size for _, size in ranges[_MOST_RANGES:])
    return f"{shown} … {_AND_MORE.in_lang(lang).format(count=rest)}" if rest else shown
