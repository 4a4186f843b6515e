"""Folding: what counts as the same text when names are compared."""

import unicodedata

import pytest

from tdn_templates.core.fold import fold, fold_plain, slug, unmarked

SAME = [
    ("Hòa Bình", "Hoà Bình"),
    ("Khánh Hòa", "KHÁNH HOÀ"),
    ("thủy lợi", "thuỷ lợi"),
    ("Ủy ban", "Uỷ ban"),
    ("sức khỏe", "sức khoẻ"),
    ("Quý III", "Quí III"),
    ("Quý III", "Qúy III"),
    ("Đà Nẵng", "Ðà Nẵng"),
    ("Đà Nẵng", "\u0189à Nẵng"),
    ("Đà Nẵng", unicodedata.normalize("NFD", "Đà Nẵng")),
    ("Đắk Lắk", "Đăk Lăk"),
    ("Đắk Lắk", "Đắc Lắc"),
    ("Đắk Nông", "Đắc Nông"),
    ("Bắc Kạn", "Bắc Cạn"),
    ("Bà Rịa - Vũng Tàu", "Bà Rịa-Vũng Tàu"),
    ("Bà Rịa - Vũng Tàu", "Bà Rịa – Vũng Tàu"),
    ("Bà Rịa - Vũng Tàu", "Bà Rịa\u2011Vũng Tàu"),
    ("Bộ Lao động - Thương binh và Xã hội", "Bộ Lao động- Thương binh & Xã hội"),
    ("TT&TT", "TT và TT"),
    ("bộ, ngành", "bộ , ngành"),
    ("bộ, ngành", "bộ,ngành"),
    ("Bộ Tài chính", "  Bộ\u00a0Tài\n chính. "),
    ("Bộ Tài chính", "Bộ T\u00adài ch\u200bính;"),
    ("Bộ Tài chính", "- Bộ Tài chính;"),
]

DIFFERENT = [
    ("Thanh Hóa", "Khánh Hòa"),
    ("Hà Nam", "Hà Năm"),
    ("Tiền Giang", "Kiên Giang"),
    ("Bình Định", "Bình Đinh"),
    ("Thái Bình", "Hòa Bình"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_of_one_name_fold_to_the_same_text(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_tones_and_vowel_marks_still_tell_names_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("text", [text for pair in SAME + DIFFERENT for text in pair])
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_local_spelling_of_one_province_leaves_other_words_alone() -> None:
    assert fold("đắc lực") == "đắc lực"


@pytest.mark.parametrize("text", ["", " ", "...", "\u200b", " - "])
def test_text_without_letters_folds_to_nothing(text: str) -> None:
    assert fold(text) == ""


def test_the_plain_form_has_no_diacritics() -> None:
    assert fold_plain("Tỉnh Đắc Lắc – Uỷ ban") == "tinh dak lak-uy ban"


def test_unmarked_keeps_letter_case_and_punctuation() -> None:
    assert unmarked("Bà Rịa - Vũng Tàu, Đà Nẵng") == "Ba Ria - Vung Tau, Da Nang"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bộ Tài chính", "bo-tai-chinh"),
        ("Bộ Lao động - Thương binh và Xã hội", "bo-lao-dong-thuong-binh-va-xa-hoi"),
        ("../Đĩa C:\\", "dia-c"),
        ("...", ""),
    ],
)
def test_a_slug_is_safe_in_a_file_name(text: str, expected: str) -> None:
    assert slug(text) == expected
