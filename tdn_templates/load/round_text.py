"""Write round.yaml: what somebody opens in an editor, with a comment in both languages at every key."""

from collections.abc import Iterator, Sequence
from datetime import date

from tdn_templates.load.unsure import quoted_scalar
from tdn_templates.model.round import RoundSetup
from tdn_templates.model.unit import Unit

_HEAD = """\
# Đợt báo cáo: mọi lệnh chạy trong thư mục này (generate, validate, status, remind, merge) đọc tệp này.
# Ngày viết dạng 30/11/2026. Đường dẫn tính từ thư mục này nên chép, gửi cả thư mục đi đâu cũng dùng được.
# The round: commands that run in this folder read this file. Days as 30/11/2026; paths start in this folder.
"""

_SETTINGS = """\
# Mức độ của quy tắc trong đợt này: error, warning, note, off. | Severities of rules in this round.
severity:
#  UNIT03: note

# Miễn trừ từng trường hợp. | Waivers for single cases.
waivers:
#  - code: ROW01
#    unit: bo-tai-chinh
#    task: "4.2"
#    reason: Đã thống nhất tại công văn
#    approver: Lãnh đạo Cục
#    expires: 2026-12-31
"""


def round_text(setup: RoundSetup, units: Sequence[Unit]) -> str:
    """The file of a new round; `units` are those of the setup, for their names. Settings are left to be filled in."""
    return "\n".join((_HEAD, *_lines(setup), "", *_unit_lines(units), "", *_use_lines(), "", _SETTINGS))


def _lines(setup: RoundSetup) -> Iterator[str]:
    for comment, key, value in (
        ("Mã của đợt, dùng trong tên tệp | Code of the round", "code", setup.code),
        ("Tên của đợt | Title", "title", setup.title),
        (
            "Chương trình: mã có sẵn, hoặc tệp trong thư mục này | Programme: a code or a file here",
            "programme",
            setup.programme,
        ),
        ("Mẫu: plan, registration, progress | Form", "form", setup.form),
        ("Năm, chỉ với mẫu lập theo năm | Year, for yearly forms", "year", str(setup.year or "")),
        ("Đơn vị, tên gọi của ngày này; để trống: ngày của danh mục | Units of this day", "as_of", _day(setup.as_of)),
        ("Hạn gửi | The last day for returns", "deadline", _day(setup.deadline)),
        ("Ngày khóa sổ, sau ngày này không nhận nữa | Nothing is taken after this day", "closing", _day(setup.closing)),
        ("Cơ quan tổ chức đợt | Who runs the round", "issuer", setup.issuer),
    ):
        yield f"# {comment}"
        yield f"{key}: {_scalar(value)}".rstrip()
    yield "# Công văn gửi kèm: số, ngày; head: tệp phần đầu, phần cuối (tdn letter head) | The letter with the forms"
    yield "letter:"
    for key, value in (("number", setup.letter_number), ("date", _day(setup.letter_date)), ("head", setup.head)):
        yield f"  {key}: {_scalar(value)}".rstrip()
    yield "# Thư mục mẫu riêng của cơ quan trong thư mục này | Folder of own templates, inside this folder"
    yield f"templates: {_scalar(setup.templates)}".rstrip()


def _unit_lines(units: Sequence[Unit]) -> Iterator[str]:
    yield f"# Đơn vị phải gửi, {len(units)} đơn vị; thêm, bớt dòng được | Units that are to report"
    yield "units:"
    yield from (f"  - {unit.slug}  # {' '.join(unit.name.split())}" for unit in units)


def _use_lines() -> Iterator[str]:
    yield "# Bản nộp được dùng thay cho bản nhận sau cùng | Returns that count instead of the last one received"
    yield "use:"
    yield "#  - bo-tai-chinh/lan-1.xlsx"


def _scalar(value: str) -> str:
    """Plain where YAML leaves no doubt, quoted otherwise."""
    is_plain = value.isascii() and all(char.isalnum() or char in "-/._" for char in value) and value[:1].isalnum()
    return value if is_plain or not value else quoted_scalar(value)


def _day(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year}" if day is not None else ""
