"""Where cells lie: rows and columns as numbers, both from 1."""

from functools import lru_cache

Address = tuple[int, int]
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
