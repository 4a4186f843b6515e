"""Where the cells of a form's table stand, as references of formulas."""

from collections.abc import Mapping
from dataclasses import dataclass

from tdn_templates.core.timeframes import TimeTable
from tdn_templates.model.form import Form, FormRow
from tdn_templates.model.layout import Column, ColumnUse, WorkbookLayout


@dataclass(frozen=True, slots=True)
class Grid:
    """`letters` are the columns by key, "" being the hidden one with the row keys; rows count from 1, both inclusive.

    `nil` is the cell of the tick "nothing to report" ("$E$5"), "" where the form has none. `times` are the time phrases
    that can be judged.
    """

    layout: WorkbookLayout
    letters: Mapping[str, str]
    first_row: int
    last_row: int
    nil: str
    times: TimeTable

    def cell(self, key: str, row: int) -> str:
        """A cell of one row, that keeps its column."""
        return f"${self.letters[key]}{row}"

    def column(self, key: str) -> str:
        """The cells of a column in the whole table."""
        return f"${self.letters[key]}${self.first_row}:${self.letters[key]}${self.last_row}"

    def named(self, key: str) -> str:
        """The same by the defined name that `names` gives it."""
        return f"tdn_column_{key}" if key else "tdn_keys"

    def names(self, sheet_name: str) -> Mapping[str, str]:
        """Defined name to formula for each column that formulas look at as a whole."""
        escaped = sheet_name.replace("'", "''")
        wanted = [key for key in ("", "number", "check", "carries", self.layout.deciding) if key in self.letters]
        return {self.named(key): f"='{escaped}'!{self.column(key)}" for key in wanted}

    def above(self, key: str, row: int) -> str:
        """The cells of a column above a row; with the row itself in the first."""
        return f"${self.letters[key]}${self.first_row}:${self.letters[key]}{max(self.first_row, row - 1)}"

    def across(self, columns: tuple[Column, ...], row: int) -> str:
        """The cells of one row from the first of the columns to the last."""
        return f"{self.cell(columns[0].key, row)}:{self.cell(columns[-1].key, row)}"

    @property
    def asked(self) -> tuple[Column, ...]:
        return tuple(column for column in self.layout.columns if column.use is ColumnUse.ASKED)


@dataclass(frozen=True, slots=True)
class Spot:
    """One line of the form and the sheet row it stands in."""

    form: Form
    grid: Grid
    row: int
    line: FormRow

    def cell(self, key: str) -> str:
        return self.grid.cell(key, self.row)

    @property
    def layout(self) -> WorkbookLayout:
        return self.form.layout

    @property
    def deciding(self) -> Column | None:
        """None for rows that nobody has to decide about: free rows."""
        column = self.layout.column(self.layout.deciding)
        return column if self.line.block in column.blocks else None
