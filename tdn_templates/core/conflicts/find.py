"""Where the returns of a merge cannot all stand: who leads, who supports, and when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tdn_templates.core.claims import CLAIM
from tdn_templates.core.conflicts.registrations import registration_conflicts
from tdn_templates.core.conflicts.stances import AgencyWords, Stance, Stances
from tdn_templates.core.conflicts.times import time_conflicts
from tdn_templates.core.conflicts.values import Answers, conflict, field_value, issued_value
from tdn_templates.core.known import Known
from tdn_templates.model.conflict import Conflict, ConflictKind, ConflictValue
from tdn_templates.model.consolidation import ENTRY_FIELDS, Consolidation
from tdn_templates.model.mention import MentionKind
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import UnitSlug


def find_conflicts(
    consolidation: Consolidation, known: Known, words: AgencyWords | None = None
) -> tuple[Conflict, ...]:
    """All of them, in the order of the list; none in a merge of progress reports, whose rows divide nothing up.

    Units of different bodies that each name departments of their own, or themselves, as lead each do their own share:
    no conflict. Nothing is concluded about units that did not return. `words` reads the cells of agencies, where
    somebody else reads them too; it is of the same registry.
    """
    if consolidation.layout.deciding == CLAIM:
        return tuple(registration_conflicts(consolidation, known))
    if consolidation.fields != ENTRY_FIELDS:
        return ()
    found = _Finder(consolidation, known.registry, words or AgencyWords(known.registry))
    return tuple(each for task in consolidation.programme.tasks for each in found.about(task))


class _Finder:
    def __init__(self, consolidation: Consolidation, registry: Registry, words: AgencyWords) -> None:
        self._merged, self._registry = consolidation, registry
        self._stances = Stances(consolidation, words)
        self._answers = Answers(consolidation)
        self._returned = {part.unit.slug: part.unit for part in consolidation.parts}

    def about(self, task: Task) -> Iterator[Conflict]:
        stances = self._stances.of(task)
        if not stances:
            return
        listed = named_leads(task)
        yield from self._nobody(task, stances, listed)
        yield from self._two_leads(task, stances, listed)
        for stance in stances.values():
            yield from self._leads_named(task, stance, stances, listed)
            yield from self._supporters_named(task, stance, stances)
        yield from time_conflicts(task, stances, listed, self._merged)

    def _nobody(self, task: Task, stances: Mapping[UnitSlug, Stance], listed: Sequence[UnitSlug]) -> Iterator[Conflict]:
        """Everybody who is to lead by name returned and none does; nobody is named instead."""
        if not listed or any(slug not in self._returned for slug in listed):
            return
        theirs = [stances.get(slug) for slug in listed]
        if any(stance is not None and not stance.declines for stance in theirs):
            return
        if any(stance.leads_named or (stance.by_name and not stance.inherited) for stance in stances.values()):
            return
        units = [self._returned[slug] for slug in listed]
        answers = [self._answer(slug, stances) for slug in listed]
        issued = issued_value(task.lead.wording, "lead", task, self._merged)
        yield conflict(ConflictKind.NOBODY_LEADS, task, units, [issued, *answers])

    def _two_leads(
        self, task: Task, stances: Mapping[UnitSlug, Stance], listed: Sequence[UnitSlug]
    ) -> Iterator[Conflict]:
        """Departments of one body. What the list gives to both is none, nor is a supporting unit's own lead."""
        claiming: dict[UnitSlug, list[Stance]] = {}
        for slug, stance in stances.items():
            claims = stance.carried_out and not stance.leaves_it_to_others and (slug in listed or not stance.inherited)
            if claims and stance.unit.parent is not None:
                claiming.setdefault(stance.unit.parent, []).append(stance)
        for members in claiming.values():
            if len(members) > 1 and not all(stance.unit.slug in listed for stance in members):
                values = [field_value(stance.carried_out[0], "lead") for stance in members]
                yield conflict(ConflictKind.TWO_LEADS, task, [stance.unit for stance in members], values)

    def _leads_named(
        self, task: Task, stance: Stance, stances: Mapping[UnitSlug, Stance], listed: Sequence[UnitSlug]
    ) -> Iterator[Conflict]:
        """Units that a return names as lead and that returned themselves."""
        if stance.lead is None:
            return
        said = field_value(stance.lead, "lead")
        for slug in (slug for slug in stance.leads_named if slug in self._returned):
            theirs, units = stances.get(slug), (self._returned[slug], stance.unit)
            if theirs is None or theirs.declines:
                yield conflict(ConflictKind.NOT_IN_LEADS_PLAN, task, units, [said, self._answer(slug, stances)])
            elif not theirs.carried_out:
                continue
            elif theirs.leaves_it_to_others or not (slug in listed or theirs.by_name or stance.by_name):
                values = [said, field_value(theirs.lead or theirs.carried_out[0], "lead")]
                yield conflict(ConflictKind.ANOTHER_LEAD, task, units, values, self._names(theirs.leads_named))
            elif not stance.by_name and not stance.inherited and stance.unit.slug not in theirs.supporting_named:
                values = [field_value(theirs.carried_out[0], "supporting"), said]
                yield conflict(ConflictKind.NOT_NAMED_AS_SUPPORTER, task, units, values)

    def _supporters_named(self, task: Task, stance: Stance, stances: Mapping[UnitSlug, Stance]) -> Iterator[Conflict]:
        if stance.supporting is None:
            return
        for slug in (slug for slug in stance.supporting_named if slug in self._returned):
            theirs = stances.get(slug)
            if theirs is None or theirs.declines:
                values = [field_value(stance.supporting, "supporting"), self._answer(slug, stances)]
                units = (stance.unit, self._returned[slug])
                yield conflict(ConflictKind.NOT_IN_SUPPORTERS_PLAN, task, units, values)

    def _answer(self, slug: UnitSlug, stances: Mapping[UnitSlug, Stance]) -> ConflictValue:
        unit: Unit = self._returned[slug]
        return self._answers.of(unit, stances[slug].entries[0] if slug in stances else None)

    def _names(self, slugs: Iterable[UnitSlug]) -> str:
        return "; ".join(unit.name for unit in self._registry.in_order(slugs))


def named_leads(task: Task) -> tuple[UnitSlug, ...]:
    """Whom the list names as lead, without conditions."""
    named = (mention.unit for mention in task.lead.mentions if mention.kind is MentionKind.NAMED)
    return tuple(dict.fromkeys(slug for slug in named if slug is not None))
