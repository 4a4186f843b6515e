"""What one cell of a row says by the kind of its column: certainly wrong, certainly right, or neither."""

from collections.abc import Iterator

from tdn_templates.core.answers import CARRY_OUT
from tdn_templates.core.timeframes import TimeVerdict
from tdn_templates.excel.live.choices import choice_name, says
from tdn_templates.excel.live.grid import Spot
from tdn_templates.excel.live.terms import (
    all_of,
    all_stand_in,
    any_of,
    blank,
    closed_up,
    filled,
    only_chars_of,
    perhaps_old_font,
    quote,
    stands_in,
)
from tdn_templates.model.layout import Column, ColumnKind
from tdn_templates.model.words import RuleCode

VERDICT_SIGNS = {
    TimeVerdict.FINE: "1",
    TimeVerdict.EXCEEDS: "2",
    TimeVerdict.OUTSIDE: "3",
    TimeVerdict.REVERSED: "4",
    TimeVerdict.UNREADABLE: "5",
}
"""One character for each verdict, in the hidden table of phrases."""

TIME_RULES = {
    TimeVerdict.EXCEEDS: RuleCode("TIME04"),
    TimeVerdict.OUTSIDE: RuleCode("TIME03"),
    TimeVerdict.REVERSED: RuleCode("TIME02"),
    TimeVerdict.UNREADABLE: RuleCode("TIME01"),
}
_DIGITS, _NUMBER_CHARS, _DAY_CHARS = '"0123456789"', '"0123456789."', '"0123456789/"'
_Fault = tuple[RuleCode, str, bool]
"""Rule, condition, whether it holds in the form as it goes out."""


def column_faults(column: Column, at: Spot) -> Iterator[_Fault]:
    """What is certainly wrong with the cell, whatever else the row says."""
    cell = at.cell(column.key)
    match column.kind:
        case ColumnKind.TIME:
            yield from _time_faults(column, at)
        case ColumnKind.NUMBERS:
            single = all_of(only_chars_of(cell, _NUMBER_CHARS, 12), f"LEN({cell})<=12")
            plain = all_of(f"ISTEXT({cell})", single, f'LEFT({cell},1)<>"."', f'RIGHT({cell},1)<>"."', f"LEN({cell})>0")
            yield RuleCode("TABLE03"), all_of(plain, f"NOT({stands_in(cell, 'tdn_numbers')})"), False
        case ColumnKind.NUMBER:
            tidy = all_of(f"ISTEXT({cell})", f"LEN({cell})>0", f"TRIM({cell})={cell}")
            yield RuleCode("ROW07"), all_of(tidy, _is_no_number(cell)), False
            yield RuleCode("TABLE04"), _number_taken(column, at), False
        case ColumnKind.DATE:
            yield RuleCode("VALUE14"), _is_no_day(cell), False
        case _:
            return


def column_doubts(column: Column, at: Spot) -> Iterator[str]:
    """When a formula cannot vouch for the cell though it looks like plain text. Certain faults are asked for before."""
    cell = at.cell(column.key)
    match column.kind:
        case ColumnKind.UNIT if at.form.known_names:
            yield all_of(filled(cell), f"NOT({is_known_name(cell)})")
        case ColumnKind.TIME:
            yield from _time_doubts(at, cell)
        case ColumnKind.NUMBERS:
            known = any_of(stands_in(cell, "tdn_numbers"), all_stand_in(cell, "tdn_numbers"))
            yield all_of(filled(cell), f"NOT({known})")
        case ColumnKind.NUMBER:
            yield all_of(filled(cell), any_of(f"NOT({_is_own_number(cell)})", *_perhaps_taken(column, at)))
        case ColumnKind.DATE:
            yield all_of(filled(cell), f"NOT({_is_day(cell)})")
        case ColumnKind.CHOICE:
            return
        case _:
            yield perhaps_old_font(cell)


def is_known_name(cell: str) -> str:
    """One known name, or several separated by semicolons or commas."""
    return any_of(stands_in(cell, "tdn_names"), all_stand_in(cell, "tdn_names"))


# --- time frames


def _time_faults(column: Column, at: Spot) -> Iterator[_Fault]:
    cell, table = at.cell(column.key), at.grid.times
    issued = at.line.values.get(column.default_from or "", "")
    for verdict, code in TIME_RULES.items():
        if verdict not in table.met:
            continue
        holds = time_is(cell, verdict, at)
        fresh = bool(issued) and table.verdict(issued, issued) is verdict
        if fresh:  # the issued phrase itself is faulty, so a blank cell that stands for it is too
            holds = any_of(blank(cell), holds)
        yield code, holds, fresh


def time_is(cell: str, verdict: TimeVerdict, at: Spot) -> str:
    """Whether the phrase is one of the table and has this verdict against what the row carries out."""
    sign = quote(VERDICT_SIGNS[verdict])
    phrase = closed_up(cell)
    known = stands_in(phrase, "tdn_phrases")
    place = _place_of_frame(at, verdict)
    # MATCH is asked only when the phrase is known to be there
    found = f"IF({known},MID(INDEX(tdn_verdicts,MATCH({phrase},tdn_phrases,0)),{place},1)={sign},FALSE)"
    if at.line.task is None and verdict is TimeVerdict.EXCEEDS:
        if not at.layout.has("carries"):
            return "FALSE"
        carries = at.cell("carries")
        return f"IF({stands_in(carries, 'tdn_numbers')},{found},FALSE)"
    return found


