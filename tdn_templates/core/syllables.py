"""Is this a syllable that Vietnamese could write? A small grammar: onset, rime, tone and where the tone stands."""

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_TONE = re.compile(f"[{_TONES}]")
_HIGH_OR_LOW = "\u0301\u0323"
"""Only these two tones go with a stop at the end: các, hợp."""

_FRONT = "eêi"
_FITS_FRONT = {"k": True, "gh": True, "ngh": True, "c": False, "g": False, "ng": False}
"""Onsets that stand before e, ê, i only, or never."""
_ONSET = re.compile("ngh|ng|nh|gh|gi|qu|kh|ph|th|tr|ch|[bcdđghklmnprstvx]|")
_STOPS = ("c", "ch", "p", "t", "k")
_RIMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay  ăc ăk ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et  ê êch êm ên êng ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong ooc
    op ot  ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ up ut uy uya uych uyên uyêt uynh uyt uyu uôc uôi uôm uôn uông
    uôt  ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu  y ynh yêm yên yêng yêt yêu
    """.split()  # noqa: SIM905 - a list to read, not to run
)
_AFTER_QU = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng ât âu ây e en eng eo et ê ên ênh êt êch ôc ơ i
    ich it in inh y ych ynh yt yên yêt yêu
    """.split()  # noqa: SIM905 - as above
)
_BEFORE_Y = frozenset(("", *"hklmstv"))
"""ý; and kỹ, lý, mỹ, sỹ, tỷ, vỹ beside kĩ, lí ..."""
_AFTER_G = frozenset(("i", "in", "ip", "iêt", "iêng"))
"""gì, gìn, giết, giếng: where gi and i would meet, one i is written."""
_LIPS = frozenset(("b", "m", "p", "v", "ph"))
_ROUNDED = ("oa", "oă", "oe", "uâ", "uê", "uy", "uơ")
_NAMES = frozenset(("kan", "đak", "lak"))
"""Syllables of places that keep another spelling: Bắc Kạn, Đak Lak."""
_EITHER_VOWEL = frozenset(("oa", "oe", "uy"))


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether one word is spelt as a Vietnamese syllable, marks and letter case included; the word is in NFC.

    Letter case must be of one kind: hội, Hội, HỘI, but not hỘi.
    """
    if not word.isalpha() or not (word.islower() or word.isupper() or word.istitle()):
        return False
    letters = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(letters)
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", _TONE.sub("", letters))
    if not tones:
        return bare in _NAMES or any(_fits(onset, bare[len(onset) :]) for onset in _onsets(bare))
    toned_at = len(unicodedata.normalize("NFC", letters[: letters.index(tones[0])])) - 1
    return any(_carries(bare, onset, tones[0], toned_at) for onset in _onsets(bare))


def _onsets(bare: str) -> tuple[str, ...]:
    """How the word may begin: "gì" is g + i, "già" is gi + a."""
    match = _ONSET.match(bare)
    onset = match[0] if match else ""
    return (onset, "g") if onset == "gi" else (onset,)


def _carries(bare: str, onset: str, tone: str, toned_at: int) -> bool:
    rime = bare[len(onset) :]
    if not (_fits(onset, rime) or bare in _NAMES) or (tone not in _HIGH_OR_LOW and rime.endswith(_STOPS)):
        return False
    return toned_at - len(onset) in _tone_places(rime)


def _fits(onset: str, rime: str) -> bool:
    """Whether the spelling rules let this onset and this rime stand together."""
    if rime not in (_AFTER_QU if onset == "qu" else _RIMES) or (rime == "ăk" and not onset):
        return False
    if rime[0] == "y" and onset != "qu":
        return onset in _BEFORE_Y if rime == "y" else (not onset and rime != "ynh")
    if onset == "gi":
        return rime[0] != "i"
    if onset in _LIPS:
        return not rime.startswith(_ROUNDED)
    return onset not in _FITS_FRONT or _FITS_FRONT[onset] == (rime[0] in _FRONT) or (onset == "g" and rime in _AFTER_G)


def _tone_places(rime: str) -> tuple[int, ...]:
    """The letters that may carry the tone: hòa and hoà are both written."""
    marked = [at for at, letter in enumerate(rime) if letter in "ăâêôơư"]
    if marked:
        return (marked[-1],) if rime[marked[-1]] != "ư" else (marked[0],)
    vowels = len(rime) - len(rime.lstrip("aeiouy"))
    if rime in _EITHER_VOWEL:
        return (0, 1)
    if vowels == 1:
        return (0,)
    if vowels == 2:
        return (0,) if len(rime) == 2 else (1,)
    return (1,)
