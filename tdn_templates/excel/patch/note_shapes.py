"""The boxes that notes are shown in: the legacy VML drawing of a sheet, which may hold other shapes as well."""

import re

from tdn_templates.excel.patch.cells import Address
from tdn_templates.excel.patch.geometry import Geometry
from tdn_templates.excel.patch.parts import Parts
from tdn_templates.excel.patch.xml import (
    Node,
    child,
    children,
    element,
    grow,
    insert_before,
    local,
    relation_id,
    relations_namespace,
    sibling_tag,
    whole,
)

_V = "urn:schemas-microsoft-com:vml"
_O = "urn:schemas-microsoft-com:office:office"
_X = "urn:schemas-microsoft-com:office:excel"
_ID = re.compile(r"_x0000_s([0-9]{1,9})")
_IDS_PER_BLOCK = 1024
NO_ANCHOR = "-"
_AFTER_ANCHOR = frozenset(("AutoFill", "Row", "Column", "Visible", "Locked", "LockText", "TextHAlign", "TextVAlign"))
_AFTER_DRAWING = frozenset(
    (
        "AlternateContent",
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    )
)
_EMPTY_DRAWING = (
    f'<xml xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)


class NoteShapes:
    """The drawing of one sheet. It is only opened, or made, when a note comes or goes."""

    def __init__(self, parts: Parts, sheet: str) -> None:
        self._parts = parts
        self._sheet = sheet
        self._geometry: Geometry | None = None
        self._boxes: dict[Address, Node] | None = None
        self._last_id = 0

    def add(self, address: Address, text: str) -> None:
        """A hidden box that shows when the pointer rests on the cell, large enough for the text."""
        root = self._edit()
        boxes = self._known_boxes()
        self._last_id += 1
        boxes[address] = _box(root, address, f"_x0000_s{self._last_id}", self._measured(address, text))

    def enlarge(self, address: Address, text: str) -> str:
        """Make the sender's box large enough for more text. Gives its anchor as it was, NO_ANCHOR if it had none
        (its size then stood in its style only), "" if there was no box."""
        box = self._known_boxes().get(address)
        record = None if box is None else child(box, "ClientData")
        if record is None:
            self.add(address, text)
            return ""
        anchor = child(record, "Anchor")
        if anchor is None:
            anchor = element(sibling_tag(record, "Anchor"), {}, like=record)
            insert_before(record, anchor, _AFTER_ANCHOR)
            anchor.text = NO_ANCHOR
        before, anchor.text = anchor.text or NO_ANCHOR, self._measured(address, text)
        return before

    def restore(self, address: Address, anchor_text: str) -> None:
        """Give a box the anchor that `enlarge` found."""
        box = self._known_boxes().get(address)
        record = None if box is None else child(box, "ClientData")
        anchor = None if record is None else child(record, "Anchor")
        if record is None or anchor is None or not anchor_text:
            return
        if anchor_text == NO_ANCHOR:
            record.remove(anchor)
        else:
            anchor.text = anchor_text

    def remove(self, address: Address) -> None:
        box = self._known_boxes().pop(address, None)
        if box is not None:
            self._edit().remove(box)

    def drop_if_empty(self) -> None:
        """Take the drawing out if no shape is left in it."""
        part = self._part()
        if part is None or any(local(node) not in ("shapelayout", "shapetype") for node in self._edit() if local(node)):
            return
        sheet = self._parts.edit(self._sheet)
        for link in children(sheet, "legacyDrawing"):
            self._parts.unrelate(self._sheet, relation_id(link))
            sheet.remove(link)
        self._parts.drop(part)
        self._boxes = None

    def _part(self) -> str | None:
        """The drawing that the sheet links to; pictures of headers and footers are another one."""
        link = child(self._parts.tree(self._sheet), "legacyDrawing")
        wanted = "" if link is None else relation_id(link)
        for relation in self._parts.relations(self._sheet):
            if relation.id == wanted and self._parts.has(relation.target):
                return relation.target
        return None

    def _edit(self) -> Node:
        part = self._part()
        return self._parts.edit_drawing(part if part is not None else self._new_part())

    def _new_part(self) -> str:
        part = self._parts.free_name("xl/drawings/vmlDrawing{}.vml")
        block = int("".join(filter(str.isdecimal, part)))
        self._parts.add_drawing(part, _EMPTY_DRAWING.format(block=block).encode())
        relation = self._parts.relate(self._sheet, "vmlDrawing", part)
        sheet = self._parts.edit(self._sheet)
        for broken in children(sheet, "legacyDrawing"):
            sheet.remove(broken)
        link = element(sibling_tag(sheet, "legacyDrawing"), like=sheet)
        link.set(f"{{{relations_namespace(sheet)}}}id", relation)
        insert_before(sheet, link, _AFTER_DRAWING)
        self._last_id = block * _IDS_PER_BLOCK
        return part

    def _known_boxes(self) -> dict[Address, Node]:
        """Boxes of notes by cell."""
        if self._boxes is None:
            self._boxes = {}
            root = self._edit() if self._part() is not None else ()
            for node in root:
                match = _ID.fullmatch(node.get("id") or "") if local(node) else None
                self._last_id = max(self._last_id, int(match[1]) if match else 0)
                address = _noted_cell(node)
                if address is not None:
                    self._boxes[address] = node
        return self._boxes

    def _measured(self, address: Address, text: str) -> str:
        if self._geometry is None:
            self._geometry = Geometry(self._parts.tree(self._sheet))
        return self._geometry.note_box(address, text)


def _noted_cell(shape: Node) -> Address | None:
    record = child(shape, "ClientData") if local(shape) == "shape" else None
    if record is None or record.get("ObjectType") != "Note":
        return None
    row, column = child(record, "Row"), child(record, "Column")
    if row is None or column is None:
        return None
    return whole((row.text or "").strip()) + 1, whole((column.text or "").strip()) + 1


def _box(root: Node, address: Address, shape_id: str, anchor: str) -> Node:
    style = "position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:90pt;z-index:1;visibility:hidden"
    look = {"id": shape_id, "type": "#_x0000_t202", "style": style, "fillcolor": "#ffffe1"}
    box = element(f"{{{_V}}}shape", look, like=root)
    box.set(f"{{{_O}}}insetmode", "auto")
    root.append(box)
    grow(box, "fill", {"color2": "#ffffe1"})
    grow(box, "shadow", {"color": "black", "obscured": "t"})
    grow(box, "path", {f"{{{_O}}}connecttype": "none"})
    area = grow(box, "textbox", {"style": "mso-direction-alt:auto"})
    area.append(element("div", {"style": "text-align:left"}, like=area))
    record = element(f"{{{_X}}}ClientData", {"ObjectType": "Note"}, like=box)
    box.append(record)
    for name, text in (
        ("MoveWithCells", None),
        ("SizeWithCells", None),
        ("Anchor", anchor),
        ("AutoFill", "False"),
        ("Row", str(address[0] - 1)),
        ("Column", str(address[1] - 1)),
    ):
        grow(record, name, text=text)
    return box
