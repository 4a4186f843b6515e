"""The hidden sheet that the live formulas look things up in, each range behind a defined name.

It holds no answer and is never read back: what it says is known to the program anyway.
"""

from collections.abc import Mapping, Sequence
from string import ascii_lowercase, digits

from tdn_templates.core.cell_names import cell_name, column_letters
from tdn_templates.core.form_marks import CHECKS_SHEET
from tdn_templates.core.live_words import (
    DITTO_PARTS,
    QUOTES,
    ambiguous_letters,
    ditto_words,
    nil_ticks,
    ordinary_characters,
    unicode_only_letters,
)
from tdn_templates.core.timeframes import time_table
from tdn_templates.excel.book import Book, Sheet
from tdn_templates.excel.live.choices import choice_names
from tdn_templates.excel.live.columns import VERDICT_SIGNS
from tdn_templates.model.form import Form

_FIRST_BELOW = 41
"""Ranges that lie in one column begin in this row, those that lie in one row stand above, each in a row of its own."""


def write_live_lists(book: Book, form: Form, columns_of_messages: Mapping[str, str]) -> None:
    """`columns_of_messages` maps each message of a check cell to the letters of the column to go to."""
    sheet = book.add_sheet(CHECKS_SHEET)
    programme, table = form.programme, time_table(form.programme)
    numbers = {task.number: task.time.wording for task in programme.tasks}
    across: Mapping[str, Sequence[str]] = {
        "tdn_letters": (ordinary_characters(),),
        "tdn_visible": tuple(f"{ascii_lowercase}{digits}"),
        "tdn_latin": ambiguous_letters(),
        "tdn_viet": unicode_only_letters(),
        "tdn_ticks": tuple(nil_ticks()),
        "tdn_names": form.known_names,
        "tdn_numbers": tuple(numbers),
        "tdn_number_frames": tuple(str(2 + table.frames.index(time)) if time else "1" for time in numbers.values()),
        "tdn_groups": tuple(group.number for group in programme.groups),
        **choice_names(form.layout),
    }
    for row, (name, entries) in enumerate(across.items(), start=1):
        _write_across(book, sheet, row, name, entries)
    signs = ["".join(VERDICT_SIGNS[verdict] for verdict in verdicts) for verdicts in table.verdicts]
    below: Mapping[str, Sequence[str]] = {
        "tdn_phrases": table.phrases,
        "tdn_verdicts": signs,
        "tdn_ditto_words": ditto_words(),
        "tdn_ditto_parts": DITTO_PARTS,
        "tdn_quotes": QUOTES,
        "tdn_messages": tuple(columns_of_messages),
        "tdn_message_columns": tuple(columns_of_messages.values()),
    }
    for column, (name, entries) in enumerate(below.items(), start=1):
        _write_below(book, sheet, column, name, entries)
    sheet.raw.hide()


def _write_across(book: Book, sheet: Sheet, row: int, name: str, entries: Sequence[str]) -> None:
    """A list without entries holds one that nobody can type: a name has to point somewhere."""
    entries = entries or ("\u2205",)
    for column, entry in enumerate(entries, start=1):
        sheet.write_text(row, column, entry)
    _define(book, name, cell_name(row, 1), f"${column_letters(len(entries))}${row}")


def _write_below(book: Book, sheet: Sheet, column: int, name: str, entries: Sequence[str]) -> None:
    entries = entries or ("\u2205",)
    for row, entry in enumerate(entries, start=_FIRST_BELOW):
        sheet.write_text(row, column, entry)
    letters = column_letters(column)
    _define(book, name, cell_name(_FIRST_BELOW, column), f"${letters}${_FIRST_BELOW + len(entries) - 1}")


def _define(book: Book, name: str, first: str, last: str) -> None:
    letters = first.rstrip("0123456789")
    start = f"${letters}${first[len(letters) :]}"
    book.define_name(name, f"='{CHECKS_SHEET}'!{start}:{last}" if start != last else f"='{CHECKS_SHEET}'!{start}")
