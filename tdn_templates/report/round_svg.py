"""Where bars stand in the drawings of the round page: numbers only, the template draws them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tdn_templates.core.round_view_words import CHART_WORDS
from tdn_templates.model.programme import Programme
from tdn_templates.model.round_view import Bar, CellState, Chart, Span, TimeLine, UnitFrame
from tdn_templates.model.words import Lang, State

CHART_WIDTH = 340
"""Units of the drawing, about as many pixels: as wide as a small telephone, so that letters stay readable."""

_BAR_ROOM = CHART_WIDTH - 48
_FIGURE_HEIGHT = 38

TIME_WIDTH = 1000
_LABEL_WIDTH = 300
_LABEL_LETTERS = 44
_AXIS_HEIGHT = 24
_TASK_HEIGHT = 16
_FRAME_HEIGHT = 6
_GAP = 8
MOST_FRAMES = 4
"""Frames of units drawn below one task; the table has all of them."""

_TONES: dict[str, str] = {
    State.ACCEPTED.value: "right",
    State.ACCEPTED_WITH_WARNINGS.value: "warning",
    State.NEEDS_CORRECTION.value: "error",
    State.REJECTED.value: "error",
    State.NIL_RETURN.value: "note",
    State.NOT_RECEIVED.value: "quiet",
    CellState.ERROR.value: "error",
    CellState.OPEN.value: "warning",
    CellState.LATE.value: "error",
    CellState.UNDER_WAY.value: "note",
    CellState.NOT_BEGUN.value: "warning",
    CellState.DONE.value: "right",
    CellState.CARRIED_OUT.value: "right",
    CellState.MERGED.value: "note",
    CellState.NOT_APPLICABLE.value: "quiet",
}


@dataclass(frozen=True, slots=True)
class FigureBox:
    label: str
    count: int
    y: int
    width: float
    tone: str


@dataclass(frozen=True, slots=True)
class ChartBox:
    """`said` is the chart in one sentence."""

    key: str
    title: str
    said: str
    height: int
    figures: tuple[FigureBox, ...]


@dataclass(frozen=True, slots=True)
class SpanBox:
    x: float
    y: int
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class TaskBars:
    """One task: its label at `y`, its own bar (none without days), those of the units, and the same in words."""

    label: str
    y: int
    bars: tuple[SpanBox, ...]
    said: str


@dataclass(frozen=True, slots=True)
class TimeBox:
    """One group of tasks. `years` are the labels with the place where each year begins."""

    number: str
    title: str
    height: int
    years: tuple[tuple[int, float], ...]
    tasks: tuple[TaskBars, ...]
    bars: tuple[Bar, ...]


def chart_box(chart: Chart, lang: Lang) -> ChartBox:
    most = max(figure.count for figure in chart.figures)
    figures = tuple(
        FigureBox(
            figure.label.in_lang(lang),
            figure.count,
            index * _FIGURE_HEIGHT,
            round(max(2.0, _BAR_ROOM * figure.count / most), 1),
            _TONES.get(figure.tone, "plain"),
        )
        for index, figure in enumerate(chart.figures)
    )
    said = "; ".join(f"{figure.label}: {figure.count}" for figure in figures)
    return ChartBox(chart.key.value, CHART_WORDS[chart.key].in_lang(lang), said, len(figures) * _FIGURE_HEIGHT, figures)


def time_boxes(time_line: TimeLine, programme: Programme) -> Iterator[TimeBox]:
    """A drawing for each group that has tasks."""
    for group in programme.groups:
        bars = tuple(bar for bar in time_line.bars if bar.task.group == group.number)
        if bars:
            yield _time_box(group.number, group.title, bars, time_line)


def _time_box(number: str, title: str, bars: Sequence[Bar], time_line: TimeLine) -> TimeBox:
    y = _AXIS_HEIGHT
    tasks: list[TaskBars] = []
    for bar in bars:
        drawn = [frame for frame in bar.frames if frame.span is not None][:MOST_FRAMES]
        boxes = [_span_box(bar.span, y + 2, "repeats" if bar.span.repeats else "given", time_line)] if bar.span else []
        for place, frame in enumerate(drawn):
            top = y + _TASK_HEIGHT + place * _FRAME_HEIGHT
            if frame.span is not None:
                boxes.append(_span_box(frame.span, top, "beyond" if frame.beyond else "unit", time_line))
        tasks.append(TaskBars(_label(bar), y, tuple(boxes), f"{bar.task.number}: {bar.task.time.wording}"))
        y += _TASK_HEIGHT + len(drawn) * _FRAME_HEIGHT + _GAP
    years = tuple((year, _x(max(date(year, 1, 1), time_line.first), time_line)) for year in time_line.years)
    return TimeBox(number, title, y, years, tuple(tasks), tuple(bars))


def _label(bar: Bar) -> str:
    text = f"{bar.task.number} {bar.task.text}"
    return text if len(text) <= _LABEL_LETTERS else text[: _LABEL_LETTERS - 1].rstrip() + "…"


def _x(day: date, time_line: TimeLine) -> float:
    days = (time_line.last - time_line.first).days + 1
    return round(_LABEL_WIDTH + (TIME_WIDTH - _LABEL_WIDTH) * (day - time_line.first).days / days, 1)


def _span_box(span: Span, y: int, kind: str, time_line: TimeLine) -> SpanBox:
    days = (time_line.last - time_line.first).days + 1
    width = (TIME_WIDTH - _LABEL_WIDTH) * ((span.last - span.first).days + 1) / days
    return SpanBox(_x(span.first, time_line), y, round(max(2.0, width), 1), kind)


def frame_words(frame: UnitFrame) -> str:
    """A frame with the number of units that gave it."""
    return f"{frame.wording} ({frame.units})"
