"""Read Vietnamese text of the time before Unicode (TCVN3, VNI), cell by cell, and only when it is certain.

Look at the raw text: a soft hyphen that clean-up would take out is the letter "ư" of TCVN3. The result is a proposal
with a confidence; nothing is ever replaced here.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tdn_templates.core.fold import fold
from tdn_templates.core.legacy_tables import TCVN3, VNI
from tdn_templates.core.syllables import is_syllable

Encoding = Literal["tcvn3", "vni"]

_BEYOND = re.compile("[\u0100-\u1fff\u2c00-\ud7ff\uf900-\U0010ffff]")
"""Letters that neither encoding can show, among them all that only Vietnamese has (ơ, ư, đ, ă, ộ): a cell with one of
them is Unicode already. Punctuation and signs (U+2000-2BFF) are no letters."""

_LETTERS = re.compile(r"[^\W\d_]+")
_ENOUGH = 2
"""Weight of the letters that make sense only when converted; below it one odd word would decide."""
_SHARE, _SHARE_WITH_FONT = 0.8, 0.6
"""How many of the words in question have to be Vietnamese after conversion; of all words, the smaller part."""
_WEAK: Mapping[str, frozenset[str]] = {
    "tcvn3": frozenset("ßáâãäåæçèéêëìíîïñòóôõöøùúûüýþ\u00ad"),
    "vni": frozenset("í ì ó ò ô ö î ñ aï oï uï aû oû eû où aé aè aü aã aõ eá eà eâ".split()),  # noqa: SIM905
}
"""Codes that other languages have as well (maïs, où, für); all others count twice."""
_SIGNS = frozenset("ª«·»×æ")
"""Codes that ordinary text has at either end of a word: «oui», Nª, træ."""
_LONGEST_KEPT = 500
"""Characters of a text and of what is expected in its place, up to which the reading is kept."""
_MANY = 3
"""So many words in question, all of them Vietnamese after conversion, add to the weight."""


@dataclass(frozen=True, slots=True)
class LegacyText:
    """`text` is the text in Unicode (NFC); `confidence` goes from 0 to 1, 1 when it is the text that was expected."""

    encoding: Encoding
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Table:
    """`unit` matches one code, `word` a run of letters and codes."""

    encoding: Encoding
    letters: Mapping[str, str]
    unit: re.Pattern[str]
    word: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Reading:
    """`share` of the words in question that are Vietnamese once converted; `weight` of those that are so only then."""

    encoding: Encoding
    text: str
    share: float
    weight: int
    is_excluded: bool


def _table(encoding: Encoding, letters: Mapping[str, str], word: str) -> _Table:
    longest_first = sorted(letters, key=len, reverse=True)
    return _Table(encoding, letters, re.compile("|".join(map(re.escape, longest_first))), re.compile(word))


_TABLES = (
    _table("vni", VNI, "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]+"),
    _table("tcvn3", TCVN3, "[A-Za-z\u00a1-\u00ff]+"),
)
"""VNI first: where both would do, a vowel with its mark behind it is the likelier story."""


def read_legacy(text: str, *, font: str | None = None, expected: str | None = None) -> LegacyText | None:
    """The text in Unicode if it is TCVN3 or VNI; None for everything else, also when it might be either way.

    `font` is the name of the cell's font, a hint (".VnTime", "VNI-Times"); `expected` is the text issued for the cell,
    the surest test. Ordinary Vietnamese, French or German, formulas and codes give None.
    """
    if text.isascii():
        return None
    if len(text) + len(expected or "") > _LONGEST_KEPT:
        return _reading_of(text, font or "", expected)
    return _kept_reading(text, font or "", expected)


def _reading_of(text: str, font: str, expected: str | None) -> LegacyText | None:
    composed = unicodedata.normalize("NFC", text)
    if _BEYOND.search(composed):
        return None
    readings = [_read(composed, table, font, expected) for table in _TABLES]
    if expected is not None and fold(composed) != fold(expected):
        for reading in readings:
            if fold(reading.text) == fold(expected):
                return LegacyText(reading.encoding, reading.text, 1.0)
    certain = [reading for reading in readings if _is_certain(reading, font)]
    if not certain:
        return None
    best = max(certain, key=lambda reading: (reading.share, reading.weight))
    return LegacyText(best.encoding, best.text, round(best.share * (1 - 0.5**best.weight), 3))


# time frames and short notes come up again in every return
_kept_reading = lru_cache(maxsize=5_000)(_reading_of)


def encoding_of_font(font: str) -> Encoding | None:
    """What a font name says: ".VnTime" TCVN3, "VNI-Times" VNI. It proves nothing: fonts outlive their texts."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni") else None


