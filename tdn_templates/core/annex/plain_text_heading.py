"""Find the heading of a table whose cells run together: "STT Nhiệm vụ Cơ quan chủ trì", titles over several lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tdn_templates.core.annex.headings import heading_field
from tdn_templates.core.annex.plain_text_numbers import first_of_table
from tdn_templates.core.annex.plain_text_words import Gap, Word, joined, words_of_lines
from tdn_templates.core.fold import fold
from tdn_templates.model.annex import Field

_MOST_CANDIDATES = 40
_MOST_LINES, _MOST_WORDS, _LONGEST_TITLE = 60, 90, 16
_NUMBER_HEADING = re.compile(r"\s*[*_(\[]*(?:stt|tt|số\s*tt|số\s+thứ\s+tự|no\.?)\b", re.IGNORECASE)
_ROLES = ("chủ", "trì", "phối", "hợp")
_BODIES = re.compile(r"(?:các )?(?:cơ quan|đơn vị|bộ phận|phân công|tổ chức)(?:,? (?:cơ quan|đơn vị))?(?: thực hiện)?")
_EXTRA = re.compile(
    r"(?:dự kiến )?(?:ghi chú|kết quả|sản phẩm|kinh phí|nguồn (?:vốn|kinh phí|lực)|cấp trình|căn cứ|mục tiêu|chỉ tiêu"
    r"|địa điểm|lãnh đạo|người|yêu cầu|hình thức|đơn vị tính|số lượng|tổng|cơ sở)\b.*"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """`line` is the first line of the heading, `body` the first line after it, both from 1. `keys` are its folded
    words, by which it is known again on the next page. `whole_lines`: every title is a paragraph of its own."""

    columns: tuple[tuple[Field | None, str], ...]
    line: int
    body: int
    keys: tuple[str, ...]
    whole_lines: bool

    @property
    def fields(self) -> tuple[Field | None, ...]:
        return tuple(field for field, _ in self.columns)


def find_headings(lines: Sequence[str]) -> Iterator[Heading]:
    """The headings of tables with a column of numbers, in order; those repeated on later pages too."""
    candidates = (index for index, line in enumerate(lines) if _NUMBER_HEADING.match(line))
    for _, index in zip(range(_MOST_CANDIDATES), candidates, strict=False):
        heading = _heading_at(lines, index)
        if heading is not None:
            yield heading


def _heading_at(lines: Sequence[str], index: int) -> Heading | None:
    end = index + 1
    while end < min(len(lines), index + _MOST_LINES) and not first_of_table(lines, end):
        end += 1
    words = words_of_lines((number + 1, lines[number]) for number in range(index, end) if len(lines[number]) < 2000)
    if not 3 <= len(words) <= _MOST_WORDS:
        return None
    columns = _under_one_title(words) or _split(words)
    if columns is None:
        return None
    lines_begun = 1 + sum(word.gap >= Gap.LINE for word in words[1:])
    dropped = len(words) > sum(len(piece) for _, piece in columns)
    whole = lines_begun == len(columns) + dropped and all(
        piece[0].gap >= Gap.LINE for _, piece in columns if piece[0] is not words[0]
    )
    return Heading(
        tuple((field, joined(piece)) for field, piece in columns),
        index + 1,
        end + 1,
        tuple(word.key for word in words),
        whole,
    )


def _under_one_title(words: Sequence[Word]) -> tuple[tuple[Field | None, Sequence[Word]], ...] | None:
    """The titles where "Chủ trì" and "Phối hợp" stand in a second row below "Cơ quan thực hiện", and so come last."""
    if tuple(word.key for word in words[-4:]) != _ROLES:
        return None
    columns = _split(words[:-4])
    above = [at for at, (_, piece) in enumerate(columns or ()) if _BODIES.fullmatch(fold(joined(piece)))]
    if columns is None or len(above) != 1:
        return None
    at = above[0]
    roles = ((Field.LEAD, words[-4:-2]), (Field.SUPPORTING, words[-2:]))
    return (*columns[:at], *roles, *columns[at + 1 :])


def _split(words: Sequence[Word]) -> tuple[tuple[Field | None, Sequence[Word]], ...] | None:
    """The titles, for the most of which a field is known; None if they are not those of a list of tasks."""
    best: list[dict[frozenset[Field], tuple[float, tuple[tuple[Field | None, int, int], ...]]]]
    best = [{frozenset(): (0.0, ())}, *({} for _ in words)]
    for start, word in enumerate(words):
        if not best[start]:
            continue
        begin = 0.0 if start == 0 or word.is_capital else -4.0
        begin += 0.5 if word.gap > Gap.BLANK else 0.0
        for end in range(start + 1, min(len(words), start + _LONGEST_TITLE) + 1):
            begin -= 1.5 if end > start + 1 and words[end - 1].gap is Gap.PARAGRAPH else 0.0
            title = joined(words[start:end])
            field = heading_field(title)
            gain = begin + (3.0 if field else -0.5 if _EXTRA.fullmatch(fold(title)) else -2.0 - 0.3 * (end - start))
            for used, (score, pieces) in best[start].items():
                if field in used:
                    continue
                now = used | {field} if field else used
                if now not in best[end] or best[end][now][0] < score + gain:
                    best[end][now] = (score + gain, (*pieces, (field, start, end)))
    wanted = (cut for used, cut in best[-1].items() if is_task_list(used))
    found = max(wanted, key=lambda cut: cut[0], default=None)
    if found is None or found[0] < 0 or found[1][0][0] is not Field.NUMBER:
        return None
    return tuple((field, words[start:end]) for field, start, end in found[1])


def is_task_list(fields: frozenset[Field]) -> bool:
    """Whether columns with these meanings can be those of a list of tasks with numbers."""
    return {Field.NUMBER, Field.TEXT} <= fields and bool(fields & {Field.LEAD, Field.SUPPORTING, Field.TIME})
