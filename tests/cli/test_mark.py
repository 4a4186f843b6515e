"""`tdn validate --mark` gives every sender their own workbook back: marked, and else as it was."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import docx
import openpyxl
import pytest

from tdn_templates import api
from tdn_templates.errors import TdnError
from tdn_templates.testing import fill_form
from tests.office.calc import Calc

Ran = CompletedProcess[str]
Tdn = Callable[..., Ran]
SPOILT = (
    {"row": "1.1", "own_lead": "Văn phòng Bộ; Vụ Đầu tư"},
    {"row": "2.3", "own_time": "2026 - 2024"},
    {"row": "3.1", "own_time": "2026"},
)
FAULTS = ("TIME02", "TIME04", "UNIT03")


@pytest.fixture
def faulty(good_return: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "in" / "btc.xlsx"
    path.parent.mkdir()
    path.write_bytes(fill_form(good_return, SPOILT))
    return path


def findings(tdn: Tdn, path: Path) -> dict[str, tuple[str, str, str]]:
    """Code, cell and task of every finding by its id."""
    report = json.loads(tdn("validate", path, "--format", "json").stdout)
    return {item["id"]: (item["code"], item["cell"], item["task"]) for item in report["files"][0]["findings"]}


def notes(path: Path, sheet: str = "Kế hoạch") -> dict[str, str]:
    cells = (cell for row in openpyxl.load_workbook(path)[sheet].iter_rows() for cell in row)
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment is not None}


def marked_copy(tdn: Tdn, path: Path, folder: Path) -> Path:
    ran = tdn("validate", path, "--mark", folder)
    (copy,) = folder.iterdir()
    assert ran.stderr == f"{copy}\n"
    return copy


def test_the_copy_has_a_note_at_every_faulty_cell_and_the_return_is_not_touched(
    tdn: Tdn, faulty: Path, tmp_path: Path
) -> None:
    before = hashlib.sha256(faulty.read_bytes()).hexdigest()
    found = findings(tdn, faulty)
    assert sorted(code for code, _, _ in found.values()) == list(FAULTS)
    copy = marked_copy(tdn, faulty, tmp_path / "out")
    assert copy.name == "btc_danh-dau.xlsx"
    said = notes(copy)
    assert set(said) - set(notes(faulty)) == {cell for _, cell, _ in found.values()}
    assert all("→" in said[cell] for _, cell, _ in found.values())
    assert hashlib.sha256(faulty.read_bytes()).hexdigest() == before


@pytest.mark.parametrize(("lang", "name"), [("vi", "Lỗi cần sửa"), ("en", "To correct")])
def test_the_first_sheet_lists_the_faults_with_links_to_the_cells(
    tdn: Tdn, faulty: Path, tmp_path: Path, lang: str, name: str
) -> None:
    found = findings(tdn, faulty)
    tdn("validate", faulty, "--mark", tmp_path / "out", "--lang", lang)
    book = openpyxl.load_workbook(tmp_path / "out" / "btc_danh-dau.xlsx")
    assert book.sheetnames[0] == name
    assert book.sheetnames[1:] == openpyxl.load_workbook(faulty).sheetnames
    links = [cell.hyperlink for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink]
    assert {str(link.location).rpartition("!")[2] for link in links} >= {cell for _, cell, _ in found.values()}


def test_the_copy_read_again_has_the_same_findings(tdn: Tdn, faulty: Path, tmp_path: Path) -> None:
    assert findings(tdn, marked_copy(tdn, faulty, tmp_path / "out")) == findings(tdn, faulty)


def test_a_marked_file_filled_in_again_is_accepted(tdn: Tdn, faulty: Path, tmp_path: Path) -> None:
    copy = marked_copy(tdn, faulty, tmp_path / "out")
    right = [
        {"row": "1.1", "own_lead": "Văn phòng Bộ"},
        {"row": "2.3", "own_time": "2024 - 2026"},
        {"row": "3.1", "own_time": "2024"},
    ]
    again = tmp_path / "nop-lai.xlsx"
    again.write_bytes(fill_form(copy.read_bytes(), right))
    ran = tdn("validate", again)
    assert ran.returncode == 0
    assert "nop-lai.xlsx – Bộ Tài chính: ĐẠT" in ran.stdout
    merged = tdn("merge", again, "-o", tmp_path / "merged")
    assert merged.returncode == 0


def test_a_marked_file_with_other_faults_is_marked_anew(tdn: Tdn, faulty: Path, tmp_path: Path) -> None:
    copy = marked_copy(tdn, faulty, tmp_path / "out")
    half = tmp_path / "nop-lai.xlsx"
    half.write_bytes(fill_form(copy.read_bytes(), [{"row": "2.3", "own_time": "2024 - 2026"}]))
    left = findings(tdn, half)
    assert sorted(code for code, _, _ in left.values()) == ["TIME04", "UNIT03"]
    again = marked_copy(tdn, half, tmp_path / "again")
    assert set(notes(again)) - set(notes(faulty)) == {cell for _, cell, _ in left.values()}
    assert openpyxl.load_workbook(again).sheetnames.count("Lỗi cần sửa") == 1


def test_marking_twice_gives_the_same_bytes(tdn: Tdn, faulty: Path, tmp_path: Path) -> None:
    first, second = (marked_copy(tdn, faulty, tmp_path / name) for name in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_files_of_one_name_get_copies_of_their_own(tdn: Tdn, faulty: Path, good_return: bytes, tmp_path: Path) -> None:
    other = tmp_path / "in" / "sub" / "btc.xlsx"
    other.parent.mkdir()
    other.write_bytes(fill_form(good_return, [{"row": "3.1", "own_time": "2030"}]))
    tdn("validate", tmp_path / "in", "--mark", tmp_path / "out")
    copies = sorted((tmp_path / "out").iterdir())
    assert [path.name for path in copies] == ["btc_danh-dau-2.xlsx", "btc_danh-dau.xlsx"]
    marked = {frozenset(code for code, _, _ in findings(tdn, copy).values()) for copy in copies}
    assert marked == {frozenset(FAULTS), frozenset({"TIME04"})}


def test_a_return_without_findings_is_not_sent_back(tdn: Tdn, good_return: bytes, tmp_path: Path) -> None:
    (tmp_path / "btc.xlsx").write_bytes(good_return)
    ran = tdn("validate", tmp_path / "btc.xlsx", "--mark", tmp_path / "out")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_marked_is_named(tdn: Tdn, faulty: Path, tmp_path: Path) -> None:
    (tmp_path / "in" / "thu.xlsx").write_bytes(b"%PDF-1.7\n")
    document = docx.Document()
    document.add_paragraph("Báo cáo")
    document.save(str(tmp_path / "in" / "bao-cao.docx"))
    ran = tdn("validate", tmp_path / "in", "--mark", tmp_path / "out")
    assert ran.returncode == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["btc_danh-dau.xlsx"]
    assert sorted(ran.stderr.splitlines())[-2:] == [
        "Không đánh dấu được / Not marked: bao-cao.docx",
        "Không đánh dấu được / Not marked: thu.xlsx",
    ]


def test_a_filled_in_word_annex_is_read_but_not_marked(tdn: Tdn, tmp_path: Path) -> None:
    tdn("generate", "Bộ Tài chính", "-o", tmp_path / "gui")
    (annex,) = (tmp_path / "gui").glob("*.docx")
    ran = tdn("validate", annex, "--mark", tmp_path / "out")
    assert ran.returncode == 1
    assert ran.stderr == f"Không đánh dấu được / Not marked: {annex.name}\n"


def test_nothing_is_written_over_a_file_that_is_there(tdn: Tdn, faulty: Path, tmp_path: Path) -> None:
    copy = tmp_path / "out" / "btc_danh-dau.xlsx"
    copy.parent.mkdir()
    copy.write_bytes(b"mine")
    ran = tdn("validate", faulty, "--mark", copy.parent)
    assert ran.returncode == 2
    assert copy.name in ran.stderr
    assert copy.read_bytes() == b"mine"
    assert tdn("validate", faulty, "--mark", copy.parent, "--force").returncode == 1
    assert set(notes(copy)) != set()


@pytest.mark.office
def test_a_return_in_another_format_comes_back_as_a_marked_xlsx(
    libreoffice: Calc, tdn: Tdn, faulty: Path, tmp_path: Path
) -> None:
    returned = libreoffice.saved(faulty, "ods", tmp_path / "ods")
    copy = marked_copy(tdn, returned, tmp_path / "out")
    assert copy.name == "btc_danh-dau.xlsx"
    found = {task: code for code, _, task in findings(tdn, copy).values()}
    assert {task: found[task] for task in ("1.1", "2.3", "3.1")} == {"1.1": "UNIT03", "2.3": "TIME02", "3.1": "TIME04"}
    assert set(findings(tdn, copy)) == set(findings(tdn, returned))


def test_a_return_that_changed_after_it_was_checked_is_not_marked(faulty: Path, tmp_path: Path) -> None:
    checked = api.validate([faulty])
    faulty.write_bytes(faulty.read_bytes() + b" ")
    with pytest.raises(TdnError, match="changed while"):
        api.mark(checked, tmp_path / "out")
    assert not list(tmp_path.glob("out/*"))
