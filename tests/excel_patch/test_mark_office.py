"""LibreOffice opens marked workbooks, and its own files are marked like any other."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tdn_templates.core.cell_names import cell_name
from tdn_templates.core.form_marks import CHECKS_SHEET
from tdn_templates.excel.annotate import FaultSheet, Mark, mark_workbook, unmark_workbook
from tdn_templates.excel.rebuild import rebuild_marked
from tdn_templates.model.words import Severity
from tests.office.calc import Calc

if TYPE_CHECKING:
    from tests.excel_patch.conftest import Workbooks

pytestmark = pytest.mark.office
Listed = Callable[[Sequence[Mark]], FaultSheet]
TABLE = "Kế hoạch"
Marks = tuple[Mark, ...]


def converted(libreoffice: Calc, content: bytes, folder: Path, kind: str) -> bytes:
    """The workbook as LibreOffice saves it."""
    source = folder / "tra-loi.xlsx"
    source.write_bytes(content)
    return libreoffice.saved(source, kind, folder / "out").read_bytes()


@pytest.fixture
def marked(returned: bytes, marks: Marks, faults: Listed) -> bytes:
    return mark_workbook(returned, marks, faults(marks))


@pytest.fixture(scope="module")
def resaved(libreoffice: Calc, returned: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return converted(libreoffice, returned, tmp_path_factory.mktemp("resaved"), "xlsx")


def test_libreoffice_shows_notes_colours_and_links(
    libreoffice: Calc, returned: bytes, marks: Marks, faults: Listed, tmp_path: Path
) -> None:
    shown = marks[1:]
    workbook = openpyxl.load_workbook(
        io.BytesIO(converted(libreoffice, mark_workbook(returned, shown, faults(shown)), tmp_path, "xlsx"))
    )

    sheet = workbook[TABLE]
    colours = ["FFF7C64A", "FFF7C64A", "FFD6E9FA", "FFF2946B"]
    assert [sheet[mark.cell].fill.fgColor.rgb for mark in shown] == colours
    assert [note.text for mark in shown if (note := sheet[mark.cell].comment)] == [
        "[tdn] Cảnh báo / Warning\nTên viết tắt.",
        "[tdn] Cảnh báo / Warning\nThời gian nằm ngoài thời kỳ.",
        "[tdn] Lưu ý / Note\nĐã hiểu là cả năm.",
        "[tdn] Lỗi / Error\nKý tự lạc.",
    ]
    listed = workbook.worksheets[0]
    links = [link.location for row in (4, 5, 6, 7) if (link := listed.cell(row, 5).hyperlink)]
    assert [str(link).replace("'", "") for link in links] == [f"{TABLE}!{mark.cell}" for mark in shown]


def test_marks_go_from_a_file_that_libreoffice_saved(
    libreoffice: Calc, marked: bytes, resaved: bytes, tmp_path: Path, workbooks: "Workbooks"
) -> None:
    plain = unmark_workbook(converted(libreoffice, marked, tmp_path, "xlsx"))

    after, expected = openpyxl.load_workbook(io.BytesIO(plain)), openpyxl.load_workbook(io.BytesIO(resaved))
    assert after.sheetnames == expected.sheetnames
    for row in expected[TABLE].iter_rows():
        for cell in row:
            again = after[TABLE][cell.coordinate]
            assert again.fill.fgColor.rgb == cell.fill.fgColor.rgb
            assert again.comment is None
    assert workbooks.read(plain).sheets == workbooks.read(resaved).sheets


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.tuples(st.integers(1, 120), st.integers(1, 30)), max_size=20))
def test_any_cells_of_a_form_that_libreoffice_saved(
    places: list[tuple[int, int]], resaved: bytes, faults: Listed, workbooks: "Workbooks"
) -> None:
    marks = [Mark(TABLE, cell_name(*place), Severity.ERROR, "Sai.") for place in places]
    marked = mark_workbook(resaved, marks, faults(marks))

    assert workbooks.read(marked).sheets[1:] == workbooks.read(resaved).sheets
    assert mark_workbook(marked, marks, faults(marks)) == marked
    assert workbooks.read(unmark_workbook(marked)) == workbooks.read(resaved)


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_return_in_an_old_format_comes_back_with_the_same_cells(
    libreoffice: Calc, kind: str, returned: bytes, *, faults: Listed, tmp_path: Path, workbooks: "Workbooks"
) -> None:
    raw = workbooks.read(converted(libreoffice, returned, tmp_path, kind))
    marks = [Mark(TABLE, "XY400", Severity.NOTE, "Ký tự lạc.")]
    rebuilt = rebuild_marked(raw, marks, faults(marks))
    read = workbooks.read(rebuilt)

    assert raw.format == kind
    for sheet, before in zip(read.sheets[1:], raw.sheets, strict=True):
        if before.name == CHECKS_SHEET:  # of an .xlsx its cells are not read, but they are there
            assert openpyxl.load_workbook(io.BytesIO(rebuilt))[CHECKS_SHEET].max_row == max(
                row for row, _ in before.cells
            )
            continue
        live = before.formulas.keys()  # the form has no formulas but those of its own
        assert sheet.cells == {at: value for at, value in before.cells.items() if at not in live}
    assert sum(len(sheet.formulas) for sheet in raw.sheets) > 80
    assert [sheet.visible for sheet in read.sheets[1:]] == [sheet.visible for sheet in raw.sheets]
