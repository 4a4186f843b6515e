"""What a unit adds to a task to make it its own, and the words of office style that tell no task from another.

Both are principled lists: phrases of place and scope, names of the unit itself, verbs and nouns that any plan uses.
Nothing here is taken out of the text that is shown; it only counts less, or not at all, when texts are compared.
"""

import re
from collections.abc import Iterable

_AREA = r"(?:tỉnh|thành phố|địa phương|huyện|thị xã|quận|xã|phường|đặc khu|đơn vị|cơ quan|bộ|ngành|cả nước|toàn tỉnh)"
_PLACES = (
    rf"(?:trên|tại|trong|ở) (?:toàn )?địa bàn(?: (?:toàn|của))?(?: {_AREA})?",
    rf"trên (?:toàn|phạm vi) {_AREA}",
    r"(?:trong|thuộc) (?:phạm vi|lĩnh vực|thẩm quyền)(?: (?:quản lý|quản lí|phụ trách|được giao))*"
    rf"(?: (?:của|nhà nước của))?(?: {_AREA})?",
    rf"(?:của|tại|ở|do|thuộc|cho|về|trong|toàn) {_AREA}(?! (?:hội|trọng điểm|láng giềng|quy tắc))",
    r"theo (?:chức năng|nhiệm vụ|thẩm quyền|quy định|phân cấp|phân công|hướng dẫn|tình hình thực tế|điều kiện thực tế)"
    r"(?:(?:,| và) (?:chức năng|nhiệm vụ|quyền hạn|thẩm quyền))*(?: được giao| của pháp luật| hiện hành)?"
    rf"(?: của {_AREA})?",
    rf"mà {_AREA}[^;,.()]*",
    r"phù hợp với (?:điều kiện|tình hình|đặc điểm|thực tiễn)(?: thực tế)?(?: của)?(?: địa phương| tỉnh)?",
    r"cho (?:toàn thể )?cán bộ, (?:công chức|đảng viên|viên chức)(?:, (?:công chức|viên chức|người lao động|đảng viên"
    r"|đoàn viên|hội viên|quần chúng(?: nhân dân)?|(?:và )?nhân dân))*(?: và (?:nhân dân|người lao động))?",
    r"(?:các |mỗi )?(?:sở|bộ|ban)(?:(?:,| và) (?:sở|bộ|ban))*,? ngành(?:(?:,| và) (?:đoàn thể|địa phương))*",
    r"(?:ubnd|ủy ban nhân dân)(?: các)?(?: (?:huyện|thị xã|thành phố|quận|xã|phường|đặc khu|tỉnh|cấp xã|cấp huyện),?)+",
    r"các (?:cơ quan|đơn vị|địa phương)(?:(?:,| và) (?:cơ quan|đơn vị|địa phương|tổ chức))+",
)
_OF_PLACE = tuple(re.compile(rf"\b{pattern}\b") for pattern in _PLACES)

_SMALL = (
    "các và của về cho trong trên với để theo từ tại ở nhằm một những được là có khi như do bởi đến tới vào ra cùng "
    "hoặc này đó số việc cần phải đã đang sẽ qua bằng ngày tháng năm giai đoạn mỗi"
)
FUNCTION_WORDS = frozenset(_SMALL.split())
"""Words that carry no content of their own; they weigh nothing."""

_LIGHT_PAIRS = (
    "triển khai;thực hiện;xây dựng;tổ chức;tham gia;phối hợp;tăng cường;đẩy mạnh;nâng cao;tiếp tục;nghiên cứu;"
    "chủ động;đề án;kế hoạch;chương trình;công tác;hoạt động;nhiệm vụ;hiệu quả;chất lượng;kịp thời;nghiêm túc;"
    "bảo đảm;đảm bảo;chỉ đạo;hướng dẫn;ban hành;thông tin;đối ngoại;nội dung;góp phần;thường xuyên;đồng bộ;hiệu lực;"
    "theo dõi;phê duyệt;tham mưu;quan tâm;chú trọng;trọng tâm;trọng điểm;trách nhiệm;phù hợp;gắn với;"
    "có hiệu;liên quan;chiến lược;"
    "chính phủ;thủ tướng;quyết định;nghị định;chỉ thị;nghị quyết;kết luận;hội nghị;chuyên đề;lồng ghép;"
    "hình thức;hệ thống"
)
LIGHT_PAIRS = frozenset(_LIGHT_PAIRS.split(";"))
"""Words of two syllables that stand in any plan: they weigh less than their rarity in one list would say."""


def places_of(unit_names: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Patterns over folded text of what is said of place and scope only; `unit_names` are folded names of the unit."""
    names = sorted({name for name in unit_names if " " in name}, key=lambda name: (-len(name), name))
    own = rf"(?:(?:của|tại|ở|do|về) )?(?:{'|'.join(map(re.escape, names))})"
    return (*((re.compile(rf"\b{own}\b"),) if names else ()), *_OF_PLACE)
