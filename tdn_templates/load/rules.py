"""Load rules (rules/CODE.yaml). A rule file is data: it can never run code."""

import re
from collections.abc import Mapping

from tdn_templates.load.layouts import wording
from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.model.rule import Fix, Rule, RuleWording, Scope
from tdn_templates.model.words import RuleCode, Severity, Wording

_CODE = re.compile(r"(FILE|STAMP|SHEET|VALUE|TIME|UNIT|ROW|TABLE|BATCH|WORD|LOCAL)[0-9]{2}", re.ASCII)
_KEYS = (
    "code",
    "name",
    "severity",
    "scope",
    "gate",
    "guard",
    "needs",
    "column",
    "columns",
    "schema",
    "modes",
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
    "brief",
)
_FACT = re.compile(r"\{[a-z_]+\}", re.ASCII)
_CONSTRAINTS = ("required", "allowed", "maxlength", "regex")


def read_rule(text: str, name: str) -> Rule:
    """Raises TdnError, naming file and line."""
    entry = read_entry(text, name)
    entry.only(*_KEYS)
    code = entry.text("code")
    if not _CODE.fullmatch(code):
        entry.fail(f'"{code}" không phải mã quy tắc.', f'"{code}" is not a rule code.', key="code")
    example, brief = entry.entry("example"), entry.optional_entry("brief")
    example.only("wrong", "right")
    return Rule(
        code=RuleCode(code),
        name=entry.text("name"),
        severity=Severity(entry.one_of("severity", [severity.value for severity in Severity])),
        scope=Scope(entry.one_of("scope", [scope.value for scope in Scope])),
        wording=RuleWording(*(_template(entry.entry(part)) for part in ("wrong", "found", "allowed", "remedy"))),
        why=wording(entry.entry("why")),
        basis=entry.text("basis"),
        example_wrong=example.text("wrong"),
        example_right=example.text("right"),
        needs=entry.texts("needs"),
        columns=_columns(entry),
        schema=_schema(entry),
        modes=frozenset(entry.texts("modes")),
        gate=entry.flag("gate"),
        guard=entry.flag("guard"),
        fix=Fix(entry.one_of("fix", [fix.value for fix in Fix])) if entry.optional_text("fix") else Fix.NONE,
        status=entry.optional_text("status") or "stable",
        since=entry.text("since"),
        brief=wording(brief) if brief else None,
    )


def _template(entry: Entry) -> Wording:
    """Texts in which a finding's facts stand as {name}, and nothing else in braces."""
    texts = wording(entry)
    for key, text in (("vi", texts.vi), ("en", texts.en)):
        if re.search(r"[{}]", _FACT.sub("", text)):
            entry.fail("trong ngoặc nhọn chỉ ghi được {tên}.", "braces hold a {name} and nothing else.", key=key)
    return texts


def _columns(entry: Entry) -> tuple[str, ...]:
    """One `column`, or `columns` where several forms have a column of this demand under another key."""
    column = entry.optional_text("column")
    return (column,) if column else entry.texts("columns")


def _schema(entry: Entry) -> Mapping[str, object] | None:
    """What a value rule asks of its column: exactly one of `required: true`, `allowed: choices` (the entries of the
    column's list), `maxlength: 500` (characters), `regex: "..."` (the whole text)."""
    schema = entry.optional_entry("schema")
    if schema is None:
        return None
    schema.only(*_CONSTRAINTS)
    if not _columns(entry):
        entry.require("column")
    keys = schema.keys()
    if len(keys) != 1:
        schema.fail("chỉ nêu một điều kiện.", "give exactly one constraint.")
    match keys[0]:
        case "required":
            return {"required": schema.flag("required")}
        case "maxlength":
            return {"maxlength": schema.whole("maxlength")}
        case "regex":
            return {"regex": _pattern(schema)}
        case _:
            return {"allowed": schema.one_of("allowed", ("choices",))}


def _pattern(schema: Entry) -> str:
    """A regular expression that compiles; Cerberus wants it to reach the end of the text."""
    pattern = schema.text("regex")
    try:
        re.compile(pattern)
    except re.error as error:
        schema.fail(f"biểu thức sai: {error}.", f"not a regular expression: {error}.", key="regex")
    return pattern if pattern.endswith("$") else f"(?:{pattern})$"
