"""Normalising: what may change without asking, each change listed, nothing left for a second time."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdn_templates.core.fold import fold
from tdn_templates.core.normalise import Change, normalise, normalise_unseen

CHANGED = [
    ("Văn  phòng   Bộ", "Văn phòng Bộ", ["spaces"]),
    ("  Văn phòng Bộ \n", "Văn phòng Bộ", ["spaces"]),
    ("Văn\u00a0phòng\tBộ", "Văn phòng Bộ", ["spaces"]),
    ("Họp báo \n hằng quý", "Họp báo\nhằng quý", ["spaces"]),
    (unicodedata.normalize("NFD", "Văn phòng Bộ"), "Văn phòng Bộ", ["unicode"]),
    ("Văn\u200b phòng", "Văn phòng", ["zero_width"]),
    ("\u00d0à Nẵng", "Đà Nẵng", ["look_alike"]),
    ("2024\u20112026", "2024-2026", ["hyphen"]),
    (
        "\u00d0à\u00a0\u00a0Nẵng\u200b 2024\u20102026",
        "Đà Nẵng 2024-2026",
        ["zero_width", "look_alike", "hyphen", "spaces"],
    ),
]

KEPT = [
    "",
    "Văn phòng Bộ",
    "hoà, hòa, thuỷ, thủy",
    "một\n\nhai",
    "2024 – 2026",
    "Россия",
    "x² + 5 µm",
    "V¨n  phßng Bé ",
]


@pytest.mark.parametrize(("text", "clean", "kinds"), CHANGED)
def test_each_change_is_listed_once_in_its_order(text: str, clean: str, kinds: list[str]) -> None:
    result = normalise(text)
    assert result.text == clean
    assert [change.kind for change in result.changes] == kinds


@pytest.mark.parametrize("text", KEPT)
def test_spelling_line_ends_and_old_code_tables_are_kept(text: str) -> None:
    assert normalise(text).text == text
    assert normalise(text).changes == ()


def test_changes_follow_on_each_other_from_the_text_to_the_result() -> None:
    text = "  \u00d0à\u00a0Nẵng\u200b "
    changes = normalise(text).changes
    assert changes[0].before == text
    assert [change.before for change in changes[1:]] == [change.after for change in changes[:-1]]
    assert changes[-1] == Change("spaces", "  Đà\u00a0Nẵng ", "Đà Nẵng")


def test_look_alike_letters_can_be_left_for_a_person() -> None:
    result = normalise_unseen("\u00d0à  Nẵng")
    assert result.text == "\u00d0à Nẵng"
    assert [change.kind for change in result.changes] == ["spaces"]


_ALPHABET = st.sampled_from(
    "aeoộưđÐð\u043e\u0412\u0445\u0391\u0438 \n-\u2010\u2019'\u200b\u00ad\u00a0\ufb01\uff21éèµ§\u0301\u0323°.1"
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(_ALPHABET, max_size=14), st.text(max_size=14)))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).changes == ()
    unseen = normalise_unseen(text).text
    assert normalise_unseen(unseen).changes == ()


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("aoộưđhnĐ \u00a0\u200b-\u2011\u0301"), max_size=14))
def test_what_nobody_sees_makes_no_difference_to_matching(text: str) -> None:
    assert fold(normalise_unseen(text).text) == fold(text)
