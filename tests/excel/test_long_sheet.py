"""A streamed sheet is the sheet XlsxWriter would have written, and nothing of a long report is lost."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring

from tdn_templates.core.cell_text import CUT_MARK
from tdn_templates.excel import long_sheet
from tdn_templates.excel.book import FULL_TEXT_SHEET, Book
from tdn_templates.excel.long_sheet import OwnText
from tdn_templates.excel.report_look import ReportList
from tdn_templates.excel.row_heights import RowHeights, row_height

WIDTHS = (8.0, 30.0, 12.0)
STYLE: Mapping[str, object] = {"text_wrap": True, "border": 1}
ROWS = (
    ("Nhóm", "Nội dung", "Số"),
    ("1.1", "Đẩy mạnh tuyên truyền, phổ biến chủ trương của Đảng, chính sách của Nhà nước", ""),
    ("=1+1", "-", "@x"),
    ("", "", ""),
    (" hai  ô ", "một\nhai\nba", "\ttab"),
    ("<a & b>", "_x0041_ \x0b e\u0301", "dài " * 40),
)


def book() -> Book:
    return Book(created=date(2026, 1, 1), title="Tổng hợp")


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def streamed(rows: tuple[tuple[str, ...], ...] = ROWS) -> bytes:
    made = book()
    sheet = made.add_long_sheet("Tổng hợp", WIDTHS)
    style = sheet.style(**STYLE)
    for row in rows:
        sheet.write_row(row, style, fitted=True)
    sheet.finish()
    sheet.raw.freeze_panes(1, 0)
    return made.content()


def test_every_part_is_the_one_that_xlsxwriter_writes() -> None:
    made = book()
    sheet = made.add_sheet("Tổng hợp")
    for column, width in enumerate(WIDTHS, 1):
        sheet.set_width(column, width)
    for row, texts in enumerate(ROWS, 1):
        sheet.write_row(row, texts, **STYLE)
        sheet.raw.set_row(row - 1, row_height(zip(texts, WIDTHS, strict=True)))
    sheet.raw.freeze_panes(1, 0)
    assert parts(streamed()) == parts(made.content())


def test_the_same_rows_give_the_same_bytes() -> None:
    assert streamed() == streamed()


def test_numbers_are_numbers_and_other_sheets_share_the_texts() -> None:
    made = book()
    made.add_sheet("Trước").write_row(1, ("chung", "riêng"))
    sheet = made.add_long_sheet("Dài", (8.0, 8.0))
    sheet.write_row(("chung", 1234), sheet.style())
    sheet.finish()
    made.add_sheet("Sau").write_row(1, ("sau", "chung"))
    content = made.content()
    opened = openpyxl.load_workbook(io.BytesIO(content))
    assert [[cell.value for cell in sheet[1]] for sheet in opened] == [
        ["chung", "riêng"],
        ["chung", 1234],
        ["sau", "chung"],
    ]
    shared = fromstring(parts(content)["xl/sharedStrings.xml"])
    assert (shared.attrib["count"], shared.attrib["uniqueCount"], len(shared)) == ("5", "3", 3)


def test_a_text_that_no_cell_holds_is_cut_and_kept_whole() -> None:
    long = "x" * 40_000
    made = book()
    sheet = made.add_long_sheet("Dài", (8.0, 8.0))
    style = sheet.style()
    for _ in range(2):
        sheet.write_row(("a", long), style)
    sheet.finish()
    content = made.content()
    assert [(cut.sheet, cut.cell, cut.text) for cut in made.cut] == [("Dài", "B1", long), ("Dài", "B2", long)]
    opened = openpyxl.load_workbook(io.BytesIO(content))
    assert str(opened["Dài"]["B2"].value).endswith(CUT_MARK)
    whole = [row[3] for row in opened[FULL_TEXT_SHEET].iter_rows(min_row=2, values_only=True) if row[1] == "B2"]
    assert "".join(map(str, whole)) == long


@pytest.mark.parametrize(
    "text", ["<r><t>x</t></r>", "<r></r>", "<r><rPr><b/></rPr><t>đậm</t></r>", "<r></si></sst></r>"]
)
def test_a_text_is_never_taken_for_xml(text: str) -> None:
    short = book()
    short.add_sheet("Ngắn").write_text(1, 1, text)
    for content in (short.content(), streamed(((text, "", ""),))):
        assert openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A1"].value == text


def test_a_row_of_another_width_is_refused() -> None:
    sheet = book().add_long_sheet("Dài", WIDTHS)
    with pytest.raises(ValueError, match="zip"):
        sheet.write_row(("a", "b"), sheet.style())


def test_a_full_sheet_takes_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_sheet, "MOST_ROWS", 1)
    sheet = book().add_long_sheet("Dài", (8.0,))
    sheet.write_row(("a",), sheet.style())
    with pytest.raises(ValueError, match="no place for row 2"):
        sheet.write_row(("b",), sheet.style())


@pytest.mark.parametrize("row", ROWS)
def test_heights_are_those_of_single_rows(row: tuple[str, ...]) -> None:
    assert RowHeights(WIDTHS).of(row) == row_height(zip(row, WIDTHS, strict=True))


def test_a_list_goes_on_to_further_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven values of 170,000 rows are more than one sheet holds; so are 50 rows of 21,000 units."""
    monkeypatch.setattr(long_sheet, "MOST_ROWS", 3)
    made = book()
    rows = ReportList(made, "Nguồn", (("Ô tổng hợp", 11), ("Đơn vị", 22)))
    lines = [(f"G{row}", "b") for row in range(2, 7)]
    names = []
    for line in lines:
        rows.write_row(line, marked=line[0] == "G6")
        names.append(rows.cell_name(2))
    rows.finish()
    opened = openpyxl.load_workbook(io.BytesIO(made.content()))
    assert opened.sheetnames == ["Nguồn", "Nguồn 2", "Nguồn 3"]
    assert [row for sheet in opened for row in sheet.iter_rows(min_row=2, values_only=True)] == lines
    assert names == ["B2", "B3", "Nguồn 2!B2", "Nguồn 2!B3", "Nguồn 3!B2"]
    assert {sheet["A1"].value for sheet in opened} == {"Ô tổng hợp"}
    assert [sheet.auto_filter.ref for sheet in opened] == ["A1:B3", "A1:B3", "A1:B2"]
    fills = [sheet["A2"].fill.fgColor.rgb for sheet in opened]
    assert fills == ["00000000", "00000000", "FFFFF2CC"]


def test_many_rows_leave_memory_and_come_back_in_order() -> None:
    count = 4_500
    content = streamed(tuple((str(row), "", f"số {row % 7}") for row in range(count)))
    xml = parts(content)["xl/worksheets/sheet1.xml"]
    assert xml.count(b"<row ") == count
    assert [int(row) for row in re.findall(rb'<row r="(\d+)"', xml)] == list(range(1, count + 1))


@pytest.mark.parametrize(
    "text", ["N160000", "2.9 (quốc gia) ← 2.7 (<Bộ> & Sở)", "=1+1", "_x0041_", " a ", "a\nb", "-x", "x" * 40_000]
)
def test_a_text_that_comes_up_once_reads_the_same(text: str) -> None:
    def read(cell: str) -> tuple[object, bytes]:
        content = streamed(((cell, "", ""),))
        shown = openpyxl.load_workbook(io.BytesIO(content))["Tổng hợp"]["A1"]
        return (shown.value, shown.data_type, shown.style_id), parts(content).get("xl/sharedStrings.xml", b"")

    common, own = read(text), read(OwnText(text))
    assert own[0] == common[0]
    assert b"160000" not in own[1]
