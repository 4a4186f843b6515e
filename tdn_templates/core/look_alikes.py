"""Characters that look like another one: a Cyrillic "о" in a Vietnamese word, "Ð" for "Đ", blanks nobody sees.

Only words that are otherwise written in Latin letters are looked at; a Russian or Greek word is what it is.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from tdn_templates.core.legacy_text import read_legacy

LookAlikeKind = Literal["letter", "sign", "invisible", "blank"]

_LETTERS: Mapping[str, str] = {
    **dict(zip("АВЕЅІЈКМНОРСТУХԌԚԜаеѕіјорсухһԁԛԝ", "ABESIJKMHOPCTYXGQWaesijopcyxhdqw", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧορν", "ABEZHIKMNOPTYXopv", strict=True)),
    "Ð": "Đ",
    "Ɖ": "Đ",
    "ð": "đ",
    "ɖ": "đ",
    "ı": "i",
    "ɑ": "a",
    "ɡ": "g",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    **{chr(0xFF01 + code): chr(0x21 + code) for code in range(94)},
}
_APOSTROPHE = "’"
_SIGNS = dict.fromkeys("\u2010\u2011\u2212\ufe63", "-") | {_APOSTROPHE: "'"}
_INVISIBLE = dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e", "") | dict.fromkeys(
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff", ""
)
_BLANKS = dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u3000", " ")
_LATIN: Mapping[LookAlikeKind, Mapping[str, str]] = {
    "letter": _LETTERS,
    "sign": _SIGNS,
    "invisible": _INVISIBLE,
    "blank": _BLANKS,
}
_ANY = re.compile("[" + re.escape("".join(char for table in _LATIN.values() for char in table)) + "]")
_CHUNK = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class LookAlike:
    """`char` stands at `index` (from 0) where `latin` is meant: one or more letters, a hyphen, a blank, or nothing."""

    char: str
    latin: str
    index: int

    @property
    def kind(self) -> LookAlikeKind:
        return next(kind for kind, table in _LATIN.items() if self.char in table)


def find_look_alikes(text: str) -> tuple[LookAlike, ...]:
    """In the order of the text; nothing in a text that is TCVN3 or VNI, where the same characters are letters."""
    if text.isascii() or not _ANY.search(text) or read_legacy(text) is not None:
        return ()
    return tuple(sorted((*_blanks(text), *_in_words(text)), key=_index))


def without_look_alikes(text: str) -> str:
    """The text with what was meant. Letters that came apart only because of a look-alike are composed again."""
    return replace_look_alikes(text, find_look_alikes(text))


def replace_look_alikes(text: str, found: tuple[LookAlike, ...]) -> str:
    """Only the ones given; their indexes are those of `text`."""
    if not found:
        return text
    pieces: list[str] = []
    at = 0
    for look_alike in found:
        pieces += (text[at : look_alike.index], look_alike.latin)
        at = look_alike.index + 1
    return unicodedata.normalize("NFC", "".join((*pieces, text[at:])))


def _index(found: LookAlike) -> int:
    return found.index


def _blanks(text: str) -> Iterator[LookAlike]:
    """No-break and narrow blanks, but for those beside a word of another script."""
    for index, char in enumerate(text):
        if char in _BLANKS and not any(map(_is_foreign, text[max(index - 1, 0) : index + 2])):
            yield LookAlike(char, _BLANKS[char], index)


def _in_words(text: str) -> Iterator[LookAlike]:
    for chunk in _CHUNK.finditer(text):
        if _ANY.search(chunk[0]) and not any(map(_is_foreign, chunk[0])) and _is_latin_enough(chunk[0]):
            yield from _of_chunk(chunk[0], chunk.start())


def _of_chunk(chunk: str, start: int) -> Iterator[LookAlike]:
    for offset, char in enumerate(chunk):
        if char == _APOSTROPHE and not _is_inside_word(chunk, offset):
            continue
        for table in (_LETTERS, _SIGNS, _INVISIBLE):
            if char in table:
                yield LookAlike(char, table[char], start + offset)


def _is_inside_word(chunk: str, offset: int) -> bool:
    """Letters or their marks on both sides: R’lấp, but not ‘R’."""
    around = (chunk[max(offset - 1, 0) : offset], chunk[offset + 1 : offset + 2])
    return all(char and unicodedata.category(char)[0] in "LM" for char in around)


def _is_foreign(char: str) -> bool:
    """A letter of another script that no Latin letter looks like: the word around it is Russian, Greek or Thai."""
    return char.isalpha() and char not in _LETTERS and not _is_latin(char)


def _is_latin_enough(chunk: str) -> bool:
    """A word of look-alike letters alone ("СССР") may be a word of its own script; it needs one true Latin letter.

    Full-width letters, and words without letters, are Latin as they are.
    """
    letters = [char for char in chunk if char.isalpha()]
    return not letters or any(map(_is_latin, letters))


def _is_latin(char: str) -> bool:
    return char.isascii() or "LATIN" in unicodedata.name(char, "")
