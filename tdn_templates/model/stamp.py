"""The stamp (dấu nhận dạng): what makes a workbook ours, and whose it is."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Stamp:
    """Written into every form issued; all parts are text, "" where a returned file did not say.

    `issue` identifies the issued file: the same inputs give the same id.
    """

    layout: str
    layout_version: str
    programme: str
    edition: str
    unit: str
    issue: str

    def items(self) -> tuple[tuple[str, str], ...]:
        return tuple((part.name, getattr(self, part.name)) for part in fields(self))
