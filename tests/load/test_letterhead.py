"""A letterhead file says what an office knows; what does not fit is named with its line."""

import pytest

from tdn_templates.errors import TdnError
from tdn_templates.load.letterhead import EXAMPLE, read_letterhead
from tdn_templates.model.letterhead import Contact, LetterHead

FULL = """\
parent_body: Bộ Tài chính
issuing_body: Văn phòng Bộ
symbol: VP-TH
place: Hà Nội
signer_office:
  - KT. CHÁNH VĂN PHÒNG
  - PHÓ CHÁNH VĂN PHÒNG
copies_to:
  - Lãnh đạo Bộ (để báo cáo);
filed_by: TH.
send_to: Hệ thống quản lý văn bản.
contact:
  unit: Phòng Tổng hợp
  phone: "024 0000 0000"
"""


def test_every_key_is_read_and_closing_marks_are_left_to_the_template() -> None:
    assert read_letterhead(FULL, "co-quan.yaml") == LetterHead(
        parent_body="Bộ Tài chính",
        issuing_body="Văn phòng Bộ",
        symbol="VP-TH",
        place="Hà Nội",
        signer_office=("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        copies_to=("Lãnh đạo Bộ (để báo cáo)",),
        filed_by="TH",
        send_to="Hệ thống quản lý văn bản",
        contact=Contact("Phòng Tổng hợp", "024 0000 0000", ""),
    )


def test_the_example_is_a_letterhead_in_which_nothing_is_filled_in_yet() -> None:
    assert read_letterhead(EXAMPLE, "co-quan.yaml") == LetterHead()


def test_the_example_shows_every_key() -> None:
    uncommented = EXAMPLE.replace("#  - ", "  - ")
    filled = uncommented.replace("unit:", "unit: a").replace("phone:", "phone: b").replace("email:", "email: c")
    head = read_letterhead(filled, "co-quan.yaml")
    assert head.contact == Contact("a", "b", "c")
    assert head.signer_office == ("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")
    assert head.copies_to == ("Lãnh đạo Bộ (để báo cáo)",)
    keys = [line.partition(":")[0] for line in EXAMPLE.splitlines() if line[:1].isalpha()]
    assert keys == list(LetterHead.__dataclass_fields__)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("place: Hà Nội\nsymbols: VP\n", 2, 'khoá "symbols" không được dùng'),
        ("symbol: /VP-TH\n", 1, '"symbol" chỉ ghi phần sau số'),
        ("symbol: Số VP-TH\n", 1, '"symbol" chỉ ghi phần sau số'),
        ("place: Hà Nội\nsigner_office: CHÁNH VĂN PHÒNG\n", 2, '"signer_office" phải là một danh sách'),
        ("contact: Phòng Tổng hợp\n", 1, '"contact" phải gồm các dòng'),
        ("contact:\n  unit: a\n  name: b\n", 3, 'khoá "name" không được dùng'),
        ("- a\n", 1, "tệp phải bắt đầu bằng"),
    ],
)
def test_what_does_not_fit_is_named_with_file_and_line(text: str, line: int, said: str) -> None:
    with pytest.raises(TdnError) as caught:
        read_letterhead(text, "co-quan.yaml")
    assert caught.value.vi.startswith(f"co-quan.yaml, dòng {line}: ")
    assert said in caught.value.vi
