"""Which words of a row and of its tasks the other one does not have, for showing them side by side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tdn_templates.core.fold import fold

_PIECE = re.compile(r"\w+|\W+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text, blanks and marks included; `differs` when the other side does not have it there."""

    text: str
    differs: bool


def marked(text: str, others: Sequence[str]) -> tuple[Stretch, ...]:
    """The text whole, in stretches; a word differs when none of the `others` has it in a like place."""
    pieces = _PIECE.findall(text)
    places = [index for index, piece in enumerate(pieces) if piece[0].isalnum()]
    words = [fold(pieces[index]) for index in places]
    same = [False] * len(words)
    for other in others:
        theirs = [fold(piece) for piece in _PIECE.findall(other) if piece[0].isalnum()]
        for block in SequenceMatcher(None, words, theirs, autojunk=False).get_matching_blocks():
            same[block.a : block.a + block.size] = [True] * block.size
    differs = dict(zip(places, (not one for one in same), strict=True))
    return _joined(pieces, differs)


def _joined(pieces: Sequence[str], differs: dict[int, bool]) -> tuple[Stretch, ...]:
    """Blanks and marks go with the words around them where both differ, else they are the same."""
    found: list[Stretch] = []
    for index, piece in enumerate(pieces):
        one = differs.get(index)
        if one is None:
            one = differs.get(index - 1, False) and differs.get(index + 1, False)
        if found and found[-1].differs == one:
            found[-1] = Stretch(found[-1].text + piece, one)
        else:
            found.append(Stretch(piece, one))
    return tuple(found)
