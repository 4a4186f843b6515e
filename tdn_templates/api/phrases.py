"""How phrases are read: time frames and cells of agencies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tdn_templates.api.lookup import find_unit
from tdn_templates.api.shared import only_programme
from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.names import NameIndex
from tdn_templates.core.succession import Today, registry_of_all_times, registry_on, unit_on
from tdn_templates.core.timeframes import TimeQuestion, question_about, read_time, write_time
from tdn_templates.errors import TdnError
from tdn_templates.files.search_path import own_first
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.knowledge import load_known, load_registry
from tdn_templates.model.mention import Mention, MentionKind
from tdn_templates.model.timeframe import TimeFrame
from tdn_templates.model.unit import Registry, Unit, UnitClass


@dataclass(frozen=True, slots=True)
class TimeReading:
    """`written` is the house style of what was read; `question` is None for a phrase that is understood or blank."""

    frame: TimeFrame
    written: str
    question: TimeQuestion | None


def read_times(
    phrases: Sequence[str],
    *,
    programme: str | None = None,
    first: date | None = None,
    last: date | None = None,
) -> tuple[TimeReading, ...]:
    """Each phrase as the forms read it. The period of the programme, or from `first` to `last`, serves phrases without
    a year ("Quý III") and "cả giai đoạn"; without one they ask for it. Raises TdnError for an unknown programme, for
    half a period, and for a period that ends before it begins."""
    first, last = _period(programme, first, last)
    frames = (read_time(phrase, period_first=first, period_last=last) for phrase in phrases)
    return tuple(TimeReading(frame, write_time(frame), question_about(frame)) for frame in frames)


@dataclass(frozen=True, slots=True)
class MentionReading:
    """A mention with what it means. `members` counts the class, None for a unit and for an open class; `suggestions`
    are the nearest units of unknown words; `ended` says of a unit that had ended on the day asked about who took over,
    None for all others and where no day is asked about."""

    mention: Mention
    unit: Unit | None
    unit_class: UnitClass | None
    members: int | None
    suggestions: tuple[Unit, ...]
    ended: Today | None = None


@dataclass(frozen=True, slots=True)
class AgencyReading:
    wording: str
    within: Unit | None
    mentions: tuple[MentionReading, ...]

    @property
    def is_clear(self) -> bool:
        return all(reading.mention.kind is not MentionKind.UNKNOWN for reading in self.mentions)


def read_agencies(
    cells: Sequence[str], *, within: str | None = None, as_of: date | None = None, templates: Path | None = None
) -> tuple[AgencyReading, ...]:
    """Each lead or supporting cell as the lists read it, in the national list or in the plan of the unit `within`.

    Names are those of the day `as_of`, None for names of all times; the members of classes are counted on that day, or
    on that of the shipped list. `templates` is an office's own folder, whose units count too. Raises TdnError for a
    unit that is not in the registry.
    """
    shipped = load_registry(own_first(templates))
    registry = registry_of_all_times(shipped) if as_of is None else registry_on(shipped, as_of)
    counted = shipped if as_of is None else registry
    owner = None if within is None else find_unit(registry, within)
    reader = MentionReader(registry, owner.slug if owner else None)
    names = NameIndex(registry)
    return tuple(
        AgencyReading(
            cell,
            owner,
            tuple(_mention(mention, registry, counted, owner, names) for mention in reader.read(cell).mentions),
        )
        for cell in cells
    )


def _mention(
    mention: Mention, registry: Registry, counted: Registry, owner: Unit | None, names: NameIndex
) -> MentionReading:
    slug = owner.slug if owner else None
    unit = registry.unit(mention.unit) if mention.unit else None
    unit_class = registry.unit_class(mention.unit_class) if mention.unit_class else None
    suggestions = names.find(mention.text, slug).suggestions if mention.kind is MentionKind.UNKNOWN else ()
    ended = None
    if unit is not None and registry.day is not None and unit.ended_before(registry.day):
        ended = unit_on(registry, unit.slug, registry.day)
    return MentionReading(mention, unit, unit_class, _count(unit_class, counted, owner), suggestions, ended)


def _count(unit_class: UnitClass | None, registry: Registry, owner: Unit | None) -> int | None:
    """In the plan of a body its own units, where the class has any of them: "các cơ quan, đơn vị" of a province."""
    if unit_class is None or unit_class.open:
        return None
    members = tuple(registry.members(unit_class.key, within=owner.slug if owner else None))
    own = [unit for unit in members if owner is not None and unit.parent == owner.slug]
    return len(own or members)


def phrases_of_file(path: Path) -> tuple[str, ...]:
    """The lines of a text file, blank ones and those that begin with "#" left out. Raises TdnError for a file that is
    not there or no UTF-8 text."""
    lines = (line.strip() for line in read_utf8(path).splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def _period(programme: str | None, first: date | None, last: date | None) -> tuple[date | None, date | None]:
    if programme is not None and first is None and last is None:
        loaded = only_programme(load_known(programme))
        return loaded.first, loaded.last
    whole = (first is None) == (last is None)
    if not whole or programme is not None or (first and last and last < first):
        raise TdnError(
            "Kỳ thực hiện chưa rõ.",
            "The period is not clear.",
            hint_vi="Ghi --programme, hoặc cả --first và --last (ngày cuối không trước ngày đầu).",
            hint_en="Give --programme, or both --first and --last (the last day not before the first).",
        )
    return first, last
