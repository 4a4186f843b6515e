"""Results as text for a terminal of any width: most important first, grouped, with the remedy."""

import textwrap
from collections.abc import Iterator, Sequence

from tdn_templates.core.finding_groups import RuleGroup, rule_groups
from tdn_templates.core.finding_ids import finding_ids
from tdn_templates.core.overview import count_all, count_states, right_families, rows_without_errors
from tdn_templates.core.report_words import STANDING_WORDS, report_words
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.since import PastFinding, Since, Standing
from tdn_templates.core.wording import ALLOWED_WORD, SEVERITY_WORDS, STATE_WORDS, quoted
from tdn_templates.model.finding import Finding
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, Severity, State, Wording

_MOST_SAYINGS = 20
_MOST_PAST = 20
_MOST_MISSING = 40
_FOLLOW_ONS = Wording(
    "{count} kiểm tra khác chưa thực hiện được vì ô cần xem không đọc được; sửa lỗi trên rồi kiểm tra lại.",
    "{count} more checks could not be made because a cell they need cannot be read; mend the above and check again.",
)
_SEE_JSON = Wording("và {count} chỗ nữa (xem --format json)", "and {count} more (see --format json)")
_GENERIC = Wording(
    "Lưu ý: {units} theo mẫu chung, danh mục chưa xác nhận có đơn vị này. Nếu có, nên liệt kê trong TÊN.units.yaml.",
    "Note: {units} by the general pattern, not confirmed by the registry. If it exists, list it in NAME.units.yaml.",
)
_NIL = Wording(
    "Đơn vị đánh dấu không phát sinh và để trống bảng.", "The unit ticked nothing to report and left the table blank."
)
_ROWS = Wording("Đã đọc {rows} dòng; {right} dòng không có lỗi.", "{rows} rows read; {right} without errors.")
_TOTALS = Wording("Tổng cộng: {files} tệp ({states}); {counts}.", "Total: {files} file(s) ({states}); {counts}.")


def validation_text(
    verdicts: Sequence[Verdict],
    batch_findings: Sequence[Finding],
    rulebook: Rulebook,
    lang: Lang,
    width: int,
    *,
    missing: Sequence[Unit] = (),
    since: Since | None = None,
) -> str:
    """One block a file: state, what is right, then a paragraph a rule with its cells; totals at the end.

    `missing` are units expected but without a return. With `since` new findings are marked and fixed ones listed.
    """
    ids = finding_ids(verdicts, batch_findings)
    lines: list[str] = []
    for verdict, file_ids in zip(verdicts, ids.of_files, strict=True):
        lines += _file_lines(verdict, _marks(file_ids, since, lang), rulebook, lang, width)
    for group in rule_groups(batch_findings, rulebook, lang, marks=_marks(ids.of_batch, since, lang)):
        lines += _paragraph(group, lang, width)
    if missing:
        lines += _missing_lines(missing, lang, width)
    if since is not None:
        lines += _since_lines(since, lang, width)
    lines += textwrap.wrap(_totals(verdicts, batch_findings, lang), width, subsequent_indent="  ")
    return "\n".join(lines)


def findings_text(findings: Sequence[Finding], rulebook: Rulebook, lang: Lang, width: int) -> str:
    groups = rule_groups(findings, rulebook, lang)
    return "\n".join(line for group in groups for line in _paragraph(group, lang, width))


def generic_units_text(units: Sequence[Unit], lang: Lang, width: int) -> str:
    """A note that names the generic departments among the units; "" if there are none."""
    names = ", ".join(f"“{unit.name}” ({unit.slug})" for unit in units if unit.generic)
    return textwrap.fill(_GENERIC.in_lang(lang).format(units=names), width) if names else ""


def _file_lines(verdict: Verdict, marks: Sequence[str], rulebook: Rulebook, lang: Lang, width: int) -> Iterator[str]:
    name = quoted(verdict.submission.source.name)
    unit = f" – {verdict.unit.name}" if verdict.unit else ""
    yield from _wrapped(f"{name}{unit}: {STATE_WORDS[verdict.state].in_lang(lang).upper()}", width, "", "  ")
    yield from _what_is_right(verdict, rulebook, lang, width)
    for group in rule_groups(verdict.findings, rulebook, lang, marks=marks):
        yield from _paragraph(group, lang, width)
    if verdict.follow_ons:
        yield from _wrapped(_FOLLOW_ONS.in_lang(lang).format(count=verdict.follow_ons), width, "  ", "  ")
    yield ""


