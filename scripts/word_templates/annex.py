"""The annexes: consolidated in 5 or 7 columns, by task with several units, and the form a unit fills in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from word_templates.fields import Field, Purpose, fields_yaml
from word_templates.ooxml import BOLD, CAPITALS, HIDDEN, ITALIC, paragraph, run, size, tag, text, when
from word_templates.package import docx
from word_templates.page import LANDSCAPE
from word_templates.styles import CENTRED, JUSTIFIED, RIGHT, WITH_NEXT, line_style, spacing, style, styles_xml
from word_templates.tables import Column, TaskTable, table_styles, task_table

_SHORT_LINE_MM = 40


@dataclass(frozen=True, slots=True)
class AnnexTemplate:
    """A template whose document is one annex, instructions and hidden stamp included where it is a form."""

    name: str
    purpose: Purpose
    table: TaskTable


_NUMBER = Column("number", 13, "OBangGiua")
_TEXT = Column("text", None)


ANNEXES = (
    AnnexTemplate(
        "phu-luc-5-cot",
        Purpose("Phụ lục tổng hợp, 5 cột", "Consolidated annex of one unit, 5 columns"),
        TaskTable(
            LANDSCAPE,
            (_NUMBER, _TEXT, Column("lead", 48), Column("supporting", 54), Column("time", 31, "OBangGiua")),
            12,
        ),
    ),
    AnnexTemplate(
        "phu-luc-7-cot",
        Purpose(
            "Phụ lục tổng hợp, 7 cột: thêm đơn vị thuộc Bộ chủ trì, phối hợp",
            "Consolidated annex of one unit, 7 columns: with its own lead and supporting units",
        ),
        TaskTable(
            LANDSCAPE,
            (
                _NUMBER,
                _TEXT,
                Column("lead", 37),
                Column("supporting", 41),
                Column("time", 23, "OBangGiua"),
                Column("own_lead", 36),
                Column("own_supporting", 38),
            ),
            11,
        ),
    ),
    AnnexTemplate(
        "phu-luc-nhieu-don-vi",
        Purpose(
            "Phụ lục tổng hợp nhiều đơn vị: dưới mỗi nhiệm vụ, mỗi đơn vị một dòng",
            "Consolidated annex of several units: a row for each unit below each task",
        ),
        TaskTable(
            LANDSCAPE,
            (
                _NUMBER,
                Column("unit", 40),
                _TEXT,
                Column("lead", 44),
                Column("supporting", 48),
                Column("time", 28, "OBangGiua"),
            ),
            11,
            has_unit_rows=True,
        ),
    ),
    AnnexTemplate(
        "phu-luc-don-vi",
        Purpose("Phụ lục gửi đơn vị điền: kế hoạch", "Annex that a unit fills in: its plan"),
        TaskTable(
            LANDSCAPE,
            (
                Column("number", 11, "OBangGiua"),
                _TEXT,
                Column("lead", 26),
                Column("supporting", 29),
                Column("time", 17, "OBangGiua"),
                Column("treatment", 21, asked=True),
                Column("own_lead", 36, asked=True),
                Column("own_supporting", 36, asked=True),
                Column("own_time", 18, "OBangGiua", asked=True),
                Column("note", 16, asked=True),
            ),
            10,
            is_form=True,
        ),
    ),
    AnnexTemplate(
        "dang-ky-don-vi",
        Purpose("Phụ lục gửi đơn vị điền: đăng ký tham gia", "Annex that a unit fills in: its registration"),
        TaskTable(
            LANDSCAPE,
            (
                Column("number", 13, "OBangGiua"),
                _TEXT,
                Column("lead", 38),
                Column("supporting", 42),
                Column("time", 24, "OBangGiua"),
                Column("claim", 26, asked=True),
                Column("own_time", 24, "OBangGiua", asked=True),
                Column("note", 30, asked=True),
            ),
            11,
            is_form=True,
        ),
    ),
    AnnexTemplate(
        "bao-cao-don-vi",
        Purpose("Phụ lục gửi đơn vị điền: báo cáo kết quả", "Annex that a unit fills in: its progress report"),
        TaskTable(
            LANDSCAPE,
            (
                Column("number", 11, "OBangGiua"),
                _TEXT,
                Column("lead", 26),
                Column("time", 17, "OBangGiua"),
                Column("status", 20, asked=True),
                Column("result", 38, asked=True),
                Column("document", 22, asked=True),
                Column("document_date", 20, "OBangGiua", asked=True),
                Column("difficulties", 24, asked=True),
                Column("proposals", 22, asked=True),
                Column("next_step", 22, asked=True),
            ),
            10,
            is_form=True,
        ),
    ),
)

_FIELDS = (
    Field(
        "label",
        "Dòng “Phụ lục”, kèm số La Mã khi có từ hai phụ lục",
        "The line “Phụ lục”, with a Roman number when there are several",
    ),
    Field("title", "Tiêu đề phụ lục (tự in hoa)", "Title of the annex (shown in capitals)"),
    Field("subtitle", "Dòng “(Kèm theo ...)”", "The line “(Kèm theo ...)” naming the document it belongs to"),
    Field(
        "instructions",
        "Các dòng hướng dẫn phía trên bảng",
        "Instruction lines above the table",
        required=False,
        each="text",
    ),
    Field(
        "columns",
        "Tiêu đề các cột: columns.lead là tiêu đề cột lead",
        "Column titles: columns.lead is the title of the column lead",
    ),
    Field("rows", "Các dòng của bảng, theo thứ tự in", "The rows of the table, in the order of printing"),
    Field("draft", "Đúng khi còn là dự thảo", "True while the annex is a draft", required=False, flag=True),
    Field(
        "remarks",
        "Những việc còn phải hoàn thiện của bản dự thảo",
        "What is still to be settled in the draft",
        required=False,
        each="text",
    ),
    Field("stamp_line", "Dấu nhận dạng của biểu mẫu (chữ ẩn)", "The stamp of the form (hidden text)", required=False),
    Field("row.kind", "Loại dòng: group, band, task, unit", "Kind of row: group, band, task, unit", required=False),
    Field(
        "row.marked",
        "Đúng khi dòng còn nội dung phải hoàn thiện",
        "True when something in the row is still to be settled",
        required=False,
        flag=True,
    ),
    Field("row.key", "Khóa nhận dạng dòng (chữ ẩn)", "The key of the row (hidden text)"),
    Field("row.unit", "Tên đơn vị, ở dòng loại unit", "Name of the unit, in rows of kind unit"),
    Field("row.number", "Số thứ tự", "Number"),
    Field("row.text", "Nội dung nhiệm vụ, hoặc tên nhóm", "Wording of the task, or title of the group"),
    Field("row.lead", "Cơ quan chủ trì", "Lead agency"),
    Field("row.supporting", "Cơ quan phối hợp", "Supporting agencies"),
    Field("row.time", "Thời gian thực hiện", "Time frame"),
    Field("row.treatment", "Cách thực hiện", "Treatment"),
    Field("row.own_lead", "Đơn vị chủ trì của đơn vị", "Own lead unit"),
    Field("row.own_supporting", "Đơn vị phối hợp của đơn vị", "Own supporting units"),
    Field("row.own_time", "Thời gian thực hiện của đơn vị", "Own time frame"),
    Field("row.note", "Lý do, ghi chú", "Reason, note"),
    Field("row.claim", "Vai trò đăng ký", "Role claimed"),
    Field("row.status", "Trạng thái", "Status"),
    Field("row.result", "Kết quả đạt được", "Result"),
    Field("row.document", "Văn bản, sản phẩm (số, ký hiệu)", "Document or product (number)"),
    Field("row.document_date", "Ngày văn bản", "Day of the document"),
    Field("row.difficulties", "Khó khăn, vướng mắc", "Difficulties"),
    Field("row.proposals", "Đề xuất, kiến nghị", "Proposals"),
    Field("row.next_step", "Bước tiếp theo", "Next step"),
)
_FORM_ONLY = frozenset({"instructions", "stamp_line", "row.key"})
_OF_EVERY_ROW = frozenset({"row.kind", "row.marked", "row.key"})


def annex_docx(template: AnnexTemplate) -> bytes:
    section = template.table.page.section()
    styles = styles_xml(*annex_styles(template.table.page.text_width), *table_styles(template.table.points))
    return docx(template.purpose.vi, "".join(_body(template)) + section, styles)


def annex_fields(template: AnnexTemplate) -> str:
    columns = [column.key for column in template.table.columns]
    wanted = _OF_EVERY_ROW | {f"row.{key}" for key in columns}
    fields = [
        _of_template(field, template, columns)
        for field in _FIELDS
        if (not field.name.startswith("row.") or field.name in wanted)
        and (template.table.is_form or field.name not in _FORM_ONLY)
    ]
    return fields_yaml(template.name, template.purpose, fields)


def _of_template(field: Field, template: AnnexTemplate, columns: Sequence[str]) -> Field:
    """The field with what depends on the template: its columns, and the kinds of row that must show a cell."""
    kinds = ("group", "band", "task", "unit") if template.table.has_unit_rows else ("group", "band", "task")
    if field.name == "columns":
        return replace(field, holds=tuple(columns))
    if field.name == "row.kind":
        return replace(field, values=kinds)
    if not field.name.startswith("row.") or field.flag:
        return field
    own = {"row.text": kinds, "row.key": kinds, "row.number": ("task",), "row.unit": ("unit",)}
    others = tuple(kind for kind in kinds if kind in ("task", "unit"))
    return replace(field, shown_in=own.get(field.name, others))


def annex_styles(text_width: int) -> tuple[str, ...]:
    """Everything around the table of an annex (Phụ lục I, Phần III of the decree)."""
    above = WITH_NEXT + spacing(2) + CENTRED
    return (
        style("NhanPhuLuc", "Phụ lục - nhãn", WITH_NEXT + CENTRED, BOLD + size(14)),
        style("TieuDe", "Phụ lục - tiêu đề", above, BOLD + CAPITALS + size(14)),
        style("DuThao", "Phụ lục - dự thảo", above, BOLD + size(13)),
        style("KemTheo", "Phụ lục - kèm theo", above, ITALIC + size(14)),
        line_style("GachNgan", "Phụ lục - gạch ngắn", text_width, _SHORT_LINE_MM, after=10),
        style("HuongDan", "Phụ lục - hướng dẫn", spacing(after=4) + JUSTIFIED, size(12)),
        style("ConThieu", "Phụ lục - còn phải hoàn thiện", spacing(3) + JUSTIFIED, size(12)),
        style("HetPhuLuc", "Phụ lục - hết", spacing(3) + RIGHT, size(14)),
    )


def _body(template: AnnexTemplate) -> Iterable[str]:
    yield text("NhanPhuLuc", "{{ label }}")
    yield text("TieuDe", "{{ title }}")
    yield when("draft", text("DuThao", "DỰ THẢO"))
    yield text("KemTheo", "{{ subtitle }}")
    yield paragraph("GachNgan")
    if template.table.is_form:
        yield tag("{%p for line in instructions %}") + text("HuongDan", "{{ line }}") + tag("{%p endfor %}")
    yield task_table(template.table)
    yield when(
        "remarks",
        paragraph("ConThieu", run("Còn phải hoàn thiện:", BOLD)),
        tag("{%p for remark in remarks %}"),
        text("ConThieu", "- {{ remark }}"),
        tag("{%p endfor %}"),
    )
    yield text("HetPhuLuc", "./.")
    if template.table.is_form:
        yield paragraph("ConThieu", run("{{ stamp_line }}", HIDDEN), properties=f"<w:rPr>{HIDDEN}</w:rPr>")
