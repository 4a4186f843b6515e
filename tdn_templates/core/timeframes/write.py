"""Write a time frame in the house style."""

from calendar import monthrange
from datetime import date

from tdn_templates.model.timeframe import Every, TimeFrame, TimeKind

_RECURS = {
    Every.WEEK: "Hằng tuần",
    Every.MONTH: "Hằng tháng",
    Every.QUARTER: "Hằng quý",
    Every.HALF_YEAR: "Định kỳ 6 tháng",
    Every.YEAR: "Hằng năm",
}
_ROMAN = ("", "I", "II", "III", "IV")


def write_time(frame: TimeFrame) -> str:
    """The phrase that says kind, days and recurrence of a frame that `read_time` gave; it reads back as the same.

    What these values do not hold is not written: the gap in "2024 và 2026", the day in "trước ngày 30/11 hằng năm",
    "dự kiến". So this never replaces a phrase that a unit wrote. RELATIVE and UNREADABLE have nothing but their wording
    and give it back, as does a frame whose days do not fit its kind (a QUARTER of two months); EMPTY gives "".
    """
    match frame.kind:
        case TimeKind.EMPTY:
            said: str | None = ""
        case TimeKind.RELATIVE | TimeKind.UNREADABLE:
            said = None
        case TimeKind.RECURRING:
            said = None if frame.every is None else _RECURS[frame.every] + _within(frame)
        case TimeKind.PERMANENT:
            said = "Thường xuyên" + _within(frame)
        case TimeKind.UNTIL:
            said = None if frame.last is None else f"Đến {_last_day(frame.last)}"
        case TimeKind.FROM:
            said = None if frame.first is None else f"Từ {_first_day(frame.first)}"
        case TimeKind.SPAN:
            said = None if frame.first is None or frame.last is None else _span(frame.first, frame.last)
        case TimeKind.YEAR | TimeKind.HALF_YEAR | TimeKind.QUARTER | TimeKind.MONTH | TimeKind.DAY:
            said = _one_stretch(frame)
    return frame.wording if said is None else said


def _within(frame: TimeFrame) -> str:
    if frame.first and frame.last:
        return f", từ {_first_day(frame.first)} đến {_last_day(frame.last)}"
    if frame.last:
        return f" đến {_last_day(frame.last)}"
    return f" từ {_first_day(frame.first)}" if frame.first else ""


def _first_day(day: date) -> str:
    if day.day != 1:
        return f"ngày {_day(day)}"
    return f"năm {day.year}" if day.month == 1 else f"tháng {day.month}/{day.year}"


def _last_day(day: date) -> str:
    if not _ends_month(day):
        return f"ngày {_day(day)}"
    return f"năm {day.year}" if day.month == 12 else f"hết tháng {day.month}/{day.year}"


def _span(first: date, last: date) -> str:
    whole_years = (first.day, first.month) == (1, 1) and _ends_month(last) and last.month == 12
    if whole_years and first.year != last.year:
        return f"{first.year} - {last.year}"
    if first.day == 1 and _ends_month(last) and not whole_years:
        return f"Từ tháng {first.month}/{first.year} đến tháng {last.month}/{last.year}"
    return f"{_day(first)} - {_day(last)}"


def _one_stretch(frame: TimeFrame) -> str | None:
    """None if the days do not make a whole year, half-year, quarter, month or single day."""
    first, last = frame.first, frame.last
    if first is None or last is None:
        return None
    if frame.kind is TimeKind.DAY:
        return f"Ngày {_day(first)}" if first == last else None
    months = {TimeKind.YEAR: 12, TimeKind.HALF_YEAR: 6, TimeKind.QUARTER: 3, TimeKind.MONTH: 1}[frame.kind]
    whole = first.day == 1 and _ends_month(last) and first.year == last.year
    if not whole or last.month - first.month + 1 != months or last.month % months != 0:
        return None
    return {
        TimeKind.YEAR: f"{first.year}",
        TimeKind.HALF_YEAR: f"6 tháng {'đầu' if first.month == 1 else 'cuối'} năm {first.year}",
        TimeKind.QUARTER: f"Quý {_ROMAN[last.month // 3]}/{first.year}",
        TimeKind.MONTH: f"Tháng {first.month}/{first.year}",
    }[frame.kind]


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
