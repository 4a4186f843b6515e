"""The values of a merged row with the cells they come from, sharing what thousands of rows have in common."""

import sys
from collections.abc import Mapping

from tdn_templates.core.answers import Answer
from tdn_templates.model.consolidation import Origin, Traced
from tdn_templates.model.finding import Place
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.submission import SourceFile
from tdn_templates.model.task import Task
from tdn_templates.model.words import TaskCode

PLAN = "treatment"
"""The deciding column of a plan."""

_COLUMN_OF_FIELD = {
    "text": "own_text",
    "lead": "own_lead",
    "supporting": "own_supporting",
    "time": "own_time",
    "note": "note",
}
_BLANK = Traced("")


def columns_of_fields(layout: WorkbookLayout) -> Mapping[str, str]:
    """Field of an entry to column of the form."""
    if layout.deciding == PLAN:
        return _COLUMN_OF_FIELD
    return {column.key: column.key for column in layout.asked if column.part_of is None}


def programme_origin(programme: Programme, task: Task) -> Origin:
    return Origin(programme.reference, Place(programme.code, task.number))


class RowValues:
    """Makes the values of the rows of all returns about one list. Blanks, issued texts, names of cells and texts that
    come up again are one object each: a merge of 3,400 returns keeps 850,000 values."""

    def __init__(self, layout: WorkbookLayout, programme: Programme) -> None:
        self.layout, self.programme = layout, programme
        self.groups = [group.number for group in programme.groups]
        self._columns = [(name, column, layout.parts(column)) for name, column in columns_of_fields(layout).items()]
        self._issued: dict[tuple[TaskCode, str], Traced] = {}
        self._places: dict[Place, Place] = {}
        self._alone = {task.code: (task,) for task in programme.tasks}

    def national(self, answer: Answer) -> tuple[Task, ...]:
        """The tasks of the list that the row carries out."""
        if answer.task is not None:
            return self._alone[answer.task.code]
        named = (self.programme.numbered(number) for number in answer.carries)
        return tuple(task for task in named if task is not None)

    def fields(self, answer: Answer, source: SourceFile) -> dict[str, Traced]:
        return {name: self._traced(answer, column, parts, source) for name, column, parts in self._columns}

    def _traced(self, answer: Answer, column: str, parts: tuple[str, ...], source: SourceFile) -> Traced:
        """The value with its cells; a blank that stands for the issued text points to the programme."""
        text = sys.intern(answer.value(column))
        cells = [cell for part in parts if (cell := answer.cell(part)) is not None and cell.text]
        if cells:
            first, *more = (self._origin(source, cell.place) for cell in cells)
            return Traced(text, first, tuple(more))
        if not text:
            return _BLANK
        if answer.task is not None:
            return self._issued_text(text, answer.task)
        given = answer.cell(self.layout.column(column).default_from or column)
        return Traced(text, self._origin(source, given.place if given else Place()))

    def _issued_text(self, text: str, task: Task) -> Traced:
        key = task.code, text
        if key not in self._issued:
            self._issued[key] = Traced(text, programme_origin(self.programme, task))
        return self._issued[key]

    def _origin(self, source: SourceFile, place: Place) -> Origin:
        return Origin(source.name, self._places.setdefault(place, place), source.sha256)
