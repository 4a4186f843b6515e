"""Whether two printed cells of agencies mean the same ones, whatever the punctuation, order and spelling."""

from tdn_templates.core.trace.syllables import bare_text
from tdn_templates.model.mention import Agencies, MentionKind


def mean_the_same(one: Agencies, other: Agencies) -> bool:
    return bare_text(one.wording) == bare_text(other.wording) or _meant(one) == _meant(other)


def _meant(cell: Agencies) -> frozenset[tuple[str, str]]:
    """Units and classes, and the words of what is neither."""
    return frozenset(
        ("?", bare_text(mention.text))
        if mention.kind is MentionKind.UNKNOWN
        else ("unit" if mention.unit else "class", mention.unit or mention.unit_class or "")
        for mention in cell.mentions
    )
