"""The only module that touches pdfplumber: pages of a PDF as tables with lines and lines of words."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tdn_templates.core.annex.plain_text_columns import PlacedWord
from tdn_templates.files.guard import FileKind
from tdn_templates.files.guard_zip import Refusal, over_limit
from tdn_templates.files.limits import ReadLimits

if TYPE_CHECKING:
    from pdfplumber.page import Page as PlumberPage

Box = tuple[float, float, float, float]

_WORD_GAP, _LINE_GAP = 1.5, 3.0  # points; what the library counts as one word, one line
_FEWEST_COLUMNS = 2


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
    outside tables."""

    number: int
    tables: tuple[Mapping[tuple[int, int], str], ...]
    lines: tuple[TextLine, ...]


def pages_of(content: bytes, limits: ReadLimits) -> Iterator[Page]:
    """The pages one after the other; nothing is kept of those that are done. Raises Refusal."""
    try:
        import pdfplumber  # noqa: PLC0415 - optional, and only for a PDF
        from pdfminer.pdfexceptions import PDFException  # noqa: PLC0415
        from pdfplumber.utils.exceptions import PdfminerException  # noqa: PLC0415
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
    except (PDFException, PdfminerException) as fault:
        raise _refusal(fault) from fault
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError) as fault:
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
    found = [table for table in page.find_tables() if _columns(table.rows) >= _FEWEST_COLUMNS]
    tables = tuple(_cells(table.extract()) for table in found)
    boxes: list[Box] = [table.bbox for table in found]
    words = page.extract_words(x_tolerance=_WORD_GAP, y_tolerance=_LINE_GAP, keep_blank_chars=False)
    return Page(number, tuple(filter(None, tables)), tuple(_lines([word for word in words if not _inside(word, boxes)])))


def _columns(rows: Sequence[Any]) -> int:
    return max((len(row.cells) for row in rows), default=0)


def _cells(rows: Sequence[Sequence[str | None]]) -> dict[tuple[int, int], str]:
    return {
        (row, column): text
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text and not text.isspace()
    }


def _inside(word: Mapping[str, Any], boxes: Sequence[Box]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _lines(words: Sequence[Mapping[str, Any]]) -> Iterator[TextLine]:
    """Words whose heights overlap by more than half stand on one line."""
    line: list[Mapping[str, Any]] = []
    for word in sorted(words, key=lambda each: (each["top"] + each["bottom"], each["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if line and middle > line[0]["bottom"]:
            yield _line(line)
            line = []
        line.append(word)
    if line:
        yield _line(line)


def _line(words: Sequence[Mapping[str, Any]]) -> TextLine:
    ordered = sorted(words, key=lambda word: float(word["x0"]))
    return TextLine(
        top=min(float(word["top"]) for word in words),
        bottom=max(float(word["bottom"]) for word in words),
        words=tuple(PlacedWord(str(word["text"]), float(word["x0"]), float(word["x1"])) for word in ordered),
    )
