"""The status of a round as one self-contained page: a plain table, readable without scripts and on paper."""

from collections.abc import Mapping
from dataclasses import dataclass

from tdn_templates.core.round_words import (
    NOBODYS_WORDS,
    SHOWN_STATES,
    WHY_WORDS,
    change_words,
    late_words,
    round_words,
    summary_words,
)
from tdn_templates.core.succession_words import day_words
from tdn_templates.core.wording import STATE_WORDS
from tdn_templates.model.round import RoundStatus, UnitStatus
from tdn_templates.model.words import Lang
from tdn_templates.report.html import environment


@dataclass(frozen=True, slots=True)
class _Line:
    unit: str
    state: str
    state_words: str
    days_late: str
    errors: str
    warnings: str
    versions: str
    file: str
    why: str
    received: str
    change: str


def round_html(status: RoundStatus, lang: Lang) -> str:
    """The page, the same for the same status."""
    words, counts = round_words(lang), status.counts
    return (
        environment()
        .get_template("round.html.j2")
        .render(
            lang=lang.value,
            words=words,
            setup=status.setup,
            deadline=day_words(status.setup.deadline),
            counted_on=day_words(status.counted_on),
            summary=summary_words(status, lang),
            states=[(state.value, STATE_WORDS[state].in_lang(lang), counts[state]) for state in SHOWN_STATES],
            lines=[_line(entry, lang) for entry in status.units],
            others=_others(status, lang, words),
        )
    )


def _line(entry: UnitStatus, lang: Lang) -> _Line:
    counting = entry.counting
    return _Line(
        unit=entry.unit.name,
        state=entry.state.value,
        state_words=STATE_WORDS[entry.state].in_lang(lang),
        days_late=late_words(entry),
        errors=str(counting.errors) if counting else "",
        warnings=str(counting.warnings) if counting else "",
        versions=str(len(entry.versions)) if entry.versions else "",
        file=counting.file if counting else "",
        why=WHY_WORDS[entry.why].in_lang(lang) if entry.why else "",
        received=day_words(counting.received) if counting else "",
        change=change_words(entry.change, lang),
    )


def _others(status: RoundStatus, lang: Lang, words: Mapping[str, str]) -> list[tuple[str, str]]:
    lines = [(entry.file, NOBODYS_WORDS[entry.why].in_lang(lang)) for entry in status.nobodys]
    lines += [(receipt.file, words["gone"]) for receipt in status.gone]
    return lines + [(name, words["unused"]) for name in status.unused]
