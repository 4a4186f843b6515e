"""`tdn trace` as people run it: its formats, its exit codes, the file of decisions."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import openpyxl
import pytest

Ran = CompletedProcess[str]
Tdn = Callable[..., Ran]
DOUBTFUL = "Tham gia ý kiến về Nghị định số 72/2015/NĐ-CP khi được yêu cầu"
TITLES = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện"]
RIGHT = ["1.1", "Phổ biến, quán triệt nội dung Nghị quyết", "Sở Nội vụ", "Các sở, ban, ngành", "2024"]
TTTT = "Sở Thông tin và Truyền thông"


def write(path: Path, *rows: list[str], above: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    if above:
        sheet.append([above])
    for line in (TITLES, *rows):
        sheet.append(line)
    book.save(path)
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write(tmp_path / "ke-hoach.xlsx", RIGHT, ["2.1", DOUBTFUL, TTTT, "Các sở, ban, ngành", "2024"])


def test_the_json_names_row_task_and_how(tdn: Tdn, plan: Path) -> None:
    ran = tdn("trace", plan, "--unit", "Tỉnh Bình Định", "--programme", "nq47-2024", "--format", "json")
    assert (ran.returncode, ran.stderr) == (1, "")
    loaded = json.loads(ran.stdout)
    assert (loaded["unit"], loaded["programme"], loaded["plan"]) == ("tinh-binh-dinh", "nq47-2024", "ke-hoach.xlsx")
    assert {"local": "1.1", "national": ["1.1"], "how": "verbatim"}.items() <= loaded["rows"][0].items()
    assert {item["binding"] for item in loaded["missing"]} == {"group", "conditional"}


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_result_is_written_whole_and_never_over_another_file(tdn: Tdn, plan: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"doi-chieu.{kind}"
    arguments = ("trace", plan, "--unit", "Tỉnh Bình Định", "--format", kind, "-o", out)
    assert tdn(*arguments).returncode == 1
    written = out.read_bytes()
    refused = tdn(*arguments)
    assert (refused.returncode, out.read_bytes()) == (2, written)
    assert "--force" in refused.stderr


def test_a_workbook_needs_a_file_to_go_to(tdn: Tdn, plan: Path) -> None:
    ran = tdn("trace", plan, "--unit", "Tỉnh Bình Định", "--format", "xlsx")
    assert ran.returncode == 2
    assert "-o" in ran.stderr


def test_the_officer_decides_in_a_file_and_the_next_run_obeys(tdn: Tdn, plan: Path, tmp_path: Path) -> None:
    decisions = tmp_path / "quyet-dinh.yaml"
    arguments = ("trace", plan, "--unit", "Tỉnh Bình Định", "--decisions", decisions)
    first = tdn(*arguments)
    assert "CHƯA CHẮC" in first.stdout
    assert "quyet-dinh.yaml" in first.stderr
    asked = decisions.read_text(encoding="utf-8")
    assert DOUBTFUL in asked
    decisions.write_text(asked.replace('national: ""', 'national: "2.1, 2.2"'), encoding="utf-8")
    decided = tdn(*arguments)
    assert "CHƯA CHẮC" not in decided.stdout
    assert decided.stderr == ""
    assert "1 gộp" in decided.stdout
    assert "1 dòng theo quyết định đã có" in decided.stdout
    gone = write(tmp_path / "moi.xlsx", RIGHT)
    assert "QUYẾT ĐỊNH KHÔNG CÒN DÙNG ĐƯỢC (1)" in tdn("trace", gone, *arguments[2:]).stdout
    assert "2.1, 2.2" in decisions.read_text(encoding="utf-8")


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("never", 0)])
def test_the_exit_code_goes_by_the_weight_asked_for(tdn: Tdn, plan: Path, fail_on: str, code: int) -> None:
    assert tdn("trace", plan, "--unit", "Tỉnh Bình Định", "--fail-on", fail_on).returncode == code


def test_the_issuer_at_the_head_says_whose_plan_it_is(tdn: Tdn, tmp_path: Path) -> None:
    named = write(
        tmp_path / "a.xlsx", RIGHT, above="(Kèm theo Kế hoạch số 01/KH-UBND ngày 01/7/2024 của UBND tỉnh Bình Định)"
    )
    assert "Đơn vị: Tỉnh Bình Định" in tdn("trace", named).stdout
    nobody = tdn("trace", write(tmp_path / "b.xlsx", RIGHT))
    assert nobody.returncode == 2
    assert "--unit" in nobody.stderr


def test_what_is_no_plan_is_refused_with_the_reason(tdn: Tdn, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Họ và tên", "Chức vụ"])
    book.save(tmp_path / "nhan-su.xlsx")
    ran = tdn("trace", tmp_path / "nhan-su.xlsx", "--unit", "Tỉnh Bình Định")
    assert ran.returncode == 2
    assert "nhan-su.xlsx" in ran.stderr
    missing = tdn("trace", tmp_path / "khong-co.xlsx", "--unit", "Tỉnh Bình Định")
    assert missing.returncode == 2
    assert "khong-co.xlsx" in missing.stderr


def test_the_result_is_the_same_in_every_run(tdn_process: Tdn, plan: Path) -> None:
    runs = [
        tdn_process("trace", plan, "--unit", "Tỉnh Bình Định", "--format", "html", PYTHONHASHSEED=seed).stdout
        for seed in ("1", "4242")
    ]
    assert runs[0].startswith("<!doctype html>")
    assert runs[0] == runs[1]


def test_an_issuer_that_had_ended_is_refused_as_a_named_unit_is(tdn: Tdn, tmp_path: Path) -> None:
    """Nothing is inherited by a province that is gone: its plan would look as if no task were missing."""
    issued = write(
        tmp_path / "cu.xlsx", RIGHT, above="(Kèm theo Kế hoạch số 58/KH-UBND ngày 2/5/2024 của UBND tỉnh Bình Định)"
    )
    found, named = (tdn("trace", issued, "--as-of", "1/1/2026", *said) for said in ((), ("--unit", "Tỉnh Bình Định")))
    assert (found.returncode, found.stdout, found.stderr) == (2, "", named.stderr)
    assert "Nay: tỉnh Gia Lai." in found.stderr
    assert "--as-of 30/6/2025" in found.stderr
    assert tdn("trace", issued, "--as-of", "30/6/2025", "--format", "json").returncode == 1
