"""A marked workbook is the sender's own, with notes, colours and a list of faults, and nothing else changed."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName

from tdn_templates.core.form_marks import FAULT_MARK
from tdn_templates.excel.annotate import FaultLine, FaultSheet, Mark, mark_workbook, unmark_workbook
from tdn_templates.model.words import Severity

if TYPE_CHECKING:
    from tests.excel_patch.conftest import Workbooks

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
Listed = Callable[[Sequence[Mark]], FaultSheet]

Marks = tuple[Mark, ...]
Cells = Mapping[tuple[str, str], str]

TABLE = "Kế hoạch"
HEAD = ("Mức độ", "Trang", "Ô", "Nhiệm vụ", "Nội dung", "Cách sửa")
FILLS = ("FFF2946B", "FFF2946B", "FFF7C64A", "FFD6E9FA", "FFF2946B")
"""The colours of the marks of the fixture; two of them lie at one cell."""


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def made(build: Callable[[Workbook], None]) -> bytes:
    """A workbook saved by openpyxl."""
    workbook = Workbook()
    build(workbook)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def note_text(content: bytes, sheet: str, cell: str) -> str:
    note = opened(content)[sheet][cell].comment
    return "" if note is None else str(note.text)


@pytest.mark.parametrize("source", ["issued", "returned"])
def test_each_faulty_cell_gets_a_colour_and_one_note(
    source: str, marks: Marks, faults: Listed, request: pytest.FixtureRequest
) -> None:
    marked = mark_workbook(request.getfixturevalue(source), marks, faults(marks))

    sheet = opened(marked)[TABLE]
    assert [sheet[mark.cell].fill.fgColor.rgb for mark in marks] == list(FILLS)
    notes = {cell.coordinate: cell.comment for row in sheet.iter_rows() for cell in row if cell.comment}
    assert set(notes) == {mark.cell for mark in marks}
    assert {note.author for note in notes.values()} == {"tdn"}
    assert notes[marks[0].cell].text == (
        "[tdn] Lỗi / Error\nTên đơn vị không có trong danh mục.\n\n[tdn] Cảnh báo / Warning\nTên viết tắt."
    )


def test_only_the_parts_that_say_something_new_are_written_again(
    issued: bytes, marks: Marks, faults: Listed, workbooks: "Workbooks"
) -> None:
    before, after = workbooks.parts(issued), workbooks.parts(mark_workbook(issued, marks, faults(marks)))

    assert {name for name, part in before.items() if after.get(name) != part} == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet2.xml",
    }
    assert set(after) - set(before) == {
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/_rels/sheet2.xml.rels",
        f"xl/worksheets/sheet{len(opened(issued).worksheets) + 1}.xml",
    }


def test_dropdowns_protection_and_widths_stay(issued: bytes, marks: Marks, faults: Listed) -> None:
    before, after = opened(issued)[TABLE], opened(mark_workbook(issued, marks, faults(marks)))[TABLE]

    assert len(after.data_validations.dataValidation) == len(before.data_validations.dataValidation) > 0
    assert after.protection.sheet
    assert after.protection == before.protection
    assert after.print_area == before.print_area
    assert after.freeze_panes == before.freeze_panes
    assert {key: item.width for key, item in after.column_dimensions.items()} == {
        key: item.width for key, item in before.column_dimensions.items()
    }


def test_the_list_of_faults_stands_first_and_links_to_every_cell(issued: bytes, marks: Marks, faults: Listed) -> None:
    workbook = opened(mark_workbook(issued, marks, faults(marks)))

    sheet = workbook.worksheets[0]
    assert sheet.title == "Kết quả kiểm tra"
    assert sheet["A1"].value == FAULT_MARK
    assert sheet.column_dimensions["A"].hidden
    assert [cell.value for cell in sheet[3]][1:] == ["#", *HEAD]
    assert [sheet.cell(row, 7).value for row in range(4, 9)] == [mark.text for mark in marks]
    links = [link.location for row in range(4, 9) if (link := sheet.cell(row, 5).hyperlink)]
    assert links == [f"'{TABLE}'!{mark.cell}" for mark in marks]
    assert [sheet.cell(row, 3).fill.fgColor.rgb for row in range(4, 8)] == [
        "FFF2946B",
        "FFF7C64A",
        "FFF7C64A",
        "FFD6E9FA",
    ]
    assert sheet.freeze_panes == "A4"
    assert workbook.active is not None
    assert workbook.active.title == TABLE


def test_a_fault_without_a_place_stands_in_the_list_without_a_link(issued: bytes) -> None:
    lines = (
        FaultLine("Lỗi", "", "", "2.9", "=Thiếu nhiệm vụ", "Bổ sung."),
        FaultLine("Lỗi", "Không có", "B2", "", "Lạ", "Xem lại."),
        FaultLine("Lỗi", TABLE, "B2:C3", "", "Vùng", "Xem lại."),
    )
    marks = [Mark("Không có", "B2", ERROR, "x"), Mark(TABLE, "B2:C3", ERROR, "x"), Mark(TABLE, "", ERROR, "x")]
    marked = mark_workbook(issued, marks, FaultSheet("Faults", "T", HEAD, lines))

    sheet = opened(marked).worksheets[0]
    assert [sheet.cell(row, 5).hyperlink for row in (4, 5, 6)] == [None, None, None]
    assert (sheet["G4"].value, sheet["G4"].data_type, sheet["G4"].quotePrefix) == ("=Thiếu nhiệm vụ", "s", True)
    assert all(cell.comment is None for row in opened(marked)[TABLE].iter_rows() for cell in row)


def test_the_reader_sees_the_same_cells(issued: bytes, marks: Marks, faults: Listed, workbooks: "Workbooks") -> None:
    before, after = workbooks.read(issued), workbooks.read(mark_workbook(issued, marks, faults(marks)))

    assert after.sheets[0].cells[1, 1] == FAULT_MARK
    assert after.sheets[1:] == before.sheets
    assert after.properties == before.properties


@pytest.mark.parametrize("source", ["issued", "returned"])
def test_marking_twice_marks_once(source: str, marks: Marks, faults: Listed, request: pytest.FixtureRequest) -> None:
    content = request.getfixturevalue(source)
    marked = mark_workbook(content, marks, faults(marks))

    assert mark_workbook(content, marks, faults(marks)) == marked
    assert mark_workbook(marked, marks, faults(marks)) == marked
    fewer = marks[2:3]
    assert mark_workbook(marked, fewer, faults(fewer)) == mark_workbook(content, fewer, faults(fewer))


def test_without_its_marks_the_workbook_looks_as_before(
    returned: bytes, marks: Marks, faults: Listed, workbooks: "Workbooks"
) -> None:
    plain = unmark_workbook(mark_workbook(returned, marks, faults(marks)))

    before, after = opened(returned), opened(plain)
    assert after.sheetnames == before.sheetnames
    assert workbooks.read(plain) == workbooks.read(returned)
    for sheet in before.worksheets:
        again = after[sheet.title]
        assert again.max_row == sheet.max_row
        for row in sheet.iter_rows():
            for cell in row:
                assert again[cell.coordinate].style_id == cell.style_id
                assert again[cell.coordinate].comment is None
    assert set(workbooks.parts(plain)) == set(workbooks.parts(returned))
    assert unmark_workbook(plain) == plain


def test_a_workbook_without_marks_comes_back_as_it_is(issued: bytes) -> None:
    assert unmark_workbook(issued) is issued


def test_a_merged_range_is_marked_at_its_first_cell(faults: Listed) -> None:
    def build(workbook: Workbook) -> None:
        sheet = workbook.worksheets[0]
        sheet.title = "S"
        sheet["B2"] = "gộp"
        sheet.merge_cells("B2:D5")

    marks = [Mark("S", "C4", WARNING, "một"), Mark("S", "B2", ERROR, "hai"), Mark("S", "E5", NOTE, "ba")]
    sheet = opened(mark_workbook(made(build), marks, faults(marks)))["S"]

    assert sheet["B2"].fill.fgColor.rgb == "FFF2946B"
    assert sheet["B2"].comment is not None
    assert sheet["B2"].comment.text == "[tdn] Cảnh báo / Warning\nmột\n\n[tdn] Lỗi / Error\nhai"
    assert sheet["E5"].fill.fgColor.rgb == "FFD6E9FA"


def test_the_senders_own_notes_stay_and_ours_stand_below(faults: Listed, workbooks: "Workbooks") -> None:
    def build(workbook: Workbook) -> None:
        sheet = workbook.worksheets[0]
        sheet.title = "S"
        sheet["A1"], sheet["B2"] = "x", "y"
        sheet["A1"].comment = Comment("Chị Hoa xem lại", "Lan")
        sheet["C3"].comment = Comment("Để sau", "Lan")

    content = made(build)
    marks = [Mark("S", "A1", ERROR, "Sai."), Mark("S", "B2", NOTE, "Lưu ý.")]
    marked = mark_workbook(content, marks, faults(marks))

    assert note_text(marked, "S", "A1") == "Chị Hoa xem lại\n\n[tdn] Lỗi / Error\nSai."
    assert note_text(marked, "S", "C3") == "Để sau"
    assert {cell: opened(marked)["S"][cell].comment.author for cell in ("A1", "B2", "C3")} == {
        "A1": "Lan",
        "B2": "tdn",
        "C3": "Lan",
    }
    assert mark_workbook(marked, marks, faults(marks)) == marked
    drawing = next(part for name, part in workbooks.parts(marked).items() if name.endswith(".vml"))
    assert drawing.count(b'ObjectType="Note"') == 3
    plain = unmark_workbook(marked)
    assert [note_text(plain, "S", cell) for cell in ("A1", "B2", "C3")] == ["Chị Hoa xem lại", "", "Để sau"]


def test_what_somebody_wrote_below_our_note_is_kept(faults: Listed) -> None:
    def build(workbook: Workbook) -> None:
        workbook.worksheets[0].title = "S"

    marks = [Mark("S", "A1", ERROR, "Sai.")]
    workbook = opened(mark_workbook(made(build), marks, faults(marks)))
    note = workbook["S"]["A1"].comment
    assert note is not None
    workbook["S"]["A1"].comment = Comment(f"{note.text}\nĐã sửa, Lan", "tdn")
    file = io.BytesIO()
    workbook.save(file)

    assert note_text(unmark_workbook(file.getvalue()), "S", "A1") == "\nĐã sửa, Lan"


def test_names_views_and_links_count_the_new_sheet(faults: Listed) -> None:
    odd = "Phụ lục 1 'mới' – Đề án"

    def build(workbook: Workbook) -> None:
        workbook.worksheets[0].title = "S"
        second = workbook.create_sheet(odd)
        second["A1"] = "x"
        second.print_area = "A1:B2"
        second.print_title_rows = "1:1"
        second.defined_names["cục_bộ"] = DefinedName("cục_bộ", attr_text="$A$1")
        workbook.active = 1

    marks = [Mark(odd, "A1", ERROR, "Sai.")]
    content = made(build)
    marked = mark_workbook(content, marks, faults(marks))

    workbook = opened(marked)
    second = workbook[odd]
    assert workbook.active is second
    assert second.print_area == "'Phụ lục 1 ''mới'' – Đề án'!$A$1:$B$2"
    assert second.print_title_rows == "$1:$1"
    assert set(second.defined_names) == {"cục_bộ"}
    assert workbook.worksheets[0]["E4"].hyperlink.location == "'Phụ lục 1 ''mới'' – Đề án'!A1"
    plain = opened(unmark_workbook(marked))
    assert plain.active is plain[odd]
    assert plain[odd].print_area == "'Phụ lục 1 ''mới'' – Đề án'!$A$1:$B$2"
    assert set(plain[odd].defined_names) == {"cục_bộ"}


def test_a_sheet_of_the_senders_may_be_called_like_the_list(faults: Listed) -> None:
    def build(workbook: Workbook) -> None:
        workbook.worksheets[0].title = "KẾT QUẢ kiểm tra"

    marks = [Mark("KẾT QUẢ kiểm tra", "A1", ERROR, "Sai.")]
    assert opened(mark_workbook(made(build), marks, faults(marks))).sheetnames == [
        "Kết quả kiểm tra (2)",
        "KẾT QUẢ kiểm tra",
    ]


def test_marks_go_from_a_file_that_another_program_saved(
    returned: bytes, marks: Marks, faults: Listed, workbooks: "Workbooks"
) -> None:
    file = io.BytesIO()
    workbook = opened(mark_workbook(returned, marks, faults(marks)))
    spoilt = marks[0].cell
    workbook[TABLE][spoilt] = "Đã sửa"
    workbook.move_sheet(workbook.worksheets[0], 2)
    workbook.save(file)

    plain = unmark_workbook(file.getvalue())
    before, after = opened(returned)[TABLE], opened(plain)[TABLE]
    assert opened(plain).sheetnames == opened(returned).sheetnames
    for cell in {mark.cell for mark in marks}:
        assert after[cell].comment is None
        assert after[cell].fill.fgColor.rgb == before[cell].fill.fgColor.rgb
        assert after[cell].border.left.style == before[cell].border.left.style
    assert after[spoilt].value == "Đã sửa"


def test_a_marked_cell_that_moved_gets_the_usual_colour_of_its_column(
    returned: bytes, cells: Cells, faults: Listed
) -> None:
    marked, moved = cells["1.1", "own_text"], cells["1.2", "own_text"]
    marks = [Mark(TABLE, marked, ERROR, "Sai.")]
    workbook = opened(mark_workbook(returned, marks, faults(marks)))
    workbook[TABLE].move_range(f"{marked}:{marked}", rows=1)
    workbook[TABLE][moved].fill = PatternFill("solid", fgColor="FFF2946B", bgColor="FFFFFFFF")
    file = io.BytesIO()
    workbook.save(file)

    assert opened(unmark_workbook(file.getvalue()))[TABLE][moved].fill.fgColor.rgb == "FFFFFBE6"


def test_marks_go_even_when_the_list_of_faults_was_deleted(returned: bytes, marks: Marks, faults: Listed) -> None:
    workbook = opened(mark_workbook(returned, marks, faults(marks)))
    workbook.remove(workbook.worksheets[0])
    file = io.BytesIO()
    workbook.save(file)

    sheet = opened(unmark_workbook(file.getvalue()))[TABLE]
    assert all(cell.comment is None for row in sheet.iter_rows() for cell in row)
    assert sheet[marks[0].cell].fill.patternType is None


def test_a_long_note_is_cut_with_a_sign_and_the_list_has_it_in_full(
    issued: bytes, cells: Cells, faults: Listed
) -> None:
    marks = [Mark(TABLE, cells["1.2", "treatment"], ERROR, "dài " * 3_000)]
    marked = mark_workbook(issued, marks, faults(marks))

    assert note_text(marked, TABLE, marks[0].cell).endswith(" […]")
    assert len(note_text(marked, TABLE, marks[0].cell)) < 8_100
    assert opened(marked).worksheets[0]["G4"].value == "dài " * 3_000
    assert mark_workbook(marked, marks, faults(marks)) == marked


def test_no_faults_give_an_empty_list(issued: bytes, faults: Listed, workbooks: "Workbooks") -> None:
    marked = mark_workbook(issued, [], faults([]))

    assert workbooks.read(marked).sheets[1:] == workbooks.read(issued).sheets
    assert mark_workbook(marked, [], faults([])) == marked
    assert workbooks.read(unmark_workbook(marked)) == workbooks.read(issued)


def test_a_head_of_another_length_is_refused(issued: bytes) -> None:
    with pytest.raises(ValueError, match="six headings"):
        mark_workbook(issued, [], FaultSheet("F", "T", ("một",), ()))
