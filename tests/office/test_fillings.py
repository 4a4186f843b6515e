"""The fillings are the same for the same number, and every value of the table comes to every column."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.office.agreement import ComparedRow, Said, counts
from tests.office.fillings import PATTERNS, Filler
from tests.office.forms import FORMS
from tests.office.values import VALUES

if TYPE_CHECKING:
    from tests.office.form_to_fill import FormToFill

Issued = Callable[[str, str], "FormToFill"]
NUMBERS = range(60)
ONE_ROW_DOWN = PATTERNS.index(Filler.one_row_down)
NO_REASON = ""

# what the check cell says, errors of the row, whether the row is silent: why the two disagree
CASES: tuple[tuple[str, tuple[str, ...], bool, Said, str], ...] = (
    ("✓", (), False, Said.RIGHT, NO_REASON),
    ("✓", (), True, Said.RIGHT, NO_REASON),
    ("✓", ("UNIT01",), False, Said.RIGHT, "it says right, validate says UNIT01"),
    ("✓ ", (), False, Said.FAULT, "it says “✓ ”, validate says no error"),
    ("", (), True, Said.NOTHING, NO_REASON),
    ("", (), False, Said.NOTHING, "it says nothing of a row that says something"),
    ("", ("ROW01",), True, Said.NOTHING, "it says nothing, validate says ROW01"),
    ("kiểm tra khi nộp", (), False, Said.UNSURE, NO_REASON),
    ("kiểm tra khi nộp: tên đơn vị", ("UNIT02",), False, Said.UNSURE, NO_REASON),
    ("chưa ghi đơn vị chủ trì", ("UNIT01", "TIME01"), False, Said.FAULT, NO_REASON),
    ("chưa ghi đơn vị chủ trì", (), False, Said.FAULT, "it says “chưa ghi đơn vị chủ trì”, validate says no error"),
    ("#NAME?", ("UNIT01",), False, Said.BROKEN, "the check itself fails (#NAME?)"),
    ("Err:504", ("UNIT01",), False, Said.BROKEN, "the check itself fails (Err:504)"),
)


@pytest.mark.parametrize(("check", "errors", "is_silent", "said", "reason"), CASES)
def test_two_answers_disagree_when_both_cannot_be_right(
    check: str, errors: tuple[str, ...], is_silent: bool, said: Said, reason: str
) -> None:
    row = ComparedRow(7, check, errors, is_silent)
    assert (row.said, row.disagreement) == (said, reason)
    assert counts([row])["disagreements"] == bool(reason)


@pytest.mark.parametrize(("form", "unit"), FORMS)
def test_the_same_number_gives_the_same_filling(issued: Issued, form: str, unit: str) -> None:
    one, other = Filler(issued(form, unit)), Filler(issued(form, unit))
    numbers = range(2 * len(PATTERNS))
    fillings = [one.filling(number) for number in numbers]
    assert fillings == [other.filling(number) for number in numbers]
    # a form without prefilled answers looks as issued when all are cleared
    nothing_issued = 0 if issued(form, unit).issued else 1
    assert len({frozenset(filling.cells.items()) for filling in fillings}) == len(numbers) - nothing_issued


@pytest.mark.parametrize(("form", "unit"), FORMS)
def test_every_value_comes_to_every_column_it_is_tried_in(issued: Issued, form: str, unit: str) -> None:
    filler = Filler(issued(form, unit))
    came: set[tuple[str, object]] = set()
    for number in NUMBERS:
        came |= {(key, typed.value) for (_, key), typed in filler.filling(number).cells.items()}
    asked = issued(form, unit).layout.asked
    wanted = {
        (column.key, typed.value)
        for column in asked
        for value in VALUES
        if value.fits(column.kind) and (typed := value.filled_in({})) is not None and typed.value != ""
    }
    assert len(wanted) > 40 * len(asked)
    assert wanted - came == set()


@pytest.mark.parametrize(("form", "unit"), FORMS)
def test_whole_forms_are_bent_in_their_own_ways(issued: Issued, form: str, unit: str) -> None:
    sent = issued(form, unit)
    filler, layout = Filler(sent), sent.layout
    by_pattern = {filler.filling(number).pattern: filler.filling(number) for number in range(len(PATTERNS))}
    deciding = {row for row, key in by_pattern["all_right"].cells if key == layout.deciding}
    answered = {line.row for line in sent.lines if line.task is not None}
    assert len(by_pattern["all_right"].plain & answered) > len(answered) // 2
    assert {place: typed.value for place, typed in by_pattern["as_issued"].cells.items()} == sent.issued
    assert filler.filling(2 * len(PATTERNS) - 1).cells == {}
    assert len([row for row, key in by_pattern["deciding_cleared"].cells if key == layout.deciding]) < len(deciding)
    moved = {row for number in NUMBERS[ONE_ROW_DOWN :: len(PATTERNS)] for row, _ in filler.filling(number).cells}
    assert moved - {line.row for line in sent.lines}


def test_the_table_of_values_has_no_line_twice() -> None:
    assert len({(value.kind, value.how, value.template) for value in VALUES}) == len(VALUES)
    assert {value.how for value in VALUES} == {"text", "nfd", "number", "date", "formula", "blank"}
    assert {value.merit for value in VALUES} == {"plain", "odd"}
