"""From the bytes of a returned file to its cells, or the reason why there are none. Runs inside the reading process."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from tdn_templates.excel.exact_reader import read_sheet, surroundings
from tdn_templates.excel.fast_reader import FastSheet, LibraryFault, NotUnderstood, fast_sheets
from tdn_templates.excel.light_pass import SheetMarks, check_text, quick_marks
from tdn_templates.excel.package import Package, binary_parts, named_texts, open_package
from tdn_templates.files.guard import FileKind, Inspected, inspect_file
from tdn_templates.files.guard_zip import Archive, Refusal
from tdn_templates.files.limits import DEFAULT_LIMITS, ReadLimits
from tdn_templates.model.cell import RawSheet, RawWorkbook, Unreadable

_ROOT_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="xl/workbook.xml"/></Relationships>'
)
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_ODS_MANIFEST = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


@dataclass(frozen=True, slots=True)
class Reading:
    """`faulty` says that something inside this process broke on the way, even if the file was read in the end."""

    result: RawWorkbook | Unreadable
    faulty: bool = False


def read_workbook(content: bytes, limits: ReadLimits = DEFAULT_LIMITS) -> RawWorkbook | Unreadable:
    """Everything the file holds, as it holds it. Never raises for content, but a hostile file may end the process:
    call it through ReadingWorker."""
    return read_noting_faults(content, limits).result


def read_noting_faults(content: bytes, limits: ReadLimits) -> Reading:
    """Like `read_workbook`, and whether this process is still sound."""
    kind = ""
    try:
        inspected = inspect_file(content, limits)
        if isinstance(inspected, Unreadable):
            return Reading(inspected)
        kind = inspected.kind.value
        return _read(content, inspected, limits)
    except Refusal as refusal:
        return Reading(refusal.unreadable)
    except NotUnderstood as refused:
        return Reading(Unreadable("damaged", {"kind": kind, "message": str(refused)}))
    except LibraryFault as fault:
        return Reading(Unreadable("crashed", {"kind": kind, "message": str(fault)}), faulty=True)
    except MemoryError:
        facts = {"setting": "memory_bytes", "limit": str(limits.memory_bytes), "measured": f"> {limits.memory_bytes}"}
        return Reading(Unreadable("too_large", facts), faulty=True)


def _read(content: bytes, inspected: Inspected, limits: ReadLimits) -> Reading:
    archive, kind = inspected.archive, inspected.kind
    if archive is None:
        return Reading(RawWorkbook(kind.value, _all_sheets(content), has_macros=inspected.has_macros))
    if kind is FileKind.XLSB:
        return Reading(_read_xlsb(archive))
    if kind is FileKind.ODS:
        return Reading(_read_ods(archive))
    return _read_ooxml(archive, kind, limits)


def _read_xlsb(archive: Archive) -> RawWorkbook:
    names = binary_parts(archive)
    parts = {name: archive.xml(name) if name.endswith(".rels") else archive.part(name) for name in names}
    return RawWorkbook(
        FileKind.XLSB.value,
        _all_sheets(_packed(parts)),
        has_macros=archive.has("xl/vbaProject.bin"),
        external_links=archive.has("xl/externalLinks/externalLink1.bin"),
    )


def _read_ods(archive: Archive) -> RawWorkbook:
    parts = {"mimetype": _ODS_TYPE, "META-INF/manifest.xml": _ODS_MANIFEST, "content.xml": archive.xml("content.xml")}
    fields = named_texts(archive.xml("meta.xml"), "user-defined", "meta.xml") if archive.has("meta.xml") else {}
    macros = any(name.startswith("basic/") for name in archive.names)
    return RawWorkbook(FileKind.ODS.value, _all_sheets(_packed(parts)), fields, has_macros=macros)


def _all_sheets(content: bytes) -> tuple[RawSheet, ...]:
    """Values and visibility of every worksheet, for the kinds that only the fast reader knows."""
    sheets = tuple(RawSheet(sheet.name, sheet.cells, sheet.visible) for sheet in fast_sheets(content, lambda _: True))
    if not sheets:
        raise Refusal("no_sheets")
    return sheets


def _read_ooxml(archive: Archive, kind: FileKind, limits: ReadLimits) -> Reading:
    package = open_package(archive, limits)
    if not package.sheets:
        raise Refusal("no_sheets", kind=kind.value)
    xmls = tuple(archive.xml(sheet.part) for sheet in package.sheets)
    _check_strings(archive, package, xmls, limits)
    marks = tuple(quick_marks(xml, limits) for xml in xmls)
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
    return Reading(workbook, faulty)


def _check_strings(archive: Archive, package: Package, xmls: tuple[bytes, ...], limits: ReadLimits) -> None:
    """Shared strings that cells use must be there, and all text together must fit."""
    if package.strings is not None and archive.has(package.strings):
        check_text(archive.xml(package.strings), xmls, limits)
        return
    for sheet, xml in zip(package.sheets, xmls, strict=True):
        if b' t="s"' in xml or b" t='s'" in xml:
            raise Refusal("missing_part", part=package.strings or "xl/sharedStrings.xml", sheet=sheet.name)


def _fast_values(archive: Archive, package: Package, marks: tuple[SheetMarks | None, ...]) -> Mapping[int, FastSheet]:
    """What the fast reader gives, by position of the sheet; empty if it does not understand this workbook."""
    if not any(marks) or not _is_usual(archive, package):
        return {}
    try:
        sheets = fast_sheets(_packed(_ooxml_parts(archive, package)), lambda position: marks[position] is not None)
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


def _ooxml_parts(archive: Archive, package: Package) -> dict[str, bytes]:
    names = [*package.frame, *(sheet.part for sheet in package.sheets)]
    names += [name for name in (package.strings, package.styles) if name is not None and archive.has(name)]
    return {"_rels/.rels": _ROOT_RELATIONS} | {name: archive.xml(name) for name in names}


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
            cells = fast[position].cells
            sheets.append(RawSheet(sheet.name, cells, sheet.visible, mark.errors, mark.formulas, mark.hidden_rows))
            continue
        around = around or surroundings(archive, package)
        sheets.append(read_sheet(archive.xml(sheet.part), sheet, around, limits))
    return tuple(sheets)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of just the parts that were checked, so that no library reads anything else or reads it differently."""
    package = BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return package.getvalue()
