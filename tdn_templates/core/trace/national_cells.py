"""Whether two printed cells of agencies mean the same ones, whatever the punctuation, order and spelling."""

from collections.abc import Callable

from tdn_templates.core.trace.syllables import bare_text
from tdn_templates.model.mention import Agencies, Mention, MentionKind
from tdn_templates.model.words import UnitSlug

Stands = Callable[[UnitSlug], frozenset[UnitSlug]]
"""The units that stand for a unit: itself, and who took over from it where the day says that it had ended."""


def mean_the_same(printed: Agencies, issued: Agencies, stands: Stands) -> bool:
    """Every agency of each cell has one in the other; for an issued unit its successor may be printed."""
    if bare_text(printed.wording) == bare_text(issued.wording):
        return True
    own, theirs = _meant(printed, _itself), _meant(issued, stands)
    return all(any(one & other for other in theirs) for one in own) and all(
        any(one & other for one in own) for other in theirs
    )


def _itself(slug: UnitSlug) -> frozenset[UnitSlug]:
    return frozenset((slug,))


def _meant(cell: Agencies, stands: Stands) -> tuple[frozenset[str], ...]:
    """For each mention the units or the class it may mean, or the words of what is neither."""
    return tuple(_of(mention, stands) for mention in cell.mentions)


def _of(mention: Mention, stands: Stands) -> frozenset[str]:
    if mention.unit is not None:
        return frozenset(stands(mention.unit))
    if mention.kind is MentionKind.UNKNOWN:
        return frozenset((f"? {bare_text(mention.text)}",))
    return frozenset((f"class {mention.unit_class}",))
