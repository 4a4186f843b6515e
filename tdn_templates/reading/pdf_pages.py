"""The only module that touches pdfplumber: pages of a PDF as tables with lines and lines of words."""

import io
import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tdn_templates.core.annex.plain_text_columns import PlacedWord
from tdn_templates.core.annex.plain_text_words import is_cut_word
from tdn_templates.files.guard import FileKind
from tdn_templates.files.guard_zip import Refusal, over_limit
from tdn_templates.files.limits import ReadLimits

if TYPE_CHECKING:
    from pdfplumber.page import Page as PlumberPage

_BROKEN = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError),
    *(EOFError, OSError, NotImplementedError, zlib.error, struct.error),
)
Address = tuple[int, int]
Box = tuple[float, float, float, float]
_Hyphens = frozenset[tuple[int, int]]
"""Right and lower edges of letters, in whole points."""
_Word = Mapping[str, Any]
"""A word as the library gives it: text, x0, x1, top, bottom."""

_WORD_GAP, _LINE_GAP = 1.5, 3.0  # points; what the library counts as one word, one line
_UNMAPPED = re.compile(r"\(cid:[0-9]+\)")
_SMALL_BLANK = 6.0
_OVERHANG = 20.0
"""How far a word may stand beside a table and still belong to it, in points."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words at one height of a page, in points from its left edge and its top."""

    top: float
    bottom: float
    words: tuple[PlacedWord, ...]

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """`tables` by (row, column) from 1; a cell over several rows or columns stands at its first. `lines` are those
    outside tables. `unmapped` counts glyphs of which the file does not tell what letter they are."""

    number: int
    tables: tuple[Mapping[tuple[int, int], str], ...]
    lines: tuple[TextLine, ...]
    unmapped: int = 0


def pages_of(content: bytes, limits: ReadLimits) -> Iterator[Page]:
    """The pages one after the other; nothing is kept of those that are done. Raises Refusal."""
    try:
        import pdfplumber  # noqa: PLC0415 - optional, and only for a PDF
        from pdfminer.psexceptions import PSException  # noqa: PLC0415
        from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException  # noqa: PLC0415
    except ImportError:
        raise Refusal("library_missing", kind=FileKind.PDF.value, library="pdfplumber") from None
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            count = len(pdf.pages)
            if count > limits.pdf_pages:
                raise over_limit("pdf_pages", limits.pdf_pages, count)
            for number, page in enumerate(pdf.pages, 1):
                yield _page(page, number)
                page.close()
    except (PSException, PdfminerException, MalformedPDFException) as fault:
        raise _refusal(fault) from fault
    except _BROKEN as fault:
        # the library meets broken objects with whatever its own code raises there
        raise _damaged(fault) from fault


def _refusal(fault: Exception) -> Refusal:
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect  # noqa: PLC0415

    causes = (fault, *fault.args)
    if any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in causes):
        return Refusal("encrypted", kind=FileKind.PDF.value)
    return _damaged(fault)


def _damaged(fault: Exception) -> Refusal:
    return Refusal("damaged", kind=FileKind.PDF.value, message=f"{type(fault).__name__}: {fault}"[:200])


def _page(page: "PlumberPage", number: int) -> Page:
    grids = [
        {
            (row, column): box
            for row, cells in enumerate(table.rows, 1)
            for column, box in enumerate(cells.cells, 1)
            if box is not None
        }
        for table in page.find_tables()
    ]
    found = [(grid, _around(grid.values())) for grid in grids if len({left for left, *_ in grid.values()}) > 1]
    inside: list[dict[Address, list[_Word]]] = [{} for _ in found]
    outside: list[_Word] = []
    words, unmapped = _words(page)
    for word in words:
        at = next((index for index, (_, box) in enumerate(found) if _stands_in(word, box)), None)
        if at is None:
            outside.append(word)
        else:
            inside[at].setdefault(_cell_of(word, found[at][0]), []).append(word)
    hyphens = _cut_hyphens(page.chars)
    return Page(number, tuple(_table(cells, hyphens) for cells in inside if cells), tuple(_lines(outside)), unmapped)


