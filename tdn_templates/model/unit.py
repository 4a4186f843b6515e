"""Units of the state (đơn vị), classes of units, and the registry that holds both."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from tdn_templates.model.succession import DatedCode, FormerDepartment, Successor
from tdn_templates.model.words import ClassKey, UnitSlug, Wording


class Level(StrEnum):
    CENTRAL = "central"
    PROVINCE = "province"
    DEPARTMENT = "department"
    """A unit inside a ministry or a province: vụ, cục, sở, ban, press agency of the ministry."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit with every name offices use for it.

    `rank` is the order in which official documents list units of one parent, those of all times together, from 1.
    `valid_from` None means "since before the sources", `valid_to` None means "still there"; both days are inclusive.
    `code` is its official code when the lists were issued, where one exists, `codes` every code with its days; codes
    are used again for other units, so a code alone is never a key. `successors` are those who took over when it ended.
    `generic`: nobody has listed the unit, its names follow the general pattern of such bodies, and whether this body
    has it is not confirmed.
    """

    slug: UnitSlug
    name: str
    level: Level
    rank: int
    short_names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    parent: UnitSlug | None = None
    classes: frozenset[ClassKey] = frozenset()
    code: str | None = None
    english: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    sources: tuple[str, ...] = ()
    codes: tuple[DatedCode, ...] = ()
    successors: tuple[Successor, ...] = ()
    generic: bool = False

    @property
    def all_names(self) -> tuple[str, ...]:
        return (self.name, *self.short_names, *self.aliases)

    def exists_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def ended_before(self, day: date) -> bool:
        return self.valid_to is not None and self.valid_to < day


@dataclass(frozen=True, slots=True)
class UnitClass:
    """A class of units and the phrases that name it ("các bộ, ngành, địa phương").

    `includes` lists the classes whose members are members of this one. `of_parent` says that the phrase speaks of the
    units of whoever uses it ("các đơn vị thuộc Bộ" in a ministry's plan), so members are looked up under that parent.
    `open` says that the registry does not list the members ("các cơ sở đào tạo"): the phrase binds nobody by itself.
    A class that ended has its heir in `successor`: "UBND các huyện" is read as "UBND các xã, phường" since that day.
    """

    key: ClassKey
    title: Wording
    phrases: tuple[str, ...]
    includes: tuple[ClassKey, ...] = ()
    of_parent: bool = False
    open: bool = False
    successor: ClassKey | None = None
    successor_since: date | None = None


class DepartmentPatterns(Protocol):
    """The departments that bodies of a kind usually have ("Sở Nội vụ" of a province), for bodies nobody has listed."""

    def units_of(self, body: Unit, listed: Sequence[Unit]) -> tuple[Unit, ...]:
        """Generic departments of the body, none that shares its name or slug with one of those `listed`."""

    def slug_prefix(self, body: Unit, listed: Sequence[Unit]) -> str:
        """What slugs of the body's departments begin with, the hyphen left out; "" for a body without any."""


@dataclass(frozen=True, slots=True)
class Registry:
    """The units and classes known. Order of `units` is the order of official lists.

    With a `day` it is the registry of that day: `units` are those there are, then those that had ended, whose names are
    still known but who are members of nothing. Without one it is what stood when the shipped lists were issued: dates
    are not looked at, and units that came about by taking over from others are left out. `every` are the units of all
    times in the order of official lists, () where these are all. `former_departments` are kinds of departments that
    ended in all provinces.

    Generic departments, made from `patterns`, are none of `units`, no children and no members: they are found by slug,
    so that a name that was read, or a form that somebody asked for by name, leads to its unit.
    """

    units: tuple[Unit, ...]
    classes: tuple[UnitClass, ...]
    day: date | None = None
    every: tuple[Unit, ...] = ()
    former_departments: tuple[FormerDepartment, ...] = ()
    patterns: DepartmentPatterns | None = None
    _generic: dict[UnitSlug, tuple[Unit, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)
    """By body, those made so far: making them for every body would take longer than loading the registry."""
    _generic_by_slug: dict[str, Unit] = field(init=False, repr=False, compare=False, default_factory=dict)
    _prefixes: dict[UnitSlug, str] = field(init=False, repr=False, compare=False, default_factory=dict)
    """By body, what slugs of its departments begin with; empty until a slug is looked up that no listed unit has."""
    _by_slug: dict[UnitSlug, Unit] = field(init=False, repr=False, compare=False)
    _by_class: dict[ClassKey, UnitClass] = field(init=False, repr=False, compare=False)
    _places: dict[UnitSlug, int] = field(init=False, repr=False, compare=False)
    _by_parent: dict[UnitSlug, list[Unit]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_slug", {unit.slug: unit for unit in self.units})
        object.__setattr__(self, "_places", {unit.slug: index for index, unit in enumerate(self.units)})
        object.__setattr__(self, "_by_class", {unit_class.key: unit_class for unit_class in self.classes})
        departments: dict[UnitSlug, list[Unit]] = {}
        for unit in self.units:
            if unit.parent is not None:
                departments.setdefault(unit.parent, []).append(unit)
        object.__setattr__(self, "_by_parent", departments)

    def unit(self, slug: UnitSlug) -> Unit:
        """A listed or generic unit. Raises KeyError for a slug that is neither."""
        found = self.find(slug)
        if found is None:
            raise KeyError(slug)
        return found

    def find(self, slug: str) -> Unit | None:
        """As `unit`; None for a slug that is neither."""
        return self._by_slug.get(UnitSlug(slug)) or self._find_generic(slug)

    def unit_class(self, key: ClassKey) -> UnitClass:
        return self._by_class[key]

    def is_there(self, unit: Unit) -> bool:
        """Whether the unit exists on the day of the registry; without a day it does."""
        return self.day is None or unit.exists_on(self.day)

    def children(self, parent: UnitSlug) -> tuple[Unit, ...]:
        """The listed departments of a body."""
        return tuple(unit for unit in self._by_parent.get(parent, ()) if self.is_there(unit))

    def ever_children(self, parent: UnitSlug) -> tuple[Unit, ...]:
        """As `children`, then those that had ended."""
        return tuple(self._by_parent.get(parent, ()))

    def generic_children(self, parent: UnitSlug) -> tuple[Unit, ...]:
        """Departments the body has by the general pattern of such bodies, those left out that are listed.

        For reading names only: a pattern is no list of who there is.
        """
        if parent not in self._generic:
            body = self._by_slug.get(parent)
            made = self.patterns.units_of(body, self.ever_children(parent)) if self.patterns and body else ()
            self._generic[parent] = made
            self._generic_by_slug.update((unit.slug, unit) for unit in made)
        return self._generic[parent]

    def place(self, unit: Unit) -> tuple[int, int, int]:
        """To sort by: the order of the registry; generic departments after all others, by their body.

        Raises KeyError for a unit of another registry.
        """
        if not unit.generic:
            return (self._places[unit.slug], 0, 0)
        body = self._places[unit.parent] if unit.parent else 0
        return (len(self.units), body, unit.rank)

    def in_order(self, slugs: Iterable[str]) -> tuple[Unit, ...]:
        """The units with these slugs, each once, in the order of the registry; slugs of nobody are left out."""
        found = (unit for unit in map(self.find, set(slugs)) if unit is not None)
        return tuple(sorted(found, key=self.place))

    def is_member(self, unit: Unit, key: ClassKey, *, within: UnitSlug | None = None) -> bool:
        """Whether the unit is in the class; `within` is the unit in whose plan the phrase stands."""
        return self.is_there(unit) and self._is_listed(unit, key, within)

    def _is_listed(self, unit: Unit, key: ClassKey, within: UnitSlug | None) -> bool:
        unit_class = self._by_class[key]
        if unit_class.of_parent and unit.parent != within:
            return False
        return key in unit.classes or any(self._is_listed(unit, part, within) for part in unit_class.includes)

    def members(self, key: ClassKey, *, within: UnitSlug | None = None) -> Iterator[Unit]:
        """Listed units only."""
        return (unit for unit in self.units if self.is_member(unit, key, within=within))

    def _find_generic(self, slug: str) -> Unit | None:
        if self.patterns is None or "-" not in slug or slug in self._generic_by_slug:
            return self._generic_by_slug.get(slug)
        if not self._prefixes:
            for body in self.units:
                self._prefixes[body.slug] = self.patterns.slug_prefix(body, self._by_parent.get(body.slug, []))
        for body_slug, prefix in self._prefixes.items():
            if prefix and slug.startswith(f"{prefix}-"):
                self.generic_children(body_slug)
        return self._generic_by_slug.get(slug)
