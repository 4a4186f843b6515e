"""Names in a return that were right once: units that had ended on the day the form was made for, with who took over."""

from dataclasses import dataclass
from datetime import date

from tdn_templates.core.checks.context import FormContext
from tdn_templates.core.succession import unit_on
from tdn_templates.core.succession_words import heirs_words
from tdn_templates.model.mention import Mention
from tdn_templates.model.words import Lang, Wording


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
    """What the mention names if that had ended; None for all else, and for a form without a day of its own."""
    day = form.registry.day
    unit = form.registry.find(mention.unit) if day is not None and mention.unit is not None else None
    if day is None or unit is None or unit.valid_to is None or not unit.ended_before(day):
        return None
    today = unit_on(form.registry, unit.slug, day)
    names = (*(heir.unit.name for heir in today.heirs), *today.named)
    words = Wording(heirs_words(today, Lang.VI), heirs_words(today, Lang.EN))
    return FormerName(mention.text, mention.start, unit.valid_to, names, words)
