"""What a check may look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tdn_templates.core.answers import IDLE, NOT_APPLICABLE, Answer
from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.names import NameIndex
from tdn_templates.core.nil_tick import is_nil_mark
from tdn_templates.core.row_keys import task_key
from tdn_templates.core.rulebook import Fault
from tdn_templates.core.shorthand import is_ditto, is_tick
from tdn_templates.core.timeframes import TimeVerdict, judge_alone
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.finding import Place
from tdn_templates.model.layout import Block, WorkbookLayout
from tdn_templates.model.mention import Mention
from tdn_templates.model.programme import Programme
from tdn_templates.model.register import IssuedForm, Register
from tdn_templates.model.submission import Submission, SubmittedCell
from tdn_templates.model.timeframe import TimeFrame
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import TaskCode, UnitSlug


@dataclass(frozen=True, slots=True)
class FormContext:
    """One returned form that passed the gates. `registry` is that of the day the form was made for; `assignments` are
    the unit's, by task code.

    `example_unit` is a name that would do as a lead unit. `has_departments` says that the registry lists the unit's
    departments, so that a name that is not among them can be called unknown. `generic` are those it has by the general
    pattern of such bodies.
    """

    submission: Submission
    layout: WorkbookLayout
    programme: Programme
    unit: Unit
    registry: Registry
    assignments: Mapping[TaskCode, Assignment]
    register: Register | None
    answers: tuple[Answer, ...]
    agencies: MentionReader
    names: NameIndex
    example_unit: str
    has_departments: bool
    generic: frozenset[UnitSlug]
    _unreadable: dict[int, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    _shorthand: dict[int, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_nil(self) -> bool:
        """Whether the unit says that it has nothing to report."""
        nil = self.submission.nil
        return nil is not None and is_nil_mark(nil.text)

    @property
    def issued(self) -> IssuedForm | None:
        """What the register remembers of this very form; None without a register or when it does not know it.

        A file that lost its issue id is the one form of its unit.
        """
        if self.register is None:
            return None
        stamp = self.submission.stamps[0].stamp
        return self.register.forms.get(stamp.issue) if stamp.issue else self.register.only_form(stamp)

    def issued_hashes(self, answer: Answer) -> Mapping[str, str] | None:
        """The hashes of the given cells of a task's row; None when the register does not know the row."""
        issued, task = self.issued, answer.row.task
        if issued is None or task is None:
            return None
        other = Block.INHERITED if answer.row.block is Block.CONDITIONAL else Block.CONDITIONAL
        return issued.given.get(task_key(task, answer.row.block)) or issued.given.get(task_key(task, other))

    def title(self, column: str) -> str:
        """The heading as the sender sees it."""
        return self.layout.column(self._seen_as(column)).title.vi

    def place(self, answer: Answer, column: str) -> Place:
        """The cell of a column in a row, also when it is blank. An answer that stands in the given column beside an
        asked one is there; when the column is gone, a cell of the row that says something."""
        cell = answer.cell(column) or self._stand_in(answer, column)
        if cell is not None:
            return cell.place
        letters = self.submission.column_letters.get(self._seen_as(column))
        if letters is None:
            return self.said_at(answer)
        return Place(self.submission.sheet, f"{letters}{answer.row.row}")

    def said_at(self, answer: Answer, *first: str) -> Place:
        """A cell of the row that is not blank: of these columns, in this order, or of any other."""
        cells = answer.row.cells
        ordered = (*first, *(column.key for column in self.layout.columns))
        found = (cells[key] for key in ordered if key in cells and not cells[key].is_blank)
        cell = next(found, None)
        return cell.place if cell is not None else Place(self.submission.sheet)

    def unreadable_columns(self, answer: Answer) -> frozenset[str]:
        """Columns about which another rule has spoken: gone from the sheet, an error value, no formula result, or
        marks that stand for an answer."""
        known = self._unreadable.get(answer.row.row)
        if known is None:
            broken = [key for key, cell in answer.row.cells.items() if cell.error or has_no_result(cell)]
            known = frozenset((*broken, *self.submission.missing_columns, *self.shorthand_columns(answer)))
            self._unreadable[answer.row.row] = known
        return known

    def shorthand_columns(self, answer: Answer) -> frozenset[str]:
        """Columns with a ditto mark, and the deciding column with a tick. A note may say what it likes, unless it is
        the reason that has to be given."""
        known = self._shorthand.get(answer.row.row)
        if known is not None:
            return known
        cells, deciding = answer.row.cells, self.layout.deciding
        found = [
            key
            for key, cell in cells.items()
            if self.layout.is_asked(key) and is_ditto(cell.text) and (key != "note" or answer.choice == NOT_APPLICABLE)
        ]
        if deciding in cells and is_tick(cells[deciding].text):
            found.append(deciding)
        known = self._shorthand[answer.row.row] = frozenset(found)
        return known

    def fault(self, answer: Answer, column: str, value: str = "", **facts: str) -> Fault:
        """A fault at one cell of a row; `task` and `column_title` are always among the facts."""
        given = {"task": answer.row.number, "column_title": self.title(column), "value": value, **facts}
        return Fault(self.place(answer, column), answer.row.number, value, given)

    def _stand_in(self, answer: Answer, column: str) -> SubmittedCell | None:
        """A clerk who adds a row may type into the given column beside the asked one."""
        given = self.layout.column(column).default_from
        return answer.cell(given) if answer.row.block is Block.OWN and given is not None else None

    def _seen_as(self, column: str) -> str:
        """The column itself; in a Word annex, which has fewer, the given one that a clerk fills in instead."""
        submission, stands_for = self.submission, self.layout.column(column).default_from
        if stands_for is None or column in submission.column_letters or column in submission.missing_columns:
            return column
        return stands_for


def has_no_result(cell: SubmittedCell) -> bool:
    """A formula that was never calculated: what it would say is not known, so the cell is not blank either."""
    return cell.formula and cell.is_blank


@dataclass(frozen=True, slots=True)
class RowContext:
    """One answer with its time frame as it is read. What several checks ask is worked out once."""

    form: FormContext
    answer: Answer
    time: TimeFrame
    _placed: dict[str, tuple[tuple[str, Mention], ...]] = field(default_factory=dict, repr=False, compare=False)

    def placed(self, column: str) -> tuple[tuple[str, Mention], ...]:
        """Whom the answer names, each with the column of the cell it stands in; nobody for rows that are not carried
        out, whose units do not matter."""
        known = self._placed.get(column)
        if known is None:
            known = () if self.answer.choice in IDLE or not self.form.layout.has(column) else tuple(self._named(column))
            self._placed[column] = known
        return known

    def _named(self, column: str) -> Iterator[tuple[str, Mention]]:
        for part, text in self.answer.parts(column, self.form.layout):
            for mention in self.form.agencies.read(text).mentions:
                yield part, mention

    def alone(self) -> TimeVerdict | None:
        """The time frame by itself; None for rows that are merged or not applicable: they carry none of their own."""
        if self.answer.choice in IDLE:
            return None
        return judge_alone(self.time, self.form.programme.first, self.form.programme.last)
