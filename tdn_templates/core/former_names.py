"""Names in a return that were right once: units that had ended on the day the form was made for, with who took over."""

from dataclasses import dataclass
from datetime import date, timedelta

from tdn_templates.core.checks.context import FormContext
from tdn_templates.core.succession import former_department, named_heirs, unit_on
from tdn_templates.core.succession_words import heirs_words
from tdn_templates.model.mention import Mention, MentionKind
from tdn_templates.model.unit import Level, Unit
from tdn_templates.model.words import Lang, UnitSlug, Wording


@dataclass(frozen=True, slots=True)
class FormerName:
    """`written` begins at `start` of the cell; `ended` is the last day of the unit. `heirs` are official names of who
    took over, () if nobody is known; `words` name them, each with its part."""

    written: str
    start: int
    ended: date
    heirs: tuple[str, ...]
    words: Wording


def former_name(form: FormContext, mention: Mention) -> FormerName | None:
    """What the mention names if that had ended; None for all else, and for a form without a day of its own.

    A department that every province had counts too where the registry lists none of that name.
    """
    day = form.registry.day
    if day is None:
        return None
    unit = form.registry.find(mention.unit) if mention.unit is not None else None
    if unit is not None and unit.valid_to is not None and unit.ended_before(day):
        today = unit_on(form.registry, unit.slug, day)
        names = (*(heir.unit.name for heir in today.heirs), *today.named)
        words = Wording(heirs_words(today, Lang.VI), heirs_words(today, Lang.EN))
        return FormerName(mention.text, mention.start, unit.valid_to, names, words)
    body = _province(form)
    kind = former_department(form.registry, mention.text, day) if body and mention.kind is MentionKind.UNKNOWN else None
    if kind is None:
        return None
    names = named_heirs(form.registry, kind, body, day)
    ended = min(item.since for item in kind.successors) - timedelta(days=1)
    joined = ", ".join(names)
    return FormerName(mention.text, mention.start, ended, names, Wording(joined, joined))


def _province(form: FormContext) -> UnitSlug | None:
    """The province that the form's unit is or belongs to."""
    unit: Unit | None = form.unit
    if unit is not None and unit.level is Level.DEPARTMENT and unit.parent is not None:
        unit = form.registry.find(unit.parent)
    return unit.slug if unit is not None and unit.level is Level.PROVINCE else None
