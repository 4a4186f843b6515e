"""Whatever cells are marked, in whoever's file: the reader sees the sender's cells, and marks come and go."""

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tdn_templates.core.cell_names import cell_name
from tdn_templates.excel.annotate import FaultSheet, Mark, mark_workbook, unmark_workbook
from tdn_templates.model.words import Severity

if TYPE_CHECKING:
    from tests.excel_patch.conftest import Workbooks

Listed = Callable[[Sequence[Mark]], FaultSheet]

SHEETS = ("Hướng dẫn", "Kế hoạch", "_danh_muc", "_kiem_tra", "_tdn", "Không có")
CELLS = st.builds(cell_name, st.integers(1, 130), st.integers(1, 40)) | st.sampled_from(
    ["XFD1048576", "A1", "", "H8:J9"]
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.just("[tdn] Lỗi / Error\nx")
MARKS = st.lists(
    st.builds(
        Mark,
        st.sampled_from(SHEETS),
        CELLS,
        st.sampled_from([Severity.ERROR, Severity.WARNING, Severity.NOTE]),
        TEXTS,
    ),
    max_size=25,
)
SOME = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def holds(content: bytes, marks: list[Mark], faults: Listed, workbooks: "Workbooks") -> None:
    before = workbooks.read(content)
    marked = mark_workbook(content, marks, faults(marks))
    assert workbooks.read(marked).sheets[1:] == before.sheets
    assert mark_workbook(marked, marks, faults(marks)) == marked
    plain = unmark_workbook(marked)
    assert workbooks.read(plain) == before
    assert mark_workbook(plain, marks, faults(marks)) == marked
    notes = sum(
        cell.comment is not None
        for sheet in openpyxl.load_workbook(io.BytesIO(marked)).worksheets
        for row in sheet.iter_rows(max_row=140, max_col=60)
        for cell in row
    )
    near = {(mark.sheet, mark.cell) for mark in marks if mark.cell not in ("", "H8:J9", "XFD1048576")}
    assert notes == len({place for place in near if place[0] != "Không có"})


@SOME
@given(marks=MARKS)
def test_on_a_form_as_it_was_issued(marks: list[Mark], issued: bytes, faults: Listed, workbooks: "Workbooks") -> None:
    holds(issued, marks, faults, workbooks)


@SOME
@given(marks=MARKS)
def test_on_a_form_saved_by_openpyxl(
    marks: list[Mark], returned: bytes, faults: Listed, workbooks: "Workbooks"
) -> None:
    holds(returned, marks, faults, workbooks)
