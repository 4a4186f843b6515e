"""Lay plans side by side: every contradiction between them, with the cells it rests on."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from tdn_templates.core.overlaps.roles import Claim, RoleReader
from tdn_templates.core.overlaps.same_work import Work, likeness, near, works
from tdn_templates.core.overlaps.times import times_at_odds
from tdn_templates.model.annex import Field
from tdn_templates.model.overlap import Overlap, OverlapKind, PlansCompared, Spot, UnitPlan
from tdn_templates.model.programme import Programme
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import TaskCode, UnitSlug

_TIMES = Field.TIME


def compare_plans(plans: Sequence[UnitPlan], programme: Programme, registry: Registry) -> PlansCompared:
    """The plans of different units, in the order given. Raises nothing: what cannot be read says nothing.

    Only what the plans themselves say is held against them. A unit that is named and whose own plan is not among them
    is listed as unheard; nothing is concluded about it.
    """
    claims = [claim for plan in plans for claim in _claims(plan, registry)]
    found = _Comparison(plans, claims, programme, registry)
    overlaps = tuple(found.overlaps())
    return PlansCompared(tuple(plans), _without_repeats(overlaps), found.shared, found.unheard())


def _claims(plan: UnitPlan, registry: Registry) -> Iterator[Claim]:
    reader = RoleReader(plan, registry)
    return (reader.claim(row) for row in plan.rows)


class _Comparison:
    """`given` are the units whose plans there are."""

    def __init__(
        self, plans: Sequence[UnitPlan], claims: Sequence[Claim], programme: Programme, registry: Registry
    ) -> None:
        self._plans, self._claims, self._registry = plans, claims, registry
        self._programme = programme
        self._units = {plan.unit.slug: plan.unit for plan in plans}
        self._works = tuple(works(claims))
        self.shared = sum(len(work.units) > 1 for work in self._works)

    def overlaps(self) -> Iterator[Overlap]:
        for work in self._works:
            yield from self._in_work(work)
        yield from self._inherited_by_all()

    def unheard(self) -> tuple[Unit, ...]:
        """Their own parts are none of them: "Sở Nội vụ" in the plan of its province."""
        named = {slug for claim in self._claims for slug in (*claim.other_leads, *claim.named)}
        unheard = self._registry.in_order(named - set(self._units))
        return tuple(unit for unit in unheard if unit.parent not in self._units)

    # --- one work

    def _in_work(self, work: Work) -> Iterator[Overlap]:
        leading = [claim for claim in work.claims if claim.leads]
        if not leading:
            yield from self._nobody(work)
            return
        yield from self._two_leads(work, leading)
        for lead in leading:
            yield from self._supporters(work, lead)
        for claim in work.claims:
            lacking = self._lacking(work, claim)
            yield from lacking
            if not lacking and not any(own.leads for own in work.of(claim.slug)):
                yield from self._named_lead(work, claim, leading)
        yield from self._times(work, leading)

    def _nobody(self, work: Work) -> Iterator[Overlap]:
        named = {slug for claim in work.claims for slug in claim.other_leads}
        if named <= set(self._units):
            first = [work.of(unit)[0] for unit in work.units]
            other = "; ".join(unit.name for unit in self._registry.in_order(named))
            yield self._overlap(OverlapKind.NOBODY_LEADS, work, [(claim, Field.LEAD) for claim in first], other)

    def _two_leads(self, work: Work, leading: Sequence[Claim]) -> Iterator[Overlap]:
        """One finding for all who claim it; none where the list itself gives it to each of them."""
        pairs = [pair for pair in combinations(leading, 2) if pair[0].slug != pair[1].slug and _excludes(*pair)]
        if work.task is not None:
            pairs = [pair for pair in pairs if not all(work.task.code in claim.plan.leads for claim in pair)]
        claimed = {claim.slug: claim for pair in reversed(pairs) for claim in reversed(pair)}
        if claimed:
            spots = [(claimed[unit], Field.LEAD) for unit in work.units if unit in claimed]
            yield self._overlap(OverlapKind.TWO_LEADS, work, spots)

    def _supporters(self, work: Work, lead: Claim) -> Iterator[Overlap]:
        """Units that the lead's plan names as supporting."""
        for slug in self._units:
            if slug not in lead.named or slug == lead.slug:
                continue
            theirs = self._theirs(work, slug, lead)
            if not theirs:
                units = (lead.plan.unit, self._units[slug])
                yield self._overlap(OverlapKind.NOT_IN_SUPPORTERS_PLAN, work, [(lead, Field.SUPPORTING)], units=units)

    def _lacking(self, work: Work, claim: Claim) -> list[Overlap]:
        """Units that a plan names as lead, or beside itself, whose plans do not have the work."""
        heard = [slug for slug in claim.other_leads if slug in self._units]
        return [
            self._overlap(
                OverlapKind.NOT_IN_LEADS_PLAN,
                work,
                [(claim, Field.LEAD)],
                units=(self._units[slug], claim.plan.unit),
            )
            for slug in heard
            if not self._theirs(work, slug, claim)
        ]

    def _named_lead(self, work: Work, claim: Claim, leading: Sequence[Claim]) -> Iterator[Overlap]:
        """What a supporting plan says about who leads."""
        leaders = {lead.slug for lead in leading}
        agreed = [lead for lead in leading if lead.slug in claim.other_leads]
        if agreed:
            if not any(claim.slug in (*lead.named, *lead.asked) or lead.shared for lead in agreed):
                spots = [(agreed[0], Field.SUPPORTING), (claim, Field.LEAD)]
                yield self._overlap(OverlapKind.NOT_NAMED_AS_SUPPORTER, work, spots)
            return
        against = [lead for lead in leading if lead.by_name or _siblings(lead, claim)]
        if claim.other_leads and against and not leaders & set(claim.other_leads):
            other = "; ".join(unit.name for unit in self._registry.in_order(claim.other_leads))
            spots = [(against[0], Field.LEAD), (claim, Field.LEAD)]
            yield self._overlap(OverlapKind.ANOTHER_LEAD, work, spots, other)

    def _times(self, work: Work, leading: Sequence[Claim]) -> Iterator[Overlap]:
        """The frames of a lead and of each unit that one of the two says supports it, once for each pair of units."""
        for lead_unit in dict.fromkeys(claim.slug for claim in leading):
            leads = [claim for claim in leading if claim.slug == lead_unit]
            for slug in work.units:
                theirs = [claim for claim in work.of(slug) if not claim.leads]
                if slug == lead_unit or not theirs:
                    continue
                lead, support = max(product(leads, theirs), key=lambda pair: likeness(*pair))
                if slug in lead.named or lead_unit in support.other_leads:
                    kind = times_at_odds(support.row.time, lead.row.time, self._programme)
                    if kind is not None:
                        yield self._overlap(kind, work, [(lead, _TIMES), (support, _TIMES)])

    # --- the list

    def _inherited_by_all(self) -> Iterator[Overlap]:
        """Tasks that the list gives to all these units, to at least one as lead, and that stand in none of the plans.

        Those that stand in a plan have been looked at with their work.
        """
        if len(self._plans) < 2:
            return
        everywhere = frozenset[TaskCode].intersection(*(plan.leads | plan.supports for plan in self._plans))
        leads = frozenset[TaskCode].union(*(plan.leads for plan in self._plans))
        in_plans = {task.code for claim in self._claims for task in claim.row.tasks}
        for task in self._programme.tasks:
            if task.code in everywhere & leads - in_plans:
                units = tuple(plan.unit for plan in self._plans)
                yield Overlap(OverlapKind.NOBODY_LEADS, units, (), (task,), task.lead.wording)

    # ---

    def _theirs(self, work: Work, slug: UnitSlug, claim: Claim) -> tuple[Claim, ...]:
        """The rows of the other unit about this work; also one of the same words that the trace took for another."""
        return work.of(slug) or tuple(other for other in self._claims if other.slug == slug and near(other, claim))

    def _overlap(
        self,
        kind: OverlapKind,
        work: Work,
        cells: Sequence[tuple[Claim, Field]],
        other: str = "",
        units: Sequence[Unit] = (),
    ) -> Overlap:
        spots = tuple(_spot(claim, field) for claim, field in cells)
        concerned = tuple(units) or tuple(dict.fromkeys(claim.plan.unit for claim, _ in cells))
        return Overlap(kind, concerned, spots, () if work.task is None else (work.task,), other)


