"""The quick answer for nearly every cell: ordinary Vietnamese text that no VALUE rule has anything to say about."""

import re
from functools import lru_cache
from string import ascii_letters, digits

_LONGEST = 2_000
"""Longer texts are left to the rules themselves; it also bounds what is kept."""

_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
ORDINARY_CHARACTERS = f"{ascii_letters}{digits} .,;:()/%&'\"+?!=–“”…{_LETTERS}{_LETTERS.upper()}-"
UNICODE_ONLY = frozenset(f"ăđơưĂĐƠƯ{''.join(map(chr, range(0x1EA0, 0x1EFA)))}")
"""Letters that no old code table has in these places: text with one of them was typed as Unicode."""

_ORDINARY = re.compile(f"[{re.escape(ORDINARY_CHARACTERS)}]*")
_ONLY_UNICODE = re.compile(f"[{''.join(sorted(UNICODE_ONLY))}]")


@lru_cache(maxsize=20_000)
def _is_ordinary(text: str) -> bool:
    if not _ORDINARY.fullmatch(text) or "  " in text or text != text.strip():
        return False
    return text.isascii() or _ONLY_UNICODE.search(text) is not None


def is_ordinary(text: str) -> bool:
    """Letters, digits and usual marks only, single blanks, and certainly Unicode. False says nothing: ask the rules."""
    return len(text) <= _LONGEST and _is_ordinary(text)
