"""The letters of a round as values: the request for returns and the reminder (công văn đề nghị, công văn đôn đốc)."""

from dataclasses import dataclass
from datetime import date

from tdn_templates.model.letterhead import LetterHead


@dataclass(frozen=True, slots=True)
class Round:
    """What both letters are about, in the words of a sentence.

    `programme` is the title of the issued document, `document` its kind, number, day and issuer ("Nghị quyết số
    47/NQ-CP ngày 15 tháng 4 năm 2024 của Chính phủ"), `reference` kind and number alone. `returned` is what units are
    to send ("kế hoạch thực hiện nhiệm vụ"), `form` the title of the form for it, `deadline` its last day.
    """

    programme: str
    document: str
    reference: str
    returned: str
    form: str
    deadline: date | None


@dataclass(frozen=True, slots=True)
class RequestLetter:
    """A letter asking for returns (công văn đề nghị). Without `recipients` the address stays blank, as the number does
    where there is none yet."""

    head: LetterHead
    round: Round
    recipients: tuple[str, ...]
    dated: date | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class ReceivedReturn:
    """A return that has come: whose, by what it is known (number and day, or the file's name), its state in words."""

    unit: str
    document: str
    state: str


@dataclass(frozen=True, slots=True)
class MissingReturn:
    """`days_late` is counted from the day after the deadline; None when it has not passed or is not known."""

    unit: str
    days_late: int | None = None


@dataclass(frozen=True, slots=True)
class FaultyReturn:
    """A return that has to be corrected, or sent anew, with the number of errors found in it."""

    unit: str
    document: str
    errors: int


@dataclass(frozen=True, slots=True)
class ReminderLetter:
    """A letter to those who are late (công văn đôn đốc): who has reported, who has not, what needs correction.

    Everything it counts it counts from its own tables, as they stand at the end of `counted_on`.
    """

    head: LetterHead
    round: Round
    recipients: tuple[str, ...]
    counted_on: date
    received: tuple[ReceivedReturn, ...] = ()
    missing: tuple[MissingReturn, ...] = ()
    faulty: tuple[FaultyReturn, ...] = ()
    dated: date | None = None

    @property
    def units_received(self) -> int:
        return len({entry.unit for entry in self.received})

    @property
    def units_asked(self) -> int:
        """Units that have reported, and units that have not."""
        return len({entry.unit for entry in self.received} | {entry.unit for entry in self.missing})

    @property
    def errors(self) -> int:
        return sum(entry.errors for entry in self.faulty)

    @property
    def has_days_late(self) -> bool:
        return any(entry.days_late is not None for entry in self.missing)


@dataclass(frozen=True, slots=True)
class ListedFault:
    """A fault of a return in words: where it is, what is wrong, what to do."""

    place: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class UnitReminder:
    """A letter to one unit (công văn đôn đốc một đơn vị): it has sent nothing, or what it sent has to be corrected.

    `document` is what its return is known by, "" when nothing came; `faults` are its errors, as many as a letter can
    list, `errors` counts all. `marked` is the name of the marked workbook that goes with the letter, "" if there is
    none. `days_late` is None while the deadline has not passed.
    """

    head: LetterHead
    round: Round
    recipient: str
    counted_on: date
    days_late: int | None = None
    document: str = ""
    faults: tuple[ListedFault, ...] = ()
    errors: int = 0
    marked: str = ""
    dated: date | None = None
