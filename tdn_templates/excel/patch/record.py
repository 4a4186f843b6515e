"""What must be known to take marks out again, kept as text in the hidden first column of the list of faults."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tdn_templates.core.form_marks import FAULT_MARK
from tdn_templates.excel.exact_reader import read_sheet, surroundings
from tdn_templates.excel.package import SheetPart, open_package
from tdn_templates.excel.patch.cells import Address, address_of
from tdn_templates.excel.patch.frame import Frame
from tdn_templates.excel.patch.notes import AddedNote
from tdn_templates.excel.patch.parts import Parts, unpatchable
from tdn_templates.excel.patch.xml import PlainTree
from tdn_templates.files.guard_zip import Refusal
from tdn_templates.files.limits import DEFAULT_LIMITS

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{0,40}")


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """`style` is the cell's own format, by index and by its fill; `inserted` says that there was no such cell.

    `note` is None where no note was written."""

    sheet: str
    cell: str
    style: int
    fill: PlainTree
    inserted: bool
    note: AddedNote | None


@dataclass(frozen=True, slots=True)
class MarkRecord:
    """`digest` is the SHA-256 of the styles part with the marks in it, `sizes` what it held before: while the part is
    the same, format numbers mean what they meant. `sheets` are the lists of faults themselves."""

    sheets: tuple[str, ...]
    digest: str
    sizes: tuple[int, ...]
    bases: Mapping[int, int]
    cells: tuple[MarkedCell, ...]

    def at(self, sheet: str) -> dict[Address, MarkedCell]:
        addressed = ((address_of(item.cell), item) for item in self.cells if item.sheet == sheet)
        return {address: item for address, item in addressed if address is not None}

    def usual_fill(self, column: int) -> PlainTree | None:
        """The fill that most marked cells of a column had, for a cell that has moved; None if there is none."""
        fills = Counter(
            json.dumps(item.fill) for item in self.cells if (address_of(item.cell) or (0, 0))[1] == column
        ).most_common(1)
        return _tree(json.loads(fills[0][0])) if fills else None


def record_lines(record: MarkRecord) -> Iterator[str]:
    """One text for the formats, one for each cell."""
    bases = sorted(record.bases.items())
    yield _json(["styles", record.digest, record.sizes, bases])
    for item in record.cells:
        note = None if item.note is None else [item.note.text, item.note.anchor]
        yield _json(["cell", item.sheet, item.cell, item.style, item.fill, item.inserted, note])


def find_record(parts: Parts, frame: Frame) -> MarkRecord | None:
    """The record of a marked workbook, whatever program saved it since; None if it has no list of faults."""
    found: list[str] = []
    lines: list[str] = []
    try:
        for name, texts in _first_columns(parts, frame):
            if texts and texts[0] == FAULT_MARK:
                found.append(name)
                lines.extend(texts[1:])
    except Refusal as refusal:
        raise unpatchable(str(refusal.unreadable.facts.get("part", ""))) from refusal
    return _read(found, lines) if found else None


def _first_columns(parts: Parts, frame: Frame) -> Iterator[tuple[str, list[str]]]:
    """Sheet names with the texts of column A, of sheets that may be a list of faults."""
    mark = FAULT_MARK.encode()
    shared = parts.related(frame.part, "sharedStrings")
    in_shared = shared is not None and mark in parts.archive.xml(shared)
    sheets = frame.worksheets.items()
    candidates = {name: part for name, part in sheets if in_shared or mark in parts.archive.xml(part)}
    if not candidates:
        return
    around = surroundings(parts.archive, open_package(parts.archive, DEFAULT_LIMITS))
    for name, part in candidates.items():
        sheet = read_sheet(parts.archive.xml(part), SheetPart(name, part, visible=True), around, DEFAULT_LIMITS)
        yield name, [str(value) for (_, column), value in sorted(sheet.cells.items()) if column == 1]


def _read(sheets: list[str], lines: Iterable[str]) -> MarkRecord:
    """Lines that somebody changed are passed over: what they held is then restored by looks alone."""
    digest = ""
    sizes: tuple[int, ...] = ()
    bases: dict[int, int] = {}
    cells: list[MarkedCell] = []
    for line in lines:
        try:
            match json.loads(line):
                case ["styles", str(text), [int(), int(), int(), int()] as size_list, list(pairs)]:
                    digest, sizes = text, tuple(size_list)
                    bases = {int(new): int(base) for new, base in pairs}
                case ["cell", str(sheet), str(cell), int(style), ["fill", *_] as fill, bool(inserted), note]:
                    added = None if note is None else AddedNote(str(note[0]), str(note[1]))
                    cells.append(MarkedCell(sheet, cell, style, _tree(fill), inserted, added))
                case _:
                    continue
        except (ValueError, TypeError, IndexError, RecursionError):
            continue
    return MarkRecord(tuple(sheets), digest, sizes, bases, tuple(cells))


def _tree(plain: object) -> PlainTree:
    """Raises ValueError or TypeError for what is no tree."""
    match plain:
        case [str(name), dict(attributes), list(parts)] if all(map(_NAME.fullmatch, [name, *attributes])):
            return name, {str(key): str(value) for key, value in attributes.items()}, tuple(map(_tree, parts))
        case _:
            raise ValueError("no tree of elements")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
