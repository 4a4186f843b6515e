"""What the phrases of time frames build: a function each, from the match and what the calendar words are worth."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tdn_templates.core.timeframes.pieces import Skeleton
from tdn_templates.core.timeframes.values import FIRST_YEAR, LAST_YEAR, ImpossibleDate, Stretch
from tdn_templates.model.timeframe import Every, TimeFrame, TimeKind


@dataclass(frozen=True, slots=True)
class Phrase:
    """A skeleton, and the first and last day of the programme where they are known."""

    skeleton: Skeleton
    period: tuple[date, date] | None


_Match = re.Match[str]
FrameBuilder = Callable[[_Match, Phrase], TimeFrame | None]
"""None where the words fit but contradict each other."""


def frame_of(kind: TimeKind, first: date | None = None, last: date | None = None) -> TimeFrame:
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


def whole(_match: _Match, phrase: Phrase) -> TimeFrame:
    return frame_of(_one(phrase).kind, _one(phrase).first, _one(phrase).last)


def span(_match: _Match, phrase: Phrase) -> TimeFrame:
    first, last = _two(phrase)
    return frame_of(TimeKind.SPAN, first.first, last.last)


def span_before(_match: _Match, phrase: Phrase) -> TimeFrame:
    first, last = _two(phrase)
    return frame_of(TimeKind.SPAN, first.first, _day_before(last))


def span_of_years(match: _Match, phrase: Phrase) -> TimeFrame | None:
    both_years = all(stretch.kind is TimeKind.YEAR for stretch in phrase.skeleton.dated)
    return span(match, phrase) if both_years else None


def counted_years(match: _Match, phrase: Phrase) -> TimeFrame | None:
    """Nothing if the count contradicts the years: "3 năm (2024-2025)"."""
    first, last = _two(phrase)
    counts = int(match["count"]) == last.last.year - first.first.year + 1
    return span_of_years(match, phrase) if counts else None


def listed(match: _Match, phrase: Phrase) -> TimeFrame | None:
    """Nothing if a span in the list is reversed: its ends would get lost among the others."""
    dated = phrase.skeleton.dated
    if _hides_a_reversed_span(match[0], dated):
        return None
    return frame_of(TimeKind.SPAN, min(one.first for one in dated), max(one.last for one in dated))


def _hides_a_reversed_span(text: str, dated: tuple[Stretch, ...]) -> bool:
    places = [found.start() for found in re.finditer("[PR]", text)]
    opening = (index for index, place in enumerate(places) if text.startswith("P-P", place))
    return any(dated[index].first > dated[index + 1].last for index in opening)


def whole_year(match: _Match, phrase: Phrase) -> TimeFrame | None:
    return whole(match, phrase) if _one(phrase).kind is TimeKind.YEAR else None


def year_of_period(_match: _Match, phrase: Phrase) -> TimeFrame | None:
    """ "Cả năm" is a certain year only where the programme has no more than one."""
    if phrase.period is None or phrase.period[0].year != phrase.period[1].year:
        return None
    year = phrase.period[0].year
    return frame_of(TimeKind.YEAR, date(year, 1, 1), date(year, 12, 31))


def until(_match: _Match, phrase: Phrase) -> TimeFrame:
    return frame_of(TimeKind.UNTIL, last=_one(phrase).last)


def until_day(match: _Match, phrase: Phrase) -> TimeFrame | None:
    """ "Trước 17 giờ ngày 30/6/2025" ends on that day."""
    return until(match, phrase) if _one(phrase).kind is TimeKind.DAY else None


def before(_match: _Match, phrase: Phrase) -> TimeFrame:
    return frame_of(TimeKind.UNTIL, last=_day_before(_one(phrase)))


def starting(_match: _Match, phrase: Phrase) -> TimeFrame:
    return frame_of(TimeKind.FROM, _one(phrase).first)


def from_first(match: _Match, phrase: Phrase) -> TimeFrame | None:
    """ "2024 - 2026 và các năm tiếp theo" has no last day."""
    whole_list = listed(match, phrase)
    return None if whole_list is None else frame_of(TimeKind.FROM, whole_list.first)


def after(_match: _Match, phrase: Phrase) -> TimeFrame:
    return frame_of(TimeKind.FROM, _day_after(_one(phrase)))


def whole_period(_match: _Match, phrase: Phrase) -> TimeFrame | None:
    return None if phrase.period is None else frame_of(TimeKind.SPAN, *phrase.period)


def until_end_of_period(_match: _Match, phrase: Phrase) -> TimeFrame | None:
    return None if phrase.period is None else frame_of(TimeKind.UNTIL, last=phrase.period[1])


def recurring(_match: _Match, phrase: Phrase) -> TimeFrame:
    shortest = min(phrase.skeleton.periods, key=list(Every).index)
    return TimeFrame(TimeKind.RECURRING, "", every=shortest)


def recurring_window(match: _Match, phrase: Phrase) -> TimeFrame | None:
    """A day, month or quarter recurs in a year, two of them in a half-year; "Quý IV hằng tháng" says nothing."""
    frame = recurring(match, phrase)
    return frame if frame.every in (Every.YEAR, Every.HALF_YEAR) else None


def recurring_on_day(match: _Match, phrase: Phrase) -> TimeFrame | None:
    frame = recurring(match, phrase)
    return frame if frame.every is Every.MONTH and 1 <= int(match["day"]) <= 31 else None


def recurring_from(match: _Match, phrase: Phrase) -> TimeFrame:
    return replace(recurring(match, phrase), first=_one(phrase).first)


def quarterly_on_day(match: _Match, phrase: Phrase) -> TimeFrame | None:
    """ "Trước ngày 25 của tháng cuối (mỗi) quý"."""
    if not 1 <= int(match["day"]) <= 31 or phrase.skeleton.periods not in ((), (Every.QUARTER,)):
        return None
    return TimeFrame(TimeKind.RECURRING, "", every=Every.QUARTER)


def permanent(_match: _Match, _phrase: Phrase) -> TimeFrame:
    return frame_of(TimeKind.PERMANENT)


def relative(_match: _Match, _phrase: Phrase) -> TimeFrame:
    return frame_of(TimeKind.RELATIVE)
