"""Take our marks out of a workbook, whatever program saved it since they were put in."""

import hashlib

from tdn_templates.excel.patch.cells import Address, SheetCells, is_blank, set_style, style_of
from tdn_templates.excel.patch.frame import Frame
from tdn_templates.excel.patch.marks import MARK_COLOURS
from tdn_templates.excel.patch.notes import SheetNotes
from tdn_templates.excel.patch.parts import Parts
from tdn_templates.excel.patch.record import MarkedCell, MarkRecord, find_record
from tdn_templates.excel.patch.styles import NO_FILL, Styles
from tdn_templates.excel.patch.xml import Node, children, whole

_NO_RECORD = MarkRecord((), "", (), {}, ())


def clear_marks(parts: Parts) -> bool:
    """Whether there were any. The list of faults goes, our blocks in notes go, cells get their own colour back.

    Where the list is gone but notes of ours stand, the marks go as well; cells that wear our colour then get none.
    """
    frame = Frame(parts)
    record = find_record(parts, frame)
    noted = [part for part in frame.worksheets.values() if _may_hold_notes(parts, part)]
    noted = [part for part in noted if SheetNotes(parts, part).holds_ours()]
    if record is None and not noted:
        return False
    record = record or _NO_RECORD
    for name in record.sheets:
        frame.remove(name)
    for name, part in frame.worksheets.items():
        if part in noted:
            known = {address: item.note for address, item in record.at(name).items() if item.note is not None}
            SheetNotes(parts, part).strip(known)
    _Restorer(parts, frame, record).restore()
    return True


def styles_digest(parts: Parts, styles: Styles) -> str:
    return hashlib.sha256(parts.bytes_of(styles.part)).hexdigest()


def _may_hold_notes(parts: Parts, sheet: str) -> bool:
    return any(relation.kind == "comments" for relation in parts.relations(sheet))


class _Restorer:
    """Gives cells the format they had: by its number while the styles part is untouched, by its looks otherwise."""

    def __init__(self, parts: Parts, frame: Frame, record: MarkRecord) -> None:
        self._parts = parts
        self._frame = frame
        self._record = record
        self._styles = Styles(parts, frame)
        self._ours = self._styles.filled_with(MARK_COLOURS)
        self._exact = styles_digest(parts, self._styles) == record.digest

    def restore(self) -> None:
        for name, part in self._frame.worksheets.items():
            self._restore_sheet(name, part)
        if self._exact:
            self._styles.cut_back(self._record.sizes)

    def _restore_sheet(self, name: str, part: str) -> None:
        root = self._parts.tree(part)
        marked = self._record.at(name)
        cells = SheetCells(root)
        wearing = [(address, cell) for address, cell in cells.all() if style_of(cell) in self._ours]
        for address, cell in wearing:
            self._parts.edit(part)
            item = marked.get(address)
            if item is not None and item.inserted and is_blank(cell):
                cells.remove_blank(address)
            else:
                set_style(cell, self._own_style(style_of(cell), address, item))
        self._restore_lines(root, part)

    def _restore_lines(self, root: Node, part: str) -> None:
        """Whole rows and columns may wear a mark that somebody copied onto them."""
        for table, line, attribute in (("sheetData", "row", "s"), ("cols", "col", "style")):
            for node in (node for parent in children(root, table) for node in children(parent, line)):
                style = whole(node.get(attribute))
                if style in self._ours:
                    self._parts.edit(part)
                    node.set(attribute, str(self._own_style(style, (0, 0), None)))

    def _own_style(self, style: int, address: Address, item: MarkedCell | None) -> int:
        if self._exact:
            return self._record.bases.get(style, 0) if item is None else item.style
        fill = item.fill if item is not None else self._record.usual_fill(address[1])
        return self._styles.with_fill(style, fill or NO_FILL)
