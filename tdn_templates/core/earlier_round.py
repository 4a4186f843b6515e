"""Hold a merge against that of the round before: rows by the code of their task, own rows by near text."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from tdn_templates.core.earlier_round_words import row_text
from tdn_templates.core.fold import fold
from tdn_templates.core.match_task import NEAR_MARGIN, NEAR_RATIO
from tdn_templates.model.consolidation import Consolidation, Entry, UnitPart
from tdn_templates.model.earlier_round import ChangeKind, RoundsCompared, RowChange
from tdn_templates.model.words import TaskCode

Pair = tuple[Entry, Entry]
"""The same row before and now."""


def compare_rounds(before: Consolidation, now: Consolidation) -> RoundsCompared:
    """Both of the same form. Printed numbers never say which rows belong together: units renumber their plans."""
    earlier = {part.unit.slug: part for part in before.parts}
    later = {part.unit.slug for part in now.parts}
    changes: list[RowChange] = []
    same = 0
    for part in now.parts:
        if part.unit.slug in earlier:
            pairs = _pairs(earlier[part.unit.slug], part, before, now)
            found = tuple(_changes(earlier[part.unit.slug], part, pairs, now.fields))
            touched = sum(change.kind in (ChangeKind.MOVED, ChangeKind.CHANGED) for change in found)
            same += len(_in_both(earlier[part.unit.slug], part, pairs)) - touched
            changes += found
    return RoundsCompared(
        changes=tuple(changes),
        joined=tuple(part.unit for part in now.parts if part.unit.slug not in earlier),
        left=tuple(part.unit for part in before.parts if part.unit.slug not in later),
        same=same,
    )


def _changes(before: UnitPart, now: UnitPart, pairs: Sequence[Pair], fields: Sequence[str]) -> Iterator[RowChange]:
    both = _in_both(before, now, pairs)
    moved = {_spot(entry) for _, entry in _moved(both)}
    of_now = {_spot(after): first for first, after in pairs}
    of_before = {_spot(first): after for first, after in pairs}
    carried = {_spot(first): first for first, _ in both}
    for entry in now.plan:
        first = of_now.get(_spot(entry))
        if first is None or _spot(first) not in carried:
            yield RowChange(now.unit, ChangeKind.NEW, first, entry)
            continue
        other = tuple(name for name in fields if _words(first, name) != _words(entry, name))
        if _spot(entry) in moved:
            yield RowChange(now.unit, ChangeKind.MOVED, first, entry, other)
        elif other:
            yield RowChange(now.unit, ChangeKind.CHANGED, first, entry, other)
    for entry in before.plan:
        if _spot(entry) not in carried:
            yield RowChange(now.unit, ChangeKind.DROPPED, entry, of_before.get(_spot(entry)))


def _in_both(before: UnitPart, now: UnitPart, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """The rows carried out in both rounds, in the order of the earlier plan."""
    first, second = {_spot(entry) for entry in before.plan}, {_spot(entry) for entry in now.plan}
    return tuple(pair for pair in pairs if _spot(pair[0]) in first and _spot(pair[1]) in second)


def _moved(both: Sequence[Pair]) -> Iterator[Pair]:
    """Rows in another group, and those that the fewest have to be taken out for the others to keep their order."""
    kept = [pair for pair in both if pair[0].group == pair[1].group]
    yield from (pair for pair in both if pair[0].group != pair[1].group)
    places = [_number(entry.number) for _, entry in kept]
    in_order = _longest_rising(places)
    yield from (pair for index, pair in enumerate(kept) if index not in in_order)


def _longest_rising(places: Sequence[tuple[int, ...]]) -> set[int]:
    """The indexes of a longest rising run, not of neighbours; the earliest of several as long."""
    ends: list[tuple[int, ...]] = []
    at: list[int] = []
    previous: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        previous.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        at[length : length + 1] = [index]
    found: set[int] = set()
    index = at[-1] if at else -1
    while index >= 0:
        found.add(index)
        index = previous[index]
    return found


def _pairs(before: UnitPart, now: UnitPart, first: Consolidation, second: Consolidation) -> tuple[Pair, ...]:
    """The rows of both rounds that are the same, in the order of the earlier plan, each once."""
    olds, news = (*before.plan, *before.others), (*now.plan, *now.others)
    by_code: dict[TaskCode, Entry] = {entry.task.code: entry for entry in news if entry.task is not None}
    found: dict[tuple[int, str], Entry] = {}
    for old in olds:
        if old.task is not None and old.task.code in by_code:
            found[_spot(old)] = by_code[old.task.code]
    taken = {_spot(entry) for entry in found.values()}
    rest = [old for old in olds if _spot(old) not in found]
    free = [new for new in news if _spot(new) not in taken]
    one_list = first.programme.code == second.programme.code
    found |= _near_pairs(rest, free, one_list=one_list)
    return tuple((old, found[_spot(old)]) for old in olds if _spot(old) in found)


def _near_pairs(olds: Sequence[Entry], news: Sequence[Entry], *, one_list: bool) -> Mapping[tuple[int, str], Entry]:
    """Rows with the same text, then with the nearest one, the nearest pair first. In `one_list` two tasks of the list
    are never the same row; a row is left alone where another one is about as near."""
    scored = sorted(
        (
            (-score, old.row, new.row, old, new)
            for old in olds
            for new in news
            if not (one_list and old.task is not None and new.task is not None)
            and (score := _likeness(old, new)) >= NEAR_RATIO
        ),
        key=lambda each: each[:3],
    )
    found: dict[tuple[int, str], Entry] = {}
    taken: set[tuple[int, str]] = set()
    for score, _, _, old, new in scored:
        if _spot(old) in found or _spot(new) in taken:
            continue
        rivals = [
            other
            for other in scored
            if (other[3] is old) != (other[4] is new)
            and _spot(other[3]) not in found
            and _spot(other[4]) not in taken
            and other[0] - score < NEAR_MARGIN
        ]
        if -score == 100.0 or not rivals:
            found[_spot(old)] = new
            taken.add(_spot(new))
    return found


def _likeness(one: Entry, other: Entry) -> float:
    """0 to 100, of the folded texts."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - only own rows need it, and importing it takes time

    return float(ratio(fold(row_text(one)), fold(row_text(other)), score_cutoff=NEAR_RATIO))


def _words(entry: Entry, field: str) -> str:
    """Blanks make no difference."""
    value = entry.fields.get(field)
    return " ".join(value.text.split()) if value is not None else ""


def _spot(entry: Entry) -> tuple[int, str]:
    """Which row of a unit's part it is: its row of the sheet; its task where it was put together from several."""
    return entry.row, entry.task.code if entry.task is not None else ""


def _number(number: str) -> tuple[int, ...]:
    """ "2.10" after "2.9"."""
    return tuple(int(part) if part.isdecimal() else 0 for part in number.split("."))
