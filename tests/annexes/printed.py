"""The annexes of this folder as data: what is printed, and what a careful reader makes of it.

A table is written as lines, a line for each printed row, cells between bars. "<" goes on in the cell to the left, "^"
in the one above (merged cells), " // " is a line break inside a cell. The README says the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tdn_templates.load.strict_yaml import Entry, read_entry

FOLDER = Path(__file__).parent
LEFT, ABOVE, BREAK = "<", "^", " // "

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """`kind` is "tasks" or says what else the table is; `continues` goes on with the table of tasks before it."""

    kind: str
    rows: tuple[Row, ...]
    headings: int
    continues: bool
    caption: str
    below: str


@dataclass(frozen=True, slots=True)
class PrintedAnnex:
    """`refused` says why it is no list of tasks ("" for a list); `asked_instead`: asking about each time will do too.
    `expected` holds the tables of the careful reader as lists of named cells, by name."""

    name: str
    head: tuple[str, ...]
    tables: tuple[PrintedTable, ...]
    refused: str
    asked_instead: bool
    programme: str
    unit: str
    expected: Mapping[str, tuple[Mapping[str, str], ...]]


def annex_paths(folder: str = ".") -> tuple[Path, ...]:
    """The files of one kind: "." for lists of tasks, "refused" for other tables, "plans" for plans made from a list."""
    return tuple(sorted((FOLDER / folder).glob("*.yaml")))


def load_annex(path: Path) -> PrintedAnnex:
    """Raises TdnError where the file does not have this form, ValueError for a row that is not as wide as its table."""
    root = read_entry(path.read_text(encoding="utf-8"), path.name)
    root.only("programme", "unit", "refused", "asked_instead", "head", "tables", "expected")
    expected = root.optional_entry("expected")
    readings = () if expected is None else expected.keys()
    return PrintedAnnex(
        name=path.stem,
        head=root.texts("head"),
        tables=tuple(_table(entry) for entry in root.entries("tables")),
        refused=root.optional_text("refused"),
        asked_instead=root.optional_text("asked_instead") == "true",
        programme=root.optional_text("programme"),
        unit=root.optional_text("unit"),
        expected={} if expected is None else {key: _named(expected.optional_text(key)) for key in readings},
    )


def printed_cells(row: Row) -> Row:
    """The cells as a person reads them where merging cannot be shown: a merged cell stands once, the rest is blank."""
    return tuple("" if cell in (LEFT, ABOVE) else cell for cell in row)


def _table(entry: Entry) -> PrintedTable:
    entry.only("kind", "rows", "headings", "continues", "caption", "below")
    rows = _rows(entry.text("rows"))
    if uneven := [row for row in rows if len(row) != len(rows[0])]:
        raise ValueError(f"{entry.file}: {len(rows[0])} columns, but a row has {len(uneven[0])}: {uneven[0]}")
    return PrintedTable(
        kind=entry.text("kind"),
        rows=rows,
        headings=int(entry.text("headings")),
        continues=entry.optional_text("continues") == "true",
        caption=entry.optional_text("caption"),
        below=entry.optional_text("below"),
    )


def _rows(text: str) -> tuple[Row, ...]:
    return tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.splitlines() if line.strip())


def _named(text: str) -> tuple[Mapping[str, str], ...]:
    rows = _rows(text)
    return tuple(dict(zip(rows[0], row, strict=True)) for row in rows[1:])
