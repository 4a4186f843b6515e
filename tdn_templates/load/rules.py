"""Load rules (rules/CODE.yaml). A rule file is data: it can never run code."""

import re
from collections.abc import Mapping

from tdn_templates.load.layouts import wording
from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.model.rule import Fix, Rule, RuleWording, Scope
from tdn_templates.model.words import RuleCode, Severity

_CODE = re.compile(r"(FILE|STAMP|SHEET|VALUE|TIME|UNIT|ROW|TABLE|BATCH|WORD)[0-9]{2}", re.ASCII)
_KEYS = (
    "code",
    "name",
    "severity",
    "scope",
    "gate",
    "needs",
    "column",
    "schema",
    "wrong",
    "found",
    "allowed",
    "remedy",
    "why",
    "basis",
    "example",
    "fix",
    "status",
    "since",
)
_CONSTRAINTS = ("required", "allowed")


def read_rule(text: str, name: str) -> Rule:
    """Raises TdnError, naming file and line."""
    entry = read_entry(text, name)
    entry.only(*_KEYS)
    code = entry.text("code")
    if not _CODE.fullmatch(code):
        entry.fail(f'"{code}" không phải mã quy tắc.', f'"{code}" is not a rule code.', key="code")
    example = entry.entry("example")
    example.only("wrong", "right")
    return Rule(
        code=RuleCode(code),
        name=entry.text("name"),
        severity=Severity(entry.one_of("severity", [severity.value for severity in Severity])),
        scope=Scope(entry.one_of("scope", [scope.value for scope in Scope])),
        wording=RuleWording(*(wording(entry.entry(part)) for part in ("wrong", "found", "allowed", "remedy"))),
        why=wording(entry.entry("why")),
        basis=entry.text("basis"),
        example_wrong=example.text("wrong"),
        example_right=example.text("right"),
        needs=entry.texts("needs"),
        column=entry.optional_text("column") or None,
        schema=_schema(entry),
        gate=entry.flag("gate"),
        fix=Fix(entry.optional_text("fix") or Fix.NONE),
        status=entry.optional_text("status") or "stable",
        since=entry.text("since"),
    )


def _schema(entry: Entry) -> Mapping[str, object] | None:
    """The constraint a value rule puts on its column: `required: true` or `allowed: choices`."""
    schema = entry.optional_entry("schema")
    if schema is None:
        return None
    schema.only(*_CONSTRAINTS)
    entry.require("column")
    if "required" in schema.keys():  # noqa: SIM118 - Entry is no dict
        return {"required": schema.flag("required")}
    return {"allowed": schema.one_of("allowed", ("choices",))}