def _words(page: "PlumberPage") -> tuple[list[_Word], int]:
    """The words of the page, and how many glyphs without a letter were left out of them: fonts write "ầ" with two, and
    only the first stands for it."""
    words: list[_Word] = []
    unmapped = 0
    for word in page.extract_words(x_tolerance=_WORD_GAP, y_tolerance=_LINE_GAP, keep_blank_chars=False):
        text, count = _UNMAPPED.subn("", word["text"])
        unmapped += count
        if text:
            words.append({**word, "text": text} if count else word)
    return words, unmapped


def _table(cells: Mapping[Address, Sequence[_Word]], hyphens: _Hyphens | None) -> dict[Address, str]:
    rights: dict[int, float] = {}
    for (_, column), words in cells.items():
        rights[column] = max(rights.get(column, 0.0), *(float(word["x1"]) for word in words))
    return {address: _text(words, rights[address[1]], hyphens) for address, words in sorted(cells.items())}


def _stands_in(word: _Word, box: Box) -> bool:
    """Whether the word belongs to a table; one below it may touch its last line."""
    _, top, _, bottom = box
    return top <= (word["top"] + word["bottom"]) / 2 <= bottom and _shared(word, _widened(box)) > 0


def _cell_of(word: _Word, grid: Mapping[Address, Box]) -> Address:
    """The cell with the greatest part of the word: text may run over the line of a narrow cell, even of the table."""
    at = max(grid, key=lambda address: _shared(word, grid[address]))
    if _shared(word, grid[at]):
        return at
    return max(grid, key=lambda address: _shared(word, _widened(grid[address])))


def _shared(word: _Word, box: Box) -> float:
    """The area that the word has in the box, 0 outside."""
    left, top, right, bottom = box
    width = min(right, word["x1"]) - max(left, word["x0"])
    height = min(bottom, word["bottom"]) - max(top, word["top"])
    return float(width * height) if width > 0 and height > 0 else 0.0


def _widened(box: Box) -> Box:
    left, top, right, bottom = box
    return left - _OVERHANG, top, right + _OVERHANG, bottom


def _around(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _goes_on(before: str, after: str, end: tuple[int, int], hyphens: _Hyphens | None) -> bool:
    """Whether a line ends within a word. Where the file has the blanks behind hyphens, they decide."""
    if before.endswith(" -"):
        return False
    if hyphens is not None and before.endswith("-"):
        return end in hyphens
    return is_cut_word(before, after)


def _cut_hyphens(chars: Sequence[Mapping[str, Any]]) -> _Hyphens | None:
    """Where hyphens stand without a blank behind them: "2021-" and "2030" on the next line, but not "2024- 2025".

    None where the file has no blanks at all, so that nothing is known of it."""
    if all(char["text"] != " " for char in chars):
        return None
    texts = [*(str(char["text"]) for char in chars[1:]), ""]
    return frozenset(
        (round(char["x1"]), round(char["bottom"]))
        for char, following in zip(chars, texts, strict=True)
        if char["text"] == "-" and following != " "
    )


def _text(words: Sequence[_Word], right: float, hyphens: _Hyphens | None) -> str:
    """The text of a cell; a line ends where the next word would have found room before `right`."""
    text = ""
    reached, base = 0.0, 0
    for line in _lines(words):
        following = " ".join(word.text for word in line.words)
        first, last = line.words[0], line.words[-1]
        if text and not _goes_on(text, following, (round(reached), base), hyphens):
            text += "\n" if reached + _SMALL_BLANK + first.right - first.left < right else " "
        text += following
        reached, base = last.right, round(last.base)
    return text


def _lines(words: Sequence[_Word]) -> Iterator[TextLine]:
    """Words whose heights overlap by more than half stand on one line."""
    line: list[_Word] = []
    for word in sorted(words, key=lambda each: (each["top"] + each["bottom"], each["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if line and middle > line[0]["bottom"]:
            yield _line(line)
            line = []
        line.append(word)
    if line:
        yield _line(line)


def _line(words: Sequence[_Word]) -> TextLine:
    ordered = sorted(words, key=lambda word: float(word["x0"]))
    return TextLine(
        top=min(float(word["top"]) for word in words),
        bottom=max(float(word["bottom"]) for word in words),
        words=tuple(
            PlacedWord(str(word["text"]), float(word["x0"]), float(word["x1"]), round(float(word["bottom"])))
            for word in ordered
        ),
    )
