"""Choose among several lists of tasks in one file: the fullest, with the parts that go on with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tdn_templates.core.annex.found_table import FoundTable
from tdn_templates.core.annex.numbers import Number, read_number
from tdn_templates.model.annex import Doubt, Field, SourcePlace


@dataclass(frozen=True, slots=True)
class Choice:
    """`parts` in the order of the file, all with the same columns."""

    parts: tuple[FoundTable, ...]
    doubts: tuple[Doubt, ...] = ()


def choose_tables(tables: Sequence[FoundTable]) -> Choice:
    """The fullest table and all with the same columns. A part that does not simply go on, and a list that was left out,
    are doubts. `tables` must not be empty."""
    best = max(tables, key=lambda found: (len(found.fields), len(found.rows)))
    parts = tuple(found for found in tables if found.signature == best.signature)
    doubts: list[Doubt] = []
    for at, part in enumerate(parts[1:], 1):
        if _begins_anew(parts[:at], part):
            facts = {"table": parts[0].name, "joined": part.name}
            doubts.append(Doubt("tables_joined", None, facts, SourcePlace(part.name, 1, 1)))
    for found in tables:
        if found.signature != best.signature:
            facts = {"taken": best.name, "left": found.name, "number": str(found.position)}
            doubts.append(Doubt("other_table_left", None, facts, SourcePlace(found.name, 1, 1)))
    return Choice(parts, tuple(doubts))


def _begins_anew(before: Sequence[FoundTable], part: FoundTable) -> bool:
    """Whether its first number was there before: then it may as well be a list of its own."""
    numbers = _numbers(part)
    earlier = [number for table in before for number in _numbers(table)]
    if not numbers or not earlier or numbers[0].is_below(earlier[-1]):
        return False
    first = numbers[0].text
    return first in {number.text for number in earlier} and first != earlier[-1].text


def _numbers(table: FoundTable) -> list[Number]:
    at = table.place_of(Field.NUMBER)
    shown = [row.cells[at] for row in table.rows if at in row.cells] if at is not None else []
    return [number for number in map(read_number, shown) if number is not None]
