"""Single texts are replaced; everything else of the workbook stays."""

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl import Workbook

from tdn_templates.excel.annotate import FaultSheet, Mark, mark_workbook, replace_texts
from tdn_templates.model.words import Severity

if TYPE_CHECKING:
    from tests.excel_patch.conftest import Workbooks

TABLE = "Kế hoạch"
Listed = Callable[[Sequence[Mark]], FaultSheet]


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize(
    "text",
    ["Bộ Tài chính", " hai  khoảng trắng ", "dòng 1\ndòng 2", "=1+1", "+84", "-", "@x", "3.10", "_x0041_", "<&>"],
)
def test_a_text_stands_as_it_is_given(returned: bytes, workbooks: "Workbooks", text: str) -> None:
    before, fixed = opened(returned)[TABLE], replace_texts(returned, {(TABLE, "H8"): text, (TABLE, "ZZ300"): text})

    cells = workbooks.read(fixed).sheets[1].cells
    assert cells[8, 8] == cells[300, 702] == text
    sheet = opened(fixed)[TABLE]
    assert sheet["H8"].data_type == "s"
    assert sheet["H8"].border.left.style == before["H8"].border.left.style
    assert sheet["H8"].fill.fgColor.rgb == before["H8"].fill.fgColor.rgb
    assert bool(sheet["H8"].quotePrefix) == text.startswith(("=", "+", "-", "@"))


def test_only_the_sheets_and_the_styles_are_written_again(returned: bytes, workbooks: "Workbooks") -> None:
    before, after = workbooks.parts(returned), workbooks.parts(replace_texts(returned, {(TABLE, "H8"): "=x"}))

    assert set(before) == set(after)
    assert {name for name in before if before[name] != after[name]} == {"xl/worksheets/sheet2.xml", "xl/styles.xml"}
    plain = workbooks.parts(replace_texts(returned, {(TABLE, "H8"): "x"}))
    assert {name for name in before if before[name] != plain[name]} == {"xl/worksheets/sheet2.xml"}


def test_replacing_with_the_same_texts_again_changes_nothing(returned: bytes) -> None:
    texts = {(TABLE, "H8"): "=x", (TABLE, "I200"): "y", (TABLE, "J8"): ""}
    once = replace_texts(returned, texts)

    assert replace_texts(once, texts) == once


def test_an_empty_text_empties_the_cell_and_keeps_its_format(returned: bytes) -> None:
    before, after = opened(returned)[TABLE]["H7"], opened(replace_texts(returned, {(TABLE, "H7"): ""}))[TABLE]["H7"]

    assert before.value
    assert after.value is None
    assert after.style_id == before.style_id


def test_a_formula_gives_way_and_its_copies_live_on(workbooks: "Workbooks") -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1+$A$1</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>3</v></c></row>'
        '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" si="0"/><v>4</v></c></row>'
    )
    parts = workbooks.small(f"<sheetData>{rows}</sheetData>")
    parts["xl/calcChain.xml"] = b"<calcChain/>"
    parts["xl/_rels/workbook.xml.rels"] = workbooks.relations(
        ("worksheet", "worksheets/sheet1.xml"), ("calcChain", "calcChain.xml")
    )
    content = workbooks.packed(parts)
    fixed = replace_texts(content, {("S1", "B1"): "hai"})

    sheet = opened(fixed)["S1"]
    assert [sheet[cell].value for cell in ("B1", "B2", "B3")] == ["hai", "=A2+$A$1", "=A3+$A$1"]
    assert "xl/calcChain.xml" not in workbooks.parts(fixed)
    assert "xl/calcChain.xml" in workbooks.parts(replace_texts(content, {("S1", "A1"): "hai"}))


def test_marks_survive_a_repair(returned: bytes, faults: Listed) -> None:
    marks = [Mark(TABLE, "H8", Severity.ERROR, "Sai.")]
    fixed = replace_texts(mark_workbook(returned, marks, faults(marks)), {(TABLE, "H8"): "đúng"})

    cell = opened(fixed)[TABLE]["H8"]
    assert (cell.value, cell.fill.fgColor.rgb) == ("đúng", "FFF2946B")
    assert cell.comment is not None


@pytest.mark.parametrize(
    ("place", "text", "fault"),
    [
        (("Không có", "A1"), "x", KeyError),
        ((TABLE, "A0"), "x", KeyError),
        ((TABLE, "XFE1"), "x", KeyError),
        ((TABLE, "A1"), "x" * 32_768, ValueError),
    ],
)
def test_what_cannot_be_written_is_refused(
    returned: bytes, place: tuple[str, str], text: str, fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        replace_texts(returned, {place: text})
