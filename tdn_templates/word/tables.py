"""The tables of a Word document: every cell by its row and grid column, row keys and tracked changes apart."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from tdn_templates.core.row_keys import read_row_key
from tdn_templates.files.guard_zip import over_limit
from tdn_templates.files.limits import ReadLimits
from tdn_templates.files.xml_parts import parse_xml
from tdn_templates.word.document_text import Attributes, DocumentText, is_on, value_of

Address = tuple[int, int]

_COUNT = re.compile(r"[0-9]{1,3}")
_SHOWN_ROW_KEY = re.compile(r"(?:own:[0-9]+:[0-9]+|[a-z][a-z0-9-]*:[0-9]+(?:\.[0-9]+)*\??)\s*\Z")
_SHOWN_BAND_KEY = re.compile(r"band:[a-z]+:")


@dataclass(frozen=True, slots=True)
class WordTable:
    """Rows and columns count from 1. A cell over several columns or rows stands at its first.

    `keys` are the row keys by row, taken out of the cells' text. `tracked` are cells with changes that nobody has
    accepted or refused; a change of a whole row stands at its first cell. `merges` are cells over several columns or
    rows, as (first row, first column, last row, last column).
    """

    cells: Mapping[Address, str]
    keys: Mapping[int, str]
    tracked: frozenset[Address]
    hidden_rows: frozenset[int]
    merges: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class WordBody:
    """`lines` are the lines of paragraphs outside tables, blank ones too; `stamp_lines` those that could hold a stamp
    line, hidden ones too."""

    tables: tuple[WordTable, ...]
    stamp_lines: tuple[str, ...]
    lines: tuple[str, ...]


def read_body(xml: bytes, part: str, limits: ReadLimits) -> WordBody:
    """Raises Refusal for broken XML and for more tables, cells or text than the limits allow."""
    reader = _BodyReader(part, limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.characters
    parse_xml(parser, xml, part)
    return WordBody(tuple(reader.tables), tuple(reader.stamp_lines), tuple(reader.lines))


@dataclass(slots=True)
class _Growing:
    """A table while it is read; `row` and `column` are those of the cell at hand."""

    row: int = 0
    column: int = 1
    span: int = 1
    continues_above: bool = False
    cells: dict[Address, str] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)
    tracked: set[Address] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    merges: dict[Address, Address] = field(default_factory=dict)
    begun_above: dict[int, Address] = field(default_factory=dict)

    def note_merge(self) -> None:
        """Where the cell at hand belongs to a merged one: the address of its last cell by that of its first."""
        first, last = (self.row, self.column), (self.row, self.column + self.span - 1)
        if self.continues_above and self.column in self.begun_above:
            first = self.begun_above[self.column]
        else:
            self.begun_above[self.column] = first
        if first != last:
            self.merges[first] = last


class _BodyReader(DocumentText):
    """Tables within cells are no tables of their own: their text belongs to the cell."""

    def __init__(self, part: str, limits: ReadLimits) -> None:
        super().__init__(part, limits)
        self.tables: list[WordTable] = []
        self.stamp_lines: list[str] = []
        self.lines: list[str] = []
        self._limits = limits
        self._depth = 0
        self._table = _Growing()
        self.starts |= {
            "tbl": self._start_table,
            "tr": self._start_row,
            "gridBefore": self._skip_columns,
            "hidden": self._hide_row,
            "tc": self._start_cell,
            "gridSpan": self._span_columns,
            "vMerge": self._merge_rows,
        }
        self.ends |= {"tbl": self._end_table, "tc": self._end_cell}

    def note_change(self) -> None:
        if self._depth:
            self._table.tracked.add((self._table.row, self._table.column))

    def note_paragraph(self) -> None:
        if not self._depth:
            shown, hidden = self.taken()
            if "=" in shown or "=" in hidden:
                self.stamp_lines.append(f"{shown} {hidden}".strip())
            self.lines.extend(shown.removesuffix("\n").split("\n"))

    def _start_table(self, _: Attributes) -> None:
        self._depth += 1
        if self._depth == 1:
            self._table = _Growing()

    def _end_table(self) -> None:
        self._depth -= 1
        if self._depth:
            return
        done = self._table
        merges = tuple((*first, *last) for first, last in done.merges.items())
        tracked, hidden = frozenset(done.tracked), frozenset(done.hidden_rows)
        self.tables.append(WordTable(done.cells, done.keys, tracked, hidden, merges))
        if len(self.tables) > self._limits.sheets:
            raise over_limit("sheets", self._limits.sheets, len(self.tables))

    def _start_row(self, _: Attributes) -> None:
        if self._depth == 1:
            self._table.row += 1
            self._table.column = 1

    def _skip_columns(self, attributes: Attributes) -> None:
        if self._depth == 1 and self.is_within("tr", "trPr"):
            self._table.column += _count(attributes, otherwise=0)

    def _hide_row(self, attributes: Attributes) -> None:
        if self._depth == 1 and self.is_within("tr", "trPr") and is_on(attributes):
            self._table.hidden_rows.add(self._table.row)

    def _start_cell(self, _: Attributes) -> None:
        if self._depth == 1:
            self._table.span, self._table.continues_above = 1, False
            self.taken()

    def _span_columns(self, attributes: Attributes) -> None:
        if self._depth == 1 and self.is_within("tc", "tcPr"):
            self._table.span = max(1, _count(attributes, otherwise=1))

    def _merge_rows(self, attributes: Attributes) -> None:
        if self._depth == 1 and self.is_within("tc", "tcPr"):
            self._table.continues_above = value_of(attributes) != "restart"

    def _end_cell(self) -> None:
        if self._depth != 1:
            return
        table = self._table
        shown, hidden = self.taken()
        key, text = _key_in(hidden), shown.rstrip("\n")
        if not key and table.column == 1:
            key, text = _key_shown(text)
        if key:
            table.keys.setdefault(table.row, key)
        if text and not table.continues_above:
            table.cells[table.row, table.column] = text
        table.note_merge()
        if len(table.cells) > self._limits.cells:
            raise over_limit("cells", self._limits.cells, len(table.cells))
        table.column += table.span


def _key_in(hidden: str) -> str:
    """The first row key among the hidden lines of a cell, "" if there is none: merged cells may hold several."""
    return next((line.strip() for line in hidden.split("\n") if read_row_key(line) is not None), "")


def _key_shown(text: str) -> tuple[str, str]:
    """Key and text of a cell whose key lost its hidden format, as clearing all formats of a document does."""
    band = _SHOWN_BAND_KEY.match(text)
    if band:
        return band[0], text[band.end() :]
    row = _SHOWN_ROW_KEY.search(text)
    return (row[0].strip(), text[: row.start()]) if row else ("", text)


def _count(attributes: Attributes, *, otherwise: int) -> int:
    text = value_of(attributes)
    return int(text) if _COUNT.fullmatch(text) else otherwise
