"""The check cell of a row: ✓, what is missing in a few words, or that only the check on submission can tell.

Every term is made from the layout and from the rule whose demand it is; what a formula cannot decide is never called
right or wrong. A test recalculates hundreds of filled forms and holds the cells to what `validate` finds.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tdn_templates.core.answers import IDLE
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.excel.live.choices import modes, says, says_something_else
from tdn_templates.excel.live.columns import column_doubts, column_faults
from tdn_templates.excel.live.grid import Grid, Spot
from tdn_templates.excel.live.merged_rows import merged_doubts, merged_faults
from tdn_templates.excel.live.terms import (
    all_of,
    any_of,
    blank,
    filled,
    only_chars_of,
    quote,
    stands_in,
    unlike_plain_text,
)
from tdn_templates.excel.live.words import FINE, brief, later, unconfirmed
from tdn_templates.model.form import Form, FormRow
from tdn_templates.model.layout import Block, Column
from tdn_templates.model.rule import Rule, Scope
from tdn_templates.model.words import RuleCode, Severity

DECIDED = frozenset(
    RuleCode(code)
    for code in [
        "ROW04",
        "ROW07",
        "TABLE03",
        "TIME01",
        "TIME02",
        "TIME03",
        "TIME04",
        "UNIT02",
        "VALUE05",
        "VALUE08",
        "VALUE12",
        "VALUE13",
        "VALUE14",
    ]
)
"""Rules about rows with a function of their own that the check cell answers for: it names the fault, or proves that
there is none, or says that it cannot tell."""

_NOTE = "note"


@dataclass(frozen=True, slots=True)
class Term:
    """`holds` is the condition, `message` what the cell then says; `fresh` whether it holds in the form as it goes out.

    `column` is the key of the cell to go to.
    """

    holds: str
    message: str
    column: str
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class CheckCell:
    """A formula and its true value in the form as it goes out."""

    formula: str
    value: str


class RowChecks:
    """Makes the check cells of one form."""

    def __init__(self, form: Form, grid: Grid, rulebook: Rulebook) -> None:
        self._form, self._grid, self._rulebook = form, grid, rulebook
        self._lang = form.lang
        self._later = later(form.lang)
        errors = [rule for rule in rulebook.in_scope(Scope.ROW) if rule.severity is Severity.ERROR]
        self._schema_rules = tuple(rule for rule in errors if rule.schema is not None)
        self._undecided = any(rule.schema is None and rule.code not in DECIDED for rule in errors)
        self.columns_of_messages: dict[str, str] = {}
        """Where to go for each message that a cell may show."""

    def cell(self, row: int, line: FormRow) -> CheckCell:
        faults = tuple(self._faults(row, line))
        self.columns_of_messages |= {term.message: term.column for term in faults}
        doubts = tuple(self._doubts(row, line))
        open_answer = self._open_answer(row, line)
        formula = f"IF({any_of(*doubts)},{quote(self._later)},{quote(self._later if self._undecided else FINE)})"
        if open_answer is not None:
            formula = f"IF({open_answer.holds},{quote(open_answer.message)},{formula})"
        for term in reversed(faults):
            formula = f"IF({term.holds},{quote(term.message)},{formula})"
        formula = self._around(formula, row, line)
        fresh = [term.message for term in (*faults, *([open_answer] if open_answer else ())) if term.fresh]
        value = "" if line.block is Block.OWN else fresh[0] if fresh else FINE
        return CheckCell(f"=IFERROR({formula},{quote(self._later)})", value)

    # --- what comes before any answer is looked at

    def _around(self, formula: str, row: int, line: FormRow) -> str:
        """A nil return asks for nothing; a free row that says nothing is no row; an error value is read by nobody."""
        grid, asked = self._grid, self._asked(line.block)
        if line.block is Block.OWN:
            joined = "&".join(grid.cell(column.key, row) for column in asked)
            unseen = f"SUMPRODUCT(--ISNUMBER(SEARCH(tdn_visible,{joined})))=0"
            odd = any_of(unseen, *(filled(cell) for cell in self._given_cells(row)))
            formula = f"IF({odd},{quote(self._later)},{formula})"
        error = f"SUMPRODUCT(--ISERROR({grid.across(asked, row)}))>0"
        formula = f"IF({error},{quote(self._message(RuleCode('VALUE05')))},{formula})"
        if line.block is Block.OWN:
            nothing = all_of(*(f"COUNTA({part})=0" for part in (grid.across(asked, row), *self._given_cells(row))))
            formula = f'IF({nothing},"",{formula})'
        if grid.nil:
            ticked = f"IF({stands_in(grid.nil, 'tdn_ticks')},{quote(FINE)},{quote(self._later)})"
            formula = f"IF({filled(grid.nil)},{ticked},{formula})"
        return formula

    def _given_cells(self, row: int) -> list[str]:
        return [self._grid.cell(key, row) for key in self._stand_ins()]

    def _stand_ins(self) -> list[str]:
        """Given columns into which a clerk who adds a row may type instead of the asked ones beside them."""
        keys = (column.default_from for column in self._grid.asked)
        return list(dict.fromkeys(key for key in keys if key is not None))

    def _asked(self, block: Block) -> tuple[Column, ...]:
        """From the first asked column to the last; a column in between that this block is not asked is blank."""
        return self._grid.asked

    # --- faults

    def _faults(self, row: int, line: FormRow) -> Iterator[Term]:
        deciding = self._deciding(line)
        if deciding is not None:
            yield from self._decision_faults(deciding, row, line)
        for rule in self._schema_rules:
            for key in rule.columns:
                if self._form.layout.has(key) and (deciding is None or key != deciding.key):
                    yield from self._schema_faults(rule, self._form.layout.column(key), row, line)
        yield from self._ditto(row, line)
        idle = self._idle(row, line)
        for column in self._columns(line):
            for code, holds, fresh in column_faults(column, Spot(self._form, self._grid, row, line)):
                if self._is_error(code):
                    matters = holds if code not in _OF_ACTIVE_ROWS else all_of(f"NOT({idle})", holds)
                    yield Term(matters, self._message(code), column.key, fresh)
        if self._is_error(RuleCode("ROW04")) and line.task is not None:
            for holds in merged_faults(Spot(self._form, self._grid, row, line), line.task.number):
                yield Term(holds, self._message(RuleCode("ROW04")), "carries")

    def _decision_faults(self, deciding: Column, row: int, line: FormRow) -> Iterator[Term]:
        cell = self._grid.cell(deciding.key, row)
        for rule in self._schema_rules:
            if deciding.key not in rule.columns:
                continue
            if "required" in (rule.schema or {}):
                everywhere, _ = modes(line.block, deciding.required_in | rule.modes)
                if everywhere:
                    yield Term(blank(cell), self._message(rule.code), deciding.key, fresh=True)
            elif "allowed" in (rule.schema or {}):
                tidy = all_of(f"LEN({cell})>0", f"LEN({cell})<=60", f"TRIM({cell})={cell}")
                plain = any_of(f"NOT(ISTEXT({cell}))", all_of(tidy, only_chars_of(cell, "tdn_letters", 60)))
                wrong = all_of(filled(cell), says_something_else(cell), plain)
                yield Term(wrong, self._message(rule.code), deciding.key)

    def _schema_faults(self, rule: Rule, column: Column, row: int, line: FormRow) -> Iterator[Term]:
        if line.block not in column.blocks:
            return
        schema = rule.schema or {}
        cell, message = self._grid.cell(column.key, row), self._message(rule.code, column)
        if "required" in schema and not self._has_default(column, line):
            empty = all_of(*(blank(self._grid.cell(part, row)) for part in self._form.layout.parts(column.key)))
            everywhere, choices = modes(line.block, column.required_in | rule.modes)
            if everywhere:
                yield Term(empty, message, column.key, fresh=True)
            elif choices:
                yield Term(all_of(self._says(row, line, choices), empty), message, column.key)
        longest = schema.get("maxlength")
        if isinstance(longest, int):
            yield Term(all_of(f"ISTEXT({cell})", f"LEN(TRIM({cell}))>{longest}"), message, column.key)

    def _has_default(self, column: Column, line: FormRow) -> bool:
        return column.default_from is not None and bool(line.values.get(column.default_from))

    def _ditto(self, row: int, line: FormRow) -> Iterator[Term]:
        """The words themselves; other spellings are left to the check on submission. A note may say what it likes,
        unless it is the reason that has to be given."""
        code = RuleCode("VALUE12")
        if not self._is_error(code):
            return
        asked = tuple(column for column in self._columns(line) if column.key != _NOTE)
        cells = self._grid.across(asked, row)
        first = self._deciding(line) or asked[0]
        yield Term(f"SUMPRODUCT(--({cells}=tdn_ditto_words))>0", self._message(code), first.key)
        if any(column.key == _NOTE for column in self._columns(line)) and line.block is not Block.OWN:
            reason = all_of(
                self._says(row, line, ("not_applicable",)), stands_in(self._grid.cell(_NOTE, row), "tdn_ditto_words")
            )
            yield Term(reason, self._message(code), first.key)

    # --- doubts

    def _open_answer(self, row: int, line: FormRow) -> Term | None:
        """A task to confirm that nobody has answered: asked about on submission, no fault."""
        deciding = self._deciding(line)
        if deciding is None or line.block is not Block.CONDITIONAL:
            return None
        return Term(blank(self._grid.cell(deciding.key, row)), unconfirmed(self._lang), deciding.key, fresh=True)

    def _doubts(self, row: int, line: FormRow) -> Iterator[str]:
        grid = self._grid
        deciding = self._deciding(line)
        joined = "&".join(grid.cell(column.key, row) for column in grid.asked)
        yield unlike_plain_text(grid.across(grid.asked, row), joined)
        if deciding is not None:
            cell = grid.cell(deciding.key, row)
            yield all_of(filled(cell), says_something_else(cell))
        for column in grid.asked:
            if line.block in column.blocks:
                yield from column_doubts(column, Spot(self._form, grid, row, line))
            else:
                yield filled(grid.cell(column.key, row))
        if line.task is not None:
            yield from merged_doubts(Spot(self._form, grid, row, line))
        for rule in self._schema_rules:
            known = [key for key in rule.columns if self._form.layout.has(key)]
            yield from (filled(grid.cell(key, row)) for key in known if self._is_open(rule, key, deciding))

    def _is_open(self, rule: Rule, key: str, deciding: Column | None) -> bool:
        """Whether formulas leave open what a value rule asks: a pattern, a length or list where there is no term."""
        constraints = (rule.schema or {}).keys()
        is_deciding = deciding is not None and key == deciding.key
        return bool(constraints & ({"regex", "maxlength"} if is_deciding else {"regex", "allowed"}))

    # --- small questions

    def _deciding(self, line: FormRow) -> Column | None:
        column = self._form.layout.column(self._form.layout.deciding)
        return column if line.block in column.blocks else None

    def _columns(self, line: FormRow) -> tuple[Column, ...]:
        return tuple(column for column in self._grid.asked if line.block in column.blocks)

    def _says(self, row: int, line: FormRow, keys: tuple[str, ...]) -> str:
        deciding = self._deciding(line)
        return "FALSE" if deciding is None else says(self._grid.cell(deciding.key, row), deciding, keys)

    def _idle(self, row: int, line: FormRow) -> str:
        """Whether the row is merged or not applicable, or its choice is spelled in a way that may say so."""
        deciding = self._deciding(line)
        if deciding is None:
            return "FALSE"
        cell = self._grid.cell(deciding.key, row)
        return any_of(says(cell, deciding, sorted(IDLE)), all_of(filled(cell), says_something_else(cell)))

    def _is_error(self, code: RuleCode) -> bool:
        rule = self._rulebook.rules.get(code)
        return rule is not None and rule.severity is Severity.ERROR

    def _message(self, code: RuleCode, column: Column | None = None) -> str:
        return brief(self._rulebook.rule(code), column, self._lang)


_OF_ACTIVE_ROWS = frozenset(map(RuleCode, ("TIME01", "TIME02", "TIME03", "TIME04")))
"""What does not matter in rows that are merged or not applicable."""
