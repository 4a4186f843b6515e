"""Give the sender their own workbook back: marked, unmarked, or with single texts replaced.

The package is patched, never saved anew: every part that is not named here keeps its bytes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tdn_templates.core.cell_names import cell_name
from tdn_templates.core.cell_text import fits_cell
from tdn_templates.core.clean_text import clean_text
from tdn_templates.core.form_marks import LIVE_NAMES
from tdn_templates.core.wording import SEVERITY_WORDS
from tdn_templates.excel.patch.cells import Address, SheetCells, address_of, set_style, set_text, style_of
from tdn_templates.excel.patch.formulas import forget_results, has_formula, release_followers
from tdn_templates.excel.patch.frame import Frame
from tdn_templates.excel.patch.macros import drop_macros
from tdn_templates.excel.patch.marks import FILLS, FaultLine, FaultSheet, Mark
from tdn_templates.excel.patch.notes import NoteBlock, SheetNotes
from tdn_templates.excel.patch.parts import Parts
from tdn_templates.excel.patch.record import MarkedCell, MarkRecord, record_lines
from tdn_templates.excel.patch.sheet import TITLE_ROWS, FaultFormats, fault_sheet_xml
from tdn_templates.excel.patch.styles import Styles, solid_fill
from tdn_templates.excel.patch.undo import clear_marks, styles_digest
from tdn_templates.excel.patch.xml import namespace

__all__ = ["FaultLine", "FaultSheet", "Mark", "mark_workbook", "replace_texts", "unmark_workbook"]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t")
_LONGEST_NOTE = 8_000
_MOST_NOTES = 10_000
"""Notes in one sheet; cells beyond get their colour only, the list of faults has them all."""


def mark_workbook(content: bytes, marks: Sequence[Mark], faults: FaultSheet) -> bytes:
    """A copy of an .xlsx or .xlsm as .xlsx, with a note and a colour on each marked cell and the list of faults first.

    Marks of an earlier time go first, so marking twice with the same findings gives the same bytes. A mark whose sheet
    or cell is not in the workbook stands in the list only; in a merged range the first cell is marked. Macros are not
    copied. The same input gives the same bytes. Raises TdnError for a package that cannot be patched.
    """
    parts = Parts(content)
    drop_macros(parts)
    clear_marks(parts)
    frame = Frame(parts)
    styles = Styles(parts, frame)
    sizes = styles.sizes()
    known = frame.worksheets
    cells = tuple(
        item
        for name, on_sheet in _by_sheet(marks, known)
        for item in _mark_sheet(parts, name, known[name], styles, on_sheet)
    )
    formats = FaultFormats(styles, faults)
    record = MarkRecord((), styles_digest(parts, styles), sizes, styles.base_of, cells)
    main = namespace(parts.tree(frame.part))
    xml = fault_sheet_xml(faults, formats, main=main, known=known, record=record_lines(record))
    frame.insert_first(frame.free_sheet_name(faults.name), xml, title_rows=TITLE_ROWS)
    return parts.content()


def unmark_workbook(content: bytes) -> bytes:
    """The workbook without our marks: first sheet, notes, colours. A workbook without marks comes back as it is.

    Works also after another program saved the marked file. Raises TdnError like `mark_workbook`.
    """
    parts = Parts(content)
    if not clear_marks(parts):
        return content
    drop_macros(parts)
    return parts.content()


def replace_texts(content: bytes, texts: Mapping[tuple[str, str], str]) -> bytes:
    """A copy with these cells, by sheet and cell name, holding these texts; "" empties a cell.

    Format, notes, validations and everything else stay; the cell becomes a text whatever it was, and a formula in it
    goes. Other formulas are calculated anew when the workbook is opened. Macros are not copied. Raises KeyError for a
    sheet or cell that is not there, ValueError for a text that no cell can hold, TdnError like `mark_workbook`.
    """
    parts = Parts(content)
    drop_macros(parts)
    frame = Frame(parts)
    styles = Styles(parts, frame)
    by_sheet: dict[str, dict[str, str]] = defaultdict(dict)
    for (sheet, cell), text in texts.items():
        by_sheet[sheet][cell] = text
    for sheet, changes in by_sheet.items():
        cells = SheetCells(parts.edit(frame.worksheets[sheet]))
        if _replace_in_sheet(cells, styles, changes):
            frame.drop_calculation_order()
        if any(has_formula(cell) for _, cell in cells.all()):
            frame.recalculate_when_opened()
    return parts.content()


def _by_sheet(marks: Sequence[Mark], known: Mapping[str, str]) -> Iterator[tuple[str, dict[Address, list[Mark]]]]:
    """Marks that have a place, in the order given, by sheet in workbook order."""
    placed: dict[str, dict[Address, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        address = address_of(mark.cell)
        if mark.sheet in known and address is not None and mark.severity in FILLS:
            placed[mark.sheet][address].append(mark)
    return ((name, placed[name]) for name in known if name in placed)


def _mark_sheet(
    parts: Parts, name: str, part: str, styles: Styles, placed: Mapping[Address, list[Mark]]
) -> Iterator[MarkedCell]:
    cells = SheetCells(parts.edit(part))
    notes = SheetNotes(parts, part)
    anchors = cells.anchors(placed)
    merged: dict[Address, list[Mark]] = defaultdict(list)
    for address, marks in placed.items():
        merged[anchors[address]] += marks
    for number, (address, marks) in enumerate(merged.items()):
        inserted = cells.find(address) is None
        cell = cells.ensure(address)
        style = style_of(cell)
        worst = min((mark.severity for mark in marks), key=lambda severity: severity.rank)
        set_style(cell, styles.with_fill(style, solid_fill(FILLS[worst])))
        note = notes.add(address, _blocks(marks)) if number < _MOST_NOTES else None
        yield MarkedCell(name, cell_name(*address), style, styles.fill_of(style), inserted, note)


def _blocks(marks: Sequence[Mark]) -> tuple[NoteBlock, ...]:
    """One block for each finding, as long as a note may be; the list of faults has every text in full."""
    blocks: list[NoteBlock] = []
    room = _LONGEST_NOTE
    for mark in dict.fromkeys(marks):
        words = SEVERITY_WORDS[mark.severity]
        text = clean_text(mark.text).text.strip()
        blocks.append(NoteBlock(f"{words.vi} / {words.en}", text if len(text) <= room else f"{text[:room]} […]"))
        room -= len(text)
        if room <= 0:
            break
    return tuple(blocks)


def _replace_in_sheet(cells: SheetCells, styles: Styles, texts: Mapping[str, str]) -> bool:
    """Whether a formula went."""
    formula_went = False
    for name, text in texts.items():
        address = address_of(name)
        if address is None:
            raise KeyError(name)
        clean = clean_text(text).text
        if not fits_cell(clean):
            raise ValueError(f"{name}: a cell holds no text of {len(clean)} characters")
        cell = cells.ensure(address)
        if has_formula(cell):
            release_followers(cells, address)
            formula_went = True
        set_text(cell, clean)
        if clean.startswith(_FORMULA_STARTS):
            set_style(cell, styles.with_quote_prefix(style_of(cell)))
    forget_results(cells, LIVE_NAMES)
    return formula_went
