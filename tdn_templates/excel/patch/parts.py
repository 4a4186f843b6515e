"""The parts of an office package, their relations and content types: what is not edited keeps its bytes."""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO

from tdn_templates.errors import TdnError
from tdn_templates.excel.patch.xml import (
    BrokenXml,
    Node,
    children,
    element,
    grow,
    local,
    parse,
    parse_leniently,
    relations_namespace,
    root_element,
    sibling_tag,
    written,
)
from tdn_templates.files.guard_zip import Archive, Refusal
from tdn_templates.files.limits import DEFAULT_LIMITS
from tdn_templates.files.stable_zip import restamp_zip

TYPES_PART = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION_ID = re.compile(r"rId([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the last word of the type; `target` a part's name, or whatever stands there when `external`."""

    id: str
    kind: str
    target: str
    external: bool


class Parts:
    """A package held in memory. Part names are found whatever their letter case.

    Raises TdnError for a package that cannot be opened or a part that is no XML: a return that was read well may
    still hold such parts, and then it cannot be given back with changes.
    """

    def __init__(self, content: bytes) -> None:
        try:
            self.archive = Archive(content, DEFAULT_LIMITS)
            names = [name for name in self.archive.names.values() if not name.endswith(("/", "\\"))]
            self._parts = {_usual(name): self.archive.part(name) for name in names}
        except Refusal as refusal:
            raise unpatchable(str(refusal.unreadable.facts.get("part", ""))) from refusal
        self._names = {name.casefold(): name for name in self._parts}
        self._trees: dict[str, Node] = {}
        self._edited: set[str] = set()
        self._ours: set[str] = set()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._names.values())

    def has(self, name: str) -> bool:
        return name.casefold() in self._names

    def bytes_of(self, name: str) -> bytes:
        """The part as it would be written now."""
        name = self._names[name.casefold()]
        return written(self._trees[name]) if name in self._edited else self._parts[name]

    def tree(self, name: str) -> Node:
        """The root of an XML part, to look at."""
        return self._tree(name, parse)

    def edit(self, name: str) -> Node:
        """The root of an XML part, to change."""
        root = self._tree(name, parse)
        self._edited.add(self._names[name.casefold()])
        return root

    def edit_drawing(self, name: str) -> Node:
        """The root of a VML drawing, which need not be well-formed."""
        root = self._tree(name, parse_leniently)
        self._edited.add(self._names[name.casefold()])
        return root

    def add(self, name: str, content: bytes, content_type: str) -> None:
        self._put(name, content)
        types = self.edit(TYPES_PART)
        grow(types, "Override", {"PartName": f"/{name}", "ContentType": content_type})

    def add_drawing(self, name: str, content: bytes) -> None:
        """A VML part: its content type goes by the extension. The default stays when the part goes again."""
        self._put(name, content)
        known = {(local(node), (node.get("Extension") or "").lower()) for node in self.tree(TYPES_PART)}
        if ("Default", "vml") not in known:
            types = self.edit(TYPES_PART)
            default = {"Extension": "vml", "ContentType": "application/vnd.openxmlformats-officedocument.vmlDrawing"}
            types.insert(0, element(sibling_tag(types, "Default"), default, like=types))

    def drop(self, name: str) -> None:
        """Forget a part, its relations and its content type. Relations that point to it are the caller's."""
        for gone in (name, _relations_part(name)):
            stored = self._names.pop(gone.casefold(), None)
            if stored is not None:
                self._parts.pop(stored)
                self._trees.pop(stored, None)
                self._edited.discard(stored)
        for node in children(self.tree(TYPES_PART), "Override"):
            if (node.get("PartName") or "").lstrip("/").casefold() == name.casefold():
                self.edit(TYPES_PART).remove(node)

    def free_name(self, pattern: str) -> str:
        """The pattern ("xl/comments{}.xml") with the first number from 1 that no part has."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> tuple[Relation, ...]:
        """What a part points at, in file order; "" is the package itself."""
        name = _relations_part(part)
        if not self.has(name):
            return ()
        return tuple(_relation(node, part) for node in children(self.tree(name), "Relationship"))

    def related(self, part: str, kind: str) -> str | None:
        """The first part of that kind that is there."""
        for relation in self.relations(part):
            if relation.kind == kind and not relation.external and self.has(relation.target):
                return self._names[relation.target.casefold()]
        return None

    def relate(self, part: str, kind: str, target: str) -> str:
        """Point from a part to another one. Gives the id."""
        name = _relations_part(part)
        if not self.has(name):
            self._put(name, written(root_element(f"{{{_PACKAGE}}}Relationships", {None: _PACKAGE})))
        root = self.edit(name)
        relation_id = _free_id(node.get("Id") or "" for node in root)
        relative = posixpath.relpath(f"/{target}", f"/{posixpath.dirname(part)}")
        attributes = {"Id": relation_id, "Type": f"{relations_namespace(self.tree(part))}/{kind}", "Target": relative}
        grow(root, "Relationship", attributes)
        return relation_id

    def unrelate(self, part: str, relation_id: str) -> None:
        """Remove a relation; a list of relations that is empty then goes too."""
        name = _relations_part(part)
        root = self.edit(name)
        for node in children(root, "Relationship"):
            if node.get("Id") == relation_id:
                root.remove(node)
        if not children(root, "Relationship"):
            self.drop(name)

    def content(self) -> bytes:
        """The package. Members are sorted, so that a part that went and came again stands where it stood."""
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
            for name in sorted(self._parts):
                package.writestr(zipfile.ZipInfo(name), self.bytes_of(name))
        return restamp_zip(packed.getvalue())

    def _put(self, name: str, content: bytes) -> None:
        self._parts[name] = content
        self._ours.add(name)
        self._names[name.casefold()] = name

    def _tree(self, name: str, parser: Callable[[bytes], Node]) -> Node:
        name = self._names[name.casefold()]
        if name not in self._trees:
            try:
                self._trees[name] = parser(self._xml(name))
            except (BrokenXml, Refusal) as fault:
                raise unpatchable(name) from fault
        return self._trees[name]

    def _xml(self, name: str) -> bytes:
        """The part in UTF-8; parts put in since are in UTF-8 anyway, also those that took the name of one that went."""
        return self._parts[name] if name in self._ours else self.archive.xml(name)


def unpatchable(part: str) -> TdnError:
    """Why the run stops; `part` is the part that is to blame, "" if none is."""
    where = f" ({part})" if part else ""
    return TdnError(
        f"Không thể ghi vào bản sao của tệp này: cấu trúc bên trong bị hỏng{where}.",
        f"This file cannot be given back with changes: its inner structure is damaged{where}.",
        hint_vi="Hãy mở tệp bằng Excel, lưu lại dưới tên khác rồi thử lại.",
        hint_en="Open the file in Excel, save it under another name and try again.",
    )


def _usual(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _relations_part(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relation(node: Node, part: str) -> Relation:
    target = (node.get("Target") or "").replace("\\", "/")
    external = node.get("TargetMode") == "External"
    if not external:
        base = target if target.startswith("/") else posixpath.join("/", posixpath.dirname(part), target)
        target = posixpath.normpath(base).lstrip("/")
    return Relation(node.get("Id") or "", (node.get("Type") or "").rpartition("/")[2], target, external)


def _free_id(taken: Iterable[str]) -> str:
    numbers = [int(match[1]) for name in taken if (match := _RELATION_ID.fullmatch(name))]
    return f"rId{max(numbers, default=0) + 1}"
