"""Read a time frame from the phrase that says it."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from tdn_templates.core.timeframes.fold import fold_phrase
from tdn_templates.core.timeframes.frames import Phrase
from tdn_templates.core.timeframes.phrases import bounds_said, frame_said
from tdn_templates.core.timeframes.pieces import take_pieces
from tdn_templates.core.timeframes.values import ImpossibleDate
from tdn_templates.model.timeframe import TimeFrame, TimeKind


def read_time(wording: str, *, period_first: date | None = None, period_last: date | None = None) -> TimeFrame:
    """What a phrase means; `wording` comes back untouched.

    Blank text is EMPTY. Text that the tables do not consume to its last letter is UNREADABLE: never a partial guess.
    The programme's period serves two kinds of phrases only: a quarter, month or half-year without a year is in the
    year of `period_first`, and "cả giai đoạn" is the period itself. Choices where usage varies:

    - "trước ngày D" ends the day before D; "đến ngày D" and "chậm nhất ngày D" end on D. Likewise for larger units:
      "trước năm 2026" ends on 31/12/2025, "đến năm 2030" on 31/12/2030.
    - "cuối năm 2025" is the fourth quarter, "đầu năm 2025" the first, "giữa năm 2025" what lies between them.
    - a part of a quarter or a month is the whole of it ("cuối quý III/2025", "tuần 3 tháng 6/2025"); "trung tuần" is
      the 11th to the 20th.
    - "nhiệm kỳ 2021-2026" is its years; "từ ngày ban hành đến hết năm 2025" has only a last day.
    - of "ít nhất 1 lần/năm" the number counts: yearly. What recurs less than once a year is not read.
    - "trước 17 giờ ngày D" ends on D.
    - a list ("2024 và 2026") is the span from its first to its last day.
    - a range whose end is before its start is returned as it stands, for a rule to report.
    - a date inside each period ("trước ngày 30/11 hằng năm") is checked and not kept: the frame is "hằng năm".
    - dates are day/month/year; years lie in 1945-2100.
    """
    read = _kept_reading if len(wording) <= _LONGEST_KEPT else _reading
    return read(wording, period_first, period_last)


def read_day(wording: str) -> date | None:
    """The one day a text names, "05/6/2025" or "ngày 5 tháng 6 năm 2025"; None for anything else."""
    frame = read_time(wording)
    return frame.first if frame.kind is TimeKind.DAY else None


def _reading(wording: str, period_first: date | None, period_last: date | None) -> TimeFrame:
    folded = fold_phrase(wording)
    if not folded:
        return TimeFrame(TimeKind.UNREADABLE if _shows_something(wording) else TimeKind.EMPTY, wording)
    period = None if period_first is None or period_last is None else (period_first, period_last)
    try:
        frame = _read(folded, period_first, period)
    except ImpossibleDate:
        frame = None
    return TimeFrame(TimeKind.UNREADABLE, wording) if frame is None else replace(frame, wording=wording)


_LONGEST_KEPT = 200
# the same few phrases stand in every row of every return
_kept_reading = lru_cache(maxsize=10_000)(_reading)


def _read(folded: str, period_first: date | None, period: tuple[date, date] | None) -> TimeFrame | None:
    skeleton = take_pieces(folded)
    frame = frame_said(Phrase(skeleton, period))
    if frame is not None or period_first is None:
        return frame
    if skeleton.dated or skeleton.periods or not skeleton.bare:
        return None  # a year that the text gives for something else is no reason to take another for the rest
    return bounds_said(Phrase(take_pieces(folded, period_first.year), period))


def _shows_something(wording: str) -> bool:
    """Whether a text that folds to nothing still shows a sign, such as a lone full stop."""
    return any(char.isprintable() and not char.isspace() for char in wording)
