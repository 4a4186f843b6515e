"""One line of a programme (nhiệm vụ) and its group (nhóm nhiệm vụ)."""

from dataclasses import dataclass

from tdn_templates.model.mention import Agencies
from tdn_templates.model.timeframe import TimeFrame
from tdn_templates.model.words import TaskCode


@dataclass(frozen=True, slots=True)
class TaskGroup:
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Task:
    """`number` is the printed one ("2.9"); `group` is the number of its group ("2"); cells are as printed.

    In a list made from a unit's plan `carries` are the numbers of the tasks above that it carries out, and
    `issued_lead`, `issued_supporting` the agency cells of the first of them.
    """

    code: TaskCode
    number: str
    group: str
    text: str
    lead: Agencies
    supporting: Agencies
    time: TimeFrame
    carries: tuple[str, ...] = ()
    issued_lead: str = ""
    issued_supporting: str = ""
