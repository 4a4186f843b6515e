"""One result of a check (kết quả kiểm tra): data until the last step writes words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tdn_templates.model.settings import Waiver
from tdn_templates.model.words import RuleCode, Severity


@dataclass(slots=True, unsafe_hash=True)  # not frozen: one is made for every cell read, at a third of the cost
class Place:
    """Where in a file: `sheet` as the file names it, `cell` in spreadsheet letters ("H12"); "" where unknown."""

    sheet: str = ""
    cell: str = ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Finding:
    """`task` is the printed number ("2.9"), "" if none; `value` is what stood there, as text.

    `facts` fill the placeholders of the rule's wording; they are values, never sentences. `waiver` is set when the
    finding is not held against the unit: it stays visible, as a note.
    """

    code: RuleCode
    severity: Severity
    place: Place = NOWHERE
    task: str = ""
    value: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    waiver: Waiver | None = None
