"""The tick "nothing to report" (không phát sinh): where it stands in a returned form, and what counts as a tick."""

from tdn_templates.core.find_table import FoundTable
from tdn_templates.core.fold import fold
from tdn_templates.core.form_marks import NIL_MARK
from tdn_templates.core.read_cell import CellReader
from tdn_templates.core.shorthand import is_tick
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.submission import SubmittedCell

NIL_TICK = "x"
"""What the dropdown offers."""

_WORDS = frozenset(fold(word) for word in ("đúng", "không phát sinh", "yes", "nil", "nothing to report"))
"""Not "có" and "không" alone: they may say that there is something, or that there is nothing."""


def find_nil(table: FoundTable, layout: WorkbookLayout) -> SubmittedCell | None:
    """What stands in the line of the tick beside its label; None if nothing does, or the form has no such line.

    The line is known by its hidden mark wherever somebody sorted it to, else by its label above the table.
    """
    if layout.nil is None:
        return None
    labels = {fold(layout.nil.vi), fold(layout.nil.en)}
    sheet = table.sheet
    rows = {row for (row, _), value in sheet.cells.items() if value == NIL_MARK}
    rows = rows or {
        row
        for (row, _), value in sheet.cells.items()
        if row < table.first_row and isinstance(value, str) and fold(value) in labels
    }
    if not rows:
        return None
    row, cells = min(rows), CellReader(sheet)
    for column in sorted(column for at, column in {*sheet.cells, *sheet.errors} if at == row):
        value = sheet.cells.get((row, column))
        text = value if isinstance(value, str) else ""
        if text != NIL_MARK and fold(text) not in labels:
            cell = cells.read(row, column)
            if not cell.is_blank:
                return cell
    return None


def is_nil_mark(text: str) -> bool:
    """A tick, or a word that says the same."""
    return is_tick(text) or fold(text) in _WORDS
