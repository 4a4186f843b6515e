"""What stops the import of an annex says what came and what to do, in both languages."""

import pytest

from tdn_templates.core.annex.unreadable_wording import annex_unreadable_words
from tdn_templates.model.cell import Unreadable

CASES = (
    (Unreadable("library_missing", {"kind": "pdf", "library": "pdfplumber"}),
     "Chưa cài thư viện đọc PDF (pdfplumber).", 'Run: pip install "tdn-templates[pdf]"'),
    (Unreadable("scanned", {"kind": "pdf"}), "Tệp PDF là ảnh quét, không có chữ.",
     "Take the Word document or a PDF with text, or recognise the text (OCR) first and check it."),
    (Unreadable("not_a_workbook", {"kind": "html"}), "Không đọc được phụ lục từ loại tệp này: trang web (HTML).",
     "Save it as .docx, .xlsx, .pdf with text or plain text (.txt, .md, .csv)."),
    (Unreadable("not_utf8"), "Không nhận ra bảng mã của tệp văn bản.", "Open it in an editor and save it as UTF-8."),
)  # fmt: skip


@pytest.mark.parametrize(("unreadable", "problem", "remedy"), CASES, ids=[case[0].reason for case in CASES])
def test_an_annex_that_cannot_be_read_says_why(unreadable: Unreadable, problem: str, remedy: str) -> None:
    words = annex_unreadable_words(unreadable)
    assert words is not None
    assert (words.problem.vi, words.remedy.en) == (problem, remedy)


@pytest.mark.parametrize("reason", ["damaged", "too_large", "encrypted", "timed_out", "crashed"])
def test_other_reasons_are_those_of_the_rules_about_files(reason: str) -> None:
    assert annex_unreadable_words(Unreadable(reason)) is None
