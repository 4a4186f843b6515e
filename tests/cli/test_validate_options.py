"""The options of `tdn validate`: settings, waivers, own rules, register, comparison, reports."""

import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import openpyxl
import pytest
from jsonschema import Draft202012Validator

import tdn_templates.report
from tdn_templates import api
from tdn_templates.model.words import Lang, Severity, State
from tdn_templates.testing import fill_form

Ran = CompletedProcess[str]
Tdn = Callable[..., Ran]
WAIVER = """\
waivers:
  - code: {code}
    unit: Bộ Tài chính
    task: "{task}"
    reason: Đề án lùi sang năm sau
    approver: Nguyễn Văn A
    expires: {expires}
"""
NOT_OVER = "2999-12-31"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def made(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return made


Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def late(good_return: bytes, write: Write) -> Path:
    """A return with one error, TIME04 at task 3.1, and one warning, UNIT03 at 1.1."""
    answers = [{"row": "3.1", "own_time": "2026"}, {"row": "1.1", "own_lead": "Văn phòng Bộ; Vụ Ngân sách nhà nước"}]
    return write("in/btc.xlsx", fill_form(good_return, answers))


def found(ran: Ran) -> Mapping[str, str]:
    """Severities by code, of a JSON report."""
    answer = json.loads(ran.stdout)
    return {finding["code"]: finding["severity"] for file in answer["files"] for finding in file["findings"]}


def assert_refused(ran: Ran, *, vi: str, en: str) -> None:
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert "Traceback" not in ran.stderr
    vietnamese, english = (line for line in ran.stderr.splitlines() if line.startswith(("Lỗi:", "Error:")))
    assert vi in vietnamese
    assert en in english


# --- settings


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("UNIT03: error", ("error", 1)),
        ("UNIT03: note", ("note", 0)),
        ("UNIT: off", (None, 0)),
        ("TIME: note", ("warning", 0)),
    ],
)
def test_an_office_sets_how_severe_a_rule_is(
    tdn: Tdn, good_return: bytes, write: Write, settings: str, expected: tuple[str | None, int]
) -> None:
    path = write("btc.xlsx", fill_form(good_return, [{"row": "1.1", "own_lead": "Văn phòng Bộ; Vụ Đầu tư"}]))
    ran = tdn("validate", path, "--format", "json", "--settings", write("checks.yaml", f"severity:\n  {settings}\n"))
    assert (found(ran).get("UNIT03"), ran.returncode) == expected


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("severity:\n  UNIT33: off\n", ("checks.yaml, dòng 2", "Did you mean UNIT03?")),
        ("severity:\n  TABLE02: off\n", ("Không thể tắt quy tắc TABLE02", "TABLE02 cannot be switched off")),
        ("severity:\n  UNIT03: warning\n".encode("utf-16"), ("không phải văn bản UTF-8", "is not UTF-8 text")),
        ("waivers:\n  - code: !!python/name:os.system\n", ("checks.yaml, dòng 2", "checks.yaml, line 2")),
    ],
)
def test_settings_that_cannot_be_used_stop_the_run(
    tdn: Tdn, late: Path, write: Write, content: str | bytes, said: tuple[str, str]
) -> None:
    settings = write("checks.yaml", content)
    for command in (["validate", late], ["merge", late, "-o", late.parent.parent / "out"]):
        assert_refused(tdn(*command, "--settings", settings), vi=said[0], en=said[1])
    assert not (late.parent.parent / "out").exists()


@pytest.mark.parametrize("option", ["--settings", "--register", "--since", "--rules"])
def test_a_file_that_is_not_there_is_named(tdn: Tdn, late: Path, option: str) -> None:
    assert_refused(tdn("validate", late, option, "khong-co"), vi="“khong-co”", en='"khong-co"')


# --- waivers


def test_a_waived_error_is_a_note_with_its_waiver_and_no_longer_holds_the_return_back(late: Path, write: Write) -> None:
    settings = write("checks.yaml", WAIVER.format(code="TIME04", task="3.1", expires="2026-12-31"))
    (plain,) = api.validate([late]).verdicts
    (on_the_last_day,) = api.validate([late], settings=settings, on=date(2026, 12, 31)).verdicts
    (too_late,) = api.validate([late], settings=settings, on=date(2027, 1, 1)).verdicts
    assert plain.state is too_late.state is State.NEEDS_CORRECTION
    assert on_the_last_day.state is State.ACCEPTED_WITH_WARNINGS
    assert [finding.waiver for finding in too_late.findings] == [None] * len(plain.findings)
    assert len(on_the_last_day.findings) == len(plain.findings)
    (waived,) = [finding for finding in on_the_last_day.findings if finding.waiver]
    assert (waived.code, waived.task, waived.severity) == ("TIME04", "3.1", Severity.NOTE)
    assert waived.waiver is not None
    assert waived.waiver.approver == "Nguyễn Văn A"


