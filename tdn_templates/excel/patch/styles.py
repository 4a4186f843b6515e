"""The styles part: cell formats are added at its end, never changed, so that no other cell looks different."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Final

from tdn_templates.excel.patch.frame import Frame
from tdn_templates.excel.patch.parts import Parts
from tdn_templates.excel.patch.xml import (
    Node,
    PlainTree,
    child,
    element,
    grow,
    grow_tree,
    insert_before,
    namespace,
    plain_tree,
    root_element,
    sibling_tag,
    whole,
    written,
)

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_ORDER = [
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
]
NO_FILL: Final[PlainTree] = ("fill", {}, (("patternFill", {"patternType": "none"}, ()),))
_GREY_FILL: Final[PlainTree] = ("fill", {}, (("patternFill", {"patternType": "gray125"}, ()),))
_PLAIN_XF = {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0"}
_FIRST_ENTRIES: Mapping[str, tuple[PlainTree, ...]] = {
    "fonts": (("font", {}, (("sz", {"val": "11"}, ()), ("name", {"val": "Times New Roman"}, ()))),),
    "fills": (NO_FILL, _GREY_FILL),
    "borders": (("border", {}, tuple((side, {}, ()) for side in ("left", "right", "top", "bottom", "diagonal"))),),
    "cellStyleXfs": (("xf", _PLAIN_XF, ()),),
    "cellXfs": (("xf", {**_PLAIN_XF, "xfId": "0"}, ()),),
    "cellStyles": (("cellStyle", {"name": "Normal", "xfId": "0", "builtinId": "0"}, ()),),
}
_GROWING = ("fonts", "fills", "borders", "cellXfs")


def solid_fill(rgb: str) -> PlainTree:
    """`rgb` in six hexadecimal digits."""
    parts = (("fgColor", {"rgb": f"FF{rgb}"}, ()), ("bgColor", {"indexed": "64"}, ()))
    return ("fill", {}, (("patternFill", {"patternType": "solid"}, parts),))


class Styles:
    """Cell formats by their index, as cells refer to them. A workbook without styles gets the smallest ones when one is
    asked for."""

    def __init__(self, parts: Parts, frame: Frame) -> None:
        self._parts = parts
        self._frame = frame
        self._derived: dict[tuple[int, str], int] = {}
        self._lists: dict[str, list[Node]] = {}
        self._looks: dict[object, int] = {}
        self.base_of: dict[int, int] = {}
        """Of every format made from another one: that other one."""

    @property
    def part(self) -> str:
        """The part's name; it is made if there is none."""
        return self._parts.related(self._frame.part, "styles") or _first_styles(self._parts, self._frame)

    def sizes(self) -> tuple[int, ...]:
        """How many fonts, fills, borders and cell formats there are."""
        return tuple(len(self._entries(name)) for name in _GROWING)

    def cut_back(self, sizes: tuple[int, ...]) -> None:
        """Remove everything behind these sizes."""
        self._parts.edit(self.part)
        for name, size in zip(_GROWING, sizes, strict=True):
            table = self._table(name)
            for entry in self._entries(name)[size:]:
                table.remove(entry)
            _count(table)
        self._lists.clear()
        self._looks.clear()

    def fill_of(self, style: int) -> PlainTree:
        fills = self._entries("fills")
        index = whole(self._format(style).get("fillId"))
        return plain_tree(fills[index]) if index < len(fills) else NO_FILL

    def with_fill(self, style: int, fill: PlainTree) -> int:
        """The format with another fill: one that is there already, or a new one at the end."""
        key = (style, repr(fill))
        if key not in self._derived:
            changed = deepcopy(self._format(style))
            changed.set("fillId", str(self._fill_index(fill)))
            changed.set("applyFill", "1")
            self._derived[key] = self._added(changed, style)
        return self._derived[key]

    def with_quote_prefix(self, style: int) -> int:
        """The format that says: this is text, although it begins like a formula."""
        if self._format(style).get("quotePrefix") in ("1", "true"):
            return style
        key = (style, "quotePrefix")
        if key not in self._derived:
            changed = deepcopy(self._format(style))
            changed.set("quotePrefix", "1")
            self._derived[key] = self._added(changed, style)
        return self._derived[key]

    def add(self, *, font: PlainTree, fill: PlainTree, border: PlainTree, alignment: Mapping[str, str]) -> int:
        """A text format of our own."""
        attributes = {
            "numFmtId": "49",
            "fontId": str(self._index("fonts", font)),
            "fillId": str(self._fill_index(fill)),
            "borderId": str(self._index("borders", border)),
            "xfId": "0",
            **dict.fromkeys(("applyNumberFormat", "applyFont", "applyFill", "applyBorder", "applyAlignment"), "1"),
        }
        formats = self._table("cellXfs")
        made = element(sibling_tag(formats, "xf"), attributes, like=formats)
        grow(made, "alignment", alignment)
        return self._appended(made)

    def filled_with(self, fills: frozenset[str]) -> frozenset[int]:
        """The formats that have one of these solid colours (six hexadecimal digits)."""
        wanted = {repr(_colour(solid_fill(rgb))) for rgb in fills}
        colours = [repr(_colour(plain_tree(fill))) for fill in self._entries("fills")]
        found = {index for index, colour in enumerate(colours) if colour in wanted}
        formats = self._entries("cellXfs")
        return frozenset(index for index, entry in enumerate(formats) if whole(entry.get("fillId")) in found)

    def _format(self, style: int) -> Node:
        formats = self._entries("cellXfs")
        return formats[style] if style < len(formats) else formats[0]

    def _fill_index(self, fill: PlainTree) -> int:
        return self._index("fills", fill)

    def _index(self, table_name: str, tree: PlainTree) -> int:
        """Where the entry stands; it is added if it is not there."""
        entries = self._entries(table_name)
        wanted = _comparable(tree)
        for index, entry in enumerate(entries):
            if _comparable(plain_tree(entry)) == wanted:
                return index
        self._parts.edit(self.part)
        table = self._table(table_name)
        entries.append(grow_tree(table, tree))
        _count(table)
        return len(entries) - 1

    def _added(self, changed: Node, base: int) -> int:
        """The format's index: that of one that looks the same, or its own at the end."""
        if not self._looks:
            for index, entry in reversed(list(enumerate(self._entries("cellXfs")))):
                self._looks[_look(entry)] = index
        look = _look(changed)
        if look not in self._looks:
            self._looks[look] = self._appended(changed)
            self.base_of[self._looks[look]] = base
        return self._looks[look]

    def _appended(self, entry: Node) -> int:
        self._parts.edit(self.part)
        entry.tail = None
        formats, entries = self._table("cellXfs"), self._entries("cellXfs")
        formats.append(entry)
        entries.append(entry)
        _count(formats)
        return len(entries) - 1

    def _entries(self, table_name: str) -> list[Node]:
        if table_name not in self._lists:
            self._lists[table_name] = [entry for entry in self._table(table_name) if isinstance(entry.tag, str)]
        return self._lists[table_name]

    def _table(self, name: str) -> Node:
        root = self._parts.tree(self.part)
        table = child(root, name)
        if table is None:
            self._parts.edit(self.part)
            table = element(sibling_tag(root, name), {"count": "0"}, like=root)
            insert_before(root, table, frozenset(_ORDER[_ORDER.index(name) + 1 :]))
        if len(table) == 0:
            self._parts.edit(self.part)
            for tree in _FIRST_ENTRIES[name]:
                grow_tree(table, tree)
            _count(table)
        return table


