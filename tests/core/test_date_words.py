"""Days are written as the decree asks, and read as offices type them."""

from datetime import date

import pytest

from tdn_templates.core.date_words import date_words, read_day


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 11, 30), "ngày 30 tháng 11 năm 2026"),
        (None, "ngày      tháng      năm"),
    ],
)
def test_days_below_10_and_the_first_two_months_have_a_leading_0(day: date | None, words: str) -> None:
    assert date_words(day) == words


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("30/11/2026", date(2026, 11, 30)),
        ("5/1/2026", date(2026, 1, 5)),
        (" 05-01-2026 ", date(2026, 1, 5)),
        ("11/30/2026", None),
        ("31/11/2026", None),
        ("30/11/26", None),
        ("2026-11-30", None),
        ("٣٠/11/2026", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_day_month_year_or_not_at_all(typed: str, day: date | None) -> None:
    assert read_day(typed) == day
