"""Time frames of one task at odds: with that of the task, and between the lead and who supports it."""

from collections.abc import Iterator, Mapping, Sequence

from tdn_templates.core.conflicts.stances import Stance
from tdn_templates.core.conflicts.values import conflict, field_value, issued_value
from tdn_templates.core.overlaps.times import times_at_odds
from tdn_templates.core.timeframes import compare_frames, read_time
from tdn_templates.model.conflict import Conflict, ConflictKind
from tdn_templates.model.consolidation import Consolidation, Entry
from tdn_templates.model.mention import MentionKind
from tdn_templates.model.overlap import OverlapKind
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task
from tdn_templates.model.timeframe import TimeFrame
from tdn_templates.model.words import UnitSlug


def time_conflicts(
    task: Task, stances: Mapping[UnitSlug, Stance], listed: Sequence[UnitSlug], merged: Consolidation
) -> Iterator[Conflict]:
    """`listed` are the units that the list names as lead.

    Lead and supporting unit are held against each other where one of them names the other, or the list names both.
    """
    late: set[UnitSlug] = set()
    for stance in stances.values():
        for found in _beyond_the_task(task, stance, merged):
            late.add(stance.unit.slug)
            yield found
    named = {mention.unit for mention in task.supporting.mentions if mention.kind is MentionKind.NAMED}
    slugs = _leading(stances, listed)
    supporting = [each for slug, each in stances.items() if slug not in slugs and each.carried_out]
    for lead in (each for slug, each in stances.items() if slug in slugs and each.carried_out):
        for support in supporting:
            slug = support.unit.slug
            linked = slug in lead.supporting_named or lead.unit.slug in support.leads_named
            if linked or (slug in named and lead.unit.slug in listed):
                yield from _between(task, lead, support, merged, late)


def _leading(stances: Mapping[UnitSlug, Stance], listed: Sequence[UnitSlug]) -> set[UnitSlug]:
    named = {slug for stance in stances.values() for slug in stance.leads_named}
    return {slug for slug in {*listed, *named} if slug in stances and not stances[slug].leaves_it_to_others}


def _beyond_the_task(task: Task, stance: Stance, merged: Consolidation) -> Iterator[Conflict]:
    """The first row of the unit whose frame does not fit that of the task."""
    programme = merged.programme
    for entry in stance.carried_out:
        time = entry.fields["time"].text
        if not time or time == task.time.wording:
            continue
        frame = _frame(entry, programme)
        compared = compare_frames(frame, task.time, period_first=programme.first, period_last=programme.last)
        if compared.apart or compared.ends_later or compared.recurs_beyond:
            kind = ConflictKind.APART_FROM_TASK if compared.apart else ConflictKind.ENDS_AFTER_TASK
            values = [issued_value(task.time.wording, "time", task, merged), field_value(entry, "time")]
            yield conflict(kind, task, [stance.unit], values)
            return


def _between(
    task: Task, lead: Stance, support: Stance, merged: Consolidation, late: set[UnitSlug]
) -> Iterator[Conflict]:
    """What goes on after the task itself has been said already."""
    one, other = lead.carried_out[0], support.carried_out[0]
    if one.fields["time"].text == other.fields["time"].text:
        return
    found = times_at_odds(_frame(other, merged.programme), _frame(one, merged.programme), merged.programme)
    values = [field_value(one, "time"), field_value(other, "time")]
    if found is OverlapKind.TIMES_APART:
        yield conflict(ConflictKind.TIMES_APART, task, [lead.unit, support.unit], values)
    elif found is OverlapKind.SUPPORT_ENDS_LATER and support.unit.slug not in late:
        yield conflict(ConflictKind.SUPPORT_ENDS_LATER, task, [lead.unit, support.unit], values)


def _frame(entry: Entry, programme: Programme) -> TimeFrame:
    return read_time(entry.fields["time"].text, period_first=programme.first, period_last=programme.last)
