"""Write a prefilled form as a workbook: instructions, table, hidden lists, hidden stamp."""

from dataclasses import dataclass

from tdn_templates.core.cell_names import column_letters
from tdn_templates.core.cell_text import CutText
from tdn_templates.core.form_marks import (
    FORM_CODE_LABEL,
    KEY_MARK,
    LISTS_SHEET,
    PROPERTY_PREFIX,
    STAMP_MARK,
    STAMP_SHEET,
)
from tdn_templates.core.row_keys import band_key
from tdn_templates.excel.book import Book, Sheet
from tdn_templates.excel.row_heights import row_height
from tdn_templates.model.form import Form, FormBand, FormRow
from tdn_templates.model.layout import Block, Column, ColumnKind, ColumnUse

KEY_ROW, TITLE_ROW, UNIT_ROW, CODE_ROW, HEADING_ROW = 1, 2, 3, 4, 5
FIRST_LINE = HEADING_ROW + 1
KEY_COLUMN = 1
FIRST_COLUMN = 2

_GIVEN_FILL, _ASKED_FILL, _CONFIRM_FILL, _BAND_FILL, _HEADING_FILL = (
    "#F2F2F2",
    "#FFFBE6",
    "#FDF2E0",
    "#D9D9D9",
    "#BDD7EE",
)

_CLOSED_LIST = "Chỉ chọn một mục trong danh sách."
_OPEN_LIST = "Tên này chưa có trong danh sách; hãy kiểm tra lại tên."


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """`cut` lists given texts too long for a cell; they stand whole on the sheet "Toàn văn"."""

    content: bytes
    cut: tuple[CutText, ...]


def write_form(form: Form) -> WrittenForm:
    """The workbook of one unit. The same form gives the same bytes."""
    book = Book(created=form.programme.issued_on, title=f"{form.layout.title.vi} - {form.unit.name}")
    _write_instructions(book.add_sheet(form.layout.instructions_title.vi), form)
    table = book.add_sheet(form.layout.sheet_title.vi)
    _write_head(table, form)
    _write_lines(table, form)
    _write_lists(book, form)
    _add_validations(table, form)
    _set_up_page(table, form)
    _protect(table)
    _write_stamp(book, form)
    return WrittenForm(book.content(), tuple(book.cut))


def _write_instructions(sheet: Sheet, form: Form) -> None:
    layout = form.layout
    sheet.raw.hide_gridlines(2)
    sheet.set_width(1, 4)
    sheet.set_width(2, 110)
    sheet.write_text(1, 2, layout.title.vi, bold=True, font_size=14)
    sheet.write_text(2, 2, f"{form.unit.name} – {form.programme.reference}", bold=True, font_size=12)
    for number, line in enumerate(layout.instructions, start=1):
        text = line.vi.replace("{sheet}", layout.sheet_title.vi)
        sheet.write_text(number + 3, 1, f"{number}.", font_size=12, align="right")
        sheet.write_text(number + 3, 2, text, font_size=12, text_wrap=True)
    sheet.raw.set_landscape()
    sheet.raw.set_paper(9)
    sheet.raw.fit_to_pages(1, 1)


def _write_head(sheet: Sheet, form: Form) -> None:
    layout, programme, stamp = form.layout, form.programme, form.stamp
    sheet.write_text(KEY_ROW, KEY_COLUMN, KEY_MARK)
    for index, column in enumerate(layout.columns, start=FIRST_COLUMN):
        sheet.write_text(KEY_ROW, index, column.key)
        sheet.write_text(HEADING_ROW, index, column.title.vi, **_heading_style(column))
        sheet.set_width(index, column.width_chars)
    sheet.write_text(TITLE_ROW, FIRST_COLUMN, f"{layout.title.vi} – {form.unit.name}", bold=True, font_size=14)
    sheet.write_text(UNIT_ROW, FIRST_COLUMN, f"{programme.reference}: {programme.title}", italic=True)
    parts = (stamp.layout, stamp.layout_version, stamp.programme, stamp.edition, stamp.unit, stamp.issue)
    sheet.write_text(
        CODE_ROW, FIRST_COLUMN, f"{FORM_CODE_LABEL} {' | '.join(parts)}", font_size=9, font_color="#595959"
    )
    sheet.raw.set_row(KEY_ROW - 1, None, None, {"hidden": True})
    sheet.raw.set_column(KEY_COLUMN - 1, KEY_COLUMN - 1, 14, None, {"hidden": True})
    sheet.raw.set_row(HEADING_ROW - 1, 48)


def _heading_style(column: Column) -> dict[str, object]:
    fill = _HEADING_FILL if column.use is ColumnUse.ASKED else _BAND_FILL
    return {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1, "bg_color": fill}


def _write_lines(sheet: Sheet, form: Form) -> None:
    for row, line in enumerate(form.lines, start=FIRST_LINE):
        if isinstance(line, FormBand):
            _write_band(sheet, form, row, line)
        else:
            _write_row(sheet, form, row, line)


