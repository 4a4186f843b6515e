"""Who has to do what (giao nhiệm vụ)."""

from dataclasses import dataclass

from tdn_templates.model.task import Task
from tdn_templates.model.words import Binding, Role, UnitSlug


@dataclass(frozen=True, slots=True)
class Inheritance:
    """A unit that ended and is printed in a cell (`role`), whose task this is now. `asked` says that somebody has to
    confirm it, because the succession is in parts. `beside` says that the successor is printed in the same cell too, so
    that it stands there twice and is counted once."""

    former: UnitSlug
    name: str
    role: Role
    asked: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """The strongest way in which the printed cells bind one unit to one task.

    `formerly` are the ended units through which it is bound too, in the order of the cells, each with its role once.
    `otherwise` is the role it has for certain if it does not confirm the one it is asked about; None if it has none.
    `leads_now` are the names of other units that lead now where the printed lead had ended; with `leads_asked` nobody
    has settled yet which of them does.
    """

    task: Task
    unit: UnitSlug
    role: Role
    binding: Binding
    formerly: tuple[Inheritance, ...] = ()
    otherwise: Role | None = None
    leads_now: tuple[str, ...] = ()
    leads_asked: bool = False

    @property
    def asked(self) -> bool:
        return any(item.asked for item in self.formerly)
