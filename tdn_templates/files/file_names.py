"""File names made of ids and titles: safe on every system, the same everywhere."""

import hashlib
import re
import unicodedata

MAX_STEM_CHARS = 120

_UNSAFE = re.compile(r"[^a-z0-9_]+")
_RESERVED = re.compile(r"con|prn|aux|nul|conin|conout|clock|(com|lpt)[0-9]")
_EMPTY = "unnamed"
_DIGEST_CHARS = 8


def safe_stem(*parts: str) -> str:
    """The parts joined with "_": lower-case ASCII letters, digits, "-" and "_" only, 1 to 120 characters, no dot.

    Vietnamese marks are folded ("Bộ Tài chính" gives "bo-tai-chinh"), blank parts are left out. A name that Windows
    keeps for a device gets "_" behind it; a longer stem is cut and ends in a digest of the whole, so that two long
    names stay two (hardening T40, T41). The parts are expected to hold a fixed id: folding alone keeps nothing unique.
    """
    slugs = (_slug(part) for part in parts)
    stem = "_".join(slug for slug in slugs if slug) or _EMPTY
    if _RESERVED.fullmatch(stem):
        return f"{stem}_"
    if len(stem) <= MAX_STEM_CHARS:
        return stem
    digest = hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_CHARS]
    return f"{stem[: MAX_STEM_CHARS - _DIGEST_CHARS - 1].rstrip('-_')}-{digest}"


def _slug(part: str) -> str:
    plain = part.replace("Đ", "D").replace("đ", "d").replace("Ð", "D").replace("ð", "d")
    decomposed = unicodedata.normalize("NFKD", plain)
    letters = "".join(char for char in decomposed if not unicodedata.combining(char)).lower()
    return _UNSAFE.sub("-", letters).strip("-_")