def _is_certain(reading: _Reading, font: str) -> bool:
    hinted = encoding_of_font(font) == reading.encoding
    needed = 1 if hinted else _ENOUGH
    share = _SHARE_WITH_FONT if hinted else _SHARE
    return not reading.is_excluded and reading.weight >= needed and reading.share >= share


def _read(text: str, table: _Table, font: str, expected: str | None) -> _Reading:
    shouting = _is_shouting(text, table)
    converted = table.word.sub(lambda match: _converted(match[0], table, shouting), text)
    share, weight, lost = _weigh(text, table, shouting, frozenset(fold(expected or "").split()))
    is_excluded = lost or _share_of_all(converted) < _SHARE_WITH_FONT
    if table.encoding == "tcvn3" and _draws_capitals(font):
        converted = converted.upper()
    return _Reading(table.encoding, unicodedata.normalize("NFC", converted), share, weight, is_excluded)


def _weigh(text: str, table: _Table, shouting: bool, expected: frozenset[str]) -> tuple[float, int, bool]:
    """(share, weight, lost): whether a word or sign that makes sense as it stands would make none when converted.

    A single sign or letter between blanks is no evidence: 10 ÷ 2, 5 × 3.
    """
    asked = good = weight = 0
    lost = False
    for word in _words_in_question(text, table):
        converted = _converted(word, table, shouting)
        if len(word) == 1:
            lost = lost or (converted == word and not word.isalpha())
        elif _is_abbreviation(converted):
            weight += _ENOUGH if "§" in word else 0
        elif converted != word:
            asked += 1
            is_now = is_syllable(word)
            if is_syllable(converted):
                good += 1
                awaited = fold(converted) in expected and fold(word) not in expected
                weight += _ENOUGH if awaited else 0 if is_now else _weight(word, table)
            else:
                lost = lost or is_now
    if weight and good == asked >= _MANY:
        weight += 1
    return (good / asked if asked else 0.0), weight, lost


def _share_of_all(converted: str) -> float:
    """How many of all words are Vietnamese after conversion; abbreviations aside. A foreign sentence has few."""
    words = [word for word in _LETTERS.findall(converted) if not word.isupper() or is_syllable(word)]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def _words_in_question(text: str, table: _Table) -> set[str]:
    """The different words that hold a code of the table, but for what is glued to a figure: 10µm, §5."""
    return {
        match[0]
        for match in table.word.finditer(text)
        if table.unit.search(match[0])
        and not text[match.start() - 1 : match.start()].isdigit()
        and not text[match.end() : match.end() + 1].isdigit()
    }


def _weight(word: str, table: _Table) -> int:
    """Each code counts once, or twice when ordinary text hardly ever has it there."""
    return sum(1 if _is_ordinary(found, word, table) else 2 for found in table.unit.finditer(word))


def _is_ordinary(found: re.Match[str], word: str, table: _Table) -> bool:
    """A letter of other languages, a capital at the beginning or among capitals, a sign at either end."""
    code = found[0]
    if code in _WEAK[table.encoding]:
        return len(code) == 1 or not word.endswith(("ng", "nh"))
    if code in _SIGNS and (found.start() == 0 or found.end() == len(word)):
        return True
    return code.isalpha() and (found.start() == 0 or word.isupper())


def _converted(word: str, table: _Table, shouting: bool) -> str:
    converted = table.unit.sub(lambda match: table.letters[match[0]], word)
    if len(word) == 1 and not word.isalpha() and not is_syllable(converted) and converted not in "đĐ":
        return word
    in_capitals = shouting or _is_in_capitals(word)
    return converted.upper() if in_capitals and table.unit.search(word) else converted


def _is_in_capitals(word: str) -> bool:
    """Two plain capitals and no plain small letter: the others are capitals too, whatever code they have."""
    plain = [char for char in word if char.isascii()]
    return len(plain) > 1 and all(char.isupper() for char in plain)


def _is_shouting(text: str, table: _Table) -> bool:
    """No plain small letter, and a word in capitals that is no abbreviation: TỰ DO, but not Sở KH&ĐT."""
    if any(char.islower() and char.isascii() for char in text):
        return False
    words = (word[0] for word in table.word.finditer(text) if _is_in_capitals(word[0]))
    return any(is_syllable(table.unit.sub(lambda found: table.letters[found[0]], word).lower()) for word in words)


def _is_abbreviation(word: str) -> bool:
    """ "QĐ", "TTĐN", "NĐ": capitals without a vowel that could make them a syllable; they say nothing either way."""
    return word.isupper() and not re.search("[AEIOUY]", unicodedata.normalize("NFD", word).replace("\u031b", ""))


def _draws_capitals(font: str) -> bool:
    """.VnTimeH, .VnArialH: small letters are drawn as capitals."""
    return encoding_of_font(font) == "tcvn3" and font.strip().endswith("H")
