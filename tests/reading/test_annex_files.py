"""Published annexes may come as text, as PDF, as a Word document without a table; returns may not."""

import dataclasses
import io
import sys

import docx
import pytest

from tdn_templates.files.guard import ANNEX_KINDS
from tdn_templates.files.limits import DEFAULT_LIMITS, ReadLimits
from tdn_templates.model.cell import RawWorkbook, Unreadable
from tdn_templates.reading.read import read_return
from tdn_templates.reading.worker import ReadingWorker
from tests.reading.pdf_files import Mark, Text, pdf, table

HEADING = (("STT",), ("Nhiệm vụ",), ("Cơ quan", "chủ trì"), ("Cơ quan", "phối hợp"), ("Thời gian", "thực hiện"))
ROWS = (
    HEADING,
    (("1",), ("Quán triệt, phổ biến",), (), (), ()),
    (("1.1",), ("Sửa đổi Nghị định số 72/2015/NĐ-", "CP về thông tin đối ngoại"), ("Bộ Ngoại giao",),
     ("Các bộ, ngành, địa", "phương"), ("2024",)),
    (("1.2",), ("Tổ chức hội nghị", "- sơ kết;", "- tổng kết"), ("Bộ Tài chính",), (), ("Hằng năm",)),
)  # fmt: skip
EDGES = (40, 75, 260, 350, 460, 540)
CELLS = [
    ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện"],
    ["1", "Quán triệt, phổ biến", "", "", ""],
    ["1.1", "Sửa đổi Nghị định số 72/2015/NĐ-CP về thông tin đối ngoại", "Bộ Ngoại giao", "Các bộ, ngành, địa phương",
     "2024"],
    ["1.2", "Tổ chức hội nghị\n- sơ kết;\n- tổng kết", "Bộ Tài chính", "", "Hằng năm"],
]  # fmt: skip


def opened(content: bytes, limits: ReadLimits = DEFAULT_LIMITS) -> RawWorkbook:
    result = read_return(content, limits, ANNEX_KINDS)
    assert isinstance(result, RawWorkbook), result
    return result


def refused(content: bytes, limits: ReadLimits = DEFAULT_LIMITS) -> Unreadable:
    result = read_return(content, limits, ANNEX_KINDS)
    assert isinstance(result, Unreadable), result
    return result


def cells(workbook: RawWorkbook, sheet: int = 0) -> list[list[str]]:
    found = workbook.sheets[sheet].cells
    rows = sorted({row for row, _ in found})
    return [[str(found.get((row, column), "")) for column in range(1, 6)] for row in rows]


def annex_page(*, ruled: bool = True) -> list[Mark]:
    marks = table(ROWS, EDGES, ruled=ruled)
    return [Text(200, 40, "Phụ lục"), *marks, Text(60, 500, "Nơi nhận: như trên")]


# --- text

TEXTS = (
    ("Phụ lục\n\nSTT | Nhiệm vụ\r\n", "text", ("Phụ lục", "", "STT | Nhiệm vụ")),
    ("\ufeffSTT\tNhiệm vụ\n1\tMột", "csv", ("STT\tNhiệm vụ", "1\tMột")),
    ("<b>Phụ lục</b>\n", "text", ("<b>Phụ lục</b>",)),
)


@pytest.mark.parametrize(("text", "kind", "lines"), TEXTS)
def test_a_text_file_is_its_lines(text: str, kind: str, lines: tuple[str, ...]) -> None:
    assert opened(text.encode()) == RawWorkbook(kind, (), lines=lines)


@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "cp1258"])
def test_a_text_file_may_come_in_old_codings(coding: str) -> None:
    assert opened("Bộ Nội vụ\n".encode(coding) if coding != "cp1258" else b"B\xf4\xf2 N\xf4\xf2i vu\xf2\n").lines


def test_bytes_of_no_known_coding_are_refused() -> None:
    assert refused(b"Ph\xd2 l\x8c\x9dc \xff\n").reason == "not_utf8"


def test_a_text_file_has_a_limit_of_its_own() -> None:
    limits = dataclasses.replace(DEFAULT_LIMITS, text_file_bytes=10)
    facts = {"setting": "text_file_bytes", "limit": "10", "measured": "12"}
    assert refused(b"hello world\n", limits) == Unreadable("too_large", facts)


@pytest.mark.parametrize("content", [b"STT\tNhiem vu\n", b"%PDF-1.7\n", b"text\n"])
def test_returns_may_not_be_text_or_pdf(content: bytes) -> None:
    result = read_return(content)
    assert isinstance(result, Unreadable)
    assert result.reason == "not_a_workbook"


# --- Word


def word(*paragraphs: str, with_table: bool = False) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if with_table:
        document.add_table(rows=1, cols=1).cell(0, 0).text = "ô"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_paragraphs_outside_tables_are_lines_of_the_document() -> None:
    content = word("Phụ lục", "", "(Kèm theo Nghị quyết)", with_table=True)
    assert opened(content).lines == ("Phụ lục", "", "(Kèm theo Nghị quyết)")


