"""The frame of an OOXML workbook: which sheets, where its parts are, its custom properties. No cell is read here."""

from collections.abc import Mapping
from dataclasses import dataclass

from tdn_templates.files.guard_zip import Archive, Refusal, over_limit
from tdn_templates.files.limits import ReadLimits
from tdn_templates.files.xml_parts import Relations, named_texts, relations_of, relations_part, start_tags

_TRUE = ("1", "true", "on")
_HIDDEN = ("hidden", "veryHidden")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet: its name, the part that holds its cells, whether a viewer shows it."""

    name: str
    part: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Package:
    """`sheets` are the worksheets only, in workbook order; chart, dialog and macro sheets hold no table.

    `strings` and `styles` are part names, None where the workbook has no such part. `frame` lists the parts a reading
    library needs besides sheets, strings and styles.
    """

    workbook: str
    sheets: tuple[SheetPart, ...]
    strings: str | None
    styles: str | None
    since_1904: bool
    properties: Mapping[str, str]
    has_macros: bool
    external_links: bool
    frame: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BinaryPackage:
    """`sheets` maps relation ids to the parts of worksheets, `parts` are those that a reading library needs."""

    workbook: str
    sheets: Mapping[str, str]
    parts: tuple[str, ...]
    properties: Mapping[str, str]


def open_package(archive: Archive, limits: ReadLimits) -> Package:
    """Follows the relations from the package's root. Raises Refusal when a sheet's part is missing or XML is broken."""
    roots = relations_of(archive, "")
    workbook = roots.first("officeDocument") or "xl/workbook.xml"
    relations = relations_of(archive, workbook)
    sheets, since_1904 = _sheets(archive, workbook, relations)
    if len(sheets) > limits.sheets:
        raise over_limit("sheets", limits.sheets, len(sheets))
    frame = [name for name in ("_rels/.rels", workbook, relations_part(workbook)) if archive.has(name)]
    return Package(
        workbook=workbook,
        sheets=sheets,
        strings=relations.first("sharedStrings"),
        styles=_part_or_none(archive, relations.first("styles")),
        since_1904=since_1904,
        properties=_properties(archive, roots),
        has_macros=_has_macros(archive, relations),
        external_links=relations.first("externalLink") is not None,
        frame=tuple(frame),
    )


def open_binary_package(archive: Archive) -> BinaryPackage:
    """The frame of an .xlsb workbook; its parts are checked like those of an .xlsx."""
    roots = relations_of(archive, "")
    workbook = roots.first("officeDocument") or "xl/workbook.bin"
    relations = relations_of(archive, workbook)
    frame = [name for name in ("_rels/.rels", relations_part(workbook)) if archive.has(name)]
    wanted = [target for kind in ("worksheet", "sharedStrings", "styles") for target in relations.all(kind)]
    sheets = {key: target for key, (kind, target) in relations.by_id.items() if kind == "worksheet"}
    return BinaryPackage(workbook, sheets, (*frame, workbook, *wanted), _properties(archive, roots))


def _sheets(archive: Archive, workbook: str, relations: Relations) -> tuple[tuple[SheetPart, ...], bool]:
    sheets: list[SheetPart] = []
    since_1904 = False
    for _, tag, attributes in start_tags(archive.xml(workbook), workbook):
        if tag == "workbookPr":
            since_1904 = attributes.get("date1904", "") in _TRUE
        if tag != "sheet" or "id" not in attributes:
            continue
        name = attributes.get("name", "")
        kind, target = relations.by_id.get(attributes["id"], ("worksheet", ""))
        if kind != "worksheet":
            continue
        if not target or not archive.has(target):
            raise Refusal("missing_part", part=target or attributes["id"], sheet=name)
        sheets.append(SheetPart(name, target, attributes.get("state", "visible") not in _HIDDEN))
    return tuple(sheets), since_1904


def _properties(archive: Archive, roots: Relations) -> dict[str, str]:
    part = roots.first("custom-properties") or "docProps/custom.xml"
    return named_texts(archive.xml(part), "property", part) if archive.has(part) else {}


def _part_or_none(archive: Archive, part: str | None) -> str | None:
    """Styles may be missing: values are read all the same, dates then stay numbers."""
    return part if part is not None and archive.has(part) else None


def _has_macros(archive: Archive, relations: Relations) -> bool:
    kinds = {kind.lower() for kind, _ in relations.by_id.values()}
    return bool(kinds & {"vbaproject", "xlmacrosheet", "xlintlmacrosheet"}) or archive.has("xl/vbaProject.bin")
