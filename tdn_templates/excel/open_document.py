"""OpenDocument sheets (.ods): every cell by its address, with errors, formulas, hidden rows and merged ranges (ODF 1.3
part 3, 9).

Rows and cells that repeat cost nothing while they are blank; those with content are counted before they are built.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from tdn_templates.excel.addresses import Area
from tdn_templates.excel.open_document_cells import ODF, OFFICE, TABLE, OpenCell
from tdn_templates.files.guard_zip import over_limit
from tdn_templates.files.limits import ReadLimits
from tdn_templates.files.xml_parts import parse_xml
from tdn_templates.model.cell import RawSheet, RawValue

_TEXT, _STYLE, _DRAWING = (f"{ODF}{name}:1.0 " for name in ("text", "style", "drawing"))
_NOT_CONTENT = frozenset(
    (f"{OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}ruby-text", f"{TABLE}shapes", f"{TABLE}dde-links")
)
_LINKS = frozenset((f"{TABLE}table-source", f"{TABLE}cell-range-source", f"{TABLE}dde-link"))
_LINKED_COPY = "'file:"
"""The name of a sheet that LibreOffice keeps for the values of another workbook begins so."""

_COUNT = re.compile(r"[0-9]{1,18}")
_HIDDEN_ROW = ("collapse", "filter")

Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OpenSheets:
    """`has_links` says that values come from other files."""

    sheets: tuple[RawSheet, ...]
    has_links: bool


def open_document_sheets(xml: bytes, limits: ReadLimits) -> OpenSheets:
    """Raises Refusal for broken XML and for more sheets, cells or text than the limits allow."""
    reader = _Reader(limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.characters
    parse_xml(parser, xml, "content.xml")
    return OpenSheets(tuple(reader.sheets), reader.has_links)


@dataclass(slots=True)
class _Sheet:
    name: str
    visible: bool
    row: int = 1
    cells: dict[tuple[int, int], RawValue] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    merges: list[Area] = field(default_factory=list)

    def finished(self) -> RawSheet:
        return RawSheet(
            name=self.name,
            cells=self.cells,
            visible=self.visible,
            errors=self.errors,
            formulas=self.formulas,
            hidden_rows=frozenset(self.hidden_rows),
            merges=tuple(self.merges),
        )


class _Reader:
    """Handlers of content.xml. `_muted` counts open elements inside one whose text is no cell content."""

    def __init__(self, limits: ReadLimits) -> None:
        self.sheets: list[RawSheet] = []
        self.has_links = False
        self._limits = limits
        self._muted = 0
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._sheet: _Sheet | None = None
        self._row_hidden = False
        self._rows_repeated = 1
        self._row_cells: list[tuple[int, OpenCell]] = []
        self._column = 1
        self._cell: OpenCell | None = None
        self._in_paragraph = 0
        self._text_bytes = 0
        self._starts: dict[str, Callable[[Attributes], None]] = {
            f"{_STYLE}style": self._start_style,
            f"{_STYLE}table-properties": self._table_style,
            f"{TABLE}table": self._start_sheet,
            f"{TABLE}table-row": self._start_row,
            f"{TABLE}table-cell": self._start_cell,
            f"{TABLE}covered-table-cell": self._start_cell,
            f"{_TEXT}p": self._start_paragraph,
            f"{_TEXT}s": lambda attributes: self._add(" " * min(_count(attributes, f"{_TEXT}c"), 1000)),
            f"{_TEXT}tab": lambda _: self._add("\t"),
            f"{_TEXT}line-break": lambda _: self._add("\n"),
        }
        self._ends: dict[str, Callable[[], None]] = {
            f"{TABLE}table": self._end_sheet,
            f"{TABLE}table-row": self._end_row,
            f"{TABLE}table-cell": self._end_cell,
            f"{TABLE}covered-table-cell": self._end_cell,
            f"{_TEXT}p": self._end_paragraph,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        if name in _LINKS:
            self.has_links = True
        if self._muted or name in _NOT_CONTENT or name.startswith(_DRAWING):
            self._muted += 1
            return
        handler = self._starts.get(name)
        if handler is not None:
            handler(attributes)

    def end(self, name: str) -> None:
        if self._muted:
            self._muted -= 1
            return
        handler = self._ends.get(name)
        if handler is not None:
            handler()

    def characters(self, text: str) -> None:
        if self._in_paragraph and not self._muted:
            self._add(text)

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get(f"{_STYLE}name", "")

    def _table_style(self, attributes: Attributes) -> None:
        if attributes.get(f"{TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def _start_sheet(self, attributes: Attributes) -> None:
        visible = attributes.get(f"{TABLE}style-name") not in self._hidden_styles
        self._sheet = _Sheet(attributes.get(f"{TABLE}name", ""), visible)

    def _end_sheet(self) -> None:
        if self._sheet is not None and not self._sheet.name.startswith(_LINKED_COPY):
            self.sheets.append(self._sheet.finished())
        self._sheet = None
        if len(self.sheets) > self._limits.sheets:
            raise over_limit("sheets", self._limits.sheets, len(self.sheets))

    def _start_row(self, attributes: Attributes) -> None:
        self._row_hidden = attributes.get(f"{TABLE}visibility") in _HIDDEN_ROW
        self._rows_repeated = _count(attributes, f"{TABLE}number-rows-repeated")
        self._row_cells, self._column = [], 1

    def _end_row(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        self._check_size(sheet)
        if self._row_cells:
            for row in range(sheet.row, sheet.row + self._rows_repeated):
                for column, cell in self._row_cells:
                    _put(sheet, row, column, cell)
                if self._row_hidden:
                    sheet.hidden_rows.add(row)
        sheet.row += self._rows_repeated

    def _check_size(self, sheet: _Sheet) -> None:
        count = len(sheet.cells) + self._rows_repeated * sum(cell.repeated for _, cell in self._row_cells)
        if self._row_cells and count > self._limits.cells:
            raise over_limit("cells", self._limits.cells, count, sheet=sheet.name)
        self._text_bytes += self._rows_repeated * sum(cell.repeated * len(cell.text) for _, cell in self._row_cells)
        if self._text_bytes > self._limits.text_bytes:
            raise over_limit("text_bytes", self._limits.text_bytes, self._text_bytes, sheet=sheet.name)

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = OpenCell(attributes, _count(attributes, f"{TABLE}number-columns-repeated"))

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            return
        if self._sheet is not None:
            self._add_merge(self._sheet, cell)
        if cell.formula is not None or cell.error or cell.value != "":
            self._row_cells.append((self._column, cell))
        self._column += cell.repeated

    def _add_merge(self, sheet: _Sheet, cell: OpenCell) -> None:
        rows = _count(cell.attributes, f"{TABLE}number-rows-spanned")
        columns = _count(cell.attributes, f"{TABLE}number-columns-spanned")
        if rows > 1 or columns > 1:
            sheet.merges.append((sheet.row, self._column, sheet.row + rows - 1, self._column + columns - 1))
            if len(sheet.merges) > self._limits.merges:
                raise over_limit("merges", self._limits.merges, len(sheet.merges), sheet=sheet.name)

    def _start_paragraph(self, _: Attributes) -> None:
        self._in_paragraph += 1
        if self._cell is not None:
            self._cell.paragraphs.append([])

    def _end_paragraph(self) -> None:
        self._in_paragraph -= 1

    def _add(self, text: str) -> None:
        if self._cell is not None and self._cell.paragraphs:
            self._cell.paragraphs[-1].append(text)


def _put(sheet: _Sheet, row: int, first: int, cell: OpenCell) -> None:
    error, formula, value = cell.error, cell.formula, cell.value
    for column in range(first, first + cell.repeated):
        if formula is not None:
            sheet.formulas[row, column] = formula
        if error:
            sheet.errors[row, column] = error
        elif value != "":
            sheet.cells[row, column] = value


def _count(attributes: Attributes, name: str) -> int:
    """How often something repeats; 1 if it does not say so."""
    text = attributes.get(name, "")
    return max(1, int(text)) if _COUNT.fullmatch(text) else 1
