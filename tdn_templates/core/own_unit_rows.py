"""Which rows of an office's table are units that the registry does not have, and whose they are.

Three layouts are read: the ministry or province in a cell of the unit's own row, in a row of its own above its units,
or in the cell of the name behind a comma; or one body is said to have them all. What is not certain is a doubt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from tdn_templates.core.fold import fold
from tdn_templates.core.names import NameIndex
from tdn_templates.core.own_unit_columns import (
    Bodies,
    body_columns,
    codes_by_row,
    heading_of,
    name_and_body,
    name_column,
    words_of,
)
from tdn_templates.core.own_unit_names import committee_names, is_like_a_unit, own_slug, same_unit_key
from tdn_templates.core.table_text import Line, TableText
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import UnitSlug


class Why(Enum):
    """Why a row is not clear."""

    NO_PARENT = auto()
    PARENT_UNKNOWN = auto()
    TWO_PARENTS = auto()
    OTHER_PARENT = auto()
    NO_NAME = auto()
    NO_UNIT_NAME = auto()
    REPEATED = auto()


@dataclass(frozen=True, slots=True)
class RowDoubt:
    """`cell` is what to mend; `other` is the cell it is at odds with, None where there is none."""

    why: Why
    cell: TableText
    other: TableText | None = None


@dataclass(frozen=True, slots=True)
class OwnUnit:
    """A unit to be listed; `code` is "" where the table has none."""

    name: str
    slug: UnitSlug
    parent: Unit
    aliases: tuple[str, ...]
    code: str
    cell: TableText


@dataclass(frozen=True, slots=True)
class OwnUnitTable:
    """What the rows say. `known` are names that the registry has already, `head` the rows taken for the head of the
    table, `codes_left_out` is the first cell of a column of codes that cannot be trusted, None without one."""

    units: tuple[OwnUnit, ...]
    known: tuple[TableText, ...]
    head: tuple[int, ...]
    doubts: tuple[RowDoubt, ...]
    codes_left_out: TableText | None


def own_unit_rows(lines: Sequence[Line], registry: Registry, everyone: Unit | None) -> OwnUnitTable:
    """The units of a table. `everyone` is the body that all of them belong to, None where the table says it."""
    by_name = Bodies(NameIndex(registry))
    body = [line for line in lines if heading_of(line, by_name) is None]
    whose = body_columns(body, by_name)
    rows = _Rows(by_name, whose, name_column(body, by_name, whose), everyone)
    for line in lines:
        rows.read(line)
    listed = {cell.row for cell, _, _ in rows.units}
    first_rows = [line for line in lines if line[0].row in rows.head]
    codes, left_out = codes_by_row([line for line in lines if line[0].row in listed], first_rows, {rows.named, *whose})
    units, repeated = _distinct(rows.units, codes, registry)
    doubts = sorted((*rows.doubts, *repeated), key=lambda doubt: doubt.cell.row)
    return OwnUnitTable(units, tuple(rows.known), tuple(rows.head), tuple(doubts), left_out)


@dataclass(slots=True)
class _Rows:
    """Sorts the rows of a table into what they are. `whose` are the columns that say whose a unit is, `named` is that
    of the names."""

    by_name: Bodies
    whose: frozenset[int]
    named: int
    everyone: Unit | None
    units: list[tuple[TableText, str, Unit]] = field(default_factory=list)
    known: list[TableText] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    doubts: list[RowDoubt] = field(default_factory=list)
    _above: Unit | None = None
    _titles: set[tuple[str, ...]] = field(default_factory=set)
    """Texts of the rows of `head`: some tables repeat them on every page."""
    _begun: bool = False

    def read(self, line: Line) -> None:
        words = tuple(words_of(line))
        heading = heading_of(line, self.by_name)
        if heading is not None and self.everyone not in (None, heading):
            self.doubts.append(RowDoubt(Why.OTHER_PARENT, words[0]))
        elif heading is not None and (self.whose or self.everyone is not None):
            self.known.append(words[0])
        elif heading is not None:
            self._above = heading
        elif self._is_head(line, words):
            self._titles.add(_texts(line))
            self.head.append(line[0].row)
        elif words:
            self._begun = True
            self._read_unit(words)

    def _is_head(self, line: Line, words: Line) -> bool:
        """Whether a row is the head of the table, above its first unit or repeated: texts only, and no unit's name."""
        if _texts(line) in self._titles:
            return True
        if self._begun or not words or len(words) < len(line):
            return False
        names = [cell for cell in words if cell.column == self.named]
        bodies = [cell for cell in words if cell.column in self.whose or cell.column == self.named]
        return not any(is_like_a_unit(cell.text) for cell in names) and all(
            self.by_name.of(cell.text) is None for cell in bodies
        )

    def _read_unit(self, words: Line) -> None:
        name = next((cell for cell in words if cell.column == self.named), None)
        said = [cell for cell in words if cell.column in self.whose]
        bodies = {unit.slug: unit for cell in said if (unit := self.by_name.of(cell.text)) is not None}
        if name is None:
            self.doubts.append(RowDoubt(Why.NO_NAME, words[0]))
        elif self.by_name.of(name.text) is not None:
            self.known.append(name)
        elif unknown := [cell for cell in said if self.by_name.of(cell.text) is None]:
            self.doubts.append(RowDoubt(Why.PARENT_UNKNOWN, unknown[0], name))
        elif len(bodies) > 1:
            self.doubts.append(RowDoubt(Why.TWO_PARENTS, name, said[1]))
        elif self.everyone is not None and bodies.keys() - {self.everyone.slug}:
            self.doubts.append(RowDoubt(Why.OTHER_PARENT, said[0]))
        else:
            self._add(name, next(iter(bodies.values()), None))

    def _add(self, name: TableText, own: Unit | None) -> None:
        """Adds the unit of a row. `own` is the body that the row names in a cell of its own, None if it names none."""
        bare, behind = (name.text, None) if own is not None else name_and_body(name.text, self.by_name)
        parent = own or behind or self.everyone or (None if self.whose else self._above)
        if parent is None:
            self.doubts.append(RowDoubt(Why.NO_PARENT, name))
        elif self.everyone not in (None, parent):
            self.doubts.append(RowDoubt(Why.OTHER_PARENT, name))
        elif not own_slug(bare, parent) or not (own or behind or is_like_a_unit(bare)):
            self.doubts.append(RowDoubt(Why.NO_UNIT_NAME, name))
        elif (unit := self.by_name.index.certain(bare, parent.slug)) is not None and not unit.generic:
            self.known.append(name)
        else:
            self.units.append((name, bare, parent))


