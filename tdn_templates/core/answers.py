"""What a row answers, with the issued text standing for every cell left blank."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tdn_templates.core.prefill import given_values
from tdn_templates.model.layout import Block, WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.submission import Submission, SubmittedCell, SubmittedRow
from tdn_templates.model.task import Task

CARRY_OUT, MERGED, NOT_APPLICABLE = "carry_out", "merged", "not_applicable"
"""Keys of deciding choices that mean the same in every form: the row is done, it went into another one, it is not."""

IDLE = frozenset({MERGED, NOT_APPLICABLE})
"""Rows of these choices name no units and no time frame of their own."""

JOINT = "; "
"""Stands between the answers of several cells that make up one."""

_BETWEEN_NUMBERS = re.compile(r"[\s;,]+|\bvà\b|\band\b")


@dataclass(frozen=True, slots=True)
class Answer:
    """One row read as an answer.

    `choice` is the key of the deciding choice, "" when open, the text itself when it is no choice; own rows count as
    carried out. `values` are the effective texts of the asked columns; that of a column with further cells is all of
    them together, under its own key only. `carries` are the numbers in the column of that name, as written.
    """

    row: SubmittedRow
    task: Task | None
    choice: str
    values: Mapping[str, str]

    @property
    def carries(self) -> tuple[str, ...]:
        return read_numbers(self.values.get("carries", ""))

    @property
    def is_carried_out(self) -> bool:
        return self.choice == CARRY_OUT

    def value(self, column: str) -> str:
        return self.values.get(column, "")

    def parts(self, column: str, layout: WorkbookLayout) -> Iterator[tuple[str, str]]:
        """Key and text of each cell that makes up an answer; the first with what a blank stands for."""
        others = [(part, text) for part in layout.parts(column)[1:] if (text := self.row.text(part))]
        own = self.row.text(column) or ("" if others else self.value(column))
        yield from ([(column, own)] if own else [])
        yield from others

    def cell(self, column: str) -> SubmittedCell | None:
        """The cell as it stood in the file; None if the file has nothing there."""
        return self.row.cells.get(column)


def read_numbers(text: str) -> tuple[str, ...]:
    """ "5.10; 5.15 và 2.9." -> ("5.10", "5.15", "2.9"), each once."""
    return tuple(dict.fromkeys(part.strip(".") for part in _BETWEEN_NUMBERS.split(text) if part.strip(".")))


def read_answers(submission: Submission, layout: WorkbookLayout, programme: Programme) -> Iterator[Answer]:
    for row in submission.rows:
        task = programme.task(row.task) if row.task else None
        yield Answer(row, task, _choice(row, layout), _values(row, task, layout))


def _choice(row: SubmittedRow, layout: WorkbookLayout) -> str:
    column = layout.column(layout.deciding)
    if row.block not in column.blocks:
        return CARRY_OUT
    text = row.text(column.key)
    choice = column.choice_labelled(text)
    return choice.key if choice else text


def _values(row: SubmittedRow, task: Task | None, layout: WorkbookLayout) -> dict[str, str]:
    given = given_values(task, None) if task else {}
    cells = row.cells
    values: dict[str, str] = {}
    for column in layout.asked:
        if column.part_of is not None:
            continue
        text = JOINT.join([cells[key].text for key in layout.parts(column.key) if key in cells and cells[key].text])
        if not text and column.default_from is not None:
            # a clerk who adds a row may type the wording into the given column beside the asked one
            text = row.text(column.default_from) if row.block is Block.OWN else given.get(column.default_from, "")
        if text:
            values[column.key] = text
    return values
