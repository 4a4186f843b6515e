"""A drill (diễn tập): a practice round whose faults are known beforehand, and the answer to it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tdn_templates.model.finding import Place
from tdn_templates.model.round import Nobodys
from tdn_templates.model.words import RuleCode, State, UnitSlug, Wording


@dataclass(frozen=True, slots=True)
class SeededFault:
    """A fault that was put in on purpose, or a remark that cannot be helped (`kind` "").

    `code` is the rule that finds it at `place`; `task` is the printed number, "" for what is not about one task.
    """

    kind: str
    code: RuleCode
    place: Place
    task: str = ""


@dataclass(frozen=True, slots=True)
class DrillFile:
    """One file of the inbox. `file` is its path below it, with "/"; `unit` the slug it says it is of, "" for none.

    `state` is that of the return; `nobodys` says why it belongs to nobody, None where it does belong to its unit.
    `faults` are all that a check finds in it.
    """

    file: str
    sha256: str
    unit: str
    received: date
    state: State
    faults: tuple[SeededFault, ...] = ()
    nobodys: Nobodys | None = None


@dataclass(frozen=True, slots=True)
class DrillAnswer:
    """The answer to a drill: `files` in the order of arrival, `states` of the units in the order of round.yaml.

    `on` is the day that the reminders are written, `answered_on` the day by which the units have answered them.
    `answered` says that they have: `files` then holds what they sent, and `states` is where the units stand since.
    """

    seed: int
    on: date
    answered_on: date
    files: tuple[DrillFile, ...]
    states: tuple[tuple[UnitSlug, State], ...]
    answered: bool = False


class DrillStep(StrEnum):
    """The steps of the cycle that leave something in the folder, in their order."""

    ISSUED = "issued"
    CHECKED = "checked"
    DRAFTED = "drafted"
    """Merged with --draft, or for good already."""
    REMINDED = "reminded"
    ANSWERED = "answered"
    ALL_THERE = "all_there"
    """Nobody is late and nothing is to be corrected any more."""
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class DrillDifference:
    """Where the round says something else than the answer; `about` is a file, or the slug of a unit."""

    about: str
    expected: Wording
    found: Wording


@dataclass(frozen=True, slots=True)
class DrillCheck:
    """`faults` counts those of the answer and `found` those of them that the check of the round found at their cell;
    `units` and `as_expected` count states. `own` are files that the officer put into the inbox or changed: their units
    are not held against the answer, nor are those for which round.yaml says which file counts."""

    faults: int
    found: int
    units: int
    as_expected: int
    own: tuple[str, ...]
    differences: tuple[DrillDifference, ...]
    done: frozenset[DrillStep]
