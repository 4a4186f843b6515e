"""A letter to one unit says what it lacks; letters that differ in nothing but whom they go to are cloned."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tdn_templates.model.letters import ListedFault, RequestLetter, UnitReminder
from tdn_templates.word.letter_master import LetterWriter
from tdn_templates.word.letters import render_request, render_unit_reminder
from tdn_templates.word.template_text import template_text

Template = Callable[[str], bytes]
UNIT = "Ủy ban nhân dân tỉnh Bình Định"
FAULTS = (ListedFault("H9, nhiệm vụ 1.1", "Chưa chọn <đơn vị> & {{ head }}.", "Chọn trong danh sách."),)


@pytest.fixture
def late(request_letter: RequestLetter) -> UnitReminder:
    return UnitReminder(request_letter.head, request_letter.round, UNIT, date(2026, 12, 2), days_late=2)


def lines_of(letter: UnitReminder, template: Template) -> list[str]:
    return template_text(render_unit_reminder(letter, template("don-doc-don-vi"))).splitlines()


def test_a_unit_that_sent_nothing_is_told_how_late_it_is(late: UnitReminder, template: Template) -> None:
    lines = lines_of(late, template)
    assert f"Kính gửi: {UNIT}" in lines
    assert any(line.endswith("của Quý cơ quan, đơn vị, quá hạn 2 ngày.") for line in lines)
    assert any(line.endswith("của Quý cơ quan, đơn vị.") for line in lines_of(replace(late, days_late=None), template))
    assert [line for line in lines if "lỗi" in line or line.startswith("| STT")] == []


def test_a_faulty_return_is_listed_fault_by_fault_with_the_marked_workbook(
    late: UnitReminder, template: Template
) -> None:
    letter = replace(late, document="a.xlsx", faults=FAULTS, errors=5, marked="a_danh-dau.xlsx")
    lines = lines_of(letter, template)
    assert "| 1 | H9, nhiệm vụ 1.1 | Chưa chọn <đơn vị> & {{ head }}. | Chọn trong danh sách. |" in lines
    assert any("còn 5 lỗi cần sửa, được đánh dấu tại ô có lỗi trong tệp “a_danh-dau.xlsx”" in line for line in lines)
    assert "Còn 4 lỗi khác không liệt kê ở đây, có đủ trong tệp được đánh dấu." in lines


@pytest.mark.parametrize("unit", [UNIT, "Bộ Tài chính", "Cơ quan <lạ> & TdnText", "{{ head }}", ""])
def test_a_cloned_letter_is_the_bytes_of_a_rendered_one(
    unit: str, request_letter: RequestLetter, template: Template
) -> None:
    def render(recipient: str) -> bytes:
        return render_request(replace(request_letter, recipients=(recipient,)), template("cong-van"))

    writer = LetterWriter(template("cong-van"), render)
    writer.write("Bộ Nội vụ")
    assert writer.write(unit) == render(unit)


def test_a_letter_has_its_number_where_there_is_one(request_letter: RequestLetter, template: Template) -> None:
    numbered = render_request(replace(request_letter, number="12"), template("cong-van"))
    assert "Số: 12/VP-TH" in template_text(numbered)
