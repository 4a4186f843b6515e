"""A table with two columns of texts: groups beside their tasks, or a task with a second text."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tdn_templates.core.annex.found_table import FoundTable, TableColumn
from tdn_templates.core.annex.headings import heading_field
from tdn_templates.model.annex import AnnexColumn, Doubt, Field, SourcePlace

_SHARE = 0.3
"""Of rows that go on in the group of the row above: less, and the column says something of each task."""


@dataclass(frozen=True, slots=True)
class Texts:
    """`group_at` is the column whose cells are groups, `second_at` the one with a second text; None for none."""

    table: FoundTable
    group_at: int | None = None
    second_at: int | None = None
    doubt: Doubt | None = None


def settle_texts(table: FoundTable) -> Texts:
    """Which of two columns of texts holds the tasks: the second, where many rows of the first are blank or merged."""
    first = next((item for item in table.columns if item.column.means is Field.TEXT), None)
    second = next((item for item in table.columns if _is_second(item)), None)
    if first is None or second is None:
        return Texts(table)
    place = SourcePlace(table.name, 1, 1)
    filled = [row for row in table.rows if second.at in row.cells]
    goes_on = sum(first.at not in row.cells or first.at in row.from_above for row in filled)
    if filled and goes_on >= _SHARE * len(filled) and first.at < second.at:
        kept = {
            first.at: AnnexColumn(None, first.column.title),
            second.at: AnnexColumn(Field.TEXT, second.column.title),
        }
        doubt = Doubt("group_from_column", None, {"heading": first.column.title}, place)
        return Texts(_with(table, kept, second.column.title), group_at=first.at, doubt=doubt)
    return Texts(table, second_at=second.at)


def _is_second(item: TableColumn) -> bool:
    return item.column.means is None and heading_field(item.column.title) is Field.TEXT


def _with(table: FoundTable, columns: Mapping[int, AnnexColumn], settled: str) -> FoundTable:
    changed = tuple(replace(item, column=columns.get(item.at, item.column)) for item in table.columns)
    return replace(table, columns=changed, twice=tuple(title for title in table.twice if title != settled))
