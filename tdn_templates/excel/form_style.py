"""How the cells of a form look: what to fill in is yellow with a dark frame, what was issued is grey and locked."""

from collections.abc import Mapping

from tdn_templates.model.layout import Block, Column, ColumnKind, ColumnUse

GIVEN_FILL, ASKED_FILL, CONFIRM_FILL = "#F2F2F2", "#FFFBE6", "#FDF2E0"
BAND_FILL, HEADING_FILL = "#D9D9D9", "#BDD7EE"
THIN, MEDIUM = 1, 2
TABLE_POINTS = 11.0
"""Type in the table: it is printed at about three quarters of its size."""


TITLE: Mapping[str, object] = {"bold": True, "font_size": 14, "valign": "vcenter"}
REFERENCE: Mapping[str, object] = {"italic": True}
CODE: Mapping[str, object] = {"font_size": 9, "font_color": "#595959"}
SUMMARY: Mapping[str, object] = {"bold": True, "font_size": 11}
LINK: Mapping[str, object] = {"font_size": 11, "underline": 1, "font_color": "#0B3D91"}
NIL_LABEL: Mapping[str, object] = {"text_wrap": True, "valign": "vcenter", "border": THIN, "bg_color": BAND_FILL}
NIL_TICK: Mapping[str, object] = {
    "bold": True,
    "font_size": 14,
    "align": "center",
    "valign": "vcenter",
    "border": MEDIUM,
    "bg_color": ASKED_FILL,
    "locked": False,
}
_CENTRED = frozenset({ColumnKind.NUMBER, ColumnKind.TIME, ColumnKind.NUMBERS, ColumnKind.DATE})


_IN_TABLE: Mapping[str, object] = {"font_size": TABLE_POINTS}


def heading_style(column: Column) -> dict[str, object]:
    """Asked columns are told apart by their darker frame, not by colour alone."""
    asked = column.use is ColumnUse.ASKED
    return {
        **_IN_TABLE,
        "bold": True,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
        "border": MEDIUM if asked else THIN,
        "bg_color": HEADING_FILL if asked else BAND_FILL,
    }


def band_style(name: str) -> dict[str, object]:
    own = name == "own"
    return {**_IN_TABLE, "bold": not own, "italic": own, "bg_color": BAND_FILL, "top": THIN, "valign": "vcenter"}


def cell_style(column: Column, block: Block) -> dict[str, object]:
    if column.use is ColumnUse.CHECK:
        return {**_IN_TABLE, "text_wrap": True, "border": THIN, "border_color": "#A6A6A6", "bg_color": "#FFFFFF"}
    asked = column.use is ColumnUse.ASKED and block in column.blocks
    fill = ASKED_FILL if asked else CONFIRM_FILL if block is Block.CONDITIONAL else GIVEN_FILL
    style: dict[str, object] = {
        **_IN_TABLE,
        "text_wrap": True,
        "border": THIN,
        "border_color": "#595959" if asked else "#A6A6A6",
        "bg_color": fill,
        "locked": not asked,
    }
    if column.kind in _CENTRED:
        style["align"] = "center"
    return style
