"""The time line of a programme: the frame of each task, and the frames that units gave themselves below it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from tdn_templates.core.answers import CARRY_OUT
from tdn_templates.core.timeframes import FrameRelation, compare_frames, is_reversed, read_time
from tdn_templates.model.consolidation import Consolidation
from tdn_templates.model.programme import Programme
from tdn_templates.model.round_view import Bar, Span, TimeLine, UnitFrame
from tdn_templates.model.task import Task
from tdn_templates.model.timeframe import TimeFrame, TimeKind
from tdn_templates.model.words import TaskCode

_TIME = "time"
_REPEATING = (TimeKind.RECURRING, TimeKind.PERMANENT)
_WITHOUT_DAYS = (TimeKind.RELATIVE, TimeKind.EMPTY, TimeKind.UNREADABLE)


def time_line_of(consolidation: Consolidation) -> TimeLine:
    """Forms that ask for no time frame leave the units' frames out."""
    programme = consolidation.programme
    said = _said(consolidation) if _TIME in consolidation.fields else {}
    bars = tuple(
        Bar(task, span_of(task.time, programme), tuple(_frames(task, said.get(task.code, Counter()), programme)))
        for task in programme.tasks
    )
    return TimeLine(programme.first, programme.last, bars)


def span_of(frame: TimeFrame, programme: Programme) -> Span | None:
    """The days of a frame inside the period of the programme, missing ends taken from it; None where there are none."""
    if frame.kind in _WITHOUT_DAYS or is_reversed(frame):
        return None
    first, last = (
        max(frame.first or programme.first, programme.first),
        min(frame.last or programme.last, programme.last),
    )
    return Span(first, last, frame.kind in _REPEATING) if first <= last else None


def quarters(time_line: TimeLine) -> tuple[tuple[int, int], ...]:
    """Year and quarter, from the first of the period to its last."""
    everything = ((year, quarter) for year in time_line.years for quarter in (1, 2, 3, 4))
    return tuple(item for item in everything if covers(Span(time_line.first, time_line.last, False), *item))


def covers(span: Span, year: int, quarter: int) -> bool:
    """Whether a day of the span is in the quarter."""
    begin = date(year, 3 * quarter - 2, 1)
    after = date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return span.first < after and span.last >= begin


def _said(consolidation: Consolidation) -> Mapping[TaskCode, Counter[str]]:
    """For each task the frames of the rows that carry it out, as written."""
    found: dict[TaskCode, Counter[str]] = defaultdict(Counter)
    for part in consolidation.parts:
        for entry in part.plan:
            wording = entry.fields[_TIME].text
            if wording and entry.choice == CARRY_OUT:
                for task in entry.national:
                    found[task.code][wording] += 1
    return found


def _frames(task: Task, said: Counter[str], programme: Programme) -> Iterator[UnitFrame]:
    """Different spellings of the same days are one frame; what cannot be read stands by itself."""
    same: dict[tuple[Span, bool] | str, Counter[str]] = defaultdict(Counter)
    for wording, units in said.items():
        frame = _read(wording, programme.first, programme.last)
        span = span_of(frame, programme)
        relation = compare_frames(frame, task.time, period_first=programme.first, period_last=programme.last).relation
        same[(span, relation is FrameRelation.EXCEEDS) if span is not None else wording][wording] += units
    for key, wordings in sorted(same.items(), key=lambda item: (-item[1].total(), min(item[1]))):
        wording = min(wordings, key=lambda text: (-wordings[text], text))
        if isinstance(key, str):
            yield UnitFrame(wording, None, wordings.total(), beyond=False)
        else:
            yield UnitFrame(wording, key[0], wordings.total(), beyond=key[1])


@lru_cache(maxsize=4096)
def _read(wording: str, first: date, last: date) -> TimeFrame:
    """Units copy the frames of the list: the same few hundred phrases come back thousands of times."""
    return read_time(wording, period_first=first, period_last=last)
