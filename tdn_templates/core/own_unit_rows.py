"""Which rows of an office's table are units that the registry does not have, and whose they are.

Three layouts are read: the ministry or province in a cell of the unit's own row, in a row of its own above its units,
or in the cell of the name behind a comma; or one body is said to have them all. What is not certain is a doubt.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from tdn_templates.core.fold import fold
from tdn_templates.core.names import NameIndex
from tdn_templates.core.own_unit_names import KINDS_ALONE, committee_names, is_like_a_unit, own_slug, same_unit_key
from tdn_templates.core.table_text import Line, TableText
from tdn_templates.model.unit import Level, Registry, Unit
from tdn_templates.model.words import UnitSlug

_FIGURE = re.compile(r"[\W\d_]+|[ivxlcdm]+\W*|[a-zđ]{1,4}[-./]?\d[\w.\-/]*")
_NUMBERING = re.compile(r"\s*(?:[IVXLC]+|[A-ZĐ]|\d+)\s*[.)\-–:]\s*|\s*[-+*•]\s*")
_COUNT = re.compile(r"\s*\([^()]*\)\s*$")
_BEHIND = re.compile(r"\s*[,–(]\s*|\s+-\s+")
_MOTTO = ("cộng hòa xã hội chủ nghĩa", "cộng hoà xã hội chủ nghĩa", "độc lập-tự do")
_CODE_HEAD = re.compile(r"mã(?: số| xã| phường| đặc khu| đơn vị| hành chính| đvhc| cấp| px)*|code")


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


@dataclass(slots=True)
class _Parents:
    """Ministries and provinces by what a cell says, each text looked up once."""

    index: NameIndex
    _found: dict[str, Unit | None] = field(default_factory=dict)

    def of(self, text: str) -> Unit | None:
        if text not in self._found:
            bare = _COUNT.sub("", _NUMBERING.sub("", text, count=1) if _NUMBERING.match(text) else text)
            self._found[text] = self._certain(text) or (self._certain(bare) if bare != text else None)
        return self._found[text]

    def _certain(self, text: str) -> Unit | None:
        unit = self.index.certain(text)
        return unit if unit is not None and unit.level is not Level.DEPARTMENT else None


def own_unit_rows(lines: Sequence[Line], registry: Registry, everyone: Unit | None) -> OwnUnitTable:
    """The units of a table. `everyone` is the body that all of them belong to, None where the table says it."""
    parents = _Parents(NameIndex(registry))
    body = [line for line in lines if _heading(line, parents) is None]
    whose = _parent_columns(body, parents)
    rows = _Rows(parents, whose, _name_column(body, parents, whose), everyone)
    for line in lines:
        rows.read(line)
    listed = {cell.row for cell, _, _ in rows.units}
    first_rows = [line for line in lines if line[0].row in rows.head]
    codes, left_out = _codes([line for line in lines if line[0].row in listed], first_rows, {rows.named, *whose})
    units, repeated = _distinct(rows.units, codes, registry)
    doubts = sorted((*rows.doubts, *repeated), key=lambda doubt: doubt.cell.row)
    return OwnUnitTable(units, tuple(rows.known), tuple(rows.head), tuple(doubts), left_out)


@dataclass(slots=True)
class _Rows:
    """Sorts the rows of a table into what they are. `whose` are the columns that say whose a unit is, `named` is that
    of the names."""

    parents: _Parents
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
        words = tuple(_words(line))
        heading = _heading(line, self.parents)
        if heading is not None and (self.whose or self.everyone is not None):
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
        return not any(
            self.parents.of(cell.text) is not None
            if cell.column in self.whose
            else cell.column == self.named and (is_like_a_unit(cell.text) or self.parents.of(cell.text) is not None)
            for cell in words
        )

    def _read_unit(self, words: Line) -> None:
        name = next((cell for cell in words if cell.column == self.named), None)
        said = [cell for cell in words if cell.column in self.whose]
        bodies = {unit.slug: unit for cell in said if (unit := self.parents.of(cell.text)) is not None}
        if name is None:
            self.doubts.append(RowDoubt(Why.NO_NAME, words[0]))
        elif self.parents.of(name.text) is not None:
            self.known.append(name)
        elif unknown := [cell for cell in said if self.parents.of(cell.text) is None]:
            self.doubts.append(RowDoubt(Why.PARENT_UNKNOWN, unknown[0], name))
        elif len(bodies) > 1:
            self.doubts.append(RowDoubt(Why.TWO_PARENTS, name, said[1]))
        elif self.everyone is not None and bodies.keys() - {self.everyone.slug}:
            self.doubts.append(RowDoubt(Why.OTHER_PARENT, said[0], name))
        else:
            self._add(name, next(iter(bodies.values()), None))

    def _add(self, name: TableText, own: Unit | None) -> None:
        """Adds the unit of a row. `own` is the body that the row names in a cell of its own, None if it names none."""
        bare, behind = (name.text, None) if own is not None else _name_and_body(name.text, self.parents)
        parent = own or behind or self.everyone or (None if self.whose else self._above)
        if parent is None:
            self.doubts.append(RowDoubt(Why.NO_PARENT, name))
        elif not own_slug(bare, parent) or not (own or behind or is_like_a_unit(bare)):
            self.doubts.append(RowDoubt(Why.NO_UNIT_NAME, name))
        elif (unit := self.parents.index.certain(bare, parent.slug)) is not None and not unit.generic:
            self.known.append(name)
        else:
            self.units.append((name, bare, parent))


def _texts(line: Line) -> tuple[str, ...]:
    return tuple(fold(cell.text) for cell in line)


def _is_figure(text: str) -> bool:
    """A number, a code, a date, a telephone number, an address for mail, the motto: nothing that could name a unit."""
    folded = fold(text)
    return "@" in text or bool(_FIGURE.fullmatch(folded)) or folded.startswith(_MOTTO)


def _words(line: Line) -> Iterator[TableText]:
    return (cell for cell in line if not _is_figure(cell.text))


def _heading(line: Line, parents: _Parents) -> Unit | None:
    """The body that stands alone in its row."""
    words = tuple(_words(line))
    return parents.of(words[0].text) if len(words) == 1 else None


def _parent_columns(body: Sequence[Line], parents: _Parents) -> frozenset[int]:
    """Columns that name a ministry or province in at least half of the rows that have several texts."""
    rows = [line for line in body if len(line) > 1]
    counts = Counter(cell.column for line in rows for cell in line if parents.of(cell.text) is not None)
    return frozenset(column for column, count in counts.items() if count * 2 >= len(rows))


def _name_column(body: Sequence[Line], parents: _Parents, whose: frozenset[int]) -> int:
    """The first column of texts that are neither figures nor bodies nor mere kinds of unit; 0 without any."""
    texts = Counter(cell.column for line in body for cell in line if cell.column not in whose)
    others = Counter(
        cell.column
        for line in body
        for cell in _words(line)
        if cell.column not in whose and parents.of(cell.text) is None and fold(cell.text) not in KINDS_ALONE
    )
    most = max(others.values(), default=0)
    return min((at for at, count in others.items() if count * 2 > texts[at] and count * 2 >= most), default=0)


def _name_and_body(text: str, parents: _Parents) -> tuple[str, Unit | None]:
    """ "UBND xã Tân Phú, tỉnh Đồng Tháp" as its two parts; the text and None where the last part is no body's name."""
    signs = list(_BEHIND.finditer(text))
    for sign in reversed(signs):
        body = parents.of(text[sign.end() :].rstrip(") "))
        if body is not None and text[: sign.start()]:
            return text[: sign.start()], body
    return text, None


def _codes(rows: Sequence[Line], head: Sequence[Line], other: set[int]) -> tuple[Mapping[int, str], TableText | None]:
    """Codes by row: the column of digits under the heading "Mã", if all are of one length and no two are equal. Where
    they are not, a spreadsheet has cut leading zeros, or they are those of a province: none, and the first cell."""
    for title in (cell for line in head for cell in line if cell.column not in other):
        if not _CODE_HEAD.fullmatch(" ".join(re.findall(r"\w+", fold(title.text)))):
            continue
        cells = [cell for line in rows for cell in line if cell.column == title.column]
        texts = [cell.text for cell in cells]
        if cells and all(text.isascii() and text.isdigit() for text in texts):
            if len(set(map(len, texts))) == 1 and len(set(texts)) == len(texts):
                return {cell.row: cell.text for cell in cells}, None
            return {}, cells[0]
    return {}, None


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
