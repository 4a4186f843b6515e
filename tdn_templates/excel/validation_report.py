"""A validation as a workbook: what to do first, all findings, who is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tdn_templates.core.finding_groups import rule_groups
from tdn_templates.core.finding_ids import finding_ids
from tdn_templates.core.overview import by_urgency, count_findings, first_action, rows_without_errors
from tdn_templates.core.report_words import STANDING_WORDS, report_words
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.since import PastFinding, Since, Standing
from tdn_templates.core.wording import SEVERITY_WORDS, STATE_WORDS, finding_words, quoted
from tdn_templates.excel.book import Book, Sheet
from tdn_templates.excel.row_heights import row_height
from tdn_templates.model.finding import Finding, Place
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, Severity, State

_NO_DATE = date(1980, 1, 1)
"""The first day a zip package can hold: the report depends on its findings, not on the day it is made."""

_NARROWEST = 6.0
_FILTER_ARROW = 3
_MOST_LINES = 1_000_000
"""Findings one sheet can list beside its head; the rest is counted in the last line."""

_HEAD_STYLE: Mapping[str, object] = {
    "bold": True,
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "bg_color": "#D9D9D9",
}
_CELL_STYLE: Mapping[str, object] = {"text_wrap": True, "border": 1, "border_color": "#A6A6A6"}
_SEVERITY_FILLS: Mapping[Severity, str] = {Severity.ERROR: "#F8DADA", Severity.WARNING: "#FFF2CC"}
_STATE_FILLS: Mapping[State, str] = {
    State.REJECTED: "#F8DADA",
    State.NEEDS_CORRECTION: "#F8DADA",
    State.ACCEPTED_WITH_WARNINGS: "#FFF2CC",
    State.ACCEPTED: "#E2EFDA",
    State.NIL_RETURN: "#E2EFDA",
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a sheet. `fill` colours the cell of the column `filled`, which says the same in words."""

    cells: tuple[str | int, ...]
    fill: str = ""
    filled: int = 0


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
    book = Book(created=_NO_DATE, title=words["title"])
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
        _Line(
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
    _write_table(book.add_sheet(words["do_first"]), [words[key] for key in head], widest, lines)


def _file_line(verdict: Verdict, rulebook: Rulebook, lang: Lang) -> _Line:
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
    return _Line(cells, _STATE_FILLS.get(verdict.state, ""), 2)


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
    lines: list[_Line] = []
    for item in owned[:_MOST_LINES]:
        said = finding_words(item.finding, rulebook, lang)
        severity, place = SEVERITY_WORDS[item.finding.severity].in_lang(lang), _place(item.finding.place)
        standing = (STANDING_WORDS[since.standing(item.id)].in_lang(lang),) if since else ()
        record = (item.unit, item.finding.task, place, said.message, said.remedy)
        cells = (*record, quoted(item.finding.value), severity, *standing, item.finding.code, item.file)
        lines.append(_Line(cells, _SEVERITY_FILLS.get(item.finding.severity, ""), 7))
    if len(owned) > _MOST_LINES:
        more = words["not_listed"].format(count=len(owned) - _MOST_LINES)
        lines.append(_Line(("", "", "", more)))
    standing_head = ("standing",) if since else ()
    head = ("unit", "task", "cell", "message", "remedy", "value", "severity", *standing_head, "rule", "file")
    widest = (26.0, 9.0, 20.0, 62.0, 48.0, 28.0, 10.0, *((13.0,) if since else ()), 12.0, 34.0)
    _write_table(book.add_sheet(words["all_sheet"]), [words[key] for key in head], widest, lines)


def _write_missing(book: Book, missing: Sequence[Unit], words: Mapping[str, str]) -> None:
    lines = [_Line((quoted(unit.name), quoted(", ".join(unit.short_names)), unit.slug)) for unit in missing]
    head = [words[key] for key in ("missing", "short_name", "unit_code")]
    sheet = book.add_sheet(words["missing_sheet"])
    _write_table(sheet, head, (48.0, 24.0, 34.0), lines or [_Line((words["nobody_missing"], "", ""))])


def _write_past(book: Book, since: Since, lang: Lang) -> None:
    words = report_words(lang)
    past = [(Standing.FIXED, finding) for finding in since.fixed]
    past += [(Standing.NOT_CHECKED, finding) for finding in since.not_checked]
    lines = [_past_line(finding, STANDING_WORDS[standing].in_lang(lang)) for standing, finding in past]
    head = [words[key] for key in ("unit", "task", "cell", "message", "standing", "rule", "file")]
    _write_table(book.add_sheet(words["fixed_sheet"]), head, (26.0, 9.0, 20.0, 70.0, 22.0, 12.0, 34.0), lines)


def _past_line(finding: PastFinding, standing: str) -> _Line:
    place = _place(Place(finding.sheet, finding.cell))
    record = (quoted(finding.unit), quoted(finding.task), place, quoted(finding.message))
    return _Line((*record, standing, quoted(finding.code), quoted(finding.file)))


def _place(place: Place) -> str:
    """Cell first: "H17 (Kế hoạch)"."""
    sheet = quoted(place.sheet)
    return f"{place.cell} ({sheet})" if place.cell and sheet else place.cell or sheet


def _unit_name(verdict: Verdict, words: Mapping[str, str]) -> str:
    return quoted(verdict.unit.name) if verdict.unit else words["unknown_unit"]


def _write_table(sheet: Sheet, head: Sequence[str], widest: Sequence[float], lines: Sequence[_Line]) -> None:
    """A head that stays and filters, columns as wide as their texts need up to `widest`, rows as high as they need."""
    widths = [
        _width(title, column, lines, limit) for column, (title, limit) in enumerate(zip(head, widest, strict=True))
    ]
    for column, (title, width) in enumerate(zip(head, widths, strict=True), start=1):
        sheet.write_text(1, column, title, **_HEAD_STYLE)
        sheet.set_width(column, width)
    sheet.raw.set_row(0, row_height((title, width - _FILTER_ARROW) for title, width in zip(head, widths, strict=True)))
    for row, line in enumerate(lines, start=2):
        for column, value in enumerate(line.cells, start=1):
            style = {**_CELL_STYLE, "bg_color": line.fill} if line.fill and column == line.filled else _CELL_STYLE
            if isinstance(value, int):
                sheet.write_number(row, column, value, **style)
            else:
                sheet.write_text(row, column, value, **style)
        sheet.raw.set_row(row - 1, row_height(zip(map(str, line.cells), widths, strict=False)))
    _finish(sheet, len(head), len(lines))


def _width(title: str, column: int, lines: Sequence[_Line], limit: float) -> float:
    longest_word = max(len(word) for word in title.split())
    texts = [str(line.cells[column]) for line in lines if column < len(line.cells)]
    longest = max((len(part) for text in texts for part in text.split("\n")), default=0)
    return min(limit, max(_NARROWEST, longest_word + _FILTER_ARROW, longest + 1.0))


def _finish(sheet: Sheet, columns: int, lines: int) -> None:
    """Frozen head, filter, and a page that prints on A4 landscape, one page wide."""
    raw = sheet.raw
    raw.freeze_panes(1, 1)
    raw.autofilter(0, 0, max(1, lines), columns - 1)
    raw.set_landscape()
    raw.set_paper(9)
    raw.fit_to_pages(1, 0)
    raw.repeat_rows(0)
    raw.set_footer("&C&P/&N")
