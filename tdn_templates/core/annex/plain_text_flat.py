"""Read a table whose cells run together in the text, or stand one to a paragraph, back into rows and columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tdn_templates.core.annex.plain_text_cells import CellReader, Columns, RowCells
from tdn_templates.core.annex.plain_text_heading import Heading
from tdn_templates.core.annex.plain_text_numbers import RowStart, Style, is_group, row_starts
from tdn_templates.core.annex.plain_text_words import Gap, Word, words_of_lines
from tdn_templates.core.mention_words import MentionWords
from tdn_templates.model.annex import Doubt, Field

_PAIRS = ((Field.LEAD, Field.SUPPORTING), (Field.OWN_LEAD, Field.OWN_SUPPORTING))
_MOST_ROW_LETTERS = 8_000
"""The longest row of the annexes met has 1,100."""
_MOST_LAST_WORDS = 250
_MOST_ENDS = 8
_GROUP_WITH_CELLS = 9.0
_MORE = 3.0
"""What a further cell of the last row may cost, if it is one that a list of tasks need not have (Sản phẩm, Ghi chú)."""
_BEHIND = re.compile(
    r"\s*(?:nơi nhận|noi nhận|kt\.|tm\.|tl\.|q\.|phụ lục|tổng cộng|tổng số|ghi chú\s*:|mẫu số|[_\-=*.]{4,}\s*$)",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\s*tổng (?:cộng|số)\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"\s*(?:(?:trang|page)\s*)?[-–]?\s*[0-9]{1,3}\s*(?:/\s*[0-9]{1,4})?\s*[-–]?\s*\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FlatTable:
    """`cells` by (line, column), both from 1: a row stands at the line of its number. `doubts` by line."""

    cells: Mapping[tuple[int, int], str]
    doubts: Mapping[int, tuple[Doubt, ...]]
    rows: int
    last_line: int


def read_flat(lines: Sequence[str], heading: Heading, end: int, vocabularies: Sequence[MentionWords]) -> FlatTable:
    """The table under a heading, up to line `end` (exclusive, from 0). No rows when no line begins with a number."""
    body = list(_without_repeats(lines[:end], heading))
    starts = _without_count_row(row_starts(body, heading.body - 1), body, heading)
    whole = heading.whole_lines and _is_spaced(body, starts)
    reader = CellReader(heading.fields[1:], vocabularies, whole_lines=whole)
    cells = {(heading.line, column): title for column, (_, title) in enumerate(heading.columns, 1)}
    doubts: dict[int, tuple[Doubt, ...]] = {}
    last_line = heading.line
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        words = _row_words(body, start, following)
        if words is None:
            row = reader.unread(" ".join(_row_text(body, start, following).split()))
        else:
            row = _read_row(reader, words, start, following, starts)
        line = start.index + 1
        last_line = words[-1].line if words else line
        cells[line, 1] = start.number.printed
        cells |= {(line, column): text for column, text in enumerate(row.texts, 2) if text}
        found = tuple(_doubts(row, start, heading.fields[1:]))
        if found:
            doubts[line] = found
    if starts:
        end = _end_of_table(body, starts[-1].index + 1)
        if end < len(body) and _TOTAL.match(body[end]):
            cells[end + 1, 1] = body[end].strip()  # no task, and whoever takes the rows out of the grid says so
    return FlatTable(cells, doubts, len(starts), last_line)


def _row_text(body: Sequence[str], start: RowStart, following: RowStart | None) -> str:
    end = following.index if following else _end_of_table(body, start.index + 1)
    return "\n".join((body[start.index][start.number.end :], *body[start.index + 1 : end]))


def _row_words(body: Sequence[str], start: RowStart, following: RowStart | None) -> list[Word] | None:
    """The words from a number to the next one; None for more text than a row can have."""
    end = following.index if following else _end_of_table(body, start.index + 1)
    if following is not None and sum(map(len, body[start.index : end])) > _MOST_ROW_LETTERS:
        return None
    first = body[start.index][start.number.end :]
    numbered = [(start.index + 1, first), *((index + 1, body[index]) for index in range(start.index + 1, end))]
    return words_of_lines(numbered)


def _end_of_table(body: Sequence[str], begin: int) -> int:
    return next((index for index in range(begin, len(body)) if _BEHIND.match(body[index])), len(body))


def _read_row(
    reader: CellReader, words: list[Word], start: RowStart, following: RowStart | None, starts: Sequence[RowStart]
) -> RowCells:
    group = is_group(start, following) and any(
        other.number.style is not start.number.style or len(other.number.value) > 1 for other in starts
    )
    if following is None:
        return _read_last(reader, words)
    row = reader.read(words)
    if group and row.score < _GROUP_WITH_CELLS:
        return reader.only_text(words)
    return row


def _read_last(reader: CellReader, words: list[Word]) -> RowCells:
    """The last row ends where it reads best: what follows the table is no part of it."""
    del words[_MOST_LAST_WORDS:]
    ends = [at for at in range(1, len(words)) if words[at].gap >= Gap.PARAGRAPH][:_MOST_ENDS]
    best, last = reader.read(words[: ends[0]] if ends else words), ends[0] if ends else len(words)
    for end in (*ends, len(words))[1:]:
        row = reader.read(words[:end])
        if row.score > best.score or (row.score > best.score - _MORE and reader.only_adds_extras(best, row)):
            best, last = row, end
    del words[last:]
    return best


def _doubts(row: RowCells, start: RowStart, fields: Columns) -> Iterator[Doubt]:
    """What a person should look at. The places are known to whoever takes the row out of the grid."""
    if start.skipped:
        yield Doubt("numbers_skipped", Field.NUMBER, {"number": start.number.printed, "count": str(start.skipped)})
    by_field = {field: text for field, text in zip(fields, row.texts, strict=True) if field}
    single = {lead for lead, supporting in _PAIRS if by_field.get(lead) and by_field.get(supporting) == ""}
    for lead in sorted(single):
        yield Doubt("lead_or_supporting", lead, {"text": by_field[lead]})
    settled = single | {supporting for lead, supporting in _PAIRS if lead in single}
    for index in row.unsure:
        field = fields[index]
        if field not in settled:
            yield Doubt("cells_run_together", field, {"text": row.texts[index]})
    for index, piece in row.continued:
        yield Doubt("cell_continued", fields[index], {"text": piece})
    if row.score < 0:
        yield Doubt("cells_not_told_apart", None, {"text": " ".join(filter(None, row.texts))[:200]})


# --- what is no part of any row


def _without_repeats(lines: Sequence[str], heading: Heading) -> Iterator[str]:
    """The lines, blank where the heading is repeated or a page is numbered; a form feed marks the new page."""
    numbers = frozenset(_page_numbers(lines))
    index = 0
    while index < len(lines):
        if index >= heading.body - 1 and (end := _repeated_until(lines, index, heading.keys)):
            yield "\f"
            yield from [""] * (end - index - 1)
            index = end
            continue
        yield "\f" if index in numbers else lines[index]
        index += 1


def _repeated_until(lines: Sequence[str], index: int, keys: tuple[str, ...]) -> int | None:
    """The line after a repetition of the heading that begins here."""
    words: list[str] = []
    first = lines[index].split(maxsplit=1)
    if not first or len(lines[index]) > 2000 or not keys[0].startswith(first[0].casefold()[:2]):
        return None
    for end in range(index, min(index + 60, len(lines))):
        words.extend(word.key for word in words_of_lines([(end, lines[end][:2000])]))
        if tuple(words) == keys:
            return end + 1
        if tuple(words) != keys[: len(words)]:
            return None
    return None


def _page_numbers(lines: Sequence[str]) -> list[int]:
    """The lines with the numbers of pages; none if most pages have none, for then they number something else."""
    pages = sum("\f" in line for line in lines)
    found = [index for index in range(len(lines)) if _is_page_number(lines, index)] if pages else []
    return found if 2 * len(found) > pages else []


def _is_page_number(lines: Sequence[str], index: int) -> bool:
    """A number alone beside a form feed: no row has its number there without a text behind it."""
    if not _PAGE_NUMBER.match(lines[index]) or not lines[index].strip():
        return False
    around = (*lines[max(0, index - 3) : index], lines[index], *lines[index + 1 : index + 4])
    if not any("\f" in line for line in around):
        return False
    before = next((line for line in reversed(lines[max(0, index - 3) : index]) if line.strip(" \t")), "\f")
    behind = next((line for line in lines[index + 1 : index + 4] if line.strip(" \t")), "\f")
    return "\f" in lines[index] or before.startswith("\f") or behind.startswith("\f")


def _without_count_row(starts: list[RowStart], body: Sequence[str], heading: Heading) -> list[RowStart]:
    """The starts without the row that counts the columns: "(1) (2) (3) (4) (5)" or "1", "2", "3", "4", "5"."""
    count = len(heading.columns)
    if not starts or starts[0].number.style is not Style.ARABIC:
        return starts
    printed: list[str] = []
    for index in range(starts[0].index, min(len(body), starts[0].index + 4 * count)):
        printed.extend(body[index].replace("(", " ").replace(")", " ").split())
        if len(printed) >= count:
            break
    if printed[:count] != [str(number) for number in range(1, count + 1)]:
        return starts
    return row_starts(body, index + 1)


def _is_spaced(body: Sequence[str], starts: Sequence[RowStart]) -> bool:
    """Whether a blank line stands between all lines of the table: every line is a paragraph, and so a cell."""
    if not starts:
        return False
    lines = body[starts[0].index : starts[-1].index]
    together = sum(1 for line, following in pairwise(lines) if line.strip() and following.strip())
    return together * 20 <= sum(1 for line in lines if line.strip())
