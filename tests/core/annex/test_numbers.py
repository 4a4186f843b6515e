"""Printed numbers: what is one, what style it has, what follows."""

import pytest

from tdn_templates.core.annex.numbers import Style, next_decimal, read_number, split_marked, split_title

NUMBERS = """
I     | I   | roman  | 1
IV.   | IV  | roman  | 4
XII   | XII | roman  | 12
A     | A   | upper  | 1
Đ.    | Đ   | upper  | 5
a)    | a   | lower  | 1
(b)   | b   | lower  | 2
1     | 1   | arabic | 1
01    | 01  | arabic | 1
12.   | 12  | arabic | 12
1.10  | 1.10 | arabic | 10
2 . 3 | 2.3 | arabic | 3
I.2   | I.2 | arabic | 2
-     | -   | dash   | 0
+     | +   | dash   | 0
"""


@pytest.mark.parametrize("line", NUMBERS.strip().splitlines())
def test_numbers_of_every_style_are_read(line: str) -> None:
    printed, text, style, value = (cell.strip() for cell in line.split("|"))
    number = read_number(printed)
    assert number is not None
    assert (number.text, number.style, number.value) == (text, Style(style), int(value))


@pytest.mark.parametrize("text", ["Vụ I", "2024 - 2025", "Ghi chú", "Tổng cộng", "1/2", "Điều 1", ""])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert read_number(text) is None


TITLES = """
4 Đẩy mạnh đấu tranh | 4 | Đẩy mạnh đấu tranh
I. XÂY DỰNG THỂ CHẾ | I | XÂY DỰNG THỂ CHẾ
II TĂNG CƯỜNG | II | TĂNG CƯỜNG
A. Nhiệm vụ chung | A | Nhiệm vụ chung
1.2. Công tác cán bộ | 1.2 | Công tác cán bộ
Phần II: Tổ chức thực hiện | II | Tổ chức thực hiện
Nhóm 3. Nguồn lực | 3 | Nguồn lực
Vụ I báo cáo | | Vụ I báo cáo
5 năm thực hiện Nghị quyết | | 5 năm thực hiện Nghị quyết
Xây dựng thể chế | | Xây dựng thể chế
"""


@pytest.mark.parametrize("line", TITLES.strip().splitlines())
def test_a_title_is_split_from_its_number_only_where_there_is_one(line: str) -> None:
    printed, number, title = (cell.strip() for cell in line.split("|"))
    assert split_title(printed) == (number, title)


def test_only_a_marked_number_begins_the_text_of_a_task() -> None:
    assert split_marked("1. Xây dựng Luật") == ("1", "Xây dựng Luật")
    assert split_marked("1 Luật và 2 Nghị định") == ("", "1 Luật và 2 Nghị định")


def test_a_number_that_lost_its_zero_is_the_one_that_follows() -> None:
    assert next_decimal(read_number("3.9"), "3.1") == "3.10"
    assert next_decimal(read_number("3.19"), "3.2") == "3.20"
    assert next_decimal(read_number("2.7"), "3.1") == "3.1"
    assert next_decimal(None, "3.1") == "3.1"
