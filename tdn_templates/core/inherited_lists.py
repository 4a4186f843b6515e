"""A list of tasks read for a later day: who is meant by the units it names that have ended since.

What is printed stays as printed; only the reading of the cells changes. A unit whose tasks went over as a whole is read
as its successor. Where they went in parts, the list may say whose they are (`Programme.succession`); where it does not,
or wants to be asked, every successor gets the task to confirm: a question, never a silent choice.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tdn_templates.core.succession import class_on, unit_on
from tdn_templates.model.mention import Agencies, Mention, MentionKind
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import UnitSlug


def programme_on(programme: Programme, registry: Registry, day: date) -> Programme:
    """The list as it is read on a day; `registry` may be of any day. Its edition stays: not a word of it changed.

    The owner of a list made from a plan is whoever took over from it as a whole.
    """
    issued = programme.as_issued or programme
    tasks = tuple(_task(task, issued, registry, day) for task in issued.tasks)
    return replace(issued, tasks=tasks, owner=_owner(issued.owner, registry, day), as_issued=issued)


def _task(task: Task, programme: Programme, registry: Registry, day: date) -> Task:
    lead = _cell(task.lead, task, programme, registry, day)
    supporting = _cell(task.supporting, task, programme, registry, day)
    return task if (lead, supporting) == (task.lead, task.supporting) else replace(task, lead=lead, supporting=supporting)


def _cell(cell: Agencies, task: Task, programme: Programme, registry: Registry, day: date) -> Agencies:
    read = (found for mention in cell.mentions for found in _mentions(mention, task, programme, registry, day))
    return replace(cell, mentions=tuple(read))


def _mentions(
    mention: Mention, task: Task, programme: Programme, registry: Registry, day: date
) -> Iterator[Mention]:
    if mention.unit_class is not None:
        yield replace(mention, unit_class=class_on(registry, mention.unit_class, day))
    elif mention.unit is None:
        yield mention
    else:
        yield from _heirs(mention, mention.unit, task, programme, registry, day)


def _heirs(
    mention: Mention, former: UnitSlug, task: Task, programme: Programme, registry: Registry, day: date
) -> Iterator[Mention]:
    """The mention for everybody who is meant today; itself where nobody is known to have taken over."""
    today = unit_on(registry, former, day)
    said = next((item for item in programme.succession if item.former == former), None)
    heir = _there_on(said.heir, registry, day) if said is not None and not today.is_there else None
    if said is not None and heir is not None and task.number not in said.ask:
        yield replace(mention, unit=heir, formerly=former)
    elif heir is None and today.whole_heir is not None:
        yield replace(mention, unit=today.whole_heir.slug, formerly=former)
    elif heir is None and not today.heirs:
        yield mention
    else:
        asked = (*((heir,) if heir else ()), *(item.unit.slug for item in today.heirs))
        for slug in dict.fromkeys(asked):
            yield replace(mention, kind=MentionKind.CONDITIONAL, unit=slug, formerly=former, asked=True)


def _owner(owner: UnitSlug | None, registry: Registry, day: date) -> UnitSlug | None:
    return None if owner is None else _there_on(owner, registry, day) or owner


def _there_on(slug: UnitSlug, registry: Registry, day: date) -> UnitSlug | None:
    """The unit, or whoever took over from it as a whole; None if neither is there."""
    today = unit_on(registry, slug, day)
    if today.is_there:
        return slug
    return today.whole_heir.slug if today.whole_heir is not None else None
