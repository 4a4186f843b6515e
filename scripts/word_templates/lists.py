"""The tables of a letter: a line for each entry, numbered, and a line of sums."""

from collections.abc import Iterable
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
    text,
    twips,
)
from word_templates.page import PORTRAIT

_TAG_MM = 20


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a list: its head, what stands in a line and what below all lines. `only_if` as in a TaskTable."""

    mm: float | None
    title: str
    value: str
    total: str
    style: str = "OBang"
    only_if: str = ""


def list_table(entries: str, *columns: ListColumn) -> str:
    """The last line stays with the sums below it."""
    mms: list[float | None] = []
    places: list[int] = []
    for column in columns:
        places.append(len(mms) + (1 if column.only_if else 0))
        mms += [_TAG_MM, column.mm, _TAG_MM] if column.only_if else [column.mm]
    widths = PORTRAIT.widths(*mms)

    def line(contents: Iterable[str], properties: str = KEPT_WHOLE, fill: str = "") -> str:
        cells = (cell(widths[place], content, fill=fill) for place, content in zip(places, contents, strict=True))
        return row(map(_where_it_is_shown, columns, cells), properties)

    def tag_line(words: str) -> str:
        return tag_row(words, PORTRAIT.text_width, len(widths))

    return ruled_table(
        widths,
        (
            line((text("DauBang", column.title) for column in columns), HEADING_ROW, GREY),
            tag_line(f"{{%tr for entry in {entries} %}}"),
            tag_line("{%tr if loop.last %}"),
            line(text(f"{column.style}Theo", column.value) for column in columns),
            tag_line("{%tr else %}"),
            line(text(column.style, column.value) for column in columns),
            tag_line("{%tr endif %}"),
            tag_line("{%tr endfor %}"),
            line(paragraph(column.style, run(column.total, BOLD)) for column in columns),
        ),
    )


def _where_it_is_shown(column: ListColumn, content: str) -> str:
    if not column.only_if:
        return content
    return cells_between(f"if {column.only_if}", content, "endif", twips(_TAG_MM))