def _write_band(sheet: Sheet, form: Form, row: int, band: FormBand) -> None:
    style: dict[str, object] = {
        "bold": band.name != "own",
        "italic": band.name == "own",
        "bg_color": _BAND_FILL,
        "top": 1,
    }
    sheet.write_text(row, KEY_COLUMN, band_key(band.name, band.group))
    sheet.write_text(row, FIRST_COLUMN, band.title, **style)
    for column in range(FIRST_COLUMN + 1, FIRST_COLUMN + len(form.layout.columns)):
        sheet.write_text(row, column, "", **style)


def _write_row(sheet: Sheet, form: Form, row: int, line: FormRow) -> None:
    sheet.write_text(row, KEY_COLUMN, line.key)
    columns = form.layout.columns
    for index, column in enumerate(columns, start=FIRST_COLUMN):
        sheet.write_text(row, index, line.values.get(column.key, ""), **_cell_style(column, line.block))
    if line.values:
        # free rows keep the height of their content, which the program adjusts while somebody types
        shown = [(line.values.get(column.key, ""), column.width_chars) for column in columns]
        sheet.raw.set_row(row - 1, row_height(shown))


def _cell_style(column: Column, block: Block) -> dict[str, object]:
    asked = column.use is ColumnUse.ASKED and block in column.blocks
    fill = _ASKED_FILL if asked else _CONFIRM_FILL if block is Block.CONDITIONAL else _GIVEN_FILL
    style: dict[str, object] = {
        "text_wrap": True,
        "border": 1,
        "border_color": "#A6A6A6",
        "bg_color": fill,
        "locked": not asked,
    }
    if column.kind in (ColumnKind.NUMBER, ColumnKind.TIME, ColumnKind.NUMBERS):
        style["align"] = "center"
    return style


def _write_lists(book: Book, form: Form) -> None:
    sheet = book.add_sheet(LISTS_SHEET)
    for index, (key, entries) in enumerate(form.lists.items(), start=1):
        sheet.write_text(1, index, key, bold=True)
        for row, entry in enumerate(entries, start=2):
            sheet.write_text(row, index, entry)
        letters = column_letters(index)
        book.define_name(_list_name(key), f"='{LISTS_SHEET}'!${letters}$2:${letters}${len(entries) + 1}")
    sheet.raw.hide()


def _list_name(key: str) -> str:
    return f"tdn_{key}"


def _add_validations(sheet: Sheet, form: Form) -> None:
    """Dropdowns and prompts. "Stop" only for closed lists: a unit's name may be missing from the list."""
    for index, column in enumerate(form.layout.columns, start=FIRST_COLUMN):
        if column.use is not ColumnUse.ASKED or (column.prompt is None and column.key not in form.lists):
            continue
        options = _validation(column, form)
        for first, last in _spans(form, column):
            if sheet.raw.data_validation(first - 1, index - 1, last - 1, index - 1, options):
                raise ValueError(f"validation of column {column.key!r} was refused by the writer")


def _validation(column: Column, form: Form) -> dict[str, object]:
    options: dict[str, object] = {"validate": "any"}
    if column.key in form.lists:
        closed = column.kind is ColumnKind.CHOICE
        options = {
            "validate": "list",
            "source": f"={_list_name(column.key)}",
            "error_type": "stop" if closed else "information",
            "error_title": column.title.vi[:32],
            "error_message": (
                "Chỉ chọn một mục trong danh sách."
                if closed
                else "Tên này chưa có trong danh sách; hãy kiểm tra lại tên."
            ),
        }
    if column.prompt is not None:
        options |= {"input_title": column.title.vi[:32], "input_message": column.prompt.vi[:255]}
    return options


def _spans(form: Form, column: Column) -> list[tuple[int, int]]:
    """Runs of rows in which the column is asked, first and last row of each."""
    spans: list[tuple[int, int]] = []
    for row, line in enumerate(form.lines, start=FIRST_LINE):
        if not isinstance(line, FormRow) or line.block not in column.blocks:
            continue
        if spans and spans[-1][1] == row - 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return spans


def _set_up_page(sheet: Sheet, form: Form) -> None:
    raw = sheet.raw
    last_row, last_column = FIRST_LINE + len(form.lines) - 1, FIRST_COLUMN + len(form.layout.columns) - 1
    raw.freeze_panes(HEADING_ROW, FIRST_COLUMN + 1)
    raw.autofilter(HEADING_ROW - 1, KEY_COLUMN - 1, last_row - 1, last_column - 1)
    raw.set_landscape()
    raw.set_paper(9)
    raw.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.5)
    raw.fit_to_pages(1, 0)
    raw.repeat_rows(HEADING_ROW - 1)
    raw.print_area(TITLE_ROW - 1, FIRST_COLUMN - 1, last_row - 1, last_column - 1)
    raw.set_footer("&C&P/&N")
    raw.activate()


def _protect(sheet: Sheet) -> None:
    """Without a password: the locks guard against slips, not against people."""
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
