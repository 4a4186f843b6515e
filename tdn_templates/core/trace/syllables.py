"""A text as the syllables that are compared: Vietnamese writes every syllable apart, and most words have two."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from tdn_templates.core.fold import fold
from tdn_templates.core.trace.documents import documents_in, without_documents
from tdn_templates.core.trace.localised import FUNCTION_WORDS, LIGHT_PAIRS

_WORD = re.compile(r"[^\W\d_]+")
_ANY_WORD = re.compile(r"\w+")
_LEADING_ZERO = re.compile(r"\b0+(?=\d)")
_LIGHT = 0.4
_SHORTEST_QUOTE = 9
"""Syllables in a row that a text must share with the title of the programme to be quoting it."""


@dataclass(frozen=True, slots=True)
class Syllables:
    """`words` in the order of the text, without numbers; `weights` say how much each may count (0 says only where,
    whose or how; 1 says what), before its rarity comes in. `documents` are the numbers cited."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    documents: frozenset[str]

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbours, as they stand."""
        return frozenset(pairwise(self.words))


def syllables(text: str, places: Sequence[re.Pattern[str]] = (), title: Sequence[str] = ()) -> Syllables:
    """`places` are patterns whose words count nothing; `title` are the words of the programme's title, which plans
    quote at length and which count nothing either."""
    folded = fold(text)
    bare = without_documents(folded)
    blanked = bare
    for pattern in places:
        blanked = pattern.sub(lambda found: "\x00" * len(found[0]), blanked)
    found = list(_WORD.finditer(bare))
    words = tuple(match[0] for match in found)
    weights = [0.0 if "\x00" in blanked[match.start() : match.end()] else 1.0 for match in found]
    _weigh_words(words, weights)
    _drop_quoted_title(words, weights, title)
    return Syllables(words, tuple(weights), documents_in(folded))


def _weigh_words(words: Sequence[str], weights: list[float]) -> None:
    for index, word in enumerate(words):
        if word in FUNCTION_WORDS:
            weights[index] = 0.0
        elif index + 1 < len(words) and f"{word} {words[index + 1]}" in LIGHT_PAIRS:
            weights[index] = min(weights[index], _LIGHT)
            weights[index + 1] = min(weights[index + 1], _LIGHT)


def _drop_quoted_title(words: Sequence[str], weights: list[float], title: Sequence[str]) -> None:
    if len(set(words) & set(title)) < _SHORTEST_QUOTE // 2:
        return
    matcher = SequenceMatcher(None, words, title, autojunk=False)
    for block in matcher.get_matching_blocks():
        if block.size >= _SHORTEST_QUOTE:
            weights[block.a : block.a + block.size] = [0.0] * block.size


def bare_text(text: str) -> str:
    """Letters and digits of a text, folded, by one blank each: the same where only signs and blanks differ."""
    return " ".join(_ANY_WORD.findall(_LEADING_ZERO.sub("", fold(text))))


def fingerprint(text: str) -> str:
    """Names a row of a plan by what it says, whatever its number and punctuation: 12 hex digits."""
    return hashlib.sha256(bare_text(text).encode("utf-8", "surrogatepass")).hexdigest()[:12]
