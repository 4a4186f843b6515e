"""Which column a heading of a published annex names (domain: header words differ)."""

import re

from tdn_templates.core.fold import fold
from tdn_templates.model.annex import Field

_BODY = r"(?:cơ quan|đơn vị|bộ phận|tổ chức|phòng|ban)"
_BODIES = rf"(?:(?:các )?{_BODY}(?:(?:,|/| và) ?{_BODY})*,? ?)?"
_INSIDE = r"(?:thuộc|trực thuộc|của|trong|nội bộ)\b"

_PATTERNS: tuple[tuple[Field, str], ...] = (
    (Field.NUMBER, r"stt|tt|số tt|số thứ tự|no\.?|#"),
    (Field.OWN_LEAD, rf"{_BODIES}{_INSIDE}.*\bchủ trì.*|{_BODIES}chủ trì {_INSIDE}.*"),
    (Field.OWN_SUPPORTING, rf"{_BODIES}{_INSIDE}.*\bphối hợp.*|{_BODIES}phối hợp {_INSIDE}.*"),
    (
        Field.LEAD,
        rf"{_BODIES}(?:chủ trì|đầu mối|thực hiện|được giao|chịu trách nhiệm)(?: chính)?"
        r"(?: (?:thực hiện|tham mưu|triển khai|chính))?|lead(?:ing)?(?: agency| unit)?",
    ),
    (Field.SUPPORTING, rf"{_BODIES}phối hợp(?: (?:thực hiện|triển khai))?|supporting(?: agencies| units)?"),
    (
        Field.TIME,
        r"(?:thời gian|thời hạn|tiến độ|lộ trình|thời điểm|mốc thời gian)"
        r"(?:,? (?:thực hiện|hoàn thành|triển khai|trình))*|hoàn thành|time(?: ?frame)?|deadline",
    ),
    (
        Field.TEXT,
        r"(?:(?:tên|nội dung|danh mục|các|chương trình|đề án|dự án|nhiệm vụ|công việc|hoạt động|giải pháp|kế hoạch)"
        r"(?:[,/;]| và| cụ thể| chủ yếu| trọng tâm| chính| thực hiện| công tác)* ?)+|task|content",
    ),
)
_COMPILED = tuple((field, re.compile(rf"(?:{pattern})\Z")) for field, pattern in _PATTERNS)
_REMARK = re.compile(r"\s*\([^()]*\)\s*\Z")


def heading_field(text: str) -> Field | None:
    """The field a heading names, whatever its words and order; None for a heading of another kind ("Ghi chú")."""
    folded = fold(_REMARK.sub("", text.replace("\n", " ")))
    return next((field for field, pattern in _COMPILED if folded and pattern.match(folded)), None)
