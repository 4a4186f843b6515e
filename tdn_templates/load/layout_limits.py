"""What a layout may hold for a spreadsheet and a Word annex to be made of it: an office's file meets this before a
library does."""

import re

from tdn_templates.load.strict_yaml import Entry

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}", re.ASCII)
_OF_ROWS = frozenset({"kind", "key", "marked", "unit", "row"})
"""What an annex calls the parts of a row that are no columns."""

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]|^'|'$")
_LONGEST_SHEET_NAME, _LONGEST_PROMPT = 31, 255
_WIDEST, _MOST_OWN_ROWS = 255, 200
_PLACEHOLDER = re.compile(r"\{(?:number|title)\}")


def check_limits(entry: Entry) -> None:
    """Raises TdnError, naming file and line, for what no workbook can hold."""
    if not _NAME.fullmatch(entry.text("name")):
        vi, en = "tên chỉ gồm chữ thường không dấu, số và “-”.", 'a name has lower-case letters, digits and "-" only.'
        entry.fail(vi, en, key="name")
    if entry.whole("own_rows") > _MOST_OWN_ROWS:
        entry.fail(f"nhiều nhất {_MOST_OWN_ROWS} dòng trống.", f"at most {_MOST_OWN_ROWS} free rows.", key="own_rows")
    for key in ("sheet", "instructions_sheet"):
        _check_sheet_name(entry.entry(key))
    if entry.entry("sheet").text("vi").casefold() == entry.entry("instructions_sheet").text("vi").casefold():
        vi, en = "hai trang tính cùng tên.", "two sheets have the same name."
        entry.fail(vi, en, key="instructions_sheet")
    bands = entry.entry("bands")
    for band in bands.keys():  # noqa: SIM118 - Entry is no dict
        for lang in ("vi", "en"):
            if re.search(r"[{}]", _PLACEHOLDER.sub("", bands.entry(band).text(lang))):
                vi, en = "trong ngoặc nhọn chỉ ghi được {number}, {title}.", "braces hold {number} or {title} only."
                bands.entry(band).fail(vi, en, key=lang)
    for column in entry.entries("columns"):
        _check_column(column)


def _check_sheet_name(entry: Entry) -> None:
    name = entry.text("vi")
    if len(name) > _LONGEST_SHEET_NAME or _NOT_IN_SHEET_NAMES.search(name) or name.startswith("_"):
        vi = f"tên trang tính dài nhất {_LONGEST_SHEET_NAME} ký tự, không có []:*?/\\, không bắt đầu bằng “_”."
        en = f"a sheet name has at most {_LONGEST_SHEET_NAME} characters, none of []:*?/\\ and no “_” first."
        entry.fail(vi, en, key="vi")


def _check_column(column: Entry) -> None:
    key = column.text("key")
    if not _KEY.fullmatch(key) or key in _OF_ROWS:
        listed = ", ".join(sorted(_OF_ROWS))
        vi = f"khoá “{key}” không dùng được: chỉ gồm chữ thường không dấu, số và “_”, khác {listed}."
        en = f'the key "{key}" cannot be used: lower-case letters, digits and "_" only, and none of {listed}.'
        column.fail(vi, en, key="key")
    for choice in column.entries("choices"):
        if not _KEY.fullmatch(choice.text("key")):
            vi, en = "khoá chỉ gồm chữ thường không dấu, số và “_”.", "a key has lower-case letters, digits and _ only."
            choice.fail(vi, en, key="key")
    if column.text("kind") == "choice" and not column.entries("choices"):
        column.fail("cột chọn phải có “choices”.", 'a choice column has to have "choices".', key="kind")
    if not 1 <= column.decimal("width") <= _WIDEST:
        column.fail(f"độ rộng từ 1 đến {_WIDEST}.", f"a width is from 1 to {_WIDEST}.", key="width")
    prompt = column.optional_entry("prompt")
    if prompt is not None and len(prompt.text("vi")) > _LONGEST_PROMPT:
        vi, en = f"lời nhắc dài nhất {_LONGEST_PROMPT} ký tự.", f"a prompt has at most {_LONGEST_PROMPT} characters."
        prompt.fail(vi, en, key="vi")
