"""Whether the lead of a row is who should lead: the counterpart in a province, a unit of the ministry beside the lead
that the list names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.succession import unit_on
from tdn_templates.core.trace.counterparts import Counterparts
from tdn_templates.core.trace.national_cells import mean_the_same
from tdn_templates.core.trace.wording import said
from tdn_templates.model.annex import Annex, AnnexRow, Field
from tdn_templates.model.mention import Mention, MentionKind
from tdn_templates.model.task import Task
from tdn_templates.model.trace import DeviationKind
from tdn_templates.model.unit import Level, Registry, Unit
from tdn_templates.model.words import ClassKey, UnitSlug, Wording

Fault = tuple[DeviationKind, Wording]


@dataclass(frozen=True, slots=True)
class Readers:
    """`own` reads cells that may name the unit's own departments, `national` cells as the list prints them."""

    registry: Registry
    unit: Unit
    own: MentionReader
    national: MentionReader
    counterparts: Counterparts

    def stands(self, slug: UnitSlug) -> frozenset[UnitSlug]:
        """The unit with who took over from it, where the registry is of a day on which it had ended."""
        unit = self.registry.find(slug)
        if unit is None or self.registry.day is None or self.registry.is_there(unit):
            return frozenset((slug,))
        heirs = unit_on(self.registry, slug, self.registry.day).heirs
        return frozenset((slug, *(heir.unit.slug for heir in heirs)))


def lead_faults(row: AnnexRow, task: Task, tasks: Sequence[Task], annex: Annex, readers: Readers) -> Iterator[Fault]:
    """What is wrong with who leads one task in one row; nothing for a plan without a column of leads. `tasks` are all
    that the row carries out: a cell can copy the lead of one of them only."""
    titles = {column.means for column in annex.columns}
    if annex.has_own_columns:
        if Field.LEAD in titles:
            yield from _national_lead(row, task, tasks, readers)
        if Field.OWN_LEAD in titles and task == tasks[0]:
            yield from _own_lead(row, readers)
    elif Field.LEAD in titles:
        yield from _local_lead(row, task, readers)


def _national_lead(row: AnnexRow, task: Task, tasks: Sequence[Task], readers: Readers) -> Iterator[Fault]:
    """A ministry prints the lead of the list and names its own beside it: the first is not its to change."""
    printed = readers.national.read(row.lead)
    if not any(mean_the_same(printed, one.lead, readers.stands) for one in tasks):
        kind = DeviationKind.LEAD_NOT_COUNTERPART if row.lead else DeviationKind.LEAD_MISSING
        yield kind, said("national_lead_changed", found=row.lead, issued=task.lead.wording)


def _own_lead(row: AnnexRow, readers: Readers) -> Iterator[Fault]:
    if not row.own_lead:
        yield DeviationKind.LEAD_MISSING, said("own_lead_missing")
        return
    mentions = readers.own.read(row.own_lead).mentions
    if mentions and not any(_unknown(mention) or _of_unit(mention, readers) for mention in mentions):
        yield DeviationKind.LEAD_NOT_COUNTERPART, said("lead_of_others", found=row.own_lead, unit=readers.unit.name)


def _local_lead(row: AnnexRow, task: Task, readers: Readers) -> Iterator[Fault]:
    if not row.lead:
        yield DeviationKind.LEAD_MISSING, said("lead_missing", issued=task.lead.wording)
        return
    mentions = readers.own.read(row.lead).mentions
    centrals = _named_leads(task, readers)
    if not centrals or not mentions or any(_unknown(mention) for mention in mentions):
        return
    if any(_may_lead(mention, centrals, readers) for mention in mentions):
        return
    expected = " / ".join(_expected(mention, readers) for mention in centrals)
    yield (
        DeviationKind.LEAD_NOT_COUNTERPART,
        said("lead_not_counterpart", found=row.lead, issued=task.lead.wording, expected=expected),
    )


def _named_leads(task: Task, readers: Readers) -> tuple[Mention, ...]:
    """The bodies the list names as lead; none where it lets a whole class lead, or the unit itself: then any department
    is right."""
    mentions = task.lead.mentions
    if any(mention.unit_class is not None or mention.unit == readers.unit.slug for mention in mentions):
        return ()
    return tuple(mention for mention in mentions if mention.kind is MentionKind.NAMED)


def _may_lead(mention: Mention, centrals: tuple[Mention, ...], readers: Readers) -> bool:
    if mention.unit_class is not None:
        return True
    if readers.unit.level is Level.PROVINCE:
        standing = (slug for central in centrals if central.unit for slug in readers.stands(central.unit))
        return any(readers.counterparts.is_one(mention, slug) for slug in standing)
    return _of_unit(mention, readers) or any(
        mention.unit in readers.stands(central.unit) for central in centrals if central.unit
    )


def _of_unit(mention: Mention, readers: Readers) -> bool:
    """The unit, one of its departments, or a class of them."""
    if mention.unit is not None:
        unit = readers.registry.find(mention.unit)
        return mention.unit == readers.unit.slug or unit is None or unit.parent == readers.unit.slug
    return mention.unit_class is not None and _is_inner(mention.unit_class, readers)


def _is_inner(key: ClassKey, readers: Readers) -> bool:
    """Whether the class is one of units of whoever speaks of it."""
    unit_class = readers.registry.unit_class(key)
    parts = (readers.registry.unit_class(part) for part in unit_class.includes)
    return unit_class.of_parent or any(part.of_parent for part in parts)


def _unknown(mention: Mention) -> bool:
    return mention.kind is MentionKind.UNKNOWN


def _expected(mention: Mention, readers: Readers) -> str:
    if mention.unit is None or readers.unit.level is not Level.PROVINCE:
        return mention.text
    return readers.counterparts.shown(mention.unit)
