"""Load all rules of a folder into a rulebook, and an office's own rules on top."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from tdn_templates.core.rulebook import Rulebook
from tdn_templates.errors import TdnError
from tdn_templates.load.rules import read_rule
from tdn_templates.model.layout import Block, WorkbookLayout
from tdn_templates.model.rule import Rule, Scope


def read_rulebook(files: Mapping[str, str]) -> Rulebook:
    """`files` maps file names to texts. Raises TdnError for a wrong file, or one that is not named after its code.

    The same texts are read once.
    """
    return _rulebook_of(tuple(files.items()))


@lru_cache(maxsize=4)
def _rulebook_of(named_texts: tuple[tuple[str, str], ...]) -> Rulebook:
    rules = []
    for name, text in named_texts:
        rule = read_rule(text, name)
        if name != f"{rule.code}.yaml":
            raise TdnError(
                f"{name}: tệp quy tắc phải mang tên theo mã của nó ({rule.code}.yaml).",
                f"{name}: a rule file has to be named after its code ({rule.code}.yaml).",
            )
        rules.append(rule)
    return Rulebook.of(rules)


def read_own_rules(files: Mapping[str, str], shipped: Rulebook, layouts: Mapping[str, WorkbookLayout]) -> Rulebook:
    """The shipped rules with an office's own: new ones (LOCAL01 ...) that the value schema decides, and shipped ones
    with other wording or severity.

    Own rules are data: they can forbid and require, never run code. Raises TdnError for a file that does not fit.
    """
    own = read_rulebook(files)
    taken = {decided: rule.code for rule in shipped.rules.values() for decided in _decides(rule)}
    for rule in own.rules.values():
        if rule.code in shipped.rules:
            continue
        _check_new(rule, layouts.values())
        others = [taken.setdefault(decided, rule.code) for decided in _decides(rule)]
        other = next((code for code in others if code != rule.code), None)
        if other is not None:
            raise _refusal(rule, f"quy tắc {other} đã kiểm tra điều này.", f"the rule {other} already decides this.")
    kept = {code: _reworded(rule, own.rules.get(code, rule)) for code, rule in shipped.rules.items()}
    return Rulebook.of({**own.rules, **kept}.values())


def _check_new(rule: Rule, layouts: Iterable[WorkbookLayout]) -> None:
    """Raises TdnError for a new rule that nothing would ever decide, or that claims what only shipped rules may."""
    if not rule.code.startswith("LOCAL"):
        raise _refusal(rule, "quy tắc mới phải có mã LOCAL01, LOCAL02...", "a new rule is called LOCAL01, LOCAL02...")
    if rule.schema is None:
        raise _refusal(
            rule, "quy tắc riêng phải có “column” và “schema”.", 'an own rule has to have "column" and "schema".'
        )
    if rule.scope is not Scope.ROW or rule.gate or rule.guard:
        raise _refusal(
            rule,
            "quy tắc riêng có “scope: row”, không có “gate”, “guard”.",
            'an own rule has "scope: row" and neither "gate" nor "guard".',
        )
    asked = [column for layout in layouts for column in layout.asked]
    keys = sorted({column.key for column in asked})
    for column in rule.columns:
        if column not in keys:
            raise _refusal(
                rule,
                f"không có cột cần điền “{column}”; các cột: {', '.join(keys)}.",
                f'no column "{column}" is asked for; columns: {", ".join(keys)}.',
            )
    choices = {choice.key for column in asked for choice in column.choices}
    modes = {block.value for block in Block} | {f"{block.value}.{choice}" for block in Block for choice in choices}
    for mode in sorted(rule.modes - modes):
        raise _refusal(rule, f"không có loại dòng “{mode}”.", f'there is no kind of row "{mode}".')


def _reworded(shipped: Rule, own: Rule) -> Rule:
    """The shipped rule with what an office may change: words and severity, not what it decides."""
    return replace(shipped, wording=own.wording, severity=own.severity, why=own.why, basis=own.basis)


def _decides(rule: Rule) -> list[tuple[str, str]]:
    """Column and constraint of everything the value schema decides by this rule."""
    return [(column, constraint) for column in rule.columns for constraint in rule.schema or ()]


def _refusal(rule: Rule, vi: str, en: str) -> TdnError:
    return TdnError(f"{rule.code}.yaml: {vi}", f"{rule.code}.yaml: {en}")
