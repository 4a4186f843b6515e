"""The signed documents as a reader sees them: pages, page numbers and margins of the PDF that LibreOffice makes."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from tdn_templates.model.letters import FaultyReturn, MissingReturn, ReceivedReturn, ReminderLetter, RequestLetter
from tdn_templates.word.letters import render_reminder, render_request
from tdn_templates.word.report import ProgressReport, ReportSection, render_progress_report
from tests.office.calc import Calc

PDFTOTEXT = shutil.which("pdftotext")
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext (poppler-utils) is not installed"),
]
POINTS_PER_MM = 72 / 25.4
XHTML = "{http://www.w3.org/1999/xhtml}"
Template = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page with its box in millimetres from the top left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    width: float
    height: float
    words: tuple[Word, ...]

    def shows(self, text: str) -> bool:
        """Blanks aside: where a font lacks letters, the words of the PDF end at every one of them."""
        return "".join(text.split()) in "".join(word.text for word in self.words)

    @property
    def in_top_margin(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.bottom < 20)


def pages_of(libreoffice: Calc, docx: bytes, folder: Path) -> list[PdfPage]:
    source = folder / "document.docx"
    source.write_bytes(docx)
    pdf = libreoffice.saved(source, "pdf", folder)
    boxes = subprocess.run(
        [str(PDFTOTEXT), "-bbox", str(pdf), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode("utf-8")
    root = fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", boxes))

    def mm(value: str) -> float:
        return float(value) / POINTS_PER_MM

    return [
        PdfPage(
            mm(page.attrib["width"]),
            mm(page.attrib["height"]),
            tuple(
                Word(word.text or "", *(mm(word.attrib[side]) for side in ("xMin", "xMax", "yMin", "yMax")))
                for word in page
            ),
        )
        for page in root.iter(f"{XHTML}page")
    ]


def assert_inside_margins(page: PdfPage) -> None:
    """Half a millimetre is the slant of italics and the side bearing of letters. The number stands above."""
    body = [word for word in page.words if word not in page.in_top_margin]
    assert body
    outside = [
        word.text
        for word in body
        if word.left < 29.5 or word.right > page.width - 14.5 or word.top < 19.5 or word.bottom > page.height - 19.5
    ]
    assert outside == []


def assert_numbered(pages: list[PdfPage]) -> None:
    """Nothing in the top margin of the first page; the others have their number there, in the middle of the text."""
    assert pages[0].in_top_margin == ()
    for number, page in enumerate(pages[1:], start=2):
        (shown,) = page.in_top_margin
        assert shown.text == str(number)
        assert (shown.left + shown.right) / 2 == pytest.approx((30 + page.width - 15) / 2, abs=0.5)
        assert shown.top > 7


def sizes(pages: list[PdfPage]) -> list[tuple[int, int]]:
    return [(round(page.width), round(page.height)) for page in pages]


def test_a_request_is_one_standing_page(
    libreoffice: Calc, request_letter: RequestLetter, template: Template, tmp_path: Path
) -> None:
    pages = pages_of(libreoffice, render_request(request_letter, template("cong-van")), tmp_path)
    assert sizes(pages) == [(210, 297)]
    assert_numbered(pages)
    assert_inside_margins(pages[0])
    first = pages[0].words
    number, place = (next(word for word in first if word.text == text) for text in ("/VP-TH", "Hà"))
    assert number.bottom == pytest.approx(place.bottom, abs=0.5)


def test_a_long_reminder_numbers_its_pages_from_the_second(
    libreoffice: Calc, reminder: ReminderLetter, template: Template, tmp_path: Path
) -> None:
    long = replace(
        reminder,
        received=tuple(ReceivedReturn(f"Bộ thứ {index}", f"{index}.xlsx", "đạt") for index in range(40)),
        missing=tuple(MissingReturn(f"Tỉnh thứ {index}", 3) for index in range(40)),
        faulty=tuple(FaultyReturn(f"Bộ thứ {index}", f"{index}.xlsx", 2) for index in range(20)),
    )
    pages = pages_of(libreoffice, render_reminder(long, template("don-doc")), tmp_path)
    assert 3 <= len(pages) <= 5
    assert set(sizes(pages)) == {(210, 297)}
    assert_numbered(pages)
    for page in pages:
        assert_inside_margins(page)
    assert pages[-1].shows("Nơi nhận:")
    assert pages[-1].shows("trân trọng cảm ơn")
    endings = ["".join(word.text for word in page.words) for page in pages]
    headings = ("Đơnvịđãgửi", "Đơnvịchưagửi", "Bảnnộpcầnhoànthiện", "Đềnghị")
    assert [ending for ending in endings if ending.endswith(headings)] == []
    headed = [page for page in pages if page.shows("STT Đơn vị")]
    assert len(headed) >= len(pages) - 1


def test_a_report_has_standing_pages_and_a_lying_annex_that_counts_anew(
    libreoffice: Calc, report: ProgressReport, template: Template, tmp_path: Path
) -> None:
    lines = tuple(f"Nhiệm vụ 1.{index} (Bộ Ngoại giao): đã tổ chức 03 hội nghị." for index in range(30))
    long = replace(report, sections=(ReportSection("Kết quả thực hiện", lines),), rows=report.rows * 20)
    pages = pages_of(libreoffice, render_progress_report(long, template("bao-cao")), tmp_path)
    standing = [page for page in pages if page.height > page.width]
    lying = pages[len(standing) :]
    assert sizes(standing) == [(210, 297)] * 2
    assert set(sizes(lying)) == {(297, 210)}
    assert 3 <= len(lying) <= 8
    for part in (standing, lying):
        assert_numbered(part)
        for page in part:
            assert_inside_margins(page)
    assert all(page.shows("STT") for page in lying)
    assert lying[0].shows("Phụ lục")
    assert lying[-1].words[-1].text == "./."
