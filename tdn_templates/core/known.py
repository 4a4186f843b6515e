"""Everything the checks may look up: forms, programmes, units, as they are on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tdn_templates.core.inherited_lists import programme_on
from tdn_templates.core.succession import registry_on
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.stamp import Stamp
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import ProgrammeCode


@dataclass(frozen=True, slots=True)
class Known:
    """`layouts` by name, `programmes` by code. Units are those that the lists were issued for, or those of a later day
    (`on`), and the lists are read for that day. `asked` are the lists that whoever runs this means, the highest first;
    they come first among `programmes`, those above them and others named beside them follow."""

    registry: Registry
    layouts: Mapping[str, WorkbookLayout]
    programmes: Mapping[str, Programme]
    asked: tuple[ProgrammeCode, ...] = ()
    _days: dict[date, "Known"] = field(default_factory=dict, repr=False, compare=False)

    def on(self, day: date | None) -> "Known":
        """The same for the units of a day; itself for None. Made once for each day."""
        if day is None:
            return self
        if day not in self._days:
            programmes = {code: programme_on(item, self.registry, day) for code, item in self.programmes.items()}
            self._days[day] = replace(self, registry=registry_on(self.registry, day), programmes=programmes)
        return self._days[day]

    def of(self, stamps: Iterable[Stamp | None]) -> "Known":
        """As `on` the day that the forms with these stamps were made for, the last one if there are several."""
        days = (stamp_day(stamp) for stamp in stamps if stamp is not None)
        return self.on(max((day for day in days if day is not None), default=None))


def stamp_day(stamp: Stamp) -> date | None:
    """The day a form was made for; None for most, and for a stamp that somebody changed."""
    try:
        return date.fromisoformat(stamp.as_of) if stamp.as_of else None
    except ValueError:
        return None
