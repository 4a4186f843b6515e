"""A Word table comes out as a sheet: what a reader sees on the page, where the page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tdn_templates.core.cell_names import cell_name
from tdn_templates.core.form_marks import KEY_MARK, STAMP_MARK
from tdn_templates.files.limits import DEFAULT_LIMITS, ReadLimits
from tdn_templates.model.cell import RawSheet, RawWorkbook, Unreadable
from tdn_templates.reading.read import read_return

if TYPE_CHECKING:
    from tests.reading.conftest import Packages

KEYS = 16_384
SPAN_OF_NOTHING = "<w:gridSpan w:val='x'/>"
STAMP = "layout=plan; layout_version=1.0; programme=nq47-2024; edition=e; unit=bo-tai-chinh; issue=i"


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{text}</w:t></w:r>"


def hidden(text: str) -> str:
    return run(text, "<w:vanish/>")


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def plain(text: str, properties: str = "") -> str:
    return cell(paragraph(run(text)), properties=properties)


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def workbook_of(packages: Packages, body: str) -> RawWorkbook:
    result = read_return(packages.packed(packages.document(body)))
    assert isinstance(result, RawWorkbook), result
    return result


def sheet_of(packages: Packages, *rows: str) -> RawSheet:
    (sheet,) = workbook_of(packages, table(*rows)).sheets
    return sheet


def refused(content: bytes, limits: ReadLimits = DEFAULT_LIMITS) -> Unreadable:
    result = read_return(content, limits)
    assert isinstance(result, Unreadable), result
    return result


FIELD = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
TEXTS = (
    (run("Vụ ") + run("Ngân sách"), "Vụ Ngân sách"),
    ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>", "a\tb\nc\nd"),
    ("<w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr>" + run("a"), "a"),
    ("<w:r><w:t>TT</w:t><w:noBreakHyphen/><w:t>TT</w:t><w:softHyphen/></w:r>", "TT-TT"),
    ("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>", "\uf0fc"),
    ("<w:hyperlink>" + run("Bộ") + "</w:hyperlink>" + run(" Y tế"), "Bộ Y tế"),
    ("<w:fldSimple w:instr='PAGE'>" + run("7") + "</w:fldSimple>", "7"),
    (FIELD.format("begin") + "<w:r><w:instrText>REF a</w:instrText></w:r>" + FIELD.format("separate") + run("2025")
     + FIELD.format("end"), "2025"),
    (FIELD.format("begin") + run("code") + FIELD.format("begin") + FIELD.format("separate") + run("inner")
     + FIELD.format("end") + FIELD.format("separate") + run("x") + FIELD.format("end") + run("y"), "xy"),
    ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("Thực hiện") + "</w:sdtContent></w:sdt>", "Thực hiện"),
    ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("Bấm vào đây") + "</w:sdtContent></w:sdt>"
     + run("x"), "x"),
    ("<w:ins>" + run("mới") + "</w:ins><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>", "mới"),
    ("<w:moveTo>" + run("đến") + "</w:moveTo><w:moveFrom>" + run("đi") + "</w:moveFrom>", "đến"),
    (hidden("không thấy") + run("thấy"), "thấy"),
    (run("thấy", "<w:vanish w:val='0'/>"), "thấy"),
    (run("thấy", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), "thấy"),
    ("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" + run("thấy"), "thấy"),
    ("<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + paragraph(run("hộp")) + "</w:txbxContent></mc:Choice>"
     "<mc:Fallback>" + paragraph(run("hộp")) + "</mc:Fallback></mc:AlternateContent></w:r>", "hộp"),
    ("<m:r xmlns:m='urn:math'><m:t>x</m:t></m:r>" + run("y"), "y"),
)  # fmt: skip


@pytest.mark.parametrize(("content", "text"), TEXTS)
def test_the_text_of_a_cell_is_what_a_reader_sees(packages: Packages, content: str, text: str) -> None:
    sheet = sheet_of(packages, row(plain("first"), cell(paragraph(content))))
    assert dict(sheet.cells) == {(1, 1): "first", (1, 2): text}


def test_paragraphs_are_lines_and_tables_within_a_cell_are_part_of_its_text(packages: Packages) -> None:
    inner = table(row(plain("b"), plain("c")))
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("d") + "</w:p>" + paragraph(run("e"))
    sheet = sheet_of(packages, row(cell(paragraph(run("a")), inner, joined), plain("f")))
    assert dict(sheet.cells) == {(1, 1): "a\nb\nc\nde", (1, 2): "f"}


def test_cells_stand_at_their_grid_column_and_merged_ones_at_their_first_row(packages: Packages) -> None:
    rows = (
        row(plain("A1", "<w:gridSpan w:val='3'/>"), plain("D1")),
        row(plain("A2"), plain("B2", "<w:vMerge w:val='restart'/>"), plain("C2"), plain("D2")),
        row(plain("A3"), plain("under B2", "<w:vMerge/>"), plain("C3")),
        row(plain("B4"), properties="<w:gridBefore w:val='1'/>"),
        f"<w:sdt><w:sdtContent>{row(plain('A5'), plain('B5', SPAN_OF_NOTHING), plain('C5'))}</w:sdtContent></w:sdt>",
    )
    cells = sheet_of(packages, *rows).cells
    assert {cell_name(*at): text for at, text in cells.items()} == {text: text for text in cells.values()}
    assert set(cells.values()) == {"A1", "D1", "A2", "B2", "C2", "D2", "A3", "C3", "B4", "A5", "B5", "C5"}


def test_a_tracked_row_counts_when_inserted_and_not_when_deleted(packages: Packages) -> None:
    rows = (
        row(plain("stays")),
        row(plain("gone"), properties="<w:del/>"),
        row(plain("new"), properties="<w:ins/>"),
        row(cell(paragraph("<w:ins>" + run("typed") + "</w:ins>")), plain("plain")),
    )
    sheet = sheet_of(packages, *rows)
    assert dict(sheet.cells) == {(1, 1): "stays", (3, 1): "new", (4, 1): "typed", (4, 2): "plain"}
    assert sheet.tracked == {(2, 1), (3, 1), (4, 1)}


def test_every_table_is_a_sheet_and_hidden_rows_are_named(packages: Packages) -> None:
    body = (
        table(row(plain("Quốc hiệu"))) + paragraph() + table(row(plain("a")), row(plain("b"), properties="<w:hidden/>"))
    )
    first, second = workbook_of(packages, body).sheets
    assert (first.name, dict(first.cells)) == ("Bảng 1", {(1, 1): "Quốc hiệu"})
    assert second.name == "Bảng 2"
    assert second.hidden_rows == {2}


KEY_CELLS = (
    (paragraph(run("1.1"), hidden("nq47:"), hidden("1.1")), "nq47:1.1", "1.1"),
    (paragraph(hidden("band:group:1"), run("1. Quán triệt")), "band:group:1", "1. Quán triệt"),
    (paragraph(hidden("own:2:1")), "own:2:1", None),
    (paragraph(run("1.1"), hidden("nq47:1.1")) + paragraph(run("1.2"), hidden("nq47:1.2")), "nq47:1.1", "1.1\n1.2"),
    (paragraph(run("1.1"), run("nq47:1.1?")), "nq47:1.1?", "1.1"),
    (paragraph(run("own:2:1")), "own:2:1", None),
    (paragraph(run("band:own:2"), run(" Nhiệm vụ")), "band:own:", "2 Nhiệm vụ"),
    (paragraph(run("Thời gian: 2025"), hidden("ghi nhớ")), None, "Thời gian: 2025"),
)


@pytest.mark.parametrize(("first", "key", "text"), KEY_CELLS)
def test_the_key_of_a_row_stands_beyond_the_table_even_if_it_was_made_visible(
    packages: Packages, first: str, key: str | None, text: str | None
) -> None:
    cells = sheet_of(packages, row(plain("STT"), plain("x")), row(cell(first), plain("y"))).cells
    assert cells.get((2, KEYS)) == key
    assert cells.get((2, 1)) == text
    assert cells.get((0, KEYS)) == (KEY_MARK if key else None)
    assert cells[2, 2] == "y"


@pytest.mark.parametrize("line", [hidden(STAMP), run(STAMP), hidden(STAMP[:20]) + hidden(STAMP[20:])])
def test_the_stamp_line_becomes_the_stamp_sheet(packages: Packages, line: str) -> None:
    _, stamp = workbook_of(packages, table(row(plain("a"))) + paragraph(line)).sheets
    assert (stamp.visible, stamp.cells[1, 1]) == (False, STAMP_MARK)
    assert (stamp.cells[2, 1], stamp.cells[2, 2]) == ("layout", "plan")
    assert (stamp.cells[6, 1], stamp.cells[6, 2]) == ("unit", "bo-tai-chinh")


def test_properties_are_given_as_a_workbook_has_them_but_only_a_whole_stamp(packages: Packages) -> None:
    entries = {"layout": "plan", "programme": "nq47-2024", "unit": "bo-tai-chinh", "Chủ đề": "x"}
    lines = "".join(f'<property name="{name}"><lpwstr>{value}</lpwstr></property>' for name, value in entries.items())
    parts = packages.document(table(row(plain("a")))) | {
        "docProps/custom.xml": f"<Properties>{lines}</Properties>".encode()
    }
    workbook = read_return(packages.packed(parts))
    assert isinstance(workbook, RawWorkbook)
    stamp = {"tdn_layout": "plan", "tdn_programme": "nq47-2024", "tdn_unit": "bo-tai-chinh"}
    assert workbook.properties == entries | stamp
    lonely = b'<Properties><property name="unit"><lpwstr>5</lpwstr></property></Properties>'
    workbook = read_return(packages.packed(parts | {"docProps/custom.xml": lonely}))
    assert isinstance(workbook, RawWorkbook)
    assert workbook.properties == {"unit": "5"}


def test_a_field_without_an_end_harms_its_own_cell_only(packages: Packages) -> None:
    sheet = sheet_of(packages, row(cell(paragraph(FIELD.format("begin") + run("a"))), plain("b")))
    assert dict(sheet.cells) == {(1, 2): "b"}


def test_macros_are_noted(packages: Packages) -> None:
    parts = packages.document(table(row(plain("a")))) | {"word/vbaProject.bin": b"never opened"}
    workbook = read_return(packages.packed(parts))
    assert isinstance(workbook, RawWorkbook)
    assert workbook.has_macros


def test_a_letter_without_a_table_is_no_return(packages: Packages) -> None:
    content = packages.packed(packages.document(paragraph(run("Kính gửi: Bộ Ngoại giao"))))
    assert refused(content) == Unreadable("not_a_workbook", {"kind": "docx"})


def test_a_missing_document_part_is_told(packages: Packages) -> None:
    parts = packages.document("")
    del parts["word/document.xml"]
    assert refused(packages.packed(parts)) == Unreadable("missing_part", {"part": "word/document.xml"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_forbidden(packages: Packages, encoding: str) -> None:
    parts = packages.document(table(row(plain("&y;"))))
    laughs = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]>' + parts["word/document.xml"].decode()
    content = packages.packed(parts | {"word/document.xml": laughs.encode(encoding)})
    assert refused(content) == Unreadable("forbidden_xml", {"part": "word/document.xml", "found": "<!DOCTYPE"})


def test_a_bomb_is_refused_with_its_measure(packages: Packages) -> None:
    content = packages.packed(packages.document(table(row(plain(" " * 12 * 1024 * 1024)))))
    facts = refused(content).facts
    assert (facts["setting"], facts["part"]) == ("ratio", "word/document.xml")


@pytest.mark.parametrize("tag", ["w:tbl", "w:p", "w:del", "x"])
def test_two_hundred_thousand_levels_are_damage(packages: Packages, tag: str) -> None:
    body = table(row(cell(f"<{tag}>" * 200_000 + f"</{tag}>" * 200_000)))
    facts = refused(packages.packed(packages.document(body))).facts
    assert (facts["problem"], facts["part"]) == ("depth", "word/document.xml")


@pytest.mark.parametrize(
    ("limits", "setting"),
    [(ReadLimits(cells=3), "cells"), (ReadLimits(sheets=1), "sheets"), (ReadLimits(text_bytes=5), "text_bytes")],
)
def test_cells_tables_and_text_are_limited(packages: Packages, limits: ReadLimits, setting: str) -> None:
    body = table(row(*[plain("xx")] * 4)) * 2
    assert refused(packages.packed(packages.document(body)), limits).facts["setting"] == setting


def test_half_a_document_is_damage_and_never_half_a_table(packages: Packages) -> None:
    parts = packages.document(table(row(plain("a"))))
    cut = parts["word/document.xml"][:-30]
    assert refused(packages.packed(parts | {"word/document.xml": cut})).facts["problem"] == "xml"
