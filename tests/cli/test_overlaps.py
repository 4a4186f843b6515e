"""`tdn overlaps`: plans as files, told apart by their heads."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Tdn = Callable[..., CompletedProcess[str]]

_PLAN = """PHỤ LỤC
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 12/KH ngày 20 tháng 5 năm 2024 của {issuer})

| STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |
|---|---|---|---|---|
{rows}
"""
_DIPLOMACY = """| 1 | Triển khai Chiến lược Ngoại giao văn hóa đến năm 2030 | Bộ Ngoại giao | Bộ Công an | 2024 - 2030 |
| 2 | Tổ chức diễn đàn kiều bào về đầu tư | Bộ Ngoại giao | | 2025 |"""
_SECURITY = """| 1 | Triển khai Chiến lược Ngoại giao văn hóa đến năm 2030 | Bộ Ngoại giao | Bộ Công an | 2024 - 2030 |
| 2 | Tổ chức diễn đàn kiều bào về đầu tư | Bộ Công an | | 2025 |"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for name, issuer, rows in (("a.md", "Bộ Ngoại giao", _DIPLOMACY), ("b.md", "Bộ Công an", _SECURITY)):
        (folder / name).write_text(_PLAN.format(issuer=issuer, rows=rows), encoding="utf-8")
    return folder


def test_two_leads_are_found_in_files_with_both_places(tdn: Tdn, plans: Path) -> None:
    ran = tdn("overlaps", plans, "--format", "json")
    assert ran.returncode == 1
    answer = json.loads(ran.stdout)
    assert [(plan["file"], plan["unit"]) for plan in answer["plans"]] == [
        ("a.md", "Bộ Ngoại giao"),
        ("b.md", "Bộ Công an"),
    ]
    (found,) = [overlap for overlap in answer["overlaps"] if overlap["spots"]]
    assert (found["kind"], found["severity"], found["tasks"]) == ("two_leads", "error", [])
    assert [(spot["file"], spot["local"], spot["column"], spot["value"]) for spot in found["spots"]] == [
        ("a.md", "2", "lead", "Bộ Ngoại giao"),
        ("b.md", "2", "lead", "Bộ Công an"),
    ]
    assert answer["summary"]["shared"] == 2


def test_the_text_fits_a_terminal_and_a_workbook_is_written(tdn: Tdn, plans: Path) -> None:
    ran = tdn("overlaps", plans, "--fail-on", "never")
    assert ran.returncode == 0
    assert "LỖI  Nhiều đơn vị cùng chủ trì: “Tổ chức diễn đàn kiều bào về đầu tư”" in ran.stdout
    assert "→ Thống nhất một đơn vị chủ trì" in ran.stdout
    assert max(map(len, ran.stdout.splitlines())) <= 100
    book = plans.parent / "doi-chieu.xlsx"
    assert tdn("overlaps", plans, "--format", "xlsx", "-o", book, "--fail-on", "never").returncode == 0
    assert book.read_bytes()[:2] == b"PK"
    assert tdn("overlaps", plans, "--format", "xlsx").returncode == 2


def test_whose_plan_it_is_can_be_said(tdn: Tdn, plans: Path) -> None:
    ran = tdn("overlaps", plans, "--unit", "b.md=BTC", "--format", "json")
    assert [plan["unit"] for plan in json.loads(ran.stdout)["plans"]] == ["Bộ Ngoại giao", "Bộ Tài chính"]


def test_departments_of_one_body_are_told_apart_by_their_heads(tdn: Tdn, plans: Path) -> None:
    rows = "| 1 | Tập huấn nghiệp vụ báo chí đối ngoại | {lead} | {supporting} | 2025 |"
    for name, issuer, lead, supporting in (
        ("a.md", "Sở Ngoại vụ", "Sở Ngoại vụ", "Sở Tài chính"),
        ("b.md", "Sở Tài chính", "Sở Ngoại vụ", "Sở Tài chính"),
    ):
        text = _PLAN.format(issuer=issuer, rows=rows.format(lead=lead, supporting=supporting))
        (plans / name).write_text(text, encoding="utf-8")
    ran = tdn("overlaps", plans, "--within", "Tỉnh Bình Định", "--format", "json")
    answer = json.loads(ran.stdout)
    assert [plan["unit"] for plan in answer["plans"]] == ["Sở Ngoại vụ", "Sở Tài chính"]
    assert (ran.returncode, answer["overlaps"]) == (0, [])


@pytest.mark.parametrize(
    ("issuer", "arguments", "said"),
    [
        ("cơ quan lạ", (), "của đơn vị nào"),
        ("Bộ Ngoại giao", (), "đều là kế hoạch của Bộ Ngoại giao"),
        ("Bộ Công an", ("--unit", "b.md"), "TỆP=TÊN"),
    ],
)
def test_what_cannot_be_compared_says_why(
    tdn: Tdn, plans: Path, issuer: str, arguments: tuple[str, ...], said: str
) -> None:
    (plans / "b.md").write_text(_PLAN.format(issuer=issuer, rows=_SECURITY), encoding="utf-8")
    ran = tdn("overlaps", plans, *arguments)
    assert ran.returncode == 2
    assert said in ran.stderr


def test_one_plan_alone_cannot_be_compared(tdn: Tdn, plans: Path) -> None:
    ran = tdn("overlaps", plans / "a.md")
    assert ran.returncode == 2
    assert "ít nhất hai kế hoạch" in ran.stderr
