"""Units by what the lines of an office's table say: by a name, or by a department's name with its body beside it."""

import re
from collections.abc import Collection, Iterator, Mapping

from tdn_templates.core.fold import fold
from tdn_templates.core.names import NameIndex
from tdn_templates.core.succession import every_unit, registry_of_all_times
from tdn_templates.core.table_text import Line, TableText
from tdn_templates.model.unit import Level, Registry, Unit
from tdn_templates.model.words import UnitSlug

_SIGNS = re.compile(r"\s*[,\-–]\s*|\s+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class ListedNames:
    """The units of a registry and, by their bare names, those of `within`; `index` finds what is near a name."""

    def __init__(self, registry: Registry, within: UnitSlug | None) -> None:
        self._registry, self._within = registry, within
        self.index = NameIndex(registry)
        self._bodies = NameIndex(_bodies_of(registry))
        self._departments = _departments_by_full_name(registry)
        self._inside = _departments_by_body(registry)
        self._kept: dict[str, tuple[Unit | None, Unit | None]] = {}
        self._kept_bodies: dict[str, Unit | None] = {}

    def of(self, text: str) -> Unit | None:
        """The unit that a text names by itself; None if it is no certain name."""
        return self._read(text)[0]

    def of_line(self, line: Line) -> Iterator[tuple[TableText, Unit]]:
        """The cells of a row that name units: by themselves or, where none is named so, by a department's name whose
        ministry or province another cell of the row names."""
        bodies = {cell.column: body for cell in line if (body := self._read(cell.text)[1]) is not None}
        for cell in line:
            whose = {body.slug for column, body in bodies.items() if column != cell.column}
            unit = self._of_bodies(cell.text, whose) or self.of(cell.text)
            if unit is not None:
                yield cell, unit

    def _of_bodies(self, text: str, bodies: Collection[UnitSlug]) -> Unit | None:
        """The listed department of this name that one of the bodies has; None if several have one, or none."""
        key = spelling(text)
        found = {unit.slug: unit for body in bodies if (unit := self._inside.get((body, key))) is not None}
        return next(iter(found.values())) if len(found) == 1 else None

    def _read(self, text: str) -> tuple[Unit | None, Unit | None]:
        """The unit a text names, and the ministry or province that it names, on the day of the registry or another."""
        if text not in self._kept:
            by_slug = self._registry.find(text) if _SLUG.fullmatch(text) else None
            unit = by_slug or self.index.certain(text, self._within) or self._departments.get(spelling(text))
            body = unit if unit is not None and unit.level is not Level.DEPARTMENT else self._body(text)
            self._kept[text] = (unit or self._behind(text), body)
        return self._kept[text]

    def _body(self, text: str) -> Unit | None:
        """The ministry or province of this name; a table names each of them many times."""
        if text not in self._kept_bodies:
            self._kept_bodies[text] = self._bodies.certain(text)
        return self._kept_bodies[text]

    def _behind(self, text: str) -> Unit | None:
        """The department of a text that ends in its body's name: "UBND xã Tân Phú, tỉnh Đồng Tháp"."""
        words = spelling(text).split(" ")
        for at in range(len(words) - 1, 0, -1):
            body = self._body(" ".join(words[at:]))
            unit = self._inside.get((body.slug, " ".join(words[:at]))) if body is not None else None
            if unit is not None:
                return unit
        return None


def column_of_units(lines: Collection[Line], units: Mapping[str, Unit]) -> int | None:
    """The first column that names units, by cell; None without any. If it names some more than once it says whose they
    are: then it is the first column that has departments in as many rows."""
    by_column: dict[int, list[Unit]] = {}
    for line in lines:
        for cell in line:
            if cell.place in units:
                by_column.setdefault(cell.column, []).append(units[cell.place])
    if not by_column:
        return None
    first = min(by_column)
    named = by_column[first]
    if len({unit.slug for unit in named}) == len(named):
        return first
    departments = (
        column
        for column, found in sorted(by_column.items())
        if len(found) >= len(named) and all(unit.level is Level.DEPARTMENT for unit in found)
    )
    return next(departments, first)


def spelling(name: str) -> str:
    """The name as it is compared: folded, blanks for the commas and dashes between its parts."""
    return fold(_SIGNS.sub(" ", name))


def _bodies_of(registry: Registry) -> Registry:
    """Ministries and provinces alone; without a day those of all times."""
    every = registry if registry.day is not None else registry_of_all_times(registry)
    return Registry(tuple(unit for unit in every.units if unit.level is not Level.DEPARTMENT), (), day=every.day)


def _departments_by_full_name(registry: Registry) -> Mapping[str, Unit]:
    """Departments and communes by those of their names that say whose they are, where these are one unit's alone:
    "UBND xã Tân Phú tỉnh Đồng Tháp". A bare name may be meant of another body."""
    found: dict[str, list[Unit]] = {}
    bodies = {unit.slug: [spelling(name) for name in unit.all_names] for unit in every_unit(registry)}
    for unit in registry.units:
        whose = bodies.get(unit.parent, []) if unit.parent is not None else []
        for key in {spelling(name) for name in unit.all_names} if whose else ():
            if any(name in key for name in whose):
                found.setdefault(key, []).append(unit)
    return {key: units[0] for key, units in found.items() if len(units) == 1}


def _departments_by_body(registry: Registry) -> Mapping[tuple[UnitSlug, str], Unit]:
    """Listed departments and communes by their body and each of their names that no other one of the body has."""
    found: dict[tuple[UnitSlug, str], dict[UnitSlug, Unit]] = {}
    for unit in registry.units:
        if unit.parent is not None:
            for key in {spelling(name) for name in unit.all_names}:
                found.setdefault((unit.parent, key), {})[unit.slug] = unit
    return {key: next(iter(units.values())) for key, units in found.items() if len(units) == 1}
