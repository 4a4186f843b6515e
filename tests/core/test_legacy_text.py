"""TCVN3 and VNI: what is recognised, what it says, and what is left alone."""

import csv
import functools
import itertools
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tdn_templates.core.legacy_tables import TCVN3, VNI
from tdn_templates.core.legacy_text import encoding_of_font, read_legacy
from tdn_templates.core.syllables import is_syllable
from tdn_templates.load.knowledge import load_programme, load_registry
from tdn_templates.model.unit import Registry

_ROOT = Path(__file__).parents[2]
_ORDINARY = Path(__file__).with_name("ordinary_texts.txt").read_text(encoding="utf-8").splitlines()
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTERS = tuple(
    letter
    for small in (
        *(unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES),
        "đ",
    )
    if not small.isascii()
    for letter in (small, small.upper())
)

# Independent of the tables under test: one line a vowel (none, grave, hook, tilde, acute, dot), as printed in manuals.
_TCVN3_ROWS = {
    "a": "aµ¶·¸¹",
    "ă": "¨»¼½¾Æ",
    "â": "©ÇÈÉÊË",
    "e": "eÌÎÏÐÑ",
    "ê": "ªÒÓÔÕÖ",
    "i": "i×ØÜÝÞ",
    "o": "oßáâãä",
    "ô": "«åæçèé",
    "ơ": "¬êëìíî",
    "u": "uïñòóô",
    "ư": "\u00adõö÷øù",
    "y": "yúûüýþ",
}
_TCVN3_CAPITALS = dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
_VNI_ROWS = {
    "a": "a aø aû aõ aù aï",
    "ă": "aê aè aú aü aé aë",
    "â": "aâ aà aå aã aá aä",
    "e": "e eø eû eõ eù eï",
    "ê": "eâ eà eå eã eá eä",
    "i": "i ì æ ó í ò",
    "o": "o oø oû oõ où oï",
    "ô": "oâ oà oå oã oá oä",
    "ơ": "ô ôø ôû ôõ ôù ôï",
    "u": "u uø uû uõ uù uï",
    "ư": "ö öø öû öõ öù öï",
    "y": "y yø yû yõ yù î",
}


def _in_tcvn3(letter: str) -> str:
    if letter in _TCVN3_CAPITALS:
        return _TCVN3_CAPITALS[letter]
    if letter.lower() == "đ":
        return "®"
    vowel, tone = _parts(letter.lower())
    return _TCVN3_ROWS[vowel][_TONES.index(tone)] if vowel in _TCVN3_ROWS else letter


def _in_vni(letter: str) -> str:
    if letter.lower() == "đ":
        return "ñ" if letter.islower() else "Ñ"
    vowel, tone = _parts(letter.lower())
    if vowel not in _VNI_ROWS:
        return letter
    code = _VNI_ROWS[vowel].split()[_TONES.index(tone)]
    return code if letter.islower() else code.upper()


def _with_small_marks(letter: str) -> str:
    """As people typed it: the caps lock does not reach the mark."""
    code = _in_vni(letter)
    return code[0] + code[1:].lower()


def _parts(letter: str) -> tuple[str, str]:
    apart = unicodedata.normalize("NFD", letter)
    tone = next((char for char in apart if char in _TONES[1:]), "")
    return unicodedata.normalize("NFC", apart.replace(tone, "") if tone else apart), tone


def _encoded(text: str, encoder: Callable[[str], str]) -> str:
    return "".join(char if char.isascii() else encoder(char) for char in text)


ENCODERS: dict[str, Callable[[str], str]] = {"tcvn3": _in_tcvn3, "vni": _in_vni, "vni small": _with_small_marks}


@functools.cache
def _registry() -> Registry:
    return load_registry()


