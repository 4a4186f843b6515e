"""Cell names in spreadsheet letters. Rows and columns count from 1."""


def column_letters(column: int) -> str:
    """1 -> "A", 27 -> "AA"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """(12, 8) -> "H12"."""
    return f"{column_letters(column)}{row}"


def row_of(name: str) -> int:
    """ "H12" -> 12; 0 for a name without a row."""
    return int("".join(char for char in name if char.isdecimal()) or 0)


def column_of(name: str) -> str:
    """ "H12" -> "H"; "" for a name without letters."""
    return name.rstrip("0123456789")
