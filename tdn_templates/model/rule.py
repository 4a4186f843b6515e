"""One demand on a return (quy tắc): everything about it stands in one YAML file."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tdn_templates.model.words import RuleCode, Severity, Wording


class Scope(StrEnum):
    """What a rule looks at; also the order of the gates."""

    FILE = "file"
    STAMP = "stamp"
    SHEET = "sheet"
    ROW = "row"
    TABLE = "table"
    BATCH = "batch"


class Fix(StrEnum):
    NONE = "none"
    SAFE = "safe"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class RuleWording:
    """Four parts, each with {placeholders} for a finding's facts: wrong, found, allowed, remedy."""

    wrong: Wording
    found: Wording
    allowed: Wording
    remedy: Wording


@dataclass(frozen=True, slots=True)
class Rule:
    """`needs` lists columns that must be neither blank nor unreadable for the rule to be asked.

    `columns` and `schema` belong to rules that the value schema decides (a Cerberus rule name and its constraint for
    each of these columns, in whatever form has it); all others are decided by the function of the same code. `modes`
    are the row modes in which such a rule holds beside those the layout names (see Column.required_in). `gate` says
    that nothing after it makes sense when it fails; `guard` that a merge would be wrong without it, so that it cannot
    be switched off. `brief` is what the workbook itself says in a few words while somebody types, None where it says
    nothing of the rule.
    """

    code: RuleCode
    name: str
    severity: Severity
    scope: Scope
    wording: RuleWording
    why: Wording
    basis: str
    example_wrong: str
    example_right: str
    needs: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    schema: Mapping[str, object] | None = None
    modes: frozenset[str] = frozenset()
    gate: bool = False
    guard: bool = False
    fix: Fix = Fix.NONE
    status: str = "stable"
    since: str = ""
    brief: Wording | None = None
