"""What a merge refuses: a unit twice, and returns with errors unless a draft was asked for."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import docx
import openpyxl
import pytest

from tdn_templates.testing import fill_form

Tdn = Callable[..., CompletedProcess[str]]


@pytest.fixture
def rivals(good_return: bytes, tmp_path: Path) -> tuple[Path, Path]:
    """Two returns of one unit, in folders of their own."""
    old, new = tmp_path / "cũ/btc.xlsx", tmp_path / "mới/btc (2).xlsx"
    for path, lead in ((old, "Vụ Tài chính hành chính sự nghiệp"), (new, "Vụ Hợp tác quốc tế")):
        path.parent.mkdir()
        path.write_bytes(fill_form(good_return, [{"row": "1.1", "own_lead": lead}]))
    return old, new


def test_a_unit_that_sent_twice_is_refused_naming_both_files(
    tdn: Tdn, rivals: tuple[Path, Path], tmp_path: Path
) -> None:
    for draft in ([], ["--draft"]):
        ran = tdn("merge", *rivals, "-o", tmp_path / "out", *draft)
        assert ran.returncode == 1
        complaint = ran.stdout.partition("[BATCH01] Lỗi")[2]
        assert all(name in complaint for name in ("Bộ Tài chính", "btc.xlsx", "btc (2).xlsx"))
        assert "--use TỆP" in ran.stderr
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("taken", [0, 1])
def test_use_settles_which_return_counts(tdn: Tdn, rivals: tuple[Path, Path], tmp_path: Path, taken: int) -> None:
    ran = tdn("merge", *rivals, "-o", tmp_path / "out", "--use", rivals[taken])
    assert ran.returncode == 0
    assert "Đã tổng hợp 1 bản nộp." in ran.stdout
    table = docx.Document(str(tmp_path / "out/phu-luc.docx")).tables[0]
    own_lead = [row.cells[5].text for row in table.rows if row.cells[0].text == "1.1"]
    assert own_lead == [("Vụ Tài chính hành chính sự nghiệp", "Vụ Hợp tác quốc tế")[taken]]


def test_using_both_settles_nothing(tdn: Tdn, rivals: tuple[Path, Path], tmp_path: Path) -> None:
    ran = tdn("merge", *rivals, "-o", tmp_path / "out", "--use", rivals[0], "--use", rivals[1])
    assert ran.returncode == 1
    assert "BATCH01" in ran.stdout
    assert not (tmp_path / "out").exists()


def test_use_of_a_file_that_is_not_merged_is_refused(
    tdn: Tdn, rivals: tuple[Path, Path], form: bytes, tmp_path: Path
) -> None:
    (tmp_path / "khac.xlsx").write_bytes(form)
    for other in ("khac.xlsx", "khong-co.xlsx"):
        ran = tdn("merge", *rivals, "-o", tmp_path / "out", "--use", tmp_path / other)
        assert ran.returncode == 2
        assert other in ran.stderr
        assert not (tmp_path / "out").exists()


def test_copies_of_one_return_are_settled_by_naming_one(tdn: Tdn, good_return: bytes, tmp_path: Path) -> None:
    paths = [tmp_path / folder / "btc.xlsx" for folder in "ab"]
    for path in paths:
        path.parent.mkdir()
        path.write_bytes(good_return)
    assert tdn("merge", *paths, "-o", tmp_path / "out").returncode == 1
    ran = tdn("merge", *paths, "-o", tmp_path / "out", "--use", paths[1])
    assert ran.returncode == 0
    assert "Đã tổng hợp 1 bản nộp." in ran.stdout


def test_one_file_named_by_two_paths_is_one_return(tdn: Tdn, good_return: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "btc.xlsx").write_bytes(good_return)
    ran = tdn("merge", folder, folder / "../in/btc.xlsx", folder / "btc.xlsx", "-o", tmp_path / "out")
    assert ran.returncode == 0
    assert "Đã tổng hợp 1 bản nộp." in ran.stdout


def test_errors_refuse_the_merge_with_their_list_and_a_draft_marks_them(
    tdn: Tdn, good_return: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "btc.xlsx"
    path.write_bytes(fill_form(good_return, [{"row": "2.2", "own_time": "2025 - 2029"}]))
    refused = tdn("merge", path, "-o", tmp_path / "out")
    assert refused.returncode == 1
    assert "[TIME04] Lỗi" in refused.stdout
    assert "--draft" in refused.stderr
    assert not (tmp_path / "out").exists()
    assert tdn("merge", path, "-o", tmp_path / "out", "--draft").returncode == 0
    document = docx.Document(str(tmp_path / "out/phu-luc.docx"))
    shown = [paragraph.text for paragraph in document.paragraphs]
    assert "DỰ THẢO" in shown
    assert any("2025 - 2029" in text and text.startswith("- Bộ Tài chính") for text in shown)
    assert fills_of_numbers(document.tables[0]) == {"2.2": True, "2.1": False}
    book = openpyxl.load_workbook(tmp_path / "out/tong-hop.xlsx")
    marked = {row[1].value for row in book["Tổng hợp"].iter_rows(min_row=2) if row[7].fill.fgColor.rgb == "FFFFF2CC"}
    assert marked == {"2.2"}
    assert "TIME04" in [row[1].value for row in book["Kết quả kiểm tra"].iter_rows(min_row=2)]


def fills_of_numbers(table: docx.table.Table) -> dict[str, bool]:
    """Whether the rows 2.1 and 2.2 are shaded."""
    return {
        row.cells[0].text: "FFF2CC" in row.cells[1]._tc.xml for row in table.rows if row.cells[0].text in ("2.1", "2.2")
    }


def test_a_merge_without_errors_is_no_draft(tdn: Tdn, good_return: bytes, tmp_path: Path) -> None:
    path = tmp_path / "btc.xlsx"
    path.write_bytes(good_return)
    assert tdn("merge", path, "-o", tmp_path / "out").returncode == 0
    texts = [paragraph.text for paragraph in docx.Document(str(tmp_path / "out/phu-luc.docx")).paragraphs]
    assert "DỰ THẢO" not in texts
