"""The two letters of a round: the request for returns and the reminder."""

from collections.abc import Iterable

from word_templates.fields import Field, Purpose
from word_templates.letterhead import (
    HEAD_FIELDS,
    address,
    body,
    closing,
    document_foot,
    document_head,
    heading,
    letter_styles,
    spaced_table,
)
from word_templates.lists import ListColumn, list_table
from word_templates.ooxml import tag, text, when
from word_templates.package import docx
from word_templates.page import PORTRAIT
from word_templates.styles import styles_xml
from word_templates.tables import table_styles

REQUEST, REMINDER, UNIT_REMINDER = "cong-van", "don-doc", "don-doc-don-vi"
REQUEST_PURPOSE = Purpose("Công văn đề nghị gửi báo cáo, kế hoạch", "Letter asking for returns")
REMINDER_PURPOSE = Purpose("Công văn đôn đốc gửi báo cáo, kế hoạch", "Reminder letter")
UNIT_REMINDER_PURPOSE = Purpose("Công văn đôn đốc gửi một đơn vị", "Reminder to one unit")
_TABLE_POINTS = 12

_SHARED_FIELDS = (
    *HEAD_FIELDS,
    Field("head.send_to", "Nơi nhận bản nộp: hệ thống văn bản, thư điện tử", "Where returns go"),
    Field("head.contact", "Đầu mối liên hệ: đơn vị, điện thoại, thư điện tử", "Whom to ask"),
    Field("programme", "Tên chương trình, kế hoạch", "Title of the programme"),
    Field("document", "Loại, số, ngày, cơ quan ban hành văn bản giao", "Kind, number, day, issuer of the programme"),
    Field("reference", "Loại và số của văn bản giao", "Kind and number of the programme"),
    Field("returned", "Tên gọi của bản phải nộp", "What units are to send", required=False),
    Field("form", "Tên biểu mẫu", "Title of the form", required=False),
    Field("deadline", "Hạn gửi bằng chữ, trống nếu chưa có", "The deadline in words, blank if there is none"),
)
REQUEST_FIELDS = _SHARED_FIELDS
REMINDER_FIELDS = (
    *_SHARED_FIELDS,
    Field("counted_on", "Ngày tính số liệu", "The day the figures are of"),
    Field("received", "Các bản nộp đã nhận", "Returns received", each="entry"),
    Field("missing", "Các đơn vị chưa gửi", "Units that have not reported", each="entry"),
    Field("faulty", "Các bản nộp cần hoàn thiện", "Returns that need correction", each="entry"),
    Field("has_days_late", "Đúng khi đã quá hạn", "True when the deadline has passed", required=False, flag=True),
    Field("entry.unit", "Tên đơn vị", "Name of the unit"),
    Field("entry.document", "Số, ngày hoặc tên tệp của bản nộp", "Number and day, or file name, of the return"),
    Field("entry.state", "Trạng thái của bản nộp", "State of the return"),
    Field("entry.days_late", "Số ngày quá hạn", "Days late"),
    Field("entry.errors", "Số lỗi của bản nộp", "Errors in the return"),
    Field("count.units", "Số đơn vị phải gửi", "Units that have to report"),
    Field("count.units_received", "Số đơn vị đã gửi", "Units that have reported"),
    Field("count.received", "Số bản nộp đã nhận", "Returns received"),
    Field("count.missing", "Số đơn vị chưa gửi", "Units that have not reported"),
    Field("count.faulty", "Số bản nộp cần hoàn thiện", "Returns that need correction"),
    Field("count.errors", "Tổng số lỗi", "All errors"),
)

UNIT_REMINDER_FIELDS = (
    *_SHARED_FIELDS,
    Field("counted_on", "Ngày tính số liệu", "The day the figures are of"),
    Field("days_late", "Số ngày quá hạn, trống nếu chưa quá hạn", "Days late, blank if not late"),
    Field("sent", "Tên tệp đã gửi, trống nếu chưa gửi", "The file that was sent, blank if none came"),
    Field("marked", "Tên tệp có đánh dấu gửi kèm, trống nếu không có", "The marked workbook, blank if none"),
    Field("faults", "Các lỗi cần sửa", "Faults to correct", each="entry"),
    Field("entry.place", "Ô và nhiệm vụ", "Cell and task"),
    Field("entry.what", "Nội dung lỗi", "What is wrong"),
    Field("entry.remedy", "Cách sửa", "What to do"),
    Field("count.errors", "Tổng số lỗi", "All errors"),
    Field("count.left_out", "Số lỗi không liệt kê trong công văn", "Errors that the letter does not list"),
)

