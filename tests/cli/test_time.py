"""`tdn time`: how a phrase is read, for people and for programs."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Tdn = Callable[..., CompletedProcess[str]]


def test_one_phrase_is_an_object_with_kind_days_and_rhythm(tdn: Tdn) -> None:
    ran = tdn("time", "Quý III, IV năm 2024", "--format", "json")
    assert ran.returncode == 0
    assert json.loads(ran.stdout) == {
        "wording": "Quý III, IV năm 2024",
        "kind": "span",
        "first": "2024-07-01",
        "last": "2024-12-31",
        "every": None,
        "written": "Từ tháng 7/2024 đến tháng 12/2024",
        "asked": False,
        "why": None,
        "ask": None,
    }


def test_several_phrases_are_a_list_and_one_unreadable_ends_with_one(tdn: Tdn) -> None:
    ran = tdn("time", "Hằng quý", "2 năm/lần", "--format", "json")
    assert ran.returncode == 1
    yearly, rare = json.loads(ran.stdout)
    assert (yearly["kind"], yearly["every"], yearly["written"]) == ("recurring", "quarter", "Hằng quý")
    assert (rare["kind"], rare["asked"], rare["written"]) == ("unreadable", True, None)
    assert rare["ask"]["vi"] == "Thực hiện vào những năm nào (ví dụ: 2024, 2026, 2028)?"


def test_a_person_is_told_what_is_allowed_and_asked(tdn: Tdn) -> None:
    ran = tdn("time", "Quý III")
    assert ran.returncode == 1
    assert "Chưa ghi năm. Năm nào" in ran.stdout
    assert "The year is not given. Which year" in ran.stdout
    assert "Trước ngày 30/6/2025; Hằng năm; Thường xuyên." in " ".join(ran.stdout.split())


def test_a_period_gives_the_year_that_a_phrase_leaves_out(tdn: Tdn) -> None:
    by_programme = tdn("time", "Quý III", "Cả giai đoạn", "--programme", "nq47-2024", "--format", "json")
    assert [one["first"] for one in json.loads(by_programme.stdout)] == ["2024-07-01", "2024-01-01"]
    by_days = tdn("time", "Cả năm", "--first", "1/1/2026", "--last", "31/12/2026", "--format", "json")
    assert json.loads(by_days.stdout)["last"] == "2026-12-31"
    assert by_programme.returncode == by_days.returncode == 0


def test_phrases_come_from_a_file_one_a_line(tdn: Tdn, tmp_path: Path) -> None:
    file = tmp_path / "phrases.txt"
    file.write_text("\ufeffHằng năm\r\n\r\n# a remark\r\nT6/2025\r\n", encoding="utf-8")
    read = json.loads(tdn("time", "--from", file, "--format", "json").stdout)
    assert [(one["wording"], one["kind"]) for one in read] == [("Hằng năm", "recurring"), ("T6/2025", "month")]


def test_what_cannot_run_says_why(tdn: Tdn, tmp_path: Path) -> None:
    for arguments in ((), ("2024", "--first", "1/1/2024"), ("2024", "--programme", "x"), ("--from", tmp_path / "no")):
        ran = tdn("time", *arguments)
        assert ran.returncode == 2
        assert "Lỗi" in ran.stderr
