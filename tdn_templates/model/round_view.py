"""What people look at (bức tranh của đợt): the matrix of units and tasks, the time line, and figures for charts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tdn_templates.model.task import Task
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import State, Wording


class CellRole(StrEnum):
    """What the list asks of a unit for a task, as one cell of the matrix shows it."""

    LEAD = "lead"
    SUPPORTING = "supporting"
    CONDITIONAL = "conditional"
    NOT = "not"


class CellState(StrEnum):
    """What a unit says of a task, as one cell of the matrix shows it; the first of several answers is the one shown."""

    ERROR = "error"
    OPEN = "open"
    """A return came, and nothing in it answers this task."""
    LATE = "late"
    UNDER_WAY = "under_way"
    NOT_BEGUN = "not_begun"
    DONE = "done"
    CARRIED_OUT = "carried_out"
    MERGED = "merged"
    NOT_APPLICABLE = "not_applicable"
    NIL = "nil"
    UNREAD = "unread"
    WAITED_FOR = "waited_for"
    BLANK = "blank"
    """Not asked, and nothing said."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    role: CellRole
    state: CellState


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One unit: a cell for each task of the matrix, and how many tasks it added. `state` is that of its return."""

    unit: Unit
    state: State
    cells: tuple[MatrixCell, ...]
    own: int


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Units of one kind together: for each task how many carry it out, and of how many it is asked."""

    name: Wording
    units: int
    carried: tuple[int, ...]
    asked: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Units in the order of the registry by tasks in the order of the list; `groups` are the same units added up.
    `words` are those of the states, as the form calls them."""

    tasks: tuple[Task, ...]
    rows: tuple[MatrixRow, ...]
    groups: tuple[GroupRow, ...]
    words: Mapping[CellState, Wording]

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.rows) * len(self.tasks)


@dataclass(frozen=True, slots=True)
class Span:
    """Days on the time line, both inclusive and inside its period; `repeats` says that the frame is yearly, permanent
    or the like."""

    first: date
    last: date
    repeats: bool


@dataclass(frozen=True, slots=True)
class UnitFrame:
    """One frame that units gave themselves, in the words most of them used. `span` is None for a frame without days or
    outside the period; `beyond` says that it goes on longer than the task."""

    wording: str
    span: Span | None
    units: int
    beyond: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One task of the list: its own frame, None for one without days, and those of the units, the most used first."""

    task: Task
    span: Span | None
    frames: tuple[UnitFrame, ...]


@dataclass(frozen=True, slots=True)
class TimeLine:
    """`first` to `last` is the period of the programme."""

    first: date
    last: date
    bars: tuple[Bar, ...]

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(range(self.first.year, self.last.year + 1))


class ChartKey(StrEnum):
    STATES = "states"
    STATUS = "status"
    LEADS = "leads"
    ARRIVALS = "arrivals"


@dataclass(frozen=True, slots=True)
class Figure:
    """One bar of a chart. `tone` names a colour: a State, a CellState, or "" for the common one."""

    label: Wording
    count: int
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    key: ChartKey
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What is known beside the returns themselves. `missing` are units asked but without a return; `received` the day
    of each return, where days are known."""

    missing: tuple[Unit, ...] = ()
    received: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundView:
    """`charts` are those there are figures for. `carried_out` counts rows that are carried out, `own` those of them
    that units added, `faulty` all rows with an error; `nobody` are the tasks that no unit carries out. `unread`
    are returns that say no unit."""

    matrix: Matrix
    time_line: TimeLine
    charts: tuple[Chart, ...]
    units: int
    returns: int
    missing: int
    carried_out: int
    own: int
    faulty: int
    nobody: tuple[Task, ...]
    unread: Sequence[Verdict]
