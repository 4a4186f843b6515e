"""What the calendar words of a time phrase are worth: days and recurrences."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tdn_templates.model.timeframe import Every, TimeKind

FIRST_YEAR, LAST_YEAR = 1945, 2100
UNIT = r"(?:nua nam|nam|quy(?! dinh| che| trinh| hoach)|qui|thang|tuan)"
COUNTED_UNIT = rf"(?:[0-9]{{1,2}} )?{UNIT}"
_LEAP_YEAR = 2024
_QUARTERS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_NUMBERS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "muoi mot": 11,
    "muoi hai": 12,
}
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class ImpossibleDate(Exception):
    """The words have the form of a date, but there is no such day, month count, period or plausible year."""


class LongerThanAYear(ImpossibleDate):
    """ "2 nam mot lan": a recurrence that `Every` does not have."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` to `last`; without a year in the text (`dated` False) they stand in a leap year."""

    kind: TimeKind
    first: date
    last: date
    dated: bool


Match = re.Match[str]
Value = Stretch | Every | None
Found = tuple[str, Value]
"""A letter of the skeleton and what it is worth."""
Builder = Callable[[Match, int | None], Found]
"""Takes the match and the year for words that name none."""


def always(letter: str, value: Every | None) -> Builder:
    return lambda _match, _default_year: (letter, value)


def read_every(match: Match, _default_year: int | None) -> Found:
    """Of "hang quy, 6 thang va nam" the shortest: whoever reports by quarter also reports by year."""
    groups = match.groupdict()
    times = {"mot": 1, "hai": 2}.get(groups.get("times") or "1") or int(groups.get("times") or 1)
    listed = [groups["one"], *re.findall(COUNTED_UNIT, groups.get("more") or "")]
    return "E", min((_period(unit, times) for unit in listed), key=list(Every).index)


def _period(counted_unit: str, times: int) -> Every:
    word, _, rest = counted_unit.partition(" ")
    counted = word.isdigit() or word in ("hai", "ba", "sau")
    count, unit = (_NUMBERS.get(word) or int(word), rest) if counted else (1, counted_unit)
    if unit == "tuan" and count == times == 1:
        return Every.WEEK
    if unit == "nam" and count > 1 and times == 1:
        raise LongerThanAYear(counted_unit)
    months = {"nam": 12, "nua nam": 6, "quy": 3, "qui": 3, "thang": 1}.get(unit, 0) * count
    known = {times: Every.MONTH, 3 * times: Every.QUARTER, 6 * times: Every.HALF_YEAR, 12 * times: Every.YEAR}
    if months == 0 or months not in known:
        raise ImpossibleDate(counted_unit)
    return known[months]


def read_day(match: Match, default_year: int | None) -> Found:
    groups = match.groupdict()
    month = _MONTH_NAMES.index(groups["name"][:3]) + 1 if groups.get("name") else int(groups["month"])
    year = _year(match, default_year)
    day = _date(year or _LEAP_YEAR, month, int(groups["day"]))
    return ("P" if year else "B"), Stretch(TimeKind.DAY, day, day, year is not None)


def read_naked_day(match: Match, _default_year: int | None) -> Found:
    """Never takes a default year: "3/4" may as well be a number."""
    day = _date(_LEAP_YEAR, int(match["month"]), int(match["day"]))
    return "D", Stretch(TimeKind.DAY, day, day, False)


def read_days(match: Match, _default_year: int | None) -> Found:
    year, last_month = _plausible(match["year"]), int(match["last_month"])
    first = _date(year, int(match.groupdict().get("month") or last_month), int(match["day"]))
    return "R", Stretch(TimeKind.SPAN, first, _date(year, last_month, int(match["last_day"])), True)


def read_months_at_one_end(match: Match, default_year: int | None) -> Found:
    """ "6 thang dau nam": January to June; "9 thang dau nam", "2 thang cuoi nam" likewise."""
    count_text = match.groupdict().get("count") or "6"
    count = 6 if count_text in ("sau", "six") else int(count_text)
    if not 1 <= count <= 11:
        raise ImpossibleDate(match[0])
    kind = {3: TimeKind.QUARTER, 6: TimeKind.HALF_YEAR}.get(count, TimeKind.SPAN)
    at_start = match["end"] in ("dau", "first", "1")
    year = _year(match, default_year)
    return _stretch(kind, year, 1, count) if at_start else _stretch(kind, year, 13 - count, 12)


