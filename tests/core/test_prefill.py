"""A form holds every task that binds the unit, in the order of the programme, and what is known beforehand."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tdn_templates.core.assign import assign
from tdn_templates.core.cell_text import LONGEST_CELL
from tdn_templates.core.prefill import given_values, make_stamp, prefill
from tdn_templates.model.form import FormBand, FormRow
from tdn_templates.model.layout import Block
from tdn_templates.model.words import UnitSlug

if TYPE_CHECKING:
    from tests.core.conftest import Office

_UNITS = ["Bộ Tài chính", "Tỉnh Bình Định", "Tỉnh An Giang", "Báo Nhân Dân", "Bộ Thông tin và Truyền thông"]


@pytest.mark.parametrize("unit", _UNITS)
def test_every_assignment_has_one_row_in_its_block(unit: str, office: "Office") -> None:
    assignments = assign(office.programme, office.known.registry, office.unit(unit))
    rows = [row for row in office.form(unit).rows if row.task is not None]
    expected = {
        item.task.number: Block.CONDITIONAL if item.binding == "conditional" else Block.INHERITED
        for item in assignments
    }
    assert {row.task.number: row.block for row in rows if row.task} == expected
    assert len(rows) == len(expected)


@pytest.mark.parametrize("unit", _UNITS)
def test_rows_stand_in_the_order_of_the_programme_block_by_block(unit: str, office: "Office") -> None:
    place = {task.code: index for index, task in enumerate(office.programme.tasks)}
    rows = office.form(unit).rows
    for block in (Block.INHERITED, Block.CONDITIONAL):
        places = [place[row.task.code] for row in rows if row.block is block and row.task is not None]
        assert places == sorted(places)


def test_lines_of_a_small_form(office: "Office") -> None:
    lines = [
        f"[{line.name} {line.group}]" if isinstance(line, FormBand) else line.key
        for line in office.form("Báo Nhân Dân").lines
        if isinstance(line, FormBand) or not line.key.endswith(("2", "3", "4", "5", "6")) or line.task
    ]
    assert lines == [
        *("[group 1]", "[own 1]", "own:1:1"),
        *("[group 2]", "nq47:2.3", "nq47:2.5", "nq47:2.10", "[own 2]", "own:2:1"),
        *("[group 3]", "nq47:3.6", "[own 3]", "own:3:1"),
        *("[group 4]", "[own 4]", "own:4:1"),
        *("[group 5]", "[own 5]", "own:5:1"),
        *("[conditional ]", "nq47:3.9?"),
    ]


def test_every_group_offers_free_rows(office: "Office") -> None:
    free = [row for row in office.form("Báo Nhân Dân").rows if row.block is Block.OWN]
    assert len(free) == office.layout.own_rows * len(office.programme.groups)
    assert all(row.values == {} and row.task is None for row in free)


def test_a_unit_with_nothing_to_confirm_gets_no_such_block(office: "Office") -> None:
    bands = {line.name for line in office.form("Bộ Thông tin và Truyền thông").lines if isinstance(line, FormBand)}
    assert bands == {"group", "own"}


def test_a_unit_without_tasks_gets_bands_and_free_rows_only(office: "Office") -> None:
    form = prefill(office.layout, office.programme, office.known.registry, office.unit("Báo Nhân Dân"), [])
    assert {line.block for line in form.lines if isinstance(line, FormRow)} == {Block.OWN}


def test_given_cells_and_defaults_are_filled(office: "Office") -> None:
    row = next(row for row in office.form("Bộ Tài chính").rows if row.key == "nq47:3.15?")
    task = office.programme.numbered("3.15")
    assert task is not None
    assert row.values == {
        "number": "3.15",
        "text": task.text,
        "lead": task.lead.wording,
        "supporting": "Bộ Thông tin và Truyền thông và các cơ quan liên quan",
        "time": "2024 - 2028",
        "role": "Phối hợp (cần xác nhận)",
        "own_text": task.text,
        "own_time": "2024 - 2028",
    }


@pytest.mark.parametrize(
    ("number", "role"), [("3.10", "Chủ trì"), ("2.10", "Phối hợp"), ("5.7", "Phối hợp (cần xác nhận)")]
)
def test_the_role_of_the_unit_is_told(number: str, role: str, office: "Office") -> None:
    row = next(row for row in office.form("Bộ Tài chính").rows if row.task and row.task.number == number)
    assert row.values["role"] == role


def test_a_text_too_long_to_edit_is_given_but_no_default(office: "Office") -> None:
    task = replace(office.programme.tasks[0], text="á" * (LONGEST_CELL + 1))
    programme = replace(office.programme, tasks=(task,))
    unit = office.unit("Bộ Tài chính")
    form = prefill(
        office.layout, programme, office.known.registry, unit, assign(programme, office.known.registry, unit)
    )
    values = next(row.values for row in form.rows if row.task)
    assert values["text"] == task.text
    assert "own_text" not in values
    assert values["own_time"] == task.time.wording


def test_without_an_assignment_no_role_is_given(office: "Office") -> None:
    assert set(given_values(office.programme.tasks[0], None)) == {"number", "text", "lead", "supporting", "time"}


def test_bands_name_their_group(office: "Office") -> None:
    bands = [line for line in office.form("Báo Nhân Dân").lines if isinstance(line, FormBand)]
    titles = {group.number: group.title for group in office.programme.groups}
    assert [band.title for band in bands if band.name == "group"] == [f"{no}. {title}" for no, title in titles.items()]
    assert all("{" not in band.title for band in bands)


def test_leads_are_offered_from_the_departments_of_the_unit(office: "Office") -> None:
    departments = [child.name for child in office.known.registry.children(UnitSlug("bo-tai-chinh"))]
    offered = office.form("Bộ Tài chính").lists["own_lead"]
    assert list(offered[: len(departments)]) == departments
    assert office.form("Tỉnh An Giang").lists["own_lead"] == ("Tỉnh An Giang",)
    assert office.form("Tỉnh An Giang").lists["treatment"] == ("Thực hiện", "Gộp vào nhiệm vụ khác", "Không áp dụng")


def test_every_lead_offered_is_understood(office: "Office") -> None:
    from tdn_templates.core.mentions import MentionReader

    for unit in _UNITS:
        reader = MentionReader(office.known.registry, office.unit(unit).slug)
        for name in office.form(unit).lists["own_lead"]:
            assert [mention.text for mention in reader.read(name).mentions if mention.kind == "unknown"] == [], name


def test_the_issue_id_depends_on_what_was_issued_and_to_whom(office: "Office") -> None:
    layout, programme = office.layout, office.programme
    first = make_stamp(layout, programme, UnitSlug("bo-y-te"))
    assert first == make_stamp(layout, programme, UnitSlug("bo-y-te"))
    others = [
        make_stamp(layout, programme, UnitSlug("bo-noi-vu")),
        make_stamp(replace(layout, version=f"{layout.version}.1"), programme, UnitSlug("bo-y-te")),
        make_stamp(layout, replace(programme, edition="0" * 12), UnitSlug("bo-y-te")),
        make_stamp(layout, programme, UnitSlug("bo-y-te"), "2025"),
    ]
    assert len({first.issue, *(stamp.issue for stamp in others)}) == 5
    assert len(first.issue) == 12
