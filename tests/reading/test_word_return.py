"""A returned Word annex answers what the workbook filled in the same way answers, and findings point into its table."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.table import Table

from tdn_templates.core.answers import read_answers
from tdn_templates.core.assign import assign
from tdn_templates.core.interpret import interpret
from tdn_templates.core.known import Known
from tdn_templates.core.prefill import prefill
from tdn_templates.core.validate import Validator
from tdn_templates.excel.form import write_form
from tdn_templates.load.knowledge import load_known, load_rulebook, load_word_template
from tdn_templates.model.form import Form
from tdn_templates.model.submission import SourceFile, Submission
from tdn_templates.model.verdict import Verdict
from tdn_templates.reading.read import read_return
from tdn_templates.testing import Answer, fill_form
from tdn_templates.word.annex import render_annex
from tdn_templates.word.unit_annex import unit_annex
from tests.office.calc import Calc

NAME = "tra-loi.docx"
ANSWERS: Sequence[Answer] = (
    {"row": "1.1", "treatment": "Thực hiện", "own_lead": "Vụ Hợp tác quốc tế", "own_supporting": "Văn phòng Bộ"},
    {"row": "2.9", "treatment": "Thực hiện", "own_lead": "Vụ Ngân sách nhà nước", "own_time": "2025 - 2026"},
    {"row": "4.1", "treatment": "Không áp dụng", "note": "Không thuộc chức năng,\nđã có văn bản A & B < C"},
    {"row": "own:2", "own_text": "Biên soạn tài liệu", "own_lead": "Văn phòng Bộ", "own_time": "Quý III/2025"},
)


@cache
def known() -> Known:
    return load_known("nq47-2024")


@cache
def form() -> Form:
    programme = known().programmes["nq47-2024"]
    unit = next(unit for unit in known().registry.units if unit.name == "Bộ Tài chính")
    return prefill(
        known().layouts["plan"], programme, known().registry, unit, assign(programme, known().registry, unit)
    )


@cache
def issued() -> bytes:
    return render_annex(unit_annex(form()), load_word_template(form().layout.word_template))


def filled(content: bytes, answers: Sequence[Answer] = ANSWERS) -> bytes:
    """As a clerk types into Word: the wording of an added task goes where the wording of the others stands."""
    document = docx.Document(io.BytesIO(content))
    table = document.tables[0]
    titles = {column.key: column.title.vi for column in form().layout.columns}
    heads = [cell.text for cell in table.rows[0].cells]
    columns = {key: heads.index(title) for key, title in titles.items() if title in heads}
    rows = {_label(row.cells[0].text): row for row in reversed(table.rows)}
    for answer in answers:
        for key, text in answer.items():
            if key != "row":
                rows[answer["row"]].cells[columns["text" if key == "own_text" else key]].text = text
    return saved(document)


def _label(first_cell: str) -> str:
    """What an answer calls a row: its number, "own:2" for the first free row of group 2."""
    own = re.match(r"own:[0-9]+", first_cell)
    return own[0] if own else first_cell.partition("nq47:")[0]


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def submission_of(content: bytes, name: str = NAME) -> Submission:
    workbook = read_return(content)
    kind = getattr(workbook, "format", "")
    return interpret(workbook, SourceFile(name, "0" * 64, kind), known())


def verdict_of(content: bytes, name: str = NAME) -> Verdict:
    return Validator(known(), load_rulebook()).verdict(submission_of(content, name))


def answers_of(submission: Submission) -> list[tuple[object, ...]]:
    answers = read_answers(submission, form().layout, form().programme)
    return [(answer.row.key, answer.row.block, answer.choice, dict(answer.values)) for answer in answers]


def codes_of(verdict: Verdict, family: str) -> list[tuple[str, str, str]]:
    found = (finding for finding in verdict.findings if finding.code.startswith(family))
    return [(finding.code, finding.place.sheet, finding.place.cell) for finding in found]


@cache
def workbook_answers() -> list[tuple[object, ...]]:
    return answers_of(submission_of(fill_form(write_form(form(), load_rulebook()).content, ANSWERS), "tra-loi.xlsx"))


def edited(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            inside = source.read(name)
            target.writestr(name, change(inside.decode()).encode() if name == part else inside)
    return file.getvalue()


def without_keys(document: str) -> str:
    """The visible document typed anew: hidden text is gone."""
    return re.sub(r"<w:r><w:rPr><w:vanish/></w:rPr><w:t[^>]*>[^<]*</w:t></w:r>", "", document)


def test_the_same_answers_come_out_of_word_and_of_the_workbook() -> None:
    submission = submission_of(filled(issued()))
    assert answers_of(submission) == workbook_answers()
    assert (submission.sheet, submission.missing_columns, submission.stray) == ("Bảng 1", (), ())
    assert submission.column_letters["treatment"] == "F"
    assert {row.matched_by for row in submission.rows} == {"key"}
    assert [(found.where, found.stamp) for found in submission.stamps] == [
        ("sheet", form().stamp),
        ("properties", form().stamp),
    ]


def test_the_same_faults_are_found_and_the_word_file_is_noted() -> None:
    word = verdict_of(filled(issued()))
    workbook = verdict_of(fill_form(write_form(form(), load_rulebook()).content, ANSWERS), "tra-loi.xlsx")
    in_word = [(finding.code, finding.task) for finding in word.findings if not finding.code.startswith("WORD")]
    assert in_word == [(finding.code, finding.task) for finding in workbook.findings]
    assert codes_of(word, "WORD") == [("WORD02", "Bảng 1", "")]
    assert codes_of(word, "SHEET") == []


def test_a_finding_points_at_the_cell_the_page_shows() -> None:
    content = filled(issued(), [{"row": "2.9", "treatment": "Có lẽ"}])
    places = [finding.place for finding in verdict_of(content).findings if finding.value == "Có lẽ"]
    table = docx.Document(io.BytesIO(content)).tables[0]
    assert [(place.sheet, place.cell[0]) for place in places] == [("Bảng 1", "F")]
    assert _label(table.rows[int(places[0].cell[1:]) - 1].cells[0].text) == "2.9"


def test_an_added_task_without_a_wording_is_missed_in_word_as_well() -> None:
    content = filled(issued(), [{"row": "own:2", "own_lead": "Văn phòng Bộ", "own_time": "2025"}])
    (missing,) = (finding for finding in verdict_of(content).findings if finding.task == "+2.1")
    row = next(row for row in submission_of(content).rows if row.number == "+2.1").row
    assert (missing.code, missing.place.cell) == ("ROW06", f"B{row}")
    assert missing.facts["column_title"] == "Tên đề án/nhiệm vụ"


def test_a_key_of_another_programme_is_told_at_the_cell_that_holds_it() -> None:
    def other(document: str) -> str:
        return document.replace("nq47:2.9<", "nq99:2.9<")

    content = edited(filled(issued()), "word/document.xml", other)
    (unknown,) = codes_of(verdict_of(content), "TABLE05")
    row = next(row for row in submission_of(content).rows if row.number == "2.9").row
    assert unknown == ("TABLE05", "Bảng 1", f"A{row}")


def test_a_column_that_was_deleted_is_still_missed() -> None:
    def drop_last(document: str) -> str:
        return re.sub(r"<w:tc>(?:(?!<w:tc>).)*</w:tc></w:tr>", "</w:tr>", document)

    missing = submission_of(edited(issued(), "word/document.xml", drop_last)).missing_columns
    assert missing == ("note",)


def test_a_table_without_keys_is_read_by_its_headings_and_rows_by_text_or_number() -> None:
    content = edited(filled(issued(), ANSWERS[:3]), "word/document.xml", without_keys)
    submission = submission_of(content)
    assert [found.where for found in submission.stamps] == ["properties"]
    assert {row.matched_by for row in submission.rows} <= {"text", "number"}
    expected = [answer[2:] for answer in workbook_answers() if str(answer[0]).startswith("nq47:")]
    assert [answer[2:] for answer in answers_of(submission)] == expected


def test_keys_that_were_made_visible_are_keys_still() -> None:
    shown = edited(filled(issued()), "word/document.xml", lambda document: document.replace("<w:vanish/>", ""))
    assert answers_of(submission_of(shown)) == workbook_answers()


def test_without_properties_the_hidden_line_says_whose_it_is() -> None:
    content = edited(filled(issued()), "docProps/custom.xml", lambda _: '<Properties xmlns="x"/>')
    submission = submission_of(content)
    assert [(found.where, found.stamp) for found in submission.stamps] == [("sheet", form().stamp)]
    assert answers_of(submission) == workbook_answers()


def test_tracked_changes_are_read_as_accepted_and_named_by_cell() -> None:
    def track(document: str) -> str:
        ins, run = '<w:ins w:id="1" w:author="a"><w:r><w:t>{}</w:t></w:r></w:ins>', "<w:r><w:t>{}</w:t></w:r>"
        deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>Cục</w:delText></w:r></w:del>'
        old = run.format("Vụ Ngân sách nhà nước")
        assert document.count(old) == 1
        return document.replace(old, deleted + ins.format("Vụ Ngân sách nhà nước"))

    content = edited(filled(issued()), "word/document.xml", track)
    submission = submission_of(content)
    assert answers_of(submission) == workbook_answers()
    row = next(row for row in submission.rows if row.number == "2.9")
    assert codes_of(verdict_of(content), "WORD") == [
        ("WORD01", "Bảng 1", f"G{row.row}"),
        ("WORD02", "Bảng 1", ""),
    ]


def test_a_table_split_in_two_is_told_once() -> None:
    document = docx.Document(io.BytesIO(filled(issued())))
    rest = split_after(document.tables[0], 20)
    document.tables[0]._tbl.addnext(rest._tbl)
    document.tables[0]._tbl.addnext(document.add_paragraph("xem tiếp")._p)
    verdict = verdict_of(saved(document))
    assert codes_of(verdict, "WORD") == [("WORD03", "Bảng 2", ""), ("WORD02", "Bảng 1", "")]


def split_after(table: Table, count: int) -> Table:
    """Takes the rows behind the first `count` out into a table of their own, as Word's Split Table does."""
    from copy import deepcopy

    rest = deepcopy(table._tbl)
    for row in list(rest.tr_lst)[:count]:
        rest.remove(row)
    for row in list(table._tbl.tr_lst)[count:]:
        table._tbl.remove(row)
    return Table(rest, table._parent)


def test_other_tables_in_the_document_do_no_harm() -> None:
    document = docx.Document(io.BytesIO(filled(issued())))
    heading = document.add_table(1, 2)
    heading.cell(0, 0).text, heading.cell(0, 1).text = "BỘ TÀI CHÍNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    document.tables[0]._tbl.addprevious(heading._tbl)
    submission = submission_of(saved(document))
    assert submission.sheet == "Bảng 2"
    assert answers_of(submission) == workbook_answers()
    assert codes_of(verdict_of(saved(document)), "WORD") == [("WORD02", "Bảng 2", "")]


@pytest.mark.office
def test_a_word_annex_saved_by_libreoffice_answers_the_same(libreoffice: Calc, tmp_path: Path) -> None:
    source = tmp_path / NAME
    source.write_bytes(filled(issued()))
    saved_again = libreoffice.saved(source, "docx", tmp_path / "out")
    submission = submission_of(saved_again.read_bytes())
    assert answers_of(submission) == workbook_answers()
    assert [found.where for found in submission.stamps] == ["sheet", "properties"]
