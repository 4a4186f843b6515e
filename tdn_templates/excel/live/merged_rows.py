"""Rows that are merged into another task: does the other one stand in the form, and is it carried out (ROW04)?"""

from collections.abc import Iterator

from tdn_templates.core.answers import CARRY_OUT, MERGED
from tdn_templates.excel.live.choices import choice_name, says
from tdn_templates.excel.live.grid import Grid, Spot
from tdn_templates.excel.live.terms import all_of, blank, filled, quote, stands_in
from tdn_templates.model.layout import WorkbookLayout


def merged_faults(at: Spot, number: str) -> Iterator[str]:
    """Conditions under which a merged row certainly names no task that is carried out. `number` is its own."""
    if not _can_be_merged(at.layout):
        return
    merged, carries = _is_merged(at), at.cell("carries")
    yield all_of(
        merged, blank(carries), f"{_claims(at.grid, number)}=0", f"SUMPRODUCT(--ISNUMBER({at.grid.named('carries')}))=0"
    )
    yield all_of(
        merged,
        stands_in(carries, "tdn_numbers"),
        f"{_rows_that_are(CARRY_OUT, at, carries)}=0",
        f"{_rows_certainly_not(at, carries)}=SUMPRODUCT(--({at.grid.named('number')}={carries}))",
    )


def merged_doubts(at: Spot) -> Iterator[str]:
    """Merged, and not certainly into one task that is carried out."""
    if _can_be_merged(at.layout):
        carries = at.cell("carries")
        certain = all_of(
            filled(carries), stands_in(carries, "tdn_numbers"), f"{_rows_that_are(CARRY_OUT, at, carries)}>0"
        )
        yield all_of(_is_merged(at), f"NOT({certain})")


def _can_be_merged(layout: WorkbookLayout) -> bool:
    keys = {choice.key for choice in layout.column(layout.deciding).choices}
    return MERGED in keys and layout.has("carries")


def _is_merged(at: Spot) -> str:
    return "FALSE" if at.deciding is None else says(at.cell(at.deciding.key), at.deciding, (MERGED,))


def _claims(grid: Grid, number: str) -> str:
    """Free rows in whose numbers this one may be found."""
    found = f"--ISNUMBER(SEARCH({quote(number)},{grid.named('carries')}))"
    return f'SUMPRODUCT({found},--(LEFT({grid.named("")},4)="own:"))'


def _rows_certainly_not(at: Spot, carries: str) -> str:
    """Rows of that number that are open or say something else; what is no choice may be one in another spelling."""
    grid, layout = at.grid, at.layout
    others = [choice.key for choice in layout.column(layout.deciding).choices if choice.key != CARRY_OUT]
    still_open = f'SUMPRODUCT(({grid.named("number")}={carries})*({grid.named(layout.deciding)}=""))'
    return "+".join([still_open, *(_rows_that_are(key, at, carries) for key in others)])


def _rows_that_are(key: str, at: Spot, carries: str) -> str:
    decided = at.grid.named(at.layout.deciding)
    return f"SUMPRODUCT(({at.grid.named('number')}={carries})*({decided}={choice_name(key)}))"
