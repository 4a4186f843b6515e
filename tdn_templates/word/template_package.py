"""A template's package before a library opens it: under limits, without anything that runs or loads by itself.

An own template may come by mail, and what it holds goes into every annex made with it.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from tdn_templates.files.guard import FileKind, inspect_file
from tdn_templates.files.guard_zip import Archive, Refusal
from tdn_templates.files.limits import TEMPLATE_LIMITS
from tdn_templates.files.xml_parts import parse_xml, relations_of, start_tags
from tdn_templates.model.cell import Unreadable
from tdn_templates.model.template import FaultKind, TemplateFault

_LARGEST_XML = 8 * 1024 * 1024
_LARGEST_TEXT = 1024 * 1024
"""Of a part in which tags are filled in: docxtpl takes more than twice as long for twice as much. A page has
some 20 KB."""

_RUNS = ("vbaproject", "activex", "embeddings/", "oleobject", "ctrlprops/")
_LOADS = (
    "aFChunk",
    "subDocument",
    "frame",
    "oleObject",
    "control",
    "vbaProject",
    "keyMapCustomizations",
    "attachedToolbars",
)
_LINKS = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_DROPPED_LATER = "attachedTemplate"
_HARMLESS = re.compile(
    r"\s*(?:(?:NUM|SECTION)?PAGES?|SECTION|STYLEREF|(?:PAGE|NOTE)?REF|SEQ|TOC|TC|HYPERLINK|DATE|TIME|SYMBOL)(?:\s|\Z)",
    re.IGNORECASE,
)
"""Codes of Word's own fields that only show something; others read files, start programs or ask the reader."""

_HEADERS = ("header", "footer")


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """`kind` is "" for the body, else "header", "footer", "footnotes", "endnotes" or "comments"."""

    kind: str
    name: str
    xml: bytes


@dataclass(frozen=True, slots=True)
class TemplatePackage:
    """The parts with text, headers first, then body and notes; `properties` is docProps/core.xml, b"" if none."""

    parts: tuple[TemplatePart, ...]
    properties: bytes


def open_package(content: bytes) -> TemplatePackage | tuple[TemplateFault, ...]:
    """The parts of a template that can be used, or why it cannot."""
    inspected = inspect_file(content, TEMPLATE_LIMITS)
    if isinstance(inspected, Unreadable):
        return (_refused(inspected),)
    if inspected.kind is not FileKind.DOCX or inspected.archive is None:
        return (TemplateFault(FaultKind.NOT_DOCX, inspected.kind.value),)
    try:
        return _opened(inspected.archive)
    except Refusal as refusal:
        return (_refused(refusal.unreadable),)


def _opened(archive: Archive) -> TemplatePackage | tuple[TemplateFault, ...]:
    for name in archive.names.values():
        # whatever reads the package later inflates all of it
        is_xml = name.lower().endswith((".xml", ".rels"))
        size = len(archive.xml(name) if is_xml else archive.part(name))
        if is_xml and size > _LARGEST_XML:
            raise Refusal("too_large", part=name, limit=str(_LARGEST_XML), measured=str(size))
    parts = tuple(_parts(archive))
    for part in parts:
        if len(part.xml) > _LARGEST_TEXT:
            raise Refusal("too_large", part=part.name, limit=str(_LARGEST_TEXT), measured=str(len(part.xml)))
    active = [*_active_parts(archive), *(name for part in parts for name in _active_fields(part))]
    faults = [TemplateFault(FaultKind.ACTIVE, name) for name in dict.fromkeys(active)]
    faults += [TemplateFault(FaultKind.UNSETTLED, name) for name in dict.fromkeys(_unsettled(parts))]
    if faults:
        return tuple(faults)
    properties = relations_of(archive, "").first("core-properties")
    core = archive.xml(properties) if properties and archive.has(properties) else b""
    return TemplatePackage(tuple(part for part in parts if part.kind != "comments"), core)


def _refused(unreadable: Unreadable) -> TemplateFault:
    kind = FaultKind.TOO_LARGE if unreadable.reason == "too_large" else FaultKind.NOT_DOCX
    name = unreadable.facts.get("kind", "") if unreadable.reason == "not_a_workbook" else unreadable.reason
    return TemplateFault(kind, name, unreadable.facts.get("part", ""))


def _parts(archive: Archive) -> Iterator[TemplatePart]:
    main = relations_of(archive, "").first("officeDocument")
    if main is None or not archive.has(main):
        raise Refusal("missing_part", part=main or "word/document.xml")
    relations = relations_of(archive, main)
    for kind in _HEADERS:
        yield from (TemplatePart(kind, name, archive.xml(name)) for name in relations.all(kind))
    yield TemplatePart("", main, archive.xml(main))
    for kind in ("footnotes", "endnotes", "comments"):
        yield from (TemplatePart(kind, name, archive.xml(name)) for name in relations.all(kind))


def _active_parts(archive: Archive) -> Iterator[str]:
    for folded, name in archive.names.items():
        if any(mark in folded for mark in _RUNS):
            yield posixpath.basename(name)
        if not folded.endswith(".rels"):
            continue
        for _, tag, attributes in start_tags(archive.xml(name), name):
            if tag != "Relationship":
                continue
            kind, target = attributes.get("Type", "").rpartition("/")[2], attributes.get("Target", "")
            is_external = attributes.get("TargetMode") == "External"
            is_link = kind == "hyperlink" and _LINKS.match(target) is not None
            if kind in _LOADS or (is_external and not is_link and kind != _DROPPED_LATER):
                yield f"{kind}: {target}" if is_external else kind


def _active_fields(part: TemplatePart) -> Iterator[str]:
    """The codes of fields that do more than show something."""
    codes = _FieldCodes()
    codes.read(part)
    for code in codes.found:
        if code.strip() and not _HARMLESS.match(code):
            yield f"{{ {code.split()[0]} }}"


def _unsettled(parts: tuple[TemplatePart, ...]) -> Iterator[str]:
    for part in parts:
        tags = start_tags(part.xml, part.name)
        if part.kind == "comments":
            if any(tag == "comment" for _, tag, _ in tags):
                yield "comments"
        elif any("author" in attributes for _, _, attributes in tags):
            yield "changes"


class _FieldCodes:
    """The code of every field: what stands between its begin and separate marks, or in its one attribute."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._open: list[list[str]] = []
        self._is_code = False

    def read(self, part: TemplatePart) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parse_xml(parser, part.xml, part.name)
        self.found += ["".join(pieces) for pieces in self._open]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self._is_code = tag == "instrText"
        if tag == "fldSimple":
            self.found.append(local.get("instr", ""))
        elif tag == "fldChar":
            self._mark(local.get("fldCharType", ""))

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            self._open.append([])
        elif kind == "end" and self._open:
            self.found.append("".join(self._open.pop()))

    def _characters(self, text: str) -> None:
        if self._is_code and self._open:
            self._open[-1].append(text)
        elif self._is_code:
            self.found.append(text)

    def _end(self, _: str) -> None:
        self._is_code = False
