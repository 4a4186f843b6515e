"""The parts of a text: what stands between semicolons, and what begins with a verb of its own."""

import re

_HARD = re.compile(r"[;\n]+|\.\s+(?=[A-ZĐÀ-Ỵ])")
_VERBS = (
    "xây dựng|triển khai|thực hiện|tổ chức|đẩy mạnh|tăng cường|phối hợp|nghiên cứu|củng cố|nâng cao|phát triển|đào tạo|"
    "bồi dưỡng|tuyên truyền|phổ biến|quán triệt|giám sát|kiểm tra|sửa đổi|tổng kết|đánh giá|đề xuất|huy động|bố trí|"
    "sản xuất|quảng bá|tham gia|hình thành|ứng dụng|rà soát|hướng dẫn|quản lý|khen thưởng|biên soạn|cung cấp|kết nối|"
    "tích hợp|xử lý|đấu tranh|bảo đảm|đảm bảo|hỗ trợ|khuyến khích|mở rộng|duy trì|cử|thí điểm|truyền thông|bảo vệ"
)
_BEFORE_VERB = re.compile(rf"(?:,| và|, và| đồng thời)\s+(?=(?:{_VERBS})\b)", re.IGNORECASE)
_COORDINATE = re.compile(r"\s*(?:,|;|\(|\)|:|\n|\s(?:và|hoặc|cùng|cũng như)\s)\s*", re.IGNORECASE)


def clauses(text: str) -> tuple[str, ...]:
    """What stands between semicolons, line ends and full stops; the whole text where there are none."""
    return tuple(part.strip() for part in _HARD.split(text) if part.strip())


def steps(text: str) -> tuple[str, ...]:
    """Clauses, cut further where a comma or "và" is followed by a verb: "tổng kết ... và sửa đổi ..."."""
    return tuple(part.strip() for clause in clauses(text) for part in _BEFORE_VERB.split(clause) if part.strip())


def coordinate_parts(text: str) -> tuple[str, ...]:
    """The smallest parts: what stands between commas, semicolons, brackets and "và"."""
    return tuple(part.strip() for part in _COORDINATE.split(text) if part and part.strip())
