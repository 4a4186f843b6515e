"""What programs read from `--format json`, and who is bound to what."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tdn_templates.testing import cell_addresses

Tdn = Callable[..., CompletedProcess[str]]

# Read off the printed annex by hand: role and binding of every task that concerns the Ministry of Finance.
LEADS_BY_NAME = "3.10 3.11"
SUPPORTS_BY_NAME = "2.10"
LEADS_AS_A_MINISTRY = "1.1 1.2 3.18 3.19 5.3"
ONLY_IF_CONCERNED = "3.15 3.16 3.20 5.1 5.4 5.7 5.12 5.14"
CONCERNS_OTHERS = "2.7 2.8 3.7 5.13"
GROUP_SIZES = {"1": 2, "2": 13, "3": 21, "4": 5, "5": 15}
ALL = tuple(f"{group}.{index}" for group, size in GROUP_SIZES.items() for index in range(1, size + 1))


def by_hand(number: str) -> tuple[str, str] | None:
    if number in CONCERNS_OTHERS.split():
        return None
    if number in LEADS_BY_NAME.split():
        return "lead", "named"
    if number in SUPPORTS_BY_NAME.split():
        return "supporting", "named"
    if number in LEADS_AS_A_MINISTRY.split():
        return "lead", "group"
    return "supporting", "conditional" if number in ONLY_IF_CONCERNED.split() else "group"


def test_the_ministry_is_bound_to_the_tasks_read_off_by_hand(tdn: Tdn) -> None:
    ran = tdn("tasks", "--unit", "Bộ Tài chính", "--format", "json")
    assert ran.returncode == 0
    found = {task["number"]: (task["role"], task["binding"]) for task in json.loads(ran.stdout)["tasks"]}
    expected = {number: bound for number in ALL if (bound := by_hand(number)) is not None}
    assert found == expected
    conditional = [number for number, (_, binding) in found.items() if binding == "conditional"]
    assert (len(found) - len(conditional), len(conditional)) == (44, 8)


def test_tasks_have_the_agreed_shape_in_the_order_of_the_document(tdn: Tdn) -> None:
    answer = json.loads(tdn("tasks", "--unit", "Bộ Tài chính", "--format", "json").stdout)
    assert set(answer) >= {"programme", "unit", "groups", "tasks"}
    assert (answer["programme"], answer["unit"]) == ("nq47-2024", "Bộ Tài chính")
    assert [group["number"] for group in answer["groups"]] == list(GROUP_SIZES)
    assert all(group["title"] for group in answer["groups"])
    numbers = [task["number"] for task in answer["tasks"]]
    assert numbers == [number for number in ALL if number in set(numbers)]
    first = answer["tasks"][0]
    assert first == {
        "code": "nq47:1.1",
        "number": "1.1",
        "group": "1",
        "text": "Phổ biến, quán triệt nội dung Nghị quyết",
        "lead": "Các bộ, ngành, địa phương",
        "supporting": "",
        "time": "2024",
        "role": "lead",
        "binding": "group",
    }


def test_without_a_unit_all_tasks_are_listed_and_nobody_is_bound(tdn: Tdn) -> None:
    answer = json.loads(tdn("tasks", "--format", "json").stdout)
    assert answer["unit"] is None
    assert [task["number"] for task in answer["tasks"]] == list(ALL)
    assert {(task["role"], task["binding"]) for task in answer["tasks"]} == {(None, None)}


@pytest.mark.parametrize("name", ["Bộ Tài chính", "BTC", "BỘ TÀI CHÍNH", "bo-tai-chinh"])
def test_a_unit_answers_to_each_of_its_names(tdn: Tdn, name: str) -> None:
    assert json.loads(tdn("tasks", "--unit", name, "--format", "json").stdout)["unit"] == "Bộ Tài chính"


def test_findings_have_the_agreed_shape(tdn: Tdn, form: bytes, tmp_path: Path) -> None:
    (tmp_path / "btc.xlsx").write_bytes(form)
    ran = tdn("validate", tmp_path, "--format", "json", "--lang", "en")
    assert ran.returncode == 1
    answer = json.loads(ran.stdout)
    assert set(answer) >= {"files", "summary"}
    (file,) = answer["files"]
    assert (file["file"], file["unit"], file["state"]) == ("btc.xlsx", "Bộ Tài chính", "needs_correction")
    keys = {"code", "rule", "severity", "sheet", "cell", "task", "value", "message", "remedy"}
    assert all(set(finding) >= keys for finding in file["findings"])
    blank = [finding for finding in file["findings"] if finding["code"] == "ROW01"]
    assert len(blank) == 44
    first = {key: blank[0][key] for key in ("rule", "severity", "sheet", "cell", "task", "value")}
    assert first == {
        "rule": "not-answered",
        "severity": "error",
        "sheet": "Kế hoạch",
        "cell": cell_addresses(form)["1.1", "treatment"],
        "task": "1.1",
        "value": "",
    }
    assert "1.1" in blank[0]["message"]
    assert blank[0]["remedy"]
    counted = {"errors": "error", "warnings": "warning", "notes": "note"}
    for key, severity in counted.items():
        assert answer["summary"][key] == sum(finding["severity"] == severity for finding in file["findings"])
    assert answer["summary"]["files"] == 1


def test_a_file_that_is_nobodys_has_no_unit(tdn: Tdn, form: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(form)
    (tmp_path / "b.xlsx").write_bytes(b"%PDF-1.7\n")
    answer = json.loads(tdn("validate", tmp_path, "--format", "json").stdout)
    units = {file["file"]: (file["unit"], file["state"]) for file in answer["files"]}
    assert units == {"a.xlsx": ("Bộ Tài chính", "needs_correction"), "b.xlsx": (None, "rejected")}
