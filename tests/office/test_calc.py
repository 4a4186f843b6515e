"""The office that the tests use: what is pasted stays what it is, and everything is calculated anew."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from tests.office.calc import FormulaCell, Typed

if TYPE_CHECKING:
    from tests.office.calc import Book, Calc

pytestmark = pytest.mark.office

LOOKS_LIKE_MORE = ("2024", "3.10", "1/2/2024", "=1+1", "+84", "'x", "TRUE", "#N/A", "  ", "a\nb", "👍", "\u200b")
SHEET = "Trang"


@pytest.fixture
def book(calc: "Calc", tmp_path: Path) -> Iterator["Book"]:
    """Column A holds texts under lock and a list, B1 counts it, B2 has an error in it, B3 says nothing."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = SHEET
    for row in range(1, 21):
        sheet.cell(row, 1).number_format = "@"
    for row, formula in enumerate(("=COUNTA(A1:A20)", "=1/A20", '=""'), start=1):
        sheet.cell(row, 2, formula)
    closed = DataValidation(type="list", formula1='"Có,Không"', showErrorMessage=True)
    closed.add("A1:A20")
    sheet.add_data_validation(closed)
    sheet.protection.sheet = True
    workbook.save(tmp_path / "form.xlsx")
    opened = calc.open(tmp_path / "form.xlsx")
    yield opened
    opened.close()


def saved(book: "Book", tmp_path: Path) -> dict[str, object]:
    """What the file holds in column A, by cell."""
    book.save(tmp_path / "saved.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "saved.xlsx")[SHEET]
    return {cell.coordinate: cell.value for (cell,) in sheet.iter_rows(max_col=1) if cell.value is not None}


def test_a_text_is_pasted_as_it_is_one_by_one_and_as_a_block(book: "Book", tmp_path: Path) -> None:
    texts = list(LOOKS_LIKE_MORE)
    expected = {f"A{row}": text for row, text in enumerate(texts, start=1)}
    book.paste(SHEET, "A1", [[text] for text in texts])
    assert saved(book, tmp_path) == expected
    book.paste(SHEET, "A1", [[""]] * len(texts))
    assert saved(book, tmp_path) == {}
    book.type_in(SHEET, {cell: Typed("text", text) for cell, text in expected.items()})
    assert saved(book, tmp_path) == expected


def test_numbers_dates_and_formulas_are_what_they_are(book: "Book", tmp_path: Path) -> None:
    book.paste(SHEET, "A1", [[2024], [3.1]])
    book.type_in(SHEET, {"A3": Typed("number", 7), "A4": Typed("date", 45444), "A5": Typed("formula", "=A1+1")})
    book.calculate()
    found = saved(book, tmp_path)
    assert {cell: str(value) for cell, value in found.items()} == {
        "A1": "2024",
        "A2": "3.1",
        "A3": "7",
        "A4": "2024-06-01 00:00:00",
        "A5": "=A1+1",
    }


def test_what_a_filling_leaves_the_next_paste_takes_away(book: "Book", tmp_path: Path) -> None:
    book.type_in(SHEET, {"A1": Typed("date", 45444), "A2": Typed("formula", "=1+1"), "A3": Typed("text", "x")})
    book.paste(SHEET, "A1", [[45444], [""], [""]])
    assert saved(book, tmp_path) == {"A1": 45444}


def test_every_formula_is_calculated_anew(book: "Book") -> None:
    book.paste(SHEET, "A1", [["x"], ["y"]])
    book.calculate()
    assert book.texts(SHEET, "B1:B3") == [["2"], ["#DIV/0!"], [""]]
    assert book.formulas() == (
        FormulaCell(SHEET, "B1", "=COUNTA(A1:A20)", 2.0, ""),
        FormulaCell(SHEET, "B2", "=1/A20", None, "#DIV/0!"),
        FormulaCell(SHEET, "B3", '=""', "", ""),
    )


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_copy_opened_again_holds_the_same(calc: "Calc", book: "Book", tmp_path: Path, kind: str) -> None:
    book.paste(SHEET, "A1", [["Thực hiện"], ["=1"]])
    book.save(tmp_path / f"copy.{kind}")
    copy = calc.open(tmp_path / f"copy.{kind}")
    assert copy.sheets == (SHEET,)
    assert copy.texts(SHEET, "A1:B2") == [["Thực hiện", "2"], ["=1", "#DIV/0!"]]
    copy.close()


def test_what_cannot_be_done_is_said_and_the_office_goes_on(calc: "Calc", book: "Book", tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="NoSuchElement"):
        book.texts("Không có", "A1:A1")
    with pytest.raises(RuntimeError):
        calc.open(tmp_path / "missing.xlsx")
    assert book.texts(SHEET, "B3:B3") == [[""]]
