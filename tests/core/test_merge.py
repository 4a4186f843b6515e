"""Merging: the order of the plan, numbers from 1, every value with the cell it came from, whatever arrived first."""

import itertools
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdn_templates.core.merge import consolidate
from tdn_templates.model.cell import Unreadable
from tdn_templates.model.consolidation import ENTRY_FIELDS, Consolidation, Entry, UnitPart

if TYPE_CHECKING:
    from tests.core.conftest import Office, Returned

_SMALL, _LARGE, _PROVINCE = "Báo Nhân Dân", "Bộ Tài chính", "Tỉnh An Giang"
_PRINTED = ["2.3", "2.5", "2.10", "3.6", "3.9"]
_OWN = {"own_lead": "Ban Đối ngoại", "own_time": "2025"}

Rows = Mapping[str, Mapping[str, str]]


def _returned(office: "Office", unit: str, rows: Rows) -> "Returned":
    returned = office.answered(unit)
    for label, values in rows.items():
        returned.answer(label, **values)
    return returned


def _merged(office: "Office", *returns: "Returned") -> Consolidation:
    verdicts = [office.verdict(item.workbook(), f"{number}.xlsx") for number, item in enumerate(returns)]
    verdicts = [office.kept(verdict) for verdict in verdicts]
    return consolidate(verdicts, office.known, office.programme, draft=True)


def _part(office: "Office", rows: Rows, unit: str = _SMALL) -> UnitPart:
    return _merged(office, _returned(office, unit, rows)).parts[0]


def _plan(part: UnitPart) -> list[tuple[str, str]]:
    """(own number, what stands there): the national number, or the wording of an added row."""
    return [(entry.number, entry.task.number if entry.task else entry.fields["text"].text) for entry in part.plan]


def _own(text: str, **values: str) -> dict[str, str]:
    return {"own_text": text, **_OWN, **values}


@pytest.mark.parametrize(
    ("rows", "plan"),
    [
        pytest.param({}, ["2.1 2.3", "2.2 2.5", "2.3 2.10", "3.1 3.6", "3.2 3.9"], id="the order of the programme"),
        pytest.param(
            {"2.10": {"own_number": "2.1"}, "2.3": {"own_number": "2.2"}, "2.5": {"own_number": "2.3"}},
            ["2.1 2.10", "2.2 2.3", "2.3 2.5", "3.1 3.6", "3.2 3.9"],
            id="the unit's own numbers",
        ),
        pytest.param(
            {"2.3": {"own_number": "2.10"}, "2.5": {"own_number": "2.9"}, "2.10": {"own_number": "2.2"}},
            ["2.1 2.10", "2.2 2.5", "2.3 2.3", "3.1 3.6", "3.2 3.9"],
            id="numbers, not texts: 9 before 10, gaps are closed",
        ),
        pytest.param(
            {"2.3": {"own_number": "2.7"}},
            ["2.1 2.3", "2.2 2.5", "2.3 2.10", "3.1 3.6", "3.2 3.9"],
            id="a row without a number follows the one it follows otherwise",
        ),
        pytest.param(
            {"2.5": {"own_number": "3.1"}},
            ["2.1 2.3", "2.2 2.10", "3.1 3.6", "3.2 3.9", "3.3 2.5"],
            id="a number of another group moves the task, rows without numbers stay before it",
        ),
        pytest.param(
            {"own:2:1": _own("Mới")},
            ["2.1 2.3", "2.2 2.5", "2.3 2.10", "2.4 Mới", "3.1 3.6", "3.2 3.9"],
            id="a new task at the end of its group",
        ),
        pytest.param(
            {"own:2:1": _own("Mới"), "own:2:2": _own("Tách", carries="2.3")},
            ["2.1 2.3", "2.2 Tách", "2.3 2.5", "2.4 2.10", "2.5 Mới", "3.1 3.6", "3.2 3.9"],
            id="an added row after the task it carries out",
        ),
        pytest.param(
            {"own:2:1": _own("Hai", carries="2.5; 2.3"), "own:2:2": _own("Một", carries="2.3")},
            ["2.1 2.3", "2.2 Một", "2.3 2.5", "2.4 Hai", "2.5 2.10", "3.1 3.6", "3.2 3.9"],
            id="after the last of several tasks",
        ),
        pytest.param(
            {"own:2:1": _own("Khác nhóm", carries="3.6")},
            ["2.1 2.3", "2.2 2.5", "2.3 2.10", "2.4 Khác nhóm", "3.1 3.6", "3.2 3.9"],
            id="a task of another group gives no place in this one",
        ),
        pytest.param(
            {"own:4:1": _own("Mới"), "own:1:1": _own("Cũ")},
            ["1.1 Cũ", "2.1 2.3", "2.2 2.5", "2.3 2.10", "3.1 3.6", "3.2 3.9", "4.1 Mới"],
            id="groups in the order of the programme",
        ),
        pytest.param(
            {"2.5": {"treatment": "Gộp vào nhiệm vụ khác", "carries": "2.3"}},
            ["2.1 2.3", "2.2 2.10", "3.1 3.6", "3.2 3.9"],
            id="a merged task leaves no gap",
        ),
    ],
)
def test_the_plan_is_ordered_and_numbered(rows: Rows, plan: list[str], office: "Office") -> None:
    assert [f"{number} {what}" for number, what in _plan(_part(office, rows))] == plan


