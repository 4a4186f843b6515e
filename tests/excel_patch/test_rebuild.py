"""A return in another format comes back as a marked .xlsx with the same cells."""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import openpyxl

from tdn_templates.core.form_marks import FAULT_MARK, KEY_MARK, STAMP_MARK
from tdn_templates.excel.annotate import FaultSheet, Mark
from tdn_templates.excel.rebuild import rebuild_marked
from tdn_templates.model.cell import RawSheet, RawValue, RawWorkbook
from tdn_templates.model.words import Severity

if TYPE_CHECKING:
    from tests.excel_patch.conftest import Workbooks

Listed = Callable[[Sequence[Mark]], FaultSheet]

VALUES: dict[tuple[int, int], RawValue] = {
    (1, 1): KEY_MARK,
    (3, 2): "Bộ Tài chính",
    (3, 3): "=1+1",
    (4, 2): 12,
    (4, 3): 3.1,
    (4, 4): -5,
    (5, 2): True,
    (5, 3): datetime(2025, 6, 30, 14, 30),  # noqa: DTZ001 - cells know no time zone
    (5, 4): time(8, 15),
    (5, 5): timedelta(hours=30),
    (900, 40): "lạc",
}
BOOK = RawWorkbook(
    "xls",
    (
        RawSheet("Danh mục", {(1, 1): "a"}, visible=False),
        RawSheet("Kế hoạch", VALUES, errors={(6, 2): "#REF!"}, formulas={(4, 2): "6+6"}, hidden_rows=frozenset({4, 8})),
        RawSheet("_tdn", {(1, 1): STAMP_MARK, (2, 1): "unit", (2, 2): "bo-tai-chinh"}, visible=False),
        RawSheet("Kết quả kiểm tra", {(1, 1): FAULT_MARK, (4, 3): "Lỗi"}),
    ),
    {"tdn_unit": "bo-tai-chinh", "Company": "không mang theo"},
)
MARKS = [Mark("Kế hoạch", "B3", Severity.ERROR, "Sai."), Mark("Kế hoạch", "AN900", Severity.NOTE, "Ô lạc.")]


def test_values_addresses_and_what_was_hidden_are_kept(faults: Listed, workbooks: "Workbooks") -> None:
    read = workbooks.read(rebuild_marked(BOOK, MARKS, faults(MARKS)))

    assert [(sheet.name, sheet.visible) for sheet in read.sheets] == [
        ("Kết quả kiểm tra", True),
        ("Danh mục", False),
        ("Kế hoạch", True),
        ("_tdn", False),
    ]
    assert read.sheets[2].cells == {**VALUES, (6, 2): "#REF!"}
    assert read.sheets[2].formulas == {}
    assert read.sheets[2].hidden_rows == {1, 4, 8}
    assert read.sheets[3].cells == BOOK.sheets[2].cells
    assert read.properties == {"tdn_unit": "bo-tai-chinh"}


def test_what_our_own_formulas_said_is_left_out(faults: Listed, workbooks: "Workbooks") -> None:
    values: dict[tuple[int, int], RawValue] = {
        (1, 1): KEY_MARK,
        (1, 3): "check",
        (1, 4): "note",
        (4, 2): "Đã điền 1/2",
        (7, 2): "STT",
        (8, 1): "band:group:1",
        (9, 1): "nq47:1.1",
        (9, 3): "✗ thiếu lý do",
        (9, 4): 3,
        (10, 1): "nq47:1.2",
        (10, 3): "gõ tay",
    }
    formulas = {(4, 2): "", (9, 3): "", (9, 4): "1+2"}
    book = RawWorkbook("xls", (RawSheet("Kế hoạch", values, formulas=formulas),))
    read = workbooks.read(rebuild_marked(book, [], faults([]))).sheets[1]
    assert read.cells == {at: value for at, value in values.items() if at not in ((4, 2), (9, 3))}


def test_the_cells_are_marked_and_the_first_visible_sheet_is_shown(faults: Listed) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(rebuild_marked(BOOK, MARKS, faults(MARKS))))

    sheet = workbook["Kế hoạch"]
    assert workbook.active is sheet
    assert [sheet[cell].fill.fgColor.rgb for cell in ("B3", "AN900")] == ["FFF2946B", "FFD6E9FA"]
    assert sheet["B3"].comment is not None
    assert sheet.column_dimensions["A"].hidden
    assert not workbook.properties.creator


def test_names_that_a_workbook_may_not_use_are_changed_in_the_marks_too(faults: Listed) -> None:
    names = ("Biểu 1/2025", "biểu 1*2025", "Tên dài hơn ba mươi mốt ký tự của một trang", "'", "History")
    book = RawWorkbook("ods", tuple(RawSheet(name, {(1, 1): "x"}) for name in names))
    marks = [Mark(name, "A1", Severity.ERROR, "Sai.") for name in names]
    workbook = openpyxl.load_workbook(io.BytesIO(rebuild_marked(book, marks, faults(marks))))

    assert workbook.sheetnames[1:] == [
        "Biểu 1_2025",
        "biểu 1_2025 (2)",
        "Tên dài hơn ba mươi mốt ký tự c",
        " (2)",
        "History (2)",
    ]
    assert all(sheet["A1"].comment for sheet in workbook.worksheets[1:])


def test_days_before_programs_agree_come_as_text(faults: Listed, workbooks: "Workbooks") -> None:
    values: dict[tuple[int, int], RawValue] = {
        (1, 1): date(1900, 2, 1),
        (2, 1): date(1900, 3, 1),
        (3, 1): 10**16,
        (4, 1): float("inf"),
    }
    read = workbooks.read(rebuild_marked(RawWorkbook("ods", (RawSheet("S", values),)), [], faults([])))

    assert [read.sheets[1].cells[row, 1] for row in (1, 3, 4)] == ["1900-02-01", "10000000000000000", "inf"]
    assert read.sheets[1].cells[2, 1] in (date(1900, 3, 1), datetime(1900, 3, 1))  # noqa: DTZ001 - as above


def test_the_same_values_give_the_same_bytes(faults: Listed) -> None:
    assert rebuild_marked(BOOK, MARKS, faults(MARKS)) == rebuild_marked(BOOK, MARKS, faults(MARKS))
