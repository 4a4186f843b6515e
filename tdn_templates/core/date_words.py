"""Days as official documents write them, and as people type them (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

import re
from datetime import date

_TYPED = re.compile(r"\s*(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})\s*", re.ASCII)
_ISO = re.compile(r"\s*(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\s*", re.ASCII)
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
    return _day(_TYPED.fullmatch(text))


def read_any_day(text: str) -> date | None:
    """As `read_day`, or typed as yyyy-mm-dd."""
    return read_day(text) or _day(_ISO.fullmatch(text))


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    day, month, year = (int(match[part]) for part in ("day", "month", "year"))
    try:
        return date(year, month, day)
    except ValueError:
        return None
