"""A sheet of many rows, written row by row to a file instead of kept in memory (docs/adr/0023).

XlsxWriter makes the sheet without its rows (columns, panes, filter, print set-up), keeps styles and shared texts. Rows
are written here as XlsxWriter would write them, at a fraction of its time.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from xlsxwriter.format import Format
from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.worksheet import Worksheet
from xlsxwriter.xmlwriter import XMLwriter

from tdn_templates.core.cell_names import cell_name, column_letters
from tdn_templates.core.cell_text import CutText, fit_cell, fits_cell
from tdn_templates.core.clean_text import clean_text
from tdn_templates.excel.row_heights import RowHeights

MOST_ROWS = 1_048_576
"""Of one sheet, by the file format."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t")
ROWS_MARK = b"<!--rows-->"
"""Where the rows belong in the sheet that XlsxWriter makes."""

_ROWS_AT_ONCE = 2_000
_CHUNK_BYTES = 1 << 20
_STANDARD_PIXELS = 20
_LONGEST_NAME = len("XFD1048576")
"""Of a cell: a text that can be nothing else needs no cleaning."""

Cell = str | int


class OwnText(str):
    """A text that hardly any other cell has, such as the name of a cell. It stands in its cell: among the shared texts
    it would stay in memory, as would all that is noted of a text in case it comes up again."""

    __slots__ = ()


StyleMaker = Callable[..., Format]


class RowlessWorksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter ships no types
    def _write_sheet_data(self) -> None:
        self.fh.write(f"<sheetData>{ROWS_MARK.decode()}</sheetData>")


class Endings(dict[Cell, str]):
    """The cells of one look: what follows a cell's name in XML, by what is in the cell."""

    def __init__(self, shared: SharedStringTable, style: StyleMaker, properties: dict[str, object]) -> None:
        super().__init__()
        self.cut: set[str] = set()
        """Texts that no cell can hold."""
        self._shared = shared
        self._plain = style(**properties)._get_xf_index()  # XlsxWriter has no public way to ask
        self._style, self._properties = style, properties

    def __missing__(self, cell: Cell) -> str:
        if isinstance(cell, int):
            number = self._style(**{"num_format": "0", **self._properties})._get_xf_index()
            self[cell] = f'" s="{number}"><v>{cell}</v></c>'
            return self[cell]
        if isinstance(cell, OwnText) and len(cell) <= _LONGEST_NAME and cell.isascii() and cell.isalnum():
            return f'" s="{self._plain}" t="str"><v>{cell}</v></c>'
        text = clean_text(cell).text
        if isinstance(cell, OwnText) and _stands_in_its_cell(text):
            return f'" s="{self._plain}" t="str"><v>{escaped(text)}</v></c>'
        if not fits_cell(text):
            self.cut.add(cell)
        self[cell] = self._of_text(fit_cell(text))
        return self[cell]

    def _of_text(self, text: str) -> str:
        look = self._plain
        if text.startswith(FORMULA_STARTS):
            look = self._style(**self._properties, quote_prefix=True)._get_xf_index()
        if not text:
            return f'" s="{look}"/>'
        index = self._shared.string_table.setdefault(text, self._shared.unique_count)
        self._shared.unique_count = len(self._shared.string_table)
        return f'" s="{look}" t="s"><v>{index}</v></c>'


def _stands_in_its_cell(text: str) -> bool:
    """Readers strip blanks around a text there and leave escapes in it; one that looks like a formula, or is cut, has a
    look of its own."""
    if not text or text != text.strip() or text.startswith(FORMULA_STARTS):
        return False
    return fits_cell(text) and XMLwriter._escape_control_characters(text) == text


def escaped(text: str) -> str:
    """A text of a cell as XML: also what reads like the spelling of a control character stays as typed."""
    plain: str = XMLwriter._escape_control_characters(text)  # XlsxWriter has no public way to ask
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(frozen=True, slots=True)
class SheetTools:
    """What a sheet shares with its book."""

    shared: SharedStringTable
    style: StyleMaker
    cut: list[CutText]


class LongSheet:
    """One sheet of a Book, its rows in their order from 1. `raw` is XlsxWriter's own object, for what is no row."""

    def __init__(self, raw: Worksheet, tools: SheetTools, widths_chars: Sequence[float]) -> None:
        """A column for each width."""
        self.raw = raw
        self.rows = 0
        self._tools = tools
        self._letters = [column_letters(column) for column in range(1, len(widths_chars) + 1)]
        self._heights = RowHeights(widths_chars)
        self._file: IO[bytes] | None = None
        self._waiting: list[str] = []
        for index, width in enumerate(widths_chars):
            raw.set_column(index, index, width)

    @property
    def columns(self) -> int:
        return len(self._letters)

    @property
    def is_full(self) -> bool:
        return self.rows == MOST_ROWS

    def style(self, **properties: object) -> Endings:
        """To be made once and used for many rows."""
        return Endings(self._tools.shared, self._tools.style, properties)

    def write_row(self, cells: Sequence[Cell], style: Endings, *, fitted: bool = False) -> None:
        """The next row, one cell for each column; `fitted` makes it as high as its texts need.

        A text that is too long is cut with a mark and noted for the full-text sheet. Raises ValueError for a full sheet
        and for too many or too few cells.
        """
        if self.is_full:
            raise ValueError(f"{self.raw.get_name()} has no place for row {self.rows + 1}")
        self.rows = row = self.rows + 1
        height = _height(self._heights.of(cells)) if fitted else ""
        made = "".join(
            [f'<c r="{letters}{row}{style[cell]}' for letters, cell in zip(self._letters, cells, strict=True)]
        )
        self._tools.shared.count += made.count(' t="s"')
        self._waiting.append(f'<row r="{row}" spans="1:{len(cells)}"{height}>{made}</row>')
        if style.cut:
            self._note_cut(cells, style.cut)
        if len(self._waiting) == _ROWS_AT_ONCE:
            self._flush()

    def finish(self) -> None:
        """To be called behind the last row, before anything is set up that asks how far the rows reach."""
        self._heights.forget()
        raw, last = self.raw, max(self.rows, 1) - 1
        raw.dim_rowmin, raw.dim_rowmax, raw.dim_colmin, raw.dim_colmax = 0, last, 0, self.columns - 1

    def chunks(self) -> Iterator[bytes]:
        """The XML of all rows, once."""
        if self._file is not None:
            with self._file as file:
                file.seek(0)
                while chunk := file.read(_CHUNK_BYTES):
                    yield chunk
        yield "".join(self._waiting).encode()

    def _note_cut(self, cells: Sequence[Cell], cut: set[str]) -> None:
        for column, cell in enumerate(cells, start=1):
            if cell in cut:
                text = clean_text(str(cell)).text
                self._tools.cut.append(CutText(str(self.raw.get_name()), cell_name(self.rows, column), text))

    def _flush(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed when the rows are asked for
        self._file.write("".join(self._waiting).encode())
        self._waiting.clear()


def _height(points: float) -> str:
    """As XlsxWriter rounds and writes it."""
    pixels = int(points * 4.0 / 3.0 + 0.5)
    return "" if pixels == _STANDARD_PIXELS else f' ht="{pixels * 0.75:.16g}" customHeight="1"'
