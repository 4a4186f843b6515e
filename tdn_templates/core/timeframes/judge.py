"""Whether a time frame may stand in a row: the one verdict that the checks and the live formulas share."""

from datetime import date
from enum import StrEnum

from tdn_templates.core.timeframes.compare import FrameRelation, compare_frames, is_reversed, outside_period
from tdn_templates.model.timeframe import TimeFrame, TimeKind


class TimeVerdict(StrEnum):
    FINE = "fine"
    UNREADABLE = "unreadable"
    REVERSED = "reversed"
    OUTSIDE = "outside"
    EXCEEDS = "exceeds"


def judge_alone(own: TimeFrame, first: date, last: date) -> TimeVerdict:
    """The frame by itself and against the programme's period, both days inclusive."""
    if own.kind is TimeKind.UNREADABLE:
        return TimeVerdict.UNREADABLE
    if is_reversed(own):
        return TimeVerdict.REVERSED
    return TimeVerdict.OUTSIDE if outside_period(own, first, last) else TimeVerdict.FINE


def judge(own: TimeFrame, issued: TimeFrame, first: date, last: date) -> TimeVerdict:
    """As `judge_alone`, and against the frame of the task that the row carries out.

    The issued phrase left as it is can never exceed itself.
    """
    alone = judge_alone(own, first, last)
    if alone is not TimeVerdict.FINE or own.wording == issued.wording:
        return alone
    relation = compare_frames(own, issued, period_first=first, period_last=last).relation
    return TimeVerdict.EXCEEDS if relation is FrameRelation.EXCEEDS else TimeVerdict.FINE
