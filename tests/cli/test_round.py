"""A round is a folder in which the commands need no options: begun, issued, collected, chased, merged."""

import csv
import json
import shutil
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from subprocess import CompletedProcess

import openpyxl
import pytest
from jsonschema import Draft202012Validator

import tdn_templates.report
from tdn_templates import api
from tdn_templates.api import making_forms
from tdn_templates.api.unit_files import Making, UnitFiles, make_unit_files
from tdn_templates.cli import remind
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import Lang
from tdn_templates.reading.checking_worker import CheckingWorker
from tdn_templates.testing import fill_form
from tdn_templates.word.template_text import template_text

Tdn = Callable[..., CompletedProcess[str]]
LIST = """\
code: kh-thu
code_prefix: kh
title: Chương trình thử
annex_title: DANH MỤC NHIỆM VỤ
reference: 12/NQ-CP
issuer: Chính phủ
issued_on: 2024-01-15
source: tests
period: {first: 2024-01-01, last: 2030-12-31}
groups:
  - number: "1"
    title: Phổ biến
    tasks:
      - {number: "1.1", text: Phổ biến nghị quyết, lead: Bộ Tài chính, supporting: "", time: "2024"}
      - {number: "1.2", text: Tổ chức hội nghị, lead: Bộ Tài chính, supporting: "", time: Hằng năm}
      - {number: "1.3", text: Tổ chức tọa đàm, lead: Đài Truyền hình Việt Nam, supporting: "", time: Hằng năm}
      - {number: "1.4", text: Xây dựng trang tin, lead: Tỉnh Bình Định, supporting: Bộ Tài chính, time: 2024 - 2026}
"""
UNITS = ("Bộ Tài chính; UBND tỉnh Bình Định", "VTV")
NAMES = ["bo-tai-chinh", "tinh-binh-dinh", "dai-truyen-hinh-viet-nam"]
FINANCE, TELEVISION = "kh-thu_plan_bo-tai-chinh", "kh-thu_plan_dai-truyen-hinh-viet-nam"
TASKS = ["1.1", "1.2", "1.4"]
"""Of the Ministry of Finance."""
SCHEMA = Path(tdn_templates.report.__file__).parent / "round_status.schema.json"


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round of three units with its forms, letters and zips made; not to be changed."""
    folder = tmp_path_factory.mktemp("round")
    (folder / "thu.programme.yaml").write_text(LIST, encoding="utf-8")
    begun = api.init_round(
        folder / "dot",
        units=UNITS,
        programme=str(folder / "thu.programme.yaml"),
        deadline=date(2026, 11, 30),
        issuer="Bộ Ngoại giao",
        letter_number="12",
    )
    issue = api.round_issue(begun.folder, zipped=True)
    api.generate(NAMES, begun.folder.outbox, programme=begun.folder.programme, in_round=issue)
    return begun.folder.path


@pytest.fixture
def dot(issued: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That round, copied to another place and entered."""
    folder = tmp_path / "chép đi" / "đợt"
    shutil.copytree(issued, folder)
    monkeypatch.chdir(folder)
    return folder


def send(dot: Path, name: str, form: str, tasks: Sequence[str]) -> None:
    """A return with these tasks answered and the others left open."""
    answers = [{"row": task, "treatment": "Thực hiện", "own_lead": "Văn phòng Bộ", "note": "a"} for task in tasks]
    path = dot / "inbox" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(fill_form((dot / "outbox" / f"{form}.xlsx").read_bytes(), answers))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def edit_setup(dot: Path, old: str, new: str) -> None:
    """Change what round.yaml says."""
    text = (dot / "round.yaml").read_text(encoding="utf-8")
    assert old in text
    (dot / "round.yaml").write_text(text.replace(old, new), encoding="utf-8")


def status(tdn: Tdn, on: str) -> dict[str, object]:
    ran = tdn("status", "--format", "json", "--on", on)
    assert (ran.returncode, ran.stderr) == (0, "")
    found: dict[str, object] = json.loads(ran.stdout)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(found)
    return found


