"""Single texts are replaced; everything else of the workbook stays."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl import Workbook

from tdn_templates.excel.annotate import FaultSheet, Mark, mark_workbook, replace_texts
from tdn_templates.excel.patch.cells import address_of
from tdn_templates.model.words import Severity

if TYPE_CHECKING:
    from tests.excel_patch.conftest import Workbooks

TABLE = "Kế hoạch"
Cells = Mapping[tuple[str, str], str]
Listed = Callable[[Sequence[Mark]], FaultSheet]


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize(
    "text",
    ["Bộ Tài chính", " hai  khoảng trắng ", "dòng 1\ndòng 2", "=1+1", "+84", "-", "@x", "3.10", "_x0041_", "<&>"],
)
def test_a_text_stands_as_it_is_given(returned: bytes, cells: Cells, workbooks: "Workbooks", text: str) -> None:
    choice = cells["1.2", "treatment"]
    before, fixed = opened(returned)[TABLE], replace_texts(returned, {(TABLE, choice): text, (TABLE, "ZZ300"): text})

    read = workbooks.read(fixed).sheets[1].cells
    assert {at for at, value in read.items() if value == text} >= {address_of(choice), (300, 702)}
    sheet = opened(fixed)[TABLE]
    assert sheet[choice].data_type == "s"
    assert sheet[choice].border.left.style == before[choice].border.left.style
    assert sheet[choice].fill.fgColor.rgb == before[choice].fill.fgColor.rgb
    assert bool(sheet[choice].quotePrefix) == text.startswith(("=", "+", "-", "@"))


def test_only_the_sheets_and_the_styles_are_written_again(
    returned: bytes, cells: Cells, workbooks: "Workbooks"
) -> None:
    place = (TABLE, cells["1.2", "treatment"])
    before, after = workbooks.parts(returned), workbooks.parts(replace_texts(returned, {place: "=x"}))

    assert set(before) == set(after)
    assert {name for name in before if before[name] != after[name]} == {"xl/worksheets/sheet2.xml", "xl/styles.xml"}
    plain = workbooks.parts(replace_texts(returned, {place: "x"}))
    assert {name for name in before if before[name] != plain[name]} == {"xl/worksheets/sheet2.xml"}


def test_replacing_with_the_same_texts_again_changes_nothing(returned: bytes, cells: Cells) -> None:
    choice, lead = cells["1.2", "treatment"], cells["1.1", "own_lead"]
    texts = {(TABLE, choice): "=x", (TABLE, "I200"): "y", (TABLE, lead): ""}
    once = replace_texts(returned, texts)

    assert replace_texts(once, texts) == once


def test_an_empty_text_empties_the_cell_and_keeps_its_format(returned: bytes, cells: Cells) -> None:
    choice = cells["1.1", "treatment"]
    before = opened(returned)[TABLE][choice]
    after = opened(replace_texts(returned, {(TABLE, choice): ""}))[TABLE][choice]

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


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("", '<calcPr fullCalcOnLoad="1"/>'),
        ('<calcPr calcId="191029"/>', '<calcPr calcId="191029" fullCalcOnLoad="1"/>'),
        ('<calcPr fullCalcOnLoad="0"/><oleSize ref="A1"/>', '<calcPr fullCalcOnLoad="1"/><oleSize ref="A1"/>'),
        ('<oleSize ref="A1"/>', '<calcPr fullCalcOnLoad="1"/><oleSize ref="A1"/>'),
    ],
)
def test_the_results_of_other_formulas_are_calculated_anew(
    workbooks: "Workbooks", settings: str, expected: str
) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f><v>2</v></c></row>'
    content = workbooks.packed(workbooks.small(f"<sheetData>{rows}</sheetData>", "<sheetData/>", after=settings))
    fixed = replace_texts(content, {("S1", "A1"): "3"})

    assert workbooks.parts(fixed)["xl/workbook.xml"].decode().endswith(f"</sheets>{expected}</workbook>")
    assert replace_texts(fixed, {("S1", "A1"): "3"}) == fixed
    untouched = workbooks.parts(replace_texts(content, {("S2", "A1"): "3"}))
    assert untouched["xl/workbook.xml"] == workbooks.parts(content)["xl/workbook.xml"]


def test_marks_survive_a_repair(returned: bytes, cells: Cells, faults: Listed) -> None:
    choice = cells["1.2", "treatment"]
    marks = [Mark(TABLE, choice, Severity.ERROR, "Sai.")]
    fixed = replace_texts(mark_workbook(returned, marks, faults(marks)), {(TABLE, choice): "đúng"})

    cell = opened(fixed)[TABLE][choice]
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
