"""Who a round is for: sets, names, a list in a file, the units of another round."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from tdn_templates.api.generating import UNIT_SETS, chosen_units
from tdn_templates.api.lookup import find_unit
from tdn_templates.api.round_folder import open_round
from tdn_templates.core.cell_names import cell_name
from tdn_templates.core.known import Known
from tdn_templates.core.names import NameIndex
from tdn_templates.errors import TdnError
from tdn_templates.files.inbox import no_such_file, read_bytes
from tdn_templates.files.limits import DEFAULT_LIMITS
from tdn_templates.files.text_file import utf8_text
from tdn_templates.load.round_file import ROUND_FILE
from tdn_templates.model.cell import RawWorkbook
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import UnitSlug

_TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".txt"})
_TEXTS = frozenset({".csv", ".txt"})
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class _Named:
    """A text of a list, and where it stands as a spreadsheet shows it ("B7"), with the line of a text file."""

    column: int
    place: str
    text: str


def round_units(names: Sequence[str], known: Known, of: str | None, owner: UnitSlug | None) -> tuple[Unit, ...]:
    """The units meant, each once, in the order given. `of` is the unit whose departments are meant, `owner` that of
    the list. Raises TdnError for names that are no unit's, and when nothing was asked for."""
    if not names:
        return chosen_units(known.registry, (), None, of or owner)
    around = find_unit(known.registry, of) if of is not None else None
    within = around.slug if around else owner
    found: dict[UnitSlug, Unit] = {}
    for name in names:
        found.update((unit.slug, unit) for unit in _units_of(name, known.registry, within))
    return tuple(found.values())


def _units_of(name: str, registry: Registry, within: UnitSlug | None) -> Iterable[Unit]:
    path = Path(name)
    if name in UNIT_SETS:
        return registry.members(UNIT_SETS[name])
    if (path / ROUND_FILE).is_file():
        return [find_unit(registry, slug) for slug in open_round(path).setup.units]
    if path.suffix.lower() in _TABLES:
        return _listed(path, registry, within)
    around = registry.find(within) if within is not None else None
    return [find_unit(registry, part.strip(), around) for part in name.split(";") if part.strip()]


def _listed(path: Path, registry: Registry, within: UnitSlug | None) -> list[Unit]:
    """The units named in the first column of a table that names any. Raises TdnError with everything in that column
    that is no unit, but for a heading in its first cell."""
    index = NameIndex(registry)
    entries = list(_entries(path))
    units = {entry.place: registry.find(entry.text) or index.find(entry.text, within).unit for entry in entries}
    column = min((entry.column for entry in entries if units[entry.place] is not None), default=None)
    if column is None:
        raise TdnError(
            f"Tệp “{path.name}” không có cột nào ghi tên đơn vị.",
            f'"{path.name}" has no column that names units.',
            hint_vi="Mỗi dòng ghi tên một đơn vị; tra tên bằng tdn units --find TÊN.",
            hint_en="Give one unit a line; look names up with tdn units --find NAME.",
        )
    listed = [entry for entry in entries if entry.column == column]
    begun = next(place for place, entry in enumerate(listed) if units[entry.place] is not None)
    unknown = [entry for entry in listed if units[entry.place] is None]
    if begun and not index.find(listed[0].text, within).suggestions:
        unknown.pop(0)  # the heading: like no unit at all
    if unknown:
        raise _unknown(path, unknown, index, within)
    return [unit for entry in listed if (unit := units[entry.place]) is not None]


def _unknown(path: Path, unknown: Sequence[_Named], index: NameIndex, within: UnitSlug | None) -> TdnError:
    def shown(near_word: str) -> str:
        parts = []
        for entry in unknown[:_SHOWN]:
            near = " / ".join(unit.name for unit in index.find(entry.text, within).suggestions)
            parts.append(f"{entry.place} “{entry.text}”" + (f" ({near_word} {near}?)" if near else ""))
        return "; ".join(parts) + ("; …" if len(unknown) > _SHOWN else "")

    return TdnError(
        f"{path.name}: {len(unknown)} tên không có trong danh mục đơn vị: {shown('có phải là')}.",
        f"{path.name}: {len(unknown)} name(s) not in the registry: {shown('did you mean')}.",
        hint_vi="Sửa tên trong tệp rồi chạy lại; tra tên bằng tdn units --find TÊN.",
        hint_en="Mend them in the file and run again; look names up with tdn units --find NAME.",
    )


def _entries(path: Path) -> Iterator[_Named]:
    """Every text of the first sheet that has any, row by row."""
    if not path.is_file():
        raise no_such_file(path)
    file = read_bytes(path, DEFAULT_LIMITS.disk_bytes)
    if file.problem:
        raise _unreadable(path, file.problem)
    if path.suffix.lower() in _TEXTS:
        return _entries_of_text(utf8_text(file.content, path))
    from tdn_templates.reading.worker import ReadingWorker

    with ReadingWorker() as worker:
        read = worker.read(file.content, path.name)
    if not isinstance(read, RawWorkbook):
        raise _unreadable(path, read.reason)
    return _entries_of_table(read)


def _entries_of_text(text: str) -> Iterator[_Named]:
    # names hold commas: they separate only where nothing else does
    separator = max(";\t", key=text.count) if any(sign in text for sign in ";\t") else ","
    rows = csv.reader(StringIO(text), delimiter=separator)
    for cells in rows:
        for column, cell in enumerate(cells, start=1):
            if cell.strip():
                yield _Named(column, cell_name(rows.line_num, column), " ".join(cell.split()))


def _entries_of_table(workbook: RawWorkbook) -> Iterator[_Named]:
    sheet = next((sheet for sheet in workbook.sheets if sheet.visible and sheet.cells), None)
    for (row, column), value in sorted(sheet.cells.items()) if sheet else ():
        if isinstance(value, str) and value.strip():
            yield _Named(column, cell_name(row, column), " ".join(value.split()))


def _unreadable(path: Path, reason: str) -> TdnError:
    return TdnError(
        f"Không đọc được danh sách đơn vị trong “{path.name}” ({reason}).",
        f'The list of units in "{path.name}" cannot be read ({reason}).',
        hint_vi="Mở tệp, lưu lại dạng .xlsx rồi chạy lại.",
        hint_en="Open it, save it as .xlsx and run again.",
    )
