"""OpenDocument sheets come out whole: values, errors, formulas, hidden rows; what repeats without end is refused."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from tdn_templates.files.limits import DEFAULT_LIMITS, ReadLimits
from tdn_templates.model.cell import RawSheet, RawWorkbook, Unreadable
from tdn_templates.reading.read import read_return

if TYPE_CHECKING:
    from tests.reading.conftest import Packages

_NAMES = ("office", "table", "text", "style")
NAMES = (
    "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES)
    + ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def document(packages: Packages, tables: str, styles: str = "") -> bytes:
    content = (
        f"<office:document-content{NAMES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return packages.packed({"mimetype": TYPE, "content.xml": content.encode()})


def table(rows: str, name: str = "S", style: str = "ta1") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def cell(attributes: str, content: str = "", tag: str = "table-cell") -> str:
    return f"<table:{tag} {attributes}>{content}</table:{tag}>"


def text(content: str) -> str:
    return cell('office:value-type="string"', f"<text:p>{content}</text:p>")


def workbook_of(content: bytes) -> RawWorkbook:
    result = read_return(content)
    assert isinstance(result, RawWorkbook), result
    return result


def sheet_of(packages: Packages, rows: str) -> RawSheet:
    (sheet,) = workbook_of(document(packages, table(rows))).sheets
    return sheet


VALUES = (
    (text("Bộ Tài chính"), "Bộ Tài chính"),
    (cell('office:value-type="string"', "<text:p>a</text:p><text:p/><text:p>b</text:p>"), "a\n\nb"),
    (text('a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d<text:s/>e'), "a  b\tc\nd e"),
    (text("<text:span>Bộ</text:span> <text:a>Y tế</text:a>"), "Bộ Y tế"),
    (cell('office:value-type="string" office:string-value="x"'), "x"),
    (cell('office:value-type="float" office:value="3"'), 3),
    (cell('office:value-type="float" office:value="3.10"'), 3.1),
    (cell('office:value-type="float" office:value="1e400"'), "1e400"),
    (cell('office:value-type="percentage" office:value="0.5"'), 0.5),
    (cell('office:value-type="currency" office:value="5"'), 5),
    (cell('office:value-type="boolean" office:boolean-value="true"'), True),
    (cell('office:value-type="boolean" office:boolean-value="false"'), False),
    (cell('office:value-type="date" office:date-value="2025-06-01"', "<text:p>6/2025</text:p>"), date(2025, 6, 1)),
    (cell('office:value-type="date" office:date-value="2025-06-01T08:30:00"'), datetime(2025, 6, 1, 8, 30)),  # noqa: DTZ001
    (cell('office:value-type="date" office:date-value="31/12"'), "31/12"),
    (cell('office:value-type="time" office:time-value="PT08H30M00S"'), time(8, 30)),
    (cell('office:value-type="time" office:time-value="PT36H00M00S"'), timedelta(hours=36)),
    (cell('office:value-type="time" office:time-value="-PT01H00M00S"'), timedelta(hours=-1)),
    (cell('office:value-type="time" office:time-value="soon"'), "soon"),
    (cell('office:value-type="string"', "<office:annotation><text:p>note</text:p></office:annotation>"
          "<text:p>x</text:p>"), "x"),
    (cell("", "<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame><text:p>y</text:p>"), "y"),
    (cell('office:value-type="string"', "<text:p>under</text:p>", "covered-table-cell"), "under"),
)  # fmt: skip


@pytest.mark.parametrize(("content", "value"), VALUES)
def test_a_cell_comes_out_with_its_value_and_its_place(packages: Packages, content: str, value: object) -> None:
    empty = '<table:table-cell table:number-columns-repeated="2"/>'
    found = sheet_of(packages, row("", 'table:number-rows-repeated="3"') + row(empty + content)).cells
    assert found == {(4, 3): value}
    assert type(found[4, 3]) is type(value)


@pytest.mark.parametrize("content", [cell(""), cell('office:value-type="string"', "<text:p/>")])
def test_a_blank_cell_is_no_cell(packages: Packages, content: str) -> None:
    assert sheet_of(packages, row(content)).cells == {}


def test_errors_and_formulas_are_shown_and_no_error_is_a_value(packages: Packages) -> None:
    error = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
    cells = (
        cell(f'table:formula="of:=1/0" {error}', "<text:p>#DIV/0!</text:p>")
        + cell('table:formula="of:=[.A1]" office:value-type="float" office:value="0"', "<text:p>#REF!</text:p>")
        + cell('table:formula="of:=[.B1]&gt;1" office:value-type="boolean" office:boolean-value="true"')
        + cell('table:formula="of:=SUM(1;2)"')
        + cell(error)
        + text("#REF!")
    )
    sheet = sheet_of(packages, row(cells))
    assert sheet.errors == {(1, 1): "#DIV/0!", (1, 2): "#REF!", (1, 5): "#VALUE!"}
    assert sheet.formulas == {(1, 1): "1/0", (1, 2): "[.A1]", (1, 3): "[.B1]>1", (1, 4): "SUM(1;2)"}
    assert sheet.cells == {(1, 3): True, (1, 6): "#REF!"}


def test_what_is_hidden_is_named(packages: Packages) -> None:
    styles = (
        '<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    )
    rows = (
        row(text("a"), 'table:visibility="collapse"')
        + row(text("b"))
        + row(text("c"), 'table:visibility="filter" table:number-rows-repeated="2"')
        + row("", 'table:visibility="collapse" table:number-rows-repeated="1048000"')
    )
    shown, hidden = workbook_of(document(packages, table(rows) + table("", "T", "ta2"), styles)).sheets
    assert (shown.visible, hidden.visible) == (True, False)
    assert shown.hidden_rows == {1, 3, 4}
    assert shown.cells == {(1, 1): "a", (2, 1): "b", (3, 1): "c", (4, 1): "c"}


def test_a_far_cell_is_one_more_cell(packages: Packages) -> None:
    far = '<table:table-cell table:number-columns-repeated="16383"/>' + text("xa")
    rows = row(text("a")) + row("", 'table:number-rows-repeated="1048574"') + row(far)
    assert sheet_of(packages, rows).cells == {(1, 1): "a", (1_048_576, 16_384): "xa"}


@pytest.mark.parametrize(
    ("rows", "setting"),
    [
        (row(cell('table:number-columns-repeated="99999999999"', "<text:p>x</text:p>")), "cells"),
        (row(text("x"), 'table:number-rows-repeated="9999999999"'), "cells"),
        (row(text("x" * 1000), 'table:number-rows-repeated="1000000"'), "text_bytes"),
    ],
)  # fmt: skip
def test_content_that_repeats_without_end_is_too_large(packages: Packages, rows: str, setting: str) -> None:
    refused = read_return(document(packages, table(rows)), DEFAULT_LIMITS)
    assert isinstance(refused, Unreadable)
    assert (refused.reason, refused.facts["setting"], refused.facts["sheet"]) == ("too_large", setting, "S")


def test_the_number_of_sheets_is_limited(packages: Packages) -> None:
    refused = read_return(document(packages, table("") * 4), ReadLimits(sheets=3))
    assert isinstance(refused, Unreadable)
    assert refused.facts["setting"] == "sheets"


def test_no_sheet_and_half_a_sheet_are_reasons(packages: Packages) -> None:
    empty = read_return(document(packages, ""))
    assert empty == Unreadable("no_sheets", {"kind": "ods"})
    half = read_return(packages.packed({"mimetype": TYPE, "content.xml": f"<office:a{NAMES}><table:table>".encode()}))
    assert isinstance(half, Unreadable)
    assert half.facts["problem"] == "xml"


def test_values_from_other_workbooks_are_noted_and_their_copies_are_no_sheets(packages: Packages) -> None:
    copy = table("<table:table-source/><table:table-row/>", "'file:///a.ods'#$S")
    workbook = workbook_of(document(packages, table(row(text("a"))) + copy))
    assert [sheet.name for sheet in workbook.sheets] == ["S"]
    assert workbook.external_links


def test_tables_kept_for_links_are_no_sheets(packages: Packages) -> None:
    kept = f"<table:dde-links><table:dde-link>{table(row(text('xa')))}</table:dde-link></table:dde-links>"
    workbook = workbook_of(document(packages, table(row(text("a"))) + kept))
    assert workbook.external_links
    assert [dict(sheet.cells) for sheet in workbook.sheets] == [{(1, 1): "a"}]
