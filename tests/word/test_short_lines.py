"""A line under a name is a third to a half of it, and names that are too wide break into even lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdn_templates.word.short_lines import LINES_MM, in_even_lines, line_number, width_mm


@pytest.mark.parametrize(
    ("text", "points", "mm"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, 88.3),
        ("Độc lập - Tự do - Hạnh phúc", 13, 56.3),
        ("BỘ TÀI CHÍNH", 12, 30.1),
        ("", 12, 0),
    ],
)
def test_widths_are_those_of_times_new_roman_bold(text: str, points: float, mm: float) -> None:
    assert width_mm(text, points) == pytest.approx(mm, abs=0.05)


def test_marks_take_no_width_however_they_are_encoded() -> None:
    assert width_mm("ỘẾỹ", 12) == width_mm("OEy", 12) == width_mm("Ộ", 12) + width_mm("Ếỹ", 12)


@given(st.text("ABCĐƠƯ ẾỘabcdđơư", min_size=1, max_size=60).filter(str.strip), st.sampled_from([12.0, 14.0]))
def test_a_line_is_a_third_to_a_half_of_its_text(text: str, points: float) -> None:
    wide = width_mm(text, points)
    if 2 * LINES_MM[0] <= wide <= 3 * LINES_MM[-1]:
        assert 1 / 3 <= LINES_MM[line_number(text, points) - 1] / wide <= 1 / 2


def test_a_text_without_width_gets_the_shortest_line() -> None:
    assert line_number("", 12) == 1


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("BỘ TÀI CHÍNH", "BỘ TÀI CHÍNH"),
        ("ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH", "ỦY BAN NHÂN DÂN\nTỈNH BÌNH ĐỊNH"),
        ("BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "BỘ VĂN HÓA,\nTHỂ THAO VÀ DU LỊCH"),
        ("ỦY BAN NHÂN DÂN\nTỈNH", "ỦY BAN NHÂN DÂN\nTỈNH"),
        ("W" * 40, "W" * 40),
    ],
)
def test_a_wide_name_is_broken_evenly(text: str, broken: str) -> None:
    assert in_even_lines(text, 12, 63) == broken
