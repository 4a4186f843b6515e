"""A return bent by accident is read like the clean one, or the findings say precisely why not."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.office.calc import Calc

if TYPE_CHECKING:
    from tests.torture.conftest import Comparison, Read, Torture
    from tests.torture.make_torture import Accident

Record = Callable[[str, object], None]
UNDONE_BY_LIBREOFFICE = {
    "formula with result": "it calculates the formula, and the made-up result is gone",
    "formula without result": "it calculates the formula",
    "with macros": "it drops the made-up project",
    "last cell of sheet": "an .xls sheet ends before it",
}
KINDS = ("xlsx", "ods", "xls")
EVERY_SO_MANY_PAIRS = 40


def explain(torture: "Torture", accidents: Sequence["Accident"], read: "Read") -> "Comparison":
    """What came of the accidents, all of it declared by them; nothing else was said, lost or read in another way."""
    assert read.pointless == []
    found = torture.compare(read)
    says = {said for accident in accidents for said in accident.says}
    affects = torture.affected_by(accidents)
    anywhere = {code for code, task in says if task == "*"}
    assert {(code, "*" if code in anywhere else task) for code, task in found.said} == says
    assert {(task, column) for task, column in found.unlike if not covered(task, column, affects)} == set()
    assert found.silenced <= {task for task, _ in affects}
    assert says or not found.unlike
    return found


def covered(task: str, column: str, affects: set[tuple[str, str]]) -> bool:
    return not {(task, column), (task, "*"), ("*", column)}.isdisjoint(affects)


def outcome(found: "Comparison") -> str:
    return "explained" if found.unlike else "same"


def test_every_accident_alone_is_read_or_explained(
    torture: "Torture", accident: "Accident", record_property: Record
) -> None:
    found = explain(torture, [accident], torture.read(torture.bent([accident])))
    exact = {(task, column) for task, column in accident.affects if "*" not in (task, column)}
    assert exact <= found.unlike
    assert bool(accident.affects) == bool(found.unlike)
    record_property("torture", outcome(found))


def test_two_accidents_together_are_read_or_explained(
    torture: "Torture", pair: "tuple[Accident, Accident]", record_property: Record
) -> None:
    record_property("torture", outcome(explain(torture, pair, torture.read(torture.bent(pair)))))


def test_the_torture_set_is_large_enough(torture: "Torture") -> None:
    assert len(torture.accidents) >= 35
    assert len({accident.name for accident in torture.accidents}) == len(torture.accidents)
    assert len({accident.says for accident in torture.accidents}) > 20


def test_the_clean_return_holds_every_kind_of_answer(torture: "Torture") -> None:
    read = torture.clean_read
    choices = {text for _, column, text in read.values if column == "treatment"}
    assert choices >= {"carry_out", "merged", "not_applicable"}
    assert {group for group, _ in read.own} == {"1", "2", "5"}
    assert len(read.values) > 100
    assert read.pointless == []


@pytest.mark.office
@pytest.mark.parametrize("kind", KINDS)
def test_accidents_saved_in_another_format_are_read_or_explained(
    libreoffice: Calc, torture: "Torture", tmp_path: Path, kind: str, record_property: Record
) -> None:
    """Every accident alone in two of the three formats, and a part of the pairs, but for those that saving undoes."""
    left_out = KINDS.index(kind)
    tried: list[tuple[Accident, ...]] = [
        (accident,) for number, accident in enumerate(torture.accidents) if number % len(KINDS) != left_out
    ]
    tried += torture.pairs[left_out::EVERY_SO_MANY_PAIRS]
    cases = [case for case in tried if UNDONE_BY_LIBREOFFICE.keys().isdisjoint(accident.name for accident in case)]
    assert len(cases) >= 40
    for number, case in enumerate(cases):
        source = tmp_path / f"{number}.xlsx"
        source.write_bytes(torture.bent(case))
        path = libreoffice.saved(source, kind, tmp_path / "saved")
        saved = torture.read(path.read_bytes(), path.name)
        assert saved.workbook.format == kind
        found = explain(torture, case, saved)
        record_property("torture", f"{outcome(found)} as {kind} by LibreOffice")
