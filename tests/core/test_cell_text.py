"""What fits a spreadsheet cell, to the last character; and nothing is cut in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdn_templates.core.cell_text import (
    CUT_MARK,
    LONGEST_CELL,
    MOST_LINE_FEEDS,
    cell_pieces,
    fit_cell,
    fits_cell,
    utf16_length,
)

_CHARS = st.sampled_from(["a", "ế", "🙂", "\n", "\r\n", "\u2028", "\x0b", " "])
_ENDS = st.lists(_CHARS, max_size=5).map("".join)
# around the limits: many times one character, and something before and after it
_COUNTS = st.sampled_from([0, 1, 252, 253, 254, 255, 300, 16_383, 16_384, 32_766, 32_767, 32_768, 70_000])


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("abc", 3), ("Bộ Y tế", 7), ("🙂", 2), ("a🙂b", 4), ("\ud83d", 1)]
)
def test_length_is_counted_as_spreadsheets_do(text: str, length: int) -> None:
    assert utf16_length(text) == length


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("", True),
        ("a" * LONGEST_CELL, True),
        ("a" * (LONGEST_CELL + 1), False),
        ("ế" * LONGEST_CELL, True),
        ("ế" * (LONGEST_CELL + 1), False),
        ("🙂" * 16_383, True),
        ("🙂" * 16_383 + "a", True),
        ("🙂" * 16_384, False),
        ("\n" * MOST_LINE_FEEDS, True),
        ("\n" * (MOST_LINE_FEEDS + 1), False),
        ("a\n" * MOST_LINE_FEEDS + "a", True),
    ],
)
def test_the_limit_is_the_last_that_fits(text: str, fits: bool) -> None:
    assert fits_cell(text) is fits


@pytest.mark.parametrize("text", ["", "Bộ Y tế", "a" * LONGEST_CELL, "x\n" * MOST_LINE_FEEDS])
def test_what_fits_is_not_touched(text: str) -> None:
    assert fit_cell(text) == text


@pytest.mark.parametrize("text", ["a" * 40_000, "🙂" * 20_000, "x\n" * 300, "\n" * 40_000, "a" * 32_766 + "🙂"])
def test_a_cut_text_begins_as_the_whole_and_says_that_it_was_cut(text: str) -> None:
    cut = fit_cell(text)
    assert cut.endswith(CUT_MARK)
    assert text.startswith(cut.removesuffix(CUT_MARK))
    assert fits_cell(cut)


def test_a_cut_takes_as_much_as_fits() -> None:
    assert utf16_length(fit_cell("a" * 40_000)) == LONGEST_CELL
    assert utf16_length(fit_cell("🙂" * 40_000)) in (LONGEST_CELL - 1, LONGEST_CELL)


def test_no_text_is_no_piece() -> None:
    assert cell_pieces("") == ()


def test_a_text_that_fits_is_one_piece() -> None:
    assert cell_pieces("Bộ Y tế\nBộ Nội vụ") == ("Bộ Y tế\nBộ Nội vụ",)


@given(_ENDS, _CHARS, _COUNTS, _ENDS)
def test_pieces_fit_and_join_to_the_whole(head: str, char: str, count: int, tail: str) -> None:
    text = head + char * count + tail
    pieces = cell_pieces(text)
    assert "".join(pieces) == text
    assert all(pieces)
    assert all(fits_cell(piece) for piece in pieces)


@given(_ENDS, _CHARS, _COUNTS, _ENDS)
def test_a_cut_fits_and_neither_it_nor_a_piece_holds_half_a_pair(head: str, char: str, count: int, tail: str) -> None:
    text = head + char * count + tail
    assert fits_cell(fit_cell(text))
    for part in (*cell_pieces(text), fit_cell(text)):
        part.encode("utf-8")
