"""The cells of a returned workbook of any kind, from bytes that the guard has looked at."""

from collections.abc import Mapping
from dataclasses import dataclass

from tdn_templates.core.form_marks import CHECKS_SHEET
from tdn_templates.excel.binary_marks import binary_sheet_list, binary_sheet_marks, old_workbook_marks
from tdn_templates.excel.compound import read_stream
from tdn_templates.excel.exact_reader import read_sheet, surroundings
from tdn_templates.excel.fast_reader import FastSheet, LibraryFault, NotUnderstood, fast_sheets
from tdn_templates.excel.light_pass import SheetMarks, check_counts, check_text, is_whole, quick_marks
from tdn_templates.excel.open_document import open_document_sheets
from tdn_templates.excel.package import Package, SheetPart, open_binary_package, open_package
from tdn_templates.files.guard import FileKind, Inspected
from tdn_templates.files.guard_zip import Archive, Refusal
from tdn_templates.files.limits import ReadLimits
from tdn_templates.files.stored_zip import stored_zip
from tdn_templates.files.xml_parts import named_texts
from tdn_templates.model.cell import RawSheet, RawWorkbook

_ROOT_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="xl/workbook.xml"/></Relationships>'
)
_EMPTY_SHEET = b"<worksheet/>"
_NO_MARKS = SheetMarks({}, {}, frozenset())


@dataclass(frozen=True, slots=True)
class WorkbookReading:
    """`faulty` says that a library broke down on the way, even if the file was read in the end."""

    workbook: RawWorkbook
    faulty: bool = False


def read_workbook(content: bytes, inspected: Inspected, limits: ReadLimits) -> WorkbookReading:
    """Everything a workbook holds, as it holds it. Raises Refusal, NotUnderstood, LibraryFault, MemoryError."""
    archive, kind = inspected.archive, inspected.kind
    if archive is None:
        return WorkbookReading(_read_xls(content, inspected.has_macros))
    if kind is FileKind.XLSB:
        return WorkbookReading(_read_xlsb(archive))
    if kind is FileKind.ODS:
        return WorkbookReading(_read_ods(archive, limits))
    return _read_ooxml(archive, kind, limits)


def _read_xls(content: bytes, has_macros: bool) -> RawWorkbook:
    stream = read_stream(content, "Workbook") or read_stream(content, "Book") or b""
    found = _worksheets(content)
    marks = old_workbook_marks(stream)
    if len(marks) != len(found):
        marks = (_NO_MARKS,) * len(found)
    sheets = tuple(map(_with_marks, found, marks))
    return RawWorkbook(FileKind.XLS.value, sheets, has_macros=has_macros)


def _read_xlsb(archive: Archive) -> RawWorkbook:
    package = open_binary_package(archive)
    parts = {name: archive.xml(name) if name.endswith(".rels") else archive.part(name) for name in package.parts}
    marks = {
        name: binary_sheet_marks(archive.part(package.sheets[relation]))
        for name, relation in binary_sheet_list(archive.part(package.workbook))
        if relation in package.sheets
    }
    sheets = tuple(_with_marks(sheet, marks.get(sheet.name, _NO_MARKS)) for sheet in _worksheets(stored_zip(parts)))
    return RawWorkbook(
        FileKind.XLSB.value,
        sheets,
        package.properties,
        has_macros=archive.has("xl/vbaProject.bin"),
        external_links=archive.has("xl/externalLinks/externalLink1.bin"),
    )


def _read_ods(archive: Archive, limits: ReadLimits) -> RawWorkbook:
    content = open_document_sheets(archive.xml("content.xml"), limits)
    if not content.sheets:
        raise Refusal("no_sheets", kind=FileKind.ODS.value)
    fields = named_texts(archive.xml("meta.xml"), "user-defined", "meta.xml") if archive.has("meta.xml") else {}
    macros = any(name.startswith("basic/") for name in archive.names)
    return RawWorkbook(FileKind.ODS.value, content.sheets, fields, macros, content.has_links)


def _worksheets(content: bytes) -> tuple[FastSheet, ...]:
    """Values and visibility of every worksheet, for the kinds that only the fast reader knows."""
    sheets = fast_sheets(content, lambda _: True)
    if not sheets:
        raise Refusal("no_sheets")
    return sheets


def _with_marks(sheet: FastSheet, marks: SheetMarks) -> RawSheet:
    return RawSheet(
        name=sheet.name,
        cells=sheet.cells,
        visible=sheet.visible,
        errors=marks.errors,
        formulas=marks.formulas,
        hidden_rows=marks.hidden_rows,
        merges=marks.merges,
    )