_NIL = (
    "Cơ quan, đơn vị không phát sinh nội dung trong kỳ vẫn gửi báo cáo và ghi rõ “không phát sinh”; "
    "nhiệm vụ nào không thực hiện thì nêu lý do tại dòng của nhiệm vụ đó."
)
_ASK = "Cần trao đổi thêm, xin liên hệ: {{ head.contact }}."


def request_docx() -> bytes:
    return _letter(REQUEST_PURPOSE.vi, _request())


def reminder_docx() -> bytes:
    return _letter(REMINDER_PURPOSE.vi, _reminder())


def unit_reminder_docx() -> bytes:
    return _letter(UNIT_REMINDER_PURPOSE.vi, _unit_reminder())


def _letter(purpose: str, parts: Iterable[str]) -> bytes:
    styles = styles_xml(*letter_styles(), *table_styles(_TABLE_POINTS))
    return docx(purpose, "".join(parts) + PORTRAIT.section(), styles)


def _request() -> Iterable[str]:
    yield document_head(text("VeViec", "V/v đề nghị gửi {{ returned }} theo {{ reference }}"))
    yield address()
    yield body(
        "Thực hiện {{ programme }} ({{ document }}), {{ head.body_name }} đề nghị Quý cơ quan, đơn vị rà soát các "
        "nhiệm vụ được giao và gửi {{ returned }} theo các nội dung sau:"
    )
    yield body(
        "1. Biểu mẫu: tệp Excel “{{ form }}” gửi kèm công văn này đã điền sẵn các nhiệm vụ giao cho từng đơn vị; phụ "
        "lục Word có cùng các dòng, dùng để in và trình. Đề nghị điền vào các ô nền vàng của tệp Excel và gửi lại "
        "chính tệp đó; không xóa dòng, xóa cột, không chép sang tệp khác."
    )
    yield body(
        "2. Thời hạn: {% if deadline %}chậm nhất vào {{ deadline }}{% else %}chậm nhất vào ngày      tháng      năm"
        "       {% endif %}."
    )
    yield body(f"3. {_NIL}")
    yield body("4. Gửi qua: {{ head.send_to }}.")
    yield body(f"5. {_ASK}")
    yield closing("{{ head.body_name }} trân trọng cảm ơn sự phối hợp của Quý cơ quan, đơn vị./.")
    yield document_foot("Như trên")


def _reminder() -> Iterable[str]:
    yield document_head(text("VeViec", "V/v đôn đốc gửi {{ returned }} theo {{ reference }}"))
    yield address()
    yield body(
        "Thực hiện {{ programme }} ({{ document }}), {{ head.body_name }} đã đề nghị các cơ quan, đơn vị gửi "
        "{{ returned }}{% if deadline %}, chậm nhất vào {{ deadline }}{% endif %}. Tính đến hết {{ counted_on }}, "
        "{{ count.units_received }}/{{ count.units }} đơn vị đã gửi{% if received %}, với {{ count.received }} bản nộp"
        "{% endif %}; {{ count.missing }} đơn vị chưa gửi{% if faulty %}; {{ count.faulty }} bản nộp cần hoàn thiện, "
        "với {{ count.errors }} lỗi{% endif %}. Cụ thể như sau:"
    )
    yield heading("1. Đơn vị đã gửi")
    yield _table_or_nothing("received", _received_table(), "Chưa có đơn vị nào gửi.")
    yield heading("2. Đơn vị chưa gửi")
    yield _table_or_nothing("missing", _missing_table(), "Không còn đơn vị nào chưa gửi.")
    yield heading("3. Bản nộp cần hoàn thiện")
    yield _table_or_nothing("faulty", _faulty_table(), "Không có bản nộp nào cần hoàn thiện.")
    yield heading("4. Đề nghị")
    yield when(
        "missing",
        body(
            "Các đơn vị tại mục 2 {% if has_days_late %}khẩn trương hoàn thành và gửi ngay {{ returned }}"
            "{% else %}hoàn thành và gửi {{ returned }} đúng thời hạn{% endif %} qua {{ head.send_to }}."
        ),
    )
    yield when(
        "faulty",
        body(
            "Các đơn vị tại mục 3 sửa ngay trong tệp đã nộp những lỗi đã được thông báo và gửi lại; bản gửi lại thay "
            "cho bản trước."
        ),
    )
    yield body(_NIL)
    yield body(_ASK)
    yield closing("{{ head.body_name }} trân trọng cảm ơn sự phối hợp của các cơ quan, đơn vị./.")
    yield document_foot("Như trên")


