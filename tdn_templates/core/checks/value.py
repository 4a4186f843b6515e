"""VALUE: what single cells hold, whatever column they stand in."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from tdn_templates.core.cell_text import LONGEST_CELL, MOST_LINE_FEEDS, fits_cell, utf16_length
from tdn_templates.core.checks.context import RowContext, has_no_result
from tdn_templates.core.legacy_cells import legacy_in
from tdn_templates.core.look_alikes import find_look_alikes
from tdn_templates.core.ordinary_text import is_ordinary
from tdn_templates.core.rulebook import Fault
from tdn_templates.model.cell import RawValue
from tdn_templates.model.layout import ColumnKind
from tdn_templates.model.submission import SubmittedCell
from tdn_templates.model.words import RuleCode

RowCheck = Callable[[RowContext], Iterator[Fault]]

_ENCODING_NAMES = {"tcvn3": "TCVN3", "vni": "VNI"}
_WORD = re.compile(r"[^\s,;.:()]+")
_AT_THE_ENDS = ("khoảng trắng ở đầu hoặc cuối", "blanks at the ends")
_STRAY = (
    (("khoảng trắng liền nhau", "several blanks in a row"), re.compile(r"(?<=\S)[^\S\n]{2,}(?=\S)")),
    (("khoảng trắng không ngắt", "no-break blanks"), re.compile("[\u00a0\u2007\u2009\u200a\u202f\u3000]")),
    (("ký tự ẩn", "hidden characters"), re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")),
)


def forbidden_characters(row: RowContext) -> Iterator[Fault]:
    for key, cell in _asked_cells(row):
        if cell.removed:
            yield row.form.fault(row.answer, key, cell.text, removed=", ".join(cell.removed))


def unicode_recomposed(row: RowContext) -> Iterator[Fault]:
    for key, cell in _asked_cells(row):
        if cell.recomposed:
            yield row.form.fault(row.answer, key, cell.text)


def not_text(row: RowContext) -> Iterator[Fault]:
    """A formula's result was not typed, and has a rule of its own."""
    for key, cell in _asked_cells(row):
        is_day = isinstance(cell.raw, date) and row.form.layout.column(key).kind is ColumnKind.DATE
        if cell.raw is not None and not isinstance(cell.raw, str) and not cell.formula and not is_day:
            kind, kind_en = _kind(cell.raw)
            yield row.form.fault(row.answer, key, cell.text, kind=kind, kind_en=kind_en)


def error_value(row: RowContext) -> Iterator[Fault]:
    """T23: a formula that was never calculated is no blank cell."""
    for key, cell in _asked_cells(row):
        if cell.error:
            shown, shown_en = f"giá trị lỗi {cell.error}", f"the error value {cell.error}"
            yield row.form.fault(row.answer, key, cell.error, shown=shown, shown_en=shown_en)
        elif has_no_result(cell):
            shown, shown_en = "công thức chưa có kết quả", "a formula without a result"
            yield row.form.fault(row.answer, key, shown=shown, shown_en=shown_en)


def formula(row: RowContext) -> Iterator[Fault]:
    for key, cell in _asked_cells(row):
        if cell.formula and cell.text:
            yield row.form.fault(row.answer, key, cell.text)


def too_long(row: RowContext) -> Iterator[Fault]:
    for key, cell in _asked_cells(row):
        if not fits_cell(cell.text):
            facts = {
                "length": str(utf16_length(cell.text)),
                "limit": str(LONGEST_CELL),
                "most_line_feeds": str(MOST_LINE_FEEDS),
            }
            yield row.form.fault(row.answer, key, cell.text, **facts)


def legacy_encoding(row: RowContext) -> Iterator[Fault]:
    """T28: text of the time before Unicode, looked for in the raw cell."""
    for key, cell in _asked_cells(row):
        legacy = legacy_in(row.answer, row.form.layout.column(key))
        if legacy is not None:
            facts = {"encoding": _ENCODING_NAMES[legacy.encoding], "reading": legacy.text.strip()}
            yield row.form.fault(row.answer, key, cell.text, **facts)


def look_alike_letters(row: RowContext) -> Iterator[Fault]:
    for key, cell in _asked_cells(row):
        found = [item for item in find_look_alikes(cell.text) if item.kind == "letter"]
        if found:
            characters = dict.fromkeys(f"{item.char} U+{ord(item.char):04X}" for item in found)
            words = dict.fromkeys(
                word[0]
                for word in _WORD.finditer(cell.text)
                if any(word.start() <= item.index < word.end() for item in found)
            )
            facts = {"characters": ", ".join(characters), "words": ", ".join(words)}
            yield row.form.fault(row.answer, key, cell.text, **facts)


def stray_spaces(row: RowContext) -> Iterator[Fault]:
    """Blanks at the ends are taken off when the cell is read; that too is said, so that nothing changes in silence."""
    for key, cell in _asked_cells(row):
        kinds = [words for words, stray in _STRAY if stray.search(cell.text)]
        if cell.text and isinstance(cell.raw, str) and cell.raw != cell.raw.strip():
            kinds.append(_AT_THE_ENDS)
            shown = cell.raw
        else:
            shown = cell.text
        if kinds and legacy_in(row.answer, row.form.layout.column(key)) is None:
            kinds_vi, kinds_en = ("; ".join(names) for names in zip(*kinds, strict=True))
            facts = {"kinds": kinds_vi, "kinds_en": kinds_en, "shown": _with_visible_blanks(shown)}
            yield row.form.fault(row.answer, key, cell.text, **facts)


VALUE_CHECKS: Mapping[RuleCode, RowCheck] = {
    RuleCode("VALUE01"): forbidden_characters,
    RuleCode("VALUE02"): unicode_recomposed,
    RuleCode("VALUE03"): not_text,
    RuleCode("VALUE05"): error_value,
    RuleCode("VALUE06"): formula,
    RuleCode("VALUE07"): too_long,
    RuleCode("VALUE08"): legacy_encoding,
    RuleCode("VALUE09"): look_alike_letters,
    RuleCode("VALUE10"): stray_spaces,
}


def has_ordinary_cells(row: RowContext) -> bool:
    """Whether no rule of this family has anything to say about the row: the common case, told cheaply."""
    cells = row.answer.row.cells
    for column in row.form.layout.asked:
        cell = cells.get(column.key)
        if cell is None:
            continue
        if type(cell.raw) is not str or cell.removed or cell.recomposed or cell.formula or cell.error:
            return False
        if not is_ordinary(cell.raw):
            return False
    return True


def _with_visible_blanks(text: str) -> str:
    ends = text.strip()
    head, _, tail = text.partition(ends)
    return f"{'␣' * len(head)}{_inner_blanks_shown(ends)}{'␣' * len(tail)}"


def _inner_blanks_shown(text: str) -> str:
    return re.sub(r"[^\S\n ]| {2,}", lambda blanks: "␣" * len(blanks[0]), text)


def _kind(raw: RawValue) -> tuple[str, str]:
    if isinstance(raw, bool):
        return "giá trị logic (TRUE/FALSE)", "a logical value (TRUE/FALSE)"
    return ("số", "a number") if isinstance(raw, int | float) else ("ngày hoặc giờ", "a date or time")


def _asked_cells(row: RowContext) -> Iterator[tuple[str, SubmittedCell]]:
    for column in row.form.layout.asked:
        cell = row.answer.cell(column.key)
        if cell is not None:
            yield column.key, cell
