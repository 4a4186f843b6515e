"""Which rows of several plans are about the same work: by the task of the list, else by their text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tdn_templates.core.fold import fold
from tdn_templates.core.overlaps.roles import Claim
from tdn_templates.model.task import Task
from tdn_templates.model.words import UnitSlug

_NEAR = 90.0
"""Percent of letters in common, after folding, from which two texts are about the same work."""


@dataclass(frozen=True, slots=True)
class Work:
    """`task` is None for work that is in no list. `claims` in the order of the plans, at least one."""

    task: Task | None
    claims: tuple[Claim, ...]

    def of(self, unit: UnitSlug) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.slug == unit)

    @property
    def units(self) -> tuple[UnitSlug, ...]:
        return tuple(dict.fromkeys(claim.slug for claim in self.claims))


def works(claims: Sequence[Claim]) -> Iterator[Work]:
    """The tasks in the order of the list, then work of the units' own. A merged row is in the work of each task."""
    tasks = {task.code: task for claim in claims for task in claim.row.tasks}
    for task in sorted(tasks.values(), key=lambda each: _in_order(each.number)):
        yield Work(task, tuple(claim for claim in claims if any(one.code == task.code for one in claim.row.tasks)))
    yield from _by_text([claim for claim in claims if not claim.row.tasks])


def near(one: Claim, other: Claim) -> bool:
    """Whether the two rows say the same, small differences of wording aside."""
    return likeness(one, other) >= _NEAR


def likeness(one: Claim, other: Claim) -> float:
    """0 to 100."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - importing it takes time

    return fuzz.ratio(_folded(one.row.row.text), _folded(other.row.row.text))


def _by_text(claims: list[Claim]) -> Iterator[Work]:
    """Each row goes to the first work that has one like it, of another plan or of its own."""
    found: list[list[Claim]] = []
    for claim in claims:
        same = next((work for work in found if near(work[0], claim)), None)
        if same is None:
            found.append([claim])
        else:
            same.append(claim)
    for work in found:
        yield Work(None, tuple(work))


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return fold(text)


def _in_order(number: str) -> tuple[tuple[int, str], ...]:
    """ "2.10" after "2.9"."""
    return tuple((int(part) if part.isdigit() else 0, part) for part in number.split("."))
