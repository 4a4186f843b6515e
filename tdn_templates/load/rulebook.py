"""Load all rules of a folder into a rulebook, and an office's own rules on top."""

from collections.abc import Mapping
from dataclasses import replace

from tdn_templates.core.rulebook import Rulebook
from tdn_templates.errors import TdnError
from tdn_templates.load.rules import read_rule
from tdn_templates.model.rule import Rule


def read_rulebook(files: Mapping[str, str]) -> Rulebook:
    """`files` maps file names to texts. Raises TdnError for a wrong file, or one that is not named after its code."""
    rules = []
    for name, text in files.items():
        rule = read_rule(text, name)
        if name != f"{rule.code}.yaml":
            raise TdnError(
                f"{name}: tệp quy tắc phải mang tên theo mã của nó ({rule.code}.yaml).",
                f"{name}: a rule file has to be named after its code ({rule.code}.yaml).",
            )
        rules.append(rule)
    return Rulebook.of(rules)


def read_own_rules(files: Mapping[str, str], shipped: Rulebook) -> Rulebook:
    """The shipped rules with an office's own: new ones (LOCAL01 ...) that the value schema decides, and shipped ones
    with other wording or severity.

    Own rules are data: they can forbid and require, never run code. Raises TdnError for a file that does not fit.
    """
    own = read_rulebook(files)
    taken = {_decides(rule): rule.code for rule in shipped.rules.values() if rule.schema is not None}
    for rule in own.rules.values():
        if rule.code not in shipped.rules and rule.schema is None:
            raise _refusal(
                rule, "quy tắc riêng phải có “column” và “schema”.", 'an own rule has to have "column" and "schema".'
            )
        if rule.schema is not None and taken.get(_decides(rule), rule.code) != rule.code:
            other = taken[_decides(rule)]
            raise _refusal(rule, f"quy tắc {other} đã kiểm tra điều này.", f"the rule {other} already decides this.")
    kept = {code: _reworded(rule, own.rules.get(code, rule)) for code, rule in shipped.rules.items()}
    return Rulebook.of({**own.rules, **kept}.values())


def _reworded(shipped: Rule, own: Rule) -> Rule:
    """The shipped rule with what an office may change: words and severity, not what it decides."""
    return replace(shipped, wording=own.wording, severity=own.severity, why=own.why, basis=own.basis)


def _decides(rule: Rule) -> tuple[str | None, tuple[str, ...]]:
    return rule.column, tuple(rule.schema or ())


def _refusal(rule: Rule, vi: str, en: str) -> TdnError:
    return TdnError(f"{rule.code}.yaml: {vi}", f"{rule.code}.yaml: {en}")