@functools.cache
def _cells() -> tuple[str, ...]:
    """Every distinct cell of the national list and of both published plans."""
    programme = load_programme("nq47-2024", _registry())
    cells = [programme.title, programme.annex_title, *(group.title for group in programme.groups)]
    for task in programme.tasks:
        cells += (task.text, task.lead.wording, task.supporting.wording, task.time.wording)
    for path in sorted((_ROOT / "examples" / "published-plans").glob("*.tsv")):
        with path.open(encoding="utf-8") as file:
            cells += itertools.chain.from_iterable(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(dict.fromkeys(cell for cell in cells if cell))


def _marked_letters(text: str) -> int:
    return sum(char in LETTERS for char in text)


def _without_lost_capitals(text: str, name: str) -> str:
    """TCVN3 has no capital with a tone: unless the whole word is in capitals it can only come back small."""
    if name != "tcvn3":
        return text
    lost = re.compile("[" + "".join(letter for letter in LETTERS if letter.isupper() and letter not in "ĂÂÊÔƠƯĐ") + "]")
    return re.sub(
        r"[^\W\d_]+", lambda word: word[0] if word[0].isupper() else lost.sub(lambda at: at[0].lower(), word[0]), text
    )


def test_both_tables_hold_the_134_letters_that_are_not_ascii() -> None:
    assert len(LETTERS) == 134
    assert set(VNI.values()) == set(LETTERS)
    assert set(TCVN3.values()) == {letter for letter in LETTERS if letter.islower() or letter in "ĂÂÊÔƠƯĐ"}


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_is_in_the_tables_where_the_manuals_have_it(letter: str) -> None:
    assert VNI[_in_vni(letter)] == letter
    assert VNI[_with_small_marks(letter)] == letter
    assert TCVN3[_in_tcvn3(letter)] in (letter, letter.lower())


def _syllable_with(letter: str) -> str:
    frames = {"ă": "t{}n", "â": "t{}n", "y": "k{}", "đ": "{}a"}
    return frames.get(_parts(letter.lower())[0], "t{}").format(letter)


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("name", ENCODERS)
def test_every_letter_comes_back_from_a_text_that_holds_it(name: str, letter: str) -> None:
    text = f"Độc lập, {_syllable_with(letter)}, phát triển giáo dục"
    text = text if letter.islower() else text.upper()
    legacy = read_legacy(_encoded(text, ENCODERS[name]))
    assert legacy is not None
    assert (legacy.encoding, legacy.text) == (name.split(maxsplit=1)[0], text)


WRITTEN = [
    ("H»ng n¨m", "tcvn3", "Hằng năm"),
    ("§éc lËp", "tcvn3", "Độc lập"),
    ("n­íc ngoµi", "tcvn3", "nước ngoài"),
    ("Uû ban nh©n d©n", "tcvn3", "Uỷ ban nhân dân"),
    ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "tcvn3", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("Q§-UBND ngµy 5 th¸ng 6", "tcvn3", "QĐ-UBND ngày 5 tháng 6"),
    ("Së KH&§T", "tcvn3", "Sở KH&ĐT"),
    ("kinh phÝ 100.000 ®", "tcvn3", "kinh phí 100.000 đ"),
    ("Thêi gian thùc hiÖn: Quý III/2025", "tcvn3", "Thời gian thực hiện: Quý III/2025"),
    ("Haèng naêm", "vni", "Hằng năm"),
    ("Ñoäc laäp", "vni", "Độc lập"),
    ("Uûy ban nhaân daân", "vni", "Ủy ban nhân dân"),
    ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA", "vni", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
    ("HOäI NGHÒ", "vni", "HỘI NGHỊ"),
    ("nöôùc ngoaøi", "vni", "nước ngoài"),
    ("Naêm 2024", "vni", "Năm 2024"),
    ("N¨m 2024", "tcvn3", "Năm 2024"),
]


@pytest.mark.parametrize(("raw", "encoding", "text"), WRITTEN)
def test_what_offices_wrote_is_read(raw: str, encoding: str, text: str) -> None:
    legacy = read_legacy(raw)
    assert legacy is not None
    assert (legacy.encoding, legacy.text) == (encoding, text)
    assert 0.7 <= legacy.confidence < 1


@pytest.mark.parametrize("name", ENCODERS)
def test_the_national_list_and_both_plans_come_back_letter_for_letter(name: str) -> None:
    """The floor is 99 % of the cells with two marked letters or more; "2024" is nothing by nature."""
    cells = [cell for cell in _cells() if _marked_letters(cell) >= 2]
    assert len(cells) > 200
    wrong = []
    for cell in cells:
        legacy = read_legacy(_encoded(cell, ENCODERS[name]))
        if legacy is None or legacy.text != _without_lost_capitals(cell, name):
            wrong.append(cell)
    assert len(wrong) <= len(cells) // 100, wrong


@pytest.mark.parametrize("name", ENCODERS)
def test_every_name_of_the_registry_comes_back(name: str) -> None:
    """But for two of which nobody can tell without more words: VNI writes "Hồ" as "Hoà", TCVN3 "Phú" as "Phó"."""
    names = {name for unit in _registry().units for name in unit.all_names if _marked_letters(name) >= 2}
    for text in sorted(name for name in names if not re.search("Hồ Chí Minh|Phú Thọ", name)):
        legacy = read_legacy(_encoded(text, ENCODERS[name]))
        assert legacy is not None, text
        assert legacy.text == _without_lost_capitals(text, name)


def test_ordinary_texts_are_never_taken_for_old_ones() -> None:
    texts = [*_ORDINARY, *_cells(), *(name for unit in _registry().units for name in unit.all_names)]
    texts += [unicodedata.normalize("NFD", text) for text in texts]
    assert len(_ORDINARY) >= 300
    assert [text for text in texts if read_legacy(text) is not None] == []


def test_every_single_word_of_the_list_in_unicode_is_left_alone() -> None:
    words = {word for cell in _cells() for word in re.findall(r"[^\W\d_]+", cell)}
    assert [word for word in sorted(words) if read_legacy(word) is not None] == []


@pytest.mark.parametrize(
    ("raw", "expected", "text"),
    [
        ("Bé", "Bộ", "Bộ"),
        ("Bé", "Bé", None),
        ("Bé", None, None),
        ("có", "cú", "cú"),
        ("vµ", "và", "và"),
        ("chuû trì", "Chủ trì", "chủ trì"),
        ("báo cáo", "bỏo cỏo khác", None),
    ],
)
def test_the_issued_text_settles_what_could_be_either(raw: str, expected: str | None, text: str | None) -> None:
    legacy = read_legacy(raw, expected=expected)
    assert (legacy.text if legacy else None) == text


def test_a_text_that_is_the_issued_one_is_certain() -> None:
    legacy = read_legacy("H»ng n¨m", expected="Hằng năm")
    assert legacy is not None
    assert legacy.confidence == 1.0


@pytest.mark.parametrize(
    ("raw", "font", "text"),
    [
        ("tÕ", None, "tế"),
        ("tê têi", None, None),
        ("tê têi", ".VnTime", "tờ tời"),
        ("têi", ".VnTime", "tời"),
        ("têi", "Times New Roman", None),
        ("teá", None, None),
        ("teá", "VNI-Times", "tế"),
        ("céng hßa x· héi", ".VnTimeH", "CỘNG HÒA XÃ HỘI"),
        ("Bộ Tài chính", ".VnTime", None),
        ("báo cáo", ".VnTime", None),
        ("báo cáo", "VNI-Times", None),
        ("Kinh te", ".VnTime", None),
        ("café", ".VnTime", None),
    ],
)
def test_a_font_is_a_hint_and_no_proof(raw: str, font: str | None, text: str | None) -> None:
    legacy = read_legacy(raw, font=font)
    assert (legacy.text if legacy else None) == text


def test_a_cell_with_one_letter_that_only_unicode_has_is_never_converted() -> None:
    assert read_legacy("H»ng n¨m, định kỳ") is None
    assert read_legacy(unicodedata.normalize("NFD", "H»ng n¨m, ư")) is None


@pytest.mark.parametrize(
    ("font", "encoding"),
    [(".VnTime", "tcvn3"), (".VnArialH", "tcvn3"), ("VNI-Times", "vni"), ("Arial", None), ("", None)],
)
def test_fonts_name_their_encoding(font: str, encoding: str | None) -> None:
    assert encoding_of_font(font) == encoding


def _spelt(words: str) -> tuple[str, ...]:
    return tuple(words.split())


@pytest.mark.parametrize(
    "word",
    _spelt(
        "và gì giếng già giữa quý quốc quyết Hòa hoà thủy THUỶ nghiệp ngoại khuya xoong Kạn Đắk yêu ý mỹ ưu bướu uống"
    ),
)
def test_vietnamese_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", _spelt("café für señor naïf laïs hỘi ngê cê ka ghan áa hợpp các2 cãc hìt bộx mộoc tiêngx Müller bué nghành")
)
def test_other_spellings_are_none(word: str) -> None:
    assert not is_syllable(word)
