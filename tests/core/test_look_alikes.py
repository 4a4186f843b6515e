"""Letters and signs that look like others: found in Latin words, left alone everywhere else."""

import unicodedata

import pytest

from tdn_templates.core.look_alikes import LookAlike, find_look_alikes, without_look_alikes

MEANT = [
    ("Bộ Ngoại gi\u0430o", "Bộ Ngoại giao"),
    ("V\u0103n ph\u00f2ng B\u043e\u0323\u0302", "Văn phòng Bộ"),
    ("\u0391SE\u0391N", "ASEAN"),
    ("\u00d0à Nẵng, \u0110à Lạt", "Đà Nẵng, Đà Lạt"),
    ("\u0189ài, \u00f0ịa phương, \u0256ơn vị", "Đài, địa phương, đơn vị"),
    ("\uff35\uff22\uff2e\uff24 tỉnh", "UBND tỉnh"),
    ("\uff12\uff10\uff12\uff14", "2024"),
    ("tài l\u0131ệu", "tài liệu"),
    ("pro\ufb01le", "profile"),
    ("thông\u00a0tin\u202fđối ngoại", "thông tin đối ngoại"),
    ("th\u200bông t\ufeffin", "thông tin"),
    ("học\u00ad viện", "học viện"),
    ("2024\u20102026, 2024\u22122026", "2024-2026, 2024-2026"),
    ("LĐ\u2011TB&XH", "LĐ-TB&XH"),
    ("Đắk R\u2019lấp", "Đắk R'lấp"),
]

LEFT_ALONE = [
    "",
    "Bộ Tài chính",
    "hợp tác với báo \u041f\u0440\u0430\u0432\u0434\u0430",
    "\u0421\u0421\u0421\u0420",
    "Ελλάδα và Κύπρος",
    "\u65e5\u672c\uff21",
    "\u2018trích dẫn\u2019 và “trích dẫn”",
    "2024 – 2026 — 2030",
    "Où êtes-vous ? señor, Müller",
    "n\u00adíc ngoµi",
    "§éc lËp, ®ñ lÐ",
    "5 µm, 100 Ω, α, β",
]


@pytest.mark.parametrize(("text", "meant"), MEANT)
def test_what_looks_alike_becomes_what_was_meant(text: str, meant: str) -> None:
    assert without_look_alikes(text) == meant
    assert find_look_alikes(meant) == ()


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_words_of_other_scripts_and_old_code_tables_are_left_alone(text: str) -> None:
    assert find_look_alikes(text) == ()
    assert without_look_alikes(text) == text


def test_each_one_is_told_with_its_place_and_meaning() -> None:
    assert find_look_alikes("B\u043e và\u00a0\u00d0") == (
        LookAlike("\u043e", "o", 1),
        LookAlike("\u00a0", " ", 5),
        LookAlike("\u00d0", "Đ", 6),
    )


@pytest.mark.parametrize(
    ("char", "kind"),
    [("\u043e", "letter"), ("\u2011", "sign"), ("\u2019", "sign"), ("\u200b", "invisible"), ("\u00a0", "blank")],
)
def test_kinds_tell_letters_from_what_nobody_sees(char: str, kind: str) -> None:
    (found,) = find_look_alikes(f"b{char}b")
    assert found.kind == kind


def test_a_letter_that_came_apart_is_composed_again() -> None:
    text = without_look_alikes("b\u043e\u0302\u0323")
    assert text == "bộ"
    assert unicodedata.is_normalized("NFC", text)
