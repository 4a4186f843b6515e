"""The dropdowns and prompts of a form. Lists stand on a hidden sheet behind names: pasted rows keep them."""

from collections.abc import Mapping

from tdn_templates.core.cell_names import column_letters
from tdn_templates.core.form_marks import LISTS_SHEET
from tdn_templates.core.nil_tick import NIL_TICK
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.excel.book import Book, Sheet
from tdn_templates.excel.form_prompts import LONGEST_TITLE, prompt_text, prompt_title, refusal_text
from tdn_templates.excel.live.colours import spans_of
from tdn_templates.excel.live.grid import Grid
from tdn_templates.model.form import Form
from tdn_templates.model.layout import Block, Column, ColumnKind
from tdn_templates.model.words import Lang, Wording

_NIL_TITLE = Wording("Không phát sinh", "Nothing to report")
_NIL_PROMPT = Wording(
    "Ghi x nếu không phát sinh và để trống bảng; để trống ô này nếu có.",
    "Write x if there is nothing to report, and leave the table blank; otherwise leave this cell blank.",
)


_NOTHING: Mapping[str, object] = {"validate": "any"}
"""A column without list and prompt: the writer refuses a validation that says nothing."""


def write_lists(book: Book, form: Form) -> None:
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


def add_validations(sheet: Sheet, form: Form, grid: Grid, rulebook: Rulebook) -> None:
    """Dropdowns and prompts. "Stop" only for closed lists: a unit's name may be missing from the list, and several
    units may be written in one cell."""
    for column in grid.asked:
        options = _validation(column, form, rulebook)
        if options == _NOTHING:
            continue
        letters = grid.letters[column.key]
        for first, last in spans_of(form, grid, column, *Block):
            sheet.add_validation(f"{letters}{first}:{letters}{last}", options)


def add_nil_list(sheet: Sheet, row: int, column: int, form: Form) -> None:
    cell = f"{column_letters(column)}{row}"
    title, prompt = _NIL_TITLE.in_lang(form.lang), _NIL_PROMPT.in_lang(form.lang)
    options = {"validate": "list", "source": [NIL_TICK], "input_title": title, "input_message": prompt}
    sheet.add_validation(cell, {**options, "show_error": False})


def _validation(column: Column, form: Form, rulebook: Rulebook) -> dict[str, object]:
    lang: Lang = form.lang
    options: dict[str, object] = dict(_NOTHING)
    if column.key in form.lists or (column.part_of or "") in form.lists:
        key = column.key if column.key in form.lists else str(column.part_of)
        options = {
            "validate": "list",
            "source": f"={_list_name(key)}",
            "error_type": "stop" if column.kind is ColumnKind.CHOICE else "information",
            "error_title": prompt_title(column, lang)[:LONGEST_TITLE],
            "error_message": refusal_text(column, rulebook, lang),
            "show_error": column.kind is not ColumnKind.UNITS,
        }
    prompt = prompt_text(column, rulebook, lang)
    if prompt:
        options |= {"input_title": prompt_title(column, lang), "input_message": prompt}
    return options
