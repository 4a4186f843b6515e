"""Take out what could run, and what vouched for the file before it was changed (T07)."""

from tdn_templates.excel.patch.frame import Frame
from tdn_templates.excel.patch.parts import TYPES_PART, Parts
from tdn_templates.excel.patch.xml import child, children

_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO_SHEETS = ("xlmacrosheet", "xlintlmacrosheet")
_MACRO_NAME_MARKS = ("xlm", "function", "vbProcedure")
_TRUE = ("1", "true", "on")


def drop_macros(parts: Parts) -> None:
    """Leave an ordinary .xlsx: no VBA, no macro sheets or names of macros, no digital signature that fits no more."""
    frame = Frame(parts)
    _drop_related(parts, frame.part, "vbaproject")
    _drop_related(parts, "", "origin")
    for sheet in frame.sheets:
        if sheet.kind.lower() in _MACRO_SHEETS:
            frame.drop_calculation_order()
            frame.remove(sheet.name)
    for name in parts.names:
        if name.casefold().endswith("vbaproject.bin"):
            parts.drop(name)
    _drop_macro_names(parts, frame)
    _declare_plain(parts, frame)


def _drop_related(parts: Parts, part: str, kind: str) -> None:
    """Everything of one kind that a part points at, with what that points at in turn."""
    for relation in parts.relations(part):
        if relation.kind.lower() == kind and not relation.external:
            for inner in parts.relations(relation.target):
                parts.drop(inner.target)
            parts.unrelate(part, relation.id)
            parts.drop(relation.target)


def _drop_macro_names(parts: Parts, frame: Frame) -> None:
    names = child(parts.tree(frame.part), "definedNames")
    if names is None:
        return
    for name in children(names, "definedName"):
        if any(name.get(mark) in _TRUE for mark in _MACRO_NAME_MARKS):
            parts.edit(frame.part)
            names.remove(name)


def _declare_plain(parts: Parts, frame: Frame) -> None:
    for node in list(parts.tree(TYPES_PART)):
        content_type = node.get("ContentType") or ""
        is_workbook = (node.get("PartName") or "").lstrip("/").casefold() == frame.part.casefold()
        if "vbaProject" in content_type:
            parts.edit(TYPES_PART).remove(node)
        elif is_workbook and content_type != _WORKBOOK_TYPE:
            parts.edit(TYPES_PART)
            node.set("ContentType", _WORKBOOK_TYPE)
