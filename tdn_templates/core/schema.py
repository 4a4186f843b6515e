"""The value schema: what single cells of a row must hold. The only module that imports Cerberus.

A schema is compiled once per row mode from the layout (which columns, which lists, required when) and the rules (what
to say when a constraint fails). Blank cells are absent keys; cells that cannot be read are left out of both the row
and the schema, because another rule has spoken about them.
"""

from collections.abc import Mapping

import cerberus

from tdn_templates.core.rulebook import Rulebook
from tdn_templates.model.layout import Block, Column, WorkbookLayout
from tdn_templates.model.words import RuleCode


class ValueSchema:
    """Decides the rules that one cell decides, for one layout and one rulebook."""

    def __init__(self, layout: WorkbookLayout, rulebook: Rulebook) -> None:
        self._layout = layout
        self._codes = {
            (rule.column, constraint): rule.code
            for rule in rulebook.rules.values()
            if rule.column is not None and rule.schema is not None
            for constraint in rule.schema
        }
        self._validators: dict[tuple[Block, str, frozenset[str]], cerberus.Validator] = {}

    def faults(
        self, block: Block, choice: str, values: Mapping[str, str], unreadable: frozenset[str]
    ) -> tuple[tuple[RuleCode, str], ...]:
        """(rule, column) for every constraint that fails. `choice` is the key of the deciding choice, "" if open."""
        validator = self._validator(block, choice, unreadable)
        if validator.validate(values, normalize=False):
            return ()
        found = {
            (self._codes[error.field, error.rule], error.field)
            for error in validator._errors
            if (error.field, error.rule) in self._codes
        }
        return tuple(sorted(found))

    def _validator(self, block: Block, choice: str, unreadable: frozenset[str]) -> cerberus.Validator:
        key = (block, choice, unreadable)
        if key not in self._validators:
            modes = {block.value, f"{block.value}.{choice}"}
            schema = {
                column.key: self._constraints(column, modes)
                for column in self._layout.asked
                if block in column.blocks and column.key not in unreadable
            }
            self._validators[key] = cerberus.Validator(schema, allow_unknown=True)
        return self._validators[key]

    def _constraints(self, column: Column, modes: set[str]) -> dict[str, object]:
        constraints: dict[str, object] = {"type": "string"}
        if (column.key, "required") in self._codes and modes & column.required_in:
            constraints["required"] = True
        if (column.key, "allowed") in self._codes and column.choices:
            constraints["allowed"] = [choice.key for choice in column.choices]
        return constraints
