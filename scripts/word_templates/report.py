"""The progress report: letter pages, and the table of tasks as an annex with pages of its own."""

from collections.abc import Iterable

from word_templates.annex import annex_styles
from word_templates.fields import Field, Purpose
from word_templates.figures import figures_table
from word_templates.letterhead import (
    HEAD_FIELDS,
    TITLE_LINE_FIELD,
    address,
    body,
    closing,
    document_foot,
    document_head,
    heading,
    letter_styles,
    section_break,
    spaced_table,
    title_lines,
)
from word_templates.ooxml import paragraph, tag, text, when
from word_templates.package import docx
from word_templates.page import LANDSCAPE, PORTRAIT
from word_templates.styles import styles_xml
from word_templates.tables import Column, TaskTable, table_styles, task_table

REPORT = "bao-cao"
REPORT_PURPOSE = Purpose("Báo cáo kết quả thực hiện nhiệm vụ", "Progress report")

_TASKS = TaskTable(
    LANDSCAPE,
    (
        Column("number", 10, "OBangGiua"),
        Column("text", None),
        Column("unit", 23, only_if="has_units"),
        Column("time", 17, "OBangGiua"),
        Column("status", 17, "OBangGiua"),
        Column("result", 37),
        Column("product", 21),
        Column("difficulty", 21),
        Column("proposal", 21),
        Column("next_step", 21),
    ),
    10,
)

_COLUMNS = tuple(column.key for column in _TASKS.columns)

REPORT_FIELDS = (
    *HEAD_FIELDS,
    Field("head.number_and_date", "Số, ký hiệu và ngày, viết trong câu", "Number, symbol and day as in a sentence"),
    Field("title", "Trích yếu nội dung báo cáo", "Title of the report"),
    Field("subtitle", "Dòng thứ hai của trích yếu, trống nếu không có", "Second line of the title, if any"),
    TITLE_LINE_FIELD,
    Field("period", "Kỳ báo cáo, viết trong câu", "The period, as in a sentence"),
    Field("figures", "Các trạng thái với số nhiệm vụ", "The statuses with their tasks"),
    Field("figure.label", "Tên trạng thái", "Name of the status"),
    Field("figure.count", "Số nhiệm vụ ở trạng thái đó", "Tasks in that status"),
    Field("total", "Tổng số nhiệm vụ", "All tasks"),
    Field("groups", "Các nhóm nhiệm vụ", "The groups of tasks"),
    Field("group.number", "Số của nhóm", "Number of the group"),
    Field("group.title", "Tên nhóm", "Title of the group"),
    Field("group.counts", "Số nhiệm vụ của nhóm theo từng trạng thái", "Tasks of the group by status", each="text"),
    Field("group.total", "Tổng số nhiệm vụ của nhóm", "All tasks of the group"),
    Field("sections", "Các mục lời văn", "The sections of text"),
    Field("section.heading", "Tiêu đề mục, chưa có số", "Heading without its number"),
    Field("section.lines", "Các dòng của mục", "The lines of the section", each="text"),
    Field("annex_title", "Tiêu đề phụ lục (tự in hoa)", "Title of the annex (shown in capitals)"),
    Field("columns", "Tiêu đề các cột: columns.time là tiêu đề cột time", "Column titles by column", holds=_COLUMNS),
    Field(
        "has_units",
        "Đúng khi bảng có cột Đơn vị",
        "True when the table has a column of units",
        required=False,
        flag=True,
    ),
    Field("rows", "Các dòng của bảng, theo thứ tự in", "The rows of the table, in the order of printing"),
    Field("row.kind", "Loại dòng: group, band, task, unit", "Kind of row: group, band, task, unit", required=False),
    Field(
        "row.marked",
        "Đúng khi dòng còn nội dung phải hoàn thiện",
        "True when something is still to be settled",
        required=False,
        flag=True,
    ),
    Field("row.number", "Số thứ tự", "Number"),
    Field("row.text", "Nội dung nhiệm vụ, hoặc tên nhóm", "Wording of the task, or title of the group"),
    Field("row.unit", "Đơn vị thực hiện", "The unit"),
    Field("row.time", "Thời gian thực hiện", "Time frame"),
    Field("row.status", "Trạng thái", "Status"),
    Field("row.result", "Kết quả", "Result"),
    Field("row.product", "Văn bản, sản phẩm (số, ngày)", "Document or product (number, day)"),
    Field("row.difficulty", "Khó khăn, vướng mắc", "Difficulties"),
    Field("row.proposal", "Đề xuất, kiến nghị", "Proposals"),
    Field("row.next_step", "Bước tiếp theo", "Next step"),
    Field("draft", "Đúng khi còn là dự thảo", "True while the report is a draft", required=False, flag=True),
)


def report_docx() -> bytes:
    styles = styles_xml(*letter_styles(), *annex_styles(LANDSCAPE.text_width), *table_styles(_TASKS.points))
    content = "".join((*_report(), section_break(PORTRAIT.section()), *_annex()))
    return docx(REPORT_PURPOSE.vi, content + LANDSCAPE.section(), styles)


def _report() -> Iterable[str]:
    yield document_head()
    yield text("TenLoai", "BÁO CÁO")
    yield text("TrichYeu", "{{ title }}")
    yield when("subtitle", text("TrichYeu", "{{ subtitle }}"))
    yield title_lines()
    yield when("draft", text("DuThaoVanBan", "DỰ THẢO"))
    yield when("recipients", address())
    yield body("{{ head.body_name }} báo cáo kết quả thực hiện các nhiệm vụ được giao {{ period }} như sau:")
    yield heading("1. Tình hình chung")
    yield body(
        "Tổng số nhiệm vụ là {{ total }}, trong đó: {% for figure in figures %}{{ figure.label|lower }} "
        "{{ figure.count }}{% if loop.last %}.{% else %}; {% endif %}{% endfor %} Số liệu theo từng nhóm nhiệm vụ:"
    )
    yield spaced_table(figures_table())
    yield tag("{%p for section in sections %}")
    yield heading("{{ loop.index + 1 }}. {{ section.heading }}")
    yield tag("{%p for line in section.lines %}")
    yield body("- {{ line }}")
    yield tag("{%p else %}")
    yield body("Không có.")
    yield tag("{%p endfor %}")
    yield tag("{%p endfor %}")
    yield closing("Kết quả chi tiết của từng nhiệm vụ tại Phụ lục kèm theo Báo cáo này./.")
    yield document_foot()


def _annex() -> Iterable[str]:
    yield text("NhanPhuLuc", "Phụ lục")
    yield text("TieuDe", "{{ annex_title }}")
    yield text("KemTheo", "(Kèm theo Báo cáo {{ head.number_and_date }} của {{ head.body_name }})")
    yield paragraph("GachNgan")
    yield task_table(_TASKS)
    yield text("HetPhuLuc", "./.")
