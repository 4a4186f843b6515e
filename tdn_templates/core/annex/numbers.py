"""Printed numbers of groups and tasks: I, A, 1, 1.1, I.1, a), 01, a dash; what style each is, and what comes next."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tdn_templates.core.fold import fold

_PART = r"(?:[0-9]{1,3}|[IVXLC]{1,6}|[ivxl]{1,5}|[A-Za-zĐđ])"
_NUMBER = re.compile(rf"\(?\s*({_PART}(?:\s?[.]\s?{_PART})*)\s*[.)\]:/]*")
_DASH = re.compile(r"[-–—+•*·]")
_LABEL = r"(?:phần(?: thứ)?|nhóm(?: nhiệm vụ| giải pháp)?(?: thứ)?|mục|nội dung|chương|lĩnh vực)"
_IN_TITLE = re.compile(
    rf"(?:{_LABEL}\s+)?({_PART}(?:[.]{_PART})*)(?:\s*[.):/\-–]+\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_SURE_IN_TITLE = re.compile(r"((?:[0-9]{1,2}|[IVX]{1,5}|[A-ZĐ])(?:[.](?:[0-9]{1,2}|[IVX]+))*)[.):/]+\s*(?=\S)")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LETTERS = "ABCDĐEFGHIKLMNOPQRSTUVXYZ"


class Style(StrEnum):
    """The kind of the last part of a number; a dash is what lists use for parts without one."""

    ROMAN = "roman"
    UPPER = "upper"
    LOWER = "lower"
    ARABIC = "arabic"
    DASH = "dash"


@dataclass(frozen=True, slots=True)
class Number:
    """`parts` are what stands between the points ("I.2" has two); `text` is the number without marks around it."""

    text: str
    parts: tuple[str, ...]
    style: Style

    @property
    def shape(self) -> tuple[Style, int]:
        """What numbers of one level have in common."""
        return self.style, len(self.parts)

    @property
    def value(self) -> int:
        """The place of the last part among its kind, from 1; 0 for a dash."""
        return _value(self.parts[-1], self.style) if self.parts else 0

    def follows(self, other: "Number") -> bool:
        """Whether it comes right after the other in the same list."""
        return self.shape == other.shape and self.parts[:-1] == other.parts[:-1] and self.value == other.value + 1

    def is_below(self, other: "Number") -> bool:
        """ "1.2" is below "1"."""
        return len(self.parts) > len(other.parts) and self.parts[: len(other.parts)] == other.parts


@lru_cache(maxsize=4_000)
def read_number(text: str) -> Number | None:
    """The number a cell prints; None for a cell that holds something else."""
    text = text.strip()
    if _DASH.fullmatch(text):
        return Number(text, (), Style.DASH)
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    shown = re.sub(r"\s", "", found[1])
    parts = tuple(shown.split("."))
    return Number(shown, parts, _style(parts[-1]))


def split_title(text: str) -> tuple[str, str]:
    """Number and title of a heading that holds both ("4 Đẩy mạnh ...", "I. XÂY DỰNG ..."); ("", text) without one.

    "Vụ I" begins with no number, and a letter or a lower-case word is one only before a point or a bracket.
    """
    found = _SURE_IN_TITLE.match(text) or _IN_TITLE.match(text)
    if found is None:
        return "", text
    shown, marked = found[1], bool(re.search(r"[.):/\-–]\s*\Z", found[0])) or found[0][0] != found[1][0]
    number = read_number(shown)
    rest = text[found.end() :]
    if number is None or (not marked and not _stands_alone(number, rest)):
        return "", text
    return number.text, rest


def split_marked(text: str) -> tuple[str, str]:
    """Number and text of a task whose table has no column of numbers: only "1. ..." and "1.2) ..." have one."""
    found = _SURE_IN_TITLE.match(text)
    number = read_number(found[1]) if found is not None else None
    return (number.text, text[found.end() :]) if found is not None and number is not None else ("", text)


def _stands_alone(number: Number, rest: str) -> bool:
    """A number without a mark after it: "4 Đẩy mạnh", "II TĂNG CƯỜNG"; not "A di đà", "5 năm", "V/v"."""
    certain = number.style is Style.ARABIC or (number.style is Style.ROMAN and number.parts != ("C",))
    return certain and rest[:1].isupper()


def next_decimal(before: Number | None, text: str) -> str:
    """What a spreadsheet made of "3.10": the number 3.1. The text that follows the number before, if it is that."""
    number = read_number(text)
    if before is None or number is None or len(number.parts) != 2 or number.style is not Style.ARABIC:
        return text
    longer = read_number(f"{text}0")
    return longer.text if longer is not None and longer.follows(before) and not number.follows(before) else text


def _style(part: str) -> Style:
    if part.isdigit():
        return Style.ARABIC
    if part.isupper():
        return Style.ROMAN if set(part) <= _ROMAN.keys() else Style.UPPER
    return Style.LOWER


def _value(part: str, style: Style) -> int:
    match style:
        case Style.ARABIC:
            return int(part)
        case Style.ROMAN:
            return _roman(part)
        case Style.UPPER | Style.LOWER:
            return _LETTERS.find(part.upper()) + 1
        case Style.DASH:
            return 0


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    after = [*values[1:], 0]
    return sum(-value if value < larger else value for value, larger in zip(values, after, strict=True))


def is_column_number(text: str) -> int:
    """What a cell of the row "(1) (2) (3)" or "1 2 3" below a heading says; 0 for another cell."""
    found = re.fullmatch(r"[(\[]?\s*([0-9]{1,2}|[A-Za-z])\s*[)\]]?", fold(text))
    if found is None:
        return 0
    return int(found[1]) if found[1].isdigit() else ord(found[1].lower()) - ord("a") + 1
