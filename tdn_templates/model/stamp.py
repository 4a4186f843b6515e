"""The stamp (dấu nhận dạng): what makes a workbook ours, and whose it is."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Stamp:
    """Written into every form issued; all parts are text, "" where a returned file did not say.

    `issue` identifies the issued file: the same inputs give the same id. `period` is the year a yearly form is made
    for, "" for all others.
    """

    layout: str
    layout_version: str
    programme: str
    edition: str
    unit: str
    issue: str
    period: str = ""

    def items(self) -> tuple[tuple[str, str], ...]:
        """Name and value of every part, as forms hold them: most have no period."""
        parts = ((part.name, getattr(self, part.name)) for part in fields(self))
        return tuple((name, value) for name, value in parts if value or name != "period")