def _read_ooxml(archive: Archive, kind: FileKind, limits: ReadLimits) -> WorkbookReading:
    package = open_package(archive, limits)
    if not package.sheets:
        raise Refusal("no_sheets", kind=kind.value)
    xmls = tuple(archive.xml(sheet.part) for sheet in package.sheets)
    marks = tuple(
        _NO_MARKS if _is_lookup(sheet, xml, limits) else quick_marks(xml, limits)
        for sheet, xml in zip(package.sheets, xmls, strict=True)
    )
    frames = tuple(xml if mark is None else mark.frame for mark, xml in zip(marks, xmls, strict=True))
    _check_strings(archive, package, frames, limits)
    faulty = False
    try:
        fast = _fast_values(archive, package, marks)
    except LibraryFault:
        fast, faulty = {}, True
    workbook = RawWorkbook(
        format=kind.value,
        sheets=_assembled(archive, package, marks, fast, limits),
        properties=package.properties,
        has_macros=package.has_macros,
        external_links=package.external_links,
    )
    return WorkbookReading(workbook, faulty)


def _is_lookup(sheet: SheetPart, xml: bytes, limits: ReadLimits) -> bool:
    """The hidden sheet that the live formulas look things up in holds nothing of the unit's and is not interpreted
    (core.interpret): its tens of thousands of cells are counted, but not read. Raises Refusal for too many."""
    if sheet.visible or sheet.name != CHECKS_SHEET or not is_whole(xml):
        return False
    check_counts(xml, limits)
    return True


def _check_strings(archive: Archive, package: Package, frames: tuple[bytes, ...], limits: ReadLimits) -> None:
    """Shared strings that cells use must be there, and all text that is read must fit; `frames` are what is read."""
    if package.strings is not None and archive.has(package.strings):
        check_text(archive.xml(package.strings), frames, limits)
        return
    for sheet in package.sheets:
        xml = archive.xml(sheet.part)
        if b' t="s"' in xml or b" t='s'" in xml:
            raise Refusal("missing_part", part=package.strings or "xl/sharedStrings.xml", sheet=sheet.name)


def _fast_values(archive: Archive, package: Package, marks: tuple[SheetMarks | None, ...]) -> Mapping[int, FastSheet]:
    """What the fast reader gives, by position of the sheet; empty if it does not understand this workbook."""
    if not any(marks) or not _is_usual(archive, package):
        return {}

    def wanted(position: int) -> bool:
        return marks[position] is not None and marks[position] is not _NO_MARKS

    try:
        sheets = fast_sheets(stored_zip(_ooxml_parts(archive, package, marks)), wanted)
    except (NotUnderstood, IndexError):
        return {}
    if [sheet.name for sheet in sheets] != [sheet.name for sheet in package.sheets]:
        return {}
    return {position: sheet for position, sheet in enumerate(sheets) if sheet.exact}


def _is_usual(archive: Archive, package: Package) -> bool:
    """Whether the parts lie where the fast reader looks for them, and strings are spelled as it knows them."""
    if package.workbook != "xl/workbook.xml" or package.styles not in (None, "xl/styles.xml"):
        return False
    if package.strings is None or not archive.has(package.strings):
        return True
    xml = archive.xml(package.strings)
    whole = xml.rstrip().endswith((b"</sst>", b"/>"))
    return package.strings == "xl/sharedStrings.xml" and whole and b"<![CDATA[" not in xml and b"<!--" not in xml


def _ooxml_parts(archive: Archive, package: Package, marks: tuple[SheetMarks | None, ...]) -> dict[str, bytes]:
    """Just the parts that were checked, so that no library reads anything else or reads it differently. Of a sheet the
    values are enough; one that is not wanted is empty."""
    names = [*package.frame, *(name for name in (package.strings, package.styles) if name and archive.has(name))]
    parts = {sheet.part: _EMPTY_SHEET for sheet in package.sheets}
    parts |= {"_rels/.rels": _ROOT_RELATIONS} | {name: archive.xml(name) for name in names}
    for sheet, mark in zip(package.sheets, marks, strict=True):
        if mark is not None and mark.frame:
            parts[sheet.part] = mark.frame
    return parts


def _assembled(
    archive: Archive,
    package: Package,
    marks: tuple[SheetMarks | None, ...],
    fast: Mapping[int, FastSheet],
    limits: ReadLimits,
) -> tuple[RawSheet, ...]:
    """Each sheet from the fast reader and its marks, or from the exact reader where one of the two is missing."""
    sheets: list[RawSheet] = []
    around = None
    for position, (sheet, mark) in enumerate(zip(package.sheets, marks, strict=True)):
        if mark is not None and position in fast:
            sheets.append(_with_marks(fast[position], mark))
            continue
        around = around or surroundings(archive, package)
        sheets.append(read_sheet(archive.xml(sheet.part), sheet, around, limits))
    return tuple(sheets)
