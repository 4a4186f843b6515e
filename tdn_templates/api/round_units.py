"""Who a round is for: sets, names, a list in a file, the units of another round; and where mail to them goes."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tdn_templates.api.chosen_units import UNIT_SETS, chosen_units
from tdn_templates.api.lookup import find_unit
from tdn_templates.api.round_folder import ADDRESS_FILE, open_round
from tdn_templates.api.unit_tables import TABLES, texts_of_table
from tdn_templates.core.known import Known
from tdn_templates.core.listed_names import ListedNames, column_of_units, spelling
from tdn_templates.core.names import NameIndex
from tdn_templates.core.succession import every_unit
from tdn_templates.core.table_text import TableText, lines_of
from tdn_templates.errors import TdnError
from tdn_templates.load.round_file import ROUND_FILE
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import UnitSlug

_SHOWN = 20
_SUGGESTED = 3
_ADDRESS = re.compile(r"[^\s@<>,\"]+@[^\s@<>,\"]+\.[^\s@<>,\"]+")


@dataclass(frozen=True, slots=True)
class RoundUnits:
    """Units, each once, in the order given; `addresses` are e-mail addresses by unit, as the office's own list has
    them: a unit without any is left out."""

    units: tuple[Unit, ...]
    addresses: Mapping[UnitSlug, str]


def round_units(names: Sequence[str], known: Known, of: str | None, owner: UnitSlug | None) -> RoundUnits:
    """The units meant. `of` is the unit whose departments are meant, `owner` that of the list. Raises TdnError for
    names that are no unit's, and when nothing was asked for."""
    if not names:
        return RoundUnits(chosen_units(known.registry, (), None, of or owner), {})
    around = find_unit(known.registry, of) if of is not None else None
    within = around.slug if around else owner
    found: dict[UnitSlug, Unit] = {}
    addresses: dict[UnitSlug, str] = {}
    for name in names:
        some = _units_of(name, known.registry, within)
        found.update((unit.slug, unit) for unit in some.units)
        addresses.update(some.addresses)
    return RoundUnits(tuple(found.values()), addresses)


def addresses_in(folder: Path) -> Mapping[UnitSlug, str]:
    """The e-mail addresses that stand in a round, by unit: in each line of its file of addresses the first text is the
    unit's code. Nothing without such a file."""
    path = folder / ADDRESS_FILE
    if not path.is_file():
        return {}
    found = {UnitSlug(line[0].text): _addresses(line) for line in lines_of(texts_of_table(path))}
    return {slug: text for slug, text in found.items() if text}


def _units_of(name: str, registry: Registry, within: UnitSlug | None) -> RoundUnits:
    path = Path(name)
    if name in UNIT_SETS:
        return RoundUnits(tuple(registry.members(UNIT_SETS[name])), {})
    if (path / ROUND_FILE).is_file():
        units = tuple(find_unit(registry, slug) for slug in open_round(path).setup.units)
        return RoundUnits(units, addresses_in(path))
    if path.suffix.lower() in TABLES:
        return _listed(path, registry, within)
    around = registry.find(within) if within is not None else None
    return RoundUnits(tuple(find_unit(registry, part.strip(), around) for part in name.split(";") if part.strip()), {})


def _listed(path: Path, registry: Registry, within: UnitSlug | None) -> RoundUnits:
    """The units named in the first column of a table that names any, with the e-mail addresses in the lines of each.
    Raises TdnError with everything in that column that is no unit, but for a heading in its first cell."""
    names = ListedNames(registry, within)
    entries = list(texts_of_table(path, lambda line: names.of(line) is not None))
    lines = {line[0].row: line for line in lines_of(entries)}
    units = {cell.place: unit for line in lines.values() for cell, unit in names.of_line(line)}
    column = column_of_units(lines.values(), units)
    if column is None:
        raise TdnError(
            f"Tệp “{path.name}” không có cột nào ghi tên đơn vị.",
            f'"{path.name}" has no column that names units.',
            hint_vi="Mỗi dòng ghi tên một đơn vị; tra tên bằng tdn units --find TÊN.",
            hint_en="Give one unit a line; look names up with tdn units --find NAME.",
        )
    listed = [entry for entry in entries if entry.column == column]
    begun = next(place for place, entry in enumerate(listed) if entry.place in units)
    unknown = [entry for entry in listed if entry.place not in units]
    if begun and not names.index.find(listed[0].text, within).suggestions:
        unknown.pop(0)  # the heading: like no unit at all
    if unknown:
        raise _unknown(path, unknown, registry, names.index, within)
    by_row = {entry.row: units[entry.place] for entry in listed if entry.place in units}
    addresses = {unit.slug: text for row, unit in by_row.items() if (text := _addresses(lines[row]))}
    return RoundUnits(tuple(by_row.values()), addresses)


def _whose(registry: Registry, bare: Collection[str]) -> Mapping[str, list[str]]:
    """The full names of a few departments and communes that have one of these bare names."""
    found: dict[str, list[str]] = {}
    bodies = {unit.slug: unit for unit in every_unit(registry)}
    for unit in registry.units:
        parent = bodies.get(unit.parent) if unit.parent is not None else None
        if parent is not None:
            for key in {spelling(name) for name in unit.all_names} & set(bare):
                found.setdefault(key, []).append(f"{unit.name}, {parent.name}")
    return {key: names[:_SUGGESTED] for key, names in found.items()}


def _addresses(line: Iterable[TableText]) -> str:
    """The e-mail addresses of a line, "" for none; several are written one after the other, as mail programs take
    them."""
    return "; ".join(address for entry in line for address in _ADDRESS.findall(entry.text.replace(";", " ")))


def _unknown(
    path: Path, unknown: Sequence[TableText], registry: Registry, index: NameIndex, within: UnitSlug | None
) -> TdnError:
    whose = _whose(registry, {spelling(entry.text) for entry in unknown})

    def shown(near_word: str) -> str:
        parts = []
        for entry in unknown[:_SHOWN]:
            found = index.find(entry.text, within).suggestions
            near = " / ".join(whose.get(spelling(entry.text)) or [unit.name for unit in found])
            parts.append(f"{entry.place} “{entry.text}”" + (f" ({near_word} {near}?)" if near else ""))
        return "; ".join(parts) + ("; …" if len(unknown) > _SHOWN else "")

    return TdnError(
        f"{path.name}: {len(unknown)} tên không có trong danh mục đơn vị: {shown('có phải là')}.",
        f"{path.name}: {len(unknown)} name(s) not in the registry: {shown('did you mean')}.",
        hint_vi="Sửa tên trong tệp rồi chạy lại; tra tên bằng tdn units --find TÊN. Xã, phường, đơn vị trực thuộc: ghi "
        "tỉnh, bộ vào một ô cùng dòng.",
        hint_en="Mend them in the file and run again; look names up with tdn units --find NAME. Communes, departments: "
        "write the province or ministry into a cell of the row.",
    )
