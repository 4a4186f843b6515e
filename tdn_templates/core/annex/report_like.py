"""A table in which the same tasks come again for one unit after another: a report on a list, and no list."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tdn_templates.core.annex.found_table import FoundTable
from tdn_templates.core.fold import fold
from tdn_templates.model.annex import AnnexRow, Doubt, SourcePlace

_UNIT_HEADINGS = frozenset(
    {"đơn vị", "tên đơn vị", "đơn vị báo cáo", "cơ quan báo cáo", "địa phương", "tỉnh", "bộ, ngành", "tỉnh, thành phố"}
)
_FEWEST_ROWS = 4


def report_doubt(rows: Sequence[AnnexRow], table: FoundTable) -> tuple[Doubt, ...]:
    """One doubt when more than half of the rows share their task with the row of another unit; else none."""
    headings = [item.column.title for item in table.columns if fold(item.column.title) in _UNIT_HEADINGS]
    if not headings or len(rows) < _FEWEST_ROWS:
        return ()
    repeated = max(_repeated(tasks, rows, headings[0]) for tasks in _tasks(rows))
    if repeated * 2 <= len(rows):
        return ()
    facts = {"heading": headings[0], "count": str(repeated), "rows": str(len(rows))}
    return (Doubt("report_like", None, facts, SourcePlace(table.name, 1, 1)),)


def _tasks(rows: Sequence[AnnexRow]) -> Iterator[list[str]]:
    """What may name the task of each row: its text, or a column beside it ("Nhiệm vụ quốc gia")."""
    yield [fold(row.text) for row in rows]
    headings = dict.fromkeys(heading for row in rows for heading in row.extras)
    for heading in headings:
        if "nhiệm vụ" in fold(heading):
            yield [fold(row.extras.get(heading, "")) for row in rows]


def _repeated(tasks: Sequence[str], rows: Sequence[AnnexRow], heading: str) -> int:
    """Rows whose task stands beside several units."""
    units: defaultdict[str, set[str]] = defaultdict(set)
    for task, row in zip(tasks, rows, strict=True):
        units[task].add(fold(row.extras.get(heading, row.lead)))
    return sum(bool(task) and len(units[task] - {""}) > 1 for task in tasks)
