"""A form that is filled in by LibreOffice, filling after filling, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tdn_templates.api.validating import Checking, validate_with
from tdn_templates.model.words import State
from tests.office.agreement import ComparedRow, compare
from tests.office.calc import Book, Calc, Content, Typed
from tests.office.fillings import Filler, Filling
from tests.office.form_to_fill import CHECK, FormToFill

TYPED = ("date", "formula")
"""What a block of plain values cannot hold; it is typed into its cells afterwards."""


@dataclass(frozen=True, slots=True)
class FilledIn:
    """`checks` are the texts of the check cells by sheet row, as the office calculated them; `path` is the file."""

    filling: Filling
    checks: Mapping[int, str]
    path: Path


class Clerk:
    """Has one form open and fills it in again and again. Every filling overwrites all that the one before left."""

    def __init__(self, calc: Calc, form: FormToFill) -> None:
        self.form = form
        self._filler = Filler(form)
        self._book = calc.open(form.path)

    def fill_in(self, number: int, path: Path) -> FilledIn:
        """The filling of this number: paste everything, calculate, save under this name and format."""
        form, filling = self.form, self._filler.filling(number)
        for run in form.asked_runs():
            block = [[_pasted(filling.cells.get((row, column.key))) for column in run] for row in form.rows]
            self._book.paste(form.sheet, form.cell((form.rows[0], run[0].key)), block)
        typed = {form.cell(place): typed for place, typed in filling.cells.items() if typed.how in TYPED}
        self._book.type_in(form.sheet, typed)
        return self._saved(filling, path)

    def overwrite_checks(self, number: int, formula: str, path: Path) -> FilledIn:
        """The same filling with another formula in all check cells, which stays there."""
        filled = self.fill_in(number, path)
        cells = {self.form.cell((line.row, CHECK)): Typed("formula", formula) for line in self.form.lines}
        self._book.type_in(self.form.sheet, cells)
        return self._saved(filled.filling, path)

    def close(self) -> None:
        self._book.close()

    def _saved(self, filling: Filling, path: Path) -> FilledIn:
        checks = read_checks(self._book, self.form)
        self._book.save(path)
        return FilledIn(filling, checks, path)


def read_checks(book: Book, form: FormToFill) -> dict[int, str]:
    """What the check cells say after calculation, by sheet row."""
    book.calculate()
    shown = book.texts(form.sheet, form.check_area)
    return {row: text for row, (text,) in zip(form.rows, shown, strict=True)}


def compared(form: FormToFill, filled: Sequence[FilledIn], checking: Checking) -> list[tuple[ComparedRow, ...]]:
    """Each filling's rows beside what validate says of the file that was saved."""
    validation = validate_with([item.path for item in filled], checking)
    verdicts = dict(zip(validation.paths, validation.verdicts, strict=True))
    assert all(verdict.state is not State.REJECTED for verdict in verdicts.values())
    return [tuple(compare(form, item.checks, verdicts[item.path])) for item in filled]


def _pasted(typed: Typed | None) -> Content:
    return typed.value if typed is not None and typed.how not in TYPED else ""
