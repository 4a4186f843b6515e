"""A sheet that is a plain list: a heading and rows of texts and numbers, frozen, filtered and printable."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tdn_templates.excel.book import Book
from tdn_templates.excel.report_look import ReportList


@dataclass(frozen=True, slots=True)
class ListRow:
    """As many cells as the sheet has columns. `marked` rows are shaded: somebody has to look at them."""

    cells: tuple[str | int, ...]
    marked: bool = False


@dataclass(frozen=True, slots=True)
class ListSheet:
    """`head` are titles with the widths of their columns in characters."""

    name: str
    head: tuple[tuple[str, int], ...]
    rows: Iterable[ListRow]


def write_list_sheets(book: Book, sheets: Sequence[ListSheet]) -> None:
    for described in sheets:
        rows = ReportList(book, described.name, described.head)
        for row in described.rows:
            rows.write_row(row.cells, marked=row.marked, fitted=True)
        rows.finish()
