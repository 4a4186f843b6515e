"""An office's own units (*.units.yaml in the folder of --templates) in the commands that look units up."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Tdn = Callable[..., CompletedProcess[str]]
UNITS = """\
sources: [Danh sách đơn vị trực thuộc của tỉnh]
defaults: {level: department, parent: tinh-binh-dinh, slug_prefix: bd, classes: [districts_of_province]}
units:
  - name: Trung tâm Chuyển đổi số Quy Nhơn
"""
PLAN = """PHỤ LỤC
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 12/KH ngày 20 tháng 5 năm 2024 của {issuer})

| STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |
|---|---|---|---|---|
| 1 | Tổ chức diễn đàn kiều bào về đầu tư | {issuer} | | 2025 |
| 2 | Xây dựng lực lượng phản ứng nhanh | {issuer} | | 2026 |
"""
NAME = "Trung tâm Chuyển đổi số Quy Nhơn"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "rieng.units.yaml").write_text(UNITS, encoding="utf-8")
    return tmp_path / "own"


def test_own_units_are_found_read_and_given_tasks(tdn: Tdn, own: Path) -> None:
    found = json.loads(tdn("units", "--find", NAME, "--templates", own, "--format", "json").stdout)
    assert found["units"][0]["name"] == NAME
    asked = ("units", "--parse", NAME, "--within", "Tỉnh Bình Định")
    assert (tdn(*asked).returncode, tdn(*asked, "--templates", own).returncode) == (1, 0)
    assert (tdn("tasks", "--unit", NAME).returncode, tdn("tasks", "--unit", NAME, "--templates", own).returncode) == (
        2,
        0,
    )


def test_plans_of_own_units_are_compared(tdn: Tdn, own: Path, tmp_path: Path) -> None:
    plans = []
    for name, issuer in (("a.md", NAME), ("b.md", "Sở Nội vụ")):
        (tmp_path / name).write_text(PLAN.format(issuer=issuer), encoding="utf-8")
        plans.append(tmp_path / name)
    asked = ("overlaps", *plans, "--within", "Tỉnh Bình Định", "--format", "json")
    assert tdn(*asked).returncode == 2
    answer = json.loads(tdn(*asked, "--templates", own).stdout)
    assert [plan["unit"] for plan in answer["plans"]] == [NAME, "Sở Nội vụ"]
