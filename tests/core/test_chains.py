"""Chains: a row up to the list on top by any number of ways, and down; counts that take each task once."""

import json

import pytest

from tdn_templates.core.cascade import common_list, tasks_at
from tdn_templates.core.chains import chain_text, chains_of, holder, links_below, lists_above, row_chains, ways_text
from tdn_templates.core.counting import together
from tdn_templates.core.known import Known
from tdn_templates.load.knowledge import load_registry
from tdn_templates.load.programme import read_programme
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task

_REGISTRY = load_registry()
_LISTS: dict[str, tuple[str, str, dict[str, tuple[str, ...]]]] = {
    "nation": ("", "", {"1.1": (), "1.2": (), "2.1": ()}),
    "ministry": ("bo-tai-chinh", "nation", {"1.1": ("1.2", "2.1"), "1.2": (), "2.1": ("1.2",)}),
    "office": ("btc-van-phong-bo", "ministry", {"1.1": ("1.1", "2.1"), "1.2": ("1.2",), "1.3": ()}),
    "province": ("tinh-an-giang", "nation", {"1.1": ("1.1",)}),
    "other": ("", "", {"1.1": ()}),
}


def _text(code: str) -> str:
    owner, parent, tasks = _LISTS[code]
    head = "".join(f"{key}: {value}\n" for key, value in (("owner", owner), ("parent", parent)) if value)
    issuer = "UBND tỉnh An Giang" if code == "other" else "Thủ tướng chính phủ"
    rows = "".join(
        f'      - {{number: "{number}", text: "Việc {number}", lead: "", supporting: "", time: "2025", '
        f"carries: {json.dumps(carries)}}}\n"
        for number, carries in tasks.items()
    )
    return (
        f"code: {code}\ncode_prefix: {code}\n{head}title: A\nannex_title: B\nreference: C\nissuer: {issuer}\n"
        "issued_on: 2024-01-15\nsource: tests\nperiod: {first: 2024-01-01, last: 2030-12-31}\n"
        f'groups:\n  - number: "x"\n    title: G\n    tasks:\n{rows}'
    )


@pytest.fixture(scope="module")
def known() -> Known:
    lists = {code: read_programme(_text(code), code, _REGISTRY) for code in _LISTS}
    return Known(_REGISTRY, {}, lists)


def _task(known: Known, code: str, number: str) -> tuple[Task, Programme]:
    programme = known.programmes[code]
    task = programme.numbered(number)
    assert task is not None
    return task, programme


@pytest.mark.parametrize(
    ("code", "number", "texts"),
    [
        ("nation", "1.1", ["1.1 (quốc gia)"]),
        ("ministry", "1.1", ["1.2 (quốc gia) ← 1.1 (Bộ Tài chính)", "2.1 (quốc gia) ← 1.1 (Bộ Tài chính)"]),
        ("ministry", "1.2", ["nhiệm vụ tự đặt: 1.2 (Bộ Tài chính)"]),
        (
            "office",
            "1.1",
            [
                "1.2 (quốc gia) ← 1.1 (Bộ Tài chính) ← 1.1 (Văn phòng Bộ)",
                "2.1 (quốc gia) ← 1.1 (Bộ Tài chính) ← 1.1 (Văn phòng Bộ)",
                "1.2 (quốc gia) ← 2.1 (Bộ Tài chính) ← 1.1 (Văn phòng Bộ)",
            ],
        ),
        ("office", "1.2", ["nhiệm vụ tự đặt: 1.2 (Bộ Tài chính) ← 1.2 (Văn phòng Bộ)"]),
        ("office", "1.3", ["nhiệm vụ tự đặt: 1.3 (Văn phòng Bộ)"]),
        ("other", "1.1", ["1.1 (UBND tỉnh An Giang)"]),
    ],
)
def test_a_task_has_every_way_up(code: str, number: str, texts: list[str], known: Known) -> None:
    assert [chain_text(chain) for chain in chains_of(*_task(known, code, number), known)] == texts


def test_a_row_without_a_number_of_its_own_ends_with_the_task_it_speaks_of(known: Known) -> None:
    unit, (task, programme) = _REGISTRY.unit(_REGISTRY.units[0].slug), _task(known, "ministry", "2.1")
    assert [chain_text(each) for each in row_chains([task], "", unit, programme, known)] == [
        "1.2 (quốc gia) ← 2.1 (Bộ Tài chính)"
    ]
    assert row_chains([], "", unit, programme, known) == ()
    (new,) = row_chains([], "1.4", unit, programme, known)
    assert (new.whole, [link.number for link in new.links]) == (False, ["1.4"])
    assert new.links[0].programme == f"ministry-{unit.slug}"


def test_ways_name_only_what_lies_between_a_list_and_the_unit(known: Known) -> None:
    task, programme = _task(known, "office", "1.1")
    unit = next(unit for unit in _REGISTRY.units if unit.slug == programme.owner)
    chains = chains_of(task, programme, known)
    assert ways_text(chains, known.programmes["nation"].code, unit.slug) == "nhiệm vụ 1.1, 2.1 của Bộ Tài chính"
    assert ways_text(chains, known.programmes["ministry"].code, unit.slug) == ""
    assert ways_text(chains[:0], known.programmes["nation"].code, unit.slug) == ""


def test_a_task_leads_down_into_every_list_that_is_known(known: Known) -> None:
    ways = links_below(*_task(known, "nation", "1.2"), known)
    assert [" ".join(f"{link.programme}:{link.number}" for link in way) for way in ways] == [
        "ministry:1.1 office:1.1",
        "ministry:2.1 office:1.1",
    ]
    assert links_below(*_task(known, "office", "1.1"), known) == ()


@pytest.mark.parametrize(
    ("target", "numbers"),
    [("office", ["1.1"]), ("ministry", ["1.1", "2.1"]), ("nation", ["1.2", "2.1"]), ("other", [])],
)
def test_a_task_stands_under_each_task_of_a_list_above_once(target: str, numbers: list[str], known: Known) -> None:
    task, programme = _task(known, "office", "1.1")
    assert [each.number for each in tasks_at(task, programme, known.programmes[target], known)] == numbers


@pytest.mark.parametrize(
    ("codes", "meets"),
    [
        ({"office"}, "office"),
        ({"office", "ministry"}, "ministry"),
        ({"office", "province"}, "nation"),
        ({"ministry", "province", "nation"}, "nation"),
        ({"office", "other"}, None),
        (set(), None),
    ],
)
def test_lists_meet_at_the_lowest_one_above_all(codes: set[str], meets: str | None, known: Known) -> None:
    found = common_list(codes, known)
    assert (found.code if found is not None else None) == meets


def test_the_lists_above_are_given_in_order_and_called_by_their_owners(known: Known) -> None:
    above = lists_above(known.programmes["office"], known)
    assert [(item.code, holder(item, known)) for item in above] == [
        ("ministry", "Bộ Tài chính"),
        ("nation", "quốc gia"),
    ]


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["done"], "done"),
        (["done", "done"], "done"),
        (["done", "not_applicable"], "done"),
        (["not_applicable", "not_applicable"], "not_applicable"),
        (["done", "late"], "late"),
        (["done", "in_progress"], "in_progress"),
        (["done", "not_started"], "in_progress"),
        (["not_started", "not_started"], "not_started"),
        (["not_started", "not_applicable"], "not_started"),
        (["done", ""], "in_progress"),
        (["not_started", ""], "not_started"),
        ([""], ""),
    ],
)
def test_a_task_is_as_far_as_all_who_report_on_it(statuses: list[str], status: str) -> None:
    assert together(statuses) == status
    assert together(statuses[::-1]) == status
