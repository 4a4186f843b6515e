"""The only way this package writes a workbook: text stays text, and no return code goes unread (D14)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tdn_templates.core.cell_names import cell_name
from tdn_templates.core.cell_text import CutText, cell_pieces, fit_cell, fits_cell
from tdn_templates.core.clean_text import clean_text
from tdn_templates.core.form_marks import REPORT_PROPERTY
from tdn_templates.excel.long_parts import looks_rich, take_shared_texts, with_rows
from tdn_templates.excel.long_sheet import FORMULA_STARTS, LongSheet, RowlessWorksheet, SheetTools

FULL_TEXT_SHEET = "Toàn văn"

_BASE_STYLE: Mapping[str, object] = {
    "font_name": "Times New Roman",
    "font_size": 10,
    "valign": "top",
    "num_format": "@",
}


class _PlainWorksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter ships no types
    """XlsxWriter looks some hundred newer functions up in every formula, which takes longer than all other writing.
    Ours use none of them (a test says which they use), so the formula is taken as it stands."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


class Book:
    """A workbook in memory. Rows and columns count from 1, as spreadsheets show them.

    `report` says which report of ours it is, "" for what is none."""

    def __init__(self, *, created: date, title: str, report: str = "") -> None:
        self._buffer = BytesIO()
        self._workbook = xlsxwriter.Workbook(
            self._buffer,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        # no author, company or clock: the same inputs give the same bytes, and nobody's name leaves the office
        self._workbook.set_properties({"created": datetime(created.year, created.month, created.day), "title": title})  # noqa: DTZ001
        self._formats: dict[tuple[object, ...], Format] = {}
        self._styles: dict[tuple[object, ...], Format] = {}  # by properties in the order given, which takes no sorting
        self.cut: list[CutText] = []
        self._long: list[LongSheet] = []
        if report:
            self.set_property(REPORT_PROPERTY, report)

    def add_long_sheet(self, name: str, widths_chars: Sequence[float]) -> LongSheet:
        """A sheet whose rows do not stay in memory; a column for each width."""
        raw = self._workbook.add_worksheet(name, RowlessWorksheet)
        tools = SheetTools(self._workbook.str_table, self.style, self.cut)
        self._long.append(LongSheet(raw, tools, widths_chars))
        return self._long[-1]

    def add_sheet(self, name: str) -> "Sheet":
        return Sheet(self, self._workbook.add_worksheet(name, _PlainWorksheet))

    def set_property(self, name: str, value: str) -> None:
        # XlsxWriter answers -1 for what it refuses and 0 or None for what it took
        if self._workbook.set_custom_property(name, value, "text") == -1:
            raise ValueError(f"custom property {name!r} was refused")

    def define_name(self, name: str, formula: str) -> None:
        if self._workbook.define_name(name, formula) == -1:
            raise ValueError(f"defined name {name!r} was refused")

    def chart(self, kind: str) -> Chart:
        """A native chart ("bar", "column"), to be inserted into a sheet of this book."""
        chart = self._workbook.add_chart({"type": kind})
        if chart is None:
            raise ValueError(f"there is no kind of chart called {kind!r}")
        return chart

    def style(self, **properties: object) -> Format:
        """The format with these XlsxWriter properties on top of the house style; made once each."""
        given = tuple(properties.items())
        if given not in self._styles:
            key = tuple(sorted({**_BASE_STYLE, **properties}.items()))
            if key not in self._formats:
                self._formats[key] = self._workbook.add_format(dict(key))
            self._styles[given] = self._formats[key]
        return self._styles[given]

    def difference(self, **properties: object) -> Format:
        """What a conditional format changes; nothing of the house style is said again."""
        key = ("difference", *sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(properties)
        return self._formats[key]

    def content(self) -> bytes:
        """Close the book and give its bytes. Long texts get their own sheet at the end."""
        if self.cut:
            self._write_full_texts()
        if not self._long and not looks_rich(self._workbook):
            self._workbook.close()
            return self._buffer.getvalue()
        texts = take_shared_texts(self._workbook)
        self._workbook.close()
        return with_rows(self._buffer.getvalue(), self._long, texts)

    def _write_full_texts(self) -> None:
        sheet = self.add_sheet(FULL_TEXT_SHEET)
        sheet.write_row(1, ("Trang / Sheet", "Ô / Cell", "Phần / Part", "Nội dung / Text"), bold=True)
        row = 2
        for cut in tuple(self.cut):
            for part, piece in enumerate(cell_pieces(cut.text), start=1):
                sheet.write_row(row, (cut.sheet, cut.cell, str(part), piece))
                row += 1
        sheet.set_width(4, 100)


class Sheet:
    """One sheet of a Book. `raw` is XlsxWriter's own object, for everything that writes no text of a unit."""

    def __init__(self, book: Book, raw: Worksheet) -> None:
        self._book = book
        self.raw = raw

    @property
    def name(self) -> str:
        return str(self.raw.get_name())

    def write_text(self, row: int, column: int, text: str, **style: object) -> None:
        """Write a string cell whatever the text looks like. A text that is too long is cut with a mark and kept whole
        on the full-text sheet; the book's `cut` says so."""
        text = clean_text(text).text
        shown = text
        if not fits_cell(text):
            self._book.cut.append(CutText(self.name, cell_name(row, column), text))
            shown = fit_cell(text)
        if shown.startswith(FORMULA_STARTS):
            style = {**style, "quote_prefix": True}
        cell_format = self._book.style(**style)
        code = (
            self.raw.write_string(row - 1, column - 1, shown, cell_format)
            if shown
            else self.raw.write_blank(row - 1, column - 1, None, cell_format)
        )
        if code:
            raise ValueError(f"{self.name}!{cell_name(row, column)} was refused by the writer (code {code})")

    def write_formula(self, row: int, column: int, formula: str, value: str, **style: object) -> None:
        """A formula of ours with its true value, so that a program that does not calculate shows it too. Nothing a
        unit wrote is ever part of a formula."""
        if self.raw.write_formula(row - 1, column - 1, formula, self._book.style(**style), value):
            raise ValueError(f"{self.name}!{cell_name(row, column)} was refused by the writer")

    def write_merged(self, row: int, first: int, last: int, text: str, **style: object) -> None:
        """A text over several cells of a row."""
        if first == last:
            self.write_text(row, first, text, **style)
            return
        if self.raw.merge_range(row - 1, first - 1, row - 1, last - 1, "", self._book.style(**style)):
            raise ValueError(f"{self.name}!{cell_name(row, first)} was refused by the writer")
        self.write_text(row, first, text, **style)

    def add_validation(self, cells: str, options: Mapping[str, object]) -> None:
        """`options` are XlsxWriter's."""
        if self.raw.data_validation(cells, dict(options)):
            raise ValueError(f"the validation of {cells} was refused by the writer")

    def add_colour(
        self, letters: str, spans: Sequence[tuple[int, int]], formula: str, style: Mapping[str, object]
    ) -> None:
        """A conditional format over spans of rows of one column; the formula is written for the first of them."""
        ranges = [f"{letters}{first}:{letters}{last}" for first, last in spans]
        options = {
            "type": "formula",
            "criteria": formula,
            "format": self._book.difference(**style),
            "multi_range": " ".join(ranges),
        }
        if self.raw.conditional_format(ranges[0], options):
            raise ValueError(f"the conditional format of {ranges[0]} was refused by the writer")

    def write_number(self, row: int, column: int, number: int, **style: object) -> None:
        if self.raw.write_number(row - 1, column - 1, number, self._book.style(**{"num_format": "0", **style})):
            raise ValueError(f"{self.name}!{cell_name(row, column)} was refused by the writer")

    def write_row(self, row: int, texts: Sequence[str], **style: object) -> None:
        for column, text in enumerate(texts, start=1):
            self.write_text(row, column, text, **style)

    def set_width(self, column: int, chars: float) -> None:
        self.raw.set_column(column - 1, column - 1, chars)
