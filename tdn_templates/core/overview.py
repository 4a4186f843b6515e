"""What a validation comes to, counted the same way for every report."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.core.finding_groups import RuleGroup
from tdn_templates.core.report_words import FAMILY_WORDS
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.model.finding import Finding
from tdn_templates.model.kept_rows import KeptRows
from tdn_templates.model.rule import Scope
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, RuleCode, Severity, State

_URGENCY = (
    State.REJECTED,
    State.NEEDS_CORRECTION,
    State.ACCEPTED_WITH_WARNINGS,
    State.NOT_RECEIVED,
    State.NIL_RETURN,
    State.ACCEPTED,
)
_TO_BE_CORRECTED = (State.REJECTED, State.NEEDS_CORRECTION)


@dataclass(frozen=True, slots=True)
class Counts:
    errors: int
    warnings: int
    notes: int

    @property
    def all(self) -> int:
        return self.errors + self.warnings + self.notes


def count_findings(findings: Iterable[Finding]) -> Counts:
    severities = [finding.severity for finding in findings]
    return Counts(*(severities.count(severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)))


def count_all(verdicts: Iterable[Verdict], batch_findings: Sequence[Finding]) -> Counts:
    return count_findings([*batch_findings, *(finding for verdict in verdicts for finding in verdict.findings)])


def count_states(verdicts: Iterable[Verdict]) -> Mapping[State, int]:
    """How many returns are in each state; states without a return are left out."""
    states = [verdict.state for verdict in verdicts]
    return {state: count for state in State if (count := states.count(state))}


def by_urgency(verdicts: Sequence[Verdict]) -> tuple[int, ...]:
    """Indices of the verdicts, the most urgent first; the order of arrival plays no part."""

    def urgency(index: int) -> tuple[int, int, int, str, str]:
        verdict = verdicts[index]
        counts, source = count_findings(verdict.findings), verdict.submission.source
        return _URGENCY.index(verdict.state), -counts.errors, -counts.warnings, source.name, source.sha256

    return tuple(sorted(range(len(verdicts)), key=urgency))


def needs_correction(verdict: Verdict) -> bool:
    return verdict.state in _TO_BE_CORRECTED


def rows_without_errors(verdict: Verdict) -> int:
    wrong = {finding.task for finding in verdict.findings if finding.severity is Severity.ERROR}
    rows = verdict.submission.rows
    numbers = rows.numbers if isinstance(rows, KeptRows) else [row.number for row in rows]
    return sum(number not in wrong for number in numbers)


def right_families(verdict: Verdict, rulebook: Rulebook, lang: Lang) -> tuple[str, ...]:
    """What was looked at and found right, in words; nothing for a return that could not be read."""
    if verdict.state is State.REJECTED:
        return ()
    asked = {_family(rule.code) for scope in Scope if scope is not Scope.BATCH for rule in rulebook.in_scope(scope)}
    if verdict.submission.source.format != "docx":
        asked.discard("WORD")
    wrong = {_family(finding.code) for finding in verdict.findings if finding.severity is not Severity.NOTE}
    return tuple(words.in_lang(lang) for name, words in FAMILY_WORDS.items() if name in asked and name not in wrong)


def first_action(groups: Sequence[RuleGroup]) -> str:
    """Where to begin and what to do there: the cells and the remedy of the most important group, "" without one."""
    if not groups:
        return ""
    first = groups[0]
    cells = first.sayings[0].cells
    return f"{cells}: {first.remedy}" if cells else first.remedy


def _family(code: RuleCode) -> str:
    return code.rstrip("0123456789")