def test_a_round_is_begun_in_a_folder_of_its_own(tdn: Tdn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    named = [part for unit in UNITS for part in ("--units", unit)]
    ran = tdn("init", "dot", *named, "--deadline", "30/11/2026", "--issuer", "Bộ Ngoại giao")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[0] == "dot/round.yaml"
    assert names(tmp_path / "dot") == ["inbox", "merged", "outbox", "reports", "round.yaml", "to-return"]
    assert list(api.open_round(tmp_path / "dot").setup.units) == NAMES
    assert api.open_round(tmp_path / "dot").programme == "nq47-2024"
    again = tdn("init", "dot", *named, "--deadline", "30/11/2026")
    assert (again.returncode, "round.yaml" in again.stderr) == (2, True)


def test_every_unit_gets_workbook_annex_and_letter_also_as_one_zip(dot: Path) -> None:
    files = [name for name in names(dot / "outbox") if name.startswith(FINANCE)]
    assert files == [f"{FINANCE}{end}" for end in (".docx", ".xlsx", ".zip", "_cong-van.docx")]
    with zipfile.ZipFile(dot / "outbox" / f"{FINANCE}.zip") as package:
        assert sorted(package.namelist()) == sorted(name for name in files if not name.endswith(".zip"))
    for name, addressed in (
        (FINANCE, "Bộ Tài chính"),
        ("kh-thu_plan_tinh-binh-dinh", "Ủy ban nhân dân tỉnh Bình Định"),
    ):
        lines = template_text((dot / "outbox" / f"{name}_cong-van.docx").read_bytes()).splitlines()
        assert f"Kính gửi: {addressed}" in lines
        assert "2. Thời hạn: chậm nhất vào ngày 30 tháng 11 năm 2026." in lines
        assert any("Số: 12/" in line for line in lines)


def test_what_is_there_and_unchanged_is_left_alone(tdn: Tdn, dot: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (dot / "outbox").glob("*.*x")}
    ran = tdn("generate", "--zip")
    assert (ran.returncode, ran.stderr, ran.stdout.splitlines()[-1]) == (0, "", "3 đơn vị đã có, giữ nguyên.")
    assert {path: path.stat().st_mtime_ns for path in before} == before
    (dot / "outbox" / f"{FINANCE}.xlsx").write_bytes(b"edited by hand")
    refused = tdn("generate", "--zip")
    assert (refused.returncode, f"{FINANCE}.xlsx" in refused.stderr) == (2, True)
    edit_setup(dot, "30/11/2026", "15/12/2026")
    assert "3 form(s) issued earlier differ" in tdn("generate", "--zip").stderr


def test_forms_made_from_a_plan_are_kept_out_of_a_round_about_another_list(tdn: Tdn, dot: Path) -> None:
    send(dot, "btc.xlsx", FINANCE, TASKS)
    before = names(dot / "outbox")
    plan = ("generate", "Bộ Tài chính", "--plan", "inbox/btc.xlsx")
    refused = tdn(*plan)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "tdn programme from-plan" in refused.stderr
    assert names(dot / "outbox") == before
    assert tdn(*plan, "-o", "rieng").returncode == 0
    assert len(list((dot / "rieng").glob("*.xlsx"))) == 1


def test_a_stopped_run_goes_on_and_gives_the_same_bytes(
    tdn: Tdn, dot: Path, issued: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(dot / "outbox")
    made: list[str] = []

    def stops_at_the_third(making: Making, unit: Unit) -> UnitFiles:
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(unit.slug)
        return make_unit_files(making, unit)

    monkeypatch.setattr(making_forms, "make_unit_files", stops_at_the_third)
    assert tdn("generate", "--zip").returncode == 130
    assert not (dot / "outbox" / "so-phat-hanh.jsonl").exists()
    with (dot / "outbox" / "dang-phat-hanh.jsonl").open("a", encoding="utf-8") as ledger:
        ledger.write('{"layout":"pl')  # the line a killed run was writing
    monkeypatch.setattr(making_forms, "make_unit_files", make_unit_files)
    assert tdn("generate", "--zip").stdout.splitlines()[-1] == "2 đơn vị đã có, giữ nguyên."
    assert {path.name: path.read_bytes() for path in (dot / "outbox").iterdir()} == {
        path.name: path.read_bytes() for path in (issued / "outbox").iterdir()
    }


def test_a_round_from_the_first_return_to_the_merge(tdn: Tdn, dot: Path) -> None:
    send(dot, "btc/lan-1.xlsx", FINANCE, TASKS[2:])
    send(dot, "vtv.xlsx", TELEVISION, ["1.3"])
    (dot / "inbox" / "la.pdf").write_bytes(b"%PDF-1.7\n")
    (dot / "inbox" / "~$vtv.xlsx").write_bytes(b"x")
    first = status(tdn, "29/11/2026")
    assert first["states"] == {
        "accepted": 1,
        "accepted_with_warnings": 0,
        "needs_correction": 1,
        "rejected": 0,
        "nil_return": 0,
        "not_received": 1,
    }
    assert [(item["file"], item["why"]) for item in first["nobodys"]] == [  # type: ignore[attr-defined]
        ("la.pdf", "no_unit"),
        ("~$vtv.xlsx", "left_by_program"),
    ]

    reminded = tdn("remind", "--on", "2/12/2026")
    assert reminded.stdout.splitlines()[-1] == "1 đơn vị quá hạn, 1 đơn vị có bản nộp cần sửa."
    check_reminders(dot / "to-return" / "nhac-2026-12-02")

    send(dot, "btc/a-sau.xlsx", FINANCE, TASKS)
    table = tdn("status", "--on", "5/12/2026").stdout
    assert "a-sau.xlsx (2/2" in table
    assert "6 ô thay đổi; 2 lỗi đã sửa, 0 còn, 0 mới" in " ".join(table.replace("│", " ").split())
    assert "3 đơn vị: 1 chưa gửi, 2 đạt; 2 tệp chưa rõ của ai." in table

    merged = tdn("merge")
    assert (merged.returncode, merged.stdout.splitlines()[-1]) == (0, "Đã tổng hợp 2 bản nộp.")
    assert names(dot / "merged") == ["phu-luc.docx", "tong-hop.html", "tong-hop.xlsx"]
    page = (dot / "merged" / "tong-hop.html").read_text(encoding="utf-8")
    picture = api.round_picture(api.check_round(api.needed_round(dot), on=date(2026, 12, 5)), Lang.VI).decode()
    for source in (page, picture):
        assert "<dt>Chưa gửi</dt><dd>1</dd>" in source
        assert '<th scope="row">Tỉnh Bình Định</th>' in source
    assert ("29/11/2026" in page, "29/11/2026" in picture) == (False, True)


def test_what_status_has_read_no_other_command_reads_again(
    tdn: Tdn, dot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(dot, "btc.xlsx", FINANCE, TASKS)
    send(dot, "vtv.xlsx", TELEVISION, ["1.3"])
    before = status(tdn, "29/11/2026")["states"]

    def read(self: CheckingWorker, content: bytes, name: str, sha256: str) -> None:
        raise AssertionError(name)

    monkeypatch.setattr(CheckingWorker, "check", read)
    assert status(tdn, "5/12/2026")["states"] == before
    assert tdn("validate").returncode == 0
    assert tdn("merge").returncode == 0
    explained = tdn("explain", "1.1")
    assert (explained.returncode, "btc.xlsx" in explained.stdout) == (0, True)


def check_reminders(folder: Path) -> None:
    """Letters to the late and to the faulty with its marked workbook, the summary, the list for the mail."""
    late = template_text((folder / "tinh-binh-dinh_don-doc.docx").read_bytes())
    assert "quá hạn 2 ngày" in late
    assert "{" not in late
    faulty = template_text((folder / "bo-tai-chinh_don-doc.docx").read_bytes())
    assert "bản nộp “lan-1.xlsx” của Quý cơ quan, đơn vị còn 2 lỗi cần sửa" in faulty
    assert "trong tệp “bo-tai-chinh_danh-dau.xlsx” gửi kèm" in faulty
    (line,) = [line for line in faulty.splitlines() if line.startswith("| 1 | ")]
    assert "1.1–1.2" in line
    openpyxl.load_workbook(folder / "bo-tai-chinh_danh-dau.xlsx").close()
    assert "Ủy ban nhân dân tỉnh Bình Định" in template_text((folder / "don-doc.docx").read_bytes())
    lines = csv.DictReader(StringIO((folder / "gui-thu.csv").read_bytes().decode("utf-8-sig")), delimiter=";")
    assert [(line["ma_don_vi"], line["so_ngay_qua_han"], line["so_loi"], line["tep_danh_dau"]) for line in lines] == [
        ("tinh-binh-dinh", "2", "", ""),
        ("bo-tai-chinh", "", "2", "bo-tai-chinh_danh-dau.xlsx"),
    ]


def test_validate_writes_reports_and_marked_copies_of_what_counts(tdn: Tdn, dot: Path) -> None:
    send(dot, "lan-1.xlsx", FINANCE, TASKS[:1])
    send(dot, "lan-2.xlsx", FINANCE, TASKS[1:])
    ran = tdn("validate", "--lang", "en")
    assert (ran.returncode, "1 files" in ran.stdout or "1 file" in ran.stdout) == (1, True)
    assert names(dot / "reports") == [
        "da-kiem",
        *(f"kiem-tra.{end}" for end in ("html", "json", "xlsx")),
    ]
    assert len(list((dot / "reports" / "da-kiem").iterdir())) == 2
    report = json.loads((dot / "reports" / "kiem-tra.json").read_text(encoding="utf-8"))
    assert [file["file"] for file in report["files"]] == ["lan-2.xlsx"]
    assert [unit["slug"] for unit in report["missing"]] == NAMES[1:]
    assert names(dot / "to-return") == ["bo-tai-chinh_danh-dau.xlsx"]
    edit_setup(dot, "severity:\n", "severity:\n  ROW: note\n")
    assert '"needs_correction": 0' in tdn("status", "--format", "json").stdout


def test_the_status_is_written_for_people_the_same_every_time(tdn: Tdn, dot: Path) -> None:
    assert tdn("status", "--format", "xlsx", "-o", "a.xlsx", "--on", "3/12/2026").returncode == 0
    found = api.check_round(api.needed_round(), on=date(2026, 12, 3)).status
    assert (dot / "a.xlsx").read_bytes() == api.status_report(found, "xlsx", Lang.VI)
    sheet = openpyxl.load_workbook(dot / "a.xlsx").worksheets[0]
    assert [cell.value for cell in sheet["C"]] == ["Chậm (ngày)", 3, 3, 3]
    assert tdn("status", "--format", "html", "--lang", "en", "-o", "a.html", "--on", "3/12/2026").returncode == 0
    page = (dot / "a.html").read_bytes()
    assert page == api.round_picture(api.check_round(api.needed_round(), on=date(2026, 12, 3)), Lang.EN)
    assert page.decode().count('<td class="nr">not received') == len(NAMES)
    assert "Nothing has come in yet." in page.decode()


def test_outside_a_round_commands_ask_for_what_they_need(
    tdn: Tdn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (("status",), ("remind",), ("validate",), ("merge", "-o", "x"), ("generate", "VTV")):
        ran = tdn(*arguments)
        assert (ran.returncode, ran.stdout) == (2, ""), arguments
    assert tdn("generate", "VTV", "--zip", "-o", "x").returncode == 2
    assert "round.yaml" in tdn("status", "--round", tmp_path).stderr


def test_of_many_letters_the_folder_is_named_with_the_lists(
    tdn: Tdn, dot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(tdn("remind", "--on", "1/12/2026").stdout.splitlines()) == len(NAMES) + 3
    monkeypatch.setattr(remind, "_MOST_FILES", 4)
    assert tdn("remind", "--on", "2/12/2026").stdout.splitlines() == [
        "to-return/nhac-2026-12-02",
        "to-return/nhac-2026-12-02/don-doc.docx",
        "to-return/nhac-2026-12-02/gui-thu.csv",
        "3 đơn vị quá hạn, 0 đơn vị có bản nộp cần sửa.",
    ]


def test_nobody_is_reminded_before_the_deadline(tdn: Tdn, dot: Path) -> None:
    ran = tdn("remind", "--on", "30/11/2026")
    assert (ran.returncode, "Nobody is late" in ran.stderr) == (2, True)
    assert names(dot / "to-return") == []


def test_folders_may_be_missing_and_no_absolute_path_is_stored(tdn: Tdn, dot: Path, issued: Path) -> None:
    for name in ("inbox", "to-return", "reports", "merged"):
        shutil.rmtree(dot / name)
    assert tdn("status", "--on", "3/12/2026").returncode == 0
    assert tdn("remind", "--on", "3/12/2026").returncode == 0
    texts = [path.read_text(encoding="utf-8") for path in (dot / "round.yaml", dot / "outbox" / "so-phat-hanh.jsonl")]
    assert [text for text in texts if issued.parent.name in text or dot.parent.name in text] == []
