"""What the reports of a trace say besides the trace itself, in both languages."""

from collections.abc import Mapping

from tdn_templates.model.words import Lang, Wording

_WORDS: Mapping[str, Wording] = {
    "title": Wording("Đối chiếu kế hoạch với danh mục nhiệm vụ", "A plan traced to its list of tasks"),
    "plan": Wording("Kế hoạch", "Plan"),
    "unit": Wording("Đơn vị", "Unit"),
    "programme": Wording("Danh mục", "List"),
    "summary": Wording("Tóm tắt", "Summary"),
    "rows": Wording("Các dòng của kế hoạch", "Rows of the plan"),
    "rows_sheet": Wording("Các dòng", "Rows"),
    "rows_line": Wording("{rows} dòng: {how}", "{rows} row(s): {how}"),
    "inherited_line": Wording(
        "{inherited} nhiệm vụ được giao: {covered} có trong kế hoạch, {missing} thiếu, {to_confirm} cần xác nhận",
        "{inherited} inherited task(s): {covered} carried out, {missing} missing, {to_confirm} to be confirmed",
    ),
    "deviations_line": Wording("{count} sai khác ở các dòng", "{count} deviation(s) in the rows"),
    "doubtful_line": Wording("{count} dòng chưa chắc, cần quyết định", "{count} row(s) in doubt, to be decided"),
    "decided_line": Wording("{count} dòng theo quyết định đã có", "{count} row(s) as decided before"),
    "missing": Wording("Nhiệm vụ được giao còn thiếu", "Inherited tasks that are missing"),
    "missing_sheet": Wording("Còn thiếu", "Missing"),
    "to_confirm": Wording("Cần xác nhận: chỉ giao cho cơ quan có liên quan", "To be confirmed: only if concerned"),
    "nothing_missing": Wording("Không thiếu nhiệm vụ nào.", "Nothing is missing."),
    "deviations": Wording("Sai khác", "Deviations"),
    "deviations_sheet": Wording("Sai khác", "Deviations"),
    "no_deviations": Wording("Không có sai khác.", "There are no deviations."),
    "questions": Wording("Chưa chắc, cần người quyết định", "In doubt, for a person to decide"),
    "question_one": Wording("Dòng này có phải thực hiện {tasks} không?", "Does this row carry out {tasks}?"),
    "question_none": Wording(
        "Đây có phải nhiệm vụ tự đặt không, hay thực hiện {rivals}?",
        "Is this a task of the unit's own, or does it carry out {rivals}?",
    ),
    "question_own": Wording("Đây có phải nhiệm vụ tự đặt không?", "Is this a task of the unit's own?"),
    "or_rivals": Wording("Hay thực hiện {rivals}?", "Or {rivals}?"),
    "stale": Wording("Quyết định không còn dùng được", "Decisions that no longer fit"),
    "local": Wording("Dòng", "Row"),
    "national": Wording("Nhiệm vụ", "Task"),
    "how": Wording("Cách thực hiện", "How"),
    "confidence": Wording("Độ chắc", "Confidence"),
    "settled": Wording("Chắc chưa", "Sure or not"),
    "local_text": Wording("Nội dung trong kế hoạch", "Text of the plan"),
    "national_text": Wording("Nội dung trong danh mục", "Text of the list"),
    "lead": Wording("Chủ trì", "Lead"),
    "time": Wording("Thời gian", "Time frame"),
    "role": Wording("Vai trò", "Role"),
    "binding": Wording("Căn cứ giao", "Bound by"),
    "kind": Wording("Loại sai khác", "Kind"),
    "severity": Wording("Mức", "Weight"),
    "detail": Wording("Chi tiết", "Detail"),
    "sure": Wording("chắc", "sure"),
    "doubtful": Wording("chưa chắc", "in doubt"),
    "decided": Wording("đã quyết định", "decided"),
    "none": Wording("không", "none"),
    "filter": Wording("Lọc", "Filter"),
    "search": Wording("Tìm", "Search"),
    "all": Wording("Tất cả", "All"),
    "shown": Wording("dòng đang hiện", "rows shown"),
    "differences": Wording(
        "Chữ gạch ngang có trong danh mục mà kế hoạch không ghi; chữ gạch chân là kế hoạch thêm.",
        "Words struck out stand in the list and not in the plan; words underlined were added by the plan.",
    ),
    "to_rows": Wording("Đến bảng các dòng", "Skip to the rows"),
    "own_task": Wording("Nhiệm vụ tự đặt, danh mục không có.", "A task of the unit's own; the list has none."),
    "to_confirm_short": Wording("Cần xác nhận", "To be confirmed"),
    "doubtful_short": Wording("Chưa chắc", "In doubt"),
    "back_to_top": Wording("Về đầu trang", "Back to top"),
    "remedy": Wording("Cần quyết định", "To decide"),
}


def trace_words(lang: Lang) -> Mapping[str, str]:
    return {key: wording.in_lang(lang) for key, wording in _WORDS.items()}
