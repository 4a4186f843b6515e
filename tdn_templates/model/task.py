"""One line of a programme (nhiệm vụ) and its group (nhóm nhiệm vụ)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    `issued_lead`, `issued_supporting` the agency cells of the first of them. In an imported list `printed` is
    the number as the annex prints it where `number` had to be made unique, and `extras` are the cells of other columns
    by heading.
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
    printed: str = ""
    extras: Mapping[str, str] = field(default_factory=dict, hash=False)
