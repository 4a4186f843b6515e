"""Returns of one merge that cannot all stand: which are conflicts, with their cells, and which are none."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from tdn_templates.model.conflict import Conflict
from tdn_templates.model.consolidation import Origin
from tests.core.conflicts.returns import ADDED, COOPERATION, FINANCE, NO, OFFICE, PAPER, VTV, Returns, found, led

if TYPE_CHECKING:
    from tests.core.conftest import Office


def adds(lead: str) -> Mapping[str, Mapping[str, str]]:
    """A row of a department's own that carries out a task of the national list."""
    return {"own:2:1": {**ADDED, "carries": "2.10", "own_lead": lead}}


def shown(conflicts: tuple[Conflict, ...]) -> list[str]:
    return [
        f"{each.kind} {each.task.number}: "
        + " | ".join(
            f"{value.unit.name if value.unit else 'list'}: {value.value.text or 'blank'}" for value in each.values
        )
        for each in conflicts
    ]


@pytest.mark.parametrize(
    ("returns", "expected"),
    [
        pytest.param({VTV: {}, FINANCE: {}, PAPER: {}}, [], id="each names departments of its own or itself"),
        pytest.param(
            {VTV: {"3.15": NO}, PAPER: {}},
            ["nobody_leads 3.15: list: Đài Truyền hình Việt Nam | Đài Truyền hình Việt Nam: Không áp dụng"],
            id="the lead does not carry it out",
        ),
        pytest.param({VTV: {"5.13": NO}}, [], id="others of several leads did not return or do"),
        pytest.param({VTV: {"2.10": {"own_lead": FINANCE}}}, [], id="nothing is said about who did not return"),
        pytest.param(
            {VTV: {"2.10": {"own_lead": FINANCE}}, FINANCE: {}},
            ["another_lead 2.10: Đài Truyền hình Việt Nam: Bộ Tài chính | Bộ Tài chính: Văn phòng Bộ"],
            id="a unit named as lead that supports by the list",
        ),
        pytest.param(
            {VTV: {"2.10": {"own_lead": FINANCE}}, FINANCE: {"2.10": {"own_lead": FINANCE}}},
            [],
            id="a unit named as lead that names itself",
        ),
        pytest.param(
            {VTV: {"2.10": {"own_lead": FINANCE}}, FINANCE: {"2.10": NO}},
            ["not_in_leads_plan 2.10: Đài Truyền hình Việt Nam: Bộ Tài chính | Bộ Tài chính: Không áp dụng"],
            id="a unit named as lead that does not carry it out",
        ),
        pytest.param(
            {VTV: {"2.10": {"own_lead": FINANCE}}, FINANCE: {"2.10": {"treatment": "", "own_lead": ""}}},
            [],
            id="what is not answered yet contradicts nothing",
        ),
        pytest.param(
            {VTV: {"2.10": {"own_supporting": FINANCE}}, FINANCE: {"2.10": NO}},
            ["not_in_supporters_plan 2.10: Đài Truyền hình Việt Nam: Bộ Tài chính | Bộ Tài chính: Không áp dụng"],
            id="support that is refused",
        ),
        pytest.param({VTV: {"2.10": {"own_supporting": FINANCE}}, FINANCE: {}}, [], id="support that is given"),
        pytest.param(
            {VTV: {"own:3:1": {**ADDED, "carries": "3.11", "own_lead": FINANCE}}, FINANCE: {}},
            ["not_named_as_supporter 3.11: Bộ Tài chính: blank | Đài Truyền hình Việt Nam: Bộ Tài chính"],
            id="support nobody asked for",
        ),
        pytest.param(
            {
                VTV: {"own:3:1": {**ADDED, "carries": "3.11", "own_lead": FINANCE}},
                FINANCE: {"3.11": {"own_supporting": VTV}},
            },
            [],
            id="support the lead names",
        ),
        pytest.param(
            {FINANCE: led("2024 - 2025"), VTV: {"3.10": {"own_time": "2026"}}},
            ["times_apart 3.10: Bộ Tài chính: 2024 - 2025 | Đài Truyền hình Việt Nam: 2026"],
            id="no day in common",
        ),
        pytest.param(
            {FINANCE: led("2024 - 2025"), VTV: {"3.10": {"own_time": "2025 - 2026"}}},
            ["support_ends_later 3.10: Bộ Tài chính: 2024 - 2025 | Đài Truyền hình Việt Nam: 2025 - 2026"],
            id="support after the lead",
        ),
        pytest.param(
            {FINANCE: led("2025 - 2026"), VTV: {"3.10": {"own_time": "2025"}}},
            [],
            id="support before the lead ends",
        ),
        pytest.param(
            {PAPER: {"2.3": {"own_time": "2024 - 2029"}, "2.10": {"own_time": "2028"}, "2.5": {"own_time": "2025"}}},
            [
                "ends_after_task 2.3: list: 2024 - 2026 | Báo Nhân Dân: 2024 - 2029",
                "apart_from_task 2.10: list: 2024 - 2025 | Báo Nhân Dân: 2028",
            ],
            id="after the task, apart from it, inside it",
        ),
        pytest.param(
            {COOPERATION: adds(COOPERATION), OFFICE: adds(OFFICE)},
            ["two_leads 2.10: Văn phòng Bộ: Văn phòng Bộ | Vụ Hợp tác quốc tế: Vụ Hợp tác quốc tế"],
            id="two departments of one body each add a row for a task",
        ),
        pytest.param(
            {COOPERATION: adds(COOPERATION), OFFICE: adds(COOPERATION)},
            ["not_named_as_supporter 2.10: Vụ Hợp tác quốc tế: blank | Văn phòng Bộ: Vụ Hợp tác quốc tế"],
            id="one of them leaves it to the other",
        ),
    ],
)
def test_what_is_a_conflict(office: "Office", returns: Returns, expected: list[str]) -> None:
    assert shown(found(office, returns)) == expected


