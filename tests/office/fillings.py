"""Whole forms filled in at random, right and wrong, the same for the same number: what clerks and their programs do.

`Filler(form).filling(7)` is the eighth filling of a form. It knows the layout and the form's own lists, and nothing of
what a rule or a check cell says.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.core.answers import CARRY_OUT
from tdn_templates.model.layout import Column, ColumnKind
from tests.office.calc import Typed
from tests.office.draft import Draft, RowWords
from tests.office.form_to_fill import FormToFill, Line, Place
from tests.office.values import VALUES, Value

ALSO_NEEDED = {("plan", "merged"): "carries"}
"""By form and deciding choice: the column a right answer fills in though `required_in` does not say so (ROW04)."""

CHANGED, ADDED, OPTIONAL_ROW_USED = 0.3, 0.3, 0.5
"""How often a plain answer replaces what was prefilled, gives what may stay blank, and answers a row that needs no
answer."""


@dataclass(frozen=True, slots=True)
class Filling:
    """`cells` is everything in the columns to fill in; a cell that is not there is blank. `plain` are the rows that are
    answered rightly and plainly, as the instructions ask; only a filling that is right as a whole names any."""

    number: int
    pattern: str
    cells: Mapping[Place, Typed]
    plain: frozenset[int]


class Filler:
    def __init__(self, form: FormToFill) -> None:
        self._form = form
        self._words = RowWords(form)
        self._plain = {column.key: _values_for(column, plain=True) for column in form.layout.asked}
        self._all = {column.key: _values_for(column, plain=False) for column in form.layout.asked}
        tries = [(column, value) for column in form.layout.asked for value in self._all[column.key]]
        self.tries: tuple[tuple[Column, Value], ...] = tuple(_shuffled(tries))
        """Every value for every column it is tried in."""

    def filling(self, number: int) -> Filling:
        pattern = PATTERNS[number % len(PATTERNS)]
        seed = f"{self._form.layout.name} {self._form.path.stem} {number}"
        issued = {place: Typed("text", text) for place, text in self._form.issued.items()}
        draft = Draft(random.Random(seed), issued)  # noqa: S311  # the same each time, not secret
        self._choose(draft)
        plain = pattern(self, draft, number)
        return Filling(number, pattern.__name__, draft.cells, frozenset(plain))

    def as_issued(self, draft: Draft, number: int) -> Sequence[int]:
        """Nothing is typed; every other time everything is cleared, the prefilled cells too."""
        if number // len(PATTERNS) % 2:
            draft.cells.clear()
        return ()

    def all_right(self, draft: Draft, _number: int) -> Sequence[int]:
        return [line.row for line in self._form.lines if self._answer(draft, line)]

    def one_cell_spoilt(self, draft: Draft, number: int) -> Sequence[int]:
        """Each row rightly answered but for one cell. Every value comes to every column in turn, in whatever row."""
        self.all_right(draft, number)
        lines = self._form.lines
        first = PATTERNS[: number % len(PATTERNS)].count(Filler.one_cell_spoilt) * len(lines)
        first += number // len(PATTERNS) * PATTERNS.count(Filler.one_cell_spoilt) * len(lines)
        for position, line in enumerate(draft.chance.sample(lines, k=len(lines)), start=first):
            column, value = self.tries[position % len(self.tries)]
            self._try(draft, line, column, value)
        return ()

    def mixed_rows(self, draft: Draft, _number: int) -> Sequence[int]:
        """Each row in its own way: left alone, cleared, right, or any value in any cell."""
        for line in self._form.lines:
            way = draft.chance.random()
            if way < 0.15:
                continue
            if way < 0.25:
                self._clear(draft, line)
            else:
                self._answer(draft, line)
            if way > 0.45:
                for column in draft.chance.sample(self._form.layout.asked, k=draft.chance.randint(1, 3)):
                    self._try(draft, line, column, draft.chance.choice(self._all[column.key]))
        return ()

    def deciding_cleared(self, draft: Draft, number: int) -> Sequence[int]:
        """Everything right, but most rows do not say how they are answered."""
        self.all_right(draft, number)
        for line in self._form.lines:
            if draft.chance.random() < 0.7:
                draft.put((line.row, self._form.layout.deciding), None)
        return ()

    def column_over_another(self, draft: Draft, number: int) -> Sequence[int]:
        """The values of one column pasted over another one."""
        self.all_right(draft, number)
        source, target = draft.chance.sample(self._form.layout.asked, k=2)
        for row in self._form.rows:
            draft.put((row, target.key), draft.cells.get((row, source.key)))
        return ()

    def one_row_down(self, draft: Draft, number: int) -> Sequence[int]:
        """A block of right answers pasted one row below its place, heading lines included."""
        self.all_right(draft, number)
        first, last = sorted(draft.chance.sample(self._form.rows, k=2))
        before = dict(draft.cells)
        for row in range(first, last):
            for column in self._form.layout.asked:
                draft.put((row + 1, column.key), before.get((row, column.key)))
        return ()

    def pasted_down(self, draft: Draft, number: int) -> Sequence[int]:
        """One value in all rows of one column, copied from its first row."""
        self.all_right(draft, number)
        column = draft.chance.choice(self._form.layout.asked)
        value = draft.chance.choice(self._all[column.key])
        typed = value.filled_in(self._words.of(draft, self._form.lines[0], column))
        for line in self._form.lines:
            draft.put((line.row, column.key), typed)
        return ()

    def _choose(self, draft: Draft) -> None:
        """The deciding answer of every row, but of some that need none; one task at least is carried out, so that
        others can be merged into it."""
        deciding = self._form.layout.column(self._form.layout.deciding)
        lines = [line for line in self._form.lines if line.block in deciding.blocks]
        for line in lines:
            if line.block in deciding.required_in or draft.chance.random() < OPTIONAL_ROW_USED:
                draft.choices[line.row] = draft.chance.choice(deciding.choices)
        draft.choices[lines[0].row] = deciding.choices[0]
        carried_out = deciding.choice_labelled(CARRY_OUT)  # in a form that does not ask so every task will do
        for line in lines:
            if line.task is not None and carried_out in (None, draft.choices.get(line.row)):
                draft.carried.append(line.task.number)

    def _answer(self, draft: Draft, line: Line) -> bool:
        """Answer the row rightly, with what is asked and some of what may be left; False for a row that needs no answer
        and gets none."""
        decides = line.block in self._form.layout.column(self._form.layout.deciding).blocks
        if (line.row not in draft.choices) if decides else (draft.chance.random() > OPTIONAL_ROW_USED):
            return False
        # the numbers come first: they say which task's time frame a free row takes
        for column in sorted(self._form.layout.asked, key=lambda column: column.kind is not ColumnKind.NUMBERS):
            if line.block in column.blocks and self._is_filled_in(draft, line, column):
                words = self._words.of(draft, line, column)
                typed = [value.filled_in(words) for value in self._plain[column.key]]
                known = [value for value in typed if value is not None]
                if known:
                    draft.put((line.row, column.key), draft.chance.choice(known))
        return True

    def _is_filled_in(self, draft: Draft, line: Line, column: Column) -> bool:
        modes, choice = {line.block.value}, draft.choices.get(line.row)
        if choice is not None:
            modes.add(f"{line.block}.{choice.key}")
            if column.key == self._form.layout.deciding:
                return True
            if ALSO_NEEDED.get((self._form.layout.name, choice.key)) == column.key:
                return True
        if (line.row, column.key) in self._form.issued:
            return draft.chance.random() < CHANGED
        return bool(modes & column.required_in) or draft.chance.random() < ADDED

    def _clear(self, draft: Draft, line: Line) -> None:
        for column in self._form.layout.asked:
            draft.put((line.row, column.key), None)

    def _try(self, draft: Draft, line: Line, column: Column, value: Value) -> None:
        """Leaves the cell alone where the row has no word for the value, such as the phrase a free row was issued
        with."""
        typed = value.filled_in(self._words.of(draft, line, column))
        if typed is not None:
            draft.put((line.row, column.key), typed)


Pattern = Callable[[Filler, Draft, int], Sequence[int]]
PATTERNS: tuple[Pattern, ...] = (
    Filler.all_right,
    Filler.one_cell_spoilt,
    Filler.mixed_rows,
    Filler.deciding_cleared,
    Filler.one_cell_spoilt,
    Filler.column_over_another,
    Filler.mixed_rows,
    Filler.one_row_down,
    Filler.one_cell_spoilt,
    Filler.pasted_down,
    Filler.mixed_rows,
    Filler.as_issued,
)
"""One after the other, then from the beginning."""


def _values_for(column: Column, *, plain: bool) -> tuple[Value, ...]:
    """Raises ValueError for a kind of column that the table of values does not know."""
    values = tuple(value for value in VALUES if value.fits(column.kind) and (value.is_plain or not plain))
    if not any(value.is_plain for value in values):
        raise ValueError(f"values.tsv has no plain value for a column of kind {column.kind.value!r}")
    return values


def _shuffled(tries: Sequence[tuple[Column, Value]]) -> Iterator[tuple[Column, Value]]:
    """Values of one column far from each other, so that a form sees many of them."""
    yield from random.Random(0).sample(tries, k=len(tries))  # noqa: S311  # the same each time, not secret
