"""Write a prefilled form as a workbook: instructions, the table, hidden lists, hidden stamp."""

from dataclasses import dataclass

from tdn_templates.core.cell_names import column_letters
from tdn_templates.core.cell_text import CutText
from tdn_templates.core.form_marks import (
    FORM_CODE_LABEL,
    KEY_MARK,
    NIL_MARK,
    PROPERTY_PREFIX,
    STAMP_MARK,
    STAMP_SHEET,
)
from tdn_templates.core.row_keys import band_key
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.succession_words import took_over_words
from tdn_templates.core.timeframes import time_table
from tdn_templates.excel.book import Book, Sheet
from tdn_templates.excel.form_help import write_instructions
from tdn_templates.excel.form_lists import add_nil_list, add_validations, write_lists
from tdn_templates.excel.form_style import (
    CODE,
    LINK,
    NIL_LABEL,
    NIL_TICK,
    REFERENCE,
    SUMMARY,
    TABLE_POINTS,
    TITLE,
    band_style,
    cell_style,
    heading_style,
)
from tdn_templates.excel.live.colours import colours
from tdn_templates.excel.live.grid import Grid
from tdn_templates.excel.live.lists import write_live_lists
from tdn_templates.excel.live.row import RowChecks
from tdn_templates.excel.live.row_memory import RememberedChecks, RowMemory
from tdn_templates.excel.live.summary import summary_line
from tdn_templates.excel.row_heights import row_height
from tdn_templates.model.form import Form, FormBand, FormRow
from tdn_templates.model.layout import ColumnUse

KEY_ROW, TITLE_ROW, REFERENCE_ROW, SUMMARY_ROW, NIL_ROW, CODE_ROW, HEADING_ROW = range(1, 8)
FIRST_LINE = HEADING_ROW + 1
KEY_COLUMN, FIRST_COLUMN = 1, 2
_SHORTEST_ROW_POINTS = 48.0
"""Three lines: a short task still has room for what its check cell says."""


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """`cut` lists given texts too long for a cell; they stand whole on the sheet "Toàn văn"."""

    content: bytes
    cut: tuple[CutText, ...]


def write_form(form: Form, rulebook: Rulebook, memory: RowMemory | None = None) -> WrittenForm:
    """The workbook of one unit, with live checks made from the rules. The same form and rules give the same bytes.

    `memory`, of the same rules, spares work where rows come back in many forms.
    """
    layout, lang = form.layout, form.lang
    book = Book(created=form.programme.issued_on, title=f"{layout.title.in_lang(lang)} - {form.unit.name}")
    write_instructions(book.add_sheet(layout.instructions_title.in_lang(lang)), form)
    table = book.add_sheet(layout.sheet_title.in_lang(lang))
    grid = grid_of(form)
    _write_head(table, form, grid)
    _write_lines(table, form)
    write_lists(book, form)
    add_validations(table, form, grid, rulebook)
    if layout.nil is not None:
        add_nil_list(table, NIL_ROW, nil_column(form), form)
    if layout.check is not None:
        checks = RowChecks(form, grid, rulebook) if memory is None else memory.checks(form, grid)
        _write_live_checks(book, table, form, grid, checks)
        for colour in colours(form, grid, rulebook):
            table.add_colour(grid.letters[colour.column], colour.spans, colour.formula, colour.style)
    _set_up_page(table, form)
    _protect(table)
    _write_stamp(book, form)
    table.raw.activate()
    return WrittenForm(book.content(), tuple(book.cut))


def grid_of(form: Form) -> Grid:
    letters = {column.key: column_letters(at) for at, column in enumerate(form.layout.columns, start=FIRST_COLUMN)}
    nil = f"${column_letters(nil_column(form))}${NIL_ROW}" if form.layout.nil is not None else ""
    last = FIRST_LINE + len(form.lines) - 1
    return Grid(
        form.layout, {"": column_letters(KEY_COLUMN), **letters}, FIRST_LINE, last, nil, time_table(form.programme)
    )


def nil_column(form: Form) -> int:
    """The first column that scrolls: beside the label, which stands over the frozen ones."""
    return _last_frozen(form) + 1


def _last_frozen(form: Form) -> int:
    """Number, check and text stay in sight while the answers scroll by."""
    keys = [column.key for column in form.layout.columns]
    return FIRST_COLUMN + (keys.index("text") if "text" in keys[:3] else 0)


def _write_head(sheet: Sheet, form: Form, grid: Grid) -> None:
    layout, programme, lang = form.layout, form.programme, form.lang
    sheet.write_text(KEY_ROW, KEY_COLUMN, KEY_MARK)
    for index, column in enumerate(layout.columns, start=FIRST_COLUMN):
        sheet.write_text(KEY_ROW, index, column.key)
        sheet.write_text(HEADING_ROW, index, column.title.in_lang(lang), **heading_style(column))
        sheet.set_width(index, column.width_chars)
    year = f" – {form.stamp.period}" if form.stamp.period else ""
    title = f"{layout.title.in_lang(lang)}{year} – {form.unit.name}{took_over_words(form.formerly, lang)}"
    sheet.write_text(TITLE_ROW, FIRST_COLUMN, title, **TITLE)
    sheet.write_text(REFERENCE_ROW, FIRST_COLUMN, f"{programme.reference}: {programme.title}", **REFERENCE)
    if layout.nil is not None:
        sheet.write_text(NIL_ROW, KEY_COLUMN, NIL_MARK)
        sheet.write_merged(NIL_ROW, FIRST_COLUMN, _last_frozen(form), layout.nil.in_lang(lang), **NIL_LABEL)
        sheet.write_text(NIL_ROW, nil_column(form), "", **NIL_TICK)
        sheet.raw.set_row(NIL_ROW - 1, 42)
    parts = " | ".join(value for _, value in form.stamp.items())
    sheet.write_text(CODE_ROW, FIRST_COLUMN, f"{FORM_CODE_LABEL} {parts}", **CODE)
    sheet.raw.set_row(KEY_ROW - 1, None, None, {"hidden": True})
    sheet.raw.set_column(KEY_COLUMN - 1, KEY_COLUMN - 1, 14, None, {"hidden": True})
    sheet.raw.set_row(TITLE_ROW - 1, 21)
    sheet.raw.set_row(HEADING_ROW - 1, 62)


