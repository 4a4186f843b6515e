"""Look things up: tasks of a unit, units by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tdn_templates.api.shared import only_programme
from tdn_templates.core.assign import assign, leads_now
from tdn_templates.core.fold import fold
from tdn_templates.core.names import NameIndex
from tdn_templates.core.succession import (
    Today,
    every_unit,
    registry_of_all_times,
    registry_on,
    unit_on,
)
from tdn_templates.core.succession_words import day_words, heirs_words, lead_cell_words
from tdn_templates.errors import TdnError
from tdn_templates.files.search_path import own_first
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_known, load_registry
from tdn_templates.load.lists import Lists
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.programme import Programme
from tdn_templates.model.unit import Level, Registry, Unit
from tdn_templates.model.words import Lang, TaskCode, Wording


@dataclass(frozen=True, slots=True)
class TaskList:
    """`unit` is None for the whole programme; then there are no assignments, and `leads_now` says of the tasks whose
    printed lead had ended, by code, who leads."""

    programme: Programme
    unit: Unit | None
    assignments: tuple[Assignment, ...]
    leads_now: Mapping[TaskCode, str] = field(default_factory=dict)


def list_tasks(
    *,
    programme: Lists = DEFAULT_PROGRAMME,
    unit: str | None = None,
    as_of: date | None = None,
    templates: Path | None = None,
) -> TaskList:
    """The tasks of a programme, or those a unit inherits on the day `as_of`, None for that of the list. `templates` is
    an office's own folder, whose units count too.

    Raises TdnError for an unknown programme or unit, and for a unit that had ended by then.
    """
    known = load_known(programme, own_first(templates), as_of)
    loaded = only_programme(known)
    if unit is None:
        found_leads = ((task.code, leads_now(task, known.registry)) for task in loaded.tasks)
        now = {code: lead_cell_words(names, asked, Lang.VI) for code, (names, asked) in found_leads if names}
        return TaskList(loaded, None, (), now)
    found = find_unit(known.registry, unit)
    return TaskList(loaded, found, assign(loaded, known.registry, found))


def search_units(
    text: str, *, limit: int = 10, within: str | None = None, templates: Path | None = None
) -> tuple[Unit, ...]:
    """As `search_units_in_time`, the units alone."""
    found_units = search_units_in_time(text, limit=limit, within=within, templates=templates)
    return tuple(found.unit for found in found_units)


def search_units_in_time(
    text: str,
    *,
    limit: int = 10,
    within: str | None = None,
    as_of: date | None = None,
    templates: Path | None = None,
) -> tuple[Today, ...]:
    """Units of all times by any of their names, the nearest first, or by official code, with their days and successors;
    all units for blank text.

    `within` names a body whose departments are meant instead, the listed ones before the generic ones. With `as_of`
    units to come are left out and successors are those of that day; for blank text so are those that had ended.
    `templates` is an office's own folder, whose units count too. Raises TdnError if there is no such body.
    """
    every = load_registry(own_first(templates))
    known = registry_of_all_times(every) if as_of is None else registry_on(every, as_of)
    searched = known if within is None else _departments(known, find_unit(known, within))
    if text.strip():
        found = units_with_code(searched, text, as_of) or NameIndex(searched).search(text, limit)
    else:
        units = searched.units if within is not None else every_unit(known)
        found = tuple(unit for unit in units if as_of is None or unit.exists_on(as_of))
    return tuple(unit_on(known, unit.slug, as_of or date.max) for unit in found)


def _departments(registry: Registry, body: Unit) -> Registry:
    """A registry of the body's departments alone, those to come left out."""
    departments = (*registry.ever_children(body.slug), *registry.generic_children(body.slug))
    day = registry.day
    kept = tuple(unit for unit in departments if day is None or unit.exists_on(day) or unit.ended_before(day))
    return Registry(kept, (), day=day)


