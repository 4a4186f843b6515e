"""All rules of a run, and how a fault becomes a finding."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from tdn_templates.errors import TdnError
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

    def with_severities(self, severities: Iterable[tuple[str, Severity]]) -> "Rulebook":
        """The same rules, raised, lowered or switched off by code or beginning of codes; the longest beginning wins.

        Raises TdnError for a rule that guards the merge: it cannot be switched off.
        """
        chosen = sorted(severities, key=_length)
        rules = dict(self.rules)
        for beginning, severity in chosen:
            for code, rule in rules.items():
                if code.startswith(beginning):
                    rules[code] = replace(rule, severity=severity)
        for code, rule in rules.items():
            if rule.severity is Severity.OFF and (rule.gate or rule.guard):
                raise TdnError(
                    f"Không thể tắt quy tắc {code}: quy tắc này bảo vệ việc tổng hợp.",
                    f"The rule {code} cannot be switched off: it guards the merge.",
                    hint_vi="Miễn trừ cho từng trường hợp bằng “waivers”.",
                    hint_en='Waive it for single cases with "waivers".',
                )
        return Rulebook(rules)

    def rule(self, code: RuleCode) -> Rule:
        return self.rules[code]

    def in_scope(self, scope: Scope) -> tuple[Rule, ...]:
        """The rules of a scope that are not switched off, gates first."""
        found = [rule for rule in self.rules.values() if rule.scope is scope and rule.severity is not Severity.OFF]
        return tuple(sorted(found, key=_gates_first))

    def finding(self, code: RuleCode, fault: Fault) -> Finding:
        return Finding(code, self.rules[code].severity, fault.place, fault.task, fault.value, fault.facts)


def _length(pair: tuple[str, Severity]) -> int:
    return len(pair[0])


def _code(rule: Rule) -> str:
    return rule.code


def _gates_first(rule: Rule) -> tuple[bool, str]:
    return not rule.gate, rule.code