def _first_styles(parts: Parts, frame: Frame) -> str:
    main = namespace(parts.tree(frame.part))
    part = parts.free_name("xl/styles{}.xml") if parts.has("xl/styles.xml") else "xl/styles.xml"
    root = root_element(f"{{{main}}}styleSheet", {None: main})
    for name, entries in _FIRST_ENTRIES.items():
        table = grow(root, name, {"count": str(len(entries))})
        for entry in entries:
            grow_tree(table, entry)
    parts.add(part, written(root), _CONTENT_TYPE)
    parts.relate(frame.part, "styles", part)
    return part


def _count(table: Node) -> None:
    if "count" in table.attrib:
        table.set("count", str(len([entry for entry in table if isinstance(entry.tag, str)])))


def _look(entry: Node) -> tuple[object, ...]:
    """What a format says, leaving out whether its fill was said to apply: a fill that is there does."""
    name, attributes, parts = _comparable(plain_tree(entry))
    return name, tuple(pair for pair in attributes if pair[0] != "applyFill"), parts


def _comparable(tree: PlainTree) -> tuple[str, tuple[tuple[str, str], ...], tuple[object, ...]]:
    name, attributes, parts = tree
    return name, tuple(sorted(attributes.items())), tuple(_comparable(part) for part in parts)


def _colour(tree: PlainTree) -> object:
    """The pattern and front colour of a fill: programs write the back colour of a solid fill as they like."""
    for pattern in tree[2]:
        fronts = [tuple(sorted(part[1].items())) for part in pattern[2] if part[0] == "fgColor"]
        return pattern[1].get("patternType"), fronts
    return None