@pytest.mark.parametrize(
    ("returns", "expected"),
    [
        pytest.param({COOPERATION: {}, OFFICE: {"2.10": {"claim": "Phối hợp"}}}, [], id="one leads, one supports"),
        pytest.param(
            {COOPERATION: {}, OFFICE: {}},
            ["two_leads 2.10: Văn phòng Bộ: Văn phòng Bộ | Vụ Hợp tác quốc tế: Vụ Hợp tác quốc tế"],
            id="both lead",
        ),
        pytest.param(
            {COOPERATION: {"2.10": {"claim": "Phối hợp"}}, OFFICE: {"2.10": {"claim": "Không tham gia"}}},
            ["nobody_leads 2.10: list: Bộ Thông tin và Truyền thông | Vụ Hợp tác quốc tế: Phối hợp"],
            id="nobody leads",
        ),
        pytest.param(
            {COOPERATION: {"2.10": {"own_time": "2024"}}, OFFICE: {"2.10": {"claim": "Phối hợp", "own_time": "2025"}}},
            ["times_apart 2.10: Vụ Hợp tác quốc tế: 2024 | Văn phòng Bộ: 2025"],
            id="no day in common",
        ),
    ],
)
def test_what_is_a_conflict_between_departments(office: "Office", returns: Returns, expected: list[str]) -> None:
    about = [each for each in found(office, returns, "registration") if each.task.number == "2.10"]
    assert shown(tuple(about)) == expected


def test_a_task_that_everybody_leads_is_led_by_many(office: "Office") -> None:
    conflicts = found(office, {COOPERATION: {}, OFFICE: {}}, "registration")
    assert "1.1" not in {each.task.number for each in conflicts}


def test_every_value_names_its_cell(office: "Office") -> None:
    conflicts = found(office, {VTV: {"2.10": {"own_lead": FINANCE}}, FINANCE: {"2.10": NO}})
    places = [(item.file, item.place.cell[:1], len(item.sha256)) for item in _origins(conflicts[0])]
    assert [(file, letters != "", length) for file, letters, length in places] == [
        ("0.xlsx", True, 64),
        ("1.xlsx", True, 64),
    ]


def _origins(conflict: Conflict) -> list[Origin]:
    return [origin for value in conflict.values for origin in value.value.origins]


def test_the_id_stays_when_the_words_change(office: "Office") -> None:
    once, again = (
        found(office, {FINANCE: led(time), VTV: {"3.10": {"own_time": "2026"}}}) for time in ("2024", "2024 - 2025")
    )
    assert [each.id for each in once] == [each.id for each in again]
    assert once[0].values != again[0].values
