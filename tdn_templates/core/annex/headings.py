"""Which column a heading of a published annex names (domain: header words differ)."""

import re

from tdn_templates.core.fold import fold
from tdn_templates.model.annex import Field

_BODY = r"(?:cơ quan|đơn vị|bộ phận|tổ chức|phòng|ban|sở|ngành|bộ|địa phương|lực lượng|cá nhân)"
_BODIES = rf"(?:(?:các )?{_BODY}(?:(?:,|/| và|-) ?{_BODY})*,? ?)?"
_INSIDE = r"(?:thuộc|trực thuộc|của|trong|nội bộ)\b"
_LEADS = (
    r"(?:chủ trì|đầu mối|thực hiện|được giao(?: chủ trì)?|chịu trách nhiệm|phụ trách|được phân công|tham mưu|chủ quản)"
)
_DOES = r"(?:thực hiện|tham mưu|triển khai|chính|soạn thảo|xây dựng|thẩm định|trình|theo dõi|nhiệm vụ|tổ chức)"

_PATTERNS: tuple[tuple[Field, str], ...] = (
    (Field.NUMBER, r"stt|tt|số tt|s\.?t\.?t|số thứ tự|thứ tự|no\.?|#|số"),
    (Field.OWN_LEAD, rf"{_BODIES}{_INSIDE}.*\bchủ trì.*|{_BODIES}chủ trì {_INSIDE}.*"),
    (Field.OWN_SUPPORTING, rf"{_BODIES}{_INSIDE}.*\bphối hợp.*|{_BODIES}phối hợp {_INSIDE}.*"),
    (
        Field.LEAD,
        rf"(?!thực hiện\Z){_BODIES}{_LEADS}(?:(?:,|/| và|-)? ?{_DOES})*"
        r"|(?:phân công|trách nhiệm)(?: (?:thực hiện|chủ trì|nhiệm vụ))?|phân công (?:cơ quan|đơn vị).*"
        r"|lead(?:ing)?(?: agency| unit)?|responsible(?: agency| unit)?",
    ),
    (Field.SUPPORTING, rf"{_BODIES}phối hợp(?:(?:,|/| và)? ?{_DOES})*|supporting(?: agencies| units)?"),
    (
        Field.TIME,
        r"(?:dự kiến )?(?:thời gian|thời hạn|tiến độ|lộ trình|thời điểm|mốc thời gian|năm|hạn|kỳ hạn)"
        r"(?:(?:,|/| và|-)? ?(?:thực hiện|hoàn thành|triển khai|trình|ban hành|dự kiến|kết thúc|xong|tiến độ"
        r"|thời gian))*"
        r"|(?:thời gian|thời hạn|ngày|năm) (?:bắt đầu|khởi đầu).*|(?:dự kiến |ngày )?hoàn thành"
        r"|time(?: ?frame)?|deadline",
    ),
    (
        Field.TEXT,
        r"(?!(?:kế hoạch|văn bản|các)\Z)"
        r"(?:(?:tên|nội dung|danh mục|các|nhóm|chương trình|đề án|dự án|nhiệm vụ|công việc|hoạt động|giải pháp"
        r"|kế hoạch|nhiệm vụ cụ thể|văn bản|đầu việc|phần việc)"
        r"(?:(?:,|/|;| và| &|-)| cụ thể| chủ yếu| trọng tâm| chính| thực hiện| công tác| triển khai| được giao"
        r"| cần)* ?)+"
        r"|tasks?|content|activity",
    ),
)
_COMPILED = tuple((field, re.compile(rf"(?:{pattern})\Z")) for field, pattern in _PATTERNS)
_REMARK = re.compile(r"\s*\([^()]*\)\s*\Z")
_BOTH = re.compile(r".*\bchủ trì\b.*\bphối hợp\b.*")
_LOOSE_TEXT = re.compile(
    r"(?:tên |các |danh mục )*(?:nội dung|nhiệm vụ|công việc|đề án|hoạt động|giải pháp|chương trình|dự án|văn bản)\b"
    r"(?!.*\b(?:chi|góp ý|kiến nghị|ý kiến|tiếp thu|phản ánh|kết quả|phối hợp|chủ trì|tổng|số)\b).*"
)
_LOOSE_LEAD = re.compile(
    rf"(?:các )?{_BODY}(?:(?:,|/| và|-) ?{_BODY})*|(?:người|cán bộ|công chức|chuyên viên)(?:,? (?:thực hiện|phụ trách"
    r"|chủ trì|được giao|chịu trách nhiệm))+"
)
_LOOSE_TIME = re.compile(
    r"(?:dự kiến )?(?:thời gian|thời hạn|tiến độ|lộ trình|thời điểm|mốc thời gian|hạn|kỳ hạn)\b"
    r"(?!.*\b(?:công tác|làm việc|sinh|giữ|bổ nhiệm|nghỉ|sử dụng|bảo hành|lưu trữ)\b).*"
)
_OWN_BODIES = re.compile(rf"(?:các )?{_BODIES}(?:trực )?{_INSIDE}.*")
_LONGEST = 90


def heading_field(text: str) -> Field | None:
    """The field a heading names, whatever its words and order; None for a heading of another kind ("Ghi chú")."""
    if len(text) > _LONGEST:
        return None
    folded = fold(_REMARK.sub("", text.replace("\n", " ")))
    return next((field for field, pattern in _COMPILED if folded and pattern.match(folded)), None)


def loose_field(text: str) -> Field | None:
    """As `heading_field`, for a heading that has no such column otherwise: "Nội dung đào tạo", "Đơn vị"."""
    folded = fold(_REMARK.sub("", text.replace("\n", " "))) if len(text) <= _LONGEST else ""
    if _LOOSE_TEXT.fullmatch(folded):
        return Field.TEXT
    if _LOOSE_TIME.fullmatch(folded):
        return Field.TIME
    return Field.LEAD if _LOOSE_LEAD.fullmatch(folded) else None


def names_both_roles(text: str) -> bool:
    """One column for those who lead and those who support ("Cơ quan chủ trì, phối hợp")."""
    return len(text) <= _LONGEST and _BOTH.match(fold(text.replace("\n", " "))) is not None


def two_row_field(above: str, below: str) -> Field | None:
    """The field of a heading over two rows: "Đơn vị thuộc Bộ" above "Chủ trì", "Cơ quan thực hiện" above "Phối hợp"."""
    lower = heading_field(below)
    if lower in (Field.LEAD, Field.SUPPORTING) and _OWN_BODIES.fullmatch(fold(above)):
        return Field.OWN_LEAD if lower is Field.LEAD else Field.OWN_SUPPORTING
    return heading_field(f"{above} {below}") or lower or (heading_field(above) if not below else None)
