"""What was issued is remembered cell by cell, and what came back is held against it."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tdn_templates.core.cell_text import LONGEST_CELL
from tdn_templates.core.demands import Demands
from tdn_templates.core.issuing import given_hash, issued_form
from tdn_templates.core.row_keys import own_key, task_key
from tdn_templates.core.validate import Validator
from tdn_templates.model.layout import Block
from tdn_templates.model.register import IssuedForm, Register
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import TaskCode

if TYPE_CHECKING:
    from tests.core.conftest import Office, Returned

_UNIT = "Báo Nhân Dân"


def _verdict(office: "Office", returned: "Returned", register: Register, assumed: str = "") -> Verdict:
    validator = Validator(office.known, office.rulebook, Demands(register=register))
    return validator.verdict(office.submission(returned.workbook(), assumed=assumed))


def _codes(verdict: Verdict) -> list[str]:
    return sorted(finding.code for finding in verdict.findings if finding.code != "UNIT06")


def test_an_entry_has_every_row_in_order_and_a_hash_for_each_given_cell(office: "Office") -> None:
    form = office.form(_UNIT)
    issued = issued_form(form, "a.xlsx", "f" * 64)
    assert (issued.stamp, issued.file, issued.sha256) == (form.stamp, "a.xlsx", "f" * 64)
    assert list(issued.given) == [row.key for row in form.rows]
    row = next(row for row in form.rows if row.task is not None and row.task.number == "2.5")
    assert issued.given[row.key] == {
        key: given_hash(row.values.get(key, "")) for key in ("number", "text", "lead", "supporting", "time", "role")
    }
    assert issued.given[own_key("2", 1)] == {}
    assert task_key(TaskCode("nq47:3.9"), Block.CONDITIONAL) in issued.given


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2024 - 2025", True),
        (" 2024  -\n2025 ", True),
        ("2024\u00a0- 2025", True),
        ("2024-2025", False),
        ("2024 - 2026", False),
        ("", False),
    ],
)
def test_blanks_are_no_change(text: str, same: bool) -> None:
    assert (given_hash(text) == given_hash("2024 - 2025")) is same


def test_a_very_long_text_is_hashed_all_the_same() -> None:
    assert given_hash("x " * LONGEST_CELL) == given_hash("x  " * LONGEST_CELL)
    assert given_hash("x" * LONGEST_CELL) != given_hash("x" * (LONGEST_CELL - 1))


def test_an_unchanged_return_has_nothing_to_say_whether_there_is_a_register_or_not(office: "Office") -> None:
    for unit in (_UNIT, "Bộ Tài chính", "Tỉnh Bình Định"):
        returned = office.answered(unit)
        assert _verdict(office, returned, office.registered(unit, "Bộ Y tế")).findings == (
            office.verdict(returned.workbook()).findings
        )


def test_an_older_edition_is_compared_with_what_was_issued_then(office: "Office") -> None:
    """The programme was corrected after the forms went out: the unit did not change anything."""
    returned = office.answered(_UNIT)
    returned.put("2.5", "time", "2024 - 2026")
    returned.put("2.5", "own_time", "2025")
    issued = issued_form(office.form(_UNIT), "a.xlsx", "0" * 64)
    code = "nq47:2.5"
    given = {**issued.given, code: {**issued.given[code], "time": given_hash("2024 - 2026")}}
    register = Register({issued.stamp.issue: replace(issued, given=given)})
    assert "ROW05" not in _codes(_verdict(office, returned, register))
    assert "ROW05" in _codes(office.verdict(returned.workbook()))


def test_a_task_that_was_not_issued_is_not_missed(office: "Office") -> None:
    returned = office.answered(_UNIT)
    returned.drop_row("2.5")
    issued = issued_form(office.form(_UNIT), "a.xlsx", "0" * 64)
    fewer = replace(issued, given={key: cells for key, cells in issued.given.items() if key != "nq47:2.5"})
    assert "TABLE01" in _codes(_verdict(office, returned, Register({issued.stamp.issue: issued})))
    assert "TABLE01" not in _codes(_verdict(office, returned, Register({issued.stamp.issue: fewer})))


def test_a_task_that_left_the_programme_is_missed_by_its_code(office: "Office") -> None:
    issued = issued_form(office.form(_UNIT), "a.xlsx", "0" * 64)
    more = replace(issued, given={**issued.given, "nq47:9.9": {}})
    verdict = _verdict(office, office.answered(_UNIT), Register({issued.stamp.issue: more}))
    assert [finding.task for finding in verdict.findings if finding.code == "TABLE01"] == ["nq47:9.9"]


def test_the_order_is_that_of_the_form_that_went_out(office: "Office") -> None:
    issued = issued_form(office.form(_UNIT), "a.xlsx", "0" * 64)
    turned = replace(issued, given=dict(reversed(list(issued.given.items()))))
    returned = office.answered(_UNIT)
    assert "TABLE07" not in _codes(_verdict(office, returned, Register({issued.stamp.issue: issued})))
    verdict = _verdict(office, returned, Register({issued.stamp.issue: turned}))
    moved = next(finding for finding in verdict.findings if finding.code == "TABLE07")
    assert (moved.facts["count"], moved.place.cell) == ("4", returned.address(moved.task, "number"))


def test_a_return_without_stamp_is_held_against_the_one_form_of_its_unit(office: "Office") -> None:
    returned = office.answered(_UNIT)
    returned.dropped_sheets = frozenset({"_tdn"})
    returned.properties.clear()
    returned.put("code", "number", "")
    returned.put("2.5", "role", "Không liên quan")
    register = office.registered(_UNIT, "Bộ Y tế")
    assert _codes(_verdict(office, returned, register, assumed=_UNIT)) == ["ROW05", "STAMP08"]
    first = next(form for form in register.forms.values() if form.stamp.unit == "bao-nhan-dan")
    second = replace(first, stamp=replace(first.stamp, issue="another"))
    both = register.with_forms((second,))
    assert both.only_form(first.stamp) is None
    assert _codes(_verdict(office, returned, both, assumed=_UNIT)) == ["STAMP07", "STAMP08"]


def test_a_form_issued_again_replaces_its_entry(office: "Office") -> None:
    form = office.form(_UNIT)
    first, second = issued_form(form, "a.xlsx", "0" * 64), issued_form(form, "b.xlsx", "1" * 64)
    register = Register({}).with_forms((first,)).with_forms((second,))
    assert register.forms == {form.stamp.issue: second}
    assert register.only_form(form.stamp) == second
    assert Register({}).only_form(form.stamp) is None


def test_an_entry_of_another_unit_says_nothing(office: "Office") -> None:
    register = office.registered("Bộ Y tế")
    other: IssuedForm = next(iter(register.forms.values()))
    assert register.only_form(office.form(_UNIT).stamp) is None
    assert register.only_form(other.stamp) == other
