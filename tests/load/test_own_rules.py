"""An office's own rules: data that can forbid and require, and never run code."""

from pathlib import Path

import pytest

from tdn_templates.core.rulebook import Rulebook
from tdn_templates.errors import TdnError
from tdn_templates.files.shipped import read_folder, shipped_folder
from tdn_templates.load.knowledge import load_layouts, load_rulebook
from tdn_templates.load.rulebook import read_own_rules
from tdn_templates.model.words import RuleCode, Severity

SHIPPED, LAYOUTS = load_rulebook(), load_layouts()
RULE = """\
code: LOCAL01
name: short-note
severity: warning
scope: row
column: note
schema: {maxlength: 200}
wrong: {vi: "Ghi chú quá dài.", en: "The note is too long."}
found: {vi: "Đang ghi “{value}”.", en: "It reads “{value}”."}
allowed: {vi: Không quá 200 ký tự., en: At most 200 characters.}
remedy: {vi: Rút gọn ghi chú., en: Shorten the note.}
why: {vi: Phụ lục in một dòng., en: The annex prints one line.}
basis: "Công văn 12/BTC"
example: {wrong: dài, right: ngắn}
since: "1"
"""


def read(*texts: str) -> Rulebook:
    codes = [text.partition("code: ")[2].partition("\n")[0] for text in texts]
    return read_own_rules({f"{code}.yaml": text for code, text in zip(codes, texts, strict=True)}, SHIPPED, LAYOUTS)


def test_a_new_rule_stands_beside_all_shipped_ones() -> None:
    rulebook = read(RULE)
    assert set(rulebook.rules) == {*SHIPPED.rules, RuleCode("LOCAL01")}
    assert rulebook.rule(RuleCode("LOCAL01")).schema == {"maxlength": 200}


def test_a_shipped_rule_takes_other_words_and_severity_but_decides_as_before() -> None:
    own = (shipped_folder("rules") / "UNIT03.yaml").read_text(encoding="utf-8")
    own = own.replace("severity: warning", "severity: error").replace("scope: row", "scope: file\ngate: true")
    own = own.replace("nhiều đơn vị chủ trì", "hơn một đơn vị chủ trì")
    shipped, changed = SHIPPED.rule(RuleCode("UNIT03")), read(own).rule(RuleCode("UNIT03"))
    assert (changed.severity, shipped.severity) == (Severity.ERROR, Severity.WARNING)
    assert "hơn một đơn vị chủ trì" in changed.wording.wrong.vi
    assert (changed.scope, changed.gate, changed.schema) == (shipped.scope, shipped.gate, shipped.schema)


def test_all_shipped_rules_can_be_given_back_as_own_ones() -> None:
    assert read_own_rules(read_folder(shipped_folder("rules"), ".yaml"), SHIPPED, LAYOUTS) == SHIPPED


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("schema: {maxlength: 200}\n", "", 'has to have "column" and "schema"'),
        ("column: note\n", "", '"column" is missing'),
        ("column: note", "column: nota", "columns: "),
        ("column: note", "column: text", 'no column "text" is asked for'),
        ("column: note\nschema: {maxlength: 200}", "column: own_lead\nschema: {required: true}", "UNIT01 already"),
        ("scope: row", "scope: file", '"scope: row"'),
        ("scope: row", "scope: row\ngate: true", '"gate"'),
        ("scope: row", "scope: row\nguard: true", '"guard"'),
        ("scope: row", "scope: row\nmodes: [own.carryout]", 'no kind of row "own.carryout"'),
        ("scope: row", "scope: row\nfix: perhaps", "perhaps"),
        ("scope: row", "scope: row\nrun: rm", 'the key "run" is not used'),
        ("code: LOCAL01", "code: ROW98", "LOCAL01, LOCAL02"),
        ("code: LOCAL01", "code: LOCAL1", '"LOCAL1" is not a rule code'),
        ("{value}", "{value.__class__}", "braces"),
        ("{value}", "{value!r}", "braces"),
        ("{value}", "{value:>99999999999}", "braces"),
        ("{value}", "{value", "braces"),
        ("{value}", "{}", "braces"),
        ("name: short-note", "name: !!python/object/apply:os.system [id]", "name"),
        ("name: short-note", "name: !!python/name:os.system", "name"),
        ("name: short-note", "name: &a short-note", "name"),
        ("name: short-note", "name: a\nname: b", "name"),
    ],
)
def test_what_is_no_rule_of_an_office_is_refused_by_file(old: str, new: str, complaint: str) -> None:
    with pytest.raises(TdnError) as refused:
        read(RULE.replace(old, new))
    said = f"{refused.value.en} {refused.value.hint_en}"
    assert said.startswith(("LOCAL01.yaml", "ROW98.yaml", "LOCAL1.yaml"))
    if complaint != "name":
        assert complaint in said
    else:
        assert "line " in said
    assert refused.value.vi != refused.value.en


def test_two_own_rules_cannot_decide_the_same() -> None:
    with pytest.raises(TdnError, match="the rule LOCAL01 already decides this"):
        read(RULE, RULE.replace("LOCAL01", "LOCAL02").replace("200", "100"))
    assert "LOCAL02" in read(RULE, RULE.replace("LOCAL01", "LOCAL02").replace("maxlength: 200", "regex: a")).rules


def test_no_tag_of_a_rule_file_runs_anything(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    tag = f'!!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path ["{mark}"]]'
    with pytest.raises(TdnError):
        read(RULE.replace("short-note", tag))
    assert not mark.exists()