def _texts(line: Line) -> tuple[str, ...]:
    return tuple(fold(cell.text) for cell in line)


def _distinct(
    found: Sequence[tuple[TableText, str, Unit]], codes: Mapping[int, str], registry: Registry
) -> tuple[tuple[OwnUnit, ...], list[RowDoubt]]:
    """The units with a slug each, in order; those of one name and body are doubts. Names that differ in their marks
    alone have one slug: from the second on it gets a number."""
    first: dict[tuple[UnitSlug, str], TableText] = {}
    taken = {unit.slug for unit in (*registry.units, *registry.every)}
    units: list[OwnUnit] = []
    doubts: list[RowDoubt] = []
    for cell, name, parent in found:
        key = (parent.slug, same_unit_key(name))
        if key in first:
            doubts.append(RowDoubt(Why.REPEATED, cell, first[key]))
            continue
        first[key] = cell
        made = _free(own_slug(name, parent), taken)
        taken.add(made)
        units.append(OwnUnit(name, made, parent, committee_names(name), codes.get(cell.row, ""), cell))
    return tuple(units), doubts


def _free(made: UnitSlug, taken: set[UnitSlug]) -> UnitSlug:
    number, free = 1, made
    while free in taken:
        number += 1
        free = UnitSlug(f"{made}-{number}")
    return free
