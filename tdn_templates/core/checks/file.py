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
    "no_permission": "FILE03",
    "too_large": "FILE04",
    "crashed": "FILE05",
    "timed_out": "FILE05",
}

_UNREADABLE_DETAIL: Mapping[str, tuple[str, str]] = {
    "damaged": ("Cấu trúc tệp bị hỏng", "The structure of the file is broken"),
    "missing_part": ("Thiếu thành phần", "A part is missing"),
    "no_sheets": ("Không đọc được trang tính nào", "No worksheet could be read"),
    "forbidden_xml": ("Có khai báo XML không được phép", "It holds an XML declaration that is refused"),
    "crashed": ("Trình đọc dừng đột ngột", "The reader stopped abruptly"),
    "timed_out": ("Quá thời gian đọc", "Reading took too long"),
    "no_permission": ("Không có quyền đọc tệp", "There is no permission to read it"),
}

_KINDS: Mapping[str, tuple[str, str]] = {
    "pdf": ("tài liệu PDF", "a PDF document"),
    "docx": ("văn bản Word không có bảng nào", "a Word document without a table"),
    "doc": ("văn bản Word kiểu cũ", "an old Word document"),
    "odt": ("văn bản LibreOffice", "a LibreOffice text document"),
    "rtf": ("văn bản RTF", "an RTF document"),
    "pptx": ("bản trình chiếu", "a presentation"),
    "ppt": ("bản trình chiếu kiểu cũ", "an old presentation"),
    "html": ("trang web (HTML)", "a web page (HTML)"),
    "csv": ("văn bản có dấu phân cách (CSV)", "separated text (CSV)"),
    "text": ("văn bản thường", "plain text"),
    "xml": ("tệp XML", "an XML file"),
    "xml_spreadsheet": ("bảng tính XML 2003", "an XML spreadsheet of 2003"),
    "old_xls": ("bảng tính Excel quá cũ (trước năm 1997)", "an Excel workbook from before 1997"),
    "zip": ("tệp nén ZIP", "a ZIP archive"),
    "rar": ("tệp nén RAR", "a RAR archive"),
    "7z": ("tệp nén 7z", "a 7z archive"),
    "gzip": ("tệp nén GZIP", "a GZIP archive"),
    "image": ("tệp ảnh", "a picture"),
    "compound": ("tài liệu Office kiểu cũ, không phải bảng tính", "an old Office document, not a workbook"),
    "owner_file": ("tệp tạm của Excel hoặc LibreOffice", "a temporary file of Excel or LibreOffice"),
    "empty": ("tệp rỗng (0 byte)", "empty (0 bytes)"),
    "not_a_file": ("một thư mục hoặc thiết bị", "a folder or device"),
}
_UNKNOWN_KIND = ("một loại tệp không xác định", "of an unknown kind")

_LIMITS: Mapping[str, tuple[str, str]] = {
    "disk_bytes": ("Dung lượng tệp (byte)", "Size of the file (bytes)"),
    "unpacked_bytes": ("Dung lượng sau khi giải nén (byte)", "Unpacked size (bytes)"),
    "ratio": ("Tỉ lệ nén", "Compression ratio"),
    "entries": ("Số thành phần trong tệp", "Parts in the file"),
    "sheets": ("Số trang tính", "Sheets"),
    "cells": ("Số ô có nội dung trong một trang", "Cells with content in a sheet"),
    "merges": ("Số vùng gộp ô trong một trang", "Merged ranges in a sheet"),
    "strings": ("Số chuỗi ký tự", "Text strings"),
    "text_bytes": ("Tổng dung lượng chữ (byte)", "All text (bytes)"),
    "text_file_bytes": ("Dung lượng tệp văn bản (byte)", "Size of the text file (bytes)"),
    "pdf_pages": ("Số trang của tệp PDF", "Pages of the PDF"),
    "memory_bytes": ("Bộ nhớ cần để đọc (byte)", "Memory needed to read it (bytes)"),
}
_UNKNOWN_LIMIT = ("Kích thước", "Size")


def unreadable_fault(unreadable: Unreadable, name: str) -> tuple[RuleCode, Fault]:
    """Which rule speaks of a file that cannot be read, and what it needs to know."""
    return RuleCode(_CODE_OF_REASON.get(unreadable.reason, "FILE03")), Fault(value=name, facts=_facts(unreadable))


def _unreadable(code: str) -> FileCheck:
    def check(submission: Submission) -> Iterator[Fault]:
        if submission.unreadable is None:
            return
        of_rule, fault = unreadable_fault(submission.unreadable, submission.source.name)
        if of_rule == code:
            yield fault

    return check


def _facts(unreadable: Unreadable) -> dict[str, str]:
    kind = unreadable.facts.get("kind", "") if unreadable.reason == "not_a_workbook" else unreadable.reason
    kind_vi, kind_en = _KINDS.get("empty" if kind == "empty_file" else kind, _UNKNOWN_KIND)
    what_vi, what_en = _LIMITS.get(unreadable.facts.get("setting", ""), _UNKNOWN_LIMIT)
    detail_vi, detail_en = _UNREADABLE_DETAIL.get(unreadable.reason, ("", ""))
    part = unreadable.facts.get("part", "")
    where = f" ({part})" if part else ""
    return {
        **unreadable.facts,
        "kind": kind_vi,
        "kind_en": kind_en,
        "what": what_vi,
        "what_en": what_en,
        "detail": f"{detail_vi}{where}.",
        "detail_en": f"{detail_en}{where}.",
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
