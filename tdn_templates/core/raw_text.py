"""The text of a raw cell, as the office that typed it would read it."""

from datetime import date, datetime, time, timedelta

from tdn_templates.model.cell import RawValue


def raw_text(value: RawValue) -> str:
    """Dates as d/m/yyyy (never m/d), whole numbers without a decimal part, other numbers in the shortest form."""
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            return _moment(value)
        case date():
            return f"{value.day}/{value.month}/{value.year}"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case time() | timedelta() | int():
            return str(value)


def _moment(value: datetime) -> str:
    day = f"{value.day}/{value.month}/{value.year}"
    return day if value.time() == time() else f"{day} {value:%H:%M}"
