"""Which cells of a returned form hold text of the time before Unicode."""

from tdn_templates.core.answers import Answer
from tdn_templates.core.legacy_text import LegacyText, read_legacy
from tdn_templates.core.ordinary_text import is_ordinary
from tdn_templates.core.prefill import given_values
from tdn_templates.model.layout import Column, WorkbookLayout


def legacy_in(answer: Answer, column: Column) -> LegacyText | None:
    """What a cell says in Unicode; None if it is blank, no text, or Unicode already. The issued text is the test."""
    cell = answer.cell(column.key)
    if cell is None or not isinstance(cell.raw, str) or cell.raw.isascii() or is_ordinary(cell.raw):
        return None
    given = given_values(answer.task, None) if answer.task else {}
    return read_legacy(cell.raw, expected=given.get(column.default_from or ""))


def legacy_columns(answer: Answer, layout: WorkbookLayout) -> frozenset[str]:
    """The asked columns whose cells say nothing until they are converted."""
    return frozenset(column.key for column in layout.asked if legacy_in(answer, column) is not None)
