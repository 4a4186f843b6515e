"""Tables that a text marks as such: Markdown pipes, tabs, and values separated by commas or semicolons."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.core.annex.headings import heading_field
from tdn_templates.core.annex.plain_text_numbers import number_at
from tdn_templates.model.annex import Field

Address = tuple[int, int]

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|i|u|strong|em|p|span|sup|sub|font)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_STRESS = re.compile(
    r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1(?![\w*])|(?<!\w)(_{1,2})(?=[^\s_])([^_]*[^\s_])\3(?!\w)"
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>()#+\-.!|])")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE_CELL = re.compile(r"\s*:?-+:?\s*")
_PAGE_NUMBER = re.compile(r"\s*[-–]?\s*[0-9]{1,3}\s*[-–]?\s*\Z")
_MOST_COLUMNS = 60
_FEWEST_FIELDS = 3


@dataclass(frozen=True, slots=True)
class MarkedTable:
    """`cells` by (line, column), both from 1; `first` and `last` are its lines."""

    cells: Mapping[Address, str]
    first: int
    last: int


def without_markup(text: str) -> str:
    """The text as a reader of the page would see it: no bold, no italics, `<br>` as a line end."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    if "*" in text or "_" in text:
        text = _STRESS.sub(lambda found: found[2] or found[4], text)
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def pipe_tables(lines: Sequence[str]) -> Iterator[MarkedTable]:
    """Lines with pipes between cells, blank lines between them or not. A rule ("|---|---|") stands under a heading:
    a second one in a run of lines begins another table."""
    for block in _blocks(lines, lambda line: len(_PIPE.findall(line, 0, 100_000)) > 1):
        rows: list[tuple[int, list[str]]] = []
        ruled = False
        for index in block:
            row = _pipe_row(lines[index])
            if not all(map(_RULE_CELL.fullmatch, row)):
                rows.append((index + 1, row))
                continue
            if ruled and len(rows) > 1:
                yield from _table(rows[:-1])
                rows = rows[-1:]
            ruled = True
        yield from _table(rows)


def tab_tables(lines: Sequence[str]) -> Iterator[MarkedTable]:
    for block in _blocks(lines, lambda line: "\t" in line.strip("\r\n")):
        yield from _table([(index + 1, lines[index].split("\t")) for index in block])


def separated_tables(lines: Sequence[str]) -> Iterator[MarkedTable]:
    """A file of comma or semicolon separated values, from the line that holds the headings to the end."""
    for index, line in enumerate(lines[:200]):
        for mark in (";", ",", "\t"):
            if len(line) < 5000 and _fields_named(line.split(mark)) >= _FEWEST_FIELDS and (mark != "\t" or '"' in line):
                rows = list(_separated_rows(lines[index:], mark, index + 1))
                yield from _table(rows)
                return


def _separated_rows(lines: Sequence[str], mark: str, first: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=mark)
    at = first
    try:
        for row in reader:
            yield at, row
            at = first + reader.line_num
    except csv.Error:
        return


def _blocks(lines: Sequence[str], is_row: Callable[[str], bool]) -> Iterator[list[int]]:
    """Runs of lines that are rows; blank lines and the numbers of pages do not end a run."""
    block: list[int] = []
    for index, line in enumerate(lines):
        if is_row(line):
            block.append(index)
        elif line.strip() and not _PAGE_NUMBER.match(line):
            if len(block) > 1:
                yield block
            block = []
    if len(block) > 1:
        yield block


def _pipe_row(line: str) -> list[str]:
    line = line.strip()
    cells = _PIPE.split(line.removeprefix("|"), maxsplit=_MOST_COLUMNS)
    return cells[:-1] if cells and not cells[-1].strip() and line.endswith("|") else cells


def _table(rows: Sequence[tuple[int, list[str]]]) -> Iterator[MarkedTable]:
    cells: dict[Address, str] = {}
    fields: list[Field | None] = []
    for line, row in rows:
        texts = [without_markup(text.strip()).strip() for text in row[:_MOST_COLUMNS]]
        if _fields_named(texts) >= _FEWEST_FIELDS:
            fields = [heading_field(text) for text in texts]
        elif fields and texts and texts[0] and not any(texts[1:]):
            texts = _spread(texts[0], fields)
        cells |= {(line, column): text for column, text in enumerate(texts, 1) if text}
    if cells and max(column for _, column in cells) > 1:
        yield MarkedTable(cells, rows[0][0], rows[-1][0])


def _spread(text: str, fields: Sequence[Field | None]) -> list[str]:
    """A row with nothing but its first cell: "4 Đẩy mạnh ..." is number and title, other text stands below a title."""
    if fields[0] is not Field.NUMBER or Field.TEXT not in fields:
        return [text]
    number = number_at(text)
    end = number.end if number else 0
    if number and not text[end:].strip():
        return [text]
    spread = [""] * len(fields)
    spread[0], spread[fields.index(Field.TEXT)] = number.printed if number else "", text[end:].strip()
    return spread


def _fields_named(texts: Sequence[str]) -> int:
    named = {heading_field(without_markup(text)) for text in texts if 0 < len(text) < 200}
    return len(named - {None}) if Field.TEXT in named else 0
