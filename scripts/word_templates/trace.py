"""The annex of a trace: what is missing, what deviates, every row beside its tasks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from word_templates.annex import annex_styles
from word_templates.fields import Field, Purpose
from word_templates.ooxml import (
    AMBER,
    BOLD,
    GREY,
    HEADING_ROW,
    cell,
    paragraph,
    row,
    ruled_table,
    run,
    size,
    tag,
    tag_row,
    text,
    when,
)
from word_templates.package import docx
from word_templates.page import LANDSCAPE
from word_templates.styles import WITH_NEXT, spacing, style, styles_xml
from word_templates.tables import table_styles

TRACE = "doi-chieu"
TRACE_PURPOSE = Purpose("Đối chiếu kế hoạch với danh mục nhiệm vụ", "A plan traced to its list of tasks")

_POINTS = 11


@dataclass(frozen=True, slots=True)
class _Column:
    """`mm` None takes what the others leave; `key` is the field of a line."""

    key: str
    title: str
    mm: float | None
    style: str = "OBang"


@dataclass(frozen=True, slots=True)
class _Table:
    """`lines` is the list, `line` what one of its entries is called; one that has `marked` is shown in amber."""

    lines: str
    line: str
    columns: Sequence[_Column]
    marked: bool = False

    @property
    def widths(self) -> tuple[int, ...]:
        return LANDSCAPE.widths(*(column.mm for column in self.columns))


_MISSING = _Table(
    "tasks",
    "task",
    (
        _Column("number", "Nhiệm vụ", 22, "OBangGiua"),
        _Column("text", "Nội dung trong danh mục", None),
        _Column("role", "Vai trò", 24, "OBangGiua"),
        _Column("binding", "Căn cứ giao", 38),
        _Column("time", "Thời gian thực hiện", 32, "OBangGiua"),
    ),
)
_DEVIATIONS = _Table(
    "deviations",
    "deviation",
    (
        _Column("local", "Dòng", 18, "OBangGiua"),
        _Column("number", "Nhiệm vụ", 20, "OBangGiua"),
        _Column("severity", "Mức", 22, "OBangGiua"),
        _Column("kind", "Loại sai khác", 58),
        _Column("detail", "Chi tiết", None),
    ),
)
_ROWS = _Table(
    "rows",
    "row",
    (
        _Column("local", "Dòng", 16, "OBangGiua"),
        _Column("text", "Nội dung trong kế hoạch", None),
        _Column("lead", "Chủ trì", 36),
        _Column("how", "Cách thực hiện", 26, "OBangGiua"),
        _Column("tasks", "Nhiệm vụ trong danh mục", 82),
    ),
    marked=True,
)

TRACE_FIELDS = (
    Field("title", "Tiêu đề phụ lục (tự in hoa)", "Title of the annex (shown in capitals)"),
    Field("subtitle", "Kế hoạch nào, danh mục nào", "Which plan, which list"),
    Field("summary", "Các dòng tóm tắt", "The lines of the summary", each="text"),
    Field("tasks", "Nhiệm vụ được giao còn thiếu", "Inherited tasks that are missing"),
    Field("task.number", "Số của nhiệm vụ", "Number of the task"),
    Field("task.text", "Nội dung nhiệm vụ", "Wording of the task"),
    Field("task.role", "Vai trò được giao", "The role given"),
    Field("task.binding", "Căn cứ giao", "How it binds the unit"),
    Field("task.time", "Thời gian thực hiện", "Time frame"),
    Field("deviations", "Các sai khác", "The deviations"),
    Field("deviation.local", "Số của dòng trong kế hoạch", "Number of the row"),
    Field("deviation.number", "Số của nhiệm vụ", "Number of the task"),
    Field("deviation.severity", "Mức", "Weight"),
    Field("deviation.kind", "Loại sai khác", "Kind of deviation"),
    Field("deviation.detail", "Chi tiết", "What was found"),
    Field("rows", "Các dòng của kế hoạch", "The rows of the plan"),
    Field("row.local", "Số của dòng trong kế hoạch", "Number of the row"),
    Field("row.text", "Nội dung trong kế hoạch", "Text of the plan"),
    Field("row.lead", "Chủ trì", "Lead"),
    Field("row.how", "Cách thực hiện; câu hỏi nếu chưa chắc", "How; the question where it is in doubt"),
    Field("row.tasks", "Các nhiệm vụ của danh mục, mỗi nhiệm vụ một dòng", "The list's tasks, one on each line"),
    Field("row.marked", "Đúng khi dòng còn chưa chắc", "True for a row in doubt", required=False, flag=True),
)


def trace_docx() -> bytes:
    styles = styles_xml(
        *annex_styles(LANDSCAPE.text_width),
        style("MucDoiChieu", "Đối chiếu - mục", WITH_NEXT + spacing(10, 4), BOLD + size(13)),
        style("DongTomTat", "Đối chiếu - tóm tắt", spacing(2), size(12)),
        *table_styles(_POINTS),
    )
    return docx(TRACE_PURPOSE.vi, "".join(_body()) + LANDSCAPE.section(), styles)


def _body() -> Iterable[str]:
    yield text("NhanPhuLuc", "Phụ lục")
    yield text("TieuDe", "{{ title }}")
    yield text("KemTheo", "{{ subtitle }}")
    yield paragraph("GachNgan")
    yield tag("{%p for line in summary %}")
    yield text("DongTomTat", "- {{ line }}")
    yield tag("{%p endfor %}")
    yield from _section("1. Nhiệm vụ được giao còn thiếu", _MISSING)
    yield from _section("2. Sai khác", _DEVIATIONS)
    yield from _section("3. Các dòng của kế hoạch", _ROWS)
    yield text("HetPhuLuc", "./.")


def _section(title: str, table: _Table) -> Iterable[str]:
    yield text("MucDoiChieu", title)
    yield when(table.lines, ruled_table(table.widths, _lines(table)), paragraph("DongTomTat"))
    yield when(f"not {table.lines}", text("DongTomTat", "Không có."))


def _lines(table: _Table) -> Iterable[str]:
    cells = zip(table.columns, table.widths, strict=True)
    yield row([cell(width, text("DauBang", column.title), fill=GREY) for column, width in cells], HEADING_ROW)
    yield _tag_row(table, f"{{%tr for {table.line} in {table.lines} %}}")
    if table.marked:
        yield _tag_row(table, f"{{%tr if {table.line}.marked %}}")
        yield _line(table, AMBER)
        yield _tag_row(table, "{%tr else %}")
    yield _line(table, "")
    if table.marked:
        yield _tag_row(table, "{%tr endif %}")
    yield _tag_row(table, "{%tr endfor %}")


def _line(table: _Table, fill: str) -> str:
    cells = zip(table.columns, table.widths, strict=True)
    return row(
        cell(width, paragraph(column.style, run(f"{{{{ {table.line}.{column.key} }}}}")), fill=fill)
        for column, width in cells
    )


def _tag_row(table: _Table, words: str) -> str:
    return tag_row(words, LANDSCAPE.text_width, len(table.widths))
