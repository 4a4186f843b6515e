"""Which unit of a drill sends what, and when: the seed decides, and every kind of trouble gets its turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import cycle, islice
from random import Random

from tdn_templates.core.drill_faults import ERRORS, NOTES, WARNINGS, FaultKind
from tdn_templates.model.words import UnitSlug


class Part(StrEnum):
    """What a unit does in a drill."""

    RIGHT = "right"
    NIL = "nil"
    NOTED = "noted"
    WARNED = "warned"
    FAULTY = "faulty"
    NIL_AND_ANSWERS = "nil_and_answers"
    WIPED = "wiped"
    CUT_OFF = "cut_off"
    SCAN = "scan"
    OTHER_WORKBOOK = "other_workbook"
    SILENT = "silent"
    LATE = "late"
    CORRECTED = "corrected"
    """A faulty return, then a right one."""
    SPOILT = "spoilt"
    """A right return, then a faulty one."""
    TWICE = "twice"
    """The same file twice."""


_DECK = (
    *(Part.FAULTY, Part.RIGHT, Part.SILENT, Part.LATE, Part.NIL, Part.WARNED, Part.CORRECTED, Part.WIPED),
    *(Part.RIGHT, Part.CUT_OFF, Part.RIGHT, Part.SPOILT, Part.RIGHT, Part.FAULTY, Part.RIGHT, Part.NOTED),
    *(Part.RIGHT, Part.TWICE, Part.RIGHT, Part.NIL_AND_ANSWERS, Part.RIGHT, Part.FAULTY, Part.RIGHT, Part.SILENT),
    *(Part.RIGHT, Part.SCAN, Part.RIGHT, Part.WARNED, Part.RIGHT, Part.LATE, Part.RIGHT, Part.OTHER_WORKBOOK),
    *(Part.RIGHT, Part.RIGHT, Part.NIL, Part.RIGHT, Part.NOTED, Part.RIGHT, Part.RIGHT, Part.FAULTY),
)
"""The first eight show the most, for a drill of few units."""

_MOST_FAULTS = 3
_DAYS_TO_DEADLINE, _DAYS_LATE = 20, 3


@dataclass(frozen=True, slots=True)
class UnitPart:
    """`kinds` are the faults wanted in its faulty return, in the order in which they are tried; `received` the days on
    which its versions arrive, and `answered` the one on which it answers the reminder."""

    slug: UnitSlug
    part: Part
    kinds: tuple[FaultKind, ...]
    received: tuple[date, ...]
    answered: date


def drill_plan(units: Sequence[UnitSlug], seed: int, deadline: date) -> tuple[UnitPart, ...]:
    """A part for each unit, in the order of the units. The same units, seed and deadline give the same."""
    random = Random(f"tdn drill {seed}")  # noqa: S311 - a drill wants repeatable, not secret
    parts = list(islice(cycle(_DECK), len(units)))
    random.shuffle(parts)
    decks = {part: _shuffled(kinds, random) for part, kinds in _KINDS.items()}
    turns = dict.fromkeys(decks, 0)
    found = []
    for slug, part in zip(units, parts, strict=True):
        wanted: tuple[FaultKind, ...] = ()
        if part in _DRAWS_FROM:
            deck = decks[_DRAWS_FROM[part]]
            count, first = random.randint(1, _MOST_FAULTS), turns[_DRAWS_FROM[part]]
            wanted = tuple(islice(cycle(deck), first % len(deck), first % len(deck) + min(count, len(deck))))
            turns[_DRAWS_FROM[part]] += count
        found.append(UnitPart(slug, part, wanted, _days(part, deadline, random), _answer_day(deadline, random)))
    return tuple(found)


ANSWERS_LATER = frozenset(
    {
        *(Part.FAULTY, Part.NIL_AND_ANSWERS, Part.WIPED, Part.CUT_OFF, Part.SCAN, Part.OTHER_WORKBOOK),
        *(Part.SILENT, Part.SPOILT),
    }
)
"""Those whom the officer has to remind."""

_KINDS: Mapping[Part, Sequence[FaultKind]] = {Part.FAULTY: ERRORS, Part.WARNED: WARNINGS, Part.NOTED: NOTES}
_DRAWS_FROM = {
    Part.FAULTY: Part.FAULTY,
    Part.CORRECTED: Part.FAULTY,
    Part.SPOILT: Part.FAULTY,
    Part.WARNED: Part.WARNED,
    Part.NOTED: Part.NOTED,
}


def others_of(part: UnitPart) -> Sequence[FaultKind]:
    """Every kind like those that the unit was to have."""
    return _KINDS[_DRAWS_FROM[part.part]] if part.part in _DRAWS_FROM else ()


def reminders_on(deadline: date) -> date:
    """The day on which the officer writes the reminders."""
    return deadline + timedelta(days=_DAYS_LATE + 2)


def answers_by(deadline: date) -> date:
    """The day by which all units have answered them."""
    return reminders_on(deadline) + timedelta(days=7)


def issued_on(deadline: date) -> date:
    """The day of the letter that the forms go out with."""
    return deadline - timedelta(days=_DAYS_TO_DEADLINE + 5)


def _shuffled(kinds: Sequence[FaultKind], random: Random) -> list[FaultKind]:
    shuffled = list(kinds)
    random.shuffle(shuffled)
    return shuffled


def _days(part: Part, deadline: date, random: Random) -> tuple[date, ...]:
    early = deadline - timedelta(days=random.randint(_DAYS_TO_DEADLINE // 2, _DAYS_TO_DEADLINE))
    in_time = deadline - timedelta(days=random.randint(0, _DAYS_TO_DEADLINE // 2 - 1))
    late = deadline + timedelta(days=random.randint(1, _DAYS_LATE))
    match part:
        case Part.SILENT:
            return ()
        case Part.LATE:
            return (late,)
        case Part.CORRECTED:
            return (in_time, late)
        case Part.SPOILT | Part.TWICE:
            return (early, in_time)
        case Part.RIGHT | Part.NIL | Part.NOTED | Part.WARNED | Part.FAULTY | Part.NIL_AND_ANSWERS:
            return (in_time,)
        case Part.WIPED | Part.CUT_OFF | Part.SCAN | Part.OTHER_WORKBOOK:
            return (in_time,)


def _answer_day(deadline: date, random: Random) -> date:
    return reminders_on(deadline) + timedelta(days=random.randint(1, 6))
