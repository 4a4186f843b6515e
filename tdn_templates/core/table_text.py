"""A text of a table that an office keeps itself, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from tdn_templates.core.cell_names import cell_name


@dataclass(frozen=True, slots=True)
class TableText:
    """A text of a table, and where it stands as a spreadsheet shows it ("B7"), with the line of a text file as its
    row."""

    row: int
    column: int
    text: str

    @property
    def place(self) -> str:
        return cell_name(self.row, self.column)


Line = tuple[TableText, ...]
"""The texts of one row, from left to right."""


def lines_of(texts: Iterable[TableText]) -> tuple[Line, ...]:
    """Texts that come row by row, by row."""
    return tuple(tuple(line) for _, line in groupby(texts, key=lambda entry: entry.row))
