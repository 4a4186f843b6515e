"""Compare time frames: with the national one, with the programme's period, and the two ends with each other."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from tdn_templates.model.timeframe import Every, TimeFrame, TimeKind


class FrameRelation(StrEnum):
    SAME = "same"
    NARROWER = "narrower"
    """Different and still within what the nation allows: worth a note."""
    EXCEEDS = "exceeds"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FrameComparison:
    """The relation, the days compared (missing ends filled in), and every fact it rests on. UNKNOWN has no facts.

    `recurs_beyond`: recurring or permanent without a last day of its own, where the nation set one.
    `recurs_less`: once where the nation asks again and again, or yearly where it asks every quarter.
    `apart`: the two have no day in common.
    """

    relation: FrameRelation
    own_first: date | None = None
    own_last: date | None = None
    national_first: date | None = None
    national_last: date | None = None
    starts_earlier: bool = False
    starts_later: bool = False
    ends_earlier: bool = False
    ends_later: bool = False
    before_period: bool = False
    recurs_beyond: bool = False
    recurs_less: bool = False
    apart: bool = False


_REPEATING = frozenset({TimeKind.RECURRING, TimeKind.PERMANENT})
_WITHOUT_DAYS = frozenset({TimeKind.RELATIVE, TimeKind.EMPTY, TimeKind.UNREADABLE})
_BY_FREQUENCY = (None, *reversed(Every))


@lru_cache(maxsize=10_000)
def compare_frames(own: TimeFrame, national: TimeFrame, *, period_first: date, period_last: date) -> FrameComparison:
    """How a unit's frame lies to the national one (domain: time frames, "allowed").

    Missing ends: the national frame takes the programme's. A unit that gives no start ("Đến hết năm 2025") starts with
    the nation; one that gives no end goes on to the end of the programme.

    EXCEEDS: the end is later than the national end; or it recurs, or is permanent, without a last day where the nation
    set one, even if that is the end of the programme; or it starts before the national start and before the programme.
    NARROWER: anything else that differs. A start before the national one but inside the programme belongs here: it
    delays nothing. So does a unit that works in some years of a recurring task, or less often than the nation asks.
    Working more often, or permanently where the nation says yearly, is SAME.
    UNKNOWN: one of the two has no days (relative, empty, unreadable) or is reversed, which other rules report.
    """
    if any(frame.kind in _WITHOUT_DAYS or is_reversed(frame) for frame in (own, national)):
        return FrameComparison(FrameRelation.UNKNOWN)
    national_first, national_last = _national_days(national, period_first, period_last)
    own_first, own_last = _own_days(own, national_first, period_last)
    facts = FrameComparison(
        FrameRelation.UNKNOWN,
        own_first,
        own_last,
        national_first,
        national_last,
        starts_earlier=own_first < national_first,
        starts_later=own_first > national_first,
        ends_earlier=own_last < national_last,
        ends_later=own_last > national_last,
        before_period=own.first is not None and own.first < min(national_first, period_first),
        recurs_beyond=_recurs_beyond(own, national),
        recurs_less=_frequency(own) < _frequency(national),
        apart=own_last < national_first or national_last < own_first,
    )
    return replace(facts, relation=_relation(facts))


def is_reversed(frame: TimeFrame) -> bool:
    """Whether the last day is before the first."""
    return frame.first is not None and frame.last is not None and frame.last < frame.first


def outside_period(frame: TimeFrame, first: date, last: date) -> bool:
    """Whether a day that the phrase itself names (never one filled in) is outside the period, its ends included."""
    return any(day is not None and not first <= day <= last for day in (frame.first, frame.last))


def _national_days(national: TimeFrame, period_first: date, period_last: date) -> tuple[date, date]:
    first = national.first or min(period_first, national.last or period_first)
    return first, national.last or max(period_last, first)


def _own_days(own: TimeFrame, national_first: date, period_last: date) -> tuple[date, date]:
    first = own.first or min(national_first, own.last or national_first)
    return first, own.last or max(period_last, first)


def _recurs_beyond(own: TimeFrame, national: TimeFrame) -> bool:
    open_ended = own.kind in _REPEATING and own.last is None
    return open_ended and national.kind not in _REPEATING and national.last is not None


def _frequency(frame: TimeFrame) -> int:
    """0 for once, growing from yearly to weekly, and permanent above all."""
    if frame.kind is TimeKind.PERMANENT:
        return len(_BY_FREQUENCY)
    return _BY_FREQUENCY.index(frame.every)


def _relation(facts: FrameComparison) -> FrameRelation:
    if facts.ends_later or facts.recurs_beyond or facts.before_period:
        return FrameRelation.EXCEEDS
    if facts.starts_earlier or facts.starts_later or facts.ends_earlier or facts.recurs_less:
        return FrameRelation.NARROWER
    return FrameRelation.SAME
