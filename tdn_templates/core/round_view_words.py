"""The words of the picture of a round, in both languages: the HTML page and the sheets for people."""

from collections.abc import Mapping

from tdn_templates.model.round_view import CellRole, CellState, ChartKey
from tdn_templates.model.words import Lang, Wording

ROLE_LETTERS: Mapping[CellRole, Wording] = {
    CellRole.LEAD: Wording("C", "L"),
    CellRole.SUPPORTING: Wording("P", "S"),
    CellRole.CONDITIONAL: Wording("X", "C"),
    CellRole.NOT: Wording("", ""),
}
"""One letter each, so that colour never says anything alone."""

CELL_ROLE_WORDS: Mapping[CellRole, Wording] = {
    CellRole.LEAD: Wording("chủ trì", "lead"),
    CellRole.SUPPORTING: Wording("phối hợp", "supporting"),
    CellRole.CONDITIONAL: Wording("cần xác nhận (có liên quan)", "conditional: to be confirmed"),
    CellRole.NOT: Wording("không được giao", "not asked"),
}

STATE_SIGNS: Mapping[CellState, str] = {
    CellState.ERROR: "!",
    CellState.OPEN: "?",
    CellState.LATE: "<",
    CellState.UNDER_WAY: "~",
    CellState.NOT_BEGUN: "o",
    CellState.DONE: "✓",
    CellState.CARRIED_OUT: "+",
    CellState.MERGED: "→",
    CellState.NOT_APPLICABLE: "−",
    CellState.NIL: "0",
    CellState.UNREAD: "#",
    CellState.WAITED_FOR: "…",
    CellState.BLANK: "",
}

CELL_STATE_WORDS: Mapping[CellState, Wording] = {
    CellState.ERROR: Wording("Có lỗi", "Error"),
    CellState.OPEN: Wording("Chưa trả lời", "Open"),
    CellState.LATE: Wording("Chậm tiến độ", "Behind schedule"),
    CellState.UNDER_WAY: Wording("Đang thực hiện", "Under way"),
    CellState.NOT_BEGUN: Wording("Chưa triển khai", "Not begun"),
    CellState.DONE: Wording("Đã hoàn thành", "Done"),
    CellState.CARRIED_OUT: Wording("Thực hiện", "Carried out"),
    CellState.MERGED: Wording("Gộp vào nhiệm vụ khác", "Merged into another task"),
    CellState.NOT_APPLICABLE: Wording("Không áp dụng", "Not applicable"),
    CellState.NIL: Wording("Bản nộp không phát sinh", "Nil return"),
    CellState.UNREAD: Wording("Không đọc được", "Could not be read"),
    CellState.WAITED_FOR: Wording("Chưa gửi", "Not received"),
    CellState.BLANK: Wording("Không có dòng", "No row"),
}

CHART_WORDS: Mapping[ChartKey, Wording] = {
    ChartKey.STATES: Wording("Bản nộp theo tình trạng", "Returns by state"),
    ChartKey.STATUS: Wording("Dòng nhiệm vụ theo tình trạng", "Rows of tasks by status"),
    ChartKey.LEADS: Wording("Số nhiệm vụ theo cơ quan chủ trì", "Tasks per lead"),
    ChartKey.ARRIVALS: Wording("Bản nộp theo ngày nhận", "Returns over time"),
}

