"""Head and foot of a document: the two columns above and below the text (Phụ lục I, Phần II of the decree)."""

from collections.abc import Iterable

from tdn_templates.word.letterhead import LEFT_COLUMN_MM, NAME_POINTS
from tdn_templates.word.short_lines import LINES_MM, width_mm
from word_templates.fields import Field
from word_templates.ooxml import (
    BOLD,
    CAPITALS,
    ITALIC,
    bare_table,
    cell,
    paragraph,
    row,
    run,
    size,
    tag,
    text,
    twips,
)
from word_templates.page import PORTRAIT
from word_templates.styles import (
    CENTRED,
    JUSTIFIED,
    WITH_NEXT,
    fitting_line_styles,
    line_style,
    spacing,
    style,
)

_MOTTO, _MOTTO_POINTS = "Độc lập - Tự do - Hạnh phúc", 13
_LEFT, _RIGHT = PORTRAIT.widths(LEFT_COLUMN_MM, None)
_FOOT = PORTRAIT.widths(82.5, None)
_NAME_LINES = range(1, 6)
_TITLE_LINES = range(4, len(LINES_MM) + 1)
_SIGNATURE_POINTS = 72
_INDENT = '<w:ind w:firstLine="720"/>'  # 1,27 cm
_SINGLE_TO_ONE_AND_A_HALF = '<w:spacing w:before="120" w:after="0" w:line="264" w:lineRule="auto"/>'
_ADDRESS, _COLON = twips(35), twips(width_mm("Kính gửi", 14))
_DASH = 200
_FIELD_LINE = "Số thứ tự của đường kẻ ngắn vừa với dòng chữ phía trên"

HEAD_FIELDS = (
    Field("head.parent_body", "Cơ quan chủ quản (in hoa), trống nếu không có", "Parent body in capitals, if any"),
    Field("head.issuing_body", "Cơ quan ban hành (in hoa)", "Issuing body in capitals"),
    Field(
        "head.line",
        _FIELD_LINE,
        "Which of the short lines fits under the issuing body",
        required=False,
        values=tuple(map(str, _NAME_LINES)),
    ),
    Field("head.body_name", "Cơ quan ban hành, viết trong câu", "Issuing body as in a sentence"),
    Field("head.number", "Số, ký hiệu; số để trống", "Number, left blank, and symbol"),
    Field("head.place_and_date", "Địa danh, ngày tháng năm", "Place and date"),
    Field(
        "head.signer_office",
        "Các dòng quyền hạn, chức vụ người ký",
        "Lines of the signer's authority and office",
        each="text",
    ),
    Field("head.copies_to", "Các dòng Nơi nhận, không kể dòng Lưu", "Lines of Nơi nhận, but for the last", each="text"),
    Field("head.filed_by", "Chữ viết tắt đơn vị soạn thảo ở dòng Lưu", "Short name of the drafting unit"),
    Field("recipients", "Nơi Kính gửi", "Whom it is addressed to", each="text"),
)
TITLE_LINE_FIELD = Field(
    "title_line",
    _FIELD_LINE,
    "Which of the short lines fits under the title",
    required=False,
    values=tuple(map(str, _TITLE_LINES)),
)


