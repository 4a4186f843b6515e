"""FILE: is there a workbook at all, and what else is in it."""

from collections.abc import Callable, Iterator, Mapping

from tdn_templates.core.rulebook import Fault
from tdn_templates.model.cell import Unreadable
from tdn_templates.model.submission import Submission
from tdn_templates.model.words import RuleCode

FileCheck = Callable[[Submission], Iterator[Fault]]

_CODE_OF_REASON: Mapping[str, str] = {
    "not_a_workbook": "FILE01",
    "not_a_file": "FILE01",
    "empty_file": "FILE01",
    "encrypted": "FILE02",
    "damaged": "FILE03",
    "missing_part": "FILE03",
    "no_sheets": "FILE03",
    "forbidden_xml": "FILE03",
    "too_large": "FILE04",
    "crashed": "FILE05",
    "timed_out": "FILE05",
}

_UNREADABLE_DETAIL: Mapping[str, tuple[str, str]] = {
    "damaged": ("Cấu trúc tệp bị hỏng: {part}", "The structure of the file is broken: {part}"),
    "missing_part": ("Thiếu thành phần {part}", "The part {part} is missing"),
    "no_sheets": ("Không đọc được trang tính nào", "No worksheet could be read"),
    "forbidden_xml": ("Thành phần {part} có khai báo không được phép", "The part {part} holds a refused declaration"),
    "crashed": ("Trình đọc dừng đột ngột", "The reader stopped abruptly"),
    "timed_out": ("Quá thời gian đọc", "Reading took too long"),
}

_KINDS: Mapping[str, tuple[str, str]] = {
    "pdf": ("tài liệu PDF", "a PDF document"),
    "docx": ("văn bản Word", "a Word document"),
    "html": ("trang web (HTML)", "a web page (HTML)"),
    "csv": ("văn bản thường", "plain text"),
    "text": ("văn bản thường", "plain text"),
    "xml": ("tệp XML", "an XML file"),
    "zip": ("tệp nén", "an archive"),
    "empty": ("tệp rỗng (0 byte)", "empty (0 bytes)"),
    "cfb": ("tài liệu Office kiểu cũ, không phải bảng tính", "an old Office document, not a workbook"),
}
_UNKNOWN_KIND = ("một loại tệp không xác định", "of an unknown kind")


def _unreadable(code: str) -> FileCheck:
    def check(submission: Submission) -> Iterator[Fault]:
        unreadable = submission.unreadable
        if unreadable is not None and _CODE_OF_REASON.get(unreadable.reason, "FILE03") == code:
            yield Fault(value=submission.source.name, facts=_facts(unreadable))

    return check


def _facts(unreadable: Unreadable) -> dict[str, str]:
    kind = "empty" if unreadable.reason == "empty_file" else unreadable.facts.get("kind", "")
    kind_vi, kind_en = _KINDS.get(kind, _UNKNOWN_KIND)
    part = unreadable.facts.get("part", "")
    detail_vi, detail_en = _UNREADABLE_DETAIL.get(unreadable.reason, ("", ""))
    facts = {"limit": "", "measured": "", "what": "", "limit_seconds": "", **unreadable.facts}
    return {
        **facts,
        "kind": kind_vi,
        "kind_en": kind_en,
        "detail": detail_vi.format(part=part),
        "detail_en": detail_en.format(part=part),
    }


def _macros(submission: Submission) -> Iterator[Fault]:
    if submission.has_macros:
        yield Fault(value=submission.source.name)


def _external_links(submission: Submission) -> Iterator[Fault]:
    if submission.external_links:
        yield Fault(value=submission.source.name)


FILE_CHECKS: Mapping[RuleCode, FileCheck] = {
    **{RuleCode(code): _unreadable(code) for code in ("FILE01", "FILE02", "FILE03", "FILE04", "FILE05")},
    RuleCode("FILE06"): _macros,
    RuleCode("FILE07"): _external_links,
}
