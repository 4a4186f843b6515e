"""Which unit of a province answers for what a central body leads: Bộ X - Sở X, and those that are called otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tdn_templates.core.fold import fold
from tdn_templates.core.mentions import MentionReader
from tdn_templates.model.mention import Mention
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import UnitSlug

_ENDS_OF_NAMES = (" tỉnh", " thành phố", " tp")


@dataclass(frozen=True, slots=True)
class Counterpart:
    """`since` is the first day on which these names answer for the central body; None is always."""

    central: UnitSlug
    local: tuple[str, ...]
    since: date | None = None


class Counterparts:
    """`day` is the day of the plan; None, not known, takes every name that ever was the counterpart."""

    def __init__(
        self, listed: Iterable[Counterpart], registry: Registry, reader: MentionReader, day: date | None = None
    ) -> None:
        self._registry = registry
        self._reader = reader
        listed = tuple(listed)
        self._shown = {item.central: item.local[0] for item in reversed(listed) if item.since is None}
        self._names: Mapping[UnitSlug, tuple[str, ...]] = _by_central(listed, day)

    def names(self, central: UnitSlug) -> tuple[str, ...]:
        """Folded names that answer for this central body."""
        listed = self._names.get(central)
        if listed is not None:
            return listed
        unit = self._registry.find(central)
        return (_comparable(unit.name).replace("bộ ", "sở ", 1),) if unit is not None else ()

    def shown(self, central: UnitSlug) -> str:
        """The name to tell a person: the first one listed, or Sở X for Bộ X."""
        unit = self._registry.find(central)
        return self._shown.get(central) or (unit.name.replace("Bộ ", "Sở ", 1) if unit is not None else central)

    def answers(self, cell: str, central: UnitSlug) -> bool:
        """Whether one of the units in a cell is the counterpart of the central body, or is itself that body."""
        return any(self.is_one(mention, central) for mention in self._reader.read(cell).mentions)

    def is_one(self, mention: Mention, central: UnitSlug) -> bool:
        if mention.unit == central:
            return True
        shown = {_comparable(mention.text)}
        unit = self._registry.find(mention.unit) if mention.unit else None
        if unit is not None:
            shown |= {_comparable(name) for name in unit.all_names}
        names = self.names(central)
        return any(_is_called(text, name) for text in shown for name in names)

    def is_counterpart_name(self, text: str) -> bool:
        """Whether a text that the registry does not know names a department that some central body has in provinces."""
        folded = _comparable(text)
        return any(_is_called(folded, name) for names in self._all_names() for name in names)

    def _all_names(self) -> Iterable[tuple[str, ...]]:
        yield from self._names.values()
        yield from (self.names(unit.slug) for unit in self._registry.units if unit.name.startswith("Bộ "))


def _is_called(shown: str, name: str) -> bool:
    """ "sở nội vụ", also "sở nội vụ tỉnh lào cai"; never "sở du lịch" for "sở du"."""
    return shown == name or shown.startswith(f"{name} ") or any(name == f"{shown}{end}" for end in _ENDS_OF_NAMES)


def _comparable(name: str) -> str:
    return fold(name).replace("ủy ban nhân dân", "ubnd")


def _by_central(listed: Iterable[Counterpart], day: date | None) -> dict[UnitSlug, tuple[str, ...]]:
    found: dict[UnitSlug, tuple[str, ...]] = {}
    for item in listed:
        if item.since is None or day is None or day >= item.since:
            found[item.central] = (*found.get(item.central, ()), *map(_comparable, item.local))
    return found
