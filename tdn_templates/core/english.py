"""What English needs and Vietnamese does not: plurals, and the names that we give to tables and pages of a file."""

import re

from tdn_templates.model.words import Lang

_COUNTED = re.compile(r"(?<!\S)(?P<count>[0-9]+) (?P<noun>(?:[a-z]+ )*[a-z]+)\(s\)")
_TABLE = re.compile(r"Bảng (?P<number>[0-9]+)")
_PAGE = re.compile(r"Trang (?P<first>[0-9]+)(?:-(?P<last>[0-9]+)|, bảng (?P<table>[0-9]+))?")


def with_plurals(text: str) -> str:
    """ "1 row(s)" as "1 row", "2 row(s)" as "2 rows"; for sentences of our own with nothing but numbers in them."""
    return _COUNTED.sub(lambda found: f"{found['count']} {found['noun']}{'' if found['count'] == '1' else 's'}", text)


def sheet_words(sheet: str, lang: Lang) -> str:
    """ "Bảng 1" and "Trang 3, bảng 2", as the readers of documents name their tables, in English "table 1" and "page 3,
    table 2"; a worksheet has the name it has."""
    if lang is Lang.VI:
        return sheet
    table, page = _TABLE.fullmatch(sheet), _PAGE.fullmatch(sheet)
    if table is not None:
        return f"table {table['number']}"
    if page is None:
        return sheet
    if page["last"]:
        return f"pages {page['first']}-{page['last']}"
    return f"page {page['first']}, table {page['table']}" if page["table"] else f"page {page['first']}"
