"""Faults planted in sound documents, each with who finds it and in which words: proof that the checks look, and where
each is blind."""

import warnings
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

SDK, AUDIT, OWN = "sdk", "audit", "own"
SHEET, BOOK, RELATIONS = "xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
TYPES, DOCUMENT = "[Content_Types].xml", "word/document.xml"
XML_TYPE = '<Default Extension="xml" ContentType="application/xml"/>'
FIRST, LAST = "<dataValidations", "</dataValidations>"
NAMES = "</definedNames>"

Edit = tuple[str, str, str]
"""A part, a text that stands in it, and the text to put there instead; the first place counts."""


@dataclass(frozen=True, slots=True)
class Planted:
    """`found` are words of what is said of it, by finder. `file` is shared by faults that do not hide each other.

    `doubled` is a part that lies in the zip twice.
    """

    name: str
    file: str
    found: Mapping[str, str]
    edits: tuple[Edit, ...] = ()
    doubled: str = ""


def _in_sheet(name: str, found: Mapping[str, str], old: str, new: str) -> Planted:
    return Planted(name, "workbook.xlsx", found, ((SHEET, old, new),))


def _in_book(name: str, found: Mapping[str, str], old: str, new: str) -> Planted:
    return Planted(name, "workbook.xlsx", found, ((BOOK, old, new),))


def _in_document(name: str, found: Mapping[str, str], old: str, new: str) -> Planted:
    return Planted(name, "document.docx", found, ((DOCUMENT, old, new),))


def _validation(where: str, more: str = "") -> str:
    """To put in the place of LAST."""
    rule = f'<dataValidation type="whole" sqref="{where}"{more}><formula1>1</formula1><formula2>2</formula2>'
    return f"{rule}</dataValidation>{LAST}"


def _format(where: str, rule: str, formula: str) -> str:
    """To put in the place of FIRST."""
    rule = f'<cfRule type="expression" {rule}><formula>{formula}</formula></cfRule>'
    return f'<conditionalFormatting sqref="{where}">{rule}</conditionalFormatting>{FIRST}'


