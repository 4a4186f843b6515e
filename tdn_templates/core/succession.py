"""Units in time: the registry of a day, and who a unit is on it (see docs/units-in-time.md)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tdn_templates.core.fold import fold
from tdn_templates.model.succession import FormerDepartment, SuccessionKind
from tdn_templates.model.unit import Level, Registry, Unit
from tdn_templates.model.words import ClassKey, UnitSlug, Wording


@dataclass(frozen=True, slots=True)
class Heir:
    """A unit that took over. `kind` is PART when any step on the way to it was; `scope` is that of the last step that
    names one, None where none does."""

    unit: Unit
    kind: SuccessionKind
    source: str
    scope: Wording | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """Who a unit is on a day. Without heirs it is there itself, or had ended and the registry knows no successor.

    `named` are the successors of a department by name, where only these are known.
    """

    unit: Unit
    is_there: bool
    heirs: tuple[Heir, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def whole_heir(self) -> Unit | None:
        """The one unit that took over everything; None if there is none, or there are several."""
        if len(self.heirs) == 1 and self.heirs[0].kind is SuccessionKind.WHOLE:
            return self.heirs[0].unit
        return None


def registry_on(registry: Registry, day: date) -> Registry:
    """The registry of a day: who is there first, then who had ended; classes as they are."""
    every = every_unit(registry)
    there = tuple(unit for unit in every if unit.exists_on(day))
    ended = tuple(unit for unit in every if unit.ended_before(day))
    return replace(registry, units=(*there, *ended), day=day, every=every)


def registry_of_issue(registry: Registry, issued_on: date) -> Registry:
    """The registry a list issued on that day is meant for: that of the day, or, before the first succession that the
    registry records, the registry without a day."""
    changed = any(item.since <= issued_on for unit in every_unit(registry) for item in unit.successors)
    return registry_on(registry, issued_on) if changed else registry_without_day(registry)


def registry_without_day(registry: Registry) -> Registry:
    """See `Registry`: without the units that came about by taking over from others."""
    every = every_unit(registry)
    taking_over = {(item.to, item.since) for unit in every for item in unit.successors}
    units = tuple(unit for unit in every if (unit.slug, unit.valid_from) not in taking_over)
    return replace(registry, units=units, day=None, every=every)


def registry_of_all_times(registry: Registry) -> Registry:
    """Every unit with its names, whenever it existed: for look-ups, and to read a list whose words may be younger than
    the list. Those of the registry come first, so that a name that two share stays theirs."""
    own = {unit.slug for unit in registry.units}
    more = tuple(unit for unit in registry.every if unit.slug not in own)
    return replace(registry, units=(*registry.units, *more), day=None)


def every_unit(registry: Registry) -> tuple[Unit, ...]:
    """The units of all times, in the order of official lists."""
    return registry.every or registry.units


def unit_on(registry: Registry, slug: UnitSlug, day: date) -> Today:
    """Who the unit is on the day: itself, or those who took over, however often since.

    `registry` may be of any day. Raises KeyError for a unit that it does not know at any time.
    """
    known = {unit.slug: unit for unit in every_unit(registry)}
    unit = known.get(slug) or registry.unit(slug)
    if not unit.ended_before(day):
        return Today(unit, unit.exists_on(day))
    found: dict[UnitSlug, Heir] = {}
    for heir in _heirs(unit, known, day, frozenset({slug})):
        first = found.get(heir.unit.slug)
        # twice by different ways: the part is a question, so it stays one
        found[heir.unit.slug] = heir if first is None or heir.kind is SuccessionKind.PART else first
    named = () if found or unit.level is not Level.DEPARTMENT else _department_heirs(registry, unit, known, day)
    return Today(unit, False, tuple(found.values()), named)


def class_on(registry: Registry, key: ClassKey, day: date) -> ClassKey:
    """The class that is meant on the day where this one is printed: itself unless it ended."""
    seen: set[ClassKey] = set()
    while key not in seen:
        seen.add(key)
        unit_class = registry.unit_class(key)
        if unit_class.successor is None or unit_class.successor_since is None or day < unit_class.successor_since:
            return key
        key = unit_class.successor
    return key


def former_department(registry: Registry, name: str, day: date) -> FormerDepartment | None:
    """The kind of department that ended by that day and is called so, in any spelling; None if there is none."""
    wanted = fold(name)
    for kind in registry.former_departments:
        if any(item.since <= day for item in kind.successors) and wanted in map(fold, (kind.name, *kind.other_names)):
            return kind
    return None


def named_heirs(registry: Registry, kind: FormerDepartment, parent: UnitSlug | None, day: date) -> tuple[str, ...]:
    """The successors by name: as the body's own department is called, or as most provinces call it."""
    own = {fold(unit.name): unit.name for unit in registry.children(parent)} if parent is not None else {}
    names: list[str] = []
    for item in kind.successors:
        if item.since <= day:
            found = next((own[fold(name)] for name in (item.to, *item.others) if fold(name) in own), item.to)
            names.append(found)
    return tuple(names)


def _department_heirs(registry: Registry, department: Unit, known: dict[UnitSlug, Unit], day: date) -> tuple[str, ...]:
    """The names of the departments that took over, in the body it belonged to or in who took over from that."""
    kind = former_department(registry, department.name, day)
    if kind is None:
        return ()
    parent = known.get(department.parent) if department.parent is not None else None
    body = parent
    if parent is not None and parent.ended_before(day):
        body = next((heir.unit for heir in _heirs(parent, known, day, frozenset({parent.slug}))), parent)
    return named_heirs(registry, kind, body.slug if body is not None else None, day)


def _heirs(unit: Unit, known: dict[UnitSlug, Unit], day: date, passed: frozenset[UnitSlug]) -> Iterator[Heir]:
    for item in unit.successors:
        heir = known.get(item.to)
        if heir is None or heir.slug in passed or item.since > day:
            continue
        if not heir.ended_before(day):
            yield Heir(heir, item.kind, item.source, item.scope)
            continue
        for further in _heirs(heir, known, day, passed | {heir.slug}):
            part = SuccessionKind.PART in (item.kind, further.kind)
            kind = SuccessionKind.PART if part else SuccessionKind.WHOLE
            yield Heir(further.unit, kind, further.source, further.scope or item.scope)
