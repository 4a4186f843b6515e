"""A validation as a workbook: what to do first, all findings, who is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.core.finding_groups import rule_groups
from tdn_templates.core.finding_ids import finding_ids
from tdn_templates.core.overview import by_urgency, count_findings, first_action, rows_without_errors
from tdn_templates.core.report_words import STANDING_WORDS, report_words
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.since import PastFinding, Since, Standing
from tdn_templates.core.wording import SEVERITY_WORDS, STATE_WORDS, finding_words, quoted
from tdn_templates.excel.book import Book
from tdn_templates.excel.report_table import ERROR_FILL, NO_DATE, RIGHT_FILL, WARNING_FILL, Line, write_table
from tdn_templates.model.finding import Finding, Place
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, Severity, State

_MOST_LINES = 1_000_000
"""Findings one sheet can list beside its head; the rest is counted in the last line."""

_SEVERITY_FILLS: Mapping[Severity, str] = {Severity.ERROR: ERROR_FILL, Severity.WARNING: WARNING_FILL}
_STATE_FILLS: Mapping[State, str] = {
    State.REJECTED: ERROR_FILL,
    State.NEEDS_CORRECTION: ERROR_FILL,
    State.ACCEPTED_WITH_WARNINGS: WARNING_FILL,
    State.ACCEPTED: RIGHT_FILL,
    State.NIL_RETURN: RIGHT_FILL,
}


@dataclass(frozen=True, slots=True)
class _Owned:
    """A finding with the names of the unit and file it was found in, and its id."""

    unit: str
    file: str
    finding: Finding
    id: str


def validation_workbook(
    verdicts: Sequence[Verdict],
    batch_findings: Sequence[Finding],
    rulebook: Rulebook,
    lang: Lang,
    *,
    missing: Sequence[Unit] = (),
    since: Since | None = None,
) -> bytes:
    """The workbook, the same bytes for the same input. `missing` are units expected but without a return.

    With `since` a fourth sheet lists what was fixed, and what could not be checked again.
    """
    words = report_words(lang)
    book = Book(created=NO_DATE, title=words["title"], report="validation")
    _write_do_first(book, verdicts, batch_findings, rulebook, lang)
    _write_all(book, _owned(verdicts, batch_findings, words), rulebook, lang, since)
    _write_missing(book, missing, words)
    if since is not None:
        _write_past(book, since, lang)
    return book.content()


def _write_do_first(
    book: Book, verdicts: Sequence[Verdict], batch_findings: Sequence[Finding], rulebook: Rulebook, lang: Lang
) -> None:
    words = report_words(lang)
    lines = [
        Line(
            (
                quoted(finding.value),
                SEVERITY_WORDS[finding.severity].in_lang(lang),
                finding_words(finding, rulebook, lang).remedy,
                *_counts([finding]),
                "",
                "",
                "",
            ),
            _SEVERITY_FILLS.get(finding.severity, ""),
            2,
        )
        for finding in batch_findings
    ]
    lines += [_file_line(verdicts[index], rulebook, lang) for index in by_urgency(verdicts)]
    head = ("unit", "state", "first_action", "errors", "warnings", "notes", "rows", "rows_right", "file")
    widest = (34.0, 18.0, 70.0, 10.0, 12.0, 10.0, 11.0, 13.0, 40.0)
    write_table(book.add_sheet(words["do_first"]), [words[key] for key in head], widest, lines)


def _file_line(verdict: Verdict, rulebook: Rulebook, lang: Lang) -> Line:
    words = report_words(lang)
    action = first_action(rule_groups(verdict.findings, rulebook, lang)) or words["nothing_to_correct"]
    cells = (
        _unit_name(verdict, words),
        STATE_WORDS[verdict.state].in_lang(lang),
        action,
        *_counts(verdict.findings),
        len(verdict.submission.rows),
        rows_without_errors(verdict),
        quoted(verdict.submission.source.name),
    )
    return Line(cells, _STATE_FILLS.get(verdict.state, ""), 2)


def _counts(findings: Iterable[Finding]) -> tuple[int, int, int]:
    counts = count_findings(findings)
    return counts.errors, counts.warnings, counts.notes


def _owned(verdicts: Sequence[Verdict], batch_findings: Sequence[Finding], words: Mapping[str, str]) -> list[_Owned]:
    """Every finding, the most important first: by severity, then the most urgent return, then in sheet order."""
    ids = finding_ids(verdicts, batch_findings)
    owned = [
        _Owned(quoted(finding.value), "", finding, one)
        for finding, one in zip(batch_findings, ids.of_batch, strict=True)
    ]
    for index in by_urgency(verdicts):
        verdict = verdicts[index]
        unit, file = _unit_name(verdict, words), quoted(verdict.submission.source.name)
        owned += [
            _Owned(unit, file, finding, one) for finding, one in zip(verdict.findings, ids.of_files[index], strict=True)
        ]
    return sorted(owned, key=lambda item: item.finding.severity.rank)


def _write_all(book: Book, owned: Sequence[_Owned], rulebook: Rulebook, lang: Lang, since: Since | None) -> None:
    words = report_words(lang)
    lines: list[Line] = []
    for item in owned[:_MOST_LINES]:
        said = finding_words(item.finding, rulebook, lang)
        severity, place = SEVERITY_WORDS[item.finding.severity].in_lang(lang), _place(item.finding.place)
        standing = (STANDING_WORDS[since.standing(item.id)].in_lang(lang),) if since else ()
        record = (item.unit, item.finding.task, place, said.message, said.remedy)
        cells = (*record, quoted(item.finding.value), severity, *standing, item.finding.code, item.file)
        lines.append(Line(cells, _SEVERITY_FILLS.get(item.finding.severity, ""), 7))
    if len(owned) > _MOST_LINES:
        more = words["not_listed"].format(count=len(owned) - _MOST_LINES)
        lines.append(Line(("", "", "", more)))
    standing_head = ("standing",) if since else ()
    head = ("unit", "task", "cell", "message", "remedy", "value", "severity", *standing_head, "rule", "file")
    widest = (26.0, 9.0, 20.0, 62.0, 48.0, 28.0, 10.0, *((13.0,) if since else ()), 12.0, 34.0)
    write_table(book.add_sheet(words["all_sheet"]), [words[key] for key in head], widest, lines)


def _write_missing(book: Book, missing: Sequence[Unit], words: Mapping[str, str]) -> None:
    lines = [Line((quoted(unit.name), quoted(", ".join(unit.short_names)), unit.slug)) for unit in missing]
    head = [words[key] for key in ("missing", "short_name", "unit_code")]
    sheet = book.add_sheet(words["missing_sheet"])
    write_table(sheet, head, (48.0, 24.0, 34.0), lines or [Line((words["nobody_missing"], "", ""))])


def _write_past(book: Book, since: Since, lang: Lang) -> None:
    words = report_words(lang)
    past = [(Standing.FIXED, finding) for finding in since.fixed]
    past += [(Standing.NOT_CHECKED, finding) for finding in since.not_checked]
    lines = [_past_line(finding, STANDING_WORDS[standing].in_lang(lang)) for standing, finding in past]
    head = [words[key] for key in ("unit", "task", "cell", "message", "standing", "rule", "file")]
    write_table(book.add_sheet(words["fixed_sheet"]), head, (26.0, 9.0, 20.0, 70.0, 22.0, 12.0, 34.0), lines)


def _past_line(finding: PastFinding, standing: str) -> Line:
    place = _place(Place(finding.sheet, finding.cell))
    record = (quoted(finding.unit), quoted(finding.task), place, quoted(finding.message))
    return Line((*record, standing, quoted(finding.code), quoted(finding.file)))


def _place(place: Place) -> str:
    """Cell first: "H17 (Kế hoạch)"."""
    sheet = quoted(place.sheet)
    return f"{place.cell} ({sheet})" if place.cell and sheet else place.cell or sheet


def _unit_name(verdict: Verdict, words: Mapping[str, str]) -> str:
    return quoted(verdict.unit.name) if verdict.unit else words["unknown_unit"]