PLANTED = (
    _in_sheet(
        "element in the wrong place",
        {SDK: "unexpected child element", AUDIT: "Unexpected element 'sheetPr'"},
        "</worksheet>",
        '<sheetPr filterMode="1"/></worksheet>',
    ),
    _in_sheet(
        "unknown attribute", {SDK: "'colour' attribute is not declared"}, "<sheetData>", '<sheetData colour="red">'
    ),
    _in_sheet(
        "style that is not there",
        {SDK: "The index is '997'", OWN: "has style 997"},
        "</row>",
        '<c r="XV1" s="997"/></row>',
    ),
    _in_sheet(
        "shared text that is not there",
        {AUDIT: "Shared string index 99999", OWN: "has shared text 99999"},
        't="s"><v>',
        't="s"><v>99999',
    ),
    _in_sheet("duplicate cell", {OWN: "A1 stands there twice"}, "</row>", '<c r="A1" t="str"><v>x</v></c></row>'),
    _in_sheet("cells out of order", {OWN: "cells of row 1 out of order"}, "</row>", '<c r="XX1"/><c r="XW1"/></row>'),
    _in_sheet("duplicate row", {OWN: "row 2 stands there twice"}, "</sheetData>", '<row r="2"/></sheetData>'),
    _in_sheet(
        "rows out of order", {OWN: "rows out of order"}, "</sheetData>", '<row r="900"/><row r="899"/></sheetData>'
    ),
    _in_sheet(
        "merges that overlap",
        {OWN: "two merges of XA1:XB2 and XB2:XC3"},
        "</mergeCells>",
        '<mergeCell ref="XA1:XB2"/><mergeCell ref="XB2:XC3"/></mergeCells>',
    ),
    _in_sheet(
        "conditional look that is not there",
        {SDK: "The index is '998'", OWN: "has look 998"},
        FIRST,
        _format("XD1", 'dxfId="998" priority="901"', "TRUE"),
    ),
    _in_sheet(
        "conditional format twice",
        {OWN: "two equal formats of XD1:XE9 and XE5"},
        FIRST,
        _format("XD1:XE9", 'priority="902"', "FALSE").replace(FIRST, _format("XE5", 'priority="903"', "FALSE")),
    ),
    _in_sheet(
        "conditional formats of one priority",
        {OWN: "two conditional formats of priority 904"},
        FIRST,
        _format("XF1", 'priority="904"', "TRUE").replace(FIRST, _format("XG1", 'priority="904"', "TRUE")),
    ),
    _in_sheet("prompt of 300", {OWN: "prompt of 300"}, LAST, _validation("XH1", f' prompt="{"x" * 300}"')),
    _in_sheet("error message of 300", {OWN: "error of 300"}, LAST, _validation("XI1", f' error="{"x" * 300}"')),
    _in_sheet(
        "title of 40",
        {SDK: "'promptTitle' has invalid value", OWN: "promptTitle of 40"},
        LAST,
        _validation("XJ1", f' promptTitle="{"x" * 40}"'),
    ),
    _in_sheet(
        "list of 300",
        {OWN: "list of 300"},
        LAST,
        f'<dataValidation type="list" sqref="XK1"><formula1>"{"x" * 300}"</formula1></dataValidation>{LAST}',
    ),
    _in_sheet(
        "two validations of a cell",
        {OWN: "two validations of XL1:XL9 and XL9"},
        LAST,
        _validation("XL1:XL9").replace(LAST, _validation("XL9")),
    ),
    _in_book("name that points nowhere", {OWN: "tdn_own_lead points nowhere"}, "'_danh_muc'!$B", "'_khong_co'!$B"),
    _in_book(
        "name defined twice",
        {OWN: "tdn_treatment', 'workbook') is defined twice"},
        NAMES,
        f'<definedName name="TDN_Treatment">1</definedName>{NAMES}',
    ),
    _in_book(
        "sheet name of 40",
        {SDK: "'name' has invalid value", OWN: "is no name for a sheet"},
        'name="_tdn"',
        f'name="{"x" * 40}"',
    ),
    _in_document(
        "element out of order",
        {SDK: "unexpected child element", AUDIT: "Unexpected element 'pStyle'"},
        "<w:pPr>",
        '<w:pPr><w:jc w:val="center"/>',
    ),
    _in_document(
        "value that is not allowed",
        {SDK: "has invalid value 'ell'", AUDIT: "Value 'ell' is not in"},
        'w:type="dxa"',
        'w:type="ell"',
    ),
    _in_document(
        "cell without a paragraph",
        {AUDIT: "tr[1]/tc[2]: Required sequence content is missing"},
        "</w:tc>",
        "</w:tc><w:tc><w:tcPr/></w:tc>",
    ),
    _in_document(
        "table row without cells", {AUDIT: "/tr[2]: Required sequence content is missing"}, "</w:tr>", "</w:tr><w:tr/>"
    ),
    Planted(
        "relation that leads nowhere",
        "no-target.xlsx",
        {SDK: "theme9.xml doesn't exist", AUDIT: "theme9.xml", OWN: "points at xl/theme/theme9.xml"},
        ((RELATIONS, "theme/theme1.xml", "theme/theme9.xml"),),
    ),
    Planted(
        "relation that is not there",
        "no-relation.xlsx",
        {SDK: "'rId99' referenced by attribute", AUDIT: "'rId99'"},
        ((BOOK, 'r:id="rId1"', 'r:id="rId99"'),),
    ),
    Planted(
        "part without a content type",
        "no-type.xlsx",
        {SDK: "theme1.xml doesn't exist", AUDIT: "has content type 'None'", OWN: "content type"},
        ((TYPES, XML_TYPE, ""), (TYPES, "/xl/theme/theme1.xml", "/xl/theme/theme9.xml")),
    ),
    Planted(
        "part of the wrong type",
        "wrong-type.xlsx",
        {SDK: "unexpected content type", AUDIT: "has content type"},
        ((TYPES, "spreadsheetml.styles+xml", "spreadsheetml.table+xml"),),
    ),
    Planted(
        "part twice in the zip",
        "twice.xlsx",
        {SDK: "Format error in package", OWN: "lies in the zip twice"},
        doubled="xl/styles.xml",
    ),
)


def planted_documents(folder: Path, sound: Mapping[str, bytes]) -> dict[str, Path]:
    """The spoilt files by name; `sound` are a workbook and a document by ending."""
    by_file: dict[str, list[Planted]] = defaultdict(list)
    for fault in PLANTED:
        by_file[fault.file].append(fault)
    paths = {file: folder / file for file in by_file}
    for file, path in paths.items():
        path.write_bytes(_spoilt(sound[path.suffix], by_file[file]))
    return paths


def _spoilt(content: bytes, faults: list[Planted]) -> bytes:
    with ZipFile(BytesIO(content)) as source:
        parts = {name: source.read(name).decode() for name in source.namelist()}
    for fault in faults:
        for part, old, new in fault.edits:
            if old not in parts[part]:
                raise ValueError(f"{fault.name}: {part} holds no {old}")
            parts[part] = parts[part].replace(old, new, 1)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as target, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name written twice
        for name, xml in parts.items():
            for _ in range(1 + sum(fault.doubled == name for fault in faults)):
                target.writestr(name, xml)
    return out.getvalue()