def test_an_added_row_follows_its_task_also_in_a_sorted_sheet(office: "Office") -> None:
    returned = _returned(office, _SMALL, {"own:2:1": _own("Tách", carries="2.3")})
    here, there = returned.rows["2.3"], returned.rows["own:2:1"]
    returned.permute_rows({here: there, there: here})
    plan = _plan(_merged(office, returned).parts[0])
    assert plan[:3] == [("2.1", "2.3"), ("2.2", "Tách"), ("2.3", "2.5")]


@settings(max_examples=30, deadline=None)
@given(
    numbers=st.dictionaries(st.sampled_from(_PRINTED), st.sampled_from(["2.1", "2.2", "3.1", "3.30", "5.4", "x"])),
    added=st.dictionaries(
        st.sampled_from(["own:1:1", "own:2:1", "own:2:2", "own:5:1"]), st.sampled_from(["", "2.3", "3.6; 2.5", "9.9"])
    ),
    treated=st.dictionaries(
        st.sampled_from(_PRINTED), st.sampled_from(["Không áp dụng", "Gộp vào nhiệm vụ khác", "", "?"]), max_size=3
    ),
)
def test_every_row_is_merged_once_and_numbers_run_from_one_in_each_group(
    office: "Office", numbers: dict[str, str], added: dict[str, str], treated: dict[str, str]
) -> None:
    returned = office.answered(_SMALL)
    for label, number in numbers.items():
        returned.put(label, "own_number", number)
    for label, carries in added.items():
        returned.answer(label, **_own(label, carries=carries))
    for label, treatment in treated.items():
        returned.put(label, "treatment", treatment)
    part = _merged(office, returned).parts[0]
    entries = [*part.plan, *part.others]
    assert sorted(entry.row for entry in entries) == sorted(returned.rows[label] for label in (*_PRINTED, *added))
    assert {entry.task.number for entry in part.others if entry.task} == set(treated)
    for group, members in itertools.groupby(part.plan, key=lambda entry: entry.group):
        assert [entry.number for entry in members] == [
            f"{group}.{count}" for count in range(1, _count(part, group) + 1)
        ]
    assert {entry.number for entry in part.others} <= {""}


def _count(part: UnitPart, group: str) -> int:
    return sum(entry.group == group for entry in part.plan)


def test_the_order_of_arrival_never_matters(office: "Office") -> None:
    first = office.verdict(office.answered(_SMALL).workbook(), "same.xlsx", "1" * 64)
    twin = office.verdict(_returned(office, _SMALL, {"2.3": {"note": "x"}}).workbook(), "same.xlsx", "2" * 64)
    large = office.verdict(office.answered(_LARGE).workbook(), "b.xlsx")
    province = office.verdict(office.answered(_PROVINCE).workbook(), "a.xlsx")
    broken = office.verdict(Unreadable("encrypted"), "same.xlsx", "3" * 64)
    other = office.verdict(Unreadable("damaged"), "same.xlsx", "4" * 64)
    merged = {
        repr(consolidate(order, office.known, office.programme, draft=True))
        for order in itertools.islice(itertools.permutations([first, twin, large, province, broken, other]), 0, 720, 37)
    }
    assert len(merged) == 1


