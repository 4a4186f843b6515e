"""Names of units in a lead or supporting cell: the official name for a certain one, the nearest for an unknown one."""

from dataclasses import dataclass

from tdn_templates.core.checks.context import FormContext
from tdn_templates.core.fold import fold
from tdn_templates.core.former_names import FormerName, former_name
from tdn_templates.model.mention import Agencies, Mention, MentionKind
from tdn_templates.model.unit import Level, Unit

_COMMITTEE = ("ubnd", "ủy ban", "uỷ ban", "hđnd", "hội đồng")
_Meaning = tuple[MentionKind, str | None, str | None]


@dataclass(frozen=True, slots=True)
class NearName:
    """`written` begins at `start` of the cell; `nearest` are official names, best first, at least one."""

    written: str
    start: int
    nearest: tuple[str, ...]


def official_names(form: FormContext, text: str) -> str:
    """The cell with every certain name in its official form; separators and all other words stay as they are.

    Nothing is changed when the cell would then be read as something else.
    """
    read = form.agencies.read(text)
    found = [(mention, unit) for mention in read.mentions if (unit := _certain(form, mention)) is not None]
    changed = [(mention, unit) for mention, unit in found if unit.name != mention.text]
    if not changed:
        return text
    named = text
    for mention, unit in reversed(changed):
        named = named[: mention.start] + unit.name + named[mention.end :]
    certain = {mention.start: unit for mention, unit in found}
    expected = [_meaning(mention, certain.get(mention.start)) for mention in read.mentions]
    return named if _meanings(form.agencies.read(named)) == expected else text


def near_names(form: FormContext, text: str) -> tuple[NearName, ...]:
    """The names of the cell that the registry does not have but has something like."""
    return tuple(
        NearName(mention.text, mention.start, tuple(unit.name for unit in near))
        for mention in form.agencies.read(text).mentions
        if mention.kind is MentionKind.UNKNOWN
        and (near := form.names.find(mention.text, within=form.unit.slug).suggestions)
    )


def former_names(form: FormContext, text: str) -> tuple[FormerName, ...]:
    """The names of the cell that are of units which had ended, where it is known who took over."""
    found = (former_name(form, mention) for mention in form.agencies.read(text).mentions)
    return tuple(former for former in found if former is not None and former.heirs)


def _certain(form: FormContext, mention: Mention) -> Unit | None:
    """The one unit that a mention can mean. The plan's own unit stays as it is called there ("UBND tỉnh", "Bộ"), and
    so does the committee of a province: its official name here is that of the province. A generic department's name is
    not confirmed, so it is left as it is written too."""
    if mention.unit_class is not None:
        return None
    unit = form.names.find(mention.text, within=form.unit.slug).unit
    if unit is None or unit.generic or unit.slug == form.unit.slug or mention.unit not in (None, unit.slug):
        return None
    if unit.level is Level.PROVINCE and fold(mention.text).startswith(_COMMITTEE):
        return None
    return unit


def _meaning(mention: Mention, unit: Unit | None) -> _Meaning:
    if unit is not None:
        return MentionKind.NAMED, unit.slug, None
    return mention.kind, mention.unit, mention.unit_class


def _meanings(read: Agencies) -> list[_Meaning]:
    return [_meaning(mention, None) for mention in read.mentions]
