"""A check cell says ✓ where `tdn validate` finds no error, and only there: forms filled in at random by LibreOffice."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tdn_templates.api.validating import Checking
from tdn_templates.core.clean_text import clean_text
from tests.office.agreement import RIGHT, UNSURE, ComparedRow, Said, counts
from tests.office.filled import Clerk, FilledIn, compared, read_checks
from tests.office.fillings import PATTERNS, Filler
from tests.office.forms import FORMS

if TYPE_CHECKING:
    from tests.office.calc import Calc
    from tests.office.form_to_fill import FormToFill

pytestmark = [pytest.mark.office, pytest.mark.slow]

FILLINGS = 500
"""Whole forms at least, over all forms together."""

BATCH = 25
BATCHES = -(-FILLINGS // (BATCH * len(FORMS)))

MOST_UNSURE = 0.1
"""So many of the plain right answers at most may be left to the check of the return, in each batch."""

SHOWN = 15
SAMPLE = (1, 2, 7, 9)
"""The numbers of the fillings that are also opened again, each of another pattern."""

ALL_RIGHT, ONE_CELL_SPOILT = PATTERNS.index(Filler.all_right), PATTERNS.index(Filler.one_cell_spoilt)
WRONG_CHECKS = {
    "always right": (f'="{RIGHT}"', Said.RIGHT),
    "always a fault": ('="thiếu đơn vị chủ trì"', Said.FAULT),
    "always silent": ('=""', Said.NOTHING),
    "broken": ("=NA()", Said.BROKEN),
}


@pytest.fixture
def clerk(calc: "Calc", issued: Callable[[str, str], "FormToFill"], form: str, unit: str) -> Iterator[Clerk]:
    at_work = Clerk(calc, issued(form, unit))
    yield at_work
    at_work.close()


@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.parametrize(("form", "unit"), FORMS)
def test_check_cells_and_validate_never_disagree(
    clerk: Clerk, checking: Checking, batch: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    numbers = range(batch * BATCH, (batch + 1) * BATCH)
    filled = [clerk.fill_in(number, tmp_path / f"{number}.xlsx") for number in numbers]
    rows = compared(clerk.form, filled, checking)
    counted = counts([row for of_filling in rows for row in of_filling])
    record_property("agreement", {"fillings": len(filled), **counted})
    assert disagreements(filled, rows) == []
    assert counted["right"] > 0
    assert counted["fault"] > 0
    plain = plain_rows(filled, rows)
    assert [row for row in plain if row.errors] == []
    assert share(plain, Said.UNSURE) <= MOST_UNSURE


@pytest.mark.parametrize("name", WRONG_CHECKS)
@pytest.mark.parametrize(("form", "unit"), FORMS[:1])
def test_wrong_checks_are_found_out(clerk: Clerk, checking: Checking, name: str, tmp_path: Path) -> None:
    formula, said = WRONG_CHECKS[name]
    filled = [clerk.overwrite_checks(ONE_CELL_SPOILT, formula, tmp_path / "wrong.xlsx")]
    rows = compared(clerk.form, filled, checking)
    assert {row.said for row in rows[0]} == {said}
    assert len(disagreements(filled, rows)) > 5


@pytest.mark.parametrize(("form", "unit"), FORMS[:1])
def test_checks_that_say_nothing_of_right_answers_are_found_out(
    clerk: Clerk, checking: Checking, tmp_path: Path
) -> None:
    filled = [clerk.overwrite_checks(ALL_RIGHT, f'="{UNSURE}"', tmp_path / "unsure.xlsx")]
    rows = compared(clerk.form, filled, checking)
    assert disagreements(filled, rows) == []
    assert share(plain_rows(filled, rows), Said.UNSURE) > MOST_UNSURE


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize(("form", "unit"), FORMS)
def test_check_cells_say_the_same_in_a_copy_that_is_opened_again(
    calc: "Calc", clerk: Clerk, checking: Checking, kind: str, tmp_path: Path
) -> None:
    filled = [clerk.fill_in(number, tmp_path / f"{number}.{kind}") for number in SAMPLE]
    for item in filled:
        book = calc.open(item.path)
        again = read_checks(book, clerk.form)
        book.close()
        lost = rows_with_controls(item) if kind == "ods" else set()
        assert {row: text for row, text in again.items() if text != item.checks[row] and row not in lost} == {}
    assert disagreements(filled, compared(clerk.form, filled, checking)) == []


def rows_with_controls(item: FilledIn) -> set[int]:
    """Rows with a character that no XML can hold: LibreOffice leaves it out of an .ods file."""
    return {row for (row, _), typed in item.filling.cells.items() if clean_text(str(typed.value)).removed}


def plain_rows(filled: Sequence[FilledIn], rows: Sequence[Sequence[ComparedRow]]) -> list[ComparedRow]:
    """The rows that are answered plainly and rightly, as their filling says."""
    pairs = zip(filled, rows, strict=True)
    return [row for item, of_filling in pairs for row in of_filling if row.row in item.filling.plain]


def share(rows: Sequence[ComparedRow], said: Said) -> float:
    return Counter(row.said for row in rows)[said] / len(rows)


def disagreements(
    filled: Sequence[FilledIn], rows: Sequence[Sequence[ComparedRow]]
) -> list[tuple[str, str, dict[str, object]]]:
    """Filling and row, why, and what stood in the row: one of each kind of disagreement, then some of the others."""
    found: dict[str, list[tuple[str, str, dict[str, object]]]] = {}
    for item, of_filling in zip(filled, rows, strict=True):
        for row in of_filling:
            if row.disagreement:
                where = f"filling {item.filling.number} ({item.filling.pattern}), row {row.row}"
                answers: dict[str, object] = {
                    key: typed.value for (at, key), typed in item.filling.cells.items() if at == row.row
                }
                found.setdefault(row.disagreement, []).append((where, row.disagreement, answers))
    firsts = [same[0] for same in found.values()]
    others = [one for same in found.values() for one in same[1:]]
    return (firsts + others)[: max(SHOWN, len(firsts))]