_WORDS: Mapping[str, Wording] = {
    "title": Wording("Tổng hợp đợt báo cáo", "The round at a glance"),
    "draft": Wording(
        "Dự thảo: có bản nộp còn lỗi, các dòng có lỗi được đánh dấu.",
        "Draft: some returns still have errors; the rows are marked.",
    ),
    "to_rows": Wording("Đến bảng nhiệm vụ", "Skip to the tasks"),
    "contents": Wording("Nội dung trang", "On this page"),
    "year": Wording("Năm", "Year"),
    "period": Wording("Thời kỳ", "Period"),
    "summary": Wording("Số liệu chung", "In figures"),
    "units": Wording("Đơn vị", "Units"),
    "returns": Wording("Bản nộp", "Returns"),
    "missing": Wording("Chưa gửi", "Not received"),
    "tasks": Wording("Nhiệm vụ giao", "Tasks of the list"),
    "carried_out": Wording("Dòng thực hiện", "Rows carried out"),
    "answered": Wording("Dòng đã báo cáo", "Rows reported"),
    "own": Wording("Nhiệm vụ tự đặt", "Tasks added"),
    "faulty": Wording("Dòng có lỗi", "Rows with errors"),
    "nobody": Wording("Nhiệm vụ chưa đơn vị nào thực hiện", "Tasks that no unit carries out"),
    "nobody_none": Wording("Nhiệm vụ nào cũng có đơn vị thực hiện.", "Every task is carried out by some unit."),
    "matrix": Wording("Ma trận đơn vị và nhiệm vụ", "Matrix of units and tasks"),
    "matrix_caption": Wording(
        "Mỗi hàng một đơn vị, mỗi cột một nhiệm vụ. Chữ là vai trò được giao, dấu là điều đơn vị trả lời.",
        "A row for each unit, a column for each task. The letter is the role asked for, the sign what the unit says.",
    ),
    "matrix_groups": Wording(
        "Đợt có {count} đơn vị. Bảng đầu: hàng là khối đơn vị, ô là số đơn vị thực hiện trên số được giao. Bảng sau: "
        "mỗi đơn vị một dòng, mỗi dấu một nhiệm vụ.",
        "There are {count} units. First table: rows are kinds of units, cells the units that carry a task out of those "
        "asked. Second table: a line for each unit, a sign for each task.",
    ),
    "matrix_kinds": Wording("Theo khối đơn vị", "By kind of units"),
    "matrix_units": Wording("Từng đơn vị", "Unit by unit"),
    "signs": Wording("Các nhiệm vụ theo thứ tự danh mục", "The tasks in the order of the list"),
    "tally": Wording("Đếm", "Counted"),
    "asked_here": Wording("Được giao (từ đây)", "Asked (from here on)"),
    "added": Wording("Tự đặt", "Added"),
    "group_of_units": Wording("Khối đơn vị", "Kind of units"),
    "colours": Wording("Tô màu theo", "Colour by"),
    "by_state": Wording("tình trạng", "state"),
    "by_role": Wording("vai trò", "role"),
    "legend_roles": Wording("Vai trò", "Roles"),
    "legend_states": Wording("Tình trạng", "States"),
    "time_line": Wording("Thời gian thực hiện", "Time line"),
    "time_line_desc": Wording(
        "Thanh đậm là thời gian giao của từng nhiệm vụ; các thanh mảnh bên dưới là thời gian các đơn vị đặt ra. "
        "Bảng bên dưới có đủ bằng chữ.",
        "The thick bar is the frame each task was given; thin bars below are the frames units gave themselves. "
        "The table below says the same in words.",
    ),
    "frame_given": Wording("Thời gian giao", "Frame given"),
    "frame_repeats": Wording("Hằng năm, thường xuyên", "Yearly or permanent"),
    "frame_units": Wording("Thời gian của đơn vị", "Units' own frames"),
    "frame_beyond": Wording("Kéo dài hơn thời gian giao", "Goes on longer than the task"),
    "frame_more": Wording("và {count} cách ghi khác", "and {count} more"),
    "no_days": Wording("không có ngày", "no days"),
    "as_text": Wording("Xem dưới dạng bảng", "As a table"),
    "nothing_yet": Wording("Chưa nhận được bản nộp nào.", "Nothing has come in yet."),
    "standing": Wording("Tình hình từng đơn vị", "Who has sent what"),
    "chase": Wording("Cần đôn đốc", "To be chased"),
    "chase_none": Wording("Không đơn vị nào cần đôn đốc.", "There is nobody to chase."),
    "chase_late": Wording("Quá hạn {days} ngày, chưa gửi", "{days} day(s) late, nothing received"),
    "chase_faulty": Wording("Bản nộp cần sửa hoặc gửi lại", "To correct or to send anew"),
    "chase_waiting": Wording("Chưa gửi, còn trong hạn", "Not received, not late yet"),
    "chase_errors": Wording("{count} lỗi", "{count} error(s)"),
    "chase_anew": Wording("không đọc được, gửi lại", "cannot be read, to be sent anew"),
    "filter_units": Wording("Lọc các đơn vị", "Filter the units"),
    "search_unit": Wording("Tìm đơn vị, tệp", "Search units, files"),
    "units_shown": Wording("Đang hiện {shown} trong {all} đơn vị.", "{shown} of {all} units shown."),
    "units_caption": Wording(
        "Mỗi hàng một đơn vị: trạng thái, bản được tính và vì sao",
        "A row for each unit: its state, the file that counts and why",
    ),
    "charts": Wording("Biểu đồ", "Charts"),
    "what": Wording("Mục", "Item"),
    "count": Wording("Số lượng", "Number"),
    "rows": Wording("Các dòng theo nhiệm vụ", "Rows by task"),
    "rows_listed": Wording(
        "Có {all} dòng, quá nhiều cho một trang. Ở đây liệt kê {shown} dòng cần xem trước (có lỗi, chưa trả lời, tự "
        "đặt); bảng “Tổng hợp” của tong-hop.xlsx (tdn merge) có đủ.",
        "There are {all} rows, too many for one page. Listed are {shown} that want a look first (errors, open, added); "
        "the sheet “Tổng hợp” of tong-hop.xlsx (tdn merge) has all of them.",
    ),
    "no_rows": Wording("Không có dòng nào được liệt kê.", "No row is listed."),
    "new_tasks": Wording("Nhiệm vụ đơn vị bổ sung", "Tasks that units added"),
    "filter": Wording("Lọc các dòng", "Filter the rows"),
    "search": Wording("Tìm", "Search"),
    "search_hint": Wording("từ trong nội dung, không cần dấu", "words of the text, tone marks not needed"),
    "unit": Wording("Đơn vị", "Unit"),
    "all_units": Wording("Mọi đơn vị", "All units"),
    "group": Wording("Nhóm", "Group"),
    "all_groups": Wording("Mọi nhóm", "All groups"),
    "state": Wording("Tình trạng", "State"),
    "all_states": Wording("Mọi tình trạng", "All states"),
    "clear_filter": Wording("Bỏ lọc", "Clear"),
    "shown": Wording("Đang hiện {shown} trong {all} dòng.", "{shown} of {all} rows shown."),
    "open_all": Wording("Mở tất cả", "Open all"),
    "close_all": Wording("Đóng tất cả", "Close all"),
    "task": Wording("Nhiệm vụ", "Task"),
    "number": Wording("STT", "No."),
    "text": Wording("Nội dung của đơn vị", "The unit's own words"),
    "as_issued": Wording("như văn bản giao", "as issued"),
    "lead": Wording("Chủ trì", "Lead"),
    "supporting": Wording("Phối hợp", "Supporting"),
    "time": Wording("Thời gian", "Time frame"),
    "note": Wording("Ghi chú", "Note"),
    "source": Wording("Nguồn", "Source"),
    "conflicts": Wording("Xung đột giữa các bản nộp", "Conflicts between returns"),
    "no_conflicts": Wording("Không có xung đột nào.", "There is no conflict."),
    "conflicts_left": Wording(
        "Còn {count} xung đột không liệt kê ở đây; trang “Xung đột” của tong-hop.xlsx (tdn merge) có đủ.",
        "{count} more are not listed here; the sheet “Xung đột” of tong-hop.xlsx (tdn merge) has all of them.",
    ),
    "values_left": Wording("và {count} giá trị khác", "and {count} more"),
    "conflict_open": Wording("chưa quyết định", "open"),
    "conflict_settled": Wording("đã quyết định", "settled"),
    "conflict_wrong": Wording("Các bản nộp nói gì", "What the returns say"),
    "conflict_remedy": Wording("Cần làm, hoặc quyết định", "What to do, or the decision"),
    "findings": Wording("Kết quả kiểm tra", "Findings"),
    "findings_caption": Wording("Lỗi, cảnh báo và lưu ý của đợt", "Errors, warnings and notes of the round"),
    "findings_left": Wording(
        "Còn {count} kết quả không liệt kê ở đây; trang “Kết quả kiểm tra” của tong-hop.xlsx (tdn merge) có đủ.",
        "{count} more are not listed here; the sheet “Kết quả kiểm tra” of tong-hop.xlsx (tdn merge) has all of them.",
    ),
    "no_findings": Wording("Không có kết quả nào.", "There is no finding."),
    "several_files": Wording("Nhiều bản nộp", "Several returns"),
    "severity": Wording("Mức", "Severity"),
    "place": Wording("Chỗ", "Place"),
    "message": Wording("Nội dung và cách sửa", "What is wrong, and the remedy"),
    "sources": Wording("Nguồn", "Sources"),
    "sources_caption": Wording("Tệp của từng đơn vị", "The file of each unit"),
    "sources_why": Wording(
        "Ô nguồn của từng dòng đứng ở cột “Nguồn” của bảng trên; tệp, trang tính và dấu SHA-256 rút gọn ở bảng này. "
        "Dấu đầy đủ ở trang “Nguồn” của tong-hop.xlsx.",
        "The column “Source” above has the cells of each row; this table has file, sheet and short SHA-256. The sheet "
        "“Nguồn” of tong-hop.xlsx has it whole.",
    ),
    "file": Wording("Tệp", "File"),
    "sheet": Wording("Trang tính", "Sheet"),
    "hash": Wording("SHA-256", "SHA-256"),
    "unknown_unit": Wording("Không rõ đơn vị", "Unit unknown"),
    "back_to_top": Wording("Về đầu trang", "Back to the top"),
}


def view_words(lang: Lang) -> Mapping[str, str]:
    """The words of one language by key. A key that is not there is a bug and raises KeyError."""
    return {key: wording.in_lang(lang) for key, wording in _WORDS.items()}
