"""The quick answer for nearly every cell: ordinary Vietnamese text that no VALUE rule has anything to say about."""

import re
from functools import lru_cache

_LONGEST = 2_000
"""Longer texts are left to the rules themselves; it also bounds what is kept."""

_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_ORDINARY = re.compile(f"[A-Za-z0-9 .,;:()/%&'\"+?!=–“”…{_LETTERS}{_LETTERS.upper()}\\-]*")
_ONLY_UNICODE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
"""Letters that no old code table has in these places: text with one of them was typed as Unicode."""


@lru_cache(maxsize=20_000)
def _is_ordinary(text: str) -> bool:
    if not _ORDINARY.fullmatch(text) or "  " in text or text != text.strip():
        return False
    return text.isascii() or _ONLY_UNICODE.search(text) is not None


def is_ordinary(text: str) -> bool:
    """Letters, digits and usual marks only, single blanks, and certainly Unicode. False says nothing: ask the rules."""
    return len(text) <= _LONGEST and _is_ordinary(text)
