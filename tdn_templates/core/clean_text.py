"""Clean text at the reading edge (D13), saying what was done.

Only what would break a document is touched: the Unicode form (NFC), characters that XML cannot hold, line ends.
Spaces and spelling stay as they came.
"""

import re
import unicodedata
from dataclasses import dataclass

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class CleanText:
    """`removed` are the code points taken out ("U+000B"), in order, each once; `recomposed` if NFC changed the text."""

    text: str
    removed: tuple[str, ...] = ()
    recomposed: bool = False


def clean_text(raw: str) -> CleanText:
    """NFC, "\\n" as the only line end, no character that XML 1.0 forbids.

    A spreadsheet writes a forbidden character as `_x000B_`; that spelling is treated as the character it stands for.
    """
    if raw.isascii() and raw.isprintable() and "_x" not in raw:
        return CleanText(raw)
    text = _ESCAPED.sub(_unescape, raw) if "_x" in raw else raw
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    removed = tuple(dict.fromkeys(f"U+{ord(char):04X}" for char in _ILLEGAL.findall(text)))
    if removed:
        text = _ILLEGAL.sub("", text)
    composed = unicodedata.normalize("NFC", text)
    return CleanText(composed, removed, composed != text)


def _unescape(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if _ILLEGAL.match(char) or char == "\r" else match[0]
