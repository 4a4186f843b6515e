"""A long table for a Word template: what a list of records is, without an object for each record."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace

Cell = str | int | None
"""bool is an int: it can be tested in a template, not printed. None is blank."""

Record = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RowTable:
    """`names` are what a template calls the fields of a row ("row.lead"), each row has a value for each of them."""

    names: tuple[str, ...]
    rows: Sequence[Record]

    def records(self) -> tuple[SimpleNamespace, ...]:
        """One object for each row, with nothing but its fields. Raises ValueError for a row of another width."""
        return tuple(SimpleNamespace(**dict(zip(self.names, row, strict=True))) for row in self.rows)
