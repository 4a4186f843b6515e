"""Make of a table what is left of it when a PDF is copied as text: cells wrapped, run together, cut by pages."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Row = Sequence[str]

_PAGE = ["", "", "", ""]


@dataclass(frozen=True, slots=True)
class Flattening:
    """`widths` are those of the columns in letters. `blank_lines` stand between wrapped cells and around rows; short
    cells run together on one line when they fit (`glue`). A page ends after `page_lines` lines of text, within a row
    if it comes to that; `repeat` prints the heading again on every page."""

    widths: tuple[int, ...]
    blank_lines: bool = True
    glue: bool = True
    page_lines: int = 0
    repeat: bool = False
    page_numbers: bool = False


def flattened(heading: Row, rows: Sequence[Row], how: Flattening) -> list[str]:
    """The lines of the whole annex. A row of two cells is a group: number and title."""
    lines = _cells(heading, how)
    left = how.page_lines
    pages = 1
    for row in rows:
        wrapped = _wrapped(row, how)
        height = max(map(len, wrapped))
        if not how.page_lines or height <= left:
            lines += _piece(row[0], wrapped, how)
            left -= height
            continue
        if left > 0:
            lines += _piece(row[0], [cell[:left] for cell in wrapped], how)
        pages += 1
        lines += [str(pages), "\f"] if how.page_numbers else _PAGE
        if how.repeat:
            lines += _cells(heading, how)
        cut = max(left, 0)
        rest = [cell[cut:] for cell in wrapped]
        lines += _piece("" if left > 0 else row[0], rest, how)
        left = how.page_lines - max(map(len, rest))
    return lines


def _wrapped(row: Row, how: Flattening) -> list[list[str]]:
    if len(row) == 2:
        return [textwrap.wrap(row[1], sum(how.widths), break_on_hyphens=False)]
    return [
        textwrap.wrap(cell, width, break_on_hyphens=False, break_long_words=False) or [""]
        for cell, width in zip(row[1:], how.widths, strict=True)
    ]


def _cells(heading: Row, how: Flattening) -> list[str]:
    return _piece(heading[0], _wrapped(heading, how), how)


def _piece(number: str, cells: Sequence[Sequence[str]], how: Flattening) -> list[str]:
    """What stands of one row on one page: one line if all cells are, else cell after cell."""
    if how.glue and all(len(cell) <= 1 for cell in cells):
        line = " ".join(filter(None, [number, *(cell[0] if cell else "" for cell in cells)]))
        return [*_blank(how), line] if line else []
    lines = [*_blank(how), number] if number else [*_blank(how)]
    return [*lines, *_runs(cells, how)]


def _runs(cells: Sequence[Sequence[str]], how: Flattening) -> Iterator[str]:
    """Cells of one line side by side run together; longer ones stand alone."""
    run: list[str] = []
    for cell in cells:
        if how.glue and len(cell) == 1 and cell[0]:
            run.append(cell[0])
            continue
        if run:
            yield " ".join(run)
            yield from _blank(how)
            run = []
        yield from filter(None, cell)
        if len(cell) > 1:
            yield from _blank(how)
    if run:
        yield " ".join(run)


def _blank(how: Flattening) -> list[str]:
    return [""] if how.blank_lines else []
