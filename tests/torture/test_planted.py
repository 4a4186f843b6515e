"""Thirty planted faults of fifteen kinds: one pass finds every one, each at its cell, and nothing else."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tdn_templates import api
from tdn_templates.testing import cell_addresses, fill_form, table_of

if TYPE_CHECKING:
    from tests.torture.conftest import Torture

UNIT, LEAD = "Bộ Tài chính", "Văn phòng Bộ"

Edit = tuple[str, str | int]
"""A column and what is put into it; "" empties the cell."""

FAULTS: tuple[tuple[str, str, str, tuple[Edit, ...]], ...] = (
    # code, task, column of the faulty cell, edits in the row of the task
    ("ROW01", "1.1", "treatment", (("treatment", ""),)),
    ("ROW01", "4.2", "treatment", (("treatment", ""),)),
    ("ROW03", "2.1", "note", (("treatment", "Không áp dụng"),)),
    ("ROW03", "5.3", "note", (("treatment", "Không áp dụng"),)),
    ("ROW05", "2.2", "time", (("time", "2025 - 2027"),)),
    ("ROW05", "3.12", "lead", (("lead", "Bộ Công an"),)),
    ("UNIT01", "2.3", "own_lead", (("own_lead", ""),)),
    ("UNIT01", "5.15", "own_lead", (("own_lead", ""),)),
    ("UNIT02", "2.4", "own_lead", (("own_lead", "Vụ Chăn nuôi"),)),
    ("UNIT02", "3.5", "own_lead", (("own_lead", "Phòng Tổng hợp số 9"),)),
    ("UNIT04", "2.5", "own_supporting", (("own_supporting", "Văn phòng Bộ"),)),
    ("UNIT04", "3.19", "own_supporting", (("own_supporting", "Vụ Đầu tư; Văn phòng Bộ"),)),
    ("UNIT05", "2.6", "own_supporting", (("own_supporting", "Vụ Trồng trọt"),)),
    ("UNIT05", "4.3", "own_supporting", (("own_supporting", "Vụ Đầu tư; Vụ Trồng trọt"),)),
    ("TIME01", "2.9", "own_time", (("own_time", "Sẽ báo sau tết"),)),
    ("TIME01", "5.5", "own_time", (("own_time", "2024 hoặc 25?"),)),
    ("TIME02", "2.11", "own_time", (("own_time", "2027 - 2025"),)),
    ("TIME02", "3.2", "own_time", (("own_time", "2026 - 2024"),)),
    ("TIME03", "2.12", "own_time", (("own_time", "2035"),)),
    ("TIME03", "3.3", "own_time", (("own_time", "2019"),)),
    ("TIME04", "3.1", "own_time", (("own_time", "2026"),)),
    ("TIME04", "4.1", "own_time", (("own_time", "2024 - 2027"),)),
    ("VALUE04", "3.4", "treatment", (("treatment", "Sẽ làm"),)),
    ("VALUE04", "5.8", "treatment", (("treatment", "Tạm hoãn"),)),
    ("VALUE05", "3.6", "own_lead", (("own_lead", "#REF!"),)),
    ("VALUE05", "5.9", "own_time", (("own_time", "#N/A"),)),
    ("VALUE08", "3.9", "own_time", (("own_time", "H»ng n¨m"),)),
    ("VALUE08", "3.21", "own_time", (("own_time", "Haèng naêm"),)),
    ("VALUE10", "4.4", "own_lead", (("own_lead", "Văn  phòng Bộ"),)),
    ("VALUE10", "5.10", "own_lead", (("own_lead", "Văn\u00a0phòng Bộ"),)),
)


@pytest.fixture(scope="module")
def faultless(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Every task carried out by one department, as issued."""
    files = api.generate([UNIT], tmp_path_factory.mktemp("form")).files
    form = next(path for path in files if path.suffix == ".xlsx").read_bytes()
    numbers = dict.fromkeys(number for number, _ in cell_addresses(form))
    return fill_form(form, ({"row": number, "treatment": "Thực hiện", "own_lead": LEAD} for number in numbers))


def planted(content: bytes) -> tuple[bytes, set[tuple[str, str, str, str]]]:
    """The return with all faults, and what has to be found: code, task, sheet, cell."""
    workbook, cells = openpyxl.load_workbook(BytesIO(content)), cell_addresses(content)
    sheet = table_of(workbook)
    expected = set()
    for code, task, column, edits in FAULTS:
        expected.add((code, task, sheet.title, cells[task, column]))
        for edited, value in edits:
            sheet[cells[task, edited]].value = value if value != "" else None
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue(), expected


def test_thirty_planted_faults_are_all_found_and_nothing_else(torture: "Torture", faultless: bytes) -> None:
    assert len(FAULTS) == len({(task, column) for _, task, column, _ in FAULTS}) == 30
    assert len({code for code, *_ in FAULTS}) == 15
    content, expected = planted(faultless)
    findings = torture.read(content).verdict.findings
    found = [(finding.code, finding.task, finding.place.sheet, finding.place.cell) for finding in findings]
    assert set(found) == expected
    assert len(found) == 30


def test_the_return_without_them_has_no_fault(torture: "Torture", faultless: bytes) -> None:
    assert torture.read(faultless).verdict.findings == ()


def test_the_faults_are_found_in_a_file_as_in_memory(tmp_path: Path, faultless: bytes) -> None:
    """The whole way: from the folder through the reading process, under a name that says another format."""
    content, expected = planted(faultless)
    (tmp_path / "Bieu mau (1).xls").write_bytes(content)
    (verdict,) = api.validate([tmp_path]).verdicts
    found = {(item.code, item.task, item.place.sheet, item.place.cell) for item in verdict.findings}
    assert found == expected
