"""`tdn fix` mends in copies what is safe, proposes the rest, and finds nothing more to do the second time."""

import hashlib
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import docx
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tdn_templates.testing import cell_addresses, fill_form

Ran = CompletedProcess[str]
Tdn = Callable[..., Ran]
WRONG_LEAD = "Vụ Hợp tác quốc té"
SAFE = (
    {"row": "1.1", "treatment": " Thực hiện ", "own_lead": "VP Bộ", "own_time": "2024-06-30"},
    {"row": "1.2", "own_lead": unicodedata.normalize("NFD", "Vụ Đầu tư")},
    {"row": "2.1", "own_time": "Tháng 6/2024\u200b"},
)
UNSAFE = ({"row": "2.2", "own_lead": WRONG_LEAD}, {"row": "2.3", "own_lead": WRONG_LEAD})
NARROWER = ["TIME05", "TIME05"]
"""What is said of the times of 1.1 and 2.1 however they are written."""
MENDED = {
    "1.1": ("Thực hiện", "Văn phòng Bộ", "30/6/2024"),
    "1.2": ("Thực hiện", "Vụ Đầu tư", "Hằng năm"),
    "2.1": ("Thực hiện", "Văn phòng Bộ", "Tháng 6/2024"),
}


@pytest.fixture
def safe(good_return: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "in" / "btc.xlsx"
    path.parent.mkdir()
    path.write_bytes(fill_form(good_return, SAFE))
    return path


@pytest.fixture
def unsafe(good_return: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "in" / "btc.xlsx"
    path.parent.mkdir()
    path.write_bytes(fill_form(good_return, [*SAFE, *UNSAFE]))
    return path


def plan(path: Path) -> Worksheet:
    sheet = openpyxl.load_workbook(path)["Kế hoạch"]
    assert isinstance(sheet, Worksheet)
    return sheet


def answers(path: Path) -> dict[str, tuple[object, ...]]:
    """Treatment, lead and time of every task by its number."""
    sheet = plan(path)
    columns = {str(cell.value): index for index, cell in enumerate(sheet[1])}
    wanted = [columns[key] for key in ("treatment", "own_lead", "own_time")]
    return {str(row[columns["number"]]): tuple(row[index] for index in wanted) for row in sheet.values}


def codes(tdn: Tdn, *paths: Path) -> list[str]:
    report = json.loads(tdn("validate", *paths, "--format", "json").stdout)
    return sorted(finding["code"] for file in report["files"] for finding in file["findings"])


def test_what_is_safe_is_mended_in_a_copy_and_said_cell_by_cell(tdn: Tdn, safe: Path, tmp_path: Path) -> None:
    before = hashlib.sha256(safe.read_bytes()).hexdigest()
    ran = tdn("fix", safe, "-o", tmp_path / "out")
    assert (ran.returncode, ran.stderr) == (0, "")
    copy = tmp_path / "out" / "btc_da-sua.xlsx"
    found = answers(copy)
    assert {number: found[number] for number in MENDED} == MENDED
    assert {key: value for key, value in found.items() if key not in MENDED} == {
        key: value for key, value in answers(safe).items() if key not in MENDED
    }
    lines, cells = [line.strip() for line in ran.stdout.splitlines()], cell_addresses(safe.read_bytes())
    assert lines[0] == "btc.xlsx: 5 ô đã sửa / cells mended"
    assert [line for line in lines if "!" in line][:3] == [
        f"Kế hoạch!{cells['1.1', 'treatment']}: “ Thực hiện ” → “Thực hiện”",
        f"Kế hoạch!{cells['1.1', 'own_lead']}: “VP Bộ” → “Văn phòng Bộ”",
        f"Kế hoạch!{cells['1.1', 'own_time']}: “2024-06-30” → “30/6/2024”",
    ]
    assert lines[-1] == f"→ {copy}"
    assert list((tmp_path / "out").iterdir()) == [copy]
    assert hashlib.sha256(safe.read_bytes()).hexdigest() == before


def test_a_mended_cell_has_no_finding_and_mending_twice_changes_nothing(tdn: Tdn, safe: Path, tmp_path: Path) -> None:
    spoilt = codes(tdn, safe)
    assert {"VALUE02", "VALUE10"} <= set(spoilt)
    tdn("fix", safe, "-o", tmp_path / "out")
    assert codes(tdn, tmp_path / "out") == NARROWER
    again = tdn("fix", tmp_path / "out", "-o", tmp_path / "again")
    assert (again.returncode, again.stdout) == (0, "btc_da-sua.xlsx: 0 ô đã sửa / cells mended\n")
    assert not (tmp_path / "again").exists()


def test_the_same_return_gives_the_same_copy(tdn: Tdn, safe: Path, tmp_path: Path) -> None:
    copies = []
    for name in ("a", "b"):
        tdn("fix", safe, "-o", tmp_path / name)
        copies.append((tmp_path / name / "btc_da-sua.xlsx").read_bytes())
    assert copies[0] == copies[1]


def test_a_copy_keeps_dropdowns_protection_and_widths(tdn: Tdn, safe: Path, tmp_path: Path) -> None:
    tdn("fix", safe, "-o", tmp_path / "out")
    old, new = plan(safe), plan(tmp_path / "out" / "btc_da-sua.xlsx")

    def furniture(sheet: Worksheet) -> object:
        rules = sorted((str(rule.sqref), rule.formula1) for rule in sheet.data_validations.dataValidation)
        widths = {letter: column.width for letter, column in sheet.column_dimensions.items()}
        locked = [[cell.protection.locked for cell in row] for row in sheet.iter_rows()]
        return rules, sheet.protection.sheet, widths, locked, sheet.freeze_panes

    assert furniture(new) == furniture(old)
    assert old.protection.sheet
    assert len(old.data_validations.dataValidation) > 0


def test_formulas_and_given_cells_are_left_alone(tdn: Tdn, safe: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(safe)
    sheet = book["Kế hoạch"]
    given, note = (cell_addresses(safe.read_bytes())["1.1", column] for column in ("text", "note"))
    decomposed = unicodedata.normalize("NFD", str(sheet[given].value)) + "  "
    sheet[given], sheet[note] = decomposed, '="a "&"b "'
    book.save(safe)
    tdn("fix", safe, "-o", tmp_path / "out")
    copy = plan(tmp_path / "out" / "btc_da-sua.xlsx")
    assert (copy[given].value, copy[note].value) == (decomposed, '="a "&"b "')


def test_what_is_not_safe_is_proposed_once_for_each_value_and_not_done(tdn: Tdn, unsafe: Path, tmp_path: Path) -> None:
    ran = tdn("fix", unsafe, "-o", tmp_path / "out")
    assert (ran.returncode, ran.stderr) == (1, "")
    assert f"2 × “{WRONG_LEAD}” → “Vụ Hợp tác quốc tế”" in ran.stdout
    found = answers(tmp_path / "out" / "btc_da-sua.xlsx")
    assert [found[number][1] for number in ("1.1", "2.2", "2.3")] == ["Văn phòng Bộ", WRONG_LEAD, WRONG_LEAD]
    text = (tmp_path / "out" / "de-xuat.yaml").read_text(encoding="utf-8")
    assert text.count(WRONG_LEAD) == 1


@pytest.mark.parametrize(("right", "lead"), [("Vụ Hợp tác quốc tế", "Vụ Hợp tác quốc tế"), ("", WRONG_LEAD)])
def test_a_decision_about_a_proposal_is_carried_out(
    tdn: Tdn, unsafe: Path, tmp_path: Path, right: str, lead: str
) -> None:
    tdn("fix", unsafe, "-o", tmp_path / "out")
    decisions = tmp_path / "out" / "de-xuat.yaml"
    offered = decisions.read_text(encoding="utf-8")
    decisions.write_text(offered.replace('right: ""', f'right: "{right}"'), encoding="utf-8")
    ran = tdn("fix", unsafe, "-o", tmp_path / "decided", "--decisions", decisions)
    assert (ran.returncode, ran.stderr) == (0, "")
    found = answers(tmp_path / "decided" / "btc_da-sua.xlsx")
    assert [found[number][1] for number in ("2.2", "2.3")] == [lead, lead]
    assert codes(tdn, tmp_path / "decided") == [*NARROWER, *([] if right else ["UNIT02", "UNIT02"])]


@pytest.mark.parametrize(
    ("content", "en"),
    [
        (b"decisions:\n  - wrnog: a\n", "line 2"),
        ("decisions:\n".encode("utf-16"), "not UTF-8 text"),
        (None, "no file or folder"),
    ],
)
def test_decisions_that_cannot_be_read_stop_the_run(
    tdn: Tdn, safe: Path, tmp_path: Path, content: bytes | None, en: str
) -> None:
    decisions = tmp_path / "de-xuat.yaml"
    if content is not None:
        decisions.write_bytes(content)
    ran = tdn("fix", safe, "-o", tmp_path / "out", "--decisions", decisions)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert en in ran.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["btc_da-sua.xlsx", "de-xuat.yaml"])
def test_nothing_is_written_over_a_file_that_is_there(tdn: Tdn, unsafe: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_bytes(b"mine")
    ran = tdn("fix", unsafe, "-o", out)
    assert ran.returncode == 2
    assert name in ran.stderr
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {name: b"mine"}
    assert tdn("fix", unsafe, "-o", out, "--force").returncode == 1
    assert (out / name).read_bytes() != b"mine"


def test_files_of_one_name_get_copies_of_their_own(tdn: Tdn, safe: Path, tmp_path: Path) -> None:
    other = tmp_path / "in" / "sub" / "btc.xlsx"
    other.parent.mkdir()
    other.write_bytes(safe.read_bytes())
    ran = tdn("fix", tmp_path / "in", "-o", tmp_path / "out")
    assert ran.returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["btc_da-sua-2.xlsx", "btc_da-sua.xlsx"]


def test_what_cannot_be_mended_is_named_and_the_rest_is_mended(tdn: Tdn, safe: Path, tmp_path: Path) -> None:
    (tmp_path / "in" / "thu.xlsx").write_bytes(b"%PDF-1.7\n")
    document = docx.Document()
    document.add_paragraph("Báo cáo")
    document.save(str(tmp_path / "in" / "phu-luc.docx"))
    ran = tdn("fix", tmp_path / "in", "-o", tmp_path / "out")
    assert ran.returncode == 0
    assert sorted(ran.stderr.splitlines()) == [
        "Không sửa được / Left alone: phu-luc.docx",
        "Không sửa được / Left alone: thu.xlsx",
    ]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["btc_da-sua.xlsx"]


def test_a_run_that_can_mend_no_file_could_not_run(tdn: Tdn, tmp_path: Path) -> None:
    (tmp_path / "thu.xlsx").write_bytes(b"%PDF-1.7\n")
    ran = tdn("fix", tmp_path / "thu.xlsx", "-o", tmp_path / "out")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Left alone: thu.xlsx" in ran.stderr
    assert not (tmp_path / "out").exists()
