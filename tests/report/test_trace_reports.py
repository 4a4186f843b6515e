"""A trace in its five forms: each says the same, and what a unit wrote is shown and never acted on."""

import json
import re
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from jsonschema import Draft202012Validator

import tdn_templates.report
from tdn_templates.core.trace.differences import marked
from tdn_templates.excel.trace_report import trace_workbook
from tdn_templates.load.knowledge import load_word_template
from tdn_templates.model.annex import AnnexGroup, AnnexRow
from tdn_templates.model.trace import PlanTrace
from tdn_templates.model.words import Lang
from tdn_templates.report.trace_html import trace_html
from tdn_templates.report.trace_json import TRACE_SCHEMA, trace_json
from tdn_templates.report.trace_text import trace_text
from tdn_templates.word.trace import render_trace
from tests.core.trace_cases import FIVE, plan, row, text_of, trace_of

SCHEMA = json.loads((Path(tdn_templates.report.__file__).parent / "trace.schema.json").read_text(encoding="utf-8"))
HOSTILE = '=HYPERLINK("x") <script>alert(1)</script> {{ title }} \u202eđảo\u202c & co'
DOUBTFUL = "Tham gia ý kiến về Nghị định số 72/2015/NĐ-CP khi được yêu cầu"


@pytest.fixture(scope="module")
def trace() -> PlanTrace:
    cells = {"lead": "Sở Nội vụ", "supporting": "Các sở, ban, ngành", "time": "2025"}
    rows = [
        row({"number": "1", "task": "3.1", **cells}),
        row({"number": "2", "text": f"{text_of('3.3')} trên địa bàn tỉnh", **cells, "time": "Hằng năm"}),
        row({"number": "3", "text": DOUBTFUL, **cells}),
        AnnexRow("4", None, HOSTILE, lead=HOSTILE, time=HOSTILE),
    ]
    return trace_of(plan(rows, FIVE, [AnnexGroup("I", HOSTILE)]))


def test_the_json_is_what_its_schema_says(trace: PlanTrace) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["schema"]["const"] == TRACE_SCHEMA
    loaded = json.loads(trace_json(trace))
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(loaded)] == []
    first = loaded["rows"][0]
    assert {key: first[key] for key in ("local", "national", "how", "confidence")} == {
        "local": "1",
        "national": ["3.1"],
        "how": "verbatim",
        "confidence": 1.0,
    }
    assert {"national": "3.19", "role": "lead", "binding": "group"}.items() <= next(
        item for item in loaded["missing"] if item["national"] == "3.19"
    ).items()
    kinds = {(item["local"], item["national"], item["kind"]) for item in loaded["deviations"]}
    assert {("1", "3.1", "time_exceeded"), ("1", "3.1", "lead_not_counterpart")} <= kinds
    assert (None, "3.19", "missing") in kinds
    assert loaded["rows"][3]["text"] == HOSTILE


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("width", [80, 60])
def test_the_text_fits_the_terminal_and_says_the_summary_first(trace: PlanTrace, lang: Lang, width: int) -> None:
    text = trace_text(trace, lang, width)
    assert max(map(len, text.splitlines())) <= width
    headings = [line for line in text.splitlines() if line.isupper() and not line.startswith(" ")]
    assert len(headings) == 6
    assert text.index(headings[0]) == 0
    assert "\u202e" not in text
    assert "<U+202E>" in text


def test_a_page_shows_what_a_unit_wrote_and_runs_none_of_it(trace: PlanTrace) -> None:
    page = trace_html(trace, Lang.VI)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\u202e" not in page
    assert page.count("<script>") == 1
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert page.count('<tr role="row" class=') == len(trace.rows)
    assert "<ins>trên địa bàn tỉnh</ins>" in page
    assert page == trace_html(trace, Lang.VI)
    assert "In doubt" in trace_html(trace, Lang.EN)


def test_words_that_differ_are_marked_and_no_letter_is_lost() -> None:
    task, own = "Xây dựng Đề án quảng bá, xúc tiến", "Xây dựng Kế hoạch quảng bá xúc tiến của tỉnh"
    assert [part.text for part in marked(task, [own]) if part.differs] == ["Đề án"]
    assert [part.text for part in marked(own, [task]) if part.differs] == ["Kế hoạch", "của tỉnh"]
    assert "".join(part.text for part in marked(own, [task])) == own
    assert marked("", ["x"]) == ()


def test_the_workbook_has_three_sheets_to_filter_and_no_formula(trace: PlanTrace) -> None:
    content = trace_workbook(trace, Lang.VI)
    assert content == trace_workbook(trace, Lang.VI)
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == ["Các dòng", "Còn thiếu", "Sai khác"]
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref
        assert sheet.page_setup.orientation == "landscape"
        assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
    rows = book["Các dòng"]
    assert [rows.cell(line, 2).value for line in (2, 3)] == ["3.1", "3.3"]
    assert rows.cell(4, 5).value == "chưa chắc (2.1)" or rows.cell(4, 5).value == "chưa chắc (2.2)"
    assert book["Còn thiếu"].max_row == len(trace.missing) + 1


def test_the_annex_has_three_tables_and_shows_what_was_written(trace: PlanTrace) -> None:
    template = load_word_template("doi-chieu.docx")
    content = render_trace(trace, template)
    assert content == render_trace(trace, template)
    document = docx.Document(BytesIO(content))
    missing, deviations, rows = (
        [[cell.text for cell in line.cells] for line in table.rows] for table in document.tables
    )
    assert len(missing) == len(trace.missing) + 1
    assert ["1", "3.1", "Lỗi", "Thời gian vượt thời gian được giao"] in [line[:4] for line in deviations]
    assert [line[0] for line in rows[1:]] == ["1", "2", "3", "4"]
    assert "{{ title }}" in rows[4][1]
    assert "chưa chắc" in rows[3][3]


def test_a_plan_without_a_fault_says_so_in_every_form() -> None:
    from tests.core.trace_cases import programme

    tasks = programme().tasks
    annex = plan([row({"number": task.number, "task": task.number}) for task in tasks])
    trace = trace_of(annex)
    assert (trace.missing, trace.deviations) == ((), ())
    assert "Không có sai khác." in trace_text(trace, Lang.VI)
    assert "Không thiếu nhiệm vụ nào." in trace_html(trace, Lang.VI)
    book = openpyxl.load_workbook(BytesIO(trace_workbook(trace, Lang.EN)))
    assert book["Missing"]["B2"].value == "Nothing is missing."
    document = docx.Document(BytesIO(render_trace(trace, load_word_template("doi-chieu.docx"))))
    assert len(document.tables) == 1
