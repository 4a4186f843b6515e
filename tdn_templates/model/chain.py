"""How a row of a plan hangs together with the lists above it (chuỗi nhiệm vụ), level by level."""

from dataclasses import dataclass

from tdn_templates.model.words import ProgrammeCode, UnitSlug


@dataclass(frozen=True, slots=True)
class Link:
    """One task on one level: its number in the list `programme`. `owner` is whose plan that list is, None for a list
    that was made from no plan; `holder` is how people call that level ("quốc gia", "Bộ Tài chính")."""

    programme: ProgrammeCode
    number: str
    owner: UnitSlug | None
    holder: str


@dataclass(frozen=True, slots=True)
class Chain:
    """One way from the top down to a row; never without links. `whole` is False when the topmost link is a unit's own
    task, which carries out none of the list above it."""

    links: tuple[Link, ...]
    whole: bool