def _place_of_frame(at: Spot, verdict: TimeVerdict) -> str:
    """Which character of the verdicts counts: the first without a task, then one for each issued frame."""
    if at.line.task is not None:
        wording = at.line.task.time.wording
        return str(2 + at.grid.times.frames.index(wording)) if wording else "1"
    if verdict is not TimeVerdict.EXCEEDS:
        return "1"
    return f"INDEX(tdn_number_frames,MATCH({at.cell('carries')},tdn_numbers,0))"


def _time_doubts(at: Spot, cell: str) -> Iterator[str]:
    yield all_of(filled(cell), f"NOT({stands_in(closed_up(cell), 'tdn_phrases')})")
    if at.line.task is None and at.layout.has("carries"):
        carries = at.cell("carries")
        yield all_of(filled(carries), f"NOT({stands_in(carries, 'tdn_numbers')})")


# --- the unit's own numbers


def _is_own_number(cell: str) -> str:
    """ "3.14": a group of the programme, a point, one to four digits without a leading zero."""
    group, rest = f'LEFT({cell},FIND(".",{cell})-1)', f'MID({cell},FIND(".",{cell})+1,20)'
    digits = all_of(f"LEN({rest})>0", f"LEN({rest})<=4", f'LEFT({rest},1)<>"0"', only_chars_of(rest, _DIGITS, 4))
    return f"IFERROR({all_of(stands_in(group, 'tdn_groups'), digits)},FALSE)"


def _perhaps_taken(column: Column, at: Spot) -> Iterator[str]:
    """The number stands in the column once more, or in a cell with something else beside it, or as a real number."""
    cell, cells = at.cell(column.key), at.grid.column(column.key)
    without_digits = cells
    for char in "0123456789.":
        without_digits = f'SUBSTITUTE({without_digits},"{char}","")'
    yield f"SUMPRODUCT(--({cells}={cell}))>1"
    yield f"SUMPRODUCT(ISNUMBER(SEARCH({cell},{cells}))*(LEN({without_digits})>0))>0"
    yield f"SUMPRODUCT(--ISNUMBER({cells}))>0"


def _is_no_number(cell: str) -> str:
    """Without a point, with something else than digits, or in no group of the programme; blanks of other kinds than
    the usual one are no answer at all."""
    group = f'LEFT({cell},FIND(".",{cell})-1)'
    other = f"IFERROR(NOT({stands_in(group, 'tdn_groups')}),TRUE)"
    strange = any_of(f"NOT({only_chars_of(cell, _NUMBER_CHARS, 20)})", other)
    return all_of(only_chars_of(cell, "tdn_letters", 60), f"LEN({cell})<=60", strange)


def _number_taken(column: Column, at: Spot) -> str:
    """A row above that is carried out has the number already, and so is this one; what is no number is a fault too."""
    grid, row = at.grid, at.row
    if row == grid.first_row:
        return "FALSE"
    cell, above, decided = at.cell(column.key), grid.above(column.key, row), at.layout.deciding
    carried = f"SUMPRODUCT(({above}={cell})*({grid.above(decided, row)}={choice_name(CARRY_OUT)}))"
    own = f'SUMPRODUCT(({above}={cell})*(LEFT({grid.above("", row)},4)="own:"))'
    this = "TRUE" if at.deciding is None else says(at.cell(decided), at.deciding, (CARRY_OUT,))
    return all_of(f"ISTEXT({cell})", this, f"{carried}+{own}>0")


# --- days


def _is_day(cell: str) -> str:
    """ "05/6/2025" with a day that the calendar has."""
    first = f'FIND("/",{cell})'
    second = f'FIND("/",{cell},{first}+1)'
    day, month, year = f"LEFT({cell},{first}-1)", f"MID({cell},{first}+1,{second}-{first}-1)", f"RIGHT({cell},4)"
    built = f"DATE(VALUE({year}),VALUE({month}),VALUE({day}))"
    return (
        f"IFERROR(AND(ISTEXT({cell}),{only_chars_of(cell, _DAY_CHARS, 10)},LEN({cell})<=10,"
        f"LEN({day})<=2,LEN({month})<=2,LEN({cell})-{second}=4,VALUE({year})>=1945,VALUE({year})<=2100,"
        f"DAY({built})=VALUE({day}),MONTH({built})=VALUE({month})),FALSE)"
    )


def _is_no_day(cell: str) -> str:
    """Text without a digit, or digits and strokes that make no day."""
    words = all_of(
        only_chars_of(cell, "tdn_letters", 60),
        f"LEN({cell})<=60",
        f'SUMPRODUCT(--ISNUMBER(FIND({{"0","1","2","3","4","5","6","7","8","9"}},{cell})))=0',
    )
    numbers = all_of(only_chars_of(cell, _DAY_CHARS, 20), f"LEN({cell})<=20", f"NOT({_is_day(cell)})")
    return all_of(f"ISTEXT({cell})", f"LEN({cell})>0", f"TRIM({cell})={cell}", any_of(words, numbers))
