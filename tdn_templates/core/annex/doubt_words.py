"""Two texts for one kind of doubt about an annex: why, and what to do."""

from dataclasses import dataclass

from tdn_templates.model.words import Wording


@dataclass(frozen=True, slots=True)
class DoubtWords:
    """One kind of doubt; `{facts}` of the doubt stand in both texts."""

    why: Wording
    remedy: Wording


COMPARE = Wording("So với văn bản gốc.", "Compare with the document.")
"""What to do where only the document can tell."""
