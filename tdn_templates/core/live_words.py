"""Characters and words that the live formulas of a form look for, taken from where the checks have them."""

from collections.abc import Iterator

from tdn_templates.core.ordinary_text import ORDINARY_CHARACTERS, UNICODE_ONLY
from tdn_templates.core.shorthand import DITTO_WORDS, TICKS

DITTO_PARTS = ("trên", "tren", "nt", "n.t", "n/t", "như trước", "tương tự", "ditto", "idem", "above")
"""At least one of them stands in every spelling of a ditto; a test holds the list to that."""

QUOTES = ('"', "'", "“", "”")
"""The quotation marks among the ordinary characters; a lone one may be a ditto."""


def ordinary_characters() -> str:
    """Every character of text that no rule about values has anything to say about."""
    return ORDINARY_CHARACTERS


def unicode_only_letters() -> tuple[str, ...]:
    """Vietnamese letters that no text in an old font can hold."""
    return tuple(char for char in ORDINARY_CHARACTERS if char in UNICODE_ONLY)


def ambiguous_letters() -> tuple[str, ...]:
    """Letters that are Vietnamese in Unicode and something else in an old font."""
    return tuple(
        char for char in ORDINARY_CHARACTERS if char.isalpha() and not char.isascii() and char not in UNICODE_ONLY
    )


def ditto_words() -> tuple[str, ...]:
    return tuple(sorted(DITTO_WORDS))


def nil_ticks() -> Iterator[str]:
    """Ticks that a formula can compare: letter case is no difference to it, nor are two of these alike."""
    seen: set[str] = set()
    for tick in sorted(TICKS):
        if tick.casefold() not in seen:
            seen.add(tick.casefold())
            yield tick
