"""What a trace says, in both languages."""

from collections.abc import Mapping

from tdn_templates.model.trace import DeviationKind, How
from tdn_templates.model.words import Binding, Role, Wording

HOW_WORDS: Mapping[How, Wording] = {
    How.VERBATIM: Wording("nguyên văn", "verbatim"),
    How.ADAPTED: Wording("điều chỉnh", "adapted"),
    How.SPLIT: Wording("tách", "split"),
    How.MERGED: Wording("gộp", "merged"),
    How.NEW: Wording("tự đặt", "new"),
}

KIND_WORDS: Mapping[DeviationKind, Wording] = {
    DeviationKind.MISSING: Wording("Nhiệm vụ được giao không có trong kế hoạch", "Inherited task without a row"),
    DeviationKind.TIME_EXCEEDED: Wording("Thời gian vượt thời gian được giao", "Time frame beyond the issued one"),
    DeviationKind.TIME_NARROWER: Wording("Thời gian hẹp hơn được giao", "Time frame narrower than the issued one"),
    DeviationKind.TIME_MISSING: Wording("Không ghi thời gian", "No time frame"),
    DeviationKind.TIME_UNREADABLE: Wording("Thời gian không đọc được", "Time frame that cannot be read"),
    DeviationKind.LEAD_NOT_COUNTERPART: Wording(
        "Cơ quan chủ trì không tương ứng với danh mục", "Lead that is not the counterpart of the list's"
    ),
    DeviationKind.LEAD_MISSING: Wording("Không ghi cơ quan chủ trì", "No lead"),
    DeviationKind.SUPPORTING_EMPTIED: Wording("Bỏ trống cơ quan phối hợp", "Supporting bodies left out"),
    DeviationKind.CONTENT_DROPPED: Wording("Bớt nội dung của nhiệm vụ", "Content of the task left out"),
    DeviationKind.UNIT_UNKNOWN: Wording("Đơn vị không có trong danh mục", "Unit that the registry does not have"),
    DeviationKind.SAME_UNIT_TWICE: Wording("Một đơn vị ghi hai lần", "One unit named twice"),
}

ROLE_WORDS: Mapping[Role, Wording] = {
    Role.LEAD: Wording("chủ trì", "lead"),
    Role.SUPPORTING: Wording("phối hợp", "supporting"),
}

BINDING_WORDS: Mapping[Binding, Wording] = {
    Binding.NAMED: Wording("nêu tên", "named"),
    Binding.GROUP: Wording("theo khối", "by group"),
    Binding.CONDITIONAL: Wording("có liên quan, cần xác nhận", "if concerned, to be confirmed"),
}

_DETAILS: Mapping[str, Wording] = {
    "missing": Wording(
        "Được giao {role} ({binding}): “{text}”.", "Given to the unit as {role_en} ({binding_en}): “{text}”."
    ),
    "time": Wording(
        "Kế hoạch ghi “{found}”, danh mục ghi “{issued}”.", "The plan says “{found}”, the list “{issued}”."
    ),
    "time_missing": Wording("Danh mục ghi “{issued}”.", "The list says “{issued}”."),
    "time_unreadable": Wording(
        "“{found}” không hiểu được là thời gian nào; danh mục ghi “{issued}”.",
        "“{found}” cannot be read as a time frame; the list says “{issued}”.",
    ),
    "national_lead_changed": Wording(
        "Cơ quan chủ trì của danh mục được chép là “{found}”, danh mục ghi “{issued}”.",
        "The lead of the list is copied as “{found}”, the list says “{issued}”.",
    ),
    "own_lead_missing": Wording(
        "Chưa ghi đơn vị trực thuộc nào chủ trì.", "No department is named as lead of its own."
    ),
    "lead_of_others": Wording("“{found}” không phải đơn vị thuộc {unit}.", "“{found}” is no department of {unit}."),
    "lead_missing": Wording("Danh mục ghi “{issued}”.", "The list says “{issued}”."),
    "lead_not_counterpart": Wording(
        "Kế hoạch giao “{found}”; danh mục giao “{issued}”, ở đơn vị này tương ứng là {expected}.",
        "The plan gives it to “{found}”; the list to “{issued}”, whose counterpart here is {expected}.",
    ),
    "supporting_emptied": Wording("Danh mục ghi “{issued}”.", "The list says “{issued}”."),
    "content_dropped": Wording("Không còn: {pieces}.", "Left out: {pieces}."),
    "unit_unknown": Wording("{names} (cột {column}).", "{names} (column {column_en})."),
    "twice_in_cell": Wording(
        "“{name}” ghi hai lần ở cột {column}.", "“{name}” stands twice in the column {column_en}."
    ),
    "lead_and_supporting": Wording("“{name}” vừa chủ trì vừa phối hợp.", "“{name}” is both lead and supporting."),
    "row_gone": Wording("Kế hoạch không có dòng nào có nội dung này.", "No row of the plan has this text."),
    "no_such_task": Wording("Danh mục không có nhiệm vụ {numbers}.", "The list has no task {numbers}."),
}


def said(key: str, **facts: str) -> Wording:
    """The sentence in both languages; a fact that differs has its English under NAME_en."""
    wording = _DETAILS[key]
    return Wording(wording.vi.format(**facts), wording.en.format(**facts))
