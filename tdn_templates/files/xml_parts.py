"""XML parts of a package: element lists, named texts, relations. Every parser here refuses document types."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from tdn_templates.files.guard_zip import Archive, Refusal


@dataclass(slots=True)
class Relations:
    """What one part points at: (type, target) by id, in file order. Types come without their namespace."""

    by_id: dict[str, tuple[str, str]] = field(default_factory=dict)

    def first(self, kind: str) -> str | None:
        return next(self.all(kind), None)

    def all(self, kind: str) -> Iterator[str]:
        return (target for found, target in self.by_id.values() if found == kind)


def relations_part(part: str) -> str:
    """The part that holds the relations of a part."""
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations_of(archive: Archive, part: str) -> Relations:
    """Relations of a part ("" is the package itself); those that leave the package are left out."""
    relations = Relations()
    name = relations_part(part)
    if not archive.has(name):
        return relations
    for _, tag, attributes in start_tags(archive.xml(name), name):
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = _resolved(attributes.get("Target", ""), posixpath.dirname(part))
            relations.by_id[attributes.get("Id", "")] = (kind, target)
    return relations


def start_tags(xml: bytes, part: str) -> list[tuple[str, str, dict[str, str]]]:
    """(parent, tag, attributes) of every element, names without their namespaces, in file order.

    Raises Refusal when this is not well-formed XML.
    """
    found: list[tuple[str, str, dict[str, str]]] = []
    open_tags = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        found.append((open_tags[-1], tag, {key.rpartition(" ")[2]: value for key, value in attributes.items()}))
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


def _resolved(target: str, folder: str) -> str:
    target = target.replace("\\", "/")
    return posixpath.normpath(target if target.startswith("/") else posixpath.join("/", folder, target)).lstrip("/")