@pytest.mark.parametrize(("code", "task"), [("TIME04", "3.11"), ("TIME03", "3.1"), ("UNIT03", "1.1")])
def test_a_waiver_for_another_case_leaves_the_error(tdn: Tdn, late: Path, write: Write, code: str, task: str) -> None:
    settings = write("checks.yaml", WAIVER.format(code=code, task=task, expires=NOT_OVER))
    ran = tdn("validate", late, "--settings", settings, "--format", "json")
    assert (ran.returncode, found(ran)["TIME04"]) == (1, "error")


def test_a_waiver_stands_in_the_json_and_every_other_finding_has_none(tdn: Tdn, late: Path, write: Write) -> None:
    settings = write("checks.yaml", WAIVER.format(code="TIME04", task="3.1", expires=NOT_OVER))
    ran = tdn("validate", late, "--settings", settings, "--format", "json")
    answer = json.loads(ran.stdout)
    schema = (Path(tdn_templates.report.__file__).parent / "validation.schema.json").read_text(encoding="utf-8")
    assert list(Draft202012Validator(json.loads(schema)).iter_errors(answer)) == []
    waivers = {finding["code"]: finding["waiver"] for finding in answer["files"][0]["findings"]}
    waiver = {"reason": "Đề án lùi sang năm sau", "approver": "Nguyễn Văn A", "expires": NOT_OVER}
    assert waivers.pop("TIME04") == waiver
    assert set(waivers.values()) == {None}
    assert waivers != {}
    assert (answer["summary"]["errors"], answer["summary"]["notes"], ran.returncode) == (0, 1, 0)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("vi", "Đã miễn trừ: Đề án lùi sang năm sau, người duyệt Nguyễn Văn A, đến 31/12/2999."),
        ("en", "Waived: Đề án lùi sang năm sau, approved by Nguyễn Văn A, until 31/12/2999."),
    ],
)
def test_every_report_says_who_waived_what_until_when(late: Path, write: Write, lang: str, sentence: str) -> None:
    settings = write("checks.yaml", WAIVER.format(code="TIME04", task="3.1", expires=NOT_OVER))
    result = api.validate([late], settings=settings)
    for output_format in ("text", "json", "html"):
        report = api.validation_report(result, output_format, Lang(lang), width=200).decode()
        assert sentence in " ".join(report.split()), output_format
    assert sentence in texts_of(api.validation_report(result, "xlsx", Lang(lang)))


