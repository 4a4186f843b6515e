"""One cell of a returned sheet as clean text, with what cleaning did."""

from tdn_templates.core.cell_names import column_letters
from tdn_templates.core.clean_text import clean_text
from tdn_templates.core.raw_text import raw_text
from tdn_templates.model.cell import RawSheet
from tdn_templates.model.finding import Place
from tdn_templates.model.submission import SubmittedCell


class _Letters(dict[int, str]):
    """Column letters by number, each worked out once."""

    def __missing__(self, column: int) -> str:
        self[column] = letters = column_letters(column)
        return letters


class CellReader:
    """Reads the cells of one sheet."""

    def __init__(self, sheet: RawSheet) -> None:
        self._sheet = sheet
        self._letters = _Letters()

    def read(self, row: int, column: int) -> SubmittedCell:
        """A blank cell has no text, no error and no raw value."""
        at, sheet = (row, column), self._sheet
        place = Place(sheet.name, f"{self._letters[column]}{row}")
        formula = at in sheet.formulas
        error = sheet.errors.get(at, "")
        raw = sheet.cells.get(at)
        if raw is None or error:
            return SubmittedCell(place, error=error, formula=formula)
        clean = clean_text(raw if isinstance(raw, str) else raw_text(raw))
        if not (formula or clean.removed or clean.recomposed):
            return SubmittedCell(place, clean.text.strip(), raw)
        return SubmittedCell(place, clean.text.strip(), raw, "", formula, clean.removed, clean.recomposed)