def read_quarter_at_one_end(match: Match, default_year: int | None) -> Found:
    """ "cuoi nam" is the last quarter, "dau nam" the first: the end of the year is the end of what is promised."""
    year = _year(match, default_year)
    first_month = 1 if match["end"] in ("dau", "early") or "beginning" in match["end"] else 10
    return _stretch(TimeKind.QUARTER, year, first_month, first_month + 2)


def read_quarters(match: Match, default_year: int | None) -> Found:
    more = match.groupdict().get("more") or ""
    texts = [match["one"], *re.findall(r"(?<![0-9a-pr-z])(?:i{1,3}|iv|[0-9]+)(?![0-9a-z])", more)]
    first, last = _ends([_QUARTERS.get(text) or int(text) for text in texts], more)
    kind = TimeKind.QUARTER if len(texts) == 1 else TimeKind.SPAN
    return _stretch(kind, _year(match, default_year), 3 * first - 2, 3 * last)


def read_months(match: Match, default_year: int | None) -> Found:
    more = match.groupdict().get("more") or ""
    numbers = [int(match["one"]), *map(int, re.findall("[0-9]+", more))]
    kind = TimeKind.MONTH if len(numbers) == 1 else TimeKind.SPAN
    return _stretch(kind, _year(match, default_year), *_ends(numbers, more))


def read_named_month(match: Match, default_year: int | None) -> Found:
    month = _MONTH_NAMES.index(match["name"][:3]) + 1
    return _stretch(TimeKind.MONTH, _year(match, default_year), month, month)


def read_spelled_month(match: Match, default_year: int | None) -> Found:
    """ "thang sau nam 2025"; only with its year, because "tháng sau" is the month to come."""
    month = _NUMBERS[match["spelled"]]
    return _stretch(TimeKind.MONTH, _year(match, default_year), month, month)


def read_spelled_quarter(match: Match, default_year: int | None) -> Found:
    number = _NUMBERS[match["spelled"]]
    if number > 4:
        raise ImpossibleDate(match[0])
    return _stretch(TimeKind.QUARTER, _year(match, default_year), 3 * number - 2, 3 * number)


def read_ten_days(match: Match, _default_year: int | None) -> Found:
    """ "thuong tuan" is the first ten days of a month, "trung tuan" the 11th to the 20th, "ha tuan" the rest."""
    year, month = _plausible(match["year"]), int(match["month"])
    first = {"thuong": 1, "trung": 11, "ha": 21}[match["third"]]
    last = monthrange(year, month)[1] if first == 21 else first + 9
    return "R", Stretch(TimeKind.SPAN, date(year, month, first), date(year, month, last), True)


def read_year_middle(match: Match, _default_year: int | None) -> Found:
    """ "giua nam" is what lies between "dau nam" and "cuoi nam"; as an R, since "den giua nam" means another day."""
    return _stretch(TimeKind.SPAN, _plausible(match["year"]), 4, 9)


def read_whole_year(match: Match, _default_year: int | None) -> Found:
    return _stretch(TimeKind.YEAR, _plausible(match["year"]), 1, 12)


def _ends(numbers: list[int], joined_by: str) -> tuple[int, int]:
    """First and last as written for a range, so that a reversed one shows; smallest and largest for a list."""
    if re.search(r"-|den|to", joined_by):
        return numbers[0], numbers[-1]
    return min(numbers), max(numbers)


def _stretch(kind: TimeKind, year: int | None, first_month: int, last_month: int) -> Found:
    in_year = year or _LEAP_YEAR
    last = date(in_year, last_month, monthrange(in_year, last_month)[1])
    value = Stretch(kind, date(in_year, first_month, 1), last, year is not None)
    if year is None:
        return "B", value
    return ("R" if kind is TimeKind.SPAN else "P"), value


def _year(match: Match, default_year: int | None) -> int | None:
    written = match.groupdict().get("year")
    return default_year if written is None else _plausible(written)


def _plausible(year_text: str) -> int:
    if not FIRST_YEAR <= int(year_text) <= LAST_YEAR:
        raise ImpossibleDate(year_text)
    return int(year_text)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as impossible:
        raise ImpossibleDate(f"{day}/{month}/{year}") from impossible