def texts_of(workbook: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    return "\n".join(str(cell) for sheet in book.worksheets for row in sheet.values for cell in row if cell is not None)


def test_a_waived_finding_is_never_told_with_the_errors_of_its_rule(tdn: Tdn, good_return: bytes, write: Write) -> None:
    path = write("a.xlsx", fill_form(good_return, [{"row": row, "own_time": "2026"} for row in ("3.1", "3.11")]))
    settings = write("checks.yaml", WAIVER.format(code="TIME04", task="3.1", expires=NOT_OVER))
    ran = tdn("validate", path, "--settings", settings)
    heads = [line.strip() for line in ran.stdout.splitlines() if "[TIME04]" in line]
    assert heads == ["[TIME04] Lỗi Kế hoạch", "[TIME04] Lưu ý Kế hoạch"]


def test_a_return_whose_only_errors_are_waived_is_merged(tdn: Tdn, late: Path, write: Write, tmp_path: Path) -> None:
    assert tdn("merge", late, "-o", tmp_path / "out").returncode == 1
    assert not (tmp_path / "out").exists()
    settings = write("checks.yaml", WAIVER.format(code="TIME04", task="3.1", expires=NOT_OVER))
    ran = tdn("merge", late, "-o", tmp_path / "out", "--settings", settings)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Đã miễn trừ: Đề án lùi sang năm sau" in texts_of((tmp_path / "out/tong-hop.xlsx").read_bytes())


def test_a_merge_refuses_again_when_the_waiver_is_over(late: Path, write: Write, tmp_path: Path) -> None:
    settings = write("checks.yaml", WAIVER.format(code="TIME04", task="3.1", expires="2026-06-30"))
    assert api.merge([late], tmp_path / "out", settings=settings, on=date(2026, 7, 1)).files == ()
    assert len(api.merge([late], tmp_path / "out", settings=settings, on=date(2026, 6, 30)).files) == 3


# --- the register of issued forms


@pytest.fixture
def issued(tdn: Tdn, tmp_path: Path) -> Path:
    assert tdn("generate", "Bộ Tài chính", "Bộ Y tế", "-o", tmp_path / "gui-di").returncode == 0
    return tmp_path / "gui-di" / "so-phat-hanh.jsonl"


def units_in(register: Path) -> Sequence[str]:
    return [json.loads(line)["unit"] for line in register.read_text(encoding="utf-8").splitlines()]


def test_the_register_is_the_same_for_the_same_forms(tdn: Tdn, issued: Path, tmp_path: Path) -> None:
    tdn("generate", "Bộ Y tế", "Bộ Tài chính", "-o", tmp_path / "lai")
    assert (tmp_path / "lai/so-phat-hanh.jsonl").read_bytes() == issued.read_bytes()
    assert sorted(units_in(issued)) == ["bo-tai-chinh", "bo-y-te"]


def test_forms_issued_later_are_added_and_those_issued_again_stand_once(tdn: Tdn, issued: Path) -> None:
    before = set(issued.read_text(encoding="utf-8").splitlines())
    assert tdn("generate", "Bộ Y tế", "TTXVN", "-o", issued.parent, "--force").returncode == 0
    after = issued.read_text(encoding="utf-8").splitlines()
    assert set(after) > before
    assert sorted(units_in(issued)) == ["bo-tai-chinh", "bo-y-te", "thong-tan-xa-viet-nam"]


def test_a_refused_second_run_leaves_the_register_alone(tdn: Tdn, issued: Path) -> None:
    before = issued.read_bytes()
    assert tdn("generate", "Bộ Y tế", "TTXVN", "-o", issued.parent).returncode == 2
    assert issued.read_bytes() == before


def test_a_unit_without_a_return_is_missing_in_every_report(
    tdn: Tdn, issued: Path, good_return: bytes, write: Write
) -> None:
    folder = write("in/a.xlsx", good_return).parent
    without = tdn("validate", folder, "--format", "json")
    assert json.loads(without.stdout)["missing"] == []
    result = api.validate([folder], register=issued)
    assert [unit.name for unit in result.missing] == ["Bộ Y tế"]
    text, page = (api.validation_report(result, kind, Lang.VI).decode() for kind in ("text", "html"))
    assert ["Bộ Y tế" in text, "Bộ Y tế" in page] == [True, True]
    answer = json.loads(api.validation_report(result, "json", Lang.VI))
    assert answer["missing"] == [{"slug": "bo-y-te", "name": "Bộ Y tế"}]
    assert "Bộ Y tế" in texts_of(api.validation_report(result, "xlsx", Lang.VI))


@pytest.mark.parametrize("damage", ["{}\n", "x\n", "[1]\n"])
def test_a_damaged_register_is_refused_by_line(tdn: Tdn, issued: Path, late: Path, damage: str) -> None:
    issued.write_text(issued.read_text(encoding="utf-8") + damage, encoding="utf-8")
    words = {"vi": "so-phat-hanh.jsonl, dòng 3", "en": "so-phat-hanh.jsonl, line 3"}
    assert_refused(tdn("validate", late, "--register", issued), **words)
    before = issued.read_bytes()
    ran = tdn("generate", "TTXVN", "-o", issued.parent)
    assert ran.returncode == 2
    assert "so-phat-hanh.jsonl, line 3" in ran.stderr
    assert issued.read_bytes() == before
    assert not list(issued.parent.glob("*thong-tan-xa*"))


def test_a_register_in_another_encoding_is_refused(tdn: Tdn, issued: Path, late: Path) -> None:
    issued.write_bytes(issued.read_text(encoding="utf-8").encode("utf-16"))
    assert_refused(tdn("validate", late, "--register", issued), vi="không phải văn bản UTF-8", en="not UTF-8 text")


# --- compared with the last time


def test_what_was_found_before_is_fixed_still_there_or_new(
    tdn: Tdn, late: Path, good_return: bytes, tmp_path: Path
) -> None:
    previous = tmp_path / "truoc.json"
    assert tdn("validate", late, "--format", "json", "-o", previous).returncode == 1
    changed = [
        {"row": "1.1", "own_lead": "Vụ Đầu tư; Vụ Ngân sách nhà nước"},
        {"row": "2.3", "own_time": "2026 - 2024"},
    ]
    late.write_bytes(fill_form(good_return, changed))
    ran = tdn("validate", late, "--since", previous, "--format", "json")
    answer = json.loads(ran.stdout)
    codes = {finding["id"]: finding["code"] for finding in answer["files"][0]["findings"]}
    since = answer["since"]
    assert [finding["code"] for finding in since["fixed"]] == ["TIME04"]
    assert [codes[one] for one in since["still_there"]] == ["UNIT03"]
    assert [codes[one] for one in since["new"]] == ["TIME02"]
    assert "(mới)" in tdn("validate", late, "--since", previous).stdout


def test_rows_inserted_above_leave_every_finding_its_name(late: Path) -> None:
    before = json.loads(api.validation_report(api.validate([late]), "json", Lang.VI))["files"][0]["findings"]
    book = openpyxl.load_workbook(late)
    sheet = book["Kế hoạch"]
    sheet.insert_rows(first_task_row(sheet.iter_rows(max_col=1, values_only=True)), 2)
    book.save(late)
    after = json.loads(api.validation_report(api.validate([late]), "json", Lang.VI))["files"][0]["findings"]
    named = {finding["id"]: finding["cell"] for finding in after}
    assert [finding["id"] for finding in before if finding["id"] not in named] == []
    moved = {finding["cell"] for finding in before} & set(named.values())
    assert moved == set()


def first_task_row(keys: Iterable[tuple[object, ...]]) -> int:
    return next(number for number, (key,) in enumerate(keys, start=1) if str(key).startswith("nq47:"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{}", ("không phải kết quả kiểm tra dạng JSON", "not a validation in the JSON")),
        (b"[Content", ("không phải kết quả kiểm tra dạng JSON", "not a validation in the JSON")),
        (b'{"schema": "tdn-validation-9"}', ("không phải kết quả kiểm tra dạng JSON", "not a validation in the JSON")),
        ("{}".encode("utf-16"), ("không phải văn bản UTF-8", "--format json -o FILE")),
    ],
)
def test_what_is_no_earlier_report_is_refused(
    tdn: Tdn, late: Path, write: Write, content: bytes, said: tuple[str, str]
) -> None:
    assert_refused(tdn("validate", late, "--since", write("truoc.json", content)), vi=said[0], en=said[1])


def test_an_earlier_report_with_a_byte_order_mark_is_read(tdn: Tdn, late: Path, tmp_path: Path) -> None:
    previous = tmp_path / "truoc.json"
    previous.write_bytes(b"\xef\xbb\xbf" + tdn("validate", late, "--format", "json").stdout.encode())
    answer = json.loads(tdn("validate", late, "--since", previous, "--format", "json").stdout)
    assert (answer["since"]["fixed"], answer["since"]["new"]) == ([], [])
    assert len(answer["since"]["still_there"]) == 2


# --- reports as files


@pytest.mark.parametrize(
    ("output_format", "start"), [("html", b"<!doctype html>"), ("xlsx", b"PK"), ("json", b"{"), ("text", b"btc.xlsx")]
)
def test_a_report_is_written_once_and_not_over_another(
    tdn: Tdn, late: Path, tmp_path: Path, output_format: str, start: bytes
) -> None:
    report = tmp_path / f"ket-qua.{output_format}"
    ran = tdn("validate", late, "--format", output_format, "-o", report)
    assert (ran.returncode, ran.stdout.strip()) == (1, str(report))
    first = report.read_bytes()
    assert first.startswith(start)
    report.write_bytes(b"mine")
    refused = tdn("validate", late, "--format", output_format, "-o", report)
    assert refused.returncode == 2
    assert report.name in refused.stderr
    assert report.read_bytes() == b"mine"
    assert tdn("validate", late, "--format", output_format, "-o", report, "--force").returncode == 1
    assert report.read_bytes() == first


def test_a_workbook_is_not_poured_into_a_terminal(tdn: Tdn, late: Path) -> None:
    ran = tdn("validate", late, "--format", "xlsx")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "--format xlsx cần -o TỆP." in ran.stderr
    assert "--format xlsx needs -o FILE." in ran.stderr


def test_no_progress_is_shown_in_a_pipe(tdn_process: Tdn, good_return: bytes, write: Write) -> None:
    for number in range(25):
        folder = write(f"in/{number}/btc.xlsx", good_return).parents[1]
    ran = tdn_process("validate", folder, "--fail-on", "never")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "\x1b" not in ran.stdout
    assert "25 tệp" in ran.stdout
