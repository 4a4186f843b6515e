"""Time frames (thời gian thực hiện): the phrase as written, and the days it means."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TimeKind(StrEnum):
    YEAR = "year"
    SPAN = "span"
    UNTIL = "until"
    FROM = "from"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    DAY = "day"
    RECURRING = "recurring"
    PERMANENT = "permanent"
    RELATIVE = "relative"
    """Depends on something without a date: "theo lộ trình", "khi có yêu cầu"."""
    EMPTY = "empty"
    UNREADABLE = "unreadable"


class Every(StrEnum):
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """`first` and `last` are inclusive; None means that the phrase sets no such day.

    `every` is set for RECURRING only. A yearly frame has no first and last of its own: the programme's period bounds
    it ("Hằng năm").
    """

    kind: TimeKind
    wording: str
    first: date | None = None
    last: date | None = None
    every: Every | None = None
