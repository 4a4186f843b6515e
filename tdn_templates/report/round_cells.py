"""The matrix of the round page: a cell for each unit and task, or of thousands of units one line of signs for each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tdn_templates.core.round_view_words import CELL_ROLE_WORDS, ROLE_LETTERS, STATE_SIGNS
from tdn_templates.model.programme import Programme
from tdn_templates.model.round_view import CellRole, CellState, Matrix, MatrixCell, MatrixRow
from tdn_templates.model.task import Task
from tdn_templates.model.words import Lang

MOST_CELLS = 40_000
"""Cells of a table that a browser still moves swiftly: 700 units with 56 tasks. Of more, a unit is one line of text."""

_ROLE_LOOKS: Mapping[CellRole, str] = {
    CellRole.LEAD: "l",
    CellRole.SUPPORTING: "s",
    CellRole.CONDITIONAL: "c",
    CellRole.NOT: "n",
}
CELL_LOOKS: Mapping[CellState, str] = {
    CellState.ERROR: "er",
    CellState.OPEN: "op",
    CellState.LATE: "lt",
    CellState.UNDER_WAY: "uw",
    CellState.NOT_BEGUN: "nb",
    CellState.DONE: "dn",
    CellState.CARRIED_OUT: "co",
    CellState.MERGED: "mg",
    CellState.NOT_APPLICABLE: "na",
    CellState.NIL: "nl",
    CellState.UNREAD: "un",
    CellState.WAITED_FOR: "wf",
    CellState.BLANK: "",
}
"""Short, because every cell of the matrix says two of them."""

_NOTHING_SAID = frozenset({CellState.NIL, CellState.UNREAD, CellState.WAITED_FOR})


@dataclass(frozen=True, slots=True)
class CellBox:
    look: str
    text: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One line of the matrix."""

    name: str
    cells: tuple[CellBox, ...]
    own: int


@dataclass(frozen=True, slots=True)
class SignLine:
    """One unit as text: a sign for each task of the list, a blank where it is not asked and says nothing. `words` stand
    instead of the signs where all of them would say one thing about the return, "" otherwise."""

    name: str
    signs: str
    words: str
    tally: str


@dataclass(frozen=True, slots=True)
class SignBlock:
    """Units side by side that are asked the same: `asked` has a letter for each task of the list."""

    asked: str
    lines: tuple[SignLine, ...]


def unit_lines(matrix: Matrix, lang: Lang) -> Iterator[UnitLine]:
    """Every unit with a cell for each task, in the order of the matrix."""
    boxes: dict[MatrixCell, CellBox] = {}

    def box(cell: MatrixCell) -> CellBox:
        if cell not in boxes:
            look = f"{_ROLE_LOOKS[cell.role]} {CELL_LOOKS[cell.state]}".strip()
            boxes[cell] = CellBox(look, ROLE_LETTERS[cell.role].in_lang(lang) + STATE_SIGNS[cell.state])
        return boxes[cell]

    for row in matrix.rows:
        yield UnitLine(row.unit.name, tuple(map(box, row.cells)), row.own)


def sign_blocks(matrix: Matrix, lang: Lang) -> Iterator[SignBlock]:
    """The same units in the same order, each as a line of signs."""
    letters = {role: letter.in_lang(lang) or " " for role, letter in ROLE_LETTERS.items()}
    for asked, rows in groupby(matrix.rows, key=lambda row: "".join(letters[cell.role] for cell in row.cells)):
        yield SignBlock(asked, tuple(_sign_line(row, matrix, lang) for row in rows))


def _sign_line(row: MatrixRow, matrix: Matrix, lang: Lang) -> SignLine:
    counts = Counter(cell.state for cell in row.cells)
    del counts[CellState.BLANK]
    if len(counts) == 1 and (only := next(iter(counts))) in _NOTHING_SAID:
        return SignLine(row.unit.name, "", matrix.words[only].in_lang(lang), "")
    signs = "".join(STATE_SIGNS[cell.state] or " " for cell in row.cells).rstrip()
    tally = " ".join(f"{STATE_SIGNS[state]}{counts[state]}" for state in CellState if counts[state])
    return SignLine(row.unit.name, signs, "", tally)


def ruler(tasks: Sequence[Task]) -> str:
    """The numbers of the tasks written downwards, one above each sign."""
    height = max((len(task.number) for task in tasks), default=0)
    numbers = [task.number.rjust(height) for task in tasks]
    return "\n".join("".join(number[line] for number in numbers) for line in range(height))


def heads(matrix: Matrix, programme: Programme) -> list[tuple[str, str, int]]:
    """Number and title of each group with how many columns it has."""
    counts = Counter(task.group for task in matrix.tasks)
    return [(group.number, group.title, counts[group.number]) for group in programme.groups]


def role_legend(lang: Lang) -> list[tuple[str, str, str]]:
    """Look, letter and words of each role that has a letter."""
    shown = (CellRole.LEAD, CellRole.SUPPORTING, CellRole.CONDITIONAL)
    return [
        (_ROLE_LOOKS[role], ROLE_LETTERS[role].in_lang(lang), CELL_ROLE_WORDS[role].in_lang(lang)) for role in shown
    ]


def state_legend(matrix: Matrix, lang: Lang) -> list[tuple[str, str, str]]:
    """Look, sign and words of the states that the matrix has."""
    there = {cell.state for row in matrix.rows for cell in row.cells} - {CellState.BLANK}
    return [
        (CELL_LOOKS[state], STATE_SIGNS[state], matrix.words[state].in_lang(lang))
        for state in CellState
        if state in there
    ]
