"""Units of the state (đơn vị), classes of units, and the registry that holds both."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tdn_templates.model.words import ClassKey, UnitSlug, Wording


class Level(StrEnum):
    CENTRAL = "central"
    PROVINCE = "province"
    DEPARTMENT = "department"
    """A unit inside a ministry or a province: vụ, cục, sở, ban, press agency of the ministry."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit with every name offices use for it.

    `rank` is the order in which official documents list units of one parent, from 1. `valid_from` None means "since
    before the sources", `valid_to` None means "still there"; both days are inclusive. `code` is an official code where
    one exists; codes are reused over time, so a code alone is never a key.
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

    @property
    def all_names(self) -> tuple[str, ...]:
        return (self.name, *self.short_names, *self.aliases)

    def exists_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class UnitClass:
    """A class of units and the phrases that name it ("các bộ, ngành, địa phương").

    `includes` lists the classes whose members are members of this one. `of_parent` says that the phrase speaks of the
    units of whoever uses it ("các đơn vị thuộc Bộ" in a ministry's plan), so members are looked up under that parent.
    `open` says that the registry does not list the members ("các cơ sở đào tạo"): the phrase binds nobody by itself.
    """

    key: ClassKey
    title: Wording
    phrases: tuple[str, ...]
    includes: tuple[ClassKey, ...] = ()
    of_parent: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Registry:
    """Every unit and class known. Order of `units` is the order of official lists."""

    units: tuple[Unit, ...]
    classes: tuple[UnitClass, ...]
    _by_slug: dict[UnitSlug, Unit] = field(init=False, repr=False, compare=False)
    _by_class: dict[ClassKey, UnitClass] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_slug", {unit.slug: unit for unit in self.units})
        object.__setattr__(self, "_by_class", {unit_class.key: unit_class for unit_class in self.classes})

    def unit(self, slug: UnitSlug) -> Unit:
        """Raises KeyError for a slug that is not in the registry."""
        return self._by_slug[slug]

    def find(self, slug: str) -> Unit | None:
        return self._by_slug.get(UnitSlug(slug))

    def unit_class(self, key: ClassKey) -> UnitClass:
        return self._by_class[key]

    def children(self, parent: UnitSlug) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.parent == parent)

    def is_member(self, unit: Unit, key: ClassKey, *, within: UnitSlug | None = None) -> bool:
        """Whether the unit is in the class; `within` is the unit in whose plan the phrase stands."""
        unit_class = self._by_class[key]
        if unit_class.of_parent and unit.parent != within:
            return False
        return key in unit.classes or any(self.is_member(unit, part, within=within) for part in unit_class.includes)

    def members(self, key: ClassKey, *, within: UnitSlug | None = None) -> Iterator[Unit]:
        return (unit for unit in self.units if self.is_member(unit, key, within=within))
