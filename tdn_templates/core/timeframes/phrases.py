"""The phrases of time frames: a row each, over the skeleton of the text, with what builds the frame."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from tdn_templates.core.timeframes.pieces import Skeleton
from tdn_templates.core.timeframes.values import FIRST_YEAR, LAST_YEAR, ImpossibleDate, Stretch
from tdn_templates.model.timeframe import Every, TimeFrame, TimeKind


@dataclass(frozen=True, slots=True)
class Phrase:
    """A skeleton, and the first and last day of the programme where they are known."""

    skeleton: Skeleton
    period: tuple[date, date] | None


def frame_said(phrase: Phrase) -> TimeFrame | None:
    """The frame, with wording "", or None if no row of the two tables takes the whole skeleton."""
    text = _LEAD_IN.sub("", phrase.skeleton.text, count=1)
    return _first_fit(_bounds_table(), text, phrase) or _first_fit(_frame_table(), text, phrase)


def bounds_said(phrase: Phrase) -> TimeFrame | None:
    """Like frame_said, of phrases that set days and nothing else."""
    return _first_fit(_bounds_table(), _LEAD_IN.sub("", phrase.skeleton.text, count=1), phrase)


_Match = re.Match[str]
_Builder = Callable[[_Match, Phrase], TimeFrame | None]
_Row = tuple[re.Pattern[str], _Builder]

_LIST = r"(?:, (?:va )?| va | and )"
_TO = r"(?:-(?:den )?| den (?:het )?| toi (?:het )?| to (?:the end of )?| until | through )"
_PHASE = r"(?:giai doan|gd|thoi ky|thoi gian|(?:trong )?cac nam)(?: tu)?:?"
_BY = (
    r"(?:(?:cho )?(?:den|toi)(?: het| cuoi)?|het|khong (?:qua|muon hon)|by(?: the end of)?|until|no later than"
    r"|(?:cham|muon) nhat(?: la)?(?: den| vao| trong)?(?: het)?|(?:thoi han|han)(?: hoan thanh)?:?)"
)
_BEFORE = r"(?:(?:den |cham nhat )?truoc|before)"
_FROM = r"(?:(?:bat dau |ke )?tu|from|since)"
_ONWARDS = r"(?: tro di|,? (?:va )?(?:cac|nhung) nam (?:tiep theo|sau|ke tiep)| onwards?| and following years)"
_WITHIN = rf"(?:(?:{_BY}|{_BEFORE}|vao|trong|tu) )?"
_WINDOW = rf"{_WITHIN}[BD](?:(?:-|{_LIST}| den )[BD]){{0,11}}"
_RECURS = rf"(?:theo )?(?:W(?:,? (?:va )?|/))?E(?:{_LIST}E){{0,5}}(?:(?:,? |/)W)?"
_JOIN = r"(?:, | |: )\(?"
_BOUNDS = r"(?P<bounds>.{1,100}?)"
# no digit and no calendar word: a deadline inside a condition must not get lost
_FREE_TEXT = r"[^0-9PRBD]+"
# "theo dõi" is a verb, "theo quý" a recurrence without "hằng"; "theo quy định" is a condition
_NO_CONDITION = r"E|(?:doi|thang|nam|tuan|ngay)(?![a-z])|qu[yi](?![a-z]| dinh| che| trinh| hoach)"
_OCCASION = rf"(?:,? (?:va |hoac )?\(?(?:theo|khi|dot xuat|tuy)(?: {_FREE_TEXT})?)"

# words that change nothing: "Dự kiến hoàn thành trong năm 2025"
_LEAD_IN = re.compile(
    r"(?:thoi gian(?: thuc hien| hoan thanh)?: |thoi han(?: hoan thanh)?: (?=truoc|den|het|cham))?"
    r"(?:(?:du kien|thuc hien|trien khai|hoan thanh|xong|trong|vao|in|during|within):? )*"
)


@cache
def _bounds_table() -> tuple[_Row, ...]:
    """Phrases that set a first day, a last day or both."""
    return _compiled(
        # single dates, spans and lists
        (r"[PR]", _whole),
        (rf"(?:{_PHASE} |(?:tu|from) )?P{_TO}P", _span),
        (rf"(?:{_PHASE} |(?:tu|from) )R", _whole),
        (rf"(?:{_PHASE} |(?:tu|from) )?P(?:-| den )truoc P", _span_before),
        (r"between P and P", _span),
        (r"P/P", _span_of_years),
        (rf"(?:(?:trong )?cac )?[PR](?:{_LIST}[PR])+", _listed),
        (rf"(?P<count>[0-9]{{1,2}}) nam(?:,? {_PHASE}|,)? \(?P-P\)?", _counted_years),
        # one end only
        (rf"(?:(?:tu )?(?:nay|hien nay) )?{_BY} P", _until),
        (rf"{_BEFORE} P", _before),
        (rf"{_FROM} P{_ONWARDS}?", _from),
        (rf"P{_ONWARDS}", _from),
        (r"(?:sau|after) P", _after),
        # the programme's own period
        (r"(?:ca|toan bo|suot) (?:giai doan|thoi ky|ky)", _whole_period),
        (r"den (?:het|cuoi) (?:giai doan|thoi ky|ky)", _until_end_of_period),
    )


@cache
def _frame_table() -> tuple[_Row, ...]:
    """Recurring and permanent tasks, perhaps within bounds, and phrases that depend on something without a date."""
    return _compiled(
        # recurring, perhaps with a date in each year, perhaps within bounds
        (rf"{_RECURS}{_OCCASION}?", _recurring),
        (rf"{_WINDOW} {_RECURS}", _recurring_window),
        (rf"{_RECURS}{_JOIN}{_WINDOW}\)?", _recurring_window),
        (rf"{_WITHIN}(?:ngay )?(?P<day>[0-9]{{1,2}}) {_RECURS}", _recurring_on_day),
        (rf"(?:{_WINDOW} )?{_RECURS}{_JOIN}{_BOUNDS}\)?", _recurring_within),
        (rf"{_BOUNDS}{_JOIN}(?:{_WINDOW} )?{_RECURS}\)?", _recurring_within),
        # permanent
        (rf"W{_OCCASION}?", _permanent),
        (rf"W{_JOIN}{_BOUNDS}\)?", _permanent_within),
        (rf"{_BOUNDS}{_JOIN}W\)?", _permanent_within),
        # relative, on demand
        (
            rf"theo (?!E|(?:doi|thang|nam|tuan|ngay)(?![a-z])|qu[yi](?![a-z]| dinh| che| trinh| hoach)){_FREE_TEXT}",
            _relative,
        ),
        (rf"(?:ngay )?(?:truoc |sau |tu |ke tu |den )?khi {_FREE_TEXT}", _relative),
        (rf"(?:ngay )?sau (?!nam|quy|thang){_FREE_TEXT}", _relative),
        (rf"(?:ke )?tu ngay {_FREE_TEXT}", _relative),
        (
            rf"(?:sau |vong )?[0-9]{{1,3}} (?:ngay|thang|nam|tuan)(?: lam viec)?,? (?:ke )?(?:tu|sau) {_FREE_TEXT}",
            _relative,
        ),
        (rf"(?:tuy|can cu|phu hop voi|qua trinh) {_FREE_TEXT}", _relative),
        (r"(?:up)?on (?:request|demand)|as (?:required|requested|needed)", _relative),
        (rf"dot xuat(?:,? (?:va |hoac )?(?:khi|theo) {_FREE_TEXT})?", _relative),
        (rf"(?:according to|depending on|subject to|after|when) {_FREE_TEXT}", _relative),
    )


def _compiled(*rows: tuple[str, _Builder]) -> tuple[_Row, ...]:
    return tuple((re.compile(pattern), build) for pattern, build in rows)


def _first_fit(table: tuple[_Row, ...], text: str, phrase: Phrase) -> TimeFrame | None:
    for pattern, build in table:
        match = pattern.fullmatch(text)
        frame = build(match, phrase) if match else None
        if frame is not None:
            return frame
    return None


def _frame(kind: TimeKind, first: date | None = None, last: date | None = None) -> TimeFrame:
    return TimeFrame(kind, "", first, last)


def _one(phrase: Phrase) -> Stretch:
    return phrase.skeleton.dated[0]


def _two(phrase: Phrase) -> tuple[Stretch, Stretch]:
    first, last = phrase.skeleton.dated
    return first, last


def _day_before(stretch: Stretch) -> date:
    return _plausible(stretch.first - timedelta(days=1))


def _day_after(stretch: Stretch) -> date:
    return _plausible(stretch.last + timedelta(days=1))


def _plausible(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ImpossibleDate(day.isoformat())
    return day


def _whole(_match: _Match, phrase: Phrase) -> TimeFrame:
    return _frame(_one(phrase).kind, _one(phrase).first, _one(phrase).last)


def _span(_match: _Match, phrase: Phrase) -> TimeFrame:
    first, last = _two(phrase)
    return _frame(TimeKind.SPAN, first.first, last.last)


def _span_before(_match: _Match, phrase: Phrase) -> TimeFrame:
    first, last = _two(phrase)
    return _frame(TimeKind.SPAN, first.first, _day_before(last))


def _span_of_years(match: _Match, phrase: Phrase) -> TimeFrame | None:
    both_years = all(stretch.kind is TimeKind.YEAR for stretch in phrase.skeleton.dated)
    return _span(match, phrase) if both_years else None


def _counted_years(match: _Match, phrase: Phrase) -> TimeFrame | None:
    """Nothing if the count contradicts the years: "3 năm (2024-2025)"."""
    first, last = _two(phrase)
    counts = int(match["count"]) == last.last.year - first.first.year + 1
    return _span_of_years(match, phrase) if counts else None


def _listed(_match: _Match, phrase: Phrase) -> TimeFrame:
    dated = phrase.skeleton.dated
    return _frame(TimeKind.SPAN, min(one.first for one in dated), max(one.last for one in dated))


def _until(_match: _Match, phrase: Phrase) -> TimeFrame:
    return _frame(TimeKind.UNTIL, last=_one(phrase).last)


def _before(_match: _Match, phrase: Phrase) -> TimeFrame:
    return _frame(TimeKind.UNTIL, last=_day_before(_one(phrase)))


def _from(_match: _Match, phrase: Phrase) -> TimeFrame:
    return _frame(TimeKind.FROM, _one(phrase).first)


def _after(_match: _Match, phrase: Phrase) -> TimeFrame:
    return _frame(TimeKind.FROM, _day_after(_one(phrase)))


def _whole_period(_match: _Match, phrase: Phrase) -> TimeFrame | None:
    return None if phrase.period is None else _frame(TimeKind.SPAN, *phrase.period)


def _until_end_of_period(_match: _Match, phrase: Phrase) -> TimeFrame | None:
    return None if phrase.period is None else _frame(TimeKind.UNTIL, last=phrase.period[1])


def _recurring(_match: _Match, phrase: Phrase) -> TimeFrame:
    shortest = min(phrase.skeleton.periods, key=list(Every).index)
    return TimeFrame(TimeKind.RECURRING, "", every=shortest)


def _recurring_window(match: _Match, phrase: Phrase) -> TimeFrame | None:
    """A day, month or quarter recurs in a year; "Quý IV hằng tháng" says nothing."""
    frame = _recurring(match, phrase)
    return frame if frame.every is Every.YEAR else None


def _recurring_on_day(match: _Match, phrase: Phrase) -> TimeFrame | None:
    frame = _recurring(match, phrase)
    return frame if frame.every is Every.MONTH and 1 <= int(match["day"]) <= 31 else None


def _recurring_within(match: _Match, phrase: Phrase) -> TimeFrame | None:
    """Nothing for "2024, hằng năm": yearly within one year has two readings."""
    bounds = _first_fit(_bounds_table(), match["bounds"], phrase)
    frame = _recurring_window(match, phrase) if phrase.skeleton.bare else _recurring(match, phrase)
    if bounds is None or frame is None:
        return None
    within_a_year = bounds.first and bounds.last and bounds.first.year == bounds.last.year
    if frame.every is Every.YEAR and within_a_year:
        return None
    return replace(frame, first=bounds.first, last=bounds.last)


def _permanent(_match: _Match, _phrase: Phrase) -> TimeFrame:
    return _frame(TimeKind.PERMANENT)


def _permanent_within(match: _Match, phrase: Phrase) -> TimeFrame | None:
    bounds = _first_fit(_bounds_table(), match["bounds"], phrase)
    return None if bounds is None else _frame(TimeKind.PERMANENT, bounds.first, bounds.last)


def _relative(_match: _Match, _phrase: Phrase) -> TimeFrame:
    return _frame(TimeKind.RELATIVE)
