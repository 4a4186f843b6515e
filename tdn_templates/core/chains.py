"""The chain of a task: from its list up, level by level, to the list that was made from no plan; and its words."""

from collections.abc import Sequence
from itertools import takewhile

from tdn_templates.core.fold import fold
from tdn_templates.core.known import Known
from tdn_templates.model.chain import Chain, Link, OwnPlan, RowChains
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import ProgrammeCode, TaskCode, UnitSlug

STEP = " ← "
NATION = "quốc gia"
_NATIONAL_ISSUERS = frozenset(
    map(fold, ("Chính phủ", "Thủ tướng Chính phủ", "Quốc hội", "Bộ Chính trị", "Ban Bí thư", "Chủ tịch nước"))
)
_OWN_TASK = "nhiệm vụ tự đặt: "


def plan_code(programme: Programme, unit: Unit) -> ProgrammeCode:
    """The code of the list made from the unit's plan for this list."""
    return ProgrammeCode(f"{programme.code}-{unit.slug}")


def lists_above(programme: Programme, known: Known) -> tuple[Programme, ...]:
    """The list above, the one above that, and so on; as far as they are known."""
    above: list[Programme] = []
    parent = programme.parent
    while parent is not None and parent in known.programmes:
        above.append(known.programmes[parent])
        parent = above[-1].parent
    return tuple(above)


def holder(programme: Programme, known: Known) -> str:
    """How people call the level of a list: whose plan it is, the nation, or who issued it."""
    unit = known.registry.find(programme.owner) if programme.owner is not None else None
    if unit is not None:
        return unit.name
    return NATION if fold(programme.issuer) in _NATIONAL_ISSUERS else programme.issuer


def chains_of(task: Task, programme: Programme, known: Known) -> tuple[Chain, ...]:
    """Every way from the top down to this task of the list, in the order of what it carries; one at least."""
    link = Link(programme.code, task.number, programme.owner, holder(programme, known))
    above = lists_above(programme, known)[:1]
    carried = [found for item in above for number in task.carries if (found := item.numbered(number)) is not None]
    if not carried:
        return (Chain((link,), whole=programme.parent is None),)
    upper = [chain for found in carried for chain in chains_of(found, above[0], known)]
    return tuple(Chain((*chain.links, link), chain.whole) for chain in upper)


def row_chains(
    national: Sequence[Task], number: str, unit: Unit, programme: Programme, known: Known
) -> Sequence[Chain]:
    """As `ChainFinder.of`, for one row."""
    return ChainFinder(known).of(national, number, unit, programme)


class ChainFinder:
    """Chains of the rows of many plans: what stands above a task is looked up once."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._above: dict[tuple[ProgrammeCode, tuple[TaskCode, ...]], tuple[Chain, ...]] = {}
        self._plans: dict[tuple[ProgrammeCode, UnitSlug], OwnPlan] = {}

    def of(self, national: Sequence[Task], number: str, unit: Unit, programme: Programme) -> Sequence[Chain]:
        """The chains of a row in a unit's plan for the list; `national` are the tasks of the list that it carries out.

        `number` is that of the row in the unit's plan, "" for a row that has none there (merged, not applicable).
        """
        key = programme.code, tuple(task.code for task in national)
        if key not in self._above:
            found = (chain for task in national for chain in chains_of(task, programme, self.known))
            self._above[key] = tuple(found)
        upper = self._above[key]
        if not number:
            return upper
        whose = programme.code, unit.slug
        if whose not in self._plans:
            self._plans[whose] = OwnPlan(plan_code(programme, unit), unit.slug, unit.name)
        return RowChains(upper, self._plans[whose], number)


def chain_text(chain: Chain) -> str:
    """ "2.9 (quốc gia) ← 2.7 (Bộ Tài chính) ← 3.1 (Văn phòng Bộ)"; an own task at the top is called so."""
    steps = STEP.join(f"{link.number} ({link.holder})" for link in chain.links)
    return steps if chain.whole else f"{_OWN_TASK}{steps}"


def chains_text(chains: Sequence[Chain]) -> str:
    """One chain a line, each once."""
    return "\n".join(dict.fromkeys(map(chain_text, chains)))


def ways_text(chains: Sequence[Chain], target: ProgrammeCode, unit: UnitSlug) -> str:
    """The tasks between a list and a unit's own plan: "nhiệm vụ 2.7, 2.8 của Bộ Tài chính"; "" for none."""
    between: dict[str, dict[str, None]] = {}
    for chain in chains:
        for link in takewhile(lambda link: link.programme != target, reversed(chain.links)):
            if link.owner != unit:
                between.setdefault(link.holder, {})[link.number] = None
    return "; ".join(f"nhiệm vụ {', '.join(numbers)} của {whose}" for whose, numbers in between.items())


def links_below(task: Task, programme: Programme, known: Known) -> tuple[tuple[Link, ...], ...]:
    """Every way from a task down through the lists made from plans for its list, as far as they are known."""
    ways: list[tuple[Link, ...]] = []
    for below in known.programmes.values():
        if below.parent == programme.code:
            for found in below.tasks:
                if task.number in found.carries:
                    link = Link(below.code, found.number, below.owner, holder(below, known))
                    ways += [(link, *way) for way in links_below(found, below, known) or ((),)]
    return tuple(ways)
