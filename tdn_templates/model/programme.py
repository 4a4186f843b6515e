"""The issued document with its list of tasks (chương trình, kế hoạch)."""

from dataclasses import dataclass, field
from datetime import date

from tdn_templates.model.finding import Finding
from tdn_templates.model.succession import ListSuccession
from tdn_templates.model.task import Task, TaskGroup
from tdn_templates.model.words import ProgrammeCode, TaskCode, UnitSlug


@dataclass(frozen=True, slots=True)
class Programme:
    """A list of tasks with what identifies it.

    `edition` is a short hash of the content, so that a return can say which text it was made from. `first` and `last`
    bound the programme's period, both days inclusive. `remarks` are findings made while loading (a control character
    taken out of a text, say): nothing is cleaned in silence.

    A list made from an accepted plan has the unit whose plan it is as `owner` and the list above as `parent`.
    `succession` is what the list says about units that ended. `as_issued` is None unless the list is read for a later
    day (core.succession); then it is the list as its issuer meant it.
    """

    code: ProgrammeCode
    title: str
    annex_title: str
    reference: str
    issuer: str
    issued_on: date
    first: date
    last: date
    groups: tuple[TaskGroup, ...]
    tasks: tuple[Task, ...]
    edition: str
    remarks: tuple[Finding, ...] = ()
    owner: UnitSlug | None = None
    parent: ProgrammeCode | None = None
    succession: tuple[ListSuccession, ...] = ()
    as_issued: "Programme | None" = None
    _by_code: dict[TaskCode, Task] = field(init=False, repr=False, compare=False)
    _by_number: dict[str, Task] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {task.code: task for task in self.tasks})
        object.__setattr__(self, "_by_number", {task.number: task for task in self.tasks})

    def task(self, code: str) -> Task | None:
        return self._by_code.get(TaskCode(code))

    def numbered(self, number: str) -> Task | None:
        return self._by_number.get(number)
