"""`--as-of`: the units, names and inherited tasks of a day, on every command that deals with units."""

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import click
import pytest

Tdn = Callable[..., CompletedProcess[str]]

CULTURE = "Bộ Văn hóa, Thể thao và Du lịch"


@pytest.mark.parametrize(
    "name",
    [
        "tasks",
        "units",
        "generate",
        "validate",
        "fix",
        "merge",
        "letter.request",
        "letter.remind",
        "programme.from-plan",
    ],
)
def test_every_command_that_deals_with_units_takes_a_day(name: str) -> None:
    module, _, below = name.partition(".")
    command = importlib.import_module(f"tdn_templates.cli.{module}").command
    if below:
        command = command.commands[below]
    assert isinstance(command, click.Command)
    assert "--as-of" in [option for parameter in command.params for option in parameter.opts]


@pytest.mark.parametrize(("day", "ministries", "provinces"), [("2026-01-01", 17, 34), ("1/5/2024", 22, 63)])
def test_units_lists_those_of_the_day(tdn: Tdn, day: str, ministries: int, provinces: int) -> None:
    units = json.loads(tdn("units", "--as-of", day, "--format", "json").stdout)["units"]
    assert all(unit["is_there"] for unit in units)
    assert sum(unit["level"] == "province" for unit in units) == provinces
    # then eight agencies under the Government, the paper of the Party, and bodies of Party, State and Front
    assert sum(unit["level"] == "central" for unit in units) == ministries + 9 + 14


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("--find", "Bình Định", "--limit", "1"), ["đến 30/6/2025; nay:", "tỉnh Gia Lai"]),
        (("--find", "52"), ["Tỉnh Bình Định", "Tỉnh Gia Lai", "52 từ 1/7/2025"]),
        (
            ("--find", "Bộ Thông tin và Truyền thông", "--limit", "1", "--as-of", "1/1/2026"),
            ["viễn thông", "28/2/2025"],
        ),
    ],
)
def test_a_look_up_shows_days_and_successors_within_80_columns(
    tdn: Tdn, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], wanted: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = tdn("units", *arguments).stdout
    cells = [line.split("│")[1].strip() for line in shown.splitlines() if line.startswith("│")]
    assert [part for part in wanted if part not in " ".join(cells)] == []
    assert max(map(len, shown.splitlines())) <= 80


def test_a_look_up_gives_programs_the_successors_with_their_source(tdn: Tdn) -> None:
    (unit,) = json.loads(tdn("units", "--find", "Bình Định", "--limit", "1", "--format", "json").stdout)["units"]
    assert unit["codes"] == [{"code": "52", "from": None, "to": "2025-06-30"}]
    assert [(heir["slug"], heir["kind"]) for heir in unit["now"]] == [("tinh-gia-lai", "whole")]
    assert "202/2025/QH15" in unit["now"][0]["source"]


def test_tasks_of_2026_name_the_ministry_that_had_them(tdn: Tdn) -> None:
    ran = tdn("tasks", "--unit", CULTURE, "--as-of", "1/1/2026", "--format", "json")
    tasks = {task["number"]: task for task in json.loads(ran.stdout)["tasks"]}
    assert tasks["2.1"]["formerly"][0]["name"] == "Bộ Thông tin và Truyền thông"
    assert (tasks["2.1"]["role"], tasks["2.1"]["binding"]) == ("lead", "named")
    assert (tasks["5.2"]["binding"], tasks["5.2"]["otherwise"]) == ("conditional", "supporting")
    assert "formerly" not in tasks["3.4"]
    assert "trước đây:" in tdn("tasks", "--unit", CULTURE, "--as-of", "1/1/2026").stdout


@pytest.mark.parametrize(
    ("unit", "day", "said"),
    [
        ("Bộ TT&TT", "1/1/2026", "Nay: Bộ Văn hóa, Thể thao và Du lịch (báo chí"),
        ("Bình Định", "2026-01-01", "Nay: tỉnh Gia Lai"),
        ("Bộ NN&MT", "1/5/2024", "chỉ có từ ngày 1/3/2025"),
        ("52", "1/1/2026", "Tỉnh Bình Định (đến 30/6/2025); Tỉnh Gia Lai (từ 1/7/2025)"),
        ("Bộ Y tế", "31/2/2026", "không phải ngày"),
    ],
)
def test_a_unit_that_is_not_there_is_refused_with_who_is(tdn: Tdn, unit: str, day: str, said: str) -> None:
    ran = tdn("generate", unit, "--as-of", day, "-o", "unwritten")
    assert ran.returncode == 2
    assert said in " ".join(ran.stderr.split())
    assert not Path("unwritten").exists()


def test_a_round_of_2026_needs_the_day_only_once(tdn: Tdn, tmp_path: Path) -> None:
    """The forms say it themselves when they come back, and so does the register."""
    made = tdn("generate", "Bộ NN&MT", "Gia Lai", "--as-of", "1/1/2026", "-o", tmp_path / "sent")
    assert made.returncode == 0, made.stderr
    register = tmp_path / "sent" / "so-phat-hanh.jsonl"
    returned = tmp_path / "sent" / "nq47-2024_plan_bo-nong-nghiep-va-moi-truong.xlsx"
    ran = tdn("validate", returned, "--register", register, "--format", "json")
    (file,) = json.loads(ran.stdout)["files"]
    assert (file["unit"], file["state"]) == ("Bộ Nông nghiệp và Môi trường", "needs_correction")
    assert {finding["code"] for finding in file["findings"]} == {"ROW01", "ROW02"}
    assert [unit["slug"] for unit in json.loads(ran.stdout)["missing"]] == ["tinh-gia-lai"]
