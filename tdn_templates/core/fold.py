"""Fold text for matching, never for printing: letter case, tone placement, dashes, blanks, local spellings.

Tones and vowel marks stay in `fold`, because they tell names apart (Thanh Hóa, Khánh Hòa; Tiền Giang, Kiên Giang).
"""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_D_STROKE = str.maketrans("ðɖ", "đđ")
_D_BARE = str.maketrans("đĐðÐ", "dDdD")
_DASHES = re.compile("\\s*[-\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d]+\\s*")
_AMPERSAND = re.compile(r"(?<=\w)\s*[&＆]\s*(?=\w)")
_SEPARATORS = re.compile(r"\s*([,;])\s*")
_BLANKS = re.compile(r"\s+")
_LONGEST_KEPT = 1_000
_ENDS = " .,;:…'\"“”‘’«»*•+-"

# hòa/hoà, khỏe/khoẻ, thủy/thuỷ: the tone sits on either vowel; the second is kept
_TONES = {
    unicodedata.normalize("NFC", first + tone + last): unicodedata.normalize("NFC", first + last + tone)
    for first, last in ("oa", "oe", "uy")
    for tone in "\u0300\u0301\u0303\u0309\u0323"
}
_TONED = re.compile("|".join(_TONES))
# quí and quý are the same syllable
_QUI = re.compile(r"(?<=qu)[ìíỉĩị]\b")
_QUI_TO_QUY = str.maketrans("ìíỉĩị", "ỳýỷỹỵ")
_LOCAL = (
    (re.compile(r"\b(?:đắk|đăk|đắc|đăc|đak)[ -]?(?:lắk|lăk|lắc|lăc|lak)\b"), "đắk lắk"),
    (re.compile(r"\b(?:đắk|đăk|đắc|đăc|đak)[ -]?nông\b"), "đắk nông"),
    (re.compile(r"\bbắc[ -]?(?:cạn|kạn)\b"), "bắc kạn"),
)


def fold(text: str) -> str:
    """The text as it is compared: two spellings of one name fold to the same string.

    Dashes lose the blanks around them, commas get one blank after them, "&" between letters becomes "và",
    punctuation at both ends goes.
    """
    return _kept_fold(text) if len(text) <= _LONGEST_KEPT else _fold(text)


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    folded = unicodedata.normalize("NFC", folded.casefold()).translate(_D_STROKE)
    folded = _DASHES.sub("-", folded)
    folded = _AMPERSAND.sub(" và ", folded)
    folded = _SEPARATORS.sub(r"\1 ", folded)
    folded = _BLANKS.sub(" ", folded).strip(_ENDS)
    folded = _TONED.sub(lambda match: _TONES[match[0]], folded)
    folded = _QUI.sub(lambda match: match[0].translate(_QUI_TO_QUY), folded)
    for pattern, spelling in _LOCAL:
        folded = pattern.sub(spelling, folded)
    return folded


# the same names and headings come up in every return
_kept_fold = lru_cache(maxsize=20_000)(_fold)


def fold_plain(text: str) -> str:
    """`fold` without any diacritic: "Tỉnh Bình Định" gives "tinh binh dinh". For slugs and a last search only."""
    return unmarked(fold(text))


# the departments of every body have the same few hundred names
@lru_cache(maxsize=20_000)
def slug(text: str) -> str:
    """Lower-case ASCII letters and digits joined by hyphens, safe in a file name; "" if the text has neither."""
    return "-".join(re.findall("[a-z0-9]+", fold_plain(text)))


def unmarked(text: str) -> str:
    """The text without diacritics, letter case kept: "Đắk Lắk" gives "Dak Lak"."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return bare.translate(_D_BARE)
