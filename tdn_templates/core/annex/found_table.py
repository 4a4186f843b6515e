"""A table that may be a list of tasks: which columns mean what, and the rows below and above its heading."""

from dataclasses import dataclass

from tdn_templates.core.annex.grid import GridRow
from tdn_templates.core.fold import fold
from tdn_templates.model.annex import AnnexColumn, Field


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column by its place in the grid, from 1. `both`: those who lead and those who support stand in one cell."""

    at: int
    column: AnnexColumn
    both: bool = False


@dataclass(frozen=True, slots=True)
class FoundTable:
    """`rows` are those below the heading, `above` those before it. `twice` are headings that name a field which another
    column has already. `joined` are the names of tables that go on where this one ends."""

    name: str
    position: int
    columns: tuple[TableColumn, ...]
    rows: tuple[GridRow, ...]
    above: tuple[GridRow, ...]
    twice: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()

    @property
    def fields(self) -> frozenset[Field]:
        return frozenset(item.column.means for item in self.columns if item.column.means is not None)

    @property
    def signature(self) -> tuple[Field | str, ...]:
        """What two parts of one list have in common."""
        return tuple(item.column.means or fold(item.column.title) for item in self.columns)

    def place_of(self, means: Field) -> int | None:
        return next((item.at for item in self.columns if item.column.means is means), None)
