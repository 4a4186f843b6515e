"""Colours and head of the sheets for people: matrix, time line, charts."""

from collections.abc import Mapping

from tdn_templates.model.round_view import CellState
from tdn_templates.model.words import State

GREEN, RED, YELLOW, BLUE, GREY, NONE = "#C6E6D0", "#F6C1C1", "#FCE4A8", "#C9DAF2", "#E3E6EA", "#FFFFFF"

STATE_FILLS: Mapping[CellState, str] = {
    CellState.ERROR: RED,
    CellState.OPEN: YELLOW,
    CellState.LATE: RED,
    CellState.UNDER_WAY: BLUE,
    CellState.NOT_BEGUN: YELLOW,
    CellState.DONE: GREEN,
    CellState.CARRIED_OUT: GREEN,
    CellState.MERGED: BLUE,
    CellState.NOT_APPLICABLE: GREY,
    CellState.NIL: GREY,
    CellState.UNREAD: GREY,
    CellState.WAITED_FOR: NONE,
    CellState.BLANK: NONE,
}

BAR_COMMON = "#2F6DB3"
BAR_COLOURS: Mapping[str, str] = {
    State.ACCEPTED.value: "#2E8B57",
    State.ACCEPTED_WITH_WARNINGS.value: "#C98A00",
    State.NEEDS_CORRECTION.value: "#C0392B",
    State.REJECTED.value: "#7B241C",
    State.NIL_RETURN.value: "#4A7AB8",
    State.NOT_RECEIVED.value: "#8A95A1",
    CellState.ERROR.value: "#C0392B",
    CellState.OPEN.value: "#C98A00",
    CellState.LATE.value: "#C0392B",
    CellState.UNDER_WAY.value: "#4A7AB8",
    CellState.NOT_BEGUN.value: "#C98A00",
    CellState.DONE.value: "#2E8B57",
    CellState.CARRIED_OUT.value: "#2E8B57",
    CellState.MERGED.value: "#4A7AB8",
    CellState.NOT_APPLICABLE.value: "#8A95A1",
}
"""Tone of a figure to the colour of its bar."""

HEAD: Mapping[str, object] = {
    "bold": True,
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
    "border": 1,
    "border_color": "#A6A6A6",
    "bg_color": "#D9D9D9",
}
GRID: Mapping[str, object] = {"border": 1, "border_color": "#BFBFBF"}
TITLE: Mapping[str, object] = {"bold": True, "font_size": 13}
