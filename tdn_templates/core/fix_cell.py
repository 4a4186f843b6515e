"""What can be repaired in one cell, by the kind of its column."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tdn_templates.core.checks.context import FormContext
from tdn_templates.core.clean_text import clean_text
from tdn_templates.core.fix_names import former_names, near_names, official_names
from tdn_templates.core.fold import fold, fold_plain
from tdn_templates.core.look_alikes import find_look_alikes, replace_look_alikes
from tdn_templates.core.normalise import normalise_unseen
from tdn_templates.core.raw_text import raw_text
from tdn_templates.core.timeframes import read_time
from tdn_templates.model.cell import RawValue
from tdn_templates.model.finding import Finding
from tdn_templates.model.layout import Column, ColumnKind
from tdn_templates.model.timeframe import TimeKind
from tdn_templates.model.words import RuleCode

_UNIT_KINDS = (ColumnKind.UNIT, ColumnKind.UNITS)
_NUMBER_KINDS = (ColumnKind.NUMBER, ColumnKind.NUMBERS)
_FORMER_UNIT = RuleCode("UNIT08")
_UNKNOWN_UNIT = (RuleCode("UNIT02"), RuleCode("UNIT05"))
_RULE_OF_CHANGE = {
    "unicode": RuleCode("VALUE02"),
    "zero_width": RuleCode("VALUE10"),
    "spaces": RuleCode("VALUE10"),
}
_WORD = re.compile(r"[^\s,;.:()]+")
_ISO_DAY = re.compile(r"(?<![\w./-])([12][0-9]{3})-([0-9]{1,2})-([0-9]{1,2})(?![\w/-])")
_DASHED_DAY = re.compile(r"(?<![\w./-])([0-9]{1,2})([-.])([0-9]{1,2})\2([12][0-9]{3})(?![\w/-])")
_NEAR = 80.0
_MARGIN = 10.0


@dataclass(frozen=True, slots=True)
class Step:
    """`before` becomes `after`; it begins at `start` of the text. `rule` has something to say about such a cell."""

    kind: str
    before: str
    after: str
    rule: RuleCode | None = None
    start: int = 0
    others: tuple[str, ...] = ()


def safe_steps(form: FormContext, column: Column, raw: RawValue) -> Iterator[Step]:
    """Whole-text changes that keep the meaning, each on what the one before left; none when repeated."""
    if not isinstance(raw, str):
        text = raw_text(raw)
        if _is_safe_as_text(raw, column):
            yield Step("number_to_text", text, text, RuleCode("VALUE03"))
        return
    text = raw
    for step in _spelling(raw):
        yield step
        text = step.after
    if column.kind is ColumnKind.TIME:
        shaped = _with_plain_days(text)
        if shaped != text and _says_the_same(form, text, shaped):
            yield Step("date_shape", text, shaped, RuleCode("TIME01"))
    if column.kind in _UNIT_KINDS:
        named = official_names(form, text)
        if named != text:
            yield Step("official_name", text, named)


def unsafe_steps(
    form: FormContext, column: Column, raw: RawValue, text: str, findings: Iterable[Finding]
) -> Iterator[Step]:
    """Guesses about parts of `text`, the cell as the safe steps leave it."""
    if not isinstance(raw, str):
        if not isinstance(raw, bool) and not _is_safe_as_text(raw, column):
            yield Step("number_to_text", text, _likely_text(raw, column), RuleCode("VALUE03"))
        return
    words = tuple(_without_look_alikes(text))
    if words:
        yield from words
        return
    if column.kind is ColumnKind.CHOICE:
        yield from _near_choice(column, text)
    if column.kind in _UNIT_KINDS:
        unknown = {fold(finding.value): finding.code for finding in findings if finding.code in _UNKNOWN_UNIT}
        for name in near_names(form, text):
            rule = unknown.get(fold(name.written))
            if rule is not None:
                yield Step("near_name", name.written, name.nearest[0], rule, name.start, name.nearest[1:])
        for former in former_names(form, text):
            yield Step("former_name", former.written, former.heirs[0], _FORMER_UNIT, former.start, former.heirs[1:])


def _spelling(raw: str) -> Iterator[Step]:
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    clean = clean_text(raw)
    if clean.removed:
        yield Step("control_characters", raw, clean.text, RuleCode("VALUE01"))
        text = clean.text
    for change in normalise_unseen(text).changes:
        yield Step(change.kind, change.before, change.after, _RULE_OF_CHANGE.get(change.kind))


def _without_look_alikes(text: str) -> Iterator[Step]:
    """Word by word, so that one decision serves the word wherever it stands."""
    found = [item for item in find_look_alikes(text) if item.kind == "letter"]
    for word in _WORD.finditer(text):
        inside = tuple(item for item in found if word.start() <= item.index < word.end())
        if inside:
            moved = tuple(replace(item, index=item.index - word.start()) for item in inside)
            after = replace_look_alikes(word[0], moved)
            yield Step("look_alike", word[0], after, RuleCode("VALUE09"), word.start())


def _near_choice(column: Column, text: str) -> Iterator[Step]:
    from rapidfuzz import fuzz  # noqa: PLC0415 - only a misspelt choice needs it, and importing it takes time

    if not text or column.choice_labelled(text) is not None:
        return
    folded = fold_plain(text)
    scores = {choice.label.vi: fuzz.ratio(folded, fold_plain(choice.label.vi)) for choice in column.choices}
    best, *others = sorted(scores, key=lambda label: -scores[label])
    runner_up = scores[others[0]] if others else 0.0
    if scores[best] >= _NEAR and scores[best] - runner_up >= _MARGIN:
        yield Step("near_choice", text, best, RuleCode("VALUE04"), 0, tuple(others))


def _is_safe_as_text(raw: RawValue, column: Column) -> bool:
    """Whether a number or day says what was typed. 3.1 may have been 3.10, and 1/6/2025 is how 6/2025 comes back."""
    if isinstance(raw, str | bool):
        return False
    if isinstance(raw, int) or (isinstance(raw, float) and raw.is_integer()):
        return True
    if column.kind is ColumnKind.TIME:
        return isinstance(raw, date) and raw.day != 1
    return column.kind not in _NUMBER_KINDS


def _likely_text(raw: RawValue, column: Column) -> str:
    if isinstance(raw, date) and column.kind is ColumnKind.TIME:
        return f"Tháng {raw.month}/{raw.year}"
    if isinstance(raw, date) and column.kind in _NUMBER_KINDS:
        return f"{raw.day}.{raw.month}"
    return raw_text(raw)


def _with_plain_days(text: str) -> str:
    """2025-06-30, 30-06-2025 and 30.6.2025 as 30/6/2025; what is no day of the calendar stays."""
    text = _ISO_DAY.sub(lambda found: _day(found, *map(int, (found[1], found[2], found[3]))), text)
    return _DASHED_DAY.sub(lambda found: _day(found, *map(int, (found[4], found[3], found[1]))), text)


def _day(found: re.Match[str], year: int, month: int, day: int) -> str:
    try:
        shown = date(year, month, day)
    except ValueError:
        return found[0]
    return f"{shown.day}/{shown.month}/{shown.year}"


def _says_the_same(form: FormContext, before: str, after: str) -> bool:
    """The new spelling is understood, and as what the old one was, if that was understood at all."""
    first, last = form.programme.first, form.programme.last
    old, new = (read_time(text, period_first=first, period_last=last) for text in (before, after))
    if new.kind is TimeKind.UNREADABLE:
        return False
    return old.kind is TimeKind.UNREADABLE or replace(old, wording="") == replace(new, wording="")
