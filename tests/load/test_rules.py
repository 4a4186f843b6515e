"""A rule file is data: read as it stands, refused by name and line when it is not a rule."""

import pytest

from tdn_templates.errors import TdnError
from tdn_templates.files.shipped import read_folder, shipped_folder
from tdn_templates.load.rulebook import read_rulebook
from tdn_templates.load.rules import read_rule
from tdn_templates.model.rule import Fix, Rule, RuleWording, Scope
from tdn_templates.model.words import RuleCode, Severity, Wording

_RULE = """
code: ROW99
name: not-answered
severity: warning
scope: row
needs: [own_time]
column: treatment
schema: {required: true}
wrong: {vi: "Sai {task}.", en: "Wrong {task}."}
found: {vi: Trống., en: Blank.}
allowed: {vi: Có chữ., en: Text.}
remedy: {vi: Sửa lại., en: Correct it.}
why: {vi: Vì thế., en: Because.}
basis: "47/NQ-CP, Điều 1"
example: {wrong: "(blank)", right: "Thực hiện"}
since: "0.1"
"""


def test_a_rule_is_read_as_it_stands() -> None:
    assert read_rule(_RULE, "ROW99.yaml") == Rule(
        code=RuleCode("ROW99"),
        name="not-answered",
        severity=Severity.WARNING,
        scope=Scope.ROW,
        wording=RuleWording(
            Wording("Sai {task}.", "Wrong {task}."),
            Wording("Trống.", "Blank."),
            Wording("Có chữ.", "Text."),
            Wording("Sửa lại.", "Correct it."),
        ),
        why=Wording("Vì thế.", "Because."),
        basis="47/NQ-CP, Điều 1",
        example_wrong="(blank)",
        example_right="Thực hiện",
        needs=("own_time",),
        columns=("treatment",),
        schema={"required": True},
        since="0.1",
    )


def test_what_a_rule_file_may_add() -> None:
    added = (
        _RULE.replace("schema: {required: true}", "schema: {allowed: choices}")
        + "gate: true\nfix: safe\nstatus: preview\n"
    )
    rule = read_rule(added, "ROW99.yaml")
    assert (rule.schema, rule.gate, rule.fix, rule.status) == ({"allowed": "choices"}, True, Fix.SAFE, "preview")


@pytest.mark.parametrize(
    ("schema", "read"),
    [
        ("maxlength: 500", {"maxlength": 500}),
        ('regex: "[0-9.]+"', {"regex": "(?:[0-9.]+)$"}),
        ('regex: "[0-9.]+$"', {"regex": "[0-9.]+$"}),
    ],
)
def test_an_office_may_ask_more_of_a_column(schema: str, read: dict[str, object]) -> None:
    text = _RULE.replace("ROW99", "LOCAL01").replace("required: true", schema) + "modes: [own]\n"
    rule = read_rule(text, "LOCAL01.yaml")
    assert rule.schema == read
    assert rule.modes == {"own"}


def test_a_rule_without_a_schema_is_decided_elsewhere() -> None:
    rule = read_rule(_RULE.replace("column: treatment\n", "").replace("schema: {required: true}\n", ""), "ROW99.yaml")
    assert (rule.columns, rule.schema, rule.gate, rule.fix) == ((), None, False, Fix.NONE)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("code: ROW99", "code: ROW1", '"ROW1" is not a rule code'),
        ("code: ROW99", "code: LINE01", '"LINE01" is not a rule code'),
        ("code: ROW99", "code: row99", '"row99" is not a rule code'),
        ("severity: warning", "severity: fatal", "fatal"),
        ("scope: row", "scope: cell", "cell"),
        ("schema: {required: true}", "schema: {required: perhaps}", "required"),
        ("schema: {required: true}", "schema: {colour: red}", "colour"),
        ("schema: {required: true}", "schema: {allowed: anything}", "anything"),
        ("schema: {required: true}", "schema: {required: true, allowed: choices}", "exactly one"),
        ("schema: {required: true}", 'schema: {regex: "("}', "regular expression"),
        ("column: treatment\n", "", "column"),
        ("why: {vi: Vì thế., en: Because.}\n", "", "why"),
        ("found: {vi: Trống., en: Blank.}", "found: {vi: Trống.}", "en"),
        ('example: {wrong: "(blank)", right: "Thực hiện"}', 'example: {wrong: "(blank)"}', "right"),
        ('since: "0.1"', "", "since"),
        ("needs: [own_time]", "need: [own_time]", "need"),
        ("needs: [own_time]", "needs: own_time", "needs"),
    ],
)
def test_a_file_that_is_no_rule_is_refused(old: str, new: str, complaint: str) -> None:
    assert _RULE.count(old) == 1
    with pytest.raises(TdnError, match=r"ROW99\.yaml") as refused:
        read_rule(_RULE.replace(old, new), "ROW99.yaml")
    assert complaint in refused.value.en
    assert refused.value.vi != refused.value.en


def test_a_rule_file_is_named_after_its_code() -> None:
    with pytest.raises(TdnError, match=r"ROW98\.yaml.*ROW99\.yaml"):
        read_rulebook({"ROW98.yaml": _RULE})


def test_all_shipped_rules_are_read_whatever_order_the_folder_has() -> None:
    files = read_folder(shipped_folder("rules"), ".yaml")
    rulebook = read_rulebook(dict(sorted(files.items(), reverse=True)))
    assert [f"{code}.yaml" for code in rulebook.rules] == sorted(files)
