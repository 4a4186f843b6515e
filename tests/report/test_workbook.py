"""The report as a workbook: what to do first, all findings, who is missing."""

from collections.abc import Callable, Mapping
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tdn_templates.api import Validation
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.since import compare_since
from tdn_templates.excel.validation_report import validation_workbook
from tdn_templates.model.finding import Finding, Place
from tdn_templates.model.unit import Registry
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, RuleCode, Severity, State
from tdn_templates.report.json import validation_json

MakeVerdict = Callable[..., Verdict]
SHEETS = {Lang.VI: ["Làm gì trước", "Tất cả", "Thiếu"], Lang.EN: ["What to do first", "All findings", "Missing"]}


def texts(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("lang", list(Lang))
def test_every_finding_stands_on_one_line_the_most_important_first(
    published: Validation, cells: Mapping[tuple[str, str], str], registry: Registry, lang: Lang
) -> None:
    content = validation_workbook(
        published.verdicts, published.batch_findings, published.rulebook, lang, missing=registry.units[:2]
    )
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == SHEETS[lang]
    head, *lines = texts(book.worksheets[1])
    assert len(head) == 9
    assert len(lines) == sum(len(verdict.findings) for verdict in published.verdicts)
    severities = [str(line[6]) for line in lines]
    names = {Lang.VI: ["Lỗi", "Cảnh báo", "Lưu ý"], Lang.EN: ["Error", "Warning", "Note"]}[lang]
    assert severities == sorted(severities, key=names.index)
    shown = {line[2] for line in lines}
    assert shown >= {f"{cells[place]} (Kế hoạch)" for place in (("2.1", "treatment"), ("3.1", "own_time"))}
    assert [line[2] for line in texts(book.worksheets[2])[1:]] == [unit.slug for unit in registry.units[:2]]


def test_what_to_do_first_begins_with_what_could_not_be_read(published: Validation, unanswered_cells: str) -> None:
    content = validation_workbook(published.verdicts, (), published.rulebook, Lang.VI)
    _, *lines = texts(openpyxl.load_workbook(BytesIO(content)).worksheets[0])
    assert [(line[0], line[1], line[3]) for line in lines] == [
        ("Không rõ đơn vị", "không đọc được", 1),
        ("Tỉnh Bình Định", "cần sửa", 23),
        ("Bộ Tài chính", "cần sửa", 1),
    ]
    assert str(lines[1][2]).startswith(unanswered_cells)
    assert [line[8] for line in lines] == ["thu.xlsx", "tinh-binh-dinh.xlsx", "bo-tai-chinh.xlsx"]


def test_each_sheet_filters_its_whole_table_and_keeps_its_head(published: Validation) -> None:
    book = openpyxl.load_workbook(BytesIO(validation_workbook(published.verdicts, (), published.rulebook, Lang.VI)))
    for sheet in book.worksheets:
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
        assert sheet.freeze_panes == "B2"
        widths = [dimension.width for dimension in sheet.column_dimensions.values()]
        assert all(6 <= width <= 71 for width in widths)


def test_nobody_missing_is_said(make_verdict: MakeVerdict, rulebook: Rulebook) -> None:
    content = validation_workbook([make_verdict(state=State.ACCEPTED)], (), rulebook, Lang.EN)
    book = openpyxl.load_workbook(BytesIO(content))
    assert book["Missing"]["A2"].value == "No unit was named as missing."
    assert book["What to do first"]["C2"].value == "Nothing to correct."


def test_a_value_that_looks_like_a_formula_stays_text(make_verdict: MakeVerdict, rulebook: Rulebook) -> None:
    stray = Finding(RuleCode("SHEET03"), Severity.NOTE, Place("=1+1", "R4"), value="=cmd|' /C calc'!A0\u202e")
    content = validation_workbook([make_verdict([stray], file="=a.xlsx")], (), rulebook, Lang.VI)
    cells = openpyxl.load_workbook(BytesIO(content))["Tất cả"][2]
    assert [cell.data_type for cell in cells if cell.value] == ["s"] * 8
    assert cells[5].value == "=cmd|' /C calc'!A0<U+202E>"
    assert cells[5].quotePrefix


def test_fixed_and_new_findings_are_told_apart(make_verdict: MakeVerdict, rulebook: Rulebook) -> None:
    def unanswered(cell: str, task: str) -> Finding:
        facts = {"task": task, "column_title": "Cách thực hiện"}
        return Finding(RuleCode("ROW01"), Severity.ERROR, Place("Kế hoạch", cell), task, "", facts)

    before = [make_verdict([unanswered("H17", "2.1"), unanswered("H18", "2.2")])]
    now = [make_verdict([unanswered("H18", "2.2"), unanswered("H19", "2.3")])]
    since = compare_since(validation_json(before, (), rulebook, Lang.VI), now, ())
    book = openpyxl.load_workbook(BytesIO(validation_workbook(now, (), rulebook, Lang.VI, since=since)))
    assert [(line[1], line[7]) for line in texts(book["Tất cả"])[1:]] == [("2.2", "còn"), ("2.3", "mới")]
    assert [(line[1], line[4]) for line in texts(book["Đã sửa"])[1:]] == [("2.1", "đã sửa")]


def test_the_same_findings_give_the_same_bytes_in_any_order_of_arrival(published: Validation) -> None:
    verdicts, rulebook = published.verdicts, published.rulebook
    content = validation_workbook(verdicts, (), rulebook, Lang.VI)
    assert validation_workbook(verdicts[::-1], (), rulebook, Lang.VI) == content
