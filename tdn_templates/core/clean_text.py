"""Clean text at the reading edge (D13), saying what was done.

Only what would break a document is touched: the Unicode form (NFC), characters that XML cannot hold, line ends.
Spaces and spelling stay as they came.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ESCAPE_CHARS = len("_x000B_")


@dataclass(frozen=True, slots=True)
class CleanText:
    """`removed` are the code points taken out ("U+000B"), each once; `recomposed` if NFC changed the text."""

    text: str
    removed: tuple[str, ...] = ()
    recomposed: bool = False


def clean_text(raw: str) -> CleanText:
    """NFC, "\\n" as the only line end, no character that XML 1.0 forbids.

    A spreadsheet writes a forbidden character as `_x000B_`; that spelling is treated as the character it stands for.
    """
    return _kept(raw) if len(raw) <= _LONGEST_KEPT else _cleaned(raw)


def is_clean(raw: str) -> bool:
    """Whether clean_text certainly leaves it as it is; False for some texts that it leaves, too."""
    return raw.isprintable() and "_x" not in raw and unicodedata.is_normalized("NFC", raw)


def _cleaned(raw: str) -> CleanText:
    if is_clean(raw):
        return CleanText(raw)
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    removed = _ILLEGAL.findall(text)
    if removed:
        text = _ILLEGAL.sub("", text)
    if "_x" in text:
        text, escaped = _without_escapes(text)
        removed += escaped
    composed = unicodedata.normalize("NFC", text)
    return CleanText(composed, tuple(dict.fromkeys(f"U+{ord(char):04X}" for char in removed)), composed != text)


def _without_escapes(text: str) -> tuple[str, list[str]]:
    """The text without escapes of forbidden characters; these, in order.

    One pass over a stack: taking one escape out may join the halves of another, and a hostile text nests thousands.
    """
    kept: list[str] = []
    removed: list[str] = []
    for char in text:
        kept.append(char)
        escape = _ESCAPED.fullmatch("".join(kept[-_ESCAPE_CHARS:])) if char == "_" else None
        stands_for = chr(int(escape[1], 16)) if escape else ""
        if stands_for == "\r":
            kept[-_ESCAPE_CHARS:] = "\r"
        elif stands_for and _ILLEGAL.match(stands_for):
            del kept[-_ESCAPE_CHARS:]
            removed.append(stands_for)
    return "".join(kept).replace("\r\n", "\n").replace("\r", "\n"), removed


_LONGEST_KEPT = 1_000
# issued texts and the names of units come up in every return
_kept = lru_cache(maxsize=20_000)(_cleaned)