def document_head(*below_number: str) -> str:
    """Names and motto above, number and date below; `below_number` are paragraphs under the number (V/v)."""
    names = (
        tag("{%p if head.parent_body %}"),
        text("ChuQuan", "{{ head.parent_body }}"),
        tag("{%p endif %}"),
        text("CoQuan", "{{ head.issuing_body }}"),
        fitting_lines("GachCoQuan", "head.line", _NAME_LINES),
    )
    nation = (text("QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), text("TieuNgu", _MOTTO), paragraph("GachTieuNgu"))
    number = (text("SoKyHieu", "{{ head.number }}"), *below_number)
    rows = (
        _side_by_side((_LEFT, _RIGHT), names, nation),
        _side_by_side((_LEFT, _RIGHT), number, (text("DiaDanh", "{{ head.place_and_date }}"),)),
    )
    return bare_table((_LEFT, _RIGHT), rows)


def title_lines() -> str:
    return fitting_lines("GachTrichYeu", "title_line", _TITLE_LINES)


def fitting_lines(key: str, field: str, numbers: Iterable[int]) -> str:
    """The one line that fits."""
    first, *others = numbers
    choices = [tag(f'{{%p if {field} == "{first}" %}}'), paragraph(f"{key}{first}")]
    for number in others[:-1]:
        choices += [tag(f'{{%p elif {field} == "{number}" %}}'), paragraph(f"{key}{number}")]
    return "".join([*choices, tag("{%p else %}"), paragraph(f"{key}{others[-1]}"), tag("{%p endif %}")])


def address() -> str:
    """One recipient stands in the line of "Kính gửi:", several stand below it, dashes under the colon."""
    return "".join(
        (
            tag("{%p if recipients|length == 1 %}"),
            text("KinhGui", "Kính gửi: {% for recipient in recipients %}{{ recipient }}{% endfor %}"),
            tag("{%p else %}"),
            text("KinhGuiNhieu", "Kính gửi:"),
            tag("{%p for recipient in recipients %}"),
            text("KinhGuiMuc", "- {{ recipient }}{% if loop.last %}.{% else %};{% endif %}"),
            tag("{%p endfor %}"),
            tag("{%p endif %}"),
        )
    )


def document_foot(*first_copies: str) -> str:
    """Nơi nhận on the left, `first_copies` before those of the office; office and place of the signature on the right.

    The name of who signs stays blank."""
    copies = (
        text("NoiNhan", "Nơi nhận:"),
        *(text("NoiNhanMuc", f"- {copy};") for copy in first_copies),
        tag("{%p for copy in head.copies_to %}"),
        text("NoiNhanMuc", "- {{ copy }};"),
        tag("{%p endfor %}"),
        text("NoiNhanMuc", "- Lưu: VT, {{ head.filed_by }}."),
    )
    signature = (
        tag("{%p for line in head.signer_office %}"),
        text("ChucVu", "{{ line }}"),
        tag("{%p endfor %}"),
        paragraph("HoTen"),
    )
    return paragraph("TruocChuKy") + bare_table(_FOOT, (_side_by_side(_FOOT, copies, signature),))


def body(words: str) -> str:
    """A paragraph of the text."""
    return text("ThanVan", words)


def spaced_table(table: str) -> str:
    """The table with a little room above and below. LibreOffice keeps a heading with its text only when something
    parts it from the table before."""
    return paragraph("TruocBang") + table + paragraph("SauBang")


def closing(words: str) -> str:
    """The last paragraph: it goes with the signature when that has no room on the page."""
    return text("ThanVanCuoi", words)


def heading(words: str) -> str:
    return text("MucVan", words)


def letter_styles() -> tuple[str, ...]:
    bold_centre = WITH_NEXT + CENTRED
    below_motto = line_style("GachTieuNgu", "Văn bản - gạch dưới Tiêu ngữ", _RIGHT, width_mm(_MOTTO, _MOTTO_POINTS))
    text_width = PORTRAIT.text_width
    items = f'<w:ind w:left="{_ADDRESS + _COLON + _DASH}" w:hanging="{_DASH}"/>'
    return (
        style("QuocHieu", "Văn bản - Quốc hiệu", CENTRED, BOLD + size(12)),
        style("TieuNgu", "Văn bản - Tiêu ngữ", CENTRED, BOLD + size(_MOTTO_POINTS)),
        below_motto,
        style("ChuQuan", "Văn bản - cơ quan chủ quản", CENTRED, size(NAME_POINTS)),
        style("CoQuan", "Văn bản - cơ quan ban hành", CENTRED, BOLD + size(NAME_POINTS)),
        fitting_line_styles("GachCoQuan", "Văn bản - gạch dưới tên cơ quan", _LEFT, _NAME_LINES),
        style("SoKyHieu", "Văn bản - số và ký hiệu", spacing(8) + CENTRED, size(13)),
        style("DiaDanh", "Văn bản - địa danh và ngày tháng", spacing(8) + CENTRED, ITALIC + size(13)),
        style("VeViec", "Công văn - trích yếu", spacing(6) + CENTRED, size(12)),
        style("KinhGui", "Công văn - Kính gửi", spacing(18, 6) + CENTRED, size(14)),
        style("KinhGuiNhieu", "Công văn - Kính gửi nhiều nơi", WITH_NEXT + spacing(18) + _left(_ADDRESS), size(14)),
        style("KinhGuiMuc", "Công văn - nơi Kính gửi", spacing(2) + items, size(14)),
        style("TenLoai", "Báo cáo - tên loại", WITH_NEXT + spacing(18) + CENTRED, BOLD + CAPITALS + size(14)),
        style("DuThaoVanBan", "Báo cáo - dự thảo", WITH_NEXT + spacing(12) + CENTRED, BOLD + size(13)),
        style("TrichYeu", "Báo cáo - trích yếu", bold_centre, BOLD + size(14)),
        fitting_line_styles("GachTrichYeu", "Báo cáo - gạch dưới trích yếu", text_width, _TITLE_LINES, after=6),
        style("ThanVan", "Văn bản - lời văn", _SINGLE_TO_ONE_AND_A_HALF + _INDENT + JUSTIFIED, size(14)),
        style("ThanVanCuoi", "Văn bản - lời văn cuối", WITH_NEXT, "", "ThanVan"),
        style("MucVan", "Văn bản - mục", WITH_NEXT + _SINGLE_TO_ONE_AND_A_HALF + _INDENT + JUSTIFIED, BOLD + size(14)),
        style("TruocBang", "Văn bản - khoảng trên bảng", WITH_NEXT + _height(120), size(1)),
        style("SauBang", "Văn bản - khoảng dưới bảng", _height(60), size(1)),
        style("TruocChuKy", "Văn bản - khoảng trên chữ ký", WITH_NEXT + _height(240), size(1)),
        style("NoiNhan", "Văn bản - Nơi nhận", "", BOLD + ITALIC + size(12)),
        style("NoiNhanMuc", "Văn bản - dòng Nơi nhận", "", size(11)),
        style("ChucVu", "Văn bản - quyền hạn và chức vụ", bold_centre, BOLD + size(14)),
        style("HoTen", "Văn bản - họ tên người ký", spacing(_SIGNATURE_POINTS) + CENTRED, BOLD + size(14)),
    )


def _left(indent: int) -> str:
    return f'<w:ind w:left="{indent}"/>'


def _height(line: int) -> str:
    """An empty paragraph of exactly this height in twips, which parts two tables or a text and a table."""
    return f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'


def _side_by_side(widths: tuple[int, ...], *columns: Iterable[str]) -> str:
    return row(cell(width, "".join(parts)) for width, parts in zip(widths, columns, strict=True))


def section_break(section: str) -> str:
    """The paragraph that ends a section, as low as it can be."""
    return f'<w:p><w:pPr><w:pStyle w:val="TruocBang"/>{section}</w:pPr>{run("")}</w:p>'
