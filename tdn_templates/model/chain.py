"""How a row of a plan hangs together with the lists above it (chuỗi nhiệm vụ), level by level."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from tdn_templates.model.words import ProgrammeCode, UnitSlug


@dataclass(frozen=True, slots=True)
class Link:
    """One task on one level: its number in the list `programme`. `owner` is whose plan that list is, None for a list
    that was made from no plan; `holder` is how people call that level ("quốc gia", "Bộ Tài chính")."""

    programme: ProgrammeCode
    number: str
    owner: UnitSlug | None
    holder: str


@dataclass(frozen=True, slots=True)
class Chain:
    """One way from the top down to a row; never without links. `whole` is False when the topmost link is a unit's own
    task, which carries out none of the list above it."""

    links: tuple[Link, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """The list that a unit's plan makes, and whose it is, as the links of its rows say it."""

    programme: ProgrammeCode
    owner: UnitSlug
    holder: str


@dataclass(frozen=True, slots=True)
class RowChains(Sequence[Chain]):
    """The chains of one row of a plan, put together each time they are asked for: of 170,000 rows a merge would keep
    as many links. `upper` lead to the tasks the row carries out; () for an own task."""

    upper: tuple[Chain, ...]
    plan: OwnPlan
    number: str

    def __len__(self) -> int:
        return len(self.upper) or 1

    @overload
    def __getitem__(self, index: int) -> Chain: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Chain, ...]: ...
    def __getitem__(self, index: int | slice) -> Chain | tuple[Chain, ...]:
        return tuple(self)[index]

    def __iter__(self) -> Iterator[Chain]:
        own = Link(self.plan.programme, self.number, self.plan.owner, self.plan.holder)
        if not self.upper:
            yield Chain((own,), whole=False)
        for chain in self.upper:
            yield Chain((*chain.links, own), chain.whole)
