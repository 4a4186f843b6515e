"""Which cell styles mean a date, and what day a serial number is (ECMA-376 part 1, 18.8.30 and 18.17.4)."""

import re
from datetime import date, datetime, time, timedelta
from enum import Enum

from tdn_templates.files.xml_parts import start_tags
from tdn_templates.model.cell import RawValue


class Shape(Enum):
    NUMBER = "number"
    DATE = "date"
    DURATION = "duration"


_DURATION_IDS = frozenset({"46"})
_DATE_IDS = frozenset(map(str, (*range(14, 23), *range(27, 37), 45, 47, *range(50, 59))))
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - cells have no time zone
_DAYS_1904 = 1462
_FIRST_MARCH_1900 = 60
_LAST_SERIAL = 2_958_466
_MS_PER_DAY = 86_400_000


def style_shapes(styles: bytes, part: str) -> tuple[Shape, ...]:
    """The shape of a number for every cell style, in the order in which cells refer to them."""
    codes: dict[str, str] = {}
    shapes: list[Shape] = []
    for parent, tag, attributes in start_tags(styles, part):
        if tag == "numFmt" and parent == "numFmts":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "xf" and parent == "cellXfs":
            number_id = attributes.get("numFmtId", "0")
            shapes.append(shape_of_code(codes[number_id]) if number_id in codes else _shape_of_id(number_id))
    return tuple(shapes)


def shape_of_code(code: str) -> Shape:
    """Shape of a format code such as "dd/mm/yyyy"; only its first section counts."""
    letters = _NOT_LETTERS.sub("", code).partition(";")[0]
    if _ELAPSED.search(letters):
        return Shape.DURATION
    letters = _BRACKETS.sub("", letters)
    if letters.lower() == "general":
        return Shape.NUMBER
    return Shape.DATE if _DATE_LETTERS.search(letters) else Shape.NUMBER


def from_serial(serial: float, shape: Shape, *, since_1904: bool) -> RawValue | None:
    """The date, time or duration of a serial number; None where the calendar has none (below 0, after year 9999)."""
    if shape is Shape.DURATION:
        return timedelta(milliseconds=round(serial * _MS_PER_DAY)) if abs(serial) < _LAST_SERIAL else None
    if 0 <= serial < 1:
        return _time_of_day(serial)
    days = serial + _DAYS_1904 if since_1904 else serial
    if not 1 <= days < _LAST_SERIAL or serial < 0:
        return None
    if days < _FIRST_MARCH_1900:
        days += 1
    moment = _EPOCH + timedelta(milliseconds=round(days * _MS_PER_DAY))
    return moment.date() if float(serial).is_integer() else moment


def from_iso(text: str) -> RawValue:
    """A cell of type "d". Text that is no such date, or that carries a time zone, stays text."""
    for kind in (date, datetime, time):
        try:
            value = kind.fromisoformat(text)
        except ValueError:
            continue
        if isinstance(value, datetime | time) and value.tzinfo is not None:
            return text
        return value
    return text


def from_length(length: timedelta) -> RawValue:
    """A time of day where it is one; files that know lengths only do not tell 8:30 o'clock from 8 hours 30."""
    return (_EPOCH + length).time() if timedelta() <= length < timedelta(days=1) else length


def _shape_of_id(number_id: str) -> Shape:
    if number_id in _DURATION_IDS:
        return Shape.DURATION
    return Shape.DATE if number_id in _DATE_IDS else Shape.NUMBER


def _time_of_day(serial: float) -> time:
    moment = _EPOCH + timedelta(milliseconds=round(serial * _MS_PER_DAY))
    return moment.time()
