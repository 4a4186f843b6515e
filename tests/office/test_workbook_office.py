"""LibreOffice prints a form, and a form it opened and saved says the same as before."""

import re
from pathlib import Path

import pytest

from tdn_templates import api
from tdn_templates.testing import fill_form
from tests.office.calc import Calc

pytestmark = pytest.mark.office
UNIT = "Bộ Tài chính"
ANSWERS = (
    {"row": "1.1", "treatment": "Thực hiện", "own_lead": "Văn phòng Bộ", "own_text": "Quán triệt\nvà phổ biến"},
    {"row": "1.2", "treatment": "Thực hiện", "own_lead": "Văn phòng Bộ; Vụ I", "own_time": "Hằng năm"},
    {"row": "2.1", "treatment": "Gộp vào nhiệm vụ khác", "carries": "2.2"},
    {"row": "2.2", "treatment": "Thực hiện", "own_lead": "Văn phòng Bộ", "own_time": "2025 - 2029"},
    {"row": "2.3", "treatment": "Không áp dụng"},
    {"row": "2.4", "treatment": "Có", "own_lead": "Văn phòng Bộ"},
    {"row": "3.10", "treatment": "Thực hiện", "own_lead": "Vụ Hợp tác quốc tế", "own_time": "=1+1"},
    {"row": "own:2", "own_text": "Việc mới", "own_lead": "Vụ Đầu tư", "own_time": "6/2025", "own_number": "2.10"},
)


def said(path: Path) -> set[tuple[str, str]]:
    """Codes and tasks of everything found in a file."""
    (verdict,) = api.validate([path]).verdicts
    assert verdict.submission.unreadable is None
    return {(finding.code, finding.task) for finding in verdict.findings}


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    form = api.generate([UNIT], tmp_path / "form").files[0]
    path = tmp_path / "tra-loi.xlsx"
    path.write_bytes(fill_form(form.read_bytes(), ANSWERS))
    return path


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_return_saved_by_libreoffice_says_the_same(calc: Calc, filled: Path, tmp_path: Path, kind: str) -> None:
    before = said(filled)
    assert {code for code, _ in before} >= {"ROW01", "UNIT03", "TIME04"}
    assert said(calc.saved(filled, kind, tmp_path / "saved")) == before


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_return_saved_by_libreoffice_merges_to_the_same_annex(
    calc: Calc, tmp_path: Path, filled: Path, kind: str
) -> None:
    """Keys, stamp and every text survive: the annex is byte for byte the one of the return as it was sent."""
    saved = calc.saved(filled, kind, tmp_path / "saved")
    annexes = [
        api.merge([path], tmp_path / f"out-{number}", draft=True).files[0].read_bytes()
        for number, path in enumerate((filled, saved))
    ]
    assert annexes[0] == annexes[1]


def test_the_form_prints_on_landscape_pages_of_a4(calc: Calc, tmp_path: Path) -> None:
    form = api.generate([UNIT], tmp_path / "form").files[0]
    pdf = calc.saved(form, "pdf", tmp_path).read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 3
    sizes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d. ]+)\]", pdf)}
    assert {(round(width * 25.4 / 72), round(height * 25.4 / 72)) for width, height in sizes} == {(297, 210)}
