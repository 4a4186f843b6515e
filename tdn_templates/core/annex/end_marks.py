"""What stands at the end of an annex and is no task: "./.", totals, notes, who signs."""

import re

from tdn_templates.core.fold import fold

_END = re.compile(
    r"[./\s_\-*]*|(?:tổng(?: cộng| số)?|cộng)\b.{0,80}|(?:ghi chú|lưu ý|chú thích)\s*:.*|nơi nhận\b.*|(?:người|đơn vị) lập\b.{0,60}"
    r"|(?:tm|kt|tl|tuq|q)\. .{0,120}|(?:thủ trưởng|chủ tịch|giám đốc|bộ trưởng|chánh văn phòng|trưởng phòng)\b.{0,60}"
    r"|\(?(?:ký|đã ký)\b.{0,60}|.{0,40}, ngày .{0,12}tháng .{0,12}năm .{0,8}",
    re.DOTALL,
)


def is_end_mark(text: str) -> bool:
    """Whether a whole row below the last task says one of these."""
    return _END.fullmatch(fold(text)) is not None
