"""The data themselves: readings use the printed words and no others, and name tasks that are there."""

from collections import Counter
from pathlib import Path

import pytest

from tests.annexes.printed import LEFT, PrintedAnnex, annex_paths, load_annex, printed_cells

LISTS = annex_paths()
PLANS = annex_paths("plans")
KINDS = {"time_exceeded", "time_narrower", "lead_not_counterpart", "supporting_emptied", "content_dropped"}
KINDS |= {"unit_unknown", "same_unit_twice"}
LEFT_OUT = {
    "chuyen-doi-so-bo": {"như", "trên"},
    "du-lich-tinh": {"Chủ", "trì:", "Phối", "phối", "hợp:"},
    "phat-trien-van-hoa": {"Tổng", "cộng:", "06", "nhiệm", "vụ"},
}
"""Words that a reading does not keep as cells: "như trên", who is which in a cell that says so, a total."""


def _words(texts: list[str]) -> Counter[str]:
    return Counter(word.strip(";") for text in texts for word in text.split() if word != "//")


def _printed_tasks(annex: PrintedAnnex) -> list[str]:
    return [
        cell
        for table in annex.tables
        if table.kind == "tasks"
        for row in table.rows[table.headings :]
        if row not in table.rows[: table.headings] and LEFT not in row and row[0] != "(1)"
        for cell in printed_cells(row)
    ]


def _stem(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", LISTS, ids=_stem)
def test_a_reading_keeps_every_printed_word(path: Path) -> None:
    annex = load_annex(path)
    read = [text for task in annex.expected["tasks"] for name, text in task.items() if name != "group"]
    read += [word for group in annex.expected["groups"] for word in (*group["number"].split("."), group["title"])]
    lost = _words(_printed_tasks(annex)) - _words(read)
    assert not set(lost) - LEFT_OUT.get(annex.name, set())


@pytest.mark.parametrize("path", LISTS, ids=_stem)
def test_what_is_asked_about_names_a_task_of_the_list(path: Path) -> None:
    annex = load_annex(path)
    names = {f"{task['group']}.{task['number']}".strip(".") for task in annex.expected["tasks"]}
    counted = Counter(task["group"] for task in annex.expected["tasks"])
    names |= {f"{group}.{number}" for group, count in counted.items() for number in range(1, count + 1)}
    assert {ask["task"] for ask in annex.expected["asked"]} <= names


@pytest.mark.parametrize("path", PLANS, ids=_stem)
def test_a_plan_is_read_whole(path: Path) -> None:
    plan = load_annex(path)
    (table,) = plan.tables
    local = [row[0] for row in table.rows[table.headings :] if LEFT not in row]
    programme = load_annex(path.parents[1] / f"{plan.programme}.yaml")
    national = [f"{task['group']}.{task['number']}" for task in programme.expected["tasks"]]
    carried = [number for row in plan.expected["reading"] for number in row["national"].split(",") if number]
    missing = [row["national"] for row in plan.expected["missing"]]
    assert [row["local"] for row in plan.expected["reading"]] == local
    assert set(carried) | set(missing) <= set(national)
    assert not set(carried) & set(missing)
    for row in plan.expected["reading"]:
        shared = carried.count(row["national"]) > 1
        assert (row["how"] == "new") == (not row["national"])
        assert (row["how"] == "merged") == ("," in row["national"])
        assert (row["how"] == "split") == shared
    pairs = {(row["local"], number) for row in plan.expected["reading"] for number in row["national"].split(",")}
    assert {(row["local"], row["national"]) for row in plan.expected["deviations"]} <= pairs
    assert {row["kind"] for row in plan.expected["deviations"]} <= KINDS
