"""Where each unit of a merge stands on each task: whether it carries it out, whom it names as lead and supporting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.core.answers import CARRY_OUT, MERGED, NOT_APPLICABLE
from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.overlaps.roles import other_units, whose_words
from tdn_templates.model.consolidation import Consolidation, Entry
from tdn_templates.model.mention import Mention, MentionKind
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import TaskCode, UnitSlug


@dataclass(frozen=True, slots=True)
class Stance:
    """One unit on one task, by its own words.

    `entries` are its rows about the task, one at least. `lead` and `supporting` are the first rows that name other
    units in that cell, with these units; None and () where no row does. `by_name` says that a row names the unit
    itself as lead. A unit that names departments of its own, or leaves the cell blank, names nobody else.
    """

    unit: Unit
    entries: tuple[Entry, ...]
    lead: Entry | None = None
    leads_named: tuple[UnitSlug, ...] = ()
    supporting: Entry | None = None
    supporting_named: tuple[UnitSlug, ...] = ()
    by_name: bool = False

    @property
    def carried_out(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.choice == CARRY_OUT)

    @property
    def carries(self) -> bool:
        """Also what went into another row is carried out, there."""
        return any(entry.choice in (CARRY_OUT, MERGED) for entry in self.entries)

    @property
    def declines(self) -> bool:
        """False also for what is not answered yet, which the checks report."""
        return all(entry.choice == NOT_APPLICABLE for entry in self.entries)

    @property
    def leaves_it_to_others(self) -> bool:
        return bool(self.leads_named) and not self.by_name

    @property
    def inherited(self) -> bool:
        """Whether a list gives the unit the task, rather than the unit adding a row for it."""
        return any(entry.task is not None for entry in self.entries)


class Stances:
    """The stances of a merge by task and unit, units in the order of the registry."""

    def __init__(self, consolidation: Consolidation, words: "AgencyWords") -> None:
        self._words = words
        self._entries: dict[TaskCode, dict[UnitSlug, list[Entry]]] = {}
        for part in consolidation.parts:
            for entry in (*part.plan, *part.others):
                for task in entry.national:
                    self._entries.setdefault(task.code, {}).setdefault(part.unit.slug, []).append(entry)

    def of(self, task: Task) -> Mapping[UnitSlug, Stance]:
        """Empty for a task that no return speaks of."""
        return {slug: self._stance(entries) for slug, entries in self._entries.get(task.code, {}).items()}

    def _stance(self, entries: Sequence[Entry]) -> Stance:
        unit, words = entries[0].unit, self._words
        carried = [entry for entry in entries if entry.choice == CARRY_OUT]
        lead = next((entry for entry in carried if words.others(entry, "lead")), None)
        supporting = next((entry for entry in carried if words.others(entry, "supporting")), None)
        return Stance(
            unit=unit,
            entries=tuple(entries),
            lead=lead,
            leads_named=words.others(lead, "lead") if lead else (),
            supporting=supporting,
            supporting_named=words.others(supporting, "supporting") if supporting else (),
            by_name=any(words.names_itself(entry) for entry in carried),
        )


class AgencyWords:
    """The cells of agencies, read once for each text of a body.

    A body's plan is read with the national vocabulary, where its own units are no words: making a vocabulary for each
    of 3,400 bodies would take longer than everything else. A department's is read with that of its body.
    """

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._readers: dict[UnitSlug | None, MentionReader] = {}
        self._read: dict[tuple[UnitSlug | None, str], tuple[Mention, ...]] = {}

    def others(self, entry: Entry, field: str) -> tuple[UnitSlug, ...]:
        mentions = self._named(entry.fields[field].text, entry.unit)
        return other_units(mentions, entry.unit, self._registry) if mentions else ()

    def names_itself(self, entry: Entry) -> bool:
        return any(mention.unit == entry.unit.slug for mention in self._named(entry.fields["lead"].text, entry.unit))

    def _named(self, text: str, unit: Unit) -> tuple[Mention, ...]:
        """What may bind another unit for certain: no classes, and nobody "có liên quan"."""
        if not text:
            return ()
        within = None if unit.parent is None else whose_words(unit)
        found = self._read.get((within, text))
        if found is None:
            if within not in self._readers:
                self._readers[within] = MentionReader(self._registry, within)
            mentions = self._readers[within].read(text).mentions
            found = tuple(mention for mention in mentions if mention.kind is MentionKind.NAMED)
            self._read[within, text] = found
        return found
