"""The table of figures in a report: tasks by group and status, with sums below and beside."""

from dataclasses import dataclass

from word_templates.ooxml import (
    BOLD,
    GREY,
    HEADING_ROW,
    KEPT_WHOLE,
    cell,
    cells_between,
    paragraph,
    row,
    ruled_table,
    run,
    tag_row,
)
from word_templates.page import PORTRAIT

_WIDTHS = PORTRAIT.widths(11, None, 33, 18, 33, 16)


@dataclass(frozen=True, slots=True)
class _RowLook:
    """Style of the cells, fill, marks of the runs and properties of a row."""

    centred: str
    left: str
    fill: str = ""
    marks: str = ""
    properties: str = KEPT_WHOLE


_HEADS = _RowLook("DauBang", "DauBang", fill=GREY, properties=HEADING_ROW)
_COUNTS = _RowLook("OBangGiuaTheo", "OBangTheo")
_SUMS = _RowLook("OBangGiua", "OBang", marks=BOLD)


def figures_table() -> str:
    """A column for each status, however many there are."""
    heads = _row(
        _HEADS,
        first="STT",
        second="Nhóm nhiệm vụ",
        loop="for figure in figures",
        value="{{ figure.label }}",
        last="Tổng số",
    )
    counts = _row(
        _COUNTS,
        first="{{ group.number }}",
        second="{{ group.title }}",
        loop="for count in group.counts",
        value="{{ count }}",
        last="{{ group.total }}",
    )
    sums = _row(
        _SUMS,
        first="",
        second="Cộng",
        loop="for figure in figures",
        value="{{ figure.count }}",
        last="{{ total }}",
    )
    span = len(_WIDTHS)
    return ruled_table(
        _WIDTHS,
        (
            heads,
            tag_row("{%tr for group in groups %}", PORTRAIT.text_width, span),
            counts,
            tag_row("{%tr endfor %}", PORTRAIT.text_width, span),
            sums,
        ),
    )


def _row(look: _RowLook, *, first: str, second: str, loop: str, value: str, last: str) -> str:
    number, title, around, status, _, total = _WIDTHS

    def filled(width: int, key: str, words: str) -> str:
        return cell(width, paragraph(key, run(words, look.marks)), fill=look.fill)

    return row(
        (
            filled(number, look.centred, first),
            filled(title, look.left, second),
            cells_between(loop, filled(status, look.centred, value), "endfor", around),
            filled(total, look.centred, last),
        ),
        look.properties,
    )
