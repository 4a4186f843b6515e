"""`tdn import` and `tdn programme export` as people run them."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Ran

HEAD = (
    "PHỤ LỤC",
    "DANH MỤC NHIỆM VỤ GIAI ĐOẠN 2026 - 2028",
    "(Kèm theo Quyết định số 12/QĐ-BNV ngày 05 tháng 01 năm 2026 của Bộ Nội vụ)",
)
TASKS = (
    ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"),
    ("I", "THỂ CHẾ", "", "", ""),
    ("1", "Xây dựng Nghị định", "Bộ Tư pháp", "Bộ Công an", "2026"),
    ("2", "Xây dựng Thông tư", "nt", "Bộ Công an", "2027"),
    ("II", "TỔ CHỨC", "", "", ""),
    ("1", "Mở lớp bồi dưỡng", "Bộ Công Thương", "", "Hằng năm"),
)
STAFF = (("STT", "Họ và tên", "Chức vụ"), ("1", "Trưởng ban", "Giám đốc"), ("2", "Thành viên", "Chuyên viên"))


def _document(path: Path, table: Sequence[Sequence[str]], head: Sequence[str] = HEAD) -> Path:
    document = docx.Document()
    for line in head:
        document.add_paragraph(line)
    made = document.add_table(0, len(table[0]))
    for row in table:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path))
    return path


@pytest.fixture
def annex(tmp_path: Path) -> Path:
    return _document(tmp_path / "phu-luc.docx", TASKS)


def test_an_annex_becomes_a_programme_that_other_commands_take(
    tdn: Callable[..., Ran], annex: Path, tmp_path: Path
) -> None:
    output = tmp_path / "danh-muc.programme.yaml"
    ran = tdn("import", annex, "-o", output)
    assert ran.returncode == 0, ran.stderr
    assert "3 nhiệm vụ, 2 nhóm." in ran.stdout
    assert "1 điểm cần xem lại" in ran.stdout
    listed = tdn("tasks", "--programme", output)
    assert listed.returncode == 0, listed.stderr
    assert "I.1" in listed.stdout
    assert "Xây dựng Thông tư" in listed.stdout


def test_the_file_shows_each_question_beside_its_row(tdn: Callable[..., Ran], annex: Path, tmp_path: Path) -> None:
    output = tmp_path / "danh-muc.yaml"
    assert tdn("import", annex, "-o", output).returncode == 0
    text = output.read_text(encoding="utf-8")
    assert 'code: "qd12-bnv-2026"' in text
    assert 'owner: "bo-noi-vu"' in text
    assert "period: {first: 2026-01-01, last: 2028-12-31}" in text
    block = text[text.index('number: "I.2"') : text.index('number: "II"')]
    assert 'printed: "2"' in block
    assert 'place: "Bảng 1, dòng 4"' in block
    assert "# Bản gốc ghi “nt”; lấy theo dòng trên: “Bộ Tư pháp”. So với văn bản gốc." in block
    assert "reason: ditto" in block


def test_the_review_names_number_column_place_and_remedy(tdn: Callable[..., Ran], annex: Path, tmp_path: Path) -> None:
    output = tmp_path / "danh-muc.yaml"
    tdn("import", annex, "-o", output)
    ran = tdn("import", "--review", output)
    assert ran.returncode == 0
    assert "I.2 · Chủ trì · Bảng 1, dòng 4" in ran.stdout
    assert "→ So với văn bản gốc." in ran.stdout
    assert all(len(line) <= 100 for line in ran.stdout.splitlines())
    english = tdn("import", "--review", output, "--lang", "en")
    assert "It says “nt”; taken from above: “Bộ Tư pháp”." in english.stdout


def test_a_question_taken_out_by_hand_is_settled_and_makes_no_other_edition(
    tdn: Callable[..., Ran], annex: Path, tmp_path: Path
) -> None:
    from tdn_templates.load.programme_file import read_programme_file

    output = tmp_path / "danh-muc.yaml"
    tdn("import", annex, "-o", output)
    before = output.read_text(encoding="utf-8")
    lines = before.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.strip() == "unsure:")
    after = "".join(lines[:at] + lines[at + 6 :])
    output.write_text(after, encoding="utf-8")
    assert "Không còn điểm nào cần xem lại." in tdn("import", "--review", output).stdout
    editions = {read_programme_file(text, "danh-muc.yaml").edition for text in (before, after)}
    assert len(editions) == 1


def test_the_review_of_an_annex_writes_nothing(tdn: Callable[..., Ran], annex: Path, tmp_path: Path) -> None:
    ran = tdn("import", annex, "--review", "--format", "json")
    assert ran.returncode == 0
    document = json.loads(ran.stdout)
    assert (document["code"], document["tasks"]) == ("qd12-bnv-2026", 3)
    (question,) = document["unsure"]
    assert (question["number"], question["column"], question["reason"]) == ("I.2", "lead", "ditto")
    assert question["place"] == {"table": "Bảng 1", "first_row": 4, "last_row": 4}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["phu-luc.docx"]


def test_what_is_said_on_the_command_line_goes_before_the_document(
    tdn: Callable[..., Ran], annex: Path, tmp_path: Path
) -> None:
    output = tmp_path / "danh-muc.yaml"
    said = ("--code", "ke-hoach", "--prefix", "kh", "--title", "Kế hoạch", "--reference", "13/KH", "--issuer", "Bộ")
    days = ("--issued-on", "6/1/2026", "--first", "1/2/2026", "--last", "30/11/2029", "--owner", "Bộ Tài chính")
    assert tdn("import", annex, "-o", output, *said, *days).returncode == 0
    text = output.read_text(encoding="utf-8")
    for line in (
        'code: "ke-hoach"',
        'code_prefix: "kh"',
        'owner: "bo-tai-chinh"',
        'title: "Kế hoạch"',
        'reference: "13/KH"',
        'issuer: "Bộ"',
        'issued_on: "2026-01-06"',
        "period: {first: 2026-02-01, last: 2029-11-30}",
    ):
        assert f"{line}\n" in text


def test_a_file_that_exists_is_overwritten_only_by_force(tdn: Callable[..., Ran], annex: Path, tmp_path: Path) -> None:
    output = tmp_path / "danh-muc.yaml"
    output.write_text("của tôi", encoding="utf-8")
    ran = tdn("import", annex, "-o", output)
    assert ran.returncode == 2
    assert output.read_text(encoding="utf-8") == "của tôi"
    assert "--force" in ran.stderr
    assert tdn("import", annex, "-o", output, "--force").returncode == 0
    assert "I.2" in output.read_text(encoding="utf-8")


def test_a_table_of_another_kind_is_refused_with_its_reason(tdn: Callable[..., Ran], tmp_path: Path) -> None:
    staff = _document(tmp_path / "nhan-su.docx", STAFF)
    ran = tdn("import", staff, "-o", tmp_path / "x.yaml")
    assert ran.returncode == 2
    assert "Không có danh mục nhiệm vụ trong “nhan-su.docx”" in ran.stderr
    assert "Bảng 1: là danh sách người (STT; Họ và tên; Chức vụ)" in ran.stderr
    assert not (tmp_path / "x.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("khong-co.docx", "-o", "x.yaml"), "Không có tệp"),
        (("{annex}",), "--review"),
        (("{annex}", "-o", "x.yaml", "--table", "4"), "không có bảng 4; tệp có 1 bảng"),
        (("{annex}", "-o", "x.yaml", "--owner", "Bộ Không Có"), "Không tìm thấy đơn vị"),
        (("{annex}", "-o", "x.yaml", "--issued-on", "2026-01-05"), "d/m/yyyy"),
        (("{annex}", "-o", "x.yaml", "--code", "Mã Số"), "chữ thường không dấu"),
        (("{annex}", "-o", "."), "là một thư mục"),
        (("nq.programme.yaml", "-o", "x.yaml"), "đã là tệp danh mục"),
    ],
)
def test_what_stops_an_import_is_said_with_a_remedy(
    tdn: Callable[..., Ran], annex: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = tdn("import", *(part.format(annex=annex) for part in arguments))
    assert ran.returncode == 2
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


def test_without_any_year_the_command_asks_for_one(tdn: Callable[..., Ran], tmp_path: Path) -> None:
    rows = [TASKS[0], ("1", "Báo cáo", "Bộ Nội vụ", "", "Hằng năm"), ("2", "Họp", "Bộ Nội vụ", "", "Thường xuyên")]
    annex = _document(tmp_path / "phu-luc.docx", rows, head=("PHỤ LỤC", "DANH MỤC NHIỆM VỤ"))
    ran = tdn("import", annex, "-o", tmp_path / "x.yaml")
    assert ran.returncode == 2
    assert "--issued-on" in ran.stderr
    ran = tdn("import", annex, "-o", tmp_path / "x.yaml", "--issued-on", "5/1/2026")
    assert ran.returncode == 0, ran.stderr


def test_a_form_of_ours_is_no_annex(tdn: Callable[..., Ran], form: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bieu-mau.xlsx"
    path.write_bytes(form)
    ran = tdn("import", path, "-o", tmp_path / "x.yaml")
    assert ran.returncode == 2
    assert "tdn programme from-plan" in ran.stderr


def test_an_export_says_where_it_is_and_what_is_still_open(
    tdn: Callable[..., Ran], annex: Path, tmp_path: Path
) -> None:
    output = tmp_path / "danh-muc.yaml"
    tdn("import", annex, "-o", output)
    ran = tdn("programme", "export", output, "-o", tmp_path / "phu-luc")
    assert ran.returncode == 0, ran.stderr
    names = sorted(path.name for path in (tmp_path / "phu-luc").iterdir())
    assert names == ["qd12-bnv-2026.docx", "qd12-bnv-2026.xlsx"]
    assert "Danh mục còn 1 điểm cần xem lại." in ran.stdout
    again = tdn("programme", "export", output, "-o", tmp_path / "phu-luc", "--format", "docx")
    assert again.returncode == 2
    assert "--force" in again.stderr


def test_a_report_of_ours_is_no_annex(tdn: Callable[..., Ran], annex: Path, tmp_path: Path) -> None:
    """It looks like a list: the same headings, and a task in every row."""
    assert tdn("trace", annex, "--unit", "Bộ Nội vụ", "--format", "xlsx", "-o", tmp_path / "a.xlsx").returncode == 1
    assert tdn("trace", annex, "--unit", "Bộ Nội vụ", "--format", "docx", "-o", tmp_path / "b.docx").returncode == 1
    for report in ("a.xlsx", "b.docx"):
        ran = tdn("import", tmp_path / report, "--review")
        assert ran.returncode == 2
        assert "là báo cáo do tdn lập" in ran.stderr
        assert "phu-luc.docx" in ran.stderr


def test_rows_that_repeat_a_task_for_unit_after_unit_look_like_a_report(
    tdn: Callable[..., Ran], tmp_path: Path
) -> None:
    head = ("STT", "Nhiệm vụ", "Đơn vị", "Chủ trì", "Thời gian")
    rows = [
        (task, f"Xây dựng Đề án {task}", unit, "Vụ A", "2026") for task in "123" for unit in ("Bộ Y tế", "Bộ Xây dựng")
    ]
    report = _document(tmp_path / "bao-cao.docx", (head, *rows))
    asked = json.loads(tdn("import", "--review", report, "--format", "json").stdout)["unsure"]
    assert [item["facts"] for item in asked if item["reason"] == "report_like"] == [
        {"heading": "Đơn vị", "count": "6", "rows": "6"}
    ]


def test_a_broken_pdf_gets_a_remedy_for_a_pdf(tdn: Callable[..., Ran], tmp_path: Path) -> None:
    broken = tmp_path / "phu-luc.pdf"
    broken.write_bytes(b"%PDF-1.7\nbroken")
    ran = tdn("import", broken, "--review")
    assert ran.returncode == 2
    assert "trình đọc PDF" in ran.stderr
    assert "Excel" not in ran.stderr


def test_unknown_agencies_and_unreadable_times_are_asked_about_once(tdn: Callable[..., Ran], tmp_path: Path) -> None:
    rows = (
        TASKS[0],
        ("1", "Xây dựng Nghị định", "Bộ Tư pháp, Tổ công tác Z", "Bộ Công an", "2026"),
        ("2", "Xây dựng Thông tư", "tổ công tác z", "Bộ TT&TT", "khi nào đó"),
        ("3", "Mở lớp bồi dưỡng", "Bộ Công Thương", "Hội Q", "Quý III"),
    )
    annex = _document(tmp_path / "phu-luc.docx", rows)
    listed = json.loads(tdn("import", "--review", annex, "--format", "json").stdout)["unsure"]
    asked = {item["reason"]: item["facts"] for item in listed if not item["number"]}
    assert asked["agencies_unknown"] == {"count": "2", "names": "“Tổ công tác Z” (1, 2); “Hội Q” (3)"}
    assert asked["times_unreadable"] == {"count": "1", "names": "“khi nào đó” (2)"}
    assert "tdn units --parse" in tdn("import", "--review", annex).stdout
