"""The two code tables of Vietnamese before Unicode that returns still hold: TCVN3 and VNI.

Both are given as the code points that a program shows when it takes the bytes for Western European text.

TCVN3 (TCVN 5712:1993 as the .Vn fonts draw it) has a code for every small letter and for the seven capitals without
a tone; a capital with a tone is a small letter in a font of capitals (.VnTimeH). VNI writes the vowel and a mark
after it.
"""

import unicodedata
from collections.abc import Iterator, Mapping

_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Grave, hook, tilde, acute, dot below: the order of every row below."""

_TCVN3_WITHOUT_TONE = {
    "ă": "¨",
    "â": "©",
    "ê": "ª",
    "ô": "«",
    "ơ": "¬",
    "ư": "\u00ad",
    "đ": "®",
    "Ă": "¡",
    "Â": "¢",
    "Ê": "£",
    "Ô": "¤",
    "Ơ": "¥",
    "Ư": "¦",
    "Đ": "§",
}
_TCVN3_WITH_TONE = {
    "a": "µ¶·¸¹",
    "ă": "»¼½¾Æ",
    "â": "ÇÈÉÊË",
    "e": "ÌÎÏÐÑ",
    "ê": "ÒÓÔÕÖ",
    "i": "×ØÜÝÞ",
    "o": "ßáâãä",
    "ô": "åæçèé",
    "ơ": "êëìíî",
    "u": "ïñòóô",
    "ư": "õö÷øù",
    "y": "úûüýþ",
}

_VNI_ALONE = {"đ": "ñ", "ơ": "ô", "ư": "ö", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "í": "í", "ị": "ò", "ỵ": "î"}
_VNI_TONE_MARKS = "øûõùï"
_VNI_MARKED = {"a": "a", "e": "e", "o": "o", "u": "u", "ơ": "ô", "ư": "ö"}
_VNI_CIRCUMFLEX = "â", "àåãáä"
"""The mark without a tone, and the five with one; they follow a, e, o."""
_VNI_BREVE = "ê", "èúüéë"


def _toned(vowel: str, tone: str) -> str:
    return unicodedata.normalize("NFC", vowel + tone)


def _tcvn3() -> Iterator[tuple[str, str]]:
    for letter, code in _TCVN3_WITHOUT_TONE.items():
        yield code, letter
    for vowel, codes in _TCVN3_WITH_TONE.items():
        for code, tone in zip(codes, _TONES, strict=True):
            yield code, _toned(vowel, tone)


def _vni_small() -> Iterator[tuple[str, str]]:
    for letter, code in _VNI_ALONE.items():
        yield code, letter
    for vowel, base in _VNI_MARKED.items():
        for mark, tone in zip(_VNI_TONE_MARKS, _TONES, strict=True):
            yield base + mark, _toned(vowel, tone)
    for mark, tone in zip(_VNI_TONE_MARKS[:4], _TONES[:4], strict=True):
        yield "y" + mark, _toned("y", tone)
    for base, vowel, (plain, toned) in (
        *((base, vowel, _VNI_CIRCUMFLEX) for base, vowel in zip("aeo", "âêô", strict=True)),
        ("a", "ă", _VNI_BREVE),
    ):
        yield base + plain, vowel
        for mark, tone in zip(toned, _TONES, strict=True):
            yield base + mark, _toned(vowel, tone)


def _vni() -> Iterator[tuple[str, str]]:
    """The capital is decided by the vowel: people type a small mark on a capital ("Uûy ban")."""
    for code, letter in _vni_small():
        yield code, letter
        yield code.upper(), letter.upper()
        if len(code) > 1:
            yield code[0].upper() + code[1], letter.upper()
            yield code[0] + code[1].upper(), letter


TCVN3: Mapping[str, str] = dict(_tcvn3())
"""One code point to one letter: all small letters, and the capitals without a tone."""

VNI: Mapping[str, str] = dict(_vni())
"""One or two code points to one letter."""
