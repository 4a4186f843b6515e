"""A round (đợt báo cáo) as values: what its folder says, and where every unit of it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tdn_templates.model.finding import Finding
from tdn_templates.model.settings import Settings
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import State, UnitSlug

NO_SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class RoundSetup:
    """What round.yaml says.

    `programme` is a code of the package or a path inside the folder of the round, as are `head` and `templates`, ""
    where there is none. `deadline` is the last day for returns, `closing` the day after which nothing is taken any
    more. `units` are slugs in the order of the file. `use` are files of the inbox that count for their unit although
    another one came later; paths are written with "/".
    """

    code: str
    title: str
    programme: str
    form: str
    year: int | None
    as_of: date | None
    deadline: date
    units: tuple[UnitSlug, ...]
    closing: date | None = None
    issuer: str = ""
    letter_number: str = ""
    letter_date: date | None = None
    head: str = ""
    templates: str = ""
    use: tuple[str, ...] = ()
    settings: Settings = NO_SETTINGS


@dataclass(frozen=True, slots=True)
class Receipt:
    """One file as the register of receipts (sổ nhận) has it: the order of the register is the order of arrival.

    `file` is its path below the inbox, with "/"; `seen` the day it was first looked at. `unit` is the slug, "" while
    nobody knows whose it is; `state` is that of the day it was first seen.
    """

    file: str
    sha256: str
    seen: date
    unit: str
    state: State


@dataclass(frozen=True, slots=True)
class Version:
    """One file that a unit sent. `findings` are those of the file alone, the most important first."""

    file: str
    sha256: str
    received: date
    state: State
    findings: tuple[Finding, ...]
    errors: int
    warnings: int
    notes: int


@dataclass(frozen=True, slots=True)
class Change:
    """What the version that counts has changed since the one before it: cells of the table, and findings."""

    cells: int
    fixed: int
    still_there: int
    new: int


class Why(StrEnum):
    """Why a version counts."""

    ONLY = "only"
    LAST = "last"
    NAMED = "named"
    """`use` in round.yaml names it."""


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """Where one unit stands. `versions` come in the order of arrival, `counting` is the one that counts; None, as `why`
    and `change` are, when nothing came; `change` also when there was only one. `state` is that of `counting`.

    `days_late` is counted from the day after the deadline to the day the first version came, or to the day of the
    status while there is none; 0 when it is not late.
    """

    unit: Unit
    state: State
    versions: tuple[Version, ...] = ()
    counting: Version | None = None
    why: Why | None = None
    change: Change | None = None
    days_late: int = 0


class Nobodys(StrEnum):
    """Why a file of the inbox is held for nobody's return."""

    NO_UNIT = "no_unit"
    """It does not say whose it is: no stamp, a stamp nobody knows, or it cannot be read."""
    NOT_IN_ROUND = "not_in_round"
    """Its unit was not asked in this round."""
    OTHER_FORM = "other_form"
    """It is another form, or about another year."""
    AFTER_CLOSING = "after_closing"
    """It came after the closing day of the round, and `use` does not name it."""
    LEFT_BY_PROGRAM = "left_by_program"
    """An owner file, a link, a device: no return at all."""


@dataclass(frozen=True, slots=True)
class NobodysFile:
    """`file` is its path below the inbox; `unit` is None where nobody knows whose it is."""

    file: str
    why: Nobodys
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class RoundStatus:
    """A whole round at the end of `counted_on`: its units in the order of round.yaml, and what belongs to nobody.

    `gone` are files that were received once and are no longer in the inbox. `unused` are entries of `use` that name no
    file of the inbox.
    """

    setup: RoundSetup
    counted_on: date
    units: tuple[UnitStatus, ...]
    nobodys: tuple[NobodysFile, ...] = ()
    gone: tuple[Receipt, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def counts(self) -> Mapping[State, int]:
        """Units by state, each of the six, also those in which there are none."""
        states = [entry.state for entry in self.units]
        return {state: states.count(state) for state in State}

    @property
    def late(self) -> tuple[UnitStatus, ...]:
        """Units that have sent nothing although the deadline has passed."""
        return tuple(entry for entry in self.units if entry.state is State.NOT_RECEIVED and entry.days_late)

    @property
    def to_be_corrected(self) -> tuple[UnitStatus, ...]:
        """Units whose return has to be corrected or sent anew."""
        return tuple(item for item in self.units if item.state in (State.NEEDS_CORRECTION, State.REJECTED))
