"""Load the file that says what a round is (round.yaml).

code: nq47-2024-plan-2026-11-30
title: ...
programme: nq47-2024        a code, or a path inside the folder of the round
form: plan
year:                       for yearly forms only
as_of:                      day whose units are meant, blank for that of the list
deadline: 30/11/2026        days as d/m/yyyy or yyyy-mm-dd
closing:                    after this day nothing is taken any more
issuer: ...
letter: {number, date, head}
templates:                  folder of own templates, inside the folder of the round
units: [...]                slugs or any names
use: [...]                  files of the inbox that count although another came later
severity: ...               as in settings, see load/settings.py
waivers: ...
"""

import datetime as dt
import difflib
from pathlib import PurePosixPath

from tdn_templates.core.date_words import read_any_day
from tdn_templates.core.names import NameIndex
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.load.settings import SETTINGS_KEYS, settings_of
from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.model.round import RoundSetup
from tdn_templates.model.settings import Settings
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import UnitSlug

ROUND_FILE = "round.yaml"
_ABOUT = ("code", "title", "programme", "form", "year", "as_of", "deadline", "closing", "issuer", "letter")
_KEYS = (*_ABOUT, "templates", "units", "use", *SETTINGS_KEYS)


def read_round(text: str, name: str, rulebook: Rulebook, registry: Registry) -> RoundSetup:
    """`registry` holds the units of all times. Raises TdnError, naming file and line, for what does not fit."""
    entry = read_entry(text, name)
    entry.only(*_KEYS)
    letter = entry.optional_entry("letter")
    if letter is not None:
        letter.only("number", "date", "head")
    setup = RoundSetup(
        code=entry.text("code"),
        title=entry.optional_text("title"),
        programme=_inside(entry, "programme") or entry.text("programme"),
        form=entry.text("form"),
        year=entry.whole("year") if entry.optional_text("year") else None,
        as_of=_day(entry, "as_of"),
        deadline=_day(entry, "deadline") or _needed_day(entry, "deadline"),
        units=_units(entry, registry),
        closing=_day(entry, "closing"),
        issuer=entry.optional_text("issuer"),
        letter_number=letter.optional_text("number") if letter else "",
        letter_date=_day(letter, "date") if letter else None,
        head=_inside(letter, "head") if letter else "",
        templates=_inside(entry, "templates"),
        use=entry.texts("use"),
        settings=settings_of(entry, rulebook, registry),
    )
    if setup.closing is not None and setup.closing < setup.deadline:
        entry.fail("ngày khóa sổ trước hạn gửi.", "the closing day is before the deadline.", key="closing")
    return setup


def read_round_settings(text: str, name: str, rulebook: Rulebook, registry: Registry) -> Settings:
    """The settings of a check that the file of a round holds; raises as `read_round`."""
    return settings_of(read_entry(text, name), rulebook, registry)


def templates_of_round(text: str, name: str) -> str:
    """The folder of own templates, which has to be known before anything else in the file can be read."""
    return _inside(read_entry(text, name), "templates")


def _inside(entry: Entry, key: str) -> str:
    """A path inside the folder of the round, "" for blank. Raises TdnError for one that leads out of it: the folder
    has to stay whole when it is moved or mailed."""
    text = entry.optional_text(key)
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or "\\" in text or ":" in text:
        vi = f'"{key}" phải là đường dẫn trong thư mục của đợt, ngăn bằng dấu “/”, không phải "{text}".'
        en = f'"{key}" has to be a path inside the folder of the round, written with "/", not "{text}".'
        entry.fail(vi, en, key=key)
    return text


def _day(entry: Entry, key: str) -> dt.date | None:
    text = entry.optional_text(key)
    day = read_any_day(text)
    if text and day is None:
        vi = f'"{key}" phải là ngày viết như 30/11/2026, không phải "{text}".'
        entry.fail(vi, f'"{key}" has to be a day written as 30/11/2026, not "{text}".', key=key)
    return day


def _needed_day(entry: Entry, key: str) -> dt.date:
    entry.fail(f'thiếu "{key}".', f'"{key}" is missing.', key=key)


def _units(entry: Entry, registry: Registry) -> tuple[UnitSlug, ...]:
    """Each unit once, in the order of the file."""
    names: NameIndex | None = None
    found: dict[UnitSlug, None] = {}
    for line, text in entry.lined_texts("units"):
        unit = registry.find(text.strip())
        if unit is None:
            names = names or NameIndex(registry)
            match = names.find(text)
            unit = match.unit
            if unit is None:
                near = " / ".join(
                    f'"{item.slug}" ({item.name})' for item in match.suggestions or _alike(text, registry)
                )
                hint = (f"Có phải là {near} không?", f"Did you mean {near}?") if near else ("", "")
                vi, en = f'không có đơn vị "{text}" trong danh mục.', f'the unit "{text}" is not in the registry.'
                entry.refuse_line(line, vi, en, near=hint)
        found[unit.slug] = None
    if not found:
        entry.fail('"units" chưa nêu đơn vị nào.', '"units" names no unit.', key="units")
    return tuple(found)


def _alike(slug: str, registry: Registry) -> list[Unit]:
    """The unit whose slug is nearest, if one is near."""
    near = difflib.get_close_matches(slug, [unit.slug for unit in registry.units], n=1)
    return [unit for unit in registry.units if unit.slug in near]
