"""What the reports say besides the findings themselves, in both languages."""

from collections.abc import Mapping

from tdn_templates.core.since import Standing
from tdn_templates.model.words import Lang, Wording

STANDING_WORDS: Mapping[Standing, Wording] = {
    Standing.NEW: Wording("mới", "new"),
    Standing.STILL_THERE: Wording("còn", "still there"),
    Standing.FIXED: Wording("đã sửa", "fixed"),
    Standing.NOT_CHECKED: Wording("chưa kiểm tra lại", "not checked again"),
}

FAMILY_WORDS: Mapping[str, Wording] = {
    "FILE": Wording("tệp", "file"),
    "STAMP": Wording("biểu mẫu", "form"),
    "SHEET": Wording("trang tính và cột", "sheet and columns"),
    "VALUE": Wording("giá trị ô", "cell values"),
    "TIME": Wording("thời gian", "time frames"),
    "UNIT": Wording("tên đơn vị", "unit names"),
    "ROW": Wording("câu trả lời từng dòng", "answers row by row"),
    "TABLE": Wording("bảng nhiệm vụ", "table of tasks"),
    "WORD": Wording("văn bản Word", "Word document"),
}
"""The letters of a rule code, and what the rules of that family look at."""

_WORDS: Mapping[str, Wording] = {
    "title": Wording("Kết quả kiểm tra bản nộp", "Validation of returns"),
    "to_findings": Wording("Đến danh sách kết quả", "Skip to the findings"),
    "returns": Wording("Bản nộp", "Returns"),
    "errors": Wording("Lỗi", "Errors"),
    "warnings": Wording("Cảnh báo", "Warnings"),
    "notes": Wording("Lưu ý", "Notes"),
    "do_first": Wording("Làm gì trước", "What to do first"),
    "do_first_why": Wording(
        "Bản nộp cần xử lý, việc gấp nhất đứng đầu. Sửa hết lỗi thì bản nộp được tổng hợp; "
        "cảnh báo nên xem lại; lưu ý chỉ để biết.",
        "Returns that need work, the most urgent first. A return without errors can be merged; "
        "warnings deserve a look; notes are for information.",
    ),
    "nothing_to_do": Wording("Không có bản nộp nào phải sửa.", "No return needs correction."),
    "nothing_to_correct": Wording("Không có gì phải sửa.", "Nothing to correct."),
    "several_files": Wording("Nhiều bản nộp", "Several returns"),
    "several_files_caption": Wording("Kết quả chung của nhiều bản nộp", "What several returns show together"),
    "missing": Wording("Đơn vị chưa gửi", "Units without a return"),
    "missing_sheet": Wording("Thiếu", "Missing"),
    "missing_caption": Wording("Đơn vị phải gửi nhưng chưa có bản nộp", "Units expected to send a return"),
    "missing_why": Wording(
        "Không phát sinh vẫn phải báo cáo: đơn vị không có nhiệm vụ cũng gửi lại biểu mẫu.",
        "A nil return is a return too: a unit with nothing to report still sends the form back.",
    ),
    "nobody_missing": Wording("Không có đơn vị nào được nêu là chưa gửi.", "No unit was named as missing."),
    "short_name": Wording("Tên viết tắt", "Short name"),
    "unit_code": Wording("Mã đơn vị", "Unit key"),
    "states": Wording("Tình trạng từng bản nộp", "State of each return"),
    "states_caption": Wording("Tình trạng và số kết quả của từng bản nộp", "State and counts of each return"),
    "unit": Wording("Đơn vị", "Unit"),
    "unknown_unit": Wording("Không rõ đơn vị", "Unit unknown"),
    "file": Wording("Tệp", "File"),
    "state": Wording("Tình trạng", "State"),
    "rows": Wording("Dòng đã đọc", "Rows read"),
    "rows_right": Wording("Dòng không có lỗi", "Rows without errors"),
    "first_action": Wording("Việc đầu tiên", "First action"),
    "findings": Wording("Tất cả kết quả", "All findings"),
    "all_sheet": Wording("Tất cả", "All findings"),
    "findings_of": Wording("Kết quả của {name}", "Findings of {name}"),
    "already_right": Wording("Đã đúng", "Already right"),
    "sheet": Wording("Trang", "Sheet"),
    "cell": Wording("Ô", "Cell"),
    "task": Wording("Nhiệm vụ", "Task"),
    "message": Wording("Nội dung", "What is wrong"),
    "value": Wording("Giá trị", "Value"),
    "remedy": Wording("Cách sửa", "Remedy"),
    "severity": Wording("Mức", "Severity"),
    "rule": Wording("Mã quy tắc", "Rule"),
    "standing": Wording("So với lần trước", "Since last time"),
    "blank": Wording("(trống)", "(blank)"),
    "whole_file": Wording("cả tệp", "whole file"),
    "filter": Wording("Lọc kết quả", "Filter the findings"),
    "search": Wording("Tìm", "Search"),
    "search_hint": Wording("số nhiệm vụ, ô, từ trong nội dung", "task number, cell, words of the text"),
    "all_units": Wording("Mọi đơn vị", "All units"),
    "all_severities": Wording("Mọi mức", "All severities"),
    "all_rules": Wording("Mọi quy tắc", "All rules"),
    "all_standings": Wording("Cũ và mới", "Old and new"),
    "clear_filter": Wording("Bỏ lọc", "Clear"),
    "shown": Wording("Đang hiện {shown} trong {all} kết quả.", "{shown} of {all} findings shown."),
    "not_listed": Wording(
        "{count} kết quả cùng loại không liệt kê ở đây; xem đủ trong bản JSON.",
        "{count} more of these kinds are not listed here; the JSON report has them all.",
    ),
    "fixed": Wording("Đã sửa từ lần trước", "Fixed since last time"),
    "fixed_sheet": Wording("Đã sửa", "Fixed"),
    "not_checked": Wording("Lần trước có, lần này chưa kiểm tra được", "Found last time, not checked this time"),
    "back_to_top": Wording("Về đầu trang", "Back to the top"),
}


def report_words(lang: Lang) -> Mapping[str, str]:
    """The words of one language by key. A key that is not there is a bug and raises KeyError."""
    return {key: wording.in_lang(lang) for key, wording in _WORDS.items()}
