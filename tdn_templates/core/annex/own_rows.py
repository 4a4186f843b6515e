"""Rows of a list that our own export wrote: nothing has to be guessed, so every text comes back as it was."""

from collections.abc import Sequence

from tdn_templates.core.annex.found_table import FoundTable
from tdn_templates.core.annex.grid import GridRow
from tdn_templates.core.annex.rows import TaskRows
from tdn_templates.model.annex import AnnexGroup, AnnexRow, Field, SourcePlace

_JOINT = ". "
"""Between number and title of a group, in the one cell of its row."""


def group_line(number: str, title: str) -> str:
    """A group's row as the export prints it."""
    return f"{number}{_JOINT}{title}"


def own_rows(tables: Sequence[FoundTable]) -> TaskRows | None:
    """Groups and tasks; None where somebody has added rows of another kind, so that the table is read like any."""
    found = TaskRows()
    for table in tables:
        columns = {item.at: item.column for item in table.columns}
        for row in table.rows:
            if tuple(row.cells) == (1,) and _JOINT in row.cells[1]:
                number, _, title = row.cells[1].partition(_JOINT)
                found.groups.append(AnnexGroup(number, title, _place(row)))
                continue
            texts = {columns[at].means: text for at, text in row.cells.items() if at in columns}
            if not _is_task(texts) or not found.groups or not row.cells.keys() <= columns.keys():
                return None
            extras = {columns[at].title: text for at, text in row.cells.items() if columns[at].means is None}
            found.rows.append(_row(row, texts, extras, len(found.groups) - 1))
    return found


def _is_task(texts: dict[Field | None, str]) -> bool:
    number = texts.get(Field.NUMBER, "")
    return bool(number) and not any(char.isspace() for char in number) and bool(texts.get(Field.TEXT))


def _row(row: GridRow, texts: dict[Field | None, str], extras: dict[str, str], group: int) -> AnnexRow:
    return AnnexRow(
        number=texts.get(Field.NUMBER, ""),
        group=group,
        text=texts.get(Field.TEXT, ""),
        lead=texts.get(Field.LEAD, ""),
        supporting=texts.get(Field.SUPPORTING, ""),
        time=texts.get(Field.TIME, ""),
        own_lead=texts.get(Field.OWN_LEAD, ""),
        own_supporting=texts.get(Field.OWN_SUPPORTING, ""),
        extras=extras,
        place=_place(row),
    )


def _place(row: GridRow) -> SourcePlace:
    return SourcePlace(row.sheet, row.row, row.row)