def _write_lines(sheet: Sheet, form: Form) -> None:
    for row, line in enumerate(form.lines, start=FIRST_LINE):
        if isinstance(line, FormBand):
            _write_band(sheet, form, row, line)
        else:
            _write_row(sheet, form, row, line)


def _write_band(sheet: Sheet, form: Form, row: int, band: FormBand) -> None:
    style = band_style(band.name)
    sheet.write_text(row, KEY_COLUMN, band_key(band.name, band.group))
    sheet.write_text(row, FIRST_COLUMN, band.title, **style)
    for column in range(FIRST_COLUMN + 1, FIRST_COLUMN + len(form.layout.columns)):
        sheet.write_text(row, column, "", **style)


def _write_row(sheet: Sheet, form: Form, row: int, line: FormRow) -> None:
    sheet.write_text(row, KEY_COLUMN, line.key)
    columns = form.layout.columns
    for index, column in enumerate(columns, start=FIRST_COLUMN):
        if column.use is not ColumnUse.CHECK:
            sheet.write_text(row, index, line.values.get(column.key, ""), **cell_style(column, line.block))
    if line.values:
        # free rows keep the height of their content, which the program adjusts while somebody types
        shown = [(line.values.get(column.key, ""), column.width_chars) for column in columns]
        sheet.raw.set_row(row - 1, max(_SHORTEST_ROW_POINTS, row_height(shown, TABLE_POINTS)))


def _write_live_checks(book: Book, sheet: Sheet, form: Form, grid: Grid, checks: RowChecks | RememberedChecks) -> None:
    check = form.layout.check
    if check is None:
        return
    values: dict[int, str] = {}
    at = FIRST_COLUMN + form.layout.columns.index(check)
    for row, line in enumerate(form.lines, start=FIRST_LINE):
        if isinstance(line, FormRow):
            cell = checks.cell(row, line)
            values[row] = cell.value
            sheet.write_formula(row, at, cell.formula, cell.value, **cell_style(check, line.block))
    columns = {message: grid.letters[key] for message, key in checks.columns_of_messages.items()}
    write_live_lists(book, form, columns)
    for name, formula in grid.names(sheet.name).items():
        book.define_name(name, formula)
    summary = summary_line(form, grid, sheet.name, values, columns)
    sheet.write_formula(SUMMARY_ROW, FIRST_COLUMN, summary.counts.formula, summary.counts.value, **SUMMARY)
    sheet.write_formula(SUMMARY_ROW, nil_column(form), summary.link.formula, summary.link.value, **LINK)


def _set_up_page(sheet: Sheet, form: Form) -> None:
    """A4 landscape, one page wide, the heading on every page, pages numbered."""
    raw = sheet.raw
    last_row, last_column = FIRST_LINE + len(form.lines) - 1, FIRST_COLUMN + len(form.layout.columns) - 1
    raw.freeze_panes(HEADING_ROW, _last_frozen(form))
    raw.autofilter(HEADING_ROW - 1, FIRST_COLUMN - 1, last_row - 1, last_column - 1)
    raw.set_landscape()
    raw.set_paper(9)
    raw.set_margins(left=0.3, right=0.3, top=0.45, bottom=0.5)
    raw.fit_to_pages(1, 0)
    raw.repeat_rows(HEADING_ROW - 1)
    raw.print_area(TITLE_ROW - 1, FIRST_COLUMN - 1, last_row - 1, last_column - 1)
    raw.set_footer(f"&L{_SMALL} {_in_footer(form.unit.name)}&C{_SMALL} &P/&N&R{_SMALL} {form.stamp.issue}")


_SMALL = '&"Times New Roman,Regular"&9'
"""A blank has to follow: a digit would be read as part of the size."""


def _in_footer(text: str) -> str:
    return text.replace("&", "&&")


def _protect(sheet: Sheet) -> None:
    """Without a password: the locks guard against slips, not against people. The key Tab goes through asked cells."""
    allowed = ("format_cells", "format_columns", "format_rows", "autofilter", "sort", "select_locked_cells")
    sheet.raw.protect("", dict.fromkeys(allowed, True))


def _write_stamp(book: Book, form: Form) -> None:
    sheet = book.add_sheet(STAMP_SHEET)
    sheet.write_text(1, 1, STAMP_MARK)
    for row, (key, value) in enumerate(form.stamp.items(), start=2):
        sheet.write_text(row, 1, key)
        sheet.write_text(row, 2, value)
        book.set_property(f"{PROPERTY_PREFIX}{key}", value)
    sheet.raw.very_hidden()
