"""Repairs: what is proposed, what is safe, and that a repaired cell has nothing left to repair."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from tdn_templates.core.checks.context import FormContext
from tdn_templates.core.fix import (
    Proposal,
    Repair,
    apply_decisions,
    distinct_proposals,
    propose,
    repairs,
)
from tdn_templates.model.cell import RawValue
from tdn_templates.model.finding import Place

if TYPE_CHECKING:
    from tests.core.conftest import Office, Returned

MINISTRY, PROVINCE = "Bộ Tài chính", "Tỉnh Bình Định"


@dataclass(frozen=True)
class Planted:
    """One fault in the row of task 2.9."""

    column: str
    raw: RawValue
    kind: str
    rule: str
    after: str
    unit: str = MINISTRY
    as_of: date | None = None


SAFE = [
    Planted("own_text", "Tổ chức  họp\u00a0báo ", "spaces", "VALUE10", "Tổ chức họp báo"),
    Planted("own_text", "Ho\u0323p ba\u0301o", "unicode", "VALUE02", "Họp báo"),
    Planted("own_text", "Họp\u200b báo", "zero_width", "VALUE10", "Họp báo"),
    Planted("own_text", "Họp báo\u000b", "control_characters", "VALUE01", "Họp báo"),
    Planted("own_text", "Họp báo 2024\u20112025", "hyphen", "", "Họp báo 2024-2025"),
    Planted("own_text", 2024, "number_to_text", "VALUE03", "2024"),
    Planted("note", 3.5, "number_to_text", "VALUE03", "3.5"),
    Planted("own_time", 2025.0, "number_to_text", "VALUE03", "2025"),
    Planted("own_time", date(2025, 6, 30), "number_to_text", "VALUE03", "30/6/2025"),
    Planted("own_time", "2025-06-30", "date_shape", "", "30/6/2025"),
    Planted("own_time", "Trước ngày 30-06-2025", "date_shape", "", "Trước ngày 30/6/2025"),
    Planted("own_lead", "VP Bộ", "official_name", "", "Văn phòng Bộ"),
    Planted("own_lead", "vụ hợp tác Quốc tế", "official_name", "", "Vụ Hợp tác quốc tế"),
    Planted("own_supporting", "VP Bộ; KBNN, Vụ Lạ", "official_name", "", "Văn phòng Bộ; Kho bạc Nhà nước, Vụ Lạ"),
    Planted(
        "own_supporting",
        "Bộ VHTTDL; TCHQ",
        "official_name",
        "",
        "Bộ Văn hóa, Thể thao và Du lịch; Tổng cục Hải quan",
    ),
    Planted("own_lead", "Sở TT&TT", "official_name", "", "Sở Thông tin và Truyền thông", PROVINCE),
]

UNSAFE = [
    Planted(
        "own_supporting",
        "Bộ Giao thông vận tải",
        "former_name",
        "UNIT08",
        "Bộ Xây dựng",
        as_of=date(2026, 1, 1),
    ),
    Planted(
        "own_lead", "Sở Kế hoạch và Đầu tư", "former_name", "UNIT08", "Sở Tài chính", "Tỉnh Gia Lai", date(2026, 1, 1)
    ),
    Planted("own_text", "V¨n phßng Bé", "legacy", "VALUE08", "Văn phòng Bộ"),
    Planted("own_time", "H»ng n¨m", "legacy", "VALUE08", "Hằng năm"),
    Planted("own_lead", "Vaên phoøng  Boä", "legacy", "VALUE08", "Văn phòng Bộ"),
    Planted("own_text", "\u00d0ài", "look_alike", "VALUE09", "Đài"),
    Planted("own_lead", "Vụ Hợp tác Quốc té", "near_name", "UNIT02", "Vụ Hợp tác quốc tế"),
    Planted("own_supporting", "Vụ Hợp tác Quốc té", "near_name", "UNIT05", "Vụ Hợp tác quốc tế"),
    Planted("treatment", "Thực hiên", "near_choice", "VALUE04", "Thực hiện"),
    Planted("treatment", "thuc hien", "near_choice", "VALUE04", "Thực hiện"),
    Planted("own_time", date(2025, 6, 1), "number_to_text", "VALUE03", "Tháng 6/2025"),
    Planted("own_time", datetime(2025, 6, 1), "number_to_text", "VALUE03", "Tháng 6/2025"),  # noqa: DTZ001 - as read
    Planted("own_number", 2.1, "number_to_text", "VALUE03", "2.1"),
]

NOTHING = [
    ("own_text", "Họp báo hoà, hòa"),
    ("own_time", "30/06/2025"),
    ("own_time", "2024-2026"),
    ("own_time", "31-02-2025"),
    ("own_time", "2025-13-01"),
    ("own_lead", "Văn phòng Bộ"),
    ("own_lead", "Chị Lan"),
    ("own_lead", MINISTRY),
    ("treatment", "Sẽ làm"),
    ("treatment", "Không"),
    ("own_supporting", "các đơn vị thuộc Bộ"),
    ("own_supporting", "UBND tỉnh Bình Định"),
    ("own_text", True),
]


def _fixed(office: "Office", returned: "Returned", decisions: Mapping[str, str]) -> tuple[Repair, ...]:
    """Apply to the form in memory what `tdn fix` would write."""
    done = repairs(_form(office, returned), apply_decisions(_proposals(office, returned), decisions))
    addresses = {returned.address(row, column): (row, column) for row in returned.rows for column in returned.columns}
    for repair in done:
        row, column = addresses[repair.place.cell]
        returned.put(row, column, repair.after)
    return done


def _form(office: "Office", returned: "Returned") -> FormContext:
    form = office.validator.context(office.submission(returned.workbook()))
    assert form is not None
    return form


def _proposals(office: "Office", returned: "Returned") -> tuple[Proposal, ...]:
    return propose(_form(office, returned), office.verdict(returned.workbook()).findings)


def _codes_at(office: "Office", returned: "Returned", place: Place) -> set[str]:
    return {finding.code for finding in office.verdict(returned.workbook()).findings if finding.place == place}


def _with(office: "Office", planted: Planted) -> "Returned":
    returned = office.answered(planted.unit, "plan", planted.as_of)
    returned.put("2.9", planted.column, planted.raw)
    return returned


def test_a_clean_form_has_nothing_to_repair(office: "Office") -> None:
    for unit in (MINISTRY, PROVINCE):
        assert _proposals(office, office.answered(unit)) == ()


@pytest.mark.parametrize("planted", SAFE, ids=lambda planted: f"{planted.column}-{planted.after}")
def test_a_safe_repair_is_made_without_asking(planted: Planted, office: "Office") -> None:
    returned = _with(office, planted)
    proposals = _proposals(office, returned)
    kinds = {proposal.kind: proposal.rule or "" for proposal in proposals}
    assert all(proposal.safe for proposal in proposals if proposal.kind != "near_name")
    assert kinds[planted.kind] == planted.rule
    (repair,) = _fixed(office, returned, {})
    assert (repair.task, repair.column, repair.after) == ("2.9", planted.column, planted.after)
    assert planted.rule not in _codes_at(office, returned, repair.place)


@pytest.mark.parametrize("planted", UNSAFE, ids=lambda planted: f"{planted.column}-{planted.kind}-{planted.raw}")
def test_an_unsafe_repair_waits_for_a_decision(planted: Planted, office: "Office") -> None:
    returned = _with(office, planted)
    (proposal,) = (item for item in _proposals(office, returned) if not item.safe)
    assert (proposal.kind, proposal.rule, proposal.after) == (planted.kind, planted.rule, planted.after)
    assert planted.rule in _codes_at(office, returned, proposal.place)
    assert not [repair for repair in _fixed(office, returned, {}) if planted.kind in repair.kinds]
    (repair,) = _fixed(office, returned, {proposal.before: proposal.after})
    assert repair.after == planted.after
    assert planted.rule not in _codes_at(office, returned, proposal.place)


@pytest.mark.parametrize("planted", [*SAFE, *UNSAFE], ids=lambda planted: f"{planted.column}-{planted.raw}")
def test_fixing_twice_changes_nothing(planted: Planted, office: "Office") -> None:
    returned = _with(office, planted)
    decisions = {proposal.before: proposal.after for proposal in _proposals(office, returned) if not proposal.safe}
    assert _fixed(office, returned, decisions)
    after_once = dict(returned.cells)
    assert _fixed(office, returned, decisions) == ()
    assert returned.cells == after_once


@pytest.mark.parametrize(("column", "raw"), NOTHING)
def test_what_is_right_or_beyond_guessing_is_left(column: str, raw: RawValue, office: "Office") -> None:
    returned = office.answered(MINISTRY)
    returned.put("2.9", column, raw)
    assert _proposals(office, returned) == ()


def test_the_plans_own_unit_keeps_the_name_it_has_there(office: "Office") -> None:
    returned = office.answered(PROVINCE)
    returned.put("2.9", "own_lead", "UBND tỉnh")
    assert _proposals(office, returned) == ()


def test_steps_of_one_cell_follow_on_each_other(office: "Office") -> None:
    returned = office.answered(MINISTRY)
    returned.put("2.9", "own_lead", " VP\u00a0 Bo\u0323\u0302; Vụ Hợp tác Quốc té")
    steps = _proposals(office, returned)
    assert [step.kind for step in steps] == ["unicode", "spaces", "official_name", "near_name"]
    assert [step.before for step in steps[1:3]] == [step.after for step in steps[:2]]
    assert steps[3].text == "Văn phòng Bộ; Vụ Hợp tác Quốc té"
    assert steps[3].text[steps[3].start :] == steps[3].before == "Vụ Hợp tác Quốc té"
    (repair,) = _fixed(office, returned, {"Vụ Hợp tác Quốc té": "Vụ Hợp tác quốc tế"})
    assert repair.before == " VP\u00a0 Bo\u0323\u0302; Vụ Hợp tác Quốc té"
    assert repair.after == "Văn phòng Bộ; Vụ Hợp tác quốc tế"
    assert repair.kinds == ("unicode", "spaces", "official_name", "near_name")


def test_an_accepted_repair_is_cleaned_like_any_text(office: "Office") -> None:
    """What was hidden by the old code table is repaired in the same go."""
    returned = office.answered(MINISTRY)
    returned.put("2.9", "own_lead", "VP  Boä Taøi chính; Vaên phoøng  Boä")
    wrong = "VP  Boä Taøi chính; Vaên phoøng  Boä"
    (repair,) = _fixed(office, returned, {wrong: "vp  Bộ; KBNN"})
    assert repair.after == "Văn phòng Bộ; Kho bạc Nhà nước"
    assert repair.kinds == ("legacy", "spaces", "official_name")


def _form_with_one_name_misspelt_twice(office: "Office") -> "Returned":
    returned = office.answered(MINISTRY)
    returned.put("2.9", "own_lead", "Vụ Hợp tác Quốc té")
    returned.put("4.1", "own_supporting", "Văn phòng Bộ; Vụ Hợp tác  Quốc té; Vụ Đầu tu")
    return returned


def test_one_line_stands_for_each_distinct_wrong_value(office: "Office") -> None:
    returned = _form_with_one_name_misspelt_twice(office)
    distinct = distinct_proposals(_proposals(office, returned))
    assert [(item.before, item.after, item.count) for item in distinct] == [
        ("Vụ Hợp tác Quốc té", "Vụ Hợp tác quốc tế", 2),
        ("Vụ Đầu tu", "Vụ Đầu tư", 1),
    ]
    assert [place.cell for place in distinct[0].places] == [
        returned.address("2.9", "own_lead"),
        returned.address("4.1", "own_supporting"),
    ]


def test_a_decision_counts_wherever_the_wrong_value_stands(office: "Office") -> None:
    returned = _form_with_one_name_misspelt_twice(office)
    done = _fixed(office, returned, {"Vụ Hợp tác  Quốc té ": "Vụ Hợp tác quốc tế", "Vụ Đầu tu": ""})
    assert {repair.after for repair in done} == {
        "Vụ Hợp tác quốc tế",
        "Văn phòng Bộ; Vụ Hợp tác quốc tế; Vụ Đầu tu",
    }


def test_a_decision_may_name_another_value_than_the_one_proposed(office: "Office") -> None:
    returned = office.answered(MINISTRY)
    returned.put("2.9", "own_number", 2.1)
    (repair,) = _fixed(office, returned, {"2.1": "2.10"})
    assert repair.after == "2.10"


def test_only_the_name_decided_about_is_replaced_not_one_that_begins_like_it(office: "Office") -> None:
    returned = office.answered(MINISTRY)
    returned.put("2.9", "own_supporting", "Vụ Đầu tu công nghệ cao; Vụ Đầu tu")
    proposals = _proposals(office, returned)
    assert "Vụ Đầu tu" in {proposal.before for proposal in proposals}
    (repair,) = _fixed(office, returned, {"Vụ Đầu tu": "Vụ Đầu tư"})
    assert repair.after == "Vụ Đầu tu công nghệ cao; Vụ Đầu tư"


def test_formulas_errors_and_issued_cells_are_never_repaired(office: "Office") -> None:
    returned = office.answered(MINISTRY)
    returned.put_formula("2.9", "own_text", "=B7", "Họp  báo")
    returned.errors[returned.at("4.1", "own_text")] = "#REF!"
    returned.put("4.2", "text", "Văn  bản  giao")
    assert _proposals(office, returned) == ()


def test_a_form_that_a_gate_stops_has_no_context(office: "Office") -> None:
    returned = office.answered(MINISTRY)
    returned.dropped_sheets = frozenset((returned.sheet,))
    assert office.validator.context(office.submission(returned.workbook())) is None
