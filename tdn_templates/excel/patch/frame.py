"""The workbook part: its list of sheets, and everything that counts sheets by position."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tdn_templates.excel.patch.parts import Parts
from tdn_templates.excel.patch.xml import (
    Node,
    child,
    children,
    element,
    grow,
    insert_before,
    relation_id,
    relations_namespace,
    sibling_tag,
    whole,
)

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONGEST_NAME = 31
_AFTER_CALCULATION = frozenset(
    [
        "oleSize",
        "customWorkbookViews",
        "pivotCaches",
        "smartTagPr",
        "smartTagTypes",
        "webPublishing",
        "fileRecoveryPr",
        "webPublishObjects",
        "extLst",
    ]
)
_AFTER_NAMES = _AFTER_CALCULATION | {"calcPr"}
_AFTER_VIEWS = _AFTER_NAMES | {"sheets", "functionGroups", "externalReferences", "definedNames"}
_HIDDEN = ("hidden", "veryHidden")
_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet of any kind. `kind` is the relation's ("worksheet", "chartsheet"), `part` "" if it points nowhere."""

    name: str
    kind: str
    part: str
    relation: str
    visible: bool


class Frame:
    """The workbook part of a package."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.part = parts.related("", "officeDocument") or "xl/workbook.xml"

    @property
    def sheets(self) -> tuple[SheetEntry, ...]:
        """All sheets in workbook order."""
        relations = {relation.id: relation for relation in self._parts.relations(self.part)}
        found = []
        for node in self._sheet_nodes(self._parts.tree(self.part)):
            relation = relations.get(relation_id(node))
            kind, target = (relation.kind, relation.target) if relation else ("", "")
            visible = node.get("state", "visible") not in _HIDDEN
            part = target if self._parts.has(target) else ""
            found.append(SheetEntry(node.get("name") or "", kind, part, relation_id(node), visible))
        return tuple(found)

    @property
    def worksheets(self) -> dict[str, str]:
        """Part by sheet name, of the sheets that hold cells."""
        return {sheet.name: sheet.part for sheet in self.sheets if sheet.kind == "worksheet" and sheet.part}

    def free_sheet_name(self, name: str) -> str:
        """The name, or the name with a number where a sheet is called so already."""
        taken = {sheet.name.casefold() for sheet in self.sheets}
        free, number = name[:_LONGEST_NAME], 1
        while free.casefold() in taken:
            number += 1
            free = f"{name[: _LONGEST_NAME - 5]} ({number})"
        return free

    def insert_first(self, name: str, xml: bytes, *, title_rows: str) -> None:
        """Add a worksheet before all others. `title_rows` ("$1:$4") are repeated on every printed page."""
        part = self._parts.free_name("xl/worksheets/sheet{}.xml")
        self._parts.add(part, xml, _SHEET_TYPE)
        relation = self._parts.relate(self.part, "worksheet", part)
        root = self._parts.edit(self.part)
        sheets = child(root, "sheets")
        if sheets is None:
            raise ValueError("a workbook without a list of sheets")
        ids = [whole(node.get("sheetId")) for node in self._sheet_nodes(root)]
        node = element(sibling_tag(root, "sheet"), {"name": name, "sheetId": str(max(ids, default=0) + 1)}, like=root)
        node.set(f"{{{relations_namespace(root)}}}id", relation)
        sheets.insert(0, node)
        self._renumber(lambda index: index + 1)
        self._define(root, "_xlnm.Print_Titles", f"{quoted_sheet(name)}!{title_rows}")

    def remove(self, name: str) -> None:
        """Take a sheet out, with its part and the names that belong to it."""
        root = self._parts.edit(self.part)
        for index, (node, sheet) in enumerate(zip(self._sheet_nodes(root), self.sheets, strict=True)):
            if sheet.name == name:
                self._renumber(partial(_without, index))
                sheets = child(root, "sheets")
                if sheets is not None:
                    sheets.remove(node)
                self._parts.unrelate(self.part, sheet.relation)
                if sheet.part:
                    self._parts.drop(sheet.part)
                self._show_a_visible_sheet(root)
                return

    def drop_calculation_order(self) -> None:
        """Programs make the list of formula cells anew when it is missing; one that names other cells is an error."""
        for relation in self._parts.relations(self.part):
            if relation.kind == "calcChain":
                self._parts.unrelate(self.part, relation.id)
                self._parts.drop(relation.target)

    def recalculate_when_opened(self) -> None:
        """The results that a program stored beside formulas speak of the cells as they were."""
        calculation = child(self._parts.tree(self.part), "calcPr")
        if calculation is not None and calculation.get("fullCalcOnLoad") in _TRUE:
            return
        root = self._parts.edit(self.part)
        calculation = child(root, "calcPr")
        if calculation is None:
            calculation = element(sibling_tag(root, "calcPr"), like=root)
            insert_before(root, calculation, _AFTER_CALCULATION)
        calculation.set("fullCalcOnLoad", "1")

    def _sheet_nodes(self, root: Node) -> list[Node]:
        sheets = child(root, "sheets")
        return [] if sheets is None else children(sheets, "sheet")

    def _define(self, root: Node, name: str, formula: str) -> None:
        names = child(root, "definedNames")
        if names is None:
            names = element(sibling_tag(root, "definedNames"), like=root)
            insert_before(root, names, _AFTER_NAMES)
        grow(names, "definedName", {"name": name, "localSheetId": "0"}, formula)

    def _renumber(self, moved: Callable[[int], int | None]) -> None:
        """Tell the new position of each sheet to everything that counts them; None for a sheet that goes."""
        root = self._parts.edit(self.part)
        self._renumber_names(root, moved)
        views = child(root, "bookViews")
        if views is None:
            views = element(sibling_tag(root, "bookViews"), like=root)
            insert_before(root, views, _AFTER_VIEWS)
        if not children(views, "workbookView"):
            grow(views, "workbookView")
        for view in children(views, "workbookView"):
            view.set("activeTab", str(moved(whole(view.get("activeTab"))) or 0))
            # 0 and nothing both mean that the first tab is in sight: then the new one should be, too
            if whole(view.get("firstSheet")):
                view.set("firstSheet", str(moved(whole(view.get("firstSheet"))) or 0))

    def _show_a_visible_sheet(self, root: Node) -> None:
        """Programs refuse to start on a hidden sheet."""
        visible = [index for index, sheet in enumerate(self.sheets) if sheet.visible]
        views = child(root, "bookViews")
        for view in () if views is None else children(views, "workbookView"):
            if visible and whole(view.get("activeTab")) not in visible:
                view.set("activeTab", str(visible[0]))

    def _renumber_names(self, root: Node, moved: Callable[[int], int | None]) -> None:
        names = child(root, "definedNames")
        if names is None:
            return
        for name in children(names, "definedName"):
            at = name.get("localSheetId")
            if at is None:
                continue
            index = moved(whole(at))
            if index is None:
                names.remove(name)
            else:
                name.set("localSheetId", str(index))
        if not children(names, "definedName"):
            root.remove(names)


def quoted_sheet(name: str) -> str:
    """A sheet's name as formulas and links write it."""
    return "'{}'".format(name.replace("'", "''"))


def _without(gone: int, index: int) -> int | None:
    return None if index == gone else index - (index > gone)
