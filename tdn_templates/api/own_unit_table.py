"""Make an office's list of own units (*.units.yaml) from a table that it has: communes, divisions, centres."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tdn_templates.api.lookup import find_unit
from tdn_templates.api.shared import shown_name
from tdn_templates.api.unit_tables import cells_of_table
from tdn_templates.core.own_unit_rows import OwnUnitTable, own_unit_rows
from tdn_templates.core.own_unit_words import made_words, no_units, unclear_rows
from tdn_templates.core.succession import registry_of_all_times, registry_on
from tdn_templates.core.table_text import lines_of
from tdn_templates.errors import TdnError
from tdn_templates.files.safe_write import write_atomically
from tdn_templates.files.search_path import SHIPPED_ONLY, UNITS, SearchPath, own_files, own_first
from tdn_templates.files.shipped import data_folder, read_folder
from tdn_templates.files.text_file import utf8_text
from tdn_templates.load.own_units_text import own_units_text
from tdn_templates.load.units import read_registry
from tdn_templates.model.unit import Level, Registry, Unit
from tdn_templates.model.words import ClassKey, Wording


@dataclass(frozen=True, slots=True)
class OwnUnitList:
    """A list of units that was written; `said` is what to tell about it, sentence by sentence."""

    path: Path
    table: OwnUnitTable
    said: tuple[Wording, ...]


def list_own_units(
    table: Path,
    output: Path,
    *,
    parent: str | None = None,
    classes: Sequence[str] = (),
    as_of: date | None = None,
    templates: Path | None = None,
    force: bool = False,
) -> OwnUnitList:
    """Writes the units of a table (.xlsx, .xls, .ods, .csv) that the registry lacks, with `classes` each.

    `parent` is the ministry or province of all of them; None where a row, or a row above it, names its own, on the day
    `as_of`, None for any day. Units that the office's folder `templates` lists elsewhere are left out. Raises TdnError,
    before anything is written, for rows that are not clear, for a class or parent that is none, for a table without new
    units, and for an output that is there already unless `force`.
    """
    _check_name(output)
    texts = _unit_texts(_search(templates, output), output)
    every = read_registry(texts)
    _check_classes(classes, every)
    registry = registry_of_all_times(every) if as_of is None else registry_on(every, as_of)
    everyone = _parent(registry, parent) if parent is not None else None
    name = shown_name(table)
    found = own_unit_rows(lines_of(cells_of_table(table)), registry, everyone)
    if found.doubts:
        raise unclear_rows(name, found.doubts)
    if not found.units:
        raise no_units(name, found)
    text = own_units_text(found.units, tuple(map(ClassKey, classes)), name)
    read_registry({**texts, output.name: text})  # what was made has to be read
    write_atomically(output, text.encode(), overwrite=force)
    return OwnUnitList(output, found, made_words(found))


def _search(templates: Path | None, output: Path) -> SearchPath:
    """The office's folder may be the one that the first list is written into."""
    if templates is not None and templates.resolve() == output.parent.resolve():
        is_new = not templates.is_dir() or next(own_files(templates), None) is None
        return SHIPPED_ONLY if is_new else own_first(templates)
    return own_first(templates)


def _unit_texts(search: SearchPath, output: Path) -> Mapping[str, str]:
    """All lists of units but the one that is to be written."""
    own = {
        found.name: utf8_text(found.read(), found.path)
        for found in search.files(UNITS)
        if found.path.resolve() != output.resolve()
    }
    return {**read_folder(data_folder("units"), ".yaml"), **own}


def _parent(registry: Registry, text: str) -> Unit:
    unit = find_unit(registry, text)
    if unit.level is Level.DEPARTMENT:
        raise TdnError(
            f"“{unit.name}” không phải bộ, cơ quan trung ương hay tỉnh.",
            f'"{unit.name}" is no ministry, central body or province.',
            hint_vi="Nêu bộ, tỉnh sau --parent; đơn vị của một sở, vụ thì liệt kê trong tệp TÊN.units.yaml.",
            hint_en="Give one with --parent; list the units of a department in a file NAME.units.yaml.",
        )
    return unit


def _check_classes(classes: Sequence[str], registry: Registry) -> None:
    keys = [kind.key for kind in registry.classes]
    for key in classes:
        if key not in keys:
            near = difflib.get_close_matches(key, keys, n=1)
            raise TdnError(
                f"Không có nhóm đơn vị “{key}”.",
                f'There is no class of units "{key}".',
                hint_vi=f"Có phải là {near[0]} không?" if near else "Ví dụ: --class communes_of_province.",
                hint_en=f"Did you mean {near[0]}?" if near else "For instance: --class communes_of_province.",
            )


def _check_name(output: Path) -> None:
    if not output.name.lower().endswith(UNITS) or output.is_dir():
        raise TdnError(
            f"Tên tệp đơn vị riêng phải kết thúc bằng “{UNITS}”, không phải “{shown_name(output)}”.",
            f'A list of own units is called NAME{UNITS}, not "{shown_name(output)}".',
            hint_vi=f"Ví dụ: -o rieng/xa{UNITS}; tệp tên khác thì không lệnh nào đọc.",
            hint_en=f"For instance -o own/communes{UNITS}; nothing reads a file of another name.",
        )
