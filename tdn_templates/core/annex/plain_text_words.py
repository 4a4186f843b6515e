"""The words of a stretch of flattened text, and what stood between them: the evidence for where a cell ends."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from tdn_templates.core.fold import fold
from tdn_templates.core.phrase_tokens import words_of


class Gap(IntEnum):
    """What stands before a word: more is stronger evidence for the end of a cell, but for a page, which is none."""

    BLANK = 0
    WIDE = 1
    """Two or more blanks, or a tab."""
    LINE = 2
    PARAGRAPH = 3
    """A blank line or two."""
    PAGE = 4


@dataclass(frozen=True, slots=True)
class Word:
    """`key` is the folded word without marks around it. `line` counts from 1."""

    text: str
    key: str
    gap: Gap
    line: int

    @property
    def is_capital(self) -> bool:
        bare = self.text.lstrip("“\"'‘(-+•*[")
        return bare[:1].isupper()

    @property
    def ends_open(self) -> bool:
        """Whether the word cannot be the last of a cell: a comma stands after it, or it only leads on to another."""
        return self.text.endswith((",", "-", "–", "(")) or (
            self.key in _LEADING_ON and not self.text.endswith((".", ";", ":"))
        )


_LEADING_ON = frozenset(
    words_of(
        "của thuộc với và cho tại do về trong ở đến từ giữa bởi theo là các những ngoài trên bằng để hoặc trực cùng"
        " đối nhằm cả tới bao gồm gồm mỗi qua vào"
    )
)
TIME_STARTS = frozenset(
    words_of(
        "năm quý quí tháng hằng hàng thường đến trước từ giai cả trong sau theo khi định cuối đầu ngày mỗi chậm hoàn"
        " tới xong ngay suốt hết thực nửa tuần đợt 6 q"
    )
)
"""Words a time frame may begin with, beside figures."""
_PIECE = re.compile(r"(\s*)(\S+)")
_PAGE_BLANK_LINES = 3
_WIDE_BLANKS = 2


def words_of_lines(lines: Iterable[tuple[int, str]]) -> list[Word]:
    """The words of numbered lines. Three blank lines in a row, or a form feed, are a new page."""
    words: list[Word] = []
    blank_lines, gap = 0, Gap.BLANK
    for number, line in lines:
        if "\f" in line:
            gap = Gap.PAGE
        if not line.strip():
            blank_lines += 1
            continue
        gap = max(gap, _gap_after(blank_lines))
        for piece in _PIECE.finditer(line):
            text = piece[2]
            words.append(Word(text, fold(text), max(gap, _gap_within(piece[1], piece.start())), number))
            gap = Gap.BLANK
        blank_lines = 0
    return words


def joined(words: Sequence[Word]) -> str:
    """The words as one line."""
    pieces: list[str] = []
    for at, word in enumerate(words):
        if at:
            pieces.append("" if word.gap >= Gap.LINE and is_cut_word(words[at - 1].text, word.text) else " ")
        pieces.append(word.text)
    return "".join(pieces)


def is_cut_word(before: str, after: str) -> bool:
    """Whether a line broke within a word at its hyphen: "72/2015/NĐ-" and "CP", "NĐ" and "-CP"."""
    if after[:1] == "-":
        return before[-1:].isupper() and after[1:3].isupper()
    return before[-1:] == "-" and before[-2:-1].isupper() and after[:1].isalpha()


def _gap_after(blank_lines: int) -> Gap:
    if blank_lines >= _PAGE_BLANK_LINES:
        return Gap.PAGE
    return Gap.PARAGRAPH if blank_lines else Gap.LINE


def _gap_within(blanks: str, at: int) -> Gap:
    return Gap.WIDE if at and (len(blanks) >= _WIDE_BLANKS or "\t" in blanks) else Gap.BLANK
