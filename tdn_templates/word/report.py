"""The progress report (báo cáo kết quả thực hiện) as a value, and its Word file.

Whoever merges progress returns fills the value; nothing here knows of returns. Everything is text as it is to be
printed. Figures are checked against each other, never against the rows: which rows count is for the caller to say.
"""

from dataclasses import dataclass
from datetime import date

from tdn_templates.core.form_marks import REPORT_PROPERTY
from tdn_templates.model.letterhead import LetterHead
from tdn_templates.word.annex import AnnexColumn, AnnexRow, cell_keys, row_fields
from tdn_templates.word.letterhead import report_head_fields
from tdn_templates.word.render import render_docx
from tdn_templates.word.short_lines import in_even_lines, line_number

REPORT_TEMPLATE = "bao-cao.docx"
REPORT_COLUMNS = (
    AnnexColumn("number", "STT"),
    AnnexColumn("text", "Nhiệm vụ"),
    AnnexColumn("unit", "Đơn vị"),
    AnnexColumn("time", "Thời gian thực hiện"),
    AnnexColumn("status", "Trạng thái"),
    AnnexColumn("result", "Kết quả"),
    AnnexColumn("product", "Văn bản, sản phẩm (số, ngày)"),
    AnnexColumn("difficulty", "Khó khăn, vướng mắc"),
    AnnexColumn("proposal", "Đề xuất, kiến nghị"),
    AnnexColumn("next_step", "Bước tiếp theo"),
)
"""The columns of the shipped template, in its order. A report on one unit leaves out `unit`; the others must be there,
under these keys, their titles are free."""

_TITLE_POINTS, _TITLE_COLUMN_MM = 14.0, 165.0
_SHORTEST_LINE = 4
"""The first of LINES_MM that the template holds for titles."""


@dataclass(frozen=True, slots=True)
class StatusFigure:
    """How many tasks are in one status, over all groups ("Đang thực hiện", 21)."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """One group of tasks: `counts` are its tasks by status, in the order of the report's figures."""

    number: str
    title: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A heading without its number ("Khó khăn, vướng mắc") and a line for each row that says something
    ("Nhiệm vụ 2.9 (Bộ Ngoại giao): ..."). Without lines the report says that there is nothing."""

    heading: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """Everything a progress report shows, in the order of the page.

    `title` follows the words BÁO CÁO ("Kết quả thực hiện nhiệm vụ thông tin đối ngoại năm 2026"), `subtitle` stands
    below it ("theo Nghị quyết số 47/NQ-CP ngày 15 tháng 4 năm 2024 của Chính phủ"), "" for none; `period` reads
    on in a sentence ("từ ngày 15/12/2025 đến ngày 14/12/2026"). `figures` are all statuses there are, also those with
    0 tasks; `groups` has every group, and its counts sum up to `figures`.

    `columns` are those of REPORT_COLUMNS with or without `unit`. `rows` are those of an annex (see AnnexRow): GROUP and
    BAND rows reach over the whole width; every other row has in `cells` one text for each column but number, text and
    unit, and its unit in `unit` where there is that column. A task of several units is either a row for each of them,
    or a TASK row of blank cells with UNIT rows below it.

    `recipients` are whom it goes to, () for a report without address. `draft` marks it as one. `dated` None leaves
    the day blank, as the number always is.
    """

    head: LetterHead
    title: str
    period: str
    figures: tuple[StatusFigure, ...]
    groups: tuple[GroupFigures, ...]
    sections: tuple[ReportSection, ...]
    columns: tuple[AnnexColumn, ...]
    rows: tuple[AnnexRow, ...]
    subtitle: str = ""
    annex_title: str = "Kết quả thực hiện từng nhiệm vụ"
    recipients: tuple[str, ...] = ()
    draft: bool = False
    dated: date | None = None

    def __post_init__(self) -> None:
        """Raises ValueError when the figures of the groups are not those of the report."""
        counts = tuple(figure.count for figure in self.figures)
        sums = tuple(sum(column) for column in zip(*(group.counts for group in self.groups), strict=True))
        if sums != counts:
            raise ValueError(f"the groups count {sums} tasks by status, the report {counts}")

    @property
    def total(self) -> int:
        """All tasks."""
        return sum(figure.count for figure in self.figures)


def render_progress_report(report: ProgressReport, template: bytes) -> bytes:
    """The report as the bytes of a .docx, the same for the same report and template.

    Raises TdnError when the template uses a column or field that the report does not have, ValueError for a row whose
    cells do not match the columns.
    """
    return render_docx(template, _context(report), title=report.title, properties=((REPORT_PROPERTY, "progress"),))


def _context(report: ProgressReport) -> dict[str, object]:
    keys = cell_keys(report.columns)
    title = in_even_lines(report.title.strip(), _TITLE_POINTS, _TITLE_COLUMN_MM)
    subtitle = in_even_lines(report.subtitle.strip(), _TITLE_POINTS, _TITLE_COLUMN_MM)
    return {
        "head": report_head_fields(report.head, dated=report.dated),
        "recipients": report.recipients,
        "title": title,
        "subtitle": subtitle,
        "title_line": str(max(line_number(subtitle or title, _TITLE_POINTS), _SHORTEST_LINE)),
        "period": report.period,
        "figures": report.figures,
        "groups": tuple(_group_fields(group) for group in report.groups),
        "total": report.total,
        "sections": report.sections,
        "annex_title": report.annex_title,
        "columns": {column.key: column.title for column in report.columns},
        "has_units": any(column.key == "unit" for column in report.columns),
        "rows": tuple(row_fields(row, keys) for row in report.rows),
        "draft": report.draft,
    }


def _group_fields(group: GroupFigures) -> dict[str, object]:
    return {"number": group.number, "title": group.title, "counts": group.counts, "total": sum(group.counts)}
