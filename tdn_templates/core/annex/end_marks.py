"""What stands at the end of an annex and is no task: "./.", totals, notes, who signs."""

import re
from collections.abc import Sequence

from tdn_templates.core.annex.lines import Line
from tdn_templates.core.fold import fold
from tdn_templates.model.annex import Doubt, Field, SourcePlace

_END = re.compile(
    r"[./\s_\-*]*|(?:tổng(?: cộng| số)?|cộng)\b.{0,80}|(?:ghi chú|lưu ý|chú thích)\s*:.*|nơi nhận\b.*"
    r"|(?:người|đơn vị) lập\b.{0,60}|(?:tm|kt|tl|tuq|q)\. .{0,120}"
    r"|(?:thủ trưởng|chủ tịch|giám đốc|bộ trưởng|chánh văn phòng|trưởng phòng)\b.{0,60}"
    r"|\(?(?:ký|đã ký)\b.{0,60}|.{0,40}, ngày .{0,12}tháng .{0,12}năm .{0,8}",
    re.DOTALL,
)
_MOST_LINES = 15
"""Of a signature block below a table in a worksheet."""


def without_end(lines: Sequence[Line]) -> tuple[Sequence[Line], list[Doubt]]:
    """The lines of one table without what stands below its last task; what is left out is said, but for "./."."""
    end = len(lines)
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - _MOST_LINES), -1):
        if _is_task(lines[at]):
            break
        if _END.fullmatch(fold(_shown(lines[at]))):
            end = at
    left_out = [line for line in lines[end:] if _shown(line).strip(" ./_-*")]
    if not left_out:
        return lines[:end], []
    place = SourcePlace(left_out[0].sheet, left_out[0].first, left_out[-1].last)
    return lines[:end], [Doubt("row_left_out", None, {"text": "; ".join(map(_shown, left_out))}, place)]


def _is_task(line: Line) -> bool:
    return line.shape is not None or bool(line.text and (line.cell(Field.LEAD) or line.cell(Field.OWN_LEAD)))


def _shown(line: Line) -> str:
    return " ".join(filter(None, (line.number, line.text, *line.cells.values(), *line.extras.values())))