def find_unit(registry: Registry, text: str, owner: Unit | None = None) -> Unit:
    """The unit that a name or slug means; a department by its name where only one is called so, or where `owner`, the
    body it belongs to, is known. A generic department needs its owner, or the owner's name behind its own.

    Raises TdnError with the nearest names when none is certain, for an official code, and for a unit that is not there
    on the day of the registry, then with who took over or when it begins.
    """
    found = _find(registry, text, owner)
    if found is not None:
        return unit_still_there(registry, found)
    holders = units_with_code(registry, text, None)
    if holders:
        raise _only_a_code(text.strip(), holders)
    later = _find(registry_of_all_times(registry), text, owner)
    if later is not None and later.valid_from is not None:
        since = day_words(later.valid_from)
        raise TdnError(
            f"“{later.name}” chỉ có từ ngày {since}.",
            f'"{later.name}" is there since {since} only.',
            hint_vi=f"Thêm --as-of {since} hoặc một ngày sau đó.",
            hint_en=f"Add --as-of {since} or a later day.",
        )
    match = NameIndex(registry).find(text, owner.slug if owner is not None else None)
    names = " / ".join(f"“{unit.name}”" for unit in match.suggestions)
    raise TdnError(
        f"Không tìm thấy đơn vị “{text}” trong danh mục.",
        f'The unit "{text}" is not in the registry.',
        hint_vi=f"Có phải là {names} không?" if names else "Xem danh mục: tdn units --find TÊN.",
        hint_en=f"Did you mean {names}?" if names else "See the registry: tdn units --find NAME.",
    )


def unit_still_there(registry: Registry, unit: Unit) -> Unit:
    """The unit itself. Raises TdnError with who took over when it is not there on the day of the registry."""
    if not registry.is_there(unit):
        raise _had_ended(registry, unit)
    return unit


def units_with_code(registry: Registry, text: str, day: date | None) -> tuple[Unit, ...]:
    """Every unit that has this official code on the day, None for at any time; () for text that is no code."""
    wanted = text.strip()
    return tuple(
        unit
        for unit in every_unit(registry)
        if any(item.code == wanted and (day is None or item.holds_on(day)) for item in unit.codes)
    )


def _find(registry: Registry, text: str, owner: Unit | None) -> Unit | None:
    by_slug = registry.find(text.strip())
    if by_slug is not None:
        return by_slug
    index = NameIndex(registry)
    match = index.find(text, owner.slug if owner is not None else None)
    if match.unit is not None:
        return match.unit
    named = [unit for unit in registry.units if fold(text) in map(fold, unit.all_names)]
    departments = [unit for unit in named if registry.is_there(unit)] or named
    if owner is not None:
        return None
    return departments[0] if len(departments) == 1 else _generic_with_its_body(registry, index, text)


def _had_ended(registry: Registry, unit: Unit) -> TdnError:
    if registry.day is None or unit.valid_to is None:
        raise ValueError(f"{unit.slug} has no last day")
    ended, day = day_words(unit.valid_to), day_words(registry.day)
    today = unit_on(registry, unit.slug, registry.day)
    return TdnError(
        f"“{unit.name}” chỉ có đến ngày {ended}; ngày {day} không còn đơn vị này.",
        f'"{unit.name}" was there until {ended} only; on {day} there is no such unit.',
        hint_vi=f"Nay: {heirs_words(today, Lang.VI)}. Nêu đơn vị nay còn, hoặc --as-of {ended} (hay sớm hơn).",
        hint_en=f"Now: {heirs_words(today, Lang.EN)}. Name a unit of that day, or give --as-of {ended} or earlier.",
    )


def _only_a_code(code: str, holders: Sequence[Unit]) -> TdnError:
    """A code was given to one province after another, so it names none."""

    def named(lang: Lang) -> str:
        return "; ".join(f"{unit.name}{_days_of(code, unit, lang)}" for unit in holders)

    return TdnError(
        f"“{code}” là mã, không phải tên: {named(Lang.VI)}.",
        f'"{code}" is a code, not a name: {named(Lang.EN)}.',
        hint_vi="Ghi tên đơn vị; mã được dùng lại cho đơn vị khác.",
        hint_en="Give the name of the unit; codes are used again for others.",
    )


def _days_of(code: str, unit: Unit, lang: Lang) -> str:
    held = next(item for item in unit.codes if item.code == code)
    since, until = Wording("từ", "since").in_lang(lang), Wording("đến", "until").in_lang(lang)
    days = [f"{since} {day_words(held.first)}"] if held.first else []
    days += [f"{until} {day_words(held.last)}"] if held.last else []
    return f" ({', '.join(days)})" if days else ""


def _generic_with_its_body(registry: Registry, index: NameIndex, text: str) -> Unit | None:
    """ "Sở Ngoại vụ tỉnh Quảng Ninh": the generic department of the body whose name ends the text; None if none is."""
    written = fold(text)
    for body in registry.units:
        if body.level is not Level.DEPARTMENT and written.endswith(tuple(f" {fold(name)}" for name in body.all_names)):
            found = index.find(text, within=body.slug).unit
            if found is not None and found.generic:
                return found
    return None
