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
    """`number` is the printed one ("2.9"); `group` is the number of its group ("2"); cells are as printed."""

    code: TaskCode
    number: str
    group: str
    text: str
    lead: Agencies
    supporting: Agencies
    time: TimeFrame
