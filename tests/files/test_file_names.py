"""Stems that any system takes as a file name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdn_templates.files.file_names import MAX_STEM_CHARS, safe_stem


@pytest.mark.parametrize(
    ("parts", "stem"),
    [
        (("nq47-2024", "bo-tai-chinh", "plan"), "nq47-2024_bo-tai-chinh_plan"),
        (("Bộ Lao động - Thương binh và Xã hội",), "bo-lao-dong-thuong-binh-va-xa-hoi"),
        (("Đắk Lắk", "TP. Hồ Chí Minh"), "dak-lak_tp-ho-chi-minh"),
        (("Ha\u0300 No\u0323\u0302i",), "ha-noi"),
        (("plan 1.0",), "plan-1-0"),
        (("../../etc/passwd",), "etc-passwd"),
        (("C:\\Users\\x.docx",), "c-users-x-docx"),
        (("", "a", "..."), "a"),
        ((), "unnamed"),
        (("", " . "), "unnamed"),
        (("中文",), "unnamed"),
        (("CON",), "con_"),
        (("lpt1",), "lpt1_"),
        (("com¹",), "com1_"),
        (("nul.docx",), "nul-docx"),
        (("con", "plan"), "con_plan"),
        (("\u202egpj.exe",), "gpj-exe"),
        (("İstanbul",), "istanbul"),
    ],
)
def test_parts_become_a_plain_ascii_stem(parts: tuple[str, ...], stem: str) -> None:
    assert safe_stem(*parts) == stem


def test_two_long_names_stay_two() -> None:
    one, other = safe_stem("a" * 300 + "1"), safe_stem("a" * 300 + "2")
    assert len(one) == len(other) == MAX_STEM_CHARS
    assert one != other


def test_a_stem_of_just_the_limit_is_kept_whole() -> None:
    assert safe_stem("a" * MAX_STEM_CHARS) == "a" * MAX_STEM_CHARS


@given(st.lists(st.text(alphabet=st.characters(), max_size=80), max_size=4))
def test_any_parts_give_a_legal_stem(parts: list[str]) -> None:
    stem = safe_stem(*parts)
    assert re.fullmatch(r"[a-z0-9_-]+", stem)
    assert len(stem) <= MAX_STEM_CHARS
    assert stem not in {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
