"""The file in which an office keeps head and foot of its letters, and an example of it.

parent_body: Bộ Tài chính     cơ quan chủ quản
issuing_body: Văn phòng Bộ    cơ quan ban hành
symbol: VP-TH                 what follows the number and the slash
place: Hà Nội
signer_office: [...]          lines of authority and office
copies_to: [...]              lines of Nơi nhận
filed_by: TH                  drafting unit in "Lưu: VT, TH"
send_to: ...                  where returns go
contact: {unit, phone, email}
Every key may be missing or blank.
"""

from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.model.letterhead import Contact, LetterHead

_TEXTS = ("parent_body", "issuing_body", "symbol", "place", "filed_by", "send_to")
_LISTS = ("signer_office", "copies_to")
_CONTACT = ("unit", "phone", "email")

EXAMPLE = """\
# Phần đầu và phần cuối của công văn, báo cáo. Điền sau dấu hai chấm; chỗ để trống thì văn bản chừa chỗ để ghi tay.
# Tên cơ quan ghi như trong câu (Bộ Tài chính), văn bản tự in hoa. Không ghi họ tên người ký.
# Head and foot of letters and reports. What is blank here stays blank in the document, to be filled in by hand.

# Cơ quan chủ quản; bộ, tỉnh không ghi dòng này. Ví dụ: Bộ Tài chính | Parent body
parent_body:

# Cơ quan ban hành văn bản. Ví dụ: Văn phòng Bộ | Issuing body
issuing_body:

# Ký hiệu, phần sau số và dấu gạch chéo. Ví dụ: VP-TH | Symbol, what follows the number
symbol:

# Địa danh. Ví dụ: Hà Nội | Place
place:

# Quyền hạn, chức vụ người ký, mỗi dòng một mục. | Lines of the signer's authority and office
signer_office:
#  - KT. CHÁNH VĂN PHÒNG
#  - PHÓ CHÁNH VĂN PHÒNG

# Nơi nhận, ngoài “Như trên” và “Lưu: VT”. | Who gets a copy
copies_to:
#  - Lãnh đạo Bộ (để báo cáo)

# Chữ viết tắt của đơn vị soạn thảo ở dòng “Lưu: VT, ...”. Ví dụ: TH | Drafting unit
filed_by:

# Nơi gửi bản nộp. Ví dụ: Hệ thống quản lý văn bản và điều hành | Where returns go
send_to:

# Đầu mối để đơn vị hỏi. | Whom to ask
contact:
  unit:
  phone:
  email:
"""


def read_letterhead(text: str, name: str) -> LetterHead:
    """`name` is the file name for messages. Raises TdnError, naming file and line."""
    entry = read_entry(text, name)
    entry.only(*_TEXTS, *_LISTS, "contact")
    return LetterHead(
        parent_body=entry.optional_text("parent_body"),
        issuing_body=entry.optional_text("issuing_body"),
        symbol=_symbol(entry),
        place=entry.optional_text("place"),
        signer_office=entry.texts("signer_office"),
        copies_to=tuple(line.strip().rstrip(";.") for line in entry.texts("copies_to")),
        filed_by=entry.optional_text("filed_by").rstrip("."),
        send_to=entry.optional_text("send_to").rstrip("."),
        contact=_contact(entry.optional_entry("contact")),
    )


def _symbol(entry: Entry) -> str:
    symbol = entry.optional_text("symbol").strip()
    if "/" in symbol or len(symbol.split()) > 1:
        vi = f'"symbol" chỉ ghi phần sau số và dấu gạch chéo, không có dấu cách, ví dụ VP-TH; đang ghi "{symbol}".'
        en = f'"symbol" is only what follows the number and the slash, without blanks, as in VP-TH; not "{symbol}".'
        entry.fail(vi, en, key="symbol")
    return symbol


def _contact(entry: Entry | None) -> Contact:
    if entry is None:
        return Contact()
    entry.only(*_CONTACT)
    unit, phone, email = (entry.optional_text(key) for key in _CONTACT)
    return Contact(unit, phone, email)
