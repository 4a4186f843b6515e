"""The value schema: what single cells of a row must hold. The only module that imports Cerberus.

A schema is compiled once per row mode from the layout (which columns, which lists, required when) and the rules (what
to say when a constraint fails). Blank cells are absent keys; cells that cannot be read are left out of both the row
and the schema, because another rule has spoken about them.
"""

import re
from collections.abc import Callable, Mapping

import cerberus

from tdn_templates.core.rulebook import Rulebook
from tdn_templates.model.layout import Block, Column, WorkbookLayout
from tdn_templates.model.words import RuleCode


class ValueSchema:
    """Decides the rules that one cell decides, for one layout and one rulebook."""

    def __init__(self, layout: WorkbookLayout, rulebook: Rulebook) -> None:
        self._layout = layout
        self._rules = {
            (column, constraint): rule
            for rule in rulebook.rules.values()
            for column in rule.columns
            for constraint in rule.schema or ()
        }
        self._compiled: dict[tuple[Block, str, frozenset[str]], _Compiled] = {}

    def faults(
        self, block: Block, choice: str, values: Mapping[str, str], unreadable: frozenset[str]
    ) -> tuple[tuple[RuleCode, str], ...]:
        """(rule, column) for every constraint that fails. `choice` is the key of the deciding choice, "" if open."""
        compiled = self._compiled_for(block, choice, unreadable)
        if compiled.passes(values) or compiled.validator.validate(values, normalize=False):
            return ()
        found = {
            (self._rules[error.field, error.rule].code, error.field)
            for error in compiled.validator._errors
            if (error.field, error.rule) in self._rules
        }
        return tuple(sorted(found))

    def _compiled_for(self, block: Block, choice: str, unreadable: frozenset[str]) -> "_Compiled":
        key = (block, choice, unreadable)
        if key not in self._compiled:
            modes = {block.value, f"{block.value}.{choice}"}
            schema = {
                column.key: self._constraints(column, modes)
                for column in self._layout.asked
                if block in column.blocks and column.key not in unreadable
            }
            self._compiled[key] = _Compiled(schema)
        return self._compiled[key]

    def _constraints(self, column: Column, modes: set[str]) -> dict[str, object]:
        constraints: dict[str, object] = {"type": "string"}
        for (key, constraint), rule in self._rules.items():
            if key != column.key or rule.schema is None:
                continue
            if constraint == "required":
                if modes & (column.required_in | rule.modes):
                    constraints["required"] = True
            elif constraint == "allowed":
                constraints["allowed"] = [choice.key for choice in column.choices]
            elif not rule.modes or modes & rule.modes:
                constraints[constraint] = rule.schema[constraint]
        return constraints


class _Compiled:
    """One schema twice: as plain checks that pass the common, clean row, and as the validator that decides the rest."""

    def __init__(self, schema: Mapping[str, Mapping[str, object]]) -> None:
        self.validator = cerberus.Validator(schema, allow_unknown=True)
        self._required = [key for key, constraints in schema.items() if constraints.get("required")]
        self._checks = [(key, _plain_check(constraints)) for key, constraints in schema.items() if len(constraints) > 1]

    def passes(self, values: Mapping[str, str]) -> bool:
        """True only if the validator would find nothing; False leaves the decision to it."""
        if any(key not in values for key in self._required):
            return False
        return all(check(values[key]) for key, check in self._checks if key in values)


def _plain_check(constraints: Mapping[str, object]) -> Callable[[str], bool]:
    allowed, longest, pattern = constraints.get("allowed"), constraints.get("maxlength"), constraints.get("regex")
    entries = frozenset(allowed) if isinstance(allowed, list) else None
    compiled = re.compile(pattern) if isinstance(pattern, str) else None

    def check(text: str) -> bool:
        return (
            (entries is None or text in entries)
            and (not isinstance(longest, int) or len(text) <= longest)
            and (compiled is None or compiled.match(text) is not None)
        )

    return check
