"""XML parts as trees: parsed without entities or network, written so that writing twice changes nothing."""

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Protocol, cast

# lxml ships no types; this module is the only one that sees it, the others see `Node`
from lxml import etree

_STRICT = "http://purl.oclc.org/ooxml/"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = f"{_STRICT}officeDocument/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

PlainTree = tuple[str, Mapping[str, str], tuple["PlainTree", ...]]
"""An element without its namespaces: name, attributes, children. It can be stored as JSON."""


class Node(Protocol):
    """What this package uses of an lxml element. `tag` is no str for comments and processing instructions."""

    tag: str
    text: str | None
    tail: str | None

    @property
    def attrib(self) -> MutableMapping[str, str]: ...
    @property
    def nsmap(self) -> Mapping[str | None, str]: ...
    def get(self, key: str, default: str = ...) -> str | None: ...
    def set(self, key: str, value: str) -> None: ...
    def append(self, child: "Node") -> None: ...
    def addprevious(self, sibling: "Node") -> None: ...
    def insert(self, index: int, child: "Node") -> None: ...
    def remove(self, child: "Node") -> None: ...
    def index(self, child: "Node") -> int: ...
    def iter(self, *tags: str) -> Iterator["Node"]: ...
    def __iter__(self) -> Iterator["Node"]: ...
    def __len__(self) -> int: ...


class BrokenXml(Exception):
    """The part is no well-formed XML."""


def parse(xml: bytes) -> Node:
    """The root element. Raises BrokenXml."""
    try:
        return cast(Node, etree.fromstring(xml, _parser(recover=False)))
    except etree.XMLSyntaxError as fault:
        raise BrokenXml(str(fault)) from fault


def parse_leniently(xml: bytes) -> Node:
    """Like `parse`, but closes what was left open: drawings in VML hold HTML as old programs wrote it."""
    try:
        return parse(xml)
    except BrokenXml:
        root = etree.fromstring(xml, _parser(recover=True))
        if root is None:
            raise
        return cast(Node, root)


def written(root: Node) -> bytes:
    """The document in UTF-8; parsing and writing it again gives the same bytes."""
    return cast(bytes, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def element(tag: str, attributes: Mapping[str, str] | None = None, *, like: Node | None = None) -> Node:
    """A new element. `like` lends its namespace prefixes, so that none is declared twice."""
    nsmap = like.nsmap if like is not None else None
    return cast(Node, etree.Element(tag, dict(attributes or {}), nsmap=nsmap))


def root_element(tag: str, prefixes: Mapping[str | None, str]) -> Node:
    return cast(Node, etree.Element(tag, nsmap=dict(prefixes)))


def grow(parent: Node, name: str, attributes: Mapping[str, str] | None = None, text: str | None = None) -> Node:
    """A new last child in the parent's own namespace."""
    child = element(sibling_tag(parent, name), attributes, like=parent)
    child.text = text
    parent.append(child)
    return child


def local(node: Node) -> str:
    """The name without its namespace; "" for comments and processing instructions."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def namespace(node: Node) -> str:
    return node.tag[1:].partition("}")[0] if node.tag.startswith("{") else ""


def sibling_tag(node: Node, name: str) -> str:
    """The full tag of `name` in the namespace of the node."""
    return f"{{{namespace(node)}}}{name}" if node.tag.startswith("{") else name


def children(node: Node, name: str) -> list[Node]:
    return [child for child in node if local(child) == name]


def child(node: Node, name: str) -> Node | None:
    return next((found for found in node if local(found) == name), None)


def insert_before(parent: Node, new: Node, followers: frozenset[str]) -> None:
    """Put `new` before the first child that the schema wants behind it, or last."""
    for index, found in enumerate(parent):
        if local(found) in followers:
            parent.insert(index, new)
            return
    parent.append(new)


def whole(text: str | None) -> int:
    """A number from 0 as attributes write it; 0 where there is none."""
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) < 10 else 0


def is_strict(root: Node) -> bool:
    """Whether the part is written in the strict form of the standard, which has namespaces of its own."""
    return namespace(root).startswith(_STRICT)


def relations_namespace(root: Node) -> str:
    return _STRICT_RELATIONS if is_strict(root) else _RELATIONS


def relation_id(node: Node) -> str:
    """The r:id attribute, "" if there is none."""
    for key in (f"{{{_RELATIONS}}}id", f"{{{_STRICT_RELATIONS}}}id"):
        if key in node.attrib:
            return node.attrib[key]
    return ""


def plain_tree(node: Node) -> PlainTree:
    parts = tuple(plain_tree(part) for part in node if local(part))
    return local(node), dict(node.attrib), parts


def grow_tree(parent: Node, tree: PlainTree) -> Node:
    """The tree as a new last child, all in the parent's namespace."""
    name, attributes, parts = tree
    node = grow(parent, name, attributes)
    for part in parts:
        grow_tree(node, part)
    return node


def _parser(*, recover: bool) -> object:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=False, recover=recover
    )
