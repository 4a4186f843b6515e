"""What one part of a lead or supporting cell means (domain: who inherits what)."""

from dataclasses import dataclass
from enum import StrEnum

from tdn_templates.model.words import ClassKey, UnitSlug


class MentionKind(StrEnum):
    NAMED = "named"
    GROUP = "group"
    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"
    """Text that names nothing in the registry. It is kept and shown, never dropped."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention, with the words it was read from.

    NAMED has `unit`; GROUP has `unit_class`; CONDITIONAL has one of the two and the qualifier that makes it so
    ("có liên quan", "có văn phòng đại diện ở nước ngoài"); UNKNOWN has neither. `start` and `end` are offsets into
    the wording of the cell.

    Read for a later day, `unit` is who took over from the unit `formerly` named by the words; `asked` says that the
    succession is in parts and somebody has to say whether this is its task, so that the mention is CONDITIONAL.
    """

    text: str
    kind: MentionKind
    unit: UnitSlug | None = None
    unit_class: ClassKey | None = None
    qualifier: str = ""
    start: int = 0
    end: int = 0
    formerly: UnitSlug | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Agencies:
    """A lead or supporting cell: the wording as printed, and how it is read. A blank cell has wording ""."""

    wording: str
    mentions: tuple[Mention, ...] = ()