def _unit_reminder() -> Iterable[str]:
    yield document_head(text("VeViec", "V/v đôn đốc gửi {{ returned }} theo {{ reference }}"))
    yield address()
    yield body(
        "Thực hiện {{ programme }} ({{ document }}), {{ head.body_name }} đã đề nghị Quý cơ quan, đơn vị gửi "
        "{{ returned }}{% if deadline %}, chậm nhất vào {{ deadline }}{% endif %}."
    )
    yield _either(
        "sent",
        "Tính đến hết {{ counted_on }}, bản nộp “{{ sent }}” của Quý cơ quan, đơn vị còn {{ count.errors }} lỗi cần "
        "sửa{% if marked %}, được đánh dấu tại ô có lỗi trong tệp “{{ marked }}” gửi kèm{% endif %}. Cụ thể như sau:",
        "Tính đến hết {{ counted_on }}, {{ head.body_name }} chưa nhận được {{ returned }} của Quý cơ quan, đơn vị"
        "{% if days_late %}, quá hạn {{ days_late }} ngày{% endif %}.",
    )
    yield when("faults", spaced_table(_faults_table()))
    yield when(
        "count.left_out",
        body("Còn {{ count.left_out }} lỗi khác không liệt kê ở đây, có đủ trong tệp được đánh dấu."),
    )
    yield _either(
        "sent",
        "Đề nghị Quý cơ quan, đơn vị sửa ngay trong tệp đã nộp và gửi lại qua {{ head.send_to }}; bản gửi lại thay cho "
        "bản trước.",
        "Đề nghị Quý cơ quan, đơn vị hoàn thành và gửi {{ returned }} qua {{ head.send_to }}.",
    )
    yield body(_NIL)
    yield body(_ASK)
    yield closing("{{ head.body_name }} trân trọng cảm ơn sự phối hợp của Quý cơ quan, đơn vị./.")
    yield document_foot("Như trên")


def _either(condition: str, yes: str, no: str) -> str:
    return "".join((tag(f"{{%p if {condition} %}}"), body(yes), tag("{%p else %}"), body(no), tag("{%p endif %}")))


def _table_or_nothing(entries: str, table: str, nothing: str) -> str:
    return "".join(
        (
            tag(f"{{%p if {entries} %}}"),
            spaced_table(table),
            tag("{%p else %}"),
            body(nothing),
            tag("{%p endif %}"),
        )
    )


_NUMBER = ListColumn(12, "STT", "{{ loop.index }}", "", "OBangGiua")
_DOCUMENT = "Bản nộp (số, ngày hoặc tên tệp)"


def _received_table() -> str:
    return list_table(
        "received",
        _NUMBER,
        ListColumn(None, "Đơn vị", "{{ entry.unit }}", "Cộng: {{ count.units_received }} đơn vị"),
        ListColumn(60, _DOCUMENT, "{{ entry.document }}", "{{ count.received }} bản nộp"),
        ListColumn(32, "Trạng thái", "{{ entry.state }}", "", "OBangGiua"),
    )


def _missing_table() -> str:
    return list_table(
        "missing",
        _NUMBER,
        ListColumn(None, "Đơn vị", "{{ entry.unit }}", "Cộng: {{ count.missing }} đơn vị"),
        ListColumn(33, "Số ngày quá hạn", "{{ entry.days_late }}", "", "OBangGiua", "has_days_late"),
    )


def _faults_table() -> str:
    return list_table(
        "faults",
        _NUMBER,
        ListColumn(30, "Ô, nhiệm vụ", "{{ entry.place }}", ""),
        ListColumn(None, "Nội dung", "{{ entry.what }}", "Cộng: {{ count.errors }} lỗi"),
        ListColumn(55, "Cách sửa", "{{ entry.remedy }}", ""),
    )


def _faulty_table() -> str:
    return list_table(
        "faulty",
        _NUMBER,
        ListColumn(None, "Đơn vị", "{{ entry.unit }}", "Cộng"),
        ListColumn(60, _DOCUMENT, "{{ entry.document }}", "{{ count.faulty }} bản nộp"),
        ListColumn(32, "Số lỗi", "{{ entry.errors }}", "{{ count.errors }}", "OBangGiua"),
    )
