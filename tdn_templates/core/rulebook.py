"""All rules of a run, and how a fault becomes a finding."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tdn_templates.model.finding import NOWHERE, Finding, Place
from tdn_templates.model.rule import Rule, Scope
from tdn_templates.model.words import RuleCode, Severity


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found; the rulebook adds code and severity."""

    place: Place = NOWHERE
    task: str = ""
    value: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Rules by code, in order of their codes."""

    rules: Mapping[RuleCode, Rule]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "Rulebook":
        return cls({rule.code: rule for rule in sorted(rules, key=_code)})

    def rule(self, code: RuleCode) -> Rule:
        return self.rules[code]

    def in_scope(self, scope: Scope) -> tuple[Rule, ...]:
        """The rules of a scope that are not switched off, gates first."""
        found = [rule for rule in self.rules.values() if rule.scope is scope and rule.severity is not Severity.OFF]
        return tuple(sorted(found, key=_gates_first))

    def finding(self, code: RuleCode, fault: Fault) -> Finding:
        return Finding(code, self.rules[code].severity, fault.place, fault.task, fault.value, fault.facts)


def _code(rule: Rule) -> str:
    return rule.code


def _gates_first(rule: Rule) -> tuple[bool, str]:
    return not rule.gate, rule.code
