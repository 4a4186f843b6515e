"""The letters say what they were given, count what their own tables list, and leave blank what nobody knows."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tdn_templates.errors import TdnError
from tdn_templates.model.letterhead import LetterHead
from tdn_templates.model.letters import FaultyReturn, MissingReturn, ReceivedReturn, ReminderLetter, RequestLetter
from tdn_templates.word.letters import render_reminder, render_request
from tdn_templates.word.template_text import template_text

Template = Callable[[str], bytes]
HOSTILE = ("A & B <x>", "{{ head }}", "{% if x %}", "{_{ x }_}", "</w:t></w:r></w:p>", "Đề án\nhai dòng")


def request_lines(letter: RequestLetter, template: Template) -> list[str]:
    return template_text(render_request(letter, template("cong-van"))).splitlines()


def reminder_lines(letter: ReminderLetter, template: Template) -> list[str]:
    return template_text(render_reminder(letter, template("don-doc"))).splitlines()


def tables(lines: list[str]) -> list[list[list[str]]]:
    """Cells of the tables between head and foot, without their heading rows."""
    found: list[list[list[str]]] = []
    for line in lines[3:]:
        if line.startswith("| STT"):
            found.append([])
        elif line.startswith("| ") and found and "Nơi nhận" not in line:
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def test_a_request_reads_from_top_to_bottom(request_letter: RequestLetter, template: Template) -> None:
    assert request_lines(request_letter, template) == [
        "[header1.xml] [field: PAGE]2",
        "| BỘ TÀI CHÍNH ¶ VĂN PHÒNG BỘ ¶  | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ¶ Độc lập - Tự do - Hạnh phúc ¶  |",
        "| Số:        /VP-TH ¶ V/v đề nghị gửi kế hoạch thực hiện nhiệm vụ theo Nghị quyết số 47/NQ-CP"
        " | Hà Nội, ngày      tháng      năm |",
        "Kính gửi:",
        "- Bộ Ngoại giao;",
        "- Bộ Công an.",
        "Thực hiện Chương trình hành động của Chính phủ đến năm 2030 (Nghị quyết số 47/NQ-CP ngày 15 tháng 4 năm 2024"
        " của Chính phủ), Văn phòng Bộ đề nghị Quý cơ quan, đơn vị rà soát các nhiệm vụ được giao và gửi kế hoạch thực"
        " hiện nhiệm vụ theo các nội dung sau:",
        "1. Biểu mẫu: tệp Excel “KẾ HOẠCH THỰC HIỆN NHIỆM VỤ” gửi kèm công văn này đã điền sẵn các nhiệm vụ giao cho"
        " từng đơn vị; phụ lục Word có cùng các dòng, dùng để in và trình. Đề nghị điền vào các ô nền vàng của tệp"
        " Excel và gửi lại chính tệp đó; không xóa dòng, xóa cột, không chép sang tệp khác.",
        "2. Thời hạn: chậm nhất vào ngày 30 tháng 11 năm 2026.",
        "3. Cơ quan, đơn vị không phát sinh nội dung trong kỳ vẫn gửi báo cáo và ghi rõ “không phát sinh”; nhiệm vụ nào"
        " không thực hiện thì nêu lý do tại dòng của nhiệm vụ đó.",
        "4. Gửi qua: Hệ thống quản lý văn bản và điều hành.",
        "5. Cần trao đổi thêm, xin liên hệ: Phòng Tổng hợp; điện thoại 024 0000 0000; thư điện tử"
        " tonghop@example.gov.vn.",
        "Văn phòng Bộ trân trọng cảm ơn sự phối hợp của Quý cơ quan, đơn vị./.",
        "",
        "| Nơi nhận: ¶ - Như trên; ¶ - Lãnh đạo Bộ (để báo cáo); ¶ - Lưu: VT, TH."
        " | KT. CHÁNH VĂN PHÒNG ¶ PHÓ CHÁNH VĂN PHÒNG ¶  |",
    ]


def test_one_recipient_stands_in_the_line_of_the_address(request_letter: RequestLetter, template: Template) -> None:
    lines = request_lines(replace(request_letter, recipients=("Bộ Ngoại giao",)), template)
    assert "Kính gửi: Bộ Ngoại giao" in lines
    assert [line for line in lines if line.startswith("- ")] == []


def test_what_is_not_known_is_left_blank_to_write_on(request_letter: RequestLetter, template: Template) -> None:
    unknown = replace(request_letter.round, deadline=None)
    lines = request_lines(RequestLetter(LetterHead(), unknown, ()), template)
    assert lines[1].startswith("| ………………… ¶  | CỘNG HÒA")
    assert lines[2].startswith("| Số:        / ¶ V/v")
    assert lines[2].endswith("| …………………, ngày      tháng      năm |")
    assert "Kính gửi: …………………" in lines
    assert "2. Thời hạn: chậm nhất vào ngày      tháng      năm       ." in lines
    assert "4. Gửi qua: …………………." in lines
    assert lines[-1] == "| Nơi nhận: ¶ - Như trên; ¶ - Lưu: VT, …………………. | ………………… ¶  |"


def test_a_dated_letter_has_its_day(request_letter: RequestLetter, template: Template) -> None:
    lines = request_lines(replace(request_letter, dated=date(2026, 1, 5)), template)
    assert lines[2].endswith("| Hà Nội, ngày 05 tháng 01 năm 2026 |")


def test_a_long_name_is_broken_into_even_lines(request_letter: RequestLetter, template: Template) -> None:
    head = LetterHead(issuing_body="Ủy ban nhân dân tỉnh Bình Định")
    lines = request_lines(replace(request_letter, head=head), template)
    assert lines[1].startswith("| ỦY BAN NHÂN DÂN⏎TỈNH BÌNH ĐỊNH ¶  |")
    assert lines[-3] == "Ủy ban nhân dân tỉnh Bình Định trân trọng cảm ơn sự phối hợp của Quý cơ quan, đơn vị./."


def test_the_tables_of_a_reminder_list_every_entry(reminder: ReminderLetter, template: Template) -> None:
    assert tables(reminder_lines(reminder, template)) == [
        [
            ["1", "Bộ Nội vụ", "Số 12/KH-BNV ngày 05/01/2026", "đạt"],
            ["2", "Bộ Y tế", "y-te.xlsx", "cần sửa"],
            ["3", "Bộ Y tế", "y-te-2.xlsx", "đạt, có cảnh báo"],
            ["", "Cộng: 2 đơn vị", "3 bản nộp", ""],
        ],
        [["1", "Bộ Ngoại giao", "12"], ["2", "Bộ Công an", "12"], ["", "Cộng: 2 đơn vị", ""]],
        [["1", "Bộ Y tế", "y-te.xlsx", "7"], ["", "Cộng", "1 bản nộp", "7"]],
    ]


def entries(count: int) -> tuple[tuple[ReceivedReturn, ...], tuple[MissingReturn, ...], tuple[FaultyReturn, ...]]:
    received = tuple(ReceivedReturn(f"Bộ {index // 2}", f"{index}.xlsx", "cần sửa") for index in range(count))
    missing = tuple(MissingReturn(f"Tỉnh {index}", index + 1) for index in range(count + 1))
    return received, missing, tuple(FaultyReturn(entry.unit, entry.document, 3) for entry in received[1:])


@pytest.mark.parametrize("count", [2, 3, 8])
def test_the_figures_in_the_text_are_those_of_the_tables(
    count: int, reminder: ReminderLetter, template: Template
) -> None:
    received, missing, faulty = entries(count)
    lines = reminder_lines(replace(reminder, received=received, missing=missing, faulty=faulty), template)
    (text,) = (line for line in lines if "đơn vị đã gửi" in line)
    said = re.search(
        r"năm 2026, (\d+)/(\d+) đơn vị đã gửi, với (\d+) bản nộp; (\d+) đơn vị chưa gửi; "
        r"(\d+) bản nộp cần hoàn thiện, với (\d+) lỗi\.",
        text,
    )
    assert said is not None
    sent, late, wrong = (table[:-1] for table in tables(lines))
    units = {row[1] for row in sent}
    errors = sum(int(row[3]) for row in wrong)
    assert [int(figure) for figure in said.groups()] == [
        len(units),
        len(units) + len(late),
        len(sent),
        len(late),
        len(wrong),
        errors,
    ]
    assert [table[-1][1:] for table in tables(lines)] == [
        [f"Cộng: {len(units)} đơn vị", f"{len(sent)} bản nộp", ""],
        [f"Cộng: {len(late)} đơn vị", ""],
        ["Cộng", f"{len(wrong)} bản nộp", str(errors)],
    ]


def test_before_the_deadline_no_days_are_counted(reminder: ReminderLetter, template: Template) -> None:
    waiting = replace(reminder, missing=(MissingReturn("Bộ Ngoại giao"),))
    lines = reminder_lines(waiting, template)
    assert tables(lines)[1] == [["1", "Bộ Ngoại giao"], ["", "Cộng: 1 đơn vị"]]
    assert any("gửi kế hoạch thực hiện nhiệm vụ đúng thời hạn qua" in line for line in lines)
    assert any("gửi ngay kế hoạch" in line for line in reminder_lines(reminder, template))


def test_an_empty_list_is_a_sentence_and_asks_nothing_of_anybody(reminder: ReminderLetter, template: Template) -> None:
    lines = reminder_lines(replace(reminder, received=(), faulty=()), template)
    assert len(tables(lines)) == 1
    assert "Chưa có đơn vị nào gửi." in lines
    assert "Không có bản nộp nào cần hoàn thiện." in lines
    assert any(line.endswith("0/2 đơn vị đã gửi; 2 đơn vị chưa gửi. Cụ thể như sau:") for line in lines)
    assert not any("mục 3 sửa" in line for line in lines)
    assert not any("mục 2" in line for line in reminder_lines(replace(reminder, missing=()), template))


@pytest.mark.parametrize("value", HOSTILE)
def test_text_comes_out_as_typed_in_every_place(value: str, reminder: ReminderLetter, template: Template) -> None:
    shown = value.replace("\n", "⏎")
    letter = replace(
        reminder,
        recipients=(value,),
        received=(ReceivedReturn(value, value, value),),
        missing=(MissingReturn(value, 1),),
        faulty=(FaultyReturn(value, value, 1),),
        head=replace(reminder.head, copies_to=(value,), send_to=value, place=value, filed_by=value),
        round=replace(reminder.round, programme=value, document=value, reference=value, returned=value),
    )
    text = "\n".join(reminder_lines(letter, template))
    assert text.count(shown) == 17
    assert f"Kính gửi: {shown}\n" in text
    assert f"| 1 | {shown} | {shown} | {shown} |" in text


def test_the_same_letter_gives_the_same_bytes(
    request_letter: RequestLetter, reminder: ReminderLetter, template: Template
) -> None:
    assert render_request(request_letter, template("cong-van")) == render_request(request_letter, template("cong-van"))
    assert render_reminder(reminder, template("don-doc")) == render_reminder(reminder, template("don-doc"))


def test_a_request_put_into_the_template_of_a_reminder_names_the_field_it_lacks(
    request_letter: RequestLetter, template: Template
) -> None:
    with pytest.raises(TdnError, match="counted_on"):
        render_request(request_letter, template("don-doc"))
