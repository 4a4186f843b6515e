"""Findings, conflicts and sources as lines of the round page: every text ready to be shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.core.conflicts.wording import (
    conflict_remedy,
    conflict_title,
    conflict_wrong,
    standing_words,
    value_words,
)
from tdn_templates.core.round_view_words import view_words
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.wording import SEVERITY_WORDS, STATE_WORDS, finding_words
from tdn_templates.model.conflict import Conflict
from tdn_templates.model.consolidation import Consolidation
from tdn_templates.model.finding import Finding
from tdn_templates.model.words import Lang
from tdn_templates.report.round_standing import HASH_LETTERS, STATE_LOOKS

MOST_FINDINGS, MOST_CONFLICTS = 300, 150
"""As many as the page lists, the worst first; the workbook has all."""

_MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class FindingRow:
    severity: str
    severity_words: str
    code: str
    unit: str
    task: str
    place: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """`values` name the cells of the first few; `remedy` is what to do, or what stands by decision."""

    severity: str
    severity_words: str
    standing: str
    task: str
    title: str
    wrong: str
    values: tuple[str, ...]
    remedy: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    unit: str
    look: str
    state: str
    file: str
    sheet: str
    hash: str
    rows: int


@dataclass(frozen=True, slots=True)
class FindingList:
    """`left` counts findings that are not among the `rows`."""

    rows: tuple[FindingRow, ...]
    left: int


def finding_list(
    consolidation: Consolidation, batch_findings: Sequence[Finding], rulebook: Rulebook, lang: Lang
) -> FindingList:
    """The most severe first."""
    findings = _findings(consolidation, batch_findings)
    rows = tuple(_finding(unit, finding, rulebook, lang) for unit, finding in findings[:MOST_FINDINGS])
    return FindingList(rows, len(findings) - len(rows))


def _findings(consolidation: Consolidation, batch_findings: Sequence[Finding]) -> list[tuple[str | None, Finding]]:
    """Every finding with the name of its unit, None for one about several returns and "" for an unknown unit."""
    found: list[tuple[str | None, Finding]] = [(None, finding) for finding in batch_findings]
    for verdict in consolidation.verdicts:
        name = verdict.unit.name if verdict.unit is not None else ""
        found += [(name, finding) for finding in verdict.findings]
    return sorted(found, key=lambda pair: pair[1].severity.rank)


def _finding(unit: str | None, finding: Finding, rulebook: Rulebook, lang: Lang) -> FindingRow:
    said, words = finding_words(finding, rulebook, lang), view_words(lang)
    place = " ".join(part for part in (finding.place.cell, finding.place.sheet) if part)
    return FindingRow(
        severity=finding.severity.value,
        severity_words=SEVERITY_WORDS[finding.severity].in_lang(lang),
        code=finding.code,
        unit=words["several_files"] if unit is None else unit or words["unknown_unit"],
        task=finding.task,
        place=place,
        message=said.wrong,
        remedy=said.remedy,
    )


def conflict_rows(conflicts: Sequence[Conflict], lang: Lang) -> list[ConflictRow]:
    """The open ones first, MOST_CONFLICTS at most."""
    ordered = sorted(conflicts, key=lambda conflict: (not conflict.is_open, conflict.severity.rank))
    return [_conflict(conflict, lang) for conflict in ordered[:MOST_CONFLICTS]]


def _conflict(conflict: Conflict, lang: Lang) -> ConflictRow:
    words = view_words(lang)
    return ConflictRow(
        severity=conflict.severity.value,
        severity_words=SEVERITY_WORDS[conflict.severity].in_lang(lang),
        standing=words["conflict_open"] if conflict.is_open else words["conflict_settled"],
        task=conflict.task.number,
        title=conflict_title(conflict.kind, lang),
        wrong=conflict_wrong(conflict, lang),
        values=tuple(_values(conflict, lang)),
        remedy=standing_words(conflict, lang) or conflict_remedy(conflict, lang),
    )


def _values(conflict: Conflict, lang: Lang) -> Iterator[str]:
    for value in conflict.values[:_MOST_VALUES]:
        yield value_words(value, lang)
    if (more := len(conflict.values) - _MOST_VALUES) > 0:
        yield view_words(lang)["values_left"].replace("{count}", str(more))


def source_rows(consolidation: Consolidation, lang: Lang) -> Iterator[SourceRow]:
    """A line for every returned file, also for one that could not be merged."""
    words = view_words(lang)
    rows = {part.source.sha256: len(part.plan) for part in consolidation.parts}
    sheets = _sheets_by_file(consolidation)
    for verdict in consolidation.verdicts:
        source = verdict.submission.source
        yield SourceRow(
            unit=verdict.unit.name if verdict.unit is not None else words["unknown_unit"],
            look=STATE_LOOKS[verdict.state],
            state=STATE_WORDS[verdict.state].in_lang(lang),
            file=source.name,
            sheet=sheets.get(source.sha256, ""),
            hash=source.sha256[:HASH_LETTERS],
            rows=rows.get(source.sha256, 0),
        )


def _sheets_by_file(consolidation: Consolidation) -> Mapping[str, str]:
    """SHA-256 of each returned file to the sheets its values stand on, as the file names them."""
    found: dict[str, dict[str, None]] = {}
    for part in consolidation.parts:
        for entry in (*part.plan, *part.others):
            for field in entry.fields.values():
                for origin in field.origins:
                    if origin.sha256 and origin.place.sheet:
                        found.setdefault(origin.sha256, {})[origin.place.sheet] = None
    return {sha256: ", ".join(sheets) for sha256, sheets in found.items()}