def test_parts_stand_in_the_order_of_the_registry_and_broken_files_are_kept_apart(office: "Office") -> None:
    verdicts = [
        office.verdict(Unreadable("encrypted"), "0.xlsx"),
        office.verdict(office.answered(_PROVINCE).workbook(), "1.xlsx"),
        office.verdict(office.answered(_LARGE).workbook(), "2.xlsx"),
    ]
    consolidation = consolidate(verdicts, office.known, office.programme, draft=False)
    assert [part.unit.name for part in consolidation.parts] == [_LARGE, _PROVINCE]
    assert [verdict.submission.source.name for verdict in consolidation.verdicts] == ["2.xlsx", "1.xlsx", "0.xlsx"]
    assert consolidation.programme == office.programme
    assert not consolidation.draft


def test_every_value_comes_from_a_cell_that_says_it_or_from_the_programme(office: "Office") -> None:
    returned = _returned(
        office,
        _LARGE,
        {
            "2.9": {"own_text": "", "own_time": "", "own_supporting": "Vụ Đầu tư", "note": "ghi chú"},
            "own:2:1": _own("Mới", own_supporting="Kho bạc Nhà nước", carries="2.9"),
            "own:3:1": {"text": "Ở cột giao", "time": "2026", "own_lead": "Văn phòng Bộ"},
        },
    )
    part = _merged(office, returned).parts[0]
    cells = {
        returned.address(label, column): returned.cells.get(returned.at(label, column), "")
        for label in returned.rows
        for column in returned.columns
    }
    for entry in (*part.plan, *part.others):
        assert tuple(entry.fields) == ENTRY_FIELDS
        for traced in entry.fields.values():
            if traced.origin is None:
                assert traced.text == ""
            elif traced.origin.place.sheet == returned.sheet:
                assert cells[traced.origin.place.cell] == traced.text
                assert (traced.origin.file, traced.origin.sha256) == (part.source.name, part.source.sha256)
            else:
                assert traced.origin.place.sheet == office.programme.code
                task = office.programme.numbered(traced.origin.place.cell)
                assert task is not None
                assert traced.text in (task.text, task.time.wording)


def _entry(part: UnitPart, row: int) -> Entry:
    return next(entry for entry in (*part.plan, *part.others) if entry.row == row)


def test_a_blank_points_to_the_programme_and_an_entry_to_its_cell(office: "Office") -> None:
    returned = _returned(office, _SMALL, {"2.5": {"own_text": "", "own_lead": "Ban Đối ngoại"}})
    fields = _entry(_merged(office, returned).parts[0], returned.rows["2.5"]).fields
    text, lead, note = (fields[name].origin for name in ("text", "lead", "note"))
    assert text is not None
    assert (text.file, text.place.sheet, text.place.cell) == (office.programme.reference, office.programme.code, "2.5")
    assert lead is not None
    assert lead.place.cell == returned.address("2.5", "own_lead")
    assert note is None


def test_an_added_row_names_the_tasks_it_carries_out_each_once(office: "Office") -> None:
    returned = _returned(office, _SMALL, {"own:2:1": _own("Mới", carries="2.5; 2.3, 2.5 và 9.9")})
    entry = _entry(_merged(office, returned).parts[0], returned.rows["own:2:1"])
    assert [task.number for task in entry.national] == ["2.5", "2.3"]
    assert entry.task is None


def test_answers_that_are_not_carried_out_stand_apart(office: "Office") -> None:
    rows = {
        "2.3": {"treatment": "Gộp vào nhiệm vụ khác", "carries": "2.5; 2.10"},
        "2.5": {"treatment": "Không áp dụng", "note": "Không liên quan"},
        "3.6": {"treatment": ""},
        "3.9": {"treatment": "Sẽ làm"},
    }
    part = _part(office, rows)
    assert _plan(part) == [("2.1", "2.10")]
    said = {entry.task.number: (entry.choice, entry.merged_into) for entry in part.others if entry.task}
    assert said == {
        "2.3": ("merged", ("2.5", "2.10")),
        "2.5": ("not_applicable", ()),
        "3.6": ("", ()),
        "3.9": ("Sẽ làm", ()),
    }


def test_only_rows_with_an_error_are_marked(office: "Office") -> None:
    returned = _returned(office, _LARGE, {"2.9": {"own_lead": "Chị Lan"}, "3.4": {"own_time": "2025"}})
    part = _merged(office, returned).parts[0]
    assert [entry.row for entry in (*part.plan, *part.others) if entry.marked] == [returned.rows["2.9"]]


def test_a_readable_return_without_a_unit_is_a_mistake_of_the_caller(office: "Office") -> None:
    verdict = replace(office.verdict(office.answered(_SMALL).workbook()), unit=None)
    with pytest.raises(ValueError, match="has a unit"):
        consolidate([verdict], office.known, office.programme, draft=True)