def _what_is_right(verdict: Verdict, rulebook: Rulebook, lang: Lang, width: int) -> Iterator[str]:
    if verdict.state is State.REJECTED:
        return
    words = report_words(lang)
    if verdict.state is State.NIL_RETURN:
        yield from _wrapped(_NIL.in_lang(lang), width, "  ", "  ")
        return
    rows = _ROWS.in_lang(lang).format(rows=len(verdict.submission.rows), right=rows_without_errors(verdict))
    if all(finding.severity is Severity.NOTE for finding in verdict.findings):
        yield from _wrapped(f"{rows} {words['nothing_to_correct']}", width, "  ", "  ")
        return
    yield from _wrapped(rows, width, "  ", "  ")
    right = right_families(verdict, rulebook, lang)
    if right:
        yield from _wrapped(f"{words['already_right']}: {', '.join(right)}.", width, "  ", "    ")


def _paragraph(group: RuleGroup, lang: Lang, width: int) -> Iterator[str]:
    severity = SEVERITY_WORDS[group.severity].in_lang(lang)
    sheet = f" {quoted(group.sheet)}" if group.sheet else ""
    times = f" × {group.count}" if group.count > 1 else ""
    yield from _wrapped(f"[{group.code}] {severity}{sheet}{times}", width, "  ", "    ")
    for saying in group.sayings[:_MOST_SAYINGS]:
        place = f"{saying.cells}: " if saying.cells else ""
        said = saying.words.message if group.allowed is None else saying.words.wrong
        yield from _wrapped(f"{saying.mark}{place}{said}", width, "    - ", "      ")
    rest = sum(len(saying.findings) for saying in group.sayings[_MOST_SAYINGS:])
    if rest:
        yield from _wrapped(f"… {_SEE_JSON.in_lang(lang).format(count=rest)}", width, "    ", "      ")
    if group.allowed is not None:
        yield from _wrapped(f"{ALLOWED_WORD.in_lang(lang)}: {group.allowed}", width, "    ", "      ")
    yield from _wrapped(group.remedy, width, "    → ", "      ")


def _marks(ids: Sequence[str], since: Since | None, lang: Lang) -> list[str]:
    """ "(mới) " before what was not there the last time."""
    if since is None:
        return [""] * len(ids)
    new = f"({STANDING_WORDS[Standing.NEW].in_lang(lang)}) "
    return [new if since.standing(one) is Standing.NEW else "" for one in ids]


def _missing_lines(missing: Sequence[Unit], lang: Lang, width: int) -> Iterator[str]:
    names = "; ".join(quoted(unit.name) for unit in missing[:_MOST_MISSING])
    rest = len(missing) - _MOST_MISSING
    more = f" … {_SEE_JSON.in_lang(lang).format(count=rest)}" if rest > 0 else ""
    yield from _wrapped(f"{report_words(lang)['missing']} ({len(missing)}): {names}{more}", width, "", "  ")
    yield ""


def _since_lines(since: Since, lang: Lang, width: int) -> Iterator[str]:
    words = report_words(lang)
    counts = (
        (Standing.FIXED, len(since.fixed)),
        (Standing.STILL_THERE, len(since.still_there)),
        (Standing.NEW, len(since.new)),
        (Standing.NOT_CHECKED, len(since.not_checked)),
    )
    said = ", ".join(f"{count} {STANDING_WORDS[standing].in_lang(lang)}" for standing, count in counts)
    yield from _wrapped(f"{words['standing']}: {said}.", width, "", "  ")
    yield from _past_lines(words["fixed"], since.fixed, lang, width)
    yield from _past_lines(words["not_checked"], since.not_checked, lang, width)
    yield ""


def _past_lines(title: str, past: Sequence[PastFinding], lang: Lang, width: int) -> Iterator[str]:
    if not past:
        return
    yield from _wrapped(f"{title}:", width, "  ", "    ")
    for finding in past[:_MOST_PAST]:
        owner = quoted(finding.unit or finding.file)
        place = f" {quoted(finding.cell)}" if finding.cell else ""
        line = f"{owner} [{quoted(finding.code)}]{place}: {quoted(finding.message)}"
        yield from _wrapped(line, width, "    - ", "      ")
    if len(past) > _MOST_PAST:
        yield f"    … {_SEE_JSON.in_lang(lang).format(count=len(past) - _MOST_PAST)}"


def _wrapped(text: str, width: int, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _totals(verdicts: Sequence[Verdict], batch_findings: Sequence[Finding], lang: Lang) -> str:
    counts = count_all(verdicts, batch_findings)
    by_severity = zip(
        (counts.errors, counts.warnings, counts.notes), (Severity.ERROR, Severity.WARNING, Severity.NOTE), strict=True
    )
    return _TOTALS.in_lang(lang).format(
        files=len(verdicts),
        states=", ".join(
            f"{count} {STATE_WORDS[state].in_lang(lang)}" for state, count in count_states(verdicts).items()
        ),
        counts=", ".join(
            f"{count} {SEVERITY_WORDS[severity].in_lang(lang).lower()}" for count, severity in by_severity
        ),
    )
