"""The values a conflict rests on, each with its cell, and the name of a conflict that stays from merge to merge."""

import hashlib
from collections.abc import Sequence

from tdn_templates.core.row_values import programme_origin
from tdn_templates.model.conflict import Conflict, ConflictKind, ConflictValue
from tdn_templates.model.consolidation import Consolidation, Entry, Origin, Traced
from tdn_templates.model.finding import Place
from tdn_templates.model.submission import Submission
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import UnitSlug

_ID_LETTERS = 10
_BETWEEN = "\x1f"


def conflict(
    kind: ConflictKind, task: Task, units: Sequence[Unit], values: Sequence[ConflictValue], other: str = ""
) -> Conflict:
    """`units` in the order that belongs to the kind: it is part of the id."""
    return Conflict(conflict_id(kind, task, units), kind, task, tuple(units), tuple(values), other)


def conflict_id(kind: ConflictKind, task: Task, units: Sequence[Unit]) -> str:
    """Ten hexadecimal digits. What the units wrote is no part of it, nor is the file it came in."""
    parts = (kind.value, task.code, *(unit.slug for unit in units))
    return hashlib.sha256(_BETWEEN.join(parts).encode()).hexdigest()[:_ID_LETTERS]


def field_value(entry: Entry, field: str) -> ConflictValue:
    return ConflictValue(entry.unit, field, entry.fields[field], entry.row)


def issued_value(text: str, field: str, task: Task, consolidation: Consolidation) -> ConflictValue:
    """What the document says that was issued."""
    return ConflictValue(None, field, Traced(text, programme_origin(consolidation.programme, task)))


class Answers:
    """What units answered about a task as a whole, with the cell of the answer."""

    def __init__(self, consolidation: Consolidation) -> None:
        self._layout = consolidation.layout
        self._submissions: dict[UnitSlug, Submission] = {
            verdict.unit.slug: verdict.submission
            for verdict in consolidation.verdicts
            if verdict.unit is not None and verdict.submission.unreadable is None
        }

    def of(self, unit: Unit, entry: Entry | None) -> ConflictValue:
        """The answer of the row; "" without a row, or where nothing was chosen: then the place is the sheet."""
        submission = self._submissions.get(unit.slug)
        if submission is None:
            return ConflictValue(unit, "choice", Traced(""))
        letters = submission.column_letters.get(self._layout.deciding, "")
        cell = f"{letters}{entry.row}" if entry is not None and entry.row and letters else ""
        origin = Origin(submission.source.name, Place(submission.sheet, cell), submission.source.sha256)
        return ConflictValue(unit, "choice", Traced(self._label(entry), origin), entry.row if entry else 0)

    def _label(self, entry: Entry | None) -> str:
        if entry is None or not entry.choice:
            return ""
        labels = {option.key: option.label.vi for option in self._layout.column(self._layout.deciding).choices}
        return labels.get(entry.choice, entry.choice)
