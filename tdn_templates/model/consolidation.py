"""Returns merged into one (bản tổng hợp), every value with the place it came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.model.chain import Chain
from tdn_templates.model.finding import Place
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.submission import SourceFile
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict

ENTRY_FIELDS = ("text", "lead", "supporting", "time", "note")
"""What an entry of a plan holds. In other forms the fields are the asked columns, by their keys."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value stands: a cell of a returned file, or a task of the programme (then `file` is its reference)."""

    file: str
    place: Place
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Traced:
    """A value as it is printed, with its origin; None for a blank nobody filled in.

    `more` are further places, where a value was put together from several cells or returns. `decided` is the id of the
    conflict whose decision put the text there, "" for none; the origins stay those of the value it replaced.
    """

    text: str
    origin: Origin | None = None
    more: tuple[Origin, ...] = ()
    decided: str = ""

    @property
    def origins(self) -> tuple[Origin, ...]:
        return (self.origin, *self.more) if self.origin is not None else ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What one unit does about one task.

    `task` is the national task of an inherited row, None for an added one; `national` are the tasks carried out, in
    the order given (none for a new task). `number` is the number in the unit's own plan, renumbered from 1 in each
    group; "" for what is merged, not applicable or open. `fields` has exactly the fields of the consolidation.
    `merged_into` are the national numbers a merged task went into. `marked` says that an error stands against the row.
    `chains` lead from the top of the cascade down to the row; none for an open row of no task.
    """

    unit: Unit
    row: int
    task: Task | None
    national: tuple[Task, ...]
    choice: str
    group: str
    number: str
    fields: Mapping[str, Traced]
    merged_into: tuple[str, ...] = ()
    marked: bool = False
    chains: Sequence[Chain] = ()


@dataclass(frozen=True, slots=True)
class UnitPart:
    """One unit's return: `plan` are the tasks it carries out in the order of its plan, `others` all other answers."""

    unit: Unit
    source: SourceFile
    plan: tuple[Entry, ...]
    others: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Consolidation:
    """`parts` in the order of the registry; `verdicts` of all files, also of those that could not be merged.

    `layout` is the form that was merged, `fields` what each entry holds: ENTRY_FIELDS for plans and for plans put
    together from registrations, the asked columns otherwise. `period` is the year of a yearly form, "" for others.
    `holder` is whose list the programme is, as `core.chains.holder` calls it.
    """

    programme: Programme
    parts: tuple[UnitPart, ...]
    verdicts: tuple[Verdict, ...]
    draft: bool
    layout: WorkbookLayout
    fields: tuple[str, ...] = ENTRY_FIELDS
    period: str = ""
    holder: str = ""
