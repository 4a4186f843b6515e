"""The consolidated workbook: the merged table, the findings, the units, and the source of every value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.core.answers import CARRY_OUT
from tdn_templates.core.cell_names import cell_name
from tdn_templates.core.cell_text import CutText
from tdn_templates.core.chains import NATION, chains_text
from tdn_templates.core.merge import programme_origin
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.totals import totals_of_unit
from tdn_templates.core.wording import SEVERITY_WORDS, STATE_WORDS, finding_words
from tdn_templates.excel.book import Book, Sheet
from tdn_templates.excel.chart_sheet import add_chart_sheet
from tdn_templates.excel.gantt_sheet import add_gantt_sheet
from tdn_templates.excel.list_sheet import ListSheet, write_list_sheets
from tdn_templates.excel.matrix_sheet import add_matrix_sheet
from tdn_templates.excel.row_heights import row_height
from tdn_templates.model.consolidation import ENTRY_FIELDS, Consolidation, Entry, Traced, UnitPart
from tdn_templates.model.finding import Finding
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.round_view import RoundView
from tdn_templates.model.task import Task
from tdn_templates.model.words import Lang

_NOT_ANSWERED = "(chưa trả lời)"
_FIRST_HEAD = (
    ("Nhóm", 7),
    ("Nhiệm vụ {whose} số", 11),
    ("Nhiệm vụ {whose}", 44),
    ("Đơn vị", 22),
)
_PLAN_HEAD = (
    ("Cách thực hiện", 15),
    ("STT trong kế hoạch", 10),
    ("Nội dung của đơn vị", 44),
    ("Đơn vị chủ trì", 24),
    ("Đơn vị phối hợp", 26),
    ("Thời gian thực hiện", 14),
    ("Lý do, ghi chú", 24),
)
_NUMBER_HEAD = ("STT", 10)
_LAST_HEAD = (("Tệp nguồn", 30), ("Chuỗi nhiệm vụ", 44))
_FIRST_FIELD = 7
_WIDER = 1.4
"""Columns of a form are wider here: the report is for screens."""

_SOURCE_HEAD = (
    ("Ô tổng hợp", 11),
    ("Đơn vị", 22),
    ("Nhiệm vụ", 10),
    ("Cột", 22),
    ("Tệp nguồn", 36),
    ("Trang nguồn", 16),
    ("Ô nguồn", 10),
    ("SHA-256", 66),
)
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
_HEAD_STYLE: Mapping[str, object] = {
    "bold": True,
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
    "border": 1,
    "bg_color": "#D9D9D9",
}
_CELL_STYLE: Mapping[str, object] = {"text_wrap": True, "border": 1, "border_color": "#A6A6A6"}
_MARKED_FILL = "#FFF2CC"


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
    book = Book(created=programme.issued_on, title=f"Tổng hợp {programme.reference}")
    table, sources = book.add_sheet("Tổng hợp"), book.add_sheet("Nguồn")
    _write_table(table, sources, consolidation)
    _write_findings(book.add_sheet("Kết quả kiểm tra"), consolidation, batch_findings, rulebook)
    _write_units(book.add_sheet("Đơn vị"), consolidation)
    add_matrix_sheet(book, view.matrix)
    add_gantt_sheet(book, view.time_line)
    add_chart_sheet(book, view.charts)
    write_list_sheets(book, more)
    return WrittenConsolidation(book.content(), tuple(book.cut))


def _write_table(table: Sheet, sources: Sheet, consolidation: Consolidation) -> None:
    head = _table_head(consolidation)
    _write_head(table, head)
    _write_head(sources, _SOURCE_HEAD)
    source_row = 2
    for row, (part, entry) in enumerate(_entries(consolidation), start=2):
        style = {**_CELL_STYLE, "bg_color": _MARKED_FILL} if entry.marked else dict(_CELL_STYLE)
        texts = _table_texts(consolidation, part, entry)
        table.write_row(row, texts, **style)
        widths = [width for _, width in head]
        table.raw.set_row(row - 1, row_height(zip(texts, widths, strict=True)))
        for column, label, traced in _traced(consolidation, entry):
            for texts in _source_texts(cell_name(row, column), entry, label, traced):
                sources.write_row(source_row, texts, **_CELL_STYLE)
                source_row += 1
    _finish(table, len(head))
    _finish(sources, len(_SOURCE_HEAD))


def _entries(consolidation: Consolidation) -> Iterator[tuple[UnitPart, Entry]]:
    """By national task, then by unit; new tasks at the end of their group."""
    programme = consolidation.programme
    places = {task.code: index for index, task in enumerate(programme.tasks)}
    groups = {group.number: index for index, group in enumerate(programme.groups)}
    pairs = [(part, entry) for part in consolidation.parts for entry in (*part.plan, *part.others)]

    def place(pair: tuple[UnitPart, Entry]) -> tuple[int, int]:
        entry = pair[1]
        if entry.national:
            return groups[entry.national[0].group], places[entry.national[0].code]
        return groups.get(entry.group, len(groups)), len(places)

    yield from sorted(pairs, key=place)


def _table_head(consolidation: Consolidation) -> tuple[tuple[str, int], ...]:
    """The columns of a plan, or those of the form whose returns were merged."""
    whose = NATION if consolidation.holder in ("", NATION) else f"của {consolidation.holder}"
    first = tuple((title.format(whose=whose), width) for title, width in _FIRST_HEAD)
    if consolidation.fields == ENTRY_FIELDS:
        return (*first, *_PLAN_HEAD, *_LAST_HEAD)
    layout = consolidation.layout
    columns = [layout.column(layout.deciding), *(layout.column(key) for key in _shown_fields(consolidation))]
    titles = [(column.title.vi, round(column.width_chars * _WIDER)) for column in columns]
    return (*first, titles[0], _NUMBER_HEAD, *titles[1:], *_LAST_HEAD)


def _shown_fields(consolidation: Consolidation) -> tuple[str, ...]:
    """The deciding column has its own place."""
    return tuple(field for field in consolidation.fields if field != consolidation.layout.deciding)


def _table_texts(consolidation: Consolidation, part: UnitPart, entry: Entry) -> tuple[str, ...]:
    return (
        entry.group,
        "; ".join(task.number for task in entry.national),
        "\n".join(task.text for task in entry.national),
        part.unit.name,
        _choice_text(consolidation, entry),
        entry.number,
        *(entry.fields[name].text for name in _shown_fields(consolidation)),
        part.source.name,
        chains_text(entry.chains),
    )


def _choice_text(consolidation: Consolidation, entry: Entry) -> str:
    words = choice_words(consolidation.layout, entry.choice)
    return f"{words} ({', '.join(entry.merged_into)})" if entry.merged_into else words


def choice_words(layout: WorkbookLayout, choice: str) -> str:
    """The label of a deciding choice; the text itself where it is none."""
    if not choice:
        return _NOT_ANSWERED
    labels = {option.key: option.label.vi for option in layout.column(layout.deciding).choices}
    return labels.get(choice, _CARRIED_OUT if choice == CARRY_OUT else choice)


_CARRIED_OUT = "Thực hiện"
"""Added rows, and rows put together from registrations, are carried out without anybody choosing it."""


def _traced(consolidation: Consolidation, entry: Entry) -> Iterator[tuple[int, str, Traced]]:
    """Column, heading and value of everything in the table that was taken from somewhere."""
    head = _table_head(consolidation)
    for task in entry.national:
        yield 3, head[2][0], _issued(consolidation, task)
    for column, name in enumerate(_shown_fields(consolidation), start=_FIRST_FIELD):
        yield column, head[column - 1][0], entry.fields[name]


def _issued(consolidation: Consolidation, task: Task) -> Traced:
    return Traced(task.text, programme_origin(consolidation.programme, task))


def _source_texts(cell: str, entry: Entry, label: str, traced: Traced) -> Iterator[tuple[str, ...]]:
    """A line for each place a value comes from; none for a blank."""
    number = entry.national[0].number if entry.national else entry.number
    for origin in traced.origins:
        place = origin.place
        yield cell, entry.unit.name, number, label, origin.file, place.sheet, place.cell, origin.sha256


def _write_findings(
    sheet: Sheet, consolidation: Consolidation, batch_findings: tuple[Finding, ...], rulebook: Rulebook
) -> None:
    _write_head(sheet, _FINDING_HEAD)
    rows = [("", "", finding) for finding in batch_findings]
    for verdict in consolidation.verdicts:
        unit = verdict.unit.name if verdict.unit else ""
        rows += [(unit, verdict.submission.source.name, finding) for finding in verdict.findings]
    for row, (unit, file, finding) in enumerate(rows, start=2):
        words = finding_words(finding, rulebook, Lang.VI)
        place = finding.place
        where = (SEVERITY_WORDS[finding.severity].vi, finding.code, unit, file, place.sheet, place.cell)
        texts = (*where, finding.task, finding.value, words.message, words.remedy)
        sheet.write_row(row, texts, **_CELL_STYLE)
        widths = [width for _, width in _FINDING_HEAD]
        sheet.raw.set_row(row - 1, row_height(zip(texts, widths, strict=True)))
    _finish(sheet, len(_FINDING_HEAD))


def _write_units(sheet: Sheet, consolidation: Consolidation) -> None:
    _write_head(sheet, _UNIT_HEAD)
    planned = {part.source.sha256: totals_of_unit(part).planned for part in consolidation.parts}
    for row, verdict in enumerate(consolidation.verdicts, start=2):
        source = verdict.submission.source
        name = verdict.unit.name if verdict.unit else "(không rõ)"
        sheet.write_row(row, (name, STATE_WORDS[verdict.state].vi), **_CELL_STYLE)
        sheet.write_number(row, 3, planned.get(source.sha256, 0), **_CELL_STYLE)
        sheet.write_text(row, 4, source.name, **_CELL_STYLE)
        sheet.write_text(row, 5, source.sha256, **_CELL_STYLE)
    _finish(sheet, len(_UNIT_HEAD))


def _write_head(sheet: Sheet, head: tuple[tuple[str, int], ...]) -> None:
    for column, (title, width) in enumerate(head, start=1):
        sheet.write_text(1, column, title, **_HEAD_STYLE)
        sheet.set_width(column, width)


def _finish(sheet: Sheet, columns: int) -> None:
    """Frozen head, filter, and a page that prints on A4 landscape, one page wide."""
    raw = sheet.raw
    raw.freeze_panes(1, 0)
    raw.autofilter(0, 0, max(1, raw.dim_rowmax or 1), columns - 1)
    raw.set_landscape()
    raw.set_paper(9)
    raw.fit_to_pages(1, 0)
    raw.repeat_rows(0)
    raw.set_footer("&C&P/&N")
