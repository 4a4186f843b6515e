"""Turn a finding into words, from the texts of its rule. The only place where findings become sentences."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from tdn_templates.core.rulebook import Rulebook
from tdn_templates.model.finding import Finding
from tdn_templates.model.settings import Waiver
from tdn_templates.model.words import Lang, Severity, State, Wording

_LONGEST_QUOTE = 160
_UNSAFE_TO_SHOW = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

SEVERITY_WORDS: Mapping[Severity, Wording] = {
    Severity.ERROR: Wording("Lỗi", "Error"),
    Severity.WARNING: Wording("Cảnh báo", "Warning"),
    Severity.NOTE: Wording("Lưu ý", "Note"),
    Severity.OFF: Wording("Tắt", "Off"),
}

ALLOWED_WORD = Wording("Được phép", "Allowed")

_WAIVED = Wording(
    "Đã miễn trừ: {reason}, người duyệt {approver}, đến {day}/{month}/{year}.",
    "Waived: {reason}, approved by {approver}, until {day}/{month}/{year}.",
)

STATE_WORDS: Mapping[State, Wording] = {
    State.ACCEPTED: Wording("đạt", "accepted"),
    State.ACCEPTED_WITH_WARNINGS: Wording("đạt, có cảnh báo", "accepted with warnings"),
    State.NEEDS_CORRECTION: Wording("cần sửa", "needs correction"),
    State.REJECTED: Wording("không đọc được", "rejected"),
    State.NIL_RETURN: Wording("không phát sinh", "nil return"),
    State.NOT_RECEIVED: Wording("chưa gửi", "not received"),
}


@dataclass(frozen=True, slots=True)
class FindingWords:
    """`wrong` says what is wrong, what was found and, for a waived finding, by whom and until when it is waived;
    `remedy` says what to do; `message` is everything but the remedy."""

    wrong: str
    allowed: str
    remedy: str
    message: str


def finding_words(finding: Finding, rulebook: Rulebook, lang: Lang) -> FindingWords:
    wording = rulebook.rule(finding.code).wording
    facts: dict[str, str] = defaultdict(str)
    facts |= {"value": quoted(finding.value), "task": finding.task}
    facts |= {name: quoted(value) for name, value in finding.facts.items() if not name.endswith("_en")}
    if lang is Lang.EN:
        facts |= {name[:-3]: quoted(value) for name, value in finding.facts.items() if name.endswith("_en")}
    wrong, allowed, remedy = (
        part.in_lang(lang).format_map(facts) for part in (wording.wrong, wording.allowed, wording.remedy)
    )
    found = _found(wording.found.in_lang(lang), facts)
    said = wrong if found.strip(" “”.") in wrong else f"{wrong} {found}"
    waived = f" {_waived(finding.waiver, lang)}" if finding.waiver else ""
    return FindingWords(said + waived, allowed, remedy, f"{said} {ALLOWED_WORD.in_lang(lang)}: {allowed}{waived}")


def _waived(waiver: Waiver, lang: Lang) -> str:
    until = waiver.expires
    return _WAIVED.in_lang(lang).format(
        reason=quoted(waiver.reason).rstrip("."),
        approver=quoted(waiver.approver).rstrip("."),
        day=until.day,
        month=until.month,
        year=until.year,
    )


def _found(template: str, facts: Mapping[str, str]) -> str:
    """What was found; "" where the sentence would quote a blank cell."""
    names = {name for _, name, _, _ in Formatter().parse(template) if name}
    return template.format_map(facts) if all(facts[name] for name in names) else ""


def quoted(text: str) -> str:
    """A value as a message may show it: one line, no control or direction characters, not too long."""
    shown = quoted_whole(text)
    return shown if len(shown) <= _LONGEST_QUOTE else shown[: _LONGEST_QUOTE - 1] + "…"


def quoted_whole(text: str) -> str:
    """The same, however long it is."""
    return _UNSAFE_TO_SHOW.sub(_visible, text.replace("\n", " ⏎ "))


def _visible(match: re.Match[str]) -> str:
    return f"<U+{ord(match[0]):04X}>"
