"""Find the calendar words in a folded phrase and replace each by one capital letter.

What is left, the skeleton, is small enough for a table of phrases: "tu nam 2024 den het nam 2026" is "tu P den het P".

    P  a stretch of days with its year: 2024, thang 6/2025, quy iii/2025, 6 thang dau nam 2025, ngay 15/3/2025
    R  several of them under one year: quy iii, iv nam 2024; thang 3 den thang 9/2025; trung tuan thang 6/2025
    B  the same without a year: quy iii, thang 12, ngay 30/11, cuoi nam
    D  a bare day and month: 30/11
    E  a recurrence: hang nam, dinh ky 6 thang, 2 lan/nam
    W  without end: thuong xuyen
    C  the number of a document: so 47/nq-cp ngay 15/4/2024
"""

import re
from dataclasses import dataclass
from functools import cache

from tdn_templates.core.timeframes.values import (
    COUNTED_UNIT,
    UNIT,
    Builder,
    Stretch,
    Value,
    always,
    read_day,
    read_days,
    read_every,
    read_months,
    read_months_at_one_end,
    read_naked_day,
    read_named_month,
    read_quarter_at_one_end,
    read_quarters,
    read_spelled_month,
    read_spelled_quarter,
    read_ten_days,
    read_whole_year,
    read_year_middle,
)
from tdn_templates.model.timeframe import Every


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`dated` are the values of the letters P and R, `bare` of B and D, `periods` of E, each in text order."""

    text: str
    dated: tuple[Stretch, ...]
    bare: tuple[Stretch, ...]
    periods: tuple[Every, ...]


_END = r"(?![0-9a-z])"
_YEAR = r"(?P<year>[0-9]{4})"
_IN_YEAR = rf"(?:(?:[/.-]|,? (?:cua |trong |of )?)(?:nam )?{_YEAR})"
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_QUARTER = r"(?:iv|i{1,3}|0?[1-4])"
_AND = r"(?:-(?:den )?|, (?:va )?| va | and | den (?:het )?| to )"
_MONTH_WORD = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_TIMES = r"(?:[0-9]{1,2}|mot|hai)"
_AT_LEAST = r"(?:(?:it nhat|toi thieu) )?"
_FULL_MONTH = (
    r"(?P<name>january|february|march|april|june|july|august|september|october|november|december)"  # "may" is a word
)
_SPELLED = r"(?P<spelled>mot|hai|ba|tu|bon|nam(?= nam)|sau|bay|tam|chin|muoi(?: (?:mot|hai))?)"
_ORDINAL = r"(?P<one>first|second|third|fourth|1st|2nd|3rd|4th)"
_PART = r"(?:dau|giua|cuoi)"
_NO_NUMBER = r"(?! ?(?:[0-9]|i{1,3}(?![a-z])|iv(?![a-z])))"


_Rows = tuple[tuple[str, Builder], ...]

# the number and date of a document are no time frame
_DOCUMENTS: _Rows = (
    (
        r"(?:so )?[0-9]{1,5}(?:/[0-9]{4})?(?:/[a-z]{2,}(?:-[a-z0-9]+)+|-[a-z]{2,}/[a-z]+)"
        rf"(?:,? ngay {_DAY}(?:/{_MONTH}/[0-9]{{4}}| thang {_MONTH} nam [0-9]{{4}}))?",
        always("C", None),
    ),
)

_RECURRENCES: _Rows = (
    (
        rf"(?:dinh ky(?::| \()? ?(?:hang |moi |theo )?|hang |moi |tung )(?P<one>{COUNTED_UNIT})"
        rf"(?P<more>(?:(?:, | va |/|-)(?:hang |moi )?{COUNTED_UNIT}{_END}{_NO_NUMBER})*)"
        rf"(?:[/ ]{_AT_LEAST}(?:(?P<times>{_TIMES}) )?lan)?",
        read_every,
    ),
    (
        rf"bao cao (?:hang |moi )?(?P<one>{COUNTED_UNIT}){_END}{_NO_NUMBER}"
        rf"(?P<more>(?:(?:, | va |/|-)(?:hang |moi )?{COUNTED_UNIT}{_END}{_NO_NUMBER})+)",
        read_every,
    ),
    (rf"(?:moi |mot )(?P<one>nam|quy|qui|thang|tuan) {_AT_LEAST}(?P<times>{_TIMES}) lan", read_every),
    (r"(?:cuoi moi|thang cuoi (?:cua )?moi|cuoi hang) qu[yi]", always("E", Every.QUARTER)),
    (r"(?:cuoi moi|cuoi hang) nam", always("E", Every.YEAR)),
    (r"(?:cuoi moi|cuoi hang) thang", always("E", Every.MONTH)),
    (r"(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|cuoi|dau) (?:hang |moi )tuan", always("E", Every.WEEK)),
    (rf"(?:dinh ky )?(?P<one>(?:[0-9]{{1,2}}|hai|ba|sau) {UNIT})[/ ](?:(?:1|01|mot) )?lan", read_every),
    (rf"{_AT_LEAST}(?P<times>{_TIMES}) lan(?:/| mot | moi | trong )(?:1 )?(?P<one>{UNIT})", read_every),
    (r"(?:annual(?:ly)?|yearly|(?:once )?(?:every|each) year|once a year)", always("E", Every.YEAR)),
    (
        r"(?:half-yearly|semi-?annual(?:ly)?|(?:once )?every (?:6|six) months|twice (?:a|every|each) year)",
        always("E", Every.HALF_YEAR),
    ),
    (r"(?:quarterly|(?:once )?(?:every|each) quarter|once a quarter)", always("E", Every.QUARTER)),
    (r"(?:monthly|(?:once )?(?:every|each) month|once a month)", always("E", Every.MONTH)),
    (r"(?:weekly|(?:once )?(?:every|each) week|once a week)", always("E", Every.WEEK)),
)

_WITHOUT_END: _Rows = (
    (
        r"(?:(?:la )?nhiem vu |cong viec |duy tri )?thuong xuyen(?:(?:,| va)? (?:lien tuc|lau dai|hang ngay))*",
        always("W", None),
    ),
    (
        r"(?:lien tuc|lau dai|hang ngay|khong (?:xac dinh )?thoi han|xuyen suot(?! [a-z])|ongoing|continuous(?:ly)?"
        r"|permanent(?:ly)?|regular(?:ly)?|on a regular basis)",
        always("W", None),
    ),
)

_DAYS: _Rows = (
    (rf"{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})(?:[t ]00:00(?::00(?:\.0+)?)?)?", read_day),
    (rf"(?:ngay )?(?P<day>{_DAY})(?P<sign>[/.-])(?P<month>{_MONTH})(?P=sign){_YEAR}", read_day),
    (rf"(?:ngay )?(?P<day>{_DAY}) thang (?P<month>{_MONTH})(?:{_IN_YEAR})?", read_day),
    (rf"(?P<day>{_DAY}) {_MONTH_WORD},? {_YEAR}", read_day),
    (rf"{_MONTH_WORD} (?P<day>{_DAY}), {_YEAR}", read_day),
    (rf"(?P<day>{_DAY}) {_FULL_MONTH}(?!,? [0-9])", read_day),
    (rf"{_FULL_MONTH} (?P<day>{_DAY})(?!,? [0-9])", read_day),
    (
        rf"(?:ngay )?(?P<day>{_DAY})/(?P<month>{_MONTH}){_AND}(?:ngay )?"
        rf"(?P<last_day>{_DAY})/(?P<last_month>{_MONTH})/{_YEAR}",
        read_days,
    ),
    (
        rf"ngay (?P<day>{_DAY}){_AND}(?:ngay )?(?P<last_day>{_DAY})(?:/| thang )(?P<last_month>{_MONTH})"
        rf"(?:/| nam ){_YEAR}",
        read_days,
    ),
    (rf"(?P<day>{_DAY})-(?P<last_day>{_DAY})/(?P<last_month>{_MONTH})/{_YEAR}", read_days),
    (rf"ngay (?P<day>{_DAY})[/-](?P<month>{_MONTH})(?![/.-][0-9])", read_day),
)

_PARTS_OF_A_YEAR: _Rows = (
    (
        rf"(?P<count>[0-9]{{1,2}}|sau) thang (?P<end>dau|cuoi)(?! qu)(?: nam)?(?:[ /]{_YEAR})?",
        read_months_at_one_end,
    ),
    (rf"nua (?:nam )?(?P<end>dau|cuoi)(?: nam)?(?:[ /]{_YEAR})?", read_months_at_one_end),
    (rf"h(?P<end>[12])[ /]{_YEAR}", read_months_at_one_end),
    (rf"h(?P<end>[12])-{_YEAR}", read_months_at_one_end),
    (rf"(?P<end>first|second) half(?: of)? {_YEAR}", read_months_at_one_end),
    (rf"(?P<end>first|last) (?P<count>[0-9]{{1,2}}|six) months of {_YEAR}", read_months_at_one_end),
    (rf"(?:(?:nhung |cac )thang )?(?<!bat )(?P<end>dau|cuoi) nam(?:[ /]{_YEAR})?", read_quarter_at_one_end),
    (rf"(?<!bat )(?P<end>dau|cuoi) {_YEAR}", read_quarter_at_one_end),
    (rf"(?P<end>early|late|(?:the )?(?:beginning|end) of)[ -]{_YEAR}", read_quarter_at_one_end),
    (rf"(?:giua(?: nam)?|mid)[ -]{_YEAR}", read_year_middle),
    (
        rf"(?:{_PART} )?(?:quy|qui|q|quarter)[ .]{{0,2}}(?P<one>{_QUARTER}){_END}"
        rf"(?P<more>(?:{_AND}(?:(?:quy|qui|q) ?)?{_QUARTER}{_END})*){_IN_YEAR}?",
        read_quarters,
    ),
    (
        rf"(?:{_PART} |tuan (?:(?:thu )?[1-5]|dau|cuoi|thu (?:nhat|hai|ba|tu|nam)),? (?:cua )?)?thang ?"
        rf"(?P<one>{_MONTH}){_END}(?P<more>(?:{_AND}(?:thang )?{_MONTH}{_END}(?!/{_MONTH}/))*){_IN_YEAR}?",
        read_months,
    ),
    (
        rf"(?:t|th)\.?(?P<one>{_MONTH})(?P<more>(?:{_AND}(?:(?:t|th)\.?)?{_MONTH}{_END})*){_IN_YEAR}",
        read_months,
    ),
    (rf"(?P<third>thuong|trung|ha) tuan thang (?P<month>{_MONTH}){_IN_YEAR}", read_ten_days),
    (rf"thang {_SPELLED}{_IN_YEAR}", read_spelled_month),
    (rf"(?:quy|qui) {_SPELLED}{_IN_YEAR}", read_spelled_quarter),
    (rf"{_ORDINAL} quarter(?: of)? {_YEAR}", read_quarters),
    (rf"t?\.?(?P<one>{_MONTH})[/.-]{_YEAR}", read_months),
    (rf"{_MONTH_WORD}(?:,? |-){_YEAR}", read_named_month),
    (_FULL_MONTH, read_named_month),
    (rf"(?P<day>{_DAY})[/-](?P<month>{_MONTH})(?![/.-][0-9])", read_naked_day),
    # "5 nam 2021-2025" counts years: its "nam" is not part of the year
    (rf"(?:(?<![0-9] )nam (?:ngan sach |tai chinh )?|nam|nien do (?:ngan sach )?)?{_YEAR}", read_whole_year),
)


@cache
def _table() -> tuple[tuple[re.Pattern[str], Builder], ...]:
    """Tried from top to bottom at the start of every word; the first that fits takes it."""
    rows = (*_DOCUMENTS, *_RECURRENCES, *_WITHOUT_END, *_DAYS, *_PARTS_OF_A_YEAR)
    return tuple((re.compile(pattern + _END, re.ASCII), build) for pattern, build in rows)


_WORD_START = re.compile(r"(?<![0-9a-z])[0-9a-z]")


def take_pieces(folded: str, default_year: int | None = None) -> Skeleton:
    """The skeleton of a folded phrase; `default_year` is the year of quarters, months and days written without one.

    Raises ImpossibleDate for the 31st of February, the year 1024, "once in 5 months".
    """
    parts: list[str] = []
    dated: list[Stretch] = []
    bare: list[Stretch] = []
    periods: list[Every] = []
    at = 0
    while (start := _WORD_START.search(folded, at)) is not None:
        parts.append(folded[at : start.start()])
        letter, value, end = _piece_at(folded, start.start(), default_year)
        parts.append(letter)
        if isinstance(value, Every):
            periods.append(value)
        elif value is not None:
            (dated if value.dated else bare).append(value)
        at = end
    parts.append(folded[at:])
    return Skeleton("".join(parts), tuple(dated), tuple(bare), tuple(periods))


def _piece_at(folded: str, start: int, default_year: int | None) -> tuple[str, Value, int]:
    """Letter, value and end of the piece that starts here; of one plain character if none does."""
    for pattern, build in _table():
        match = pattern.match(folded, start)
        if match is not None:
            letter, value = build(match, default_year)
            return letter, value, match.end()
    return folded[start], None, start + 1