def test_a_word_document_without_a_table_is_an_annex_of_lines_but_no_return() -> None:
    content = word("1.1 Phổ biến Nghị quyết Các bộ, ngành 2024")
    assert opened(content).sheets == ()
    assert opened(content).lines == ("1.1 Phổ biến Nghị quyết Các bộ, ngành 2024",)
    assert read_return(content) == Unreadable("not_a_workbook", {"kind": "docx"})


# --- PDF


def test_a_table_with_lines_becomes_a_sheet_and_the_rest_of_the_page_lines() -> None:
    workbook = opened(pdf([annex_page()]))
    assert [sheet.name for sheet in workbook.sheets] == ["Trang 1"]
    heading, *rows = cells(workbook)
    assert [cell.split() for cell in heading] == [cell.split() for cell in CELLS[0]]
    assert rows == CELLS[1:]
    assert [line for line in workbook.lines if line] == ["Phụ lục", "Nơi nhận: như trên"]


def test_a_table_without_lines_is_told_by_where_its_words_stand() -> None:
    workbook = opened(pdf([annex_page(ruled=False)]))
    (sheet,) = workbook.sheets
    assert sheet.by_place
    assert cells(workbook) == [[cell.replace("\n", " ") for cell in row] for row in CELLS]


def test_every_table_of_every_page_is_a_sheet() -> None:
    two = [*table(ROWS[:3], EDGES), *table(ROWS[3:], EDGES, top=400)]
    workbook = opened(pdf([two, annex_page()]))
    assert [sheet.name for sheet in workbook.sheets] == ["Trang 1", "Trang 1, bảng 2", "Trang 2"]


def test_a_cell_over_several_columns_stands_at_its_first() -> None:
    merged = [*table((HEADING,), EDGES), *table(((("1",), ("Quán triệt",)),), (40, 75, 540), top=128)]
    assert cells(opened(pdf([merged])))[1] == ["1", "Quán triệt", "", "", ""]


def test_pages_of_text_are_lines_with_a_form_feed_between_the_pages() -> None:
    pages = [[Text(50, 50, "Một"), Text(50, 62, "hai"), Text(50, 100, "ba")], [Text(50, 50, "bốn")]]
    assert opened(pdf(pages)).lines == ("Một", "hai", "", "", "ba", "\fbốn")


def test_a_scan_is_refused_as_one() -> None:
    assert refused(pdf([[]])) == Unreadable("scanned", {"kind": "pdf"})


def test_a_pdf_with_a_password_is_refused_as_encrypted() -> None:
    content = pdf([annex_page()])
    locked = b"trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>] " % (
        b"41" * 32,
        b"42" * 32,
    )
    assert refused(content.replace(b"trailer\n<< ", locked)) == Unreadable("encrypted", {"kind": "pdf"})


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\nnothing of use\n%%EOF", pdf([annex_page()])[:900]])
def test_a_broken_pdf_is_refused(content: bytes) -> None:
    assert refused(content).reason in {"damaged", "scanned"}


def test_a_pdf_of_too_many_pages_is_refused_with_the_measure() -> None:
    limits = dataclasses.replace(DEFAULT_LIMITS, pdf_pages=2)
    facts = {"setting": "pdf_pages", "limit": "2", "measured": "3"}
    assert refused(pdf([annex_page()] * 3), limits) == Unreadable("too_large", facts)


def test_a_pdf_of_too_much_text_is_refused() -> None:
    limits = dataclasses.replace(DEFAULT_LIMITS, text_bytes=100)
    assert refused(pdf([annex_page()]), limits).facts["setting"] == "text_bytes"


def test_without_the_library_the_refusal_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    assert refused(pdf([annex_page()])) == Unreadable("library_missing", {"kind": "pdf", "library": "pdfplumber"})


# --- through the reading process


def test_the_reading_process_is_told_what_else_to_read() -> None:
    with ReadingWorker(also=ANNEX_KINDS) as worker:
        text, page = worker.read(b"STT\n1\n", "a.txt"), worker.read(pdf([annex_page(ruled=False)]), "a.pdf")
    assert text == RawWorkbook("text", (), lines=("STT", "1"))
    assert isinstance(page, RawWorkbook)
    assert page.sheets[0].by_place
    with ReadingWorker() as worker:
        assert worker.read(b"STT\n1\n", "a.txt") == Unreadable("not_a_workbook", {"kind": "text"})


def test_signs_of_a_font_that_stand_for_no_letter_are_left_out_or_make_the_file_unreadable() -> None:
    strange = "\u3042"  # the hand-made font does not say what it is
    assert opened(pdf([[Text(50, 50, f"Bộ Tài{strange} chính")]])).lines == ("Bộ Tài chính",)
    assert refused(pdf([[Text(50, 50, 9 * strange)]])) == Unreadable("no_letters", {"kind": "pdf"})
