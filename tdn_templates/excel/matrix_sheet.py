"""The sheet "Ma trận": units by tasks, the role as a letter, what the unit says as a sign and a colour."""

from xlsxwriter.format import Format

from tdn_templates.core.cell_names import cell_name
from tdn_templates.core.round_view_words import CELL_ROLE_WORDS, ROLE_LETTERS, STATE_SIGNS
from tdn_templates.core.wording import STATE_WORDS
from tdn_templates.excel.book import Book, Sheet
from tdn_templates.excel.long_sheet import FORMULA_STARTS
from tdn_templates.excel.picture_styles import GRID, HEAD, STATE_FILLS, TITLE
from tdn_templates.model.round_view import CellRole, CellState, Matrix, MatrixCell, MatrixRow

_HEAD_ROW = 4
_FIRST_TASK = 3
_UNIT_WIDTH, _STATE_WIDTH, _TASK_WIDTH, _OWN_WIDTH = 34, 16, 4.3, 6
_LEGEND_CELLS = 6
"""How many columns of tasks one entry of the legend takes."""

_A4, _A3 = 9, 8
_MOST_ON_A4 = 30
"""Columns of tasks that are still readable on A4 landscape, one page wide."""


def add_matrix_sheet(book: Book, matrix: Matrix) -> None:
    """Rows come one after another, so that a book that keeps no rows in memory can take them too."""
    sheet = book.add_sheet("Ma trận")
    sheet.write_text(1, 1, "Ma trận đơn vị và nhiệm vụ: chữ là vai trò được giao, dấu là điều đơn vị trả lời", **TITLE)
    _write_legends(sheet, matrix)
    _write_head(sheet, matrix)
    formats: dict[MatrixCell, tuple[str, Format]] = {}
    for row, line in enumerate(matrix.rows, start=_HEAD_ROW + 1):
        _write_line(book, sheet, row, line, formats)
    _finish(sheet, matrix)


def _write_legends(sheet: Sheet, matrix: Matrix) -> None:
    there = {cell.state for line in matrix.rows for cell in line.cells} - {CellState.BLANK}
    sheet.write_text(2, 1, "Vai trò: " + "; ".join(_role_entry(role) for role in CellRole if ROLE_LETTERS[role].vi))
    sheet.write_text(3, 1, "Tình trạng:", align="right")
    for place, state in enumerate(state for state in CellState if state in there):
        text = f"{STATE_SIGNS[state]}  {matrix.words[state].vi}"
        first = _FIRST_TASK + place * _LEGEND_CELLS
        sheet.write_merged(3, first, first + _LEGEND_CELLS - 1, text, **GRID, bg_color=STATE_FILLS[state])


def _role_entry(role: CellRole) -> str:
    return f"{ROLE_LETTERS[role].vi} = {CELL_ROLE_WORDS[role].vi}"


def _write_head(sheet: Sheet, matrix: Matrix) -> None:
    sheet.write_text(_HEAD_ROW, 1, "Đơn vị", **HEAD)
    sheet.write_text(_HEAD_ROW, 2, "Bản nộp", **HEAD)
    sheet.set_width(1, _UNIT_WIDTH)
    sheet.set_width(2, _STATE_WIDTH)
    for column, task in enumerate(matrix.tasks, start=_FIRST_TASK):
        sheet.write_text(_HEAD_ROW, column, task.number, **{**HEAD, "rotation": 90, "text_wrap": False})
        sheet.set_width(column, _TASK_WIDTH)
    own = _FIRST_TASK + len(matrix.tasks)
    sheet.write_text(_HEAD_ROW, own, "Tự đặt", **HEAD)
    sheet.set_width(own, _OWN_WIDTH)
    sheet.raw.set_row(_HEAD_ROW - 1, 42)


def _write_line(
    book: Book, sheet: Sheet, row: int, line: MatrixRow, formats: dict[MatrixCell, tuple[str, Format]]
) -> None:
    sheet.write_text(row, 1, line.unit.name, **GRID, text_wrap=True)
    sheet.write_text(row, 2, STATE_WORDS[line.state].vi, **GRID)
    for column, cell in enumerate(line.cells, start=_FIRST_TASK):
        if cell not in formats:
            formats[cell] = _shown(book, cell)
        text, look = formats[cell]
        # letters of ours in a look made once: 190,000 cells need neither cleaning nor a search for their look
        code = (
            sheet.raw.write_string(row - 1, column - 1, text, look)
            if text
            else sheet.raw.write_blank(row - 1, column - 1, None, look)
        )
        if code:
            raise ValueError(f"{sheet.name}!{cell_name(row, column)} was refused by the writer (code {code})")
    own = _FIRST_TASK + len(line.cells)
    sheet.write_number(row, own, line.own, **GRID, align="center")


def _shown(book: Book, cell: MatrixCell) -> tuple[str, Format]:
    text = ROLE_LETTERS[cell.role].vi + STATE_SIGNS[cell.state]
    bold = cell.role is CellRole.LEAD or cell.state is CellState.ERROR
    look = {**GRID, "bg_color": STATE_FILLS[cell.state], "align": "center", "font_size": 9, "bold": bold}
    # a sign alone stays text when somebody edits the cell
    return text, book.style(**look, **({"quote_prefix": True} if text.startswith(FORMULA_STARTS) else {}))


def _finish(sheet: Sheet, matrix: Matrix) -> None:
    raw, columns = sheet.raw, _FIRST_TASK + len(matrix.tasks)
    raw.freeze_panes(_HEAD_ROW, 1)
    raw.autofilter(_HEAD_ROW - 1, 0, max(_HEAD_ROW, _HEAD_ROW + len(matrix.rows) - 1), columns - 1)
    raw.set_landscape()
    raw.set_paper(_A4 if len(matrix.tasks) <= _MOST_ON_A4 else _A3)
    raw.set_margins(0.4, 0.4, 0.5, 0.5)
    raw.fit_to_pages(1, 0)
    raw.repeat_rows(0, _HEAD_ROW - 1)
    raw.set_footer("&C&P/&N")
