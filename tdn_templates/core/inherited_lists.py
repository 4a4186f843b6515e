"""A list of tasks read for a later day: who is meant by the units it names that have ended since.

What is printed stays as printed; only the reading of the cells changes. A unit whose tasks went over as a whole is read
as its successor. Where they went in parts, the list may say whose they are (`Programme.succession`); where it does not,
or wants to be asked, every successor gets the task to confirm: a question, never a silent choice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tdn_templates.core.succession import Today, class_on, unit_on
from tdn_templates.model.mention import Agencies, Mention, MentionKind
from tdn_templates.model.programme import Programme
from tdn_templates.model.succession import ListSuccession
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import ProgrammeCode, UnitSlug


def programme_on(
    programme: Programme, registry: Registry, day: date, above: Mapping[str, Programme] | None = None
) -> Programme:
    """The list as it is read on a day; `registry` may be of any day. Its edition stays: not a word of it changed.

    The owner of a list made from a plan is whoever took over from it as a whole. What the lists above it say about
    units that ended counts for it too; `above` holds them.
    """
    issued = programme.as_issued or programme
    said = succession_of(issued, above or {})
    reading = _Reading(registry, day, {item.former: item for item in said}, {})
    owner = None if issued.owner is None else reading.there(issued.owner) or issued.owner
    return replace(issued, tasks=tuple(map(reading.task, issued.tasks)), owner=owner, as_issued=issued)


def succession_of(
    programme: Programme, above: Mapping[str, Programme], below: frozenset[ProgrammeCode] = frozenset()
) -> tuple[ListSuccession, ...]:
    """What a list says about units that ended, and what the lists above it do where it says nothing: there its tasks
    that carry out one to be asked about are to be asked about. `below` are the codes that led here."""
    own = {item.former for item in programme.succession}
    parent = above.get(programme.parent) if programme.parent is not None else None
    if parent is None or parent.code in below:
        return programme.succession
    inherited = succession_of(parent, above, below | {programme.code})
    return (*programme.succession, *(_moved(item, programme) for item in inherited if item.former not in own))


def _moved(item: ListSuccession, programme: Programme) -> ListSuccession:
    asked = (task.number for task in programme.tasks if not set(item.ask).isdisjoint(task.carries))
    return replace(item, ask=tuple(asked))


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads cells for a day; `said` is what the list says about units that ended, `seen` who was looked up so far."""

    registry: Registry
    day: date
    said: Mapping[UnitSlug, ListSuccession]
    seen: dict[UnitSlug, Today]

    def task(self, task: Task) -> Task:
        lead, supporting = self._cell(task.lead, task.number), self._cell(task.supporting, task.number)
        changed = (lead, supporting) != (task.lead, task.supporting)
        return replace(task, lead=lead, supporting=supporting) if changed else task

    def there(self, slug: UnitSlug) -> UnitSlug | None:
        """The unit, or whoever took over from it as a whole; None if neither is there."""
        today = self._today(slug)
        if today.is_there:
            return slug
        return today.whole_heir.slug if today.whole_heir is not None else None

    def _today(self, slug: UnitSlug) -> Today:
        if slug not in self.seen:
            self.seen[slug] = unit_on(self.registry, slug, self.day)
        return self.seen[slug]

    def _cell(self, cell: Agencies, number: str) -> Agencies:
        return replace(cell, mentions=tuple(read for item in cell.mentions for read in self._mentions(item, number)))

    def _mentions(self, mention: Mention, number: str) -> Iterator[Mention]:
        """The mention for everybody who is meant on the day; itself where nobody is known to have taken over."""
        if mention.unit_class is not None:
            yield replace(mention, unit_class=class_on(self.registry, mention.unit_class, self.day))
            return
        today = self._today(mention.unit) if mention.unit is not None else None
        if today is None or today.is_there:
            yield mention
            return
        said = self.said.get(today.unit.slug)
        heir = self.there(said.heir) if said is not None else None
        settled = heir is not None and said is not None and number not in said.ask
        whole = heir if settled else today.whole_heir.slug if heir is None and today.whole_heir is not None else None
        if whole is not None:
            yield replace(mention, unit=whole, formerly=today.unit.slug)
        elif heir is None and not today.heirs:
            yield mention
        else:
            asked = (*((heir,) if heir else ()), *(item.unit.slug for item in today.heirs))
            for slug in dict.fromkeys(asked):
                kind = MentionKind.CONDITIONAL
                yield replace(mention, kind=kind, unit=slug, formerly=today.unit.slug, asked=True)
