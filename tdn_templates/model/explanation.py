"""Where each word of a row comes from (giải thích)."""

from dataclasses import dataclass

from tdn_templates.model.conflict import Conflict
from tdn_templates.model.consolidation import Entry, Traced
from tdn_templates.model.finding import Finding
from tdn_templates.model.programme import Programme
from tdn_templates.model.submission import SourceFile
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Unit


@dataclass(frozen=True, slots=True)
class ExplainedField:
    """`issued` is what the list says, `own` what the unit wrote, `stands` what the merged row says: each with the text
    "" where there is nothing. `issued_stands`: the unit left its cell blank, so that the issued text stands."""

    name: str
    issued: Traced
    own: Traced
    stands: Traced
    issued_stands: bool


@dataclass(frozen=True, slots=True)
class ExplainedRow:
    """One unit's row. `findings` are those against it, `choice` the label of its answer, "" for a row without one."""

    unit: Unit
    entry: Entry
    source: SourceFile
    choice: str
    fields: tuple[ExplainedField, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Of one number: the task of the list, None where only a unit's own plan has that number; the rows of all returns
    that carry it out or answer about it, units in the order of the registry; the conflicts about it, settled or not."""

    programme: Programme
    number: str
    task: Task | None
    rows: tuple[ExplainedRow, ...]
    conflicts: tuple[Conflict, ...]
