"""A list of tasks as a Word annex in the house layout."""

from tdn_templates.core.annex.printed_list import PrintedList
from tdn_templates.word.annex import Annex, AnnexColumn, AnnexRow, RowKind


def list_annex(printed: PrintedList) -> tuple[Annex, str]:
    """The annex, and the name of the template it is made for."""
    rows: list[AnnexRow] = []
    for group in printed.groups:
        rows.append(AnnexRow(RowKind.GROUP, group.title, number=group.number))
        for task in group.tasks:
            number, text, *cells = task.cells
            rows.append(AnnexRow(RowKind.TASK, text, number=number, cells=tuple(cells)))
    annex = Annex(
        title=printed.title,
        subtitle=printed.subtitle,
        columns=tuple(AnnexColumn(key, title) for key, title in printed.columns),
        rows=tuple(rows),
        properties=printed.properties,
    )
    return annex, f"phu-luc-{len(printed.columns)}-cot.docx"
