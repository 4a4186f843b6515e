"""The line above the table: how much is answered, what is left, and a link to the first open cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from tdn_templates.excel.live.grid import Grid
from tdn_templates.excel.live.row import CheckCell
from tdn_templates.excel.live.terms import filled, quote, stands_in
from tdn_templates.excel.live.words import FAULT_SIGN, later
from tdn_templates.model.form import Form, FormRow
from tdn_templates.model.layout import Block
from tdn_templates.model.words import Wording

_FAR = 10_000_000
"""More rows than a sheet has."""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    counts: CheckCell
    link: CheckCell


_FILLED = Wording("Đã điền {a}/{n}", "Filled in {a}/{n}")
_FAULTS = Wording(", còn {f} chỗ cần sửa", ", {f} to correct")
_LATER = Wording("; {u} dòng kiểm tra khi nộp", "; {u} checked on submission")
_DONE = Wording(" – đã đủ, có thể gửi", " – complete, ready to send")
_NIL = Wording("Không phát sinh – có thể gửi", "Nothing to report – ready to send")
_NIL_AND_ANSWERS = Wording(
    "Đã đánh dấu không phát sinh nhưng vẫn có câu trả lời trong bảng",
    "Nothing to report is ticked, and there are answers",
)
_GO = Wording("→ Tới ô cần điền: ", "→ Go to the open cell: ")
_NOTHING_OPEN = Wording("Không còn ô nào cần sửa", "No cell is open")
_UNKNOWN = Wording("kiểm tra khi nộp", "checked on submission")


def summary_line(
    form: Form, grid: Grid, sheet_name: str, values: Mapping[int, str], columns: Mapping[str, str]
) -> SummaryLine:
    """`values` are the true values of the check cells in the form as it goes out, by row; `columns` the letters of the
    column to go to for each message."""
    return SummaryLine(_counts(form, grid, values), _link(form, grid, sheet_name, values, columns))


def _counts(form: Form, grid: Grid, values: Mapping[int, str]) -> CheckCell:
    """Answered are the tasks of the unit whose deciding cell says something; tasks to confirm and free rows count only
    when something is wrong with them."""
    lang, layout = form.lang, form.layout
    check, deciding, keys = grid.named("check"), grid.named(layout.deciding), grid.named("")
    bound = f'(LEFT({keys},4)<>"own:")*(LEFT({keys},5)<>"band:")*(RIGHT({keys},1)<>"?")*({keys}<>"")'
    total = sum(row.block is Block.INHERITED for row in form.rows)
    answered = f'SUMPRODUCT({bound}*({deciding}<>""))'
    faults = f'SUMPRODUCT((LEFT({check},1)={quote(FAULT_SIGN)})*(1-{bound}*({deciding}="")))'
    unsure = f"SUMPRODUCT(--({check}={quote(later(lang))}))"
    counted = _joined(_FILLED.in_lang(lang), a=answered, n=str(total))
    wrong = f'IF({faults}>0,{_joined(_FAULTS.in_lang(lang), f=faults)},"")'
    unclear = f'IF({unsure}>0,{_joined(_LATER.in_lang(lang), u=unsure)},"")'
    done = f'IF(AND({answered}={total},{faults}=0),{quote(_DONE.in_lang(lang))},"")'
    formula = f"{counted}&{wrong}&{unclear}&{done}"
    if grid.nil:
        said = _answers_under_nil(form, grid)
        nil = f"IF({said}>0,{quote(_NIL_AND_ANSWERS.in_lang(lang))},{quote(_NIL.in_lang(lang))})"
        formula = f"IF(AND({filled(grid.nil)},{stands_in(grid.nil, 'tdn_ticks')}),{nil},{formula})"
    value = _FILLED.in_lang(lang).format(a=0, n=total)
    wrong_now = sum(
        values[row].startswith(FAULT_SIGN) for row, line in _rows(form, grid) if line.block is not Block.INHERITED
    )
    value += _FAULTS.in_lang(lang).format(f=wrong_now) if wrong_now else ""
    unclear_now = sum(text == later(lang) for text in values.values())
    value += _LATER.in_lang(lang).format(u=unclear_now) if unclear_now else ""
    value += _DONE.in_lang(lang) if total == 0 and not wrong_now else ""
    return CheckCell(f"=IFERROR({formula},{quote(_UNKNOWN.in_lang(lang))})", value)


def _answers_under_nil(form: Form, grid: Grid) -> str:
    """Cells that say something which nobody prefilled."""
    columns = [column for column in grid.asked if column.default_from is None]
    prefilled = [column for column in grid.asked if column.default_from is not None]
    own = [f'SUMPRODUCT((LEFT({grid.named("")},4)="own:")*({grid.column(column.key)}<>""))' for column in prefilled]
    return "+".join([*(f"COUNTA({grid.column(column.key)})" for column in columns), *own])


def _link(form: Form, grid: Grid, sheet_name: str, values: Mapping[int, str], columns: Mapping[str, str]) -> CheckCell:
    lang, check = form.lang, grid.named("check")
    first = f"SUMPRODUCT(MIN(ROW({check})+(LEFT({check},1)<>{quote(FAULT_SIGN)})*{_FAR}))"
    letters = f"INDEX(tdn_message_columns,MATCH(INDEX({check},{first}-{grid.first_row - 1}),tdn_messages,0))"
    escaped = sheet_name.replace("'", "''")
    place = quote(f"#'{escaped}'!")
    go = f"HYPERLINK({place}&{letters}&{first},{quote(_GO.in_lang(lang))}&{letters}&{first})"
    formula = f'=IFERROR(IF({first}>={_FAR},{quote(_NOTHING_OPEN.in_lang(lang))},{go}),"")'
    faulty = [row for row, text in sorted(values.items()) if text.startswith(FAULT_SIGN)]
    shown = f"{_GO.in_lang(lang)}{columns[values[faulty[0]]]}{faulty[0]}" if faulty else _NOTHING_OPEN.in_lang(lang)
    return CheckCell(formula, shown)


def _rows(form: Form, grid: Grid) -> list[tuple[int, FormRow]]:
    numbered = enumerate(form.lines, start=grid.first_row)
    return [(row, line) for row, line in numbered if isinstance(line, FormRow)]


def _joined(template: str, **parts: str) -> str:
    """ "Đã điền {a}/{n}" as a formula that joins the constant parts with the terms."""
    pieces: list[str] = []
    rest = template
    for name, term in parts.items():
        before, _, rest = rest.partition(f"{{{name}}}")
        pieces += [quote(before), term] if before else [term]
    return "&".join([*pieces, *([quote(rest)] if rest else [])])
