"""What a check may look at."""

from collections.abc import Mapping
from dataclasses import dataclass

from tdn_templates.core.answers import Answer
from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.names import NameIndex
from tdn_templates.core.rulebook import Fault
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.finding import Place
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.submission import Submission
from tdn_templates.model.timeframe import TimeFrame
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import TaskCode


@dataclass(frozen=True, slots=True)
class FormContext:
    """One returned form that passed the gates. `assignments` are the unit's, by task code.

    `example_unit` is a name that would do as a lead unit. `has_departments` says that the registry lists the unit's
    departments, so that a name that is not among them can be called unknown.
    """

    submission: Submission
    layout: WorkbookLayout
    programme: Programme
    unit: Unit
    assignments: Mapping[TaskCode, Assignment]
    answers: tuple[Answer, ...]
    agencies: MentionReader
    names: NameIndex
    example_unit: str
    has_departments: bool

    def title(self, column: str) -> str:
        """The heading as the sender sees it."""
        return self.layout.column(column).title.vi

    def place(self, answer: Answer, column: str) -> Place:
        """The cell of a column in a row, also when it is blank; the number's cell when the column is gone."""
        cell = answer.cell(column)
        if cell is not None:
            return cell.place
        letters = self.submission.column_letters.get(column, "")
        return Place(self.submission.sheet, f"{letters}{answer.row.row}" if letters else "")

    def fault(self, answer: Answer, column: str, value: str = "", **facts: str) -> Fault:
        """A fault at one cell of a row; `task` and `column_title` are always among the facts."""
        given = {"task": answer.row.number, "column_title": self.title(column), "value": value, **facts}
        return Fault(self.place(answer, column), answer.row.number, value, given)


@dataclass(frozen=True, slots=True)
class RowContext:
    """One answer with its time frame as it is read."""

    form: FormContext
    answer: Answer
    time: TimeFrame
