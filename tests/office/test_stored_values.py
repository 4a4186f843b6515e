"""Every formula that goes out has the result stored with it that LibreOffice calculates: some programs show what is
stored and calculate nothing."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tdn_templates import api
from tdn_templates.model.words import Lang
from tests.office.filled import Clerk
from tests.office.form_to_fill import CHECK
from tests.office.forms import FORMS

if TYPE_CHECKING:
    from tests.office.calc import Calc
    from tests.office.form_to_fill import FormToFill

pytestmark = pytest.mark.office

Issued = Callable[[str, str], "FormToFill"]
Result = str | float
Results = dict[tuple[str, str], Result]
"""By sheet and cell; an error value is its text."""


def merged(returned: Path, folder: Path) -> Path:
    files = api.merge([returned], folder, draft=True).files
    return next(path for path in files if path.suffix == ".xlsx")


def reported(returned: Path, folder: Path) -> Path:
    path = folder / "bao-cao.xlsx"
    path.write_bytes(api.validation_report(api.validate([returned]), "xlsx", Lang.VI))
    return path


def marked(returned: Path, folder: Path) -> Path:
    return api.mark(api.validate([returned]), folder).files[0]


WRITTEN: Mapping[str, tuple[Callable[[Path, Path], Path], bool]] = {
    "merged": (merged, False),
    "reported": (reported, False),
    "marked": (marked, True),
}
"""What is made of a return, and whether formulas are in it."""


@pytest.mark.parametrize(("form", "unit"), FORMS)
def test_a_form_goes_out_with_the_results_of_its_formulas(calc: "Calc", issued: Issued, form: str, unit: str) -> None:
    sent = issued(form, unit)
    results = stored(sent.path)
    assert results == calculated(calc, sent.path)
    assert results.keys() >= {(sent.sheet, sent.cell((line.row, CHECK))) for line in sent.lines}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_made_of_a_return_has_the_results_of_its_formulas(
    calc: "Calc", issued: Issued, name: str, tmp_path: Path
) -> None:
    write, has_formulas = WRITTEN[name]
    clerk = Clerk(calc, issued(*FORMS[0]))
    returned = clerk.fill_in(1, tmp_path / "tra-loi.xlsx").path
    clerk.close()
    path = write(returned, tmp_path)
    assert bool(stored(path)) == has_formulas
    assert stored(path) == calculated(calc, path)


def test_a_result_that_is_not_calculated_is_found_out(calc: "Calc", issued: Issued, tmp_path: Path) -> None:
    """What is stored is read from the file, what is calculated comes from the formulas."""
    sent = issued(*FORMS[0])
    place = (sent.sheet, sent.cell((sent.lines[0].row, CHECK)))
    workbook = openpyxl.load_workbook(sent.path)
    workbook[sent.sheet][place[1]] = '="a"&"b"'
    workbook.save(tmp_path / "without.xlsx")
    # openpyxl stores no results at all
    assert stored(tmp_path / "without.xlsx")[place] == ""
    assert calculated(calc, tmp_path / "without.xlsx")[place] == "ab"


def stored(path: Path) -> Results:
    """ "" for a formula without a result: then there is nothing wrong to show."""
    formulas, results = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    found: Results = {}
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    result = results[sheet.title][cell.coordinate].value
                    found[sheet.title, cell.coordinate] = _result(result)
    return found


def calculated(calc: "Calc", path: Path) -> Results:
    book = calc.open(path)
    book.calculate()
    cells = book.formulas()
    book.close()
    return {(cell.sheet, cell.cell): cell.error if cell.value is None else cell.value for cell in cells}


def _result(stored_result: object) -> Result:
    if stored_result is None:
        return ""
    return stored_result if isinstance(stored_result, str) else float(str(stored_result))
