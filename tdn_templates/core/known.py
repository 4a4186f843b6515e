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
    (`on`), and the lists are read for that day; then `as_issued` is the same for the lists' own day, else None. `asked`
    are the lists that whoever runs this means, the highest first; they come first among `programmes`, those above them
    and others named beside them follow."""

    registry: Registry
    layouts: Mapping[str, WorkbookLayout]
    programmes: Mapping[str, Programme]
    asked: tuple[ProgrammeCode, ...] = ()
    as_issued: "Known | None" = field(default=None, repr=False, compare=False)
    _days: dict[date, "Known"] = field(default_factory=dict, repr=False, compare=False)

    def on(self, day: date | None) -> "Known":
        """The same for the units of a day; itself for None. Made once for each day."""
        if day is None:
            return self
        issued = self.as_issued or self
        if day not in issued._days:
            registry, lists = registry_on(issued.registry, day), issued.programmes
            programmes = {code: programme_on(item, registry, day, lists) for code, item in lists.items()}
            issued._days[day] = replace(issued, registry=registry, programmes=programmes, as_issued=issued)
        return issued._days[day]

    def of(self, stamps: Iterable[Stamp | None]) -> "Known":
        """As `on` the day that the forms with these stamps were made for, the last one if there are several.

        A form that was issued without a day is of the lists' own. What lost its issue id may have lost its day too: it
        is taken to be of the day of this; so is what has no stamp.
        """
        issued = self.as_issued or self
        days = [
            day_of(stamp.as_of) or (issued if stamp.issue else self).registry.day
            for stamp in stamps
            if stamp is not None
        ]
        last = max((day for day in days if day is not None), default=None)
        if last is not None and last != issued.registry.day:
            return self.on(last)
        return issued if days else self


def day_of(text: str) -> date | None:
    """The day in a stamp, 2026-01-01; None for "", and for text that somebody changed."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
