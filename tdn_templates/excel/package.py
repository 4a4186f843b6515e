"""The frame of an OOXML workbook: which sheets, where its parts are, its custom properties. No cell is read here."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from tdn_templates.files.guard_zip import Archive, Refusal, over_limit
from tdn_templates.files.limits import ReadLimits

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


@dataclass(slots=True)
class _Relations:
    """What one part points at: target by id, and (type, target) in file order."""

    by_id: dict[str, tuple[str, str]] = field(default_factory=dict)

    def first(self, kind: str) -> str | None:
        return next(self.all(kind), None)

    def all(self, kind: str) -> Iterator[str]:
        return (target for found, target in self.by_id.values() if found == kind)


def open_package(archive: Archive, limits: ReadLimits) -> Package:
    """Follows the relations from the package's root. Raises Refusal when a sheet's part is missing or XML is broken."""
    roots = _relations(archive, "")
    workbook = roots.first("officeDocument") or "xl/workbook.xml"
    relations = _relations(archive, workbook)
    sheets, since_1904 = _sheets(archive, workbook, relations)
    if len(sheets) > limits.sheets:
        raise over_limit("sheets", limits.sheets, len(sheets))
    custom = roots.first("custom-properties") or "docProps/custom.xml"
    frame = [name for name in ("_rels/.rels", workbook, _relations_part(workbook)) if archive.has(name)]
    return Package(
        workbook=workbook,
        sheets=sheets,
        strings=relations.first("sharedStrings"),
        styles=_part_or_none(archive, relations.first("styles")),
        since_1904=since_1904,
        properties=named_texts(archive.xml(custom), "property") if archive.has(custom) else {},
        has_macros=_has_macros(archive, relations),
        external_links=relations.first("externalLink") is not None,
        frame=tuple(frame),
    )


def binary_parts(archive: Archive) -> tuple[str, ...]:
    """The parts of an xlsb workbook that a library reads; all are checked like those of an xlsx."""
    roots = _relations(archive, "")
    workbook = roots.first("officeDocument") or "xl/workbook.bin"
    relations = _relations(archive, workbook)
    frame = [name for name in ("_rels/.rels", _relations_part(workbook)) if archive.has(name)]
    wanted = [target for kind in ("worksheet", "sharedStrings", "styles") for target in relations.all(kind)]
    return (*frame, workbook, *wanted)


def start_tags(xml: bytes, part: str) -> list[tuple[str, str, dict[str, str]]]:
    """(parent, tag, attributes) of every element, names without their namespaces, in file order.

    Raises Refusal when this is not well-formed XML.
    """
    found: list[tuple[str, str, dict[str, str]]] = []
    open_tags = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = local_name(name)
        found.append((open_tags[-1], tag, {local_name(key): value for key, value in attributes.items()}))
        open_tags.append(tag)

    def end(_: str) -> None:
        open_tags.pop()

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parse_xml(parser, xml, part)
    return found


def named_texts(xml: bytes, wanted: str, part: str = "docProps/custom.xml") -> dict[str, str]:
    """The text of every `wanted` element by its name attribute (custom properties, user-defined fields)."""
    texts: dict[str, str] = {}
    names: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == wanted:
            names.append(next((value for key, value in attributes.items() if local_name(key) == "name"), ""))
            texts[names[-1]] = ""

    def end(name: str) -> None:
        if local_name(name) == wanted:
            names.pop()

    def characters(text: str) -> None:
        if names:
            texts[names[-1]] += text

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, characters
    parse_xml(parser, xml, part)
    return {name: text.strip() for name, text in texts.items() if name}


def local_name(name: str) -> str:
    return name.rpartition(" ")[2]


def parse_xml(parser: expat.XMLParserType, xml: bytes, part: str) -> None:
    """Raises Refusal for XML that is not well-formed, and for a document type declaration however it is spelled."""

    def refuse_doctype(*_: object) -> None:
        raise Refusal("forbidden_xml", part=part, found="<!DOCTYPE")

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.buffer_text = True
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as fault:
        raise Refusal("damaged", part=part, problem="xml", message=str(fault)) from fault


def _relations_part(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relations(archive: Archive, part: str) -> _Relations:
    """Relations of a part ("" is the package itself). Types come without their namespace: strict and plain are one."""
    relations = _Relations()
    name = _relations_part(part)
    if not archive.has(name):
        return relations
    for _, tag, attributes in start_tags(archive.xml(name), name):
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = _resolved(attributes.get("Target", ""), posixpath.dirname(part))
            relations.by_id[attributes.get("Id", "")] = (kind, target)
    return relations


def _resolved(target: str, folder: str) -> str:
    target = target.replace("\\", "/")
    return posixpath.normpath(target if target.startswith("/") else posixpath.join("/", folder, target)).lstrip("/")


def _sheets(archive: Archive, workbook: str, relations: _Relations) -> tuple[tuple[SheetPart, ...], bool]:
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


def _part_or_none(archive: Archive, part: str | None) -> str | None:
    """Styles may be missing: values are read all the same, dates then stay numbers."""
    return part if part is not None and archive.has(part) else None


def _has_macros(archive: Archive, relations: _Relations) -> bool:
    kinds = {kind.lower() for kind, _ in relations.by_id.values()}
    return bool(kinds & {"vbaproject", "xlmacrosheet", "xlintlmacrosheet"}) or archive.has("xl/vbaProject.bin")
