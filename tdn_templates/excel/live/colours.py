"""Conditional formats: blank required cells, values outside the lists, time frames outside the frame, check cells.

Colour is never the only sign: what is blank also gets a pattern, what is wrong bold or italic type, and the check cell
says it in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tdn_templates.core.answers import IDLE
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.timeframes import TimeVerdict
from tdn_templates.excel.live.choices import modes, says, says_something_else
from tdn_templates.excel.live.columns import is_known_name, time_is
from tdn_templates.excel.live.grid import Grid, Spot
from tdn_templates.excel.live.terms import all_of, any_of, blank, closed_up, filled, quote, stands_in
from tdn_templates.excel.live.words import FAULT_SIGN, FINE, later
from tdn_templates.model.form import Form, FormRow
from tdn_templates.model.layout import Block, Column, ColumnKind

BLANK = {"bg_color": "#F8CBAD", "fg_color": "#C55A11", "pattern": 17}
"""Sparse dots on orange: seen on a black and white print too."""

WRONG = {"bold": True, "font_color": "#9C0006", "bg_color": "#FFC7CE"}
UNKNOWN = {"italic": True, "underline": 1, "font_color": "#7F6000", "bg_color": "#FFEB9C"}
GOOD = {"bold": True, "font_color": "#0B5D1E"}
UNSURE = {"italic": True, "font_color": "#595959"}


@dataclass(frozen=True, slots=True)
class Colour:
    """One conditional format: `formula` is written for the first row of the first span; spans are inclusive."""

    column: str
    spans: tuple[tuple[int, int], ...]
    formula: str
    style: dict[str, object]


def colours(form: Form, grid: Grid, rulebook: Rulebook) -> Iterator[Colour]:
    """The most important first: where two apply to a cell, the first wins."""
    for column in grid.asked:
        for block in Block:
            spans = spans_of(form, grid, column, block)
            if spans:
                first = next(line for row, line in _rows(form, grid) if row == spans[0][0])
                for formula, style in _of_column(column, Spot(form, grid, spans[0][0], first), rulebook):
                    yield Colour(column.key, spans, f"={_unless_nil(grid, formula)}", style)
    check = form.layout.check
    if check is not None:
        whole = ((grid.first_row, grid.last_row),)
        cell = grid.cell(check.key, grid.first_row)
        yield Colour(check.key, whole, f"=LEFT({cell},1)={quote(FAULT_SIGN)}", dict(WRONG))
        yield Colour(check.key, whole, f"={cell}={quote(FINE)}", dict(GOOD))
        later_text = later(form.lang)
        yield Colour(check.key, whole, f"=LEFT({cell},{len(later_text)})={quote(later_text)}", dict(UNSURE))


def spans_of(form: Form, grid: Grid, column: Column, *blocks: Block) -> tuple[tuple[int, int], ...]:
    """Runs of rows of these blocks in which the column is asked, first and last row of each."""
    spans: list[tuple[int, int]] = []
    for row, line in _rows(form, grid):
        if line.block not in column.blocks or line.block not in blocks:
            continue
        if spans and spans[-1][1] == row - 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return tuple(spans)


def _of_column(column: Column, at: Spot, rulebook: Rulebook) -> Iterator[tuple[str, dict[str, object]]]:
    cell = at.cell(column.key)
    missing = _missing(column, at, rulebook)
    if missing:
        yield missing, dict(BLANK)
    if column.kind is ColumnKind.CHOICE:
        yield all_of(filled(cell), says_something_else(cell)), dict(WRONG)
    if column.kind in (ColumnKind.UNIT, ColumnKind.UNITS) and at.form.known_names:
        yield all_of(filled(cell), f"NOT({is_known_name(cell)})"), dict(UNKNOWN)
    if column.kind is ColumnKind.TIME:
        idle = "FALSE" if at.deciding is None else _may_be_idle(at.cell(at.deciding.key), at.deciding)
        outside = any_of(*(_time_is(cell, verdict, at) for verdict in _OUTSIDE))
        yield all_of(f"NOT({idle})", outside), dict(WRONG)


def _may_be_idle(cell: str, deciding: Column) -> str:
    return any_of(says(cell, deciding, sorted(IDLE)), all_of(filled(cell), says_something_else(cell)))


_OUTSIDE = (TimeVerdict.EXCEEDS, TimeVerdict.OUTSIDE, TimeVerdict.REVERSED)


def _time_is(cell: str, verdict: TimeVerdict, at: Spot) -> str:
    """As for the check cell, but one formula serves rows of many tasks: the frame is looked up by the row's number."""
    if at.line.task is None or verdict is not TimeVerdict.EXCEEDS:
        return time_is(cell, verdict, at)
    place = f"INDEX(tdn_number_frames,MATCH({at.cell('number')},tdn_numbers,0))"
    phrase = closed_up(cell)
    found = f'MID(INDEX(tdn_verdicts,MATCH({phrase},tdn_phrases,0)),{place},1)="2"'
    return f"IF({stands_in(phrase, 'tdn_phrases')},{found},FALSE)"


def _missing(column: Column, at: Spot, rulebook: Rulebook) -> str:
    """When a blank cell of the column is a fault; "" if it never is."""
    if column.part_of is not None or (at.line.task is not None and column.default_from is not None):
        return ""
    rules = [rule for rule in rulebook.rules.values() if column.key in rule.columns]
    required = [rule for rule in rules if "required" in (rule.schema or {})]
    everywhere, choices = modes(at.line.block, column.required_in.union(*(rule.modes for rule in required)))
    if not required or not (everywhere or choices):
        return ""
    empty = all_of(*(blank(at.cell(part)) for part in at.layout.parts(column.key)))
    if at.line.block is Block.OWN:
        return all_of(f"COUNTA({at.grid.across(at.grid.asked, at.row)})>0", empty)
    if everywhere or at.deciding is None:
        return empty
    return all_of(says(at.cell(at.deciding.key), at.deciding, choices), empty)


def _unless_nil(grid: Grid, formula: str) -> str:
    return all_of(blank(grid.nil), formula) if grid.nil else formula


def _rows(form: Form, grid: Grid) -> Iterator[tuple[int, FormRow]]:
    for row, line in enumerate(form.lines, start=grid.first_row):
        if isinstance(line, FormRow):
            yield row, line
