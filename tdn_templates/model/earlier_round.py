"""This round beside the one before (đợt trước): which rows are new, dropped, moved or changed."""

from dataclasses import dataclass
from enum import StrEnum

from tdn_templates.model.consolidation import Entry
from tdn_templates.model.unit import Unit


class ChangeKind(StrEnum):
    NEW = "new"
    """Carried out now and not before."""
    DROPPED = "dropped"
    """Carried out before and not now: the row is gone, merged into another one, or declined."""
    MOVED = "moved"
    """In another group, or elsewhere among the rows that both plans have."""
    CHANGED = "changed"
    """In its place, with other words in some field."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of a unit that returned in both rounds. `before` and `now` are its rows, None where there is none at all.

    `fields` are the fields that changed, in their order; also those of a row that moved, none of a new or dropped one.
    """

    unit: Unit
    kind: ChangeKind
    before: Entry | None
    now: Entry | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundsCompared:
    """`changes` unit by unit, in the order of this round's plan, what was dropped at the end. `joined` are units that
    returned now only, `left` those that returned before only; their rows are no changes. `same` counts the rows that
    are carried out in both rounds as they were."""

    changes: tuple[RowChange, ...]
    joined: tuple[Unit, ...]
    left: tuple[Unit, ...]
    same: int

    def count(self, kind: ChangeKind) -> int:
        return sum(change.kind is kind for change in self.changes)
