"""Why a file of an annex cannot be read, where that is something else than for a return: in words, with the remedy."""

from collections.abc import Mapping
from dataclasses import dataclass

from tdn_templates.core.checks.file import unreadable_fault
from tdn_templates.model.cell import Unreadable
from tdn_templates.model.words import Wording


@dataclass(frozen=True, slots=True)
class UnreadableWords:
    """Whole sentences; `problem` does not name the file."""

    problem: Wording
    remedy: Wording


_WORDS: Mapping[str, UnreadableWords] = {
    "not_a_workbook": UnreadableWords(
        Wording("Không đọc được phụ lục từ loại tệp này: {kind}.", "An annex cannot be read from {kind}."),
        Wording(
            "Lưu lại thành .docx, .xlsx, .pdf có chữ hoặc văn bản thường (.txt, .md, .csv).",
            "Save it as .docx, .xlsx, .pdf with text or plain text (.txt, .md, .csv).",
        ),
    ),
    "scanned": UnreadableWords(
        Wording("Tệp PDF là ảnh quét, không có chữ.", "The PDF is a scan; there is no text in it."),
        Wording(
            "Dùng bản Word hoặc bản PDF có chữ, hoặc nhận dạng chữ (OCR) trước rồi kiểm tra lại.",
            "Take the Word document or a PDF with text, or recognise the text (OCR) first and check it.",
        ),
    ),
    "no_letters": UnreadableWords(
        Wording(
            "Phông chữ của tệp PDF không cho biết ký hiệu nào là chữ nào.",
            "The fonts of the PDF do not tell which letters its signs are.",
        ),
        Wording(
            "Dùng bản Word, hoặc xuất lại PDF với phông chữ Unicode.",
            "Take the Word document, or make the PDF anew with Unicode fonts.",
        ),
    ),
    "not_utf8": UnreadableWords(
        Wording("Không nhận ra bảng mã của tệp văn bản.", "The encoding of the text file is not known."),
        Wording("Mở tệp bằng trình soạn thảo và lưu lại với mã UTF-8.", "Open it in an editor and save it as UTF-8."),
    ),
    "library_missing": UnreadableWords(
        Wording("Chưa cài thư viện đọc PDF ({library}).", "The library that reads PDF is not installed ({library})."),
        Wording('Chạy: pip install "tdn-templates[pdf]"', 'Run: pip install "tdn-templates[pdf]"'),
    ),
}


def annex_unreadable_words(unreadable: Unreadable) -> UnreadableWords | None:
    """None for what the rules about returned files say as well of an annex: damaged, too large, encrypted, ..."""
    words = _WORDS.get(unreadable.reason)
    if words is None:
        return None
    _, fault = unreadable_fault(unreadable, "")
    vi, en = fault.facts, {**fault.facts, "kind": fault.facts["kind_en"]}
    problem = Wording(words.problem.vi.format_map(vi), words.problem.en.format_map(en))
    return UnreadableWords(problem, words.remedy)
