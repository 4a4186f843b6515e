"""Clean text: what is taken out is told, everything else stays as it came."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdn_templates.core.clean_text import CleanText, clean_text, is_clean

# characters of every trouble: controls, halves of a pair, marks in two forms, escapes a spreadsheet writes
_TEXTS = st.lists(
    st.one_of(
        st.characters(),
        st.sampled_from(["\r\n", "\r", "\n", "_x000B_", "_x000D_", "_x005F_", "_x0041_", "_x", "\ud800", "\uffff"]),
        st.sampled_from(["_x00\x0b0B_", "_x_x000B_000B_", "_x_x0000_D8_x0000_00_"]),
        st.sampled_from(["o\u0323\u0302", "ộ", "\u0302\u0323", "Å", "\u212b", "\u0344"]),
    )
).map("".join)


@pytest.mark.parametrize(
    ("raw", "text", "removed", "recomposed"),
    [
        ("", "", (), False),
        ("Bộ Y tế", "Bộ Y tế", (), False),
        ("plain & <ascii>", "plain & <ascii>", (), False),
        ("  hai  dấu cách ", "  hai  dấu cách ", (), False),
        ("a\u00a0b\u200bc\u202ed", "a\u00a0b\u200bc\u202ed", (), False),
        ("một\r\nhai\rba\nbốn", "một\nhai\nba\nbốn", (), False),
        ("một\thai", "một\thai", (), False),
        ("a\x0bb\x00c\x0bd", "abcd", ("U+000B", "U+0000"), False),
        ("a\ufffeb\uffffc", "abc", ("U+FFFE", "U+FFFF"), False),
        ("nửa \ud83d cặp", "nửa  cặp", ("U+D83D",), False),
        ("🙂", "🙂", (), False),
        ("\x7f\x85\u2028", "\x7f\x85\u2028", (), False),
        ("Bo\u0323\u0302 Y te\u0302\u0301", "Bộ Y tế", (), True),
        ("o\x0b\u0323\u0302", "ộ", ("U+000B",), True),
        ("a_x000B_b", "ab", ("U+000B",), False),
        ("a_x000b_b", "ab", ("U+000B",), False),
        ("a_x000D_\nb", "a\nb", (), False),
        ("a_x000D_b", "a\nb", (), False),
        ("_xFFFE_", "", ("U+FFFE",), False),
        ("_xD800_", "", ("U+D800",), False),
        ("a_x0041_b", "a_x0041_b", (), False),
        ("a_x00\x0b0B_b", "ab", ("U+000B",), False),
        ("a_x_x0000_000B_b", "ab", ("U+0000", "U+000B"), False),
        ("ma_x", "ma_x", (), False),
        ("_x00_", "_x00_", (), False),
    ],
)
def test_only_what_breaks_documents_is_touched(raw: str, text: str, removed: tuple[str, ...], recomposed: bool) -> None:
    assert clean_text(raw) == CleanText(text, removed, recomposed)


@given(_TEXTS)
def test_clean_text_is_composed_and_fit_for_xml(raw: str) -> None:
    text = clean_text(raw).text
    assert unicodedata.is_normalized("NFC", text)
    assert text == raw or not is_clean(raw)
    assert all(
        char in "\t\n" or " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char > "\uffff" for char in text
    )


@given(_TEXTS)
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    once = clean_text(raw)
    assert clean_text(once.text) == CleanText(once.text)


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@given(_TEXTS)
def test_every_change_but_line_ends_is_told(raw: str) -> None:
    cleaned = clean_text(raw)
    lines = _line_ends(_line_ends(raw).replace("_x000D_", "\r"))
    assert (cleaned.text != lines) == bool(cleaned.removed or cleaned.recomposed)
    assert len(set(cleaned.removed)) == len(cleaned.removed)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126).filter("_".__ne__)))
def test_plain_text_comes_back_itself(raw: str) -> None:
    assert clean_text(raw) == CleanText(raw)
