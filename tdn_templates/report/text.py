"""Results as text for a terminal of any width: most important first, grouped, with the remedy."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.wording import ALLOWED_WORD, SEVERITY_WORDS, STATE_WORDS, finding_words, quoted
from tdn_templates.model.finding import Finding
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, RuleCode, Severity, State

_MOST_PLACES = 20


def validation_text(
    verdicts: Sequence[Verdict], batch_findings: Sequence[Finding], rulebook: Rulebook, lang: Lang, width: int
) -> str:
    """One block a file: state, then one paragraph a rule with its cells; at the end a line of totals."""
    lines: list[str] = []
    for verdict in verdicts:
        lines += _file_lines(verdict, rulebook, lang, width)
    for finding in batch_findings:
        lines += _paragraph([finding], rulebook, lang, width)
    lines.append(_totals(verdicts, batch_findings, lang))
    return "\n".join(lines)


def findings_text(findings: Sequence[Finding], rulebook: Rulebook, lang: Lang, width: int) -> str:
    return "\n".join(line for finding in findings for line in _paragraph([finding], rulebook, lang, width))


def _file_lines(verdict: Verdict, rulebook: Rulebook, lang: Lang, width: int) -> Iterator[str]:
    name = quoted(verdict.submission.source.name)
    unit = f" – {verdict.unit.name}" if verdict.unit else ""
    yield f"{name}{unit}: {STATE_WORDS[verdict.state].in_lang(lang).upper()}"
    yield from _what_is_right(verdict, lang)
    for group in _by_wording(verdict.findings, rulebook, lang).values():
        yield from _paragraph(group, rulebook, lang, width)
    yield ""


def _what_is_right(verdict: Verdict, lang: Lang) -> Iterator[str]:
    if verdict.state is State.REJECTED:
        return
    rows = len(verdict.submission.rows)
    wrong = {finding.task for finding in verdict.findings if finding.severity is Severity.ERROR and finding.task}
    if lang is Lang.VI:
        yield f"  Đã đọc {rows} dòng; {max(0, rows - len(wrong))} dòng không có lỗi."
    else:
        yield f"  {rows} rows read; {max(0, rows - len(wrong))} without errors."


def _by_wording(
    findings: Sequence[Finding], rulebook: Rulebook, lang: Lang
) -> Mapping[tuple[RuleCode, str, str], list[Finding]]:
    """Findings that say the same about different cells stand together."""
    groups: dict[tuple[RuleCode, str, str], list[Finding]] = {}
    for finding in findings:
        remedy = finding_words(finding, rulebook, lang).remedy
        groups.setdefault((finding.code, finding.place.sheet, remedy), []).append(finding)
    return groups


def _paragraph(findings: Sequence[Finding], rulebook: Rulebook, lang: Lang, width: int) -> Iterator[str]:
    first = findings[0]
    severity = SEVERITY_WORDS[first.severity].in_lang(lang)
    sheet = f" {quoted(first.place.sheet)}" if first.place.sheet else ""
    yield f"  [{first.code}] {severity}{sheet}"
    words = [finding_words(finding, rulebook, lang) for finding in findings]
    one_allowed = len({item.allowed for item in words}) == 1
    for finding, item in list(zip(findings, words, strict=True))[:_MOST_PLACES]:
        place = f"{finding.place.cell}: " if finding.place.cell else ""
        yield from _wrapped(f"{place}{item.wrong if one_allowed else item.message}", width, "    - ", "      ")
    if len(findings) > _MOST_PLACES:
        more = len(findings) - _MOST_PLACES
        words_vi, words_en = f"và {more} chỗ nữa (xem --format json)", f"and {more} more (see --format json)"
        yield f"    … {words_vi if lang is Lang.VI else words_en}"
    if one_allowed:
        yield from _wrapped(f"{ALLOWED_WORD.in_lang(lang)}: {words[0].allowed}", width, "    ", "      ")
    yield from _wrapped(words[0].remedy, width, "    → ", "      ")


def _wrapped(text: str, width: int, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _totals(verdicts: Sequence[Verdict], batch_findings: Sequence[Finding], lang: Lang) -> str:
    findings = [*batch_findings, *(finding for verdict in verdicts for finding in verdict.findings)]
    counts = ", ".join(
        f"{sum(finding.severity is severity for finding in findings)} {SEVERITY_WORDS[severity].in_lang(lang).lower()}"
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    )
    states = ", ".join(
        f"{count} {STATE_WORDS[state].in_lang(lang)}"
        for state in State
        if (count := sum(verdict.state is state for verdict in verdicts))
    )
    label = "Tổng cộng" if lang is Lang.VI else "Total"
    files = "tệp" if lang is Lang.VI else "file(s)"
    return f"{label}: {len(verdicts)} {files} ({states}); {counts}."
