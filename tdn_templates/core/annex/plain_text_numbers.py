"""Printed numbers at the start of a line, and which of them go on with the sequence of a table's rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NUMBER = re.compile(
    r"\s*(?P<all>\(?(?P<first>[0-9]{1,3}|[IVXLC]{1,7}|[A-ZĐ]|[a-zđ](?=[.)]))(?P<rest>(?:\.[0-9]{1,3}){0,4})(?P<mark>[.)]{0,2}))"
    r"(?:\s+|(?<=[.)])(?=[^\W\d])|$)"
)
_MOST_SKIPPED = 3
"""Rows that may be missing between two numbers of a dotted sequence: published lists leave out what was deleted."""


class Style(StrEnum):
    ROMAN = "I"
    UPPER = "A"
    ARABIC = "1"
    LOWER = "a"


_ORDER = (Style.UPPER, Style.ROMAN, Style.ARABIC, Style.LOWER)


@dataclass(frozen=True, slots=True)
class Number:
    """`printed` without blanks and the full stop behind it; `value` its parts. `end` is where the text goes on."""

    printed: str
    style: Style
    value: tuple[int, ...]
    end: int


@dataclass(frozen=True, slots=True)
class RowStart:
    """A line (index from 0) on which a row begins. `skipped` numbers are missing before it."""

    index: int
    number: Number
    skipped: int = 0


def number_at(line: str) -> Number | None:
    """The number a line begins with, if what follows can be a row's text: a capital, figure, quotation or nothing."""
    found = _NUMBER.match(line[:200])
    if found is None:
        return None
    following = line[found.end() :].lstrip(" \t“\"'‘*<([-+")[:1]
    if following.islower():
        return None
    first = found["first"]
    if first.isdigit():
        style, value = Style.ARABIC, int(first)
    elif first.islower():
        style, value = Style.LOWER, ord(first)
    elif _ROMAN.fullmatch(first):
        style, value = Style.ROMAN, _roman(first)
    elif len(first) == 1:
        style, value = Style.UPPER, ord(first) - ord("A") + 1
    else:
        return None
    rest = tuple(int(part) for part in found["rest"].split(".")[1:])
    if style in (Style.ROMAN, Style.UPPER) and not rest and not found["mark"] and following and not following.isupper():
        return None
    return Number(first + found["rest"], style, (value, *rest), found.end())


def first_of_table(lines: Sequence[str], index: int) -> bool:
    """Whether the line begins like the first row of a table, or like the row that counts its columns."""
    number = number_at(lines[index])
    return number is not None and set(number.value) <= {1} and number.style is not Style.LOWER


def row_starts(lines: Sequence[str], begin: int) -> list[RowStart]:
    """The lines whose numbers make one sequence from `begin` on."""
    starts: list[RowStart] = []
    open_numbers: dict[Style, tuple[int, ...]] = {}
    for index in range(begin, len(lines)):
        number = number_at(lines[index])
        if number is None:
            continue
        is_repeated = number.value == open_numbers.get(number.style) and not lines[index][number.end :].strip()
        skipped = 0 if is_repeated else _skipped(number, open_numbers, starts)
        if skipped is None:
            continue
        starts.append(RowStart(index, number, skipped))
        for style in _ORDER[_ORDER.index(number.style) + 1 :]:
            if style in (Style.LOWER, Style.ROMAN) or (style is Style.ARABIC and len(open_numbers.get(style, ())) > 1):
                open_numbers.pop(style, None)
        open_numbers[number.style] = number.value
    return starts


def _skipped(number: Number, open_numbers: dict[Style, tuple[int, ...]], starts: Sequence[RowStart]) -> int | None:
    """How many numbers are missing before this one; None if it does not go on with the sequence."""
    last = open_numbers.get(number.style)
    value = number.value
    if last is None:
        return 0 if set(value) <= {1} or (number.style is Style.LOWER and value == (ord("a"),)) else None
    if value == (*last, 1):
        return 0
    for depth in range(len(last)):
        if len(value) > depth and value[:depth] == last[:depth]:
            step = value[depth] - last[depth]
            rest = value[depth + 1 :]
            if step == 1 and (not rest or rest == (1,)):
                return 0
            if 1 < step <= _MOST_SKIPPED and depth and not rest:
                return step - 1
    under_group = starts[-1].number.style in (Style.ROMAN, Style.UPPER)
    return 0 if under_group and number.style is Style.ARABIC and set(value) == {1} else None


def is_group(start: RowStart, following: RowStart | None) -> bool:
    """Whether the next row is numbered below this one, or the number is of a kind that only groups have."""
    if start.number.style in (Style.ROMAN, Style.UPPER) and len(start.number.value) == 1:
        return True
    if following is None:
        return False
    own, next_ = start.number, following.number
    if next_.style is Style.LOWER and own.style is Style.ARABIC:
        return True
    return own.style is next_.style and next_.value[: len(own.value)] == own.value and len(next_.value) > len(own.value)


def _roman(text: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for char, following in zip(text, [*text[1:], ""], strict=True):
        value = values[char]
        total += -value if following and values[following] > value else value
    return total
