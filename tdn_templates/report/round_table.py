"""The status of a round as tables for a terminal."""

from tdn_templates.core.round_words import (
    NOBODYS_WORDS,
    WHY_WORDS,
    change_words,
    late_words,
    round_words,
    summary_words,
)
from tdn_templates.core.succession_words import day_words
from tdn_templates.core.wording import STATE_WORDS, quoted
from tdn_templates.model.round import RoundStatus, UnitStatus
from tdn_templates.model.words import Lang
from tdn_templates.report.tables import rendered, table


def round_table(status: RoundStatus, lang: Lang, width: int) -> str:
    """A line for each unit, what belongs to nobody, and a line that counts the states."""
    words = round_words(lang)
    deadline, counted_on = day_words(status.setup.deadline), day_words(status.counted_on)
    days = f"{words['deadline']}: {deadline}. {words['counted_on']}: {counted_on}."
    parts = [_units(status, lang, width), _others(status, lang, width), days, summary_words(status, lang)]
    return "\n".join(part for part in parts if part)


def _units(status: RoundStatus, lang: Lang, width: int) -> str:
    words = round_words(lang)
    rows = table(quoted(status.setup.title))
    rows.add_column(words["unit"], ratio=3)
    rows.add_column(words["state"], ratio=2)
    rows.add_column(words["days_late"], justify="right", max_width=7)
    rows.add_column(words["errors"], justify="right", max_width=6)
    rows.add_column(words["file"], ratio=4, overflow="fold")
    for entry in status.units:
        errors = str(entry.counting.errors) if entry.counting and entry.counting.errors else ""
        state = STATE_WORDS[entry.state].in_lang(lang)
        rows.add_row(quoted(entry.unit.name), state, late_words(entry), errors, _file(entry, lang))
    return rendered(rows, width)


def _file(entry: UnitStatus, lang: Lang) -> str:
    if entry.counting is None or entry.why is None:
        return ""
    count = len(entry.versions)
    place = f"{entry.versions.index(entry.counting) + 1}/{count}, " if count > 1 else ""
    why = f" ({place}{WHY_WORDS[entry.why].in_lang(lang)})" if count > 1 else ""
    lines = (f"{quoted(entry.counting.file)}{why}", change_words(entry.change, lang))
    return "\n".join(line for line in lines if line)


def _others(status: RoundStatus, lang: Lang, width: int) -> str:
    words = round_words(lang)
    lines = [(quoted(entry.file), NOBODYS_WORDS[entry.why].in_lang(lang)) for entry in status.nobodys]
    lines += [(quoted(receipt.file), words["gone"]) for receipt in status.gone]
    lines += [(quoted(name), words["unused"]) for name in status.unused]
    if not lines:
        return ""
    rows = table(words["others"])
    rows.add_column(words["any_file"], ratio=1, overflow="fold")
    rows.add_column(words["why"], ratio=1)
    for line in lines:
        rows.add_row(*line)
    return rendered(rows, width)
