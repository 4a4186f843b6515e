"""The consolidated workbook: the merged table, the findings, the units, and the source of every value."""

from collections.abc import Sequence
from dataclasses import dataclass

from tdn_templates.core.cell_text import CutText
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.totals import totals_of_unit
from tdn_templates.core.wording import SEVERITY_WORDS, STATE_WORDS, finding_words
from tdn_templates.excel.book import Book
from tdn_templates.excel.chart_sheet import add_chart_sheet
from tdn_templates.excel.consolidated_table import write_merged_table
from tdn_templates.excel.gantt_sheet import add_gantt_sheet
from tdn_templates.excel.list_sheet import ListSheet, write_list_sheets
from tdn_templates.excel.matrix_sheet import add_matrix_sheet
from tdn_templates.excel.report_look import ReportList
from tdn_templates.model.consolidation import Consolidation
from tdn_templates.model.finding import Finding
from tdn_templates.model.round_view import RoundView
from tdn_templates.model.words import Lang

_FINDING_HEAD = (
    ("Mức", 10),
    ("Mã", 10),
    ("Đơn vị", 22),
    ("Tệp", 30),
    ("Trang", 14),
    ("Ô", 8),
    ("Nhiệm vụ", 10),
    ("Giá trị", 30),
    ("Nội dung", 70),
    ("Cách sửa", 60),
)
_UNIT_HEAD = (("Đơn vị", 30), ("Trạng thái", 20), ("Số nhiệm vụ thực hiện", 14), ("Tệp", 40), ("SHA-256", 66))


@dataclass(frozen=True, slots=True)
class WrittenConsolidation:
    """`cut` lists texts too long for a cell; they stand whole on the sheet "Toàn văn"."""

    content: bytes
    cut: tuple[CutText, ...]


def write_consolidated(
    consolidation: Consolidation,
    batch_findings: tuple[Finding, ...],
    rulebook: Rulebook,
    view: RoundView,
    *,
    more: Sequence[ListSheet] = (),
) -> WrittenConsolidation:
    """The same consolidation gives the same bytes. `view` is its picture; `more` are further sheets behind its own."""
    programme = consolidation.programme
    book = Book(created=programme.issued_on, title=f"Tổng hợp {programme.reference}", report="consolidated")
    write_merged_table(book, consolidation)
    _write_findings(book, consolidation, batch_findings, rulebook)
    _write_units(book, consolidation)
    add_matrix_sheet(book, view.matrix)
    add_gantt_sheet(book, view.time_line)
    add_chart_sheet(book, view.charts)
    write_list_sheets(book, more)
    return WrittenConsolidation(book.content(), tuple(book.cut))


def _write_findings(
    book: Book, consolidation: Consolidation, batch_findings: tuple[Finding, ...], rulebook: Rulebook
) -> None:
    sheet = ReportList(book, "Kết quả kiểm tra", _FINDING_HEAD)
    rows = [("", "", finding) for finding in batch_findings]
    for verdict in consolidation.verdicts:
        unit = verdict.unit.name if verdict.unit else ""
        rows += [(unit, verdict.submission.source.name, finding) for finding in verdict.findings]
    for unit, file, finding in rows:
        words = finding_words(finding, rulebook, Lang.VI)
        place = finding.place
        where = (SEVERITY_WORDS[finding.severity].vi, finding.code, unit, file, place.sheet, place.cell)
        sheet.write_row((*where, finding.task, finding.value, words.message, words.remedy), fitted=True)
    sheet.finish()


def _write_units(book: Book, consolidation: Consolidation) -> None:
    sheet = ReportList(book, "Đơn vị", _UNIT_HEAD)
    planned = {part.source.sha256: totals_of_unit(part).planned for part in consolidation.parts}
    for verdict in consolidation.verdicts:
        source = verdict.submission.source
        name = verdict.unit.name if verdict.unit else "(không rõ)"
        state, count = STATE_WORDS[verdict.state].vi, planned.get(source.sha256, 0)
        sheet.write_row((name, state, count, source.name, source.sha256))
    sheet.finish()