def _excludes(one: Claim, other: Claim) -> bool:
    """Whether both cannot be right: both say so by name, or departments of one body have the same work.

    A ministry or province that leads through units of its own does its own share.
    """
    if one.shared or other.shared:
        return False
    return (one.by_name and other.by_name) or (_siblings(one, other) and near(one, other))


def _siblings(one: Claim, other: Claim) -> bool:
    parent = one.plan.unit.parent
    return parent is not None and parent == other.plan.unit.parent


def _spot(claim: Claim, field: Field) -> Spot:
    row = claim.row.row
    place = row.place
    cells = {
        Field.LEAD: row.lead or row.own_lead,
        Field.SUPPORTING: row.supporting,
        Field.TIME: row.time,
    }
    return Spot(
        unit=claim.plan.unit,
        file=claim.plan.annex.source,
        sheet=place.sheet if place else claim.plan.annex.table,
        row=place.first_row if place else 0,
        local=claim.row.local,
        field=field,
        quoted=cells[field],
        text=row.text,
        doubtful=claim.row.doubtful,
    )


def _without_repeats(overlaps: Sequence[Overlap]) -> tuple[Overlap, ...]:
    """A merged row is in the work of each of its tasks: one finding with all of them."""
    merged: dict[tuple[OverlapKind, tuple[Unit, ...], tuple[Spot, ...], str], Overlap] = {}
    for overlap in overlaps:
        key = (overlap.kind, overlap.units, overlap.spots, overlap.other)
        if not overlap.spots:
            key = (overlap.kind, overlap.units, (), overlap.tasks[0].code)
        known = merged.get(key)
        tasks = overlap.tasks if known is None else (*known.tasks, *overlap.tasks)
        merged[key] = Overlap(overlap.kind, overlap.units, overlap.spots, tasks, overlap.other)
    return tuple(merged.values())
