"""Workbooks written unusually are marked all the same: what is there is kept, what is added stands where it must."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import openpyxl
import pytest
from defusedxml import ElementTree
from openpyxl import Workbook

from tdn_templates.errors import TdnError
from tdn_templates.excel.annotate import FaultSheet, Mark, mark_workbook, replace_texts, unmark_workbook
from tdn_templates.model.words import Severity

if TYPE_CHECKING:
    from tests.excel_patch.conftest import Workbooks

Listed = Callable[[Sequence[Mark]], FaultSheet]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
EXTENSION = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1" '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list"><x14:formula1>'
    "<xm:f>S1!$A$1:$A$9</xm:f></x14:formula1><xm:sqref>B1:B9</xm:sqref></x14:dataValidation></x14:dataValidations>"
    "</ext></extLst>"
)


def error(*cells: str, sheet: str = "S1") -> list[Mark]:
    return [Mark(sheet, cell, Severity.ERROR, f"Sai ở {cell}.") for cell in cells]


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def cell_names(xml: bytes) -> list[str]:
    return re.findall(r'<c r="([A-Z]+[0-9]+)"', xml.decode())


def test_missing_rows_and_cells_are_put_in_order(workbooks: "Workbooks", faults: Listed) -> None:
    rows = (
        '<row r="3" spans="2:3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c></row>'
        '<row r="7"><c r="A7"><v>3</v></c></row>'
    )
    content = workbooks.packed(workbooks.small(f"<sheetData>{rows}</sheetData>"))
    marks = error("D5", "A1", "C3", "A3", "E3", "B7", "A9")
    marked = mark_workbook(content, marks, faults(marks))

    xml = workbooks.parts(marked)[SHEET]
    assert cell_names(xml) == ["A1", "A3", "B3", "C3", "D3", "E3", "D5", "A7", "B7", "A9"]
    assert re.findall(r'<row r="([0-9]+)"', xml.decode()) == ["1", "3", "5", "7", "9"]
    assert 'spans="1:5"' in xml.decode()
    plain = workbooks.parts(unmark_workbook(marked))[SHEET]
    assert cell_names(plain) == ["B3", "D3", "A7"]
    assert re.findall(r'<row r="([0-9]+)"', plain.decode()) == ["3", "7"]
    assert mark_workbook(marked, marks, faults(marks)) == marked


def test_cells_without_addresses_stay_where_they_are(workbooks: "Workbooks", faults: Listed) -> None:
    a, b, c, d = (f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in "abcd")
    rows = f'<row>{a}{b}</row><row r="4">{c}</row><row>{d}</row>'
    content = workbooks.packed(workbooks.small(f"<sheetData>{rows}</sheetData>"))
    marks = error("B1", "A2", "B4", "A5")
    marked = mark_workbook(content, marks, faults(marks))

    assert workbooks.read(marked).sheets[1] == workbooks.read(content).sheets[0]
    assert workbooks.read(content).sheets[0].cells == {(1, 1): "a", (1, 2): "b", (4, 1): "c", (5, 1): "d"}
    assert cell_names(workbooks.parts(marked)[SHEET])[:3] != []
    assert mark_workbook(marked, marks, faults(marks)) == marked


def test_namespaces_may_have_prefixes(workbooks: "Workbooks", faults: Listed) -> None:
    parts = workbooks.small("")
    parts[SHEET] = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is>'
        "</x:c></x:row></x:sheetData></x:worksheet>"
    ).encode()
    content = workbooks.packed(parts)
    marks = error("A1", "B2")
    marked = mark_workbook(content, marks, faults(marks))

    xml = workbooks.parts(marked)[SHEET].decode()
    assert xml.count("<x:c ") == 2
    assert "<x:legacyDrawing" in xml
    assert xml.count("xmlns:x=") == 1
    assert workbooks.read(marked).sheets[1] == workbooks.read(content).sheets[0]
    assert opened(marked)["S1"]["B2"].comment is not None


def test_the_strict_form_stays_strict(workbooks: "Workbooks", faults: Listed) -> None:
    parts = workbooks.small('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
    main = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    relations = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    strict = {
        name: part.replace(MAIN.encode(), main).replace(RELATIONS.encode(), relations) for name, part in parts.items()
    }
    content = workbooks.packed(strict)
    marks = error("A1")
    marked = mark_workbook(content, marks, faults(marks))

    written = workbooks.parts(marked)
    xml_parts = [
        part for name, part in written.items() if name != "[Content_Types].xml" and name.endswith((".xml", ".rels"))
    ]
    assert all(MAIN.encode() not in part and RELATIONS.encode() not in part for part in xml_parts)
    assert [sheet.name for sheet in workbooks.read(marked).sheets] == ["Kết quả kiểm tra", "S1"]
    assert mark_workbook(marked, marks, faults(marks)) == marked


def test_a_part_in_another_encoding_is_read(workbooks: "Workbooks", faults: Listed) -> None:
    parts = workbooks.small("")
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>Tên</t></is></c></row>'
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{row}</sheetData></worksheet>'
    parts[SHEET] = f'<?xml version="1.0" encoding="UTF-16"?>{xml}'.encode("utf-16")
    marks = error("A1")

    assert opened(mark_workbook(workbooks.packed(parts), marks, faults(marks)))["S1"]["A1"].value == "Tên"


def test_a_workbook_without_styles_or_views_gets_the_smallest_ones(workbooks: "Workbooks", faults: Listed) -> None:
    content = workbooks.packed(workbooks.small("<sheetData/>", "<sheetData/>"))
    marks = error("B2", sheet="S2")
    marked = mark_workbook(content, marks, faults(marks))

    workbook = opened(marked)
    assert workbook["S2"]["B2"].fill.fgColor.rgb == "FFF2946B"
    assert workbook.active is workbook["S1"]
    assert mark_workbook(marked, marks, faults(marks)) == marked


def test_a_new_cell_takes_the_format_its_row_or_column_shows(workbooks: "Workbooks", faults: Listed) -> None:
    styles = (
        f'<styleSheet xmlns="{MAIN}"><fonts><font><sz val="11"/></font><font><b/></font><font><i/></font></fonts>'
        "<fills><fill><patternFill/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs>'
        '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
    columns = '<cols><col min="2" max="3" style="1" width="9"/></cols>'
    parts = workbooks.small(f'{columns}<sheetData><row r="2" s="2" customFormat="1"/></sheetData>')
    parts["xl/styles.xml"] = styles.encode()
    parts["xl/_rels/workbook.xml.rels"] = workbooks.relations(
        ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")
    )
    marks = error("B1", "B2", "D1")
    sheet = opened(mark_workbook(workbooks.packed(parts), marks, faults(marks)))["S1"]

    assert [(sheet[cell].font.b, sheet[cell].font.i) for cell in ("B1", "B2", "D1")] == [
        (True, False),
        (False, True),
        (False, False),
    ]


def test_the_drawing_link_stands_before_tables_and_extensions(workbooks: "Workbooks", faults: Listed) -> None:
    after = f'<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>{EXTENSION}'
    content = workbooks.packed(workbooks.small(f"<sheetData/>{after}"))
    marks = error("A1")
    marked = mark_workbook(content, marks, faults(marks))

    xml = workbooks.parts(marked)[SHEET].decode()
    assert xml.index("<pageMargins") < xml.index("<legacyDrawing") < xml.index("<extLst>")
    (kept,) = ElementTree.fromstring(xml).iterfind(f"{{{MAIN}}}extLst")
    given = ElementTree.fromstring(f'<x xmlns="{MAIN}">{EXTENSION}</x>')[0]
    assert ElementTree.tostring(kept) == ElementTree.tostring(given)
    assert "legacyDrawing" not in workbooks.parts(unmark_workbook(marked))[SHEET].decode()


def with_drawing(workbooks: "Workbooks", drawing: str, comments: str) -> bytes:
    """A sheet that has form controls or notes already."""
    parts = workbooks.small(f'<sheetData/><legacyDrawing xmlns:r="{RELATIONS}" r:id="rId1"/>')
    related = [("vmlDrawing", "../drawings/old.vml")]
    parts["xl/drawings/old.vml"] = drawing.encode()
    types = '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/></Types>'
    if comments:
        parts["xl/comments7.xml"] = comments.encode()
        related.append(("comments", "../comments7.xml"))
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
        types = f'<Override PartName="/xl/comments7.xml" ContentType="{kind}"/>{types}'
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = workbooks.relations(*related)
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", types.encode())
    return workbooks.packed(parts)


def test_form_controls_in_the_drawing_are_kept_even_if_it_is_not_well_formed(
    workbooks: "Workbooks", faults: Listed
) -> None:
    drawing = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1030" type="#_x0000_t201"><v:textbox>'
        '<div>Một<br>hai</div></v:textbox><x:ClientData ObjectType="Button"><x:Anchor>1, 2, 3, 4, 5, 6, 7, 8</x:Anchor>'
        "</x:ClientData></v:shape></xml>"
    )
    content = with_drawing(workbooks, drawing, "")
    marks = error("A1", "B2")
    marked = mark_workbook(content, marks, faults(marks))

    written = workbooks.parts(marked)
    vml = written["xl/drawings/old.vml"].decode()
    assert vml.count('ObjectType="Note"') == 2
    assert 'ObjectType="Button"' in vml
    assert "Một" in vml
    assert "hai" in vml
    assert re.findall('id="_x0000_s([0-9]+)"', vml) == ["1030", "1031", "1032"]
    assert [name for name in written if name.endswith(".vml")] == ["xl/drawings/old.vml"]
    assert mark_workbook(marked, marks, faults(marks)) == marked
    plain = workbooks.parts(unmark_workbook(marked))
    assert b"Button" in plain["xl/drawings/old.vml"]
    assert b'"Note"' not in plain["xl/drawings/old.vml"]
    assert b"legacyDrawing" in plain[SHEET]


def test_a_threaded_comment_is_left_alone(workbooks: "Workbooks", faults: Listed) -> None:
    comments = (
        f'<comments xmlns="{MAIN}"><authors><author>tc={{0A1B}}</author><author>Lan</author></authors><commentList>'
        '<comment ref="A1" authorId="0"><text><t>[Threaded comment]</t></text></comment>'
        '<comment ref="B1" authorId="1"><text><t xml:space="preserve"> của Lan </t></text></comment>'
        "</commentList></comments>"
    )
    drawing = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        + "".join(
            f'<v:shape id="_x0000_s{1025 + column}"><x:ClientData ObjectType="Note"><x:Anchor>1, 15, 0, 2, 3, 15, 4, 9'
            f"</x:Anchor><x:Row>0</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
            for column in (0, 1)
        )
        + "</xml>"
    )
    content = with_drawing(workbooks, drawing, comments)
    marks = error("A1", "B1")
    marked = mark_workbook(content, marks, faults(marks))

    sheet = opened(marked)["S1"]
    assert [sheet[cell].fill.fgColor.rgb for cell in ("A1", "B1")] == ["FFF2946B"] * 2
    texts = [cell.comment.text for cell in sheet[1] if cell.comment]
    assert texts == ["[Threaded comment]", " của Lan \n\n[tdn] Lỗi / Error\nSai ở B1."]
    anchor = b"<x:Anchor>1, 15, 0, 2, 3, 15, 4, 9</x:Anchor>"
    assert workbooks.parts(marked)["xl/drawings/old.vml"].count(anchor) == 1
    plain = unmark_workbook(marked)
    assert workbooks.parts(plain)["xl/drawings/old.vml"].count(anchor) == 2
    assert mark_workbook(marked, marks, faults(marks)) == marked


def test_macros_are_not_copied(workbooks: "Workbooks", faults: Listed) -> None:
    names = (
        '<definedNames><definedName name="Auto_Open" xlm="1" function="1">S2!$A$1</definedName>'
        '<definedName name="a" localSheetId="2">S3!$A$1</definedName>'
        '<definedName name="b" localSheetId="1">S2!$A$1</definedName></definedNames>'
    )
    views = '<bookViews><workbookView activeTab="2" firstSheet="2"/></bookViews>'
    parts = workbooks.small("<sheetData/>", "<sheetData/>", "<sheetData/>", before=views, after=names)
    parts["xl/_rels/workbook.xml.rels"] = workbooks.relations(
        ("worksheet", "worksheets/sheet1.xml"),
        ("xlMacrosheet", "worksheets/sheet2.xml"),
        ("worksheet", "worksheets/sheet3.xml"),
        ("vbaProject", "vbaProject.bin"),
    )
    parts["xl/vbaProject.bin"] = b"code"
    parts["xl/_rels/vbaProject.bin.rels"] = workbooks.relations(("vbaProjectSignature", "vbaProjectSignature.bin"))
    parts["xl/vbaProjectSignature.bin"] = b"signature"
    parts["[Content_Types].xml"] = (
        parts["[Content_Types].xml"]
        .replace(b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                 b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
        .replace(b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>')
    )  # fmt: skip
    content = workbooks.packed(parts)
    assert workbooks.read(content).format == "xlsm"
    marks = error("A1", sheet="S3")
    marked = mark_workbook(content, marks, faults(marks))

    written = workbooks.parts(marked)
    assert not [name for name in written if "vba" in name]
    assert b"vba" not in written["[Content_Types].xml"]
    assert workbooks.read(marked).format == "xlsx"
    assert not workbooks.read(marked).has_macros
    workbook = opened(marked)
    assert workbook.sheetnames == ["Kết quả kiểm tra", "S1", "S3"]
    assert list(workbook.defined_names) == []
    assert list(workbook["S3"].defined_names) == ["a"]
    assert workbook.active is workbook["S3"]
    assert b'firstSheet="2"' in written["xl/workbook.xml"]
    assert not [name for name in workbooks.parts(replace_texts(content, {("S1", "A1"): "x"})) if "vba" in name]


def test_a_part_that_is_no_xml_stops_with_a_reason(workbooks: "Workbooks", faults: Listed) -> None:
    parts = workbooks.small("<sheetData/>")
    parts[SHEET] = b"<worksheet>"
    with pytest.raises(TdnError, match=r"xl/worksheets/sheet1\.xml"):
        mark_workbook(workbooks.packed(parts), error("A1"), faults([]))


def test_entities_are_not_resolved(workbooks: "Workbooks", faults: Listed) -> None:
    parts = workbooks.small("<sheetData/>")
    parts[SHEET] = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + parts[SHEET]
    with pytest.raises(TdnError):
        mark_workbook(workbooks.packed(parts), error("A1"), faults([]))


def test_a_line_of_the_record_that_somebody_changed_is_passed_over(
    issued: bytes, cells: Mapping[tuple[str, str], str], faults: Listed
) -> None:
    lead, text = cells["1.2", "own_lead"], cells["1.2", "own_text"]
    marks = error(lead, text, sheet="Kế hoạch")
    workbook = opened(mark_workbook(issued, marks, faults(marks)))
    listed = workbook.worksheets[0]
    listed["A2"], listed["A3"], listed["A4"] = (
        "xin chào",
        f'["cell","Kế hoạch","{lead}",1,["fill",{{}},[["a b",{{}},[]]]],0,null]',
        "[[[",
    )
    file = io.BytesIO()
    workbook.save(file)

    plain = opened(unmark_workbook(file.getvalue()))
    assert plain.sheetnames == opened(issued).sheetnames
    assert plain["Kế hoạch"][lead].comment is None
    assert plain["Kế hoạch"][lead].fill.patternType is None
