"""LibreOffice opens the filled-in workbook and saves it in each of its formats: the reader sees the same submission."""

import io
from functools import cache

import openpyxl
import pytest

from tdn_templates.core.answers import read_answers
from tdn_templates.core.assign import assign
from tdn_templates.core.interpret import interpret
from tdn_templates.core.known import Known
from tdn_templates.core.prefill import prefill
from tdn_templates.excel.form import FIRST_LINE, write_form
from tdn_templates.load.knowledge import load_known, load_rulebook
from tdn_templates.model.cell import RawWorkbook
from tdn_templates.model.submission import SourceFile, Submission
from tdn_templates.reading.read import read_return
from tdn_templates.testing import fill_form
from tests.office.calc import Calc

pytestmark = pytest.mark.office
KINDS = ("xlsx", "xls", "ods")
ANSWERS = (
    {"row": "1.1", "treatment": "Thực hiện", "own_lead": "Vụ Hợp tác quốc tế", "own_time": "Quý III/2025"},
    {"row": "2.9", "treatment": "Gộp vào nhiệm vụ khác", "carries": "2.10"},
    {"row": "4.1", "treatment": "Không áp dụng", "note": "Không thuộc chức năng;\nxem A & B < C"},
    {"row": "own:2", "own_text": "Biên soạn tài liệu", "own_lead": "Văn phòng Bộ", "own_number": "2.20"},
)
TABLE = "Kế hoạch"
BESIDE = 30
"""A column to the right of the table."""

SUM, RATIO = (FIRST_LINE, BESIDE), (FIRST_LINE + 1, BESIDE)


@cache
def known() -> Known:
    return load_known("nq47-2024")


@cache
def filled() -> bytes:
    """The form of a ministry with some answers, and beside the table a formula, an error, a hidden row."""
    programme, layout = known().programmes["nq47-2024"], known().layouts["plan"]
    unit = next(unit for unit in known().registry.units if unit.name == "Bộ Tài chính")
    form = prefill(layout, programme, known().registry, unit, assign(programme, known().registry, unit))
    workbook = openpyxl.load_workbook(io.BytesIO(fill_form(write_form(form, load_rulebook()).content, ANSWERS)))
    sheet = workbook[TABLE]
    (row, column), (failing, _) = SUM, RATIO
    sheet.cell(row, column).value, sheet.cell(failing, column).value = "=1+2", "=1/0"
    sheet.row_dimensions[failing].hidden = True
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


@pytest.fixture(scope="module", params=KINDS)
def saved(libreoffice: Calc, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> RawWorkbook:
    folder = tmp_path_factory.mktemp("office")
    source = folder / "a.xlsx"
    source.write_bytes(filled())
    workbook = read_return(libreoffice.saved(source, request.param, folder / "out").read_bytes())
    assert isinstance(workbook, RawWorkbook), workbook
    assert workbook.format == request.param
    return workbook


def submission_of(workbook: RawWorkbook) -> Submission:
    return interpret(workbook, SourceFile("tra-loi", "0" * 64, workbook.format), known())


def original() -> RawWorkbook:
    workbook = read_return(filled())
    assert isinstance(workbook, RawWorkbook)
    return workbook


def test_the_same_submission_comes_out(saved: RawWorkbook) -> None:
    sent, back = submission_of(original()), submission_of(saved)
    layout, programme = known().layouts["plan"], known().programmes["nq47-2024"]
    assert list(read_answers(back, layout, programme)) == list(read_answers(sent, layout, programme))
    assert back.stamp == sent.stamp
    assert back.column_letters == sent.column_letters
    assert [(sheet.name, sheet.visible) for sheet in saved.sheets] == [
        (sheet.name, sheet.visible) for sheet in original().sheets
    ]


def test_formulas_errors_and_hidden_rows_are_seen_in_every_format(saved: RawWorkbook) -> None:
    sheet = next(sheet for sheet in saved.sheets if sheet.name == TABLE)
    sent = next(sheet for sheet in original().sheets if sheet.name == TABLE)
    assert sent.formulas.keys() > {SUM, RATIO}
    assert sheet.formulas.keys() == sent.formulas.keys()
    assert sheet.errors == {RATIO: "#DIV/0!"}
    assert sheet.cells[SUM] == 3
    assert sheet.hidden_rows == {1, RATIO[0]}
