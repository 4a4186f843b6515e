"""The check cells of rows that come back in form after form: the same task has the same formula, in another row."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tdn_templates.core.rulebook import Rulebook
from tdn_templates.excel.live.grid import Grid
from tdn_templates.excel.live.row import CheckCell, RowChecks
from tdn_templates.model.form import Form, FormRow
from tdn_templates.model.layout import Block, WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.words import Lang

_ROW, _LAST_ROW = 7_000_003, 8_000_005
"""Row numbers that no sheet has: where they stand in a formula, it depends on its own row or on the last one."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """`anywhere` is the formula of the row `_ROW`; `columns` maps each message of the cell to the column to go to."""

    anywhere: str
    value: str
    columns: Mapping[str, str]

    def formula(self, row: int, last_row: int) -> str:
        here = self.anywhere.replace(str(_ROW), str(row)).replace(str(_ROW - 1), str(row - 1))
        return here.replace(str(_LAST_ROW), str(last_row))


_Kind = tuple[str, Block, bool, tuple[str, ...]]
"""Row key ("" for free rows), block, whether names are known, values that stand for blank cells: what a cell depends on
besides the rows."""


class RowMemory:
    """Patterns of one list, layout and language, for one rulebook; those of another list take their place."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._of: tuple[WorkbookLayout, Programme, Lang] | None = None
        self._patterns: dict[_Kind, _Pattern | None] = {}

    def checks(self, form: Form, grid: Grid) -> "RememberedChecks":
        of = (form.layout, form.programme, form.lang)
        if self._of is None or any(one is not other for one, other in zip(self._of, of, strict=True)):
            self._of, self._patterns = of, {}
        return RememberedChecks(form, grid, self._rulebook, self._patterns)


class RememberedChecks:
    """As RowChecks."""

    def __init__(self, form: Form, grid: Grid, rulebook: Rulebook, patterns: dict[_Kind, _Pattern | None]) -> None:
        self._form, self._grid, self._rulebook, self._patterns = form, grid, rulebook, patterns
        self._defaults = tuple(column.default_from for column in grid.asked if column.default_from is not None)
        self.columns_of_messages: dict[str, str] = {}

    def cell(self, row: int, line: FormRow) -> CheckCell:
        kind = self._kind(line)
        if kind not in self._patterns:
            self._patterns[kind] = self._learnt(row, line)
        pattern = self._patterns[kind]
        if pattern is None or row == self._grid.first_row:  # there is no row above the first
            checks = RowChecks(self._form, self._grid, self._rulebook)
            made = checks.cell(row, line)
            self.columns_of_messages |= checks.columns_of_messages
            return made
        self.columns_of_messages |= pattern.columns
        return CheckCell(pattern.formula(row, self._grid.last_row), pattern.value)

    def _kind(self, line: FormRow) -> _Kind:
        key = "" if line.task is None else line.key
        defaults = tuple(line.values.get(name, "") for name in self._defaults)
        return key, line.block, bool(self._form.known_names), defaults

    def _learnt(self, row: int, line: FormRow) -> _Pattern | None:
        """None if the formula of this very row is not what the pattern says."""
        anywhere = RowChecks(self._form, replace(self._grid, last_row=_LAST_ROW), self._rulebook)
        made = anywhere.cell(_ROW, line)
        pattern = _Pattern(made.formula, made.value, dict(anywhere.columns_of_messages))
        row = max(row, self._grid.first_row + 1)
        here = RowChecks(self._form, self._grid, self._rulebook).cell(row, line)
        return pattern if CheckCell(pattern.formula(row, self._grid.last_row), made.value) == here else None
