"""One cell of a returned sheet as clean text, with what cleaning did."""

from functools import lru_cache

from tdn_templates.core.cell_names import column_letters
from tdn_templates.core.clean_text import clean_text
from tdn_templates.core.raw_text import raw_text
from tdn_templates.model.cell import RawSheet
from tdn_templates.model.finding import Place
from tdn_templates.model.submission import SubmittedCell


# the same cells of the same sheets come up in every return
@lru_cache(maxsize=20_000)
def place_of(sheet: str, row: int, column: int) -> Place:
    return Place(sheet, f"{column_letters(column)}{row}")


class CellReader:
    """Reads the cells of one sheet."""

    def __init__(self, sheet: RawSheet) -> None:
        self._name, self._cells = sheet.name, sheet.cells
        self._formulas, self._errors = sheet.formulas, sheet.errors

    def read(self, row: int, column: int) -> SubmittedCell:
        """A blank cell has no text, no error and no raw value."""
        at = (row, column)
        place = place_of(self._name, row, column)
        formula = at in self._formulas
        error = self._errors.get(at, "") if self._errors else ""
        raw = self._cells.get(at)
        if raw is None or error:
            return SubmittedCell(place, error=error, formula=formula)
        clean = clean_text(raw if type(raw) is str else raw_text(raw))
        if not (formula or clean.removed or clean.recomposed):
            return SubmittedCell(place, clean.text.strip(), raw)
        return SubmittedCell(place, clean.text.strip(), raw, "", formula, clean.removed, clean.recomposed)
