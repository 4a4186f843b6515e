"""Conflicts of a merge as an officer meets them: shown, asked, settled, explained, beside the round before."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import openpyxl
import pytest

from tdn_templates.testing import fill_form

Tdn = Callable[..., CompletedProcess[str]]
DECLINED = {"row": "3.11", "treatment": "Không áp dụng", "own_lead": "", "note": "Không thuộc chức năng"}


@pytest.fixture
def returned(good_return: bytes, tmp_path: Path) -> Path:
    """The finance ministry declines a task that the list gives it to lead."""
    path = tmp_path / "btc.xlsx"
    path.write_bytes(fill_form(good_return, [DECLINED]))
    return path


def _rows(book: Path, sheet: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(book, read_only=True)[sheet].iter_rows(min_row=2, values_only=True))


def test_a_conflict_is_asked_settled_and_shown_and_stops_no_merge(
    tdn: Tdn, returned: Path, good_return: bytes, tmp_path: Path
) -> None:
    earlier, decisions, book = tmp_path / "truoc.xlsx", tmp_path / "quyet-dinh.yaml", tmp_path / "out/tong-hop.xlsx"
    earlier.write_bytes(good_return)
    asked = tdn("merge", returned, "-o", book.parent, "--decisions", decisions, "--previous", earlier)
    assert asked.returncode == 0
    assert "1 xung đột giữa các bản nộp: 1 chưa quyết định" in asked.stdout
    assert "So với đợt trước: 0 mới, 1 bỏ, 0 chuyển chỗ, 0 thay đổi" in asked.stdout
    assert [row[1:3] for row in _rows(book, "So với đợt trước")] == [("Bỏ", "3.11")]
    assert "quyet-dinh.yaml" in asked.stderr
    settled = decisions.read_text(encoding="utf-8").replace('stands: ""', 'stands: "1"')
    decisions.write_text(settled.replace('who: ""', "who: Văn phòng"), encoding="utf-8")
    obeyed = tdn("merge", returned, "-o", book.parent, "--decisions", decisions, "--force")
    assert "0 chưa quyết định, 1 theo quyết định" in obeyed.stdout
    assert obeyed.stderr == ""
    found = _rows(book, "Xung đột")
    assert [(row[2], row[6], row[8]) for row in found] == [
        ("3.11", "Văn bản giao", "Bộ Tài chính"),
        ("3.11", "Bộ Tài chính", "Không áp dụng"),
    ]
    assert "theo quyết định của Văn phòng" in str(found[0][11])


def test_explain_shows_the_row_and_refuses_a_number_nobody_has(tdn: Tdn, returned: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    ran = tdn("explain", "3.11", returned, "--format", "json", "--store", store)
    assert ran.returncode == 0
    assert tdn("explain", "3.11", returned, "--format", "json", "--store", store).stdout == ran.stdout
    assert list(store.iterdir())
    explained = json.loads(ran.stdout)
    assert [(row["unit"], row["choice"]) for row in explained["rows"]] == [("Bộ Tài chính", "Không áp dụng")]
    assert [each["kind"] for each in explained["conflicts"]] == ["nobody_leads"]
    unknown = tdn("explain", "3.99", returned)
    assert unknown.returncode == 2
    assert "3.10" in unknown.stderr
