"""Fill in a form of ours: the texts go into its sheet as somebody would type them, everything else keeps its bytes.

For forms as they were issued; for workbooks that have been through other hands there is `annotate.replace_texts`.
"""

import re
from collections.abc import Mapping

from tdn_templates.excel.live.grid import Grid
from tdn_templates.files.zip_change import with_members
from tdn_templates.files.zip_master import zip_members

_TABLE = "xl/worksheets/sheet2.xml"
"""The table follows the instructions in every form (excel/form.py)."""

_CELL = re.compile(
    r'<c r="(?P<name>[A-Z]+[0-9]+)"(?P<style> s="[0-9]+")?(?P<kind> t="[a-zA-Z]+")?'
    r"(?:/>|>(?P<formula><f[^>]*>[^<]*</f>)?(?:<v>[^<]*</v>)?</c>)"
)
_ERROR_VALUES = frozenset(("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!"))
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_WIPED = re.compile(r"<sheetData>.*</sheetData>.*(?=<pageMargins)", re.DOTALL)


def cell_of(grid: Grid, line: int | None, column: str) -> str:
    """The cell of a column in a line of the form, counted from 0; None is the line of the tick "nothing to report"."""
    name = grid.nil if line is None else grid.cell(column, grid.first_row + line)
    return name.replace("$", "")


def fill_cells(content: bytes, texts: Mapping[str, str]) -> bytes:
    """The form with these texts in cells of its table, by cell name ("I9"); "" leaves a cell blank, and "#REF!"
    and the like become what a formula leaves that lost its cells.

    Results of formulas go: every program calculates them anew. Raises KeyError for a cell that is not there.
    """
    left = set(texts)

    def typed(found: re.Match[str]) -> str:
        name, style = found["name"], found["style"] or ""
        if name in texts:
            left.discard(name)
            if not texts[name]:
                return f'<c r="{name}"{style}/>'
            if texts[name] in _ERROR_VALUES:
                return f'<c r="{name}"{style} t="e"><v>{texts[name]}</v></c>'
            text = texts[name].translate(_ESCAPES)
            return f'<c r="{name}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        if found["formula"]:
            return f'<c r="{name}"{style}{found["kind"] or ""}>{found["formula"]}</c>'
        return found[0]

    part = _CELL.sub(typed, zip_members(content)[_TABLE].decode())
    if left:
        raise KeyError(min(left))
    return with_members(content, {_TABLE: part.encode()})


def wipe_table(content: bytes) -> bytes:
    """The form with an empty sheet in place of its table; its hidden stamps stay."""
    part = _WIPED.sub("<sheetData/>", zip_members(content)[_TABLE].decode())
    return with_members(content, {_TABLE: part.encode()})
