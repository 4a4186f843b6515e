"""Days as official documents write them, and as people type them (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

import re
from datetime import date

_TYPED = re.compile(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*", re.ASCII)
_BLANK_DAY = "ngày      tháng      năm       "
"""Room to write day, month and year by hand."""


def date_words(day: date | None) -> str:
    """ "ngày 05 tháng 01 năm 2026": days below 10 and the months 1 and 2 have a leading 0. None leaves blanks."""
    if day is None:
        return _BLANK_DAY.rstrip()
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def read_day(text: str) -> date | None:
    """A day typed as d/m/yyyy (30/11/2026, 30-11-2026); None if it is none."""
    match = _TYPED.fullmatch(text)
    if match is None:
        return None
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
