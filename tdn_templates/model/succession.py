"""Who took over from a unit that ended (đơn vị kế thừa), and what a list of tasks says about that itself."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tdn_templates.model.words import UnitSlug, Wording


class SuccessionKind(StrEnum):
    WHOLE = "whole"
    """Everything the unit did is the successor's."""
    PART = "part"
    """The successor took over a part; which task belongs to it is a question unless a list says so."""


@dataclass(frozen=True, slots=True)
class Successor:
    """`scope` says in words what went over, None where that is everything or the source does not say. `since` is the
    first day; `source` the document."""

    to: UnitSlug
    kind: SuccessionKind
    since: date
    source: str
    scope: Wording | None = None


@dataclass(frozen=True, slots=True)
class DatedCode:
    """An official code and the days it was a unit's, both inclusive; None is open. Codes are used again for others."""

    code: str
    first: date | None = None
    last: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class NamedSuccessor:
    """As `Successor`, by name: the department of that name beside the one that ended. `others` are names the same
    department has elsewhere ("Sở Văn hóa và Thể thao" where there is no "Sở Văn hóa, Thể thao và Du lịch")."""

    to: str
    kind: SuccessionKind
    since: date
    source: str
    scope: Wording | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormerDepartment:
    """A kind of department that every province had under this name, whether or not the registry lists it."""

    name: str
    other_names: tuple[str, ...]
    successors: tuple[NamedSuccessor, ...]


@dataclass(frozen=True, slots=True)
class ListSuccession:
    """What a list says itself: in it the tasks of `former` are those of `heir`.

    `ask` are the numbers of the tasks for which this needs a person's word ("xin ý kiến"); `reason` says why.
    """

    former: UnitSlug
    heir: UnitSlug
    ask: tuple[str, ...]
    reason: Wording
