"""The same values come out whatever program wrote the file; what the fast library hides is shown."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from datetime import date, datetime, time, timedelta
from time import process_time as time_of_process
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter

from tdn_templates.excel import read
from tdn_templates.excel.exact_reader import read_sheet, surroundings
from tdn_templates.excel.fast_reader import LibraryFault, NotUnderstood
from tdn_templates.excel.light_pass import quick_marks
from tdn_templates.excel.package import open_package
from tdn_templates.files.guard import Inspected, inspect_file
from tdn_templates.files.limits import DEFAULT_LIMITS, ReadLimits
from tdn_templates.model.cell import RawSheet, RawWorkbook, Unreadable
from tdn_templates.reading.read import read_noting_faults, read_return

if TYPE_CHECKING:
    from tests.reading.conftest import Packages

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    '<numFmts count="2"><numFmt numFmtId="170" formatCode="[h]:mm"/><numFmt numFmtId="171" '
    'formatCode="dd/mm/yyyy&quot; ngày&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="22"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="20"/><xf numFmtId="4"/></cellXfs>'
)
STRINGS = ("<t>Bộ Tài chính</t>", '<r><t>Bộ </t></r><r><t xml:space="preserve"> Nội vụ</t></r><rPh><t>x</t></rPh>')


def workbook_of(content: bytes, limits: ReadLimits = DEFAULT_LIMITS) -> RawWorkbook:
    result = read_return(content, limits)
    assert isinstance(result, RawWorkbook), result
    return result


def sheet_of(content: bytes, limits: ReadLimits = DEFAULT_LIMITS) -> RawSheet:
    (sheet,) = workbook_of(content, limits).sheets
    return sheet


def refused(content: bytes, limits: ReadLimits = DEFAULT_LIMITS) -> Unreadable:
    result = read_return(content, limits)
    assert isinstance(result, Unreadable), result
    return result


def read_exactly(content: bytes) -> tuple[RawSheet, ...]:
    inspected = inspect_file(content, DEFAULT_LIMITS)
    assert isinstance(inspected, Inspected)
    assert inspected.archive is not None
    package = open_package(inspected.archive, DEFAULT_LIMITS)
    around = surroundings(inspected.archive, package)
    return tuple(
        read_sheet(inspected.archive.xml(sheet.part), sheet, around, DEFAULT_LIMITS) for sheet in package.sheets
    )


CELLS = (
    ('<c r="B2" t="s"><v>0</v></c>', "Bộ Tài chính"),
    ('<c r="B2" t="s"><v>1</v></c>', "Bộ Nội vụ"),
    ('<c r="B2" t="inlineStr"><is><t>Sở</t></is></c>', "Sở"),
    ('<c r="B2" t="inlineStr"><is><r><t>So</t></r><r><t>n</t></r></is></c>', "Son"),
    ('<c r="B2" t="str"><f>A1</f><v> có dấu cách </v></c>', " có dấu cách "),
    ('<c r="B2"><v>3</v></c>', 3),
    ('<c r="B2"><v>3.10</v></c>', 3.1),
    ('<c r="B2" t="n"><v>1E3</v></c>', 1000),
    ('<c r="B2"><v>123456789012345678</v></c>', 123456789012345678.0),
    ('<c r="B2"><v>1e400</v></c>', "1e400"),
    ('<c r="B2" t="b"><v>1</v></c>', True),
    ('<c r="B2" t="b"><v>0</v></c>', False),
    ('<c r="B2" s="1"><v>45809</v></c>', date(2025, 6, 1)),
    ('<c r="B2" s="4"><v>45809</v></c>', date(2025, 6, 1)),
    ('<c r="B2" s="2"><v>45809.5</v></c>', datetime(2025, 6, 1, 12)),  # noqa: DTZ001 - cells have no time zone
    ('<c r="B2" s="5"><v>0.25</v></c>', time(6)),
    ('<c r="B2" s="3"><v>1.5</v></c>', timedelta(hours=36)),
    ('<c r="B2" s="6"><v>45809</v></c>', 45809),
    ('<c r="B2" s="1"><v>-5</v></c>', -5),
    ('<c r="B2" s="1"><v>99999999</v></c>', 99999999),
    ('<c r="B2" t="d"><v>2025-06-01</v></c>', date(2025, 6, 1)),
    ('<c r="B2" t="str"><v><![CDATA[<Bộ>]]></v></c>', "<Bộ>"),
    ('<c r="B2" t="inlineStr"><is><t>a_x000B_b</t></is></c>', "a\x0bb"),
)  # fmt: skip


@pytest.mark.parametrize(("cell", "value"), CELLS)
def test_a_cell_comes_out_with_its_value_and_its_place(packages: Packages, cell: str, value: object) -> None:
    content = packages.of_rows(f'<row r="2">{cell}</row>', *STRINGS, styles=STYLES)
    found = sheet_of(content).cells
    assert found == {(2, 2): value}
    assert type(found[2, 2]) is type(value)
    assert read_exactly(content)[0].cells == found


@pytest.mark.parametrize(
    "cell",
    ['<c r="B2"/>', '<c r="B2" s="1"/>', '<c r="B2" t="str"><v></v></c>', '<c r="B2" t="inlineStr"><is><t/></is></c>'],
)
def test_a_blank_cell_is_no_cell(packages: Packages, cell: str) -> None:
    assert sheet_of(packages.of_rows(f'<row r="2">{cell}</row>', styles=STYLES)).cells == {}


def test_days_count_from_1904_where_the_workbook_says_so(packages: Packages) -> None:
    parts = packages.parts('<row r="1"><c r="A1" s="1"><v>44347</v></c></row>', styles=STYLES)
    parts["xl/workbook.xml"] = packages.workbook("S", settings='<workbookPr date1904="1"/>')
    content = packages.packed(parts)
    assert sheet_of(content).cells == {(1, 1): date(2025, 6, 1)}
    assert read_exactly(content)[0].cells == {(1, 1): date(2025, 6, 1)}


def test_an_ordinary_form_takes_the_fast_way_and_the_exact_reader_agrees(packages: Packages) -> None:
    content = packages.form()
    workbook = workbook_of(content)
    assert [(sheet.name, sheet.visible, len(sheet.cells)) for sheet in workbook.sheets] == [
        ("Biểu mẫu", True, 840),
        ("Danh mục", False, 20),
    ]
    assert workbook.properties == {"tdn.unit": "bo-tai-chinh"}
    assert workbook.sheets == read_exactly(content)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert quick_marks(package.read("xl/worksheets/sheet1.xml"), DEFAULT_LIMITS) is not None


def test_error_values_formulas_and_hidden_rows_are_shown(packages: Packages) -> None:
    rows = (
        '<row r="1" hidden="1" ht="15"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
        '<row r="2"><c r="A2" s="1" t="e"><f>A1&amp;"x"</f><v>#N/A</v></c><c r="B2"><f>SUM(B1)</f></c></row>'
        '<row r="3" hidden="0"><c r="A3"><f t="shared" ref="A3:A4" si="0">B1*2</f><v>4</v></c></row>'
        '<row r="4"><c r="A4"><f t="shared" si="0"/><v>5</v></c></row>'
    )
    content = packages.of_rows(rows, styles=STYLES)
    sheet = sheet_of(content)
    assert quick_marks(packages.sheet(rows), DEFAULT_LIMITS) is not None
    assert sheet.cells == {(1, 2): 2, (3, 1): 4, (4, 1): 5}
    assert sheet.errors == {(1, 1): "#REF!", (2, 1): "#N/A"}
    assert sheet.formulas == {(1, 2): "1+1", (2, 1): 'A1&"x"', (2, 2): "SUM(B1)", (3, 1): "B1*2", (4, 1): ""}
    assert sheet.hidden_rows == {1}
    assert read_exactly(content) == (sheet,)


UNUSUAL_SPELLINGS = (
    "<row r='1' hidden='true'><c r='A1' t='e'><v>#REF!</v></c><c r='B1'><f>1+1</f><v>2</v></c></row>",
    '<row r="1" hidden = "1"><c t="e" r="A1"><v>#REF!</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>',
    '<row hidden="1"><c t="e"><v>#REF!</v></c><c><f>1+1</f><v>2</v></c></row>',
    '<row r="1" hidden="on"><!-- <c r="Z9"/> --><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>',
    '<row r="1" x="a>b" hidden="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>',
    '<row hidden="1" r="1">\n<c r="A1"\n t="e">\n<v>#REF!</v></c><c r="B1">\n<f>1+1</f>\n<v>2</v></c></row>',
)


def test_the_word_hidden_in_a_text_hides_nothing(packages: Packages) -> None:
    rows = (
        '<row r="1" hidden="true"><c r="A1" t="inlineStr"><is><t>hidden</t></is></c></row>'
        '<row r="2" hidden="0"><c r="A2" t="inlineStr"><is><t> hidden="1"</t></is></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>row hidden="1" r="3"</t></is></c></row>'
    )
    assert quick_marks(packages.sheet(rows), DEFAULT_LIMITS) is not None
    assert sheet_of(packages.of_rows(rows)).hidden_rows == {1}


@pytest.mark.parametrize("rows", UNUSUAL_SPELLINGS)
def test_an_unusual_spelling_changes_nothing(packages: Packages, rows: str) -> None:
    sheet = sheet_of(packages.of_rows(rows))
    assert sheet == RawSheet("S", {(1, 2): 2}, True, {(1, 1): "#REF!"}, {(1, 2): "1+1"}, frozenset({1}))


def _prefixed(part: bytes) -> bytes:
    return re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", part.decode()).replace("xmlns=", "xmlns:x=").encode()


def _strict(part: bytes) -> bytes:
    return (
        part.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        .replace(RELATIONS.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
    )  # fmt: skip


def _utf16(part: bytes) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-16"?>' + part.decode()).encode("utf-16")


def _latin(part: bytes) -> bytes:
    text = '<?xml version="1.0" encoding="windows-1252"?>' + part.decode()
    return text.encode("cp1252", "xmlcharrefreplace")


def _with_mark(part: bytes) -> bytes:
    return b"\xef\xbb\xbf" + part


@pytest.mark.parametrize("spell", [_prefixed, _strict, _utf16, _latin, _with_mark])
def test_strict_prefixed_and_other_encodings_give_the_same_values(packages: Packages, spell: object) -> None:
    assert callable(spell)
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>đối ngoại</t></is></c></row>'
    parts = packages.parts(rows, *STRINGS)
    names = parts if spell is _strict else ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")
    changed = parts | {name: spell(parts[name]) for name in names}
    assert sheet_of(packages.packed(changed)).cells == {(1, 1): "Bộ Tài chính", (1, 2): "đối ngoại"}


def test_a_strict_workbook_is_never_zero_sheets(packages: Packages) -> None:
    parts = {name: _strict(part) for name, part in packages.parts('<row r="1"><c r="A1"><v>1</v></c></row>').items()}
    assert len(workbook_of(packages.packed(parts)).sheets) == 1


def test_a_far_cell_is_one_more_cell(packages: Packages) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" t="s"><v>0</v></c></row>'
    assert sheet_of(packages.of_rows(rows, *STRINGS)).cells == {(1, 1): 1, (1_048_576, 16_384): "Bộ Tài chính"}


def test_sixty_thousand_formatted_empty_rows_are_no_cells(packages: Packages) -> None:
    empty = "".join(f'<row r="{row}"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>' for row in range(2, 60_000))
    content = packages.of_rows('<row r="1"><c r="A1"><v>1</v></c></row>' + empty, styles=STYLES)
    assert sheet_of(content).cells == {(1, 1): 1}


def test_a_wrong_dimension_is_not_believed(packages: Packages) -> None:
    parts = packages.parts('<row r="7"><c r="C7"><v>1</v></c></row>')
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b"<sheetData>", b'<dimension ref="A1:B2"/><sheetData>')
    assert sheet_of(packages.packed(parts | {"xl/worksheets/sheet1.xml": sheet})).cells == {(7, 3): 1}


def test_values_under_a_merge_come_through(packages: Packages) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    merge = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    assert sheet_of(packages.packed(packages.parts(rows, after=merge))).cells == {(1, 1): 1, (1, 2): 2}


def test_sheet_names_and_visibility_are_read_from_the_workbook(packages: Packages) -> None:
    parts = packages.parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    parts["xl/worksheets/sheet2.xml"] = packages.sheet("")
    parts["xl/_rels/workbook.xml.rels"] = packages.relations(
        ("worksheet", "/xl/worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")
    )
    parts["xl/workbook.xml"] = packages.workbook(
        '<sheet name="Bi&#x1EC3;u &amp; m&quot;" sheetId="1" r:id="rId1"/>',
        '<sheet name="ẩn" sheetId="2" state="veryHidden" r:id="rId2"/>',
    )
    sheets = workbook_of(packages.packed(parts)).sheets
    assert [(sheet.name, sheet.visible, dict(sheet.cells)) for sheet in sheets] == [
        ('Biểu & m"', True, {(1, 1): 1}),
        ("ẩn", False, {}),
    ]


def test_chart_sheets_are_passed_over_and_no_worksheet_is_a_reason(packages: Packages) -> None:
    parts = packages.parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    parts["xl/chartsheets/sheet1.xml"] = f'<chartsheet xmlns="{MAIN}"/>'.encode()
    related = [("chartsheet", "chartsheets/sheet1.xml"), ("worksheet", "worksheets/sheet1.xml")]
    parts["xl/_rels/workbook.xml.rels"] = packages.relations(*related)
    parts["xl/workbook.xml"] = packages.workbook("Biểu đồ", "Bảng")
    assert [sheet.name for sheet in workbook_of(packages.packed(parts)).sheets] == ["Bảng"]
    parts["xl/workbook.xml"] = packages.workbook("Biểu đồ")
    assert refused(packages.packed(parts)).reason == "no_sheets"
    parts["xl/workbook.xml"] = packages.workbook()
    assert refused(packages.packed(parts)).reason == "no_sheets"


def test_macros_and_links_to_other_workbooks_are_noted_and_never_followed(packages: Packages) -> None:
    parts = packages.parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    plain = workbook_of(packages.packed(parts))
    assert (plain.has_macros, plain.external_links) == (False, False)
    related = [("worksheet", "worksheets/sheet1.xml"), ("vbaProject", "vbaProject.bin"), ("externalLink", "e/1.xml")]
    parts["xl/_rels/workbook.xml.rels"] = packages.relations(*related)
    noted = workbook_of(packages.packed(parts))
    assert (noted.has_macros, noted.external_links) == (True, True)


def test_a_missing_part_that_cells_need_is_a_reason(packages: Packages) -> None:
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    parts = packages.parts(rows, *STRINGS)
    del parts["xl/sharedStrings.xml"]
    assert refused(packages.packed(parts)) == Unreadable("missing_part", {"part": "xl/sharedStrings.xml", "sheet": "S"})
    parts = packages.parts(rows, *STRINGS)
    del parts["xl/worksheets/sheet1.xml"]
    gone = {"part": "xl/worksheets/sheet1.xml", "sheet": "S"}
    assert refused(packages.packed(parts)) == Unreadable("missing_part", gone)


@pytest.mark.parametrize("gone", ["xl/styles.xml", "_rels/.rels", "[Content_Types].xml"])
def test_a_missing_part_that_no_value_needs_is_read_over(packages: Packages, gone: str) -> None:
    parts = packages.parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', *STRINGS, styles=STYLES)
    del parts[gone]
    assert sheet_of(packages.packed(parts)).cells == {(1, 1): "Bộ Tài chính"}


def test_a_reference_to_no_string_is_damage(packages: Packages) -> None:
    facts = refused(packages.of_rows('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', *STRINGS)).facts
    assert (facts["problem"], facts["found"]) == ("shared_string", "99")


@pytest.mark.parametrize(
    "sheet",
    [
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>',
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></row></sheetData>',
        "no xml at all",
    ],
)
def test_half_a_sheet_is_damage_and_never_half_a_table(packages: Packages, sheet: str) -> None:
    parts = packages.parts("") | {"xl/worksheets/sheet1.xml": sheet.encode()}
    assert refused(packages.packed(parts)).reason == "damaged"


HOSTILE_SHAPES = (
    '<row r="1"><c r="A1"><v>1</v></c>' + "<row hidden" * 300_000,
    '<row r="1">' + '<c r="A1" t="e"' * 300_000,
    '<row r="1"><c r="A1"' + ' t="e"' * 300_000 + "/>",
    '<row r="1"><c r="A1" t="s"' + ' t="s"' * 300_000 + "/>",
    "<row " * 300_000,
    '<row r="1"><c r="A1"><f' + " " * 300_000 + "<f" * 300_000,
)


@pytest.mark.parametrize("rows", HOSTILE_SHAPES, ids=range(len(HOSTILE_SHAPES)))
def test_no_shape_makes_the_searches_slow(packages: Packages, rows: str) -> None:
    content = packages.of_rows(rows, "<t>a</t>")
    start = time_of_process()
    read_return(content)
    assert time_of_process() - start < 3


@pytest.mark.parametrize(
    "row",
    [
        f'<row r="{"9" * 5000}"><c r="A{"9" * 5000}" t="e"><v>#N/A</v></c></row>',
        f'<row r="1"><c r="A1" s="{"9" * 5000}"><v>1</v></c></row>',
        f'<row r="1"><c r="A1"><v>{"9" * 5000}</v></c></row>',
        f'<row r="1"><c r="{"A" * 5000}1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><f>&#65;</f><v>1</v></c></row>',
    ],
)
def test_numbers_without_end_are_read_or_refused_and_never_break_the_reader(packages: Packages, row: str) -> None:
    reading = read_noting_faults(packages.of_rows(row, styles=STYLES), DEFAULT_LIMITS)
    assert reading.worn is False
    assert isinstance(reading.result, RawWorkbook)
    assert len(reading.result.sheets[0].cells) + len(reading.result.sheets[0].errors) == 1


def test_very_deep_and_very_wide_xml_does_no_harm(packages: Packages) -> None:
    deep = "<ext>" * 200_000 + "</ext>" * 200_000
    wide = "<ext " + " ".join(f'a{number}="1"' for number in range(100_000)) + "/>"
    for after in (deep, wide):
        content = packages.packed(packages.parts('<row r="1"><c r="A1"><v>1</v></c></row>', after=after))
        assert sheet_of(content).cells == {(1, 1): 1}
        assert read_exactly(content)[0].cells == {(1, 1): 1}


@pytest.mark.parametrize(
    ("setting", "limits", "measured"),
    [
        ("cells", ReadLimits(cells=3), 4),
        ("merges", ReadLimits(merges=1), 2),
        ("strings", ReadLimits(strings=1), 2),
        ("text_bytes", ReadLimits(text_bytes=30), 40),
        ("sheets", ReadLimits(sheets=0), 1),
    ],
)
def test_a_limit_is_a_setting_and_says_what_was_measured(
    packages: Packages, setting: str, limits: ReadLimits, measured: int
) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 5))
    merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>'
    facts = refused(packages.packed(packages.parts(rows, "<t>abc</t>", "<t/>", after=merges)), limits).facts
    assert facts["setting"] == setting
    assert facts["limit"] == str(getattr(limits, setting))
    assert int(facts["measured"]) >= measured


def test_another_reader_takes_over_what_the_library_refuses(
    packages: Packages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotUnderstood("no")

    monkeypatch.setattr(read, "fast_sheets", refuse)
    reading = read_noting_faults(packages.form(), DEFAULT_LIMITS)
    assert isinstance(reading.result, RawWorkbook)
    assert len(reading.result.sheets[0].cells) == 840
    assert reading.worn is False


def test_a_panic_of_the_library_is_survived_and_noted(packages: Packages, monkeypatch: pytest.MonkeyPatch) -> None:
    def panic(*_: object) -> None:
        raise LibraryFault("PanicException")

    monkeypatch.setattr(read, "fast_sheets", panic)
    reading = read_noting_faults(packages.form(), DEFAULT_LIMITS)
    assert isinstance(reading.result, RawWorkbook)
    assert reading.worn is True


def test_what_two_common_programs_write_is_read() -> None:
    moments = (date(2025, 6, 1), datetime(2025, 6, 1, 8, 30), "Quý I/2025", 3.5, 7, True)  # noqa: DTZ001
    file = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(moments)  # type: ignore[union-attr]
    book.save(file)
    assert list(sheet_of(file.getvalue()).cells.values()) == list(moments)
    file = io.BytesIO()
    written = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    written.add_worksheet().write_row(0, 0, moments)
    written.close()
    assert list(sheet_of(file.getvalue()).cells.values()) == list(moments)


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Bảng"><table:table-row table:number-rows-repeated="2"><table:table-cell/>'
    "</table:table-row>"
    '<table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>Bộ</text:p>'
    '</table:table-cell><table:table-cell office:value-type="float" office:value="2"/></table:table-row>'
    "</table:table></office:spreadsheet></office:body></office:document-content>"
)
META = (
    '<office:document-meta xmlns:office="o" xmlns:meta="m"><office:meta><meta:user-defined meta:name="tdn.unit">'
    "bo-noi-vu</meta:user-defined></office:meta></office:document-meta>"
)


def test_an_open_document_is_read_with_its_places_and_fields(packages: Packages) -> None:
    parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": ODS.encode()}
    workbook = workbook_of(packages.packed(parts | {"meta.xml": META.encode()}))
    assert workbook.format == "ods"
    assert workbook.sheets == (RawSheet("Bảng", {(3, 2): "Bộ", (3, 3): 2}),)
    assert workbook.properties == {"tdn.unit": "bo-noi-vu"}


def _record(number: int, content: bytes) -> bytes:
    """A record of an old workbook (MS-XLS 2.1.4)."""
    return struct.pack("<HH", number, len(content)) + content


def _old_workbook(name: str, cells: bytes) -> bytes:
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6))
    wide = name.encode("utf-16-le")
    sheet_at = len(begin) + 4 + 8 + len(wide) + 4
    listed = _record(0x0085, struct.pack("<IBBBB", sheet_at, 1, 0, len(name), 1) + wide)
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6)) + cells + _record(0x000A, b"")
    return begin + listed + _record(0x000A, b"") + sheet


def test_an_old_workbook_is_read_whatever_its_name(packages: Packages) -> None:
    cells = _record(0x0203, struct.pack("<HHHd", 4, 2, 0, 3.0))
    cells += _record(0x0205, struct.pack("<HHHBB", 4, 3, 0, 0x2A, 1))
    workbook = workbook_of(packages.compound({"Workbook": _old_workbook("Bảng", cells)}))
    assert workbook.format == "xls"
    assert workbook.sheets == (RawSheet("Bảng", {(5, 3): 3}, visible=False, errors={(5, 4): "#N/A"}),)


def _binary(number: int, content: bytes = b"") -> bytes:
    """A record of a binary workbook (MS-XLSB 2.1.4); no record here is longer than 127 bytes."""
    code = bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80, number >> 7])
    return code + bytes([len(content)]) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def test_a_binary_workbook_is_read_from_its_checked_parts(packages: Packages) -> None:
    book = _binary(131) + _binary(143) + _binary(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Bảng"))
    book += _binary(144) + _binary(132)
    cells = _binary(0, struct.pack("<IIHBBBI", 4, 0, 0, 0, 0x10, 0, 0)) + _binary(5, struct.pack("<IId", 2, 0, 3.0))
    cells += _binary(11, struct.pack("<IIB", 3, 0, 0x17) + bytes(6))
    sheet = _binary(129) + _binary(148, struct.pack("<IIII", 4, 4, 2, 2)) + _binary(145) + cells + _binary(146)
    parts = {
        "_rels/.rels": packages.relations(("officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": packages.relations(("worksheet", "worksheets/sheet1.bin")),
        "xl/worksheets/sheet1.bin": sheet + _binary(130),
        "xl/vbaProject.bin": b"never opened",
        "docProps/custom.xml": b'<Properties><property name="tdn_unit"><x>bo-y-te</x></property></Properties>',
    }
    workbook = workbook_of(packages.packed(parts))
    assert (workbook.format, workbook.has_macros, workbook.properties) == ("xlsb", True, {"tdn_unit": "bo-y-te"})
    marks = ({(5, 4): "#REF!"}, {(5, 4): ""}, frozenset({5}))
    assert workbook.sheets == (RawSheet("Bảng", {(5, 3): 3}, True, *marks),)
