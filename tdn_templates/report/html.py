"""A validation as one self-contained page: no network, no fonts to fetch, readable without scripts and on paper."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from tdn_templates.core.finding_groups import rule_groups
from tdn_templates.core.finding_ids import finding_ids
from tdn_templates.core.overview import (
    by_urgency,
    count_all,
    count_findings,
    count_states,
    first_action,
    needs_correction,
    right_families,
    rows_without_errors,
)
from tdn_templates.core.report_words import STANDING_WORDS, report_words
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.since import Since, Standing
from tdn_templates.core.wording import ALLOWED_WORD, SEVERITY_WORDS, STATE_WORDS, finding_words, quoted, quoted_whole
from tdn_templates.model.finding import Finding
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, RuleCode, Severity

_MOST_OF_ONE_RULE = 500
"""Findings of one rule in one file that the page lists; the rest is counted (hardening: many findings)."""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One line of a table, every text ready to be shown. `standing` is a Standing, "" without an earlier run."""

    id: str
    code: str
    severity: str
    severity_words: str
    sheet: str
    cell: str
    task: str
    wrong: str
    allowed: str
    value: str
    remedy: str
    standing: str
    standing_words: str


@dataclass(frozen=True, slots=True)
class FindingTable:
    """`anchor` names the table in the page; `left_out` counts findings that are not listed."""

    anchor: str
    title: str
    lines: tuple[FindingLine, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class FilePart:
    """What the page says about one return. `first_action` is "" when there is nothing to do."""

    unit: str
    file: str
    state: str
    state_words: str
    is_urgent: bool
    rows: int
    rows_right: int
    errors: int
    warnings: int
    notes: int
    already_right: str
    first_action: str
    table: FindingTable


@dataclass(frozen=True, slots=True)
class _Teller:
    """How a page speaks: with which rules, in which language, compared with which earlier run."""

    rulebook: Rulebook
    lang: Lang
    since: Since | None

    def file_part(self, verdict: Verdict, anchor: str, ids: Sequence[str]) -> FilePart:
        words, counts = report_words(self.lang), count_findings(verdict.findings)
        unit = verdict.unit.name if verdict.unit else words["unknown_unit"]
        file = verdict.submission.source.name
        return FilePart(
            unit=unit,
            file=file,
            state=verdict.state.value,
            state_words=STATE_WORDS[verdict.state].in_lang(self.lang),
            is_urgent=needs_correction(verdict),
            rows=len(verdict.submission.rows),
            rows_right=rows_without_errors(verdict),
            errors=counts.errors,
            warnings=counts.warnings,
            notes=counts.notes,
            already_right=", ".join(right_families(verdict, self.rulebook, self.lang)),
            first_action=first_action(rule_groups(verdict.findings, self.rulebook, self.lang)),
            table=self.table(anchor, unit if verdict.unit else f"{unit} ({file})", verdict.findings, ids),
        )

    def table(self, anchor: str, title: str, findings: Sequence[Finding], ids: Sequence[str]) -> FindingTable:
        listed: Counter[RuleCode] = Counter()
        lines: list[FindingLine] = []
        for finding, one in zip(findings, ids, strict=True):
            listed[finding.code] += 1
            if listed[finding.code] <= _MOST_OF_ONE_RULE:
                lines.append(self._line(finding, one))
        return FindingTable(anchor, title, tuple(lines), len(findings) - len(lines))

    def _line(self, finding: Finding, one: str) -> FindingLine:
        words = finding_words(finding, self.rulebook, self.lang)
        standing = self.since.standing(one) if self.since else None
        return FindingLine(
            id=one,
            code=finding.code,
            severity=finding.severity.value,
            severity_words=SEVERITY_WORDS[finding.severity].in_lang(self.lang),
            sheet=finding.place.sheet,
            cell=finding.place.cell,
            task=finding.task,
            wrong=words.wrong,
            allowed=words.allowed,
            value=finding.value,
            remedy=words.remedy,
            standing=standing.value if standing else "",
            standing_words=STANDING_WORDS[standing].in_lang(self.lang) if standing else "",
        )


def validation_html(
    verdicts: Sequence[Verdict],
    batch_findings: Sequence[Finding],
    rulebook: Rulebook,
    lang: Lang,
    *,
    missing: Sequence[Unit] = (),
    since: Since | None = None,
) -> str:
    """As `validation_html_pieces`, in one piece."""
    return "".join(validation_html_pieces(verdicts, batch_findings, rulebook, lang, missing=missing, since=since))


def validation_html_pieces(
    verdicts: Sequence[Verdict],
    batch_findings: Sequence[Finding],
    rulebook: Rulebook,
    lang: Lang,
    *,
    missing: Sequence[Unit] = (),
    since: Since | None = None,
) -> Iterator[str]:
    """The page, the same for the same input. `missing` are units expected but without a return."""
    teller, words = _Teller(rulebook, lang, since), report_words(lang)
    ids = finding_ids(verdicts, batch_findings)
    files = [
        teller.file_part(verdicts[index], f"f{place}", ids.of_files[index])
        for place, index in enumerate(by_urgency(verdicts), start=1)
    ]
    batch = teller.table("batch", words["several_files"], batch_findings, ids.of_batch)
    tables = [table for table in (batch, *(file.table for file in files)) if table.lines]
    template = environment().get_template("validation.html.j2")
    return template.generate(
        lang=lang.value,
        words=words,
        allowed_word=ALLOWED_WORD.in_lang(lang),
        counts=count_all(verdicts, batch_findings),
        states=[(state.value, STATE_WORDS[state].in_lang(lang), n) for state, n in count_states(verdicts).items()],
        files=files,
        batch=batch,
        tables=tables,
        parts={file.table.anchor: file for file in files},
        listed=sum(len(table.lines) for table in tables),
        severities=_severities(tables, lang),
        rules=_rules(tables, rulebook),
        missing=missing,
        since=since,
        standings=[(item.value, STANDING_WORDS[item].in_lang(lang)) for item in (Standing.NEW, Standing.STILL_THERE)],
        standing_counts=_standing_counts(since, lang),
    )


def _severities(tables: Sequence[FindingTable], lang: Lang) -> list[tuple[str, str, int]]:
    counts = Counter(line.severity for table in tables for line in table.lines)
    return [(item.value, SEVERITY_WORDS[item].in_lang(lang), counts[item]) for item in Severity if counts[item]]


def _rules(tables: Sequence[FindingTable], rulebook: Rulebook) -> list[tuple[str, str, int]]:
    counts = Counter(line.code for table in tables for line in table.lines)
    return [(code, rulebook.rule(RuleCode(code)).name, count) for code, count in sorted(counts.items())]


def _standing_counts(since: Since | None, lang: Lang) -> Mapping[str, int]:
    if since is None:
        return {}
    counts = {
        Standing.FIXED: len(since.fixed),
        Standing.STILL_THERE: len(since.still_there),
        Standing.NEW: len(since.new),
        Standing.NOT_CHECKED: len(since.not_checked),
    }
    return {STANDING_WORDS[standing].in_lang(lang): count for standing, count in counts.items()}


@cache
def environment() -> Environment:
    """What every page of ours is filled with."""
    made = Environment(
        loader=PackageLoader("tdn_templates.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # text of a unit is shown with its control and direction characters spelled out, never acted on
    made.filters["shown"] = quoted
    made.filters["whole"] = quoted_whole
    return made
