"""What a row of a unit's plan says about who leads and who supports."""

from collections.abc import Iterable
from dataclasses import dataclass

from tdn_templates.core.mentions import MentionReader
from tdn_templates.model.mention import Mention, MentionKind
from tdn_templates.model.overlap import PlanRow, UnitPlan
from tdn_templates.model.unit import Level, Registry, Unit
from tdn_templates.model.words import UnitSlug


@dataclass(frozen=True, slots=True)
class Claim:
    """A row as a claim about roles.

    `leads`: the unit itself leads, by its name (`by_name`) or through units of its own or with the cell left blank.
    `other_leads` are units of its level that the cell names instead or beside. `shared` says that a class leads ("các
    sở, ban, ngành"): everybody does its own share, which is no contradiction.
    `named` are the units that the supporting cell names, `asked` those it only means as members of a class.
    """

    plan: UnitPlan
    row: PlanRow
    leads: bool
    by_name: bool
    shared: bool
    other_leads: tuple[UnitSlug, ...]
    named: frozenset[UnitSlug]
    asked: frozenset[UnitSlug]

    @property
    def slug(self) -> UnitSlug:
        return self.plan.unit.slug


class RoleReader:
    """Reads the cells of one unit's plan. A department's plan is read as its parent's: it names its neighbours."""

    def __init__(self, plan: UnitPlan, registry: Registry) -> None:
        self._plan, self._registry = plan, registry
        self._within = whose_words(plan.unit)
        self._reader = MentionReader(registry, self._within)

    def claim(self, row: PlanRow) -> Claim:
        """In a plan that copies the national bodies and adds its own units, the national ones say who leads."""
        printed = row.row
        lead = self._reader.read(printed.lead or printed.own_lead).mentions
        supporting = self._reader.read(printed.supporting).mentions
        others = other_units(lead, self._plan.unit, self._registry)
        by_name = any(mention.unit == self._plan.unit.slug for mention in lead)
        shared = any(self._means_us(mention) for mention in lead)
        inner = any(self._is_inner(mention) for mention in lead)
        return Claim(
            plan=self._plan,
            row=row,
            leads=by_name or shared or inner or not lead,
            by_name=by_name,
            shared=shared,
            other_leads=others,
            named=frozenset(mention.unit for mention in supporting if mention.unit is not None),
            asked=frozenset(unit for mention in supporting for unit in self._members(mention)),
        )

    def _means_us(self, mention: Mention) -> bool:
        return self._plan.unit.slug in self._members(mention)

    def _is_inner(self, mention: Mention) -> bool:
        """A unit of this one, or words the registry does not know: "Phòng Báo chí", "Bộ phận Văn thư"."""
        if mention.kind is MentionKind.UNKNOWN:
            return True
        return mention.unit is not None and self._registry.unit(mention.unit).parent == self._plan.unit.slug

    def _members(self, mention: Mention) -> frozenset[UnitSlug]:
        if mention.unit_class is None:
            return frozenset()
        return frozenset(unit.slug for unit in self._registry.members(mention.unit_class, within=self._within))


def other_units(mentions: Iterable[Mention], unit: Unit, registry: Registry) -> tuple[UnitSlug, ...]:
    """The units named that are neither this one nor a part of it, each once."""
    named = (registry.unit(mention.unit) for mention in mentions if mention.unit is not None)
    return tuple(dict.fromkeys(each.slug for each in named if unit.slug not in (each.slug, each.parent)))


def whose_words(unit: Unit) -> UnitSlug:
    """In whose plan the cells of a unit's plan are read: a department speaks as its body does."""
    return unit.parent if unit.level is Level.DEPARTMENT and unit.parent is not None else unit.slug
