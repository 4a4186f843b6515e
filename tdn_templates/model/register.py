"""The register of what was issued (sổ phát hành): one entry for each form sent out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tdn_templates.model.stamp import Stamp


@dataclass(frozen=True, slots=True)
class IssuedForm:
    """`file` is the name it was written under, `sha256` of its bytes.

    `given` maps each row key, in the order of the form, to a short hash of every given cell by column key; free rows
    map to nothing. `made_with` is a hash of all that the forms of a run had in common, "" where nobody noted it: a run
    of a round with the same has nothing to make anew.
    """

    stamp: Stamp
    file: str
    sha256: str
    given: Mapping[str, Mapping[str, str]]
    made_with: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """Issued forms by issue id; a form issued again under the same id replaces the older entry."""

    forms: Mapping[str, IssuedForm]
    _of_unit: dict[tuple[str, str, str], list[IssuedForm]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        of_unit: dict[tuple[str, str, str], list[IssuedForm]] = {}
        for form in self.forms.values():
            of_unit.setdefault(_whose(form.stamp), []).append(form)
        object.__setattr__(self, "_of_unit", of_unit)

    def only_form(self, stamp: Stamp) -> IssuedForm | None:
        """The one form of this layout and programme that the unit got; None if it got none, or several."""
        found = self._of_unit.get(_whose(stamp), [])
        return found[0] if len(found) == 1 else None

    @property
    def as_of(self) -> str:
        """The day that all its forms were made for; "" if they were made for several, or for that of their lists."""
        days = {form.stamp.as_of for form in self.forms.values()}
        return days.pop() if len(days) == 1 else ""

    def with_forms(self, forms: "tuple[IssuedForm, ...]") -> "Register":
        return Register({**self.forms, **{form.stamp.issue: form for form in forms}})


def _whose(stamp: Stamp) -> tuple[str, str, str]:
    return stamp.layout, stamp.programme, stamp.unit
