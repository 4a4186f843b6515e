"""Load the settings of a check (checks.yaml).

severity:
  UNIT03: note          a code, or the beginning of codes
  VALUE: off
waivers:
  - code: ROW01
    unit: bo-tai-chinh  slug or any name of the unit
    task: "4.2"         leave out for all tasks
    reason: ...
    approver: ...
    expires: 2026-12-31
"""

import difflib

from tdn_templates.core.names import NameIndex
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.model.rule import Scope
from tdn_templates.model.settings import Settings, Waiver
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import RuleCode, Severity

SETTINGS_KEYS = ("severity", "waivers")


def read_settings(text: str, name: str, rulebook: Rulebook, registry: Registry) -> Settings:
    """Raises TdnError, naming file and line, for a code, severity or unit that does not exist."""
    entry = read_entry(text, name)
    entry.only(*SETTINGS_KEYS)
    return settings_of(entry, rulebook, registry)


def settings_of(entry: Entry, rulebook: Rulebook, registry: Registry) -> Settings:
    """The settings in a file that holds other things too; raises as `read_settings`."""
    return Settings(
        severities=_severities(entry.optional_entry("severity"), rulebook),
        waivers=tuple(_waiver(waiver, rulebook, registry) for waiver in entry.entries("waivers")),
    )


def _severities(entry: Entry | None, rulebook: Rulebook) -> tuple[tuple[str, Severity], ...]:
    if entry is None:
        return ()
    for beginning in entry.keys():  # noqa: SIM118 - Entry is no dict
        if not any(code.startswith(beginning) for code in rulebook.rules):
            vi, en = f'không có quy tắc nào bắt đầu bằng "{beginning}".', f'no rule begins with "{beginning}".'
            near = difflib.get_close_matches(beginning.upper(), [*rulebook.rules], n=1)
            hint = (f" Có phải là {near[0]} không?", f" Did you mean {near[0]}?") if near else ("", "")
            entry.fail(vi + hint[0], en + hint[1], key=beginning)
    allowed = [severity.value for severity in Severity]
    return tuple((beginning, Severity(entry.one_of(beginning, allowed))) for beginning in entry.keys())  # noqa: SIM118


def _waiver(entry: Entry, rulebook: Rulebook, registry: Registry) -> Waiver:
    entry.only("code", "unit", "task", "reason", "approver", "expires")
    rule = rulebook.rule(RuleCode(entry.one_of("code", list(rulebook.rules))))
    if rule.gate or rule.scope is Scope.BATCH:
        vi, en = f"quy tắc {rule.code} không thể miễn trừ.", f"the rule {rule.code} cannot be waived."
        entry.fail(vi, en, key="code")
    return Waiver(
        code=rule.code,
        unit=_unit(entry, registry).slug,
        task=entry.optional_text("task"),
        reason=entry.text("reason"),
        approver=entry.text("approver"),
        expires=entry.date("expires"),
    )


def _unit(entry: Entry, registry: Registry) -> Unit:
    text = entry.text("unit")
    unit = registry.find(text) or NameIndex(registry).find(text).unit
    if unit is None:
        vi, en = f'không có đơn vị "{text}" trong danh mục.', f'the unit "{text}" is not in the registry.'
        entry.fail(vi, en, key="unit")
    return unit
