"""The stamp (dấu nhận dạng): what makes a workbook ours, and whose it is."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Stamp:
    """Written into every form issued; all parts are text, "" where a returned file did not say.

    `issue` identifies the issued file: the same inputs give the same id. `period` is the year a yearly form is made
    for, "" for all others. `as_of` is the day, as 2026-01-01, whose units the form was made for, "" where it is the
    list's own.
    """

    layout: str
    layout_version: str
    programme: str
    edition: str
    unit: str
    issue: str
    period: str = ""
    as_of: str = ""

    def items(self) -> tuple[tuple[str, str], ...]:
        """Name and value of every part, as forms hold them: most have no period and no day."""
        parts = [(part.name, str(getattr(self, part.name))) for part in fields(self)]
        while parts[-1][0] in MAY_LACK and not parts[-1][1]:
            parts.pop()
        return tuple(parts)


MAY_LACK = frozenset({"period", "as_of"})
"""Parts that forms leave out where they are blank; the last ones, so that a visible line stays in order."""
