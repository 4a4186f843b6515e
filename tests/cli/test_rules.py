"""`tdn rules` tells about the rules; `tdn validate --rules` takes an office's own beside them."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tdn_templates.load.knowledge import load_rulebook
from tdn_templates.testing import fill_form

Ran = CompletedProcess[str]
Tdn = Callable[..., Ran]
RULE = """\
code: LOCAL01
name: own-rule
severity: {severity}
scope: row
column: {column}
schema: {{{schema}}}
modes: [{modes}]
wrong: {{vi: "Ô “{{column_title}}” chưa theo quy định của cơ quan.", en: "“{{column_title}}” breaks a house rule."}}
found: {{vi: "Đang ghi “{{value}}”.", en: "It reads “{{value}}”."}}
allowed: {{vi: Theo Công văn 12., en: As letter 12 says.}}
remedy: {{vi: Ghi lại., en: Write it again.}}
why: {{vi: Cơ quan yêu cầu., en: The office asks for it.}}
basis: "Công văn 12/BTC"
example: {{wrong: a, right: b}}
since: "1"
"""


def own_rule(folder: Path, *, column: str, schema: str, modes: str = "", severity: str = "error") -> Path:
    folder.mkdir(exist_ok=True)
    text = RULE.format(column=column, schema=schema, modes=modes, severity=severity)
    (folder / "LOCAL01.yaml").write_text(text, encoding="utf-8")
    return folder


def tasks_with(ran: Ran, code: str) -> list[str]:
    return [
        finding["task"]
        for file in json.loads(ran.stdout)["files"]
        for finding in file["findings"]
        if finding["code"] == code
    ]


# --- own rules in a check

ANSWERS = (
    {"row": "1.1", "note": "Đã rà soát rất kỹ nội dung này"},
    {"row": "1.2", "treatment": "Không áp dụng", "note": "Chưa có kinh phí"},
    {"row": "2.1", "own_supporting": "Vụ Đầu tư"},
)


@pytest.mark.parametrize(
    ("rule", "tasks"),
    [
        ({"column": "note", "schema": "maxlength: 16"}, ["1.1"]),
        ({"column": "note", "schema": "maxlength: 15"}, ["1.1", "1.2"]),
        ({"column": "note", "schema": "maxlength: 15", "modes": "inherited.not_applicable"}, ["1.2"]),
        ({"column": "note", "schema": 'regex: "Đã.*"'}, ["1.2"]),
        ({"column": "note", "schema": 'regex: "Đã rà soát"'}, ["1.1", "1.2"]),
        ({"column": "own_supporting", "schema": "required: true", "modes": "inherited.not_applicable"}, ["1.2"]),
        ({"column": "own_supporting", "schema": 'regex: "Cục.*"'}, ["2.1"]),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else None,
)
def test_an_own_rule_is_asked_of_its_rows(
    tdn: Tdn, good_return: bytes, tmp_path: Path, rule: dict[str, str], tasks: list[str]
) -> None:
    (tmp_path / "btc.xlsx").write_bytes(fill_form(good_return, ANSWERS))
    ran = tdn("validate", tmp_path / "btc.xlsx", "--rules", own_rule(tmp_path / "r", **rule), "--format", "json")
    assert (tasks_with(ran, "LOCAL01"), ran.returncode) == (tasks, 1)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("vi", "Ô “Lý do, ghi chú” chưa theo quy định của cơ quan."), ("en", "“Lý do, ghi chú” breaks a house rule.")],
)
def test_an_own_rule_speaks_its_own_words_at_the_cell(
    tdn: Tdn, good_return: bytes, tmp_path: Path, lang: str, sentence: str
) -> None:
    (tmp_path / "btc.xlsx").write_bytes(fill_form(good_return, ANSWERS))
    rules = own_rule(tmp_path / "r", column="note", schema="maxlength: 16", severity="warning")
    ran = tdn("validate", tmp_path / "btc.xlsx", "--rules", rules, "--lang", lang)
    assert ran.returncode == 0
    said = " ".join(ran.stdout.partition("[LOCAL01]")[2].split())
    assert said.startswith("Cảnh báo Kế hoạch - " if lang == "vi" else "Warning Kế hoạch - ")
    assert sentence in said
    assert "“Đã rà soát rất kỹ nội dung này”" in said


def test_settings_reach_own_rules_too(tdn: Tdn, good_return: bytes, tmp_path: Path) -> None:
    (tmp_path / "btc.xlsx").write_bytes(fill_form(good_return, ANSWERS))
    (tmp_path / "checks.yaml").write_text("severity:\n  LOCAL: off\n", encoding="utf-8")
    rules = own_rule(tmp_path / "r", column="note", schema="maxlength: 16")
    command = ("validate", tmp_path / "btc.xlsx", "--settings", tmp_path / "checks.yaml", "--format", "json")
    assert tasks_with(tdn(*command, "--rules", rules), "LOCAL01") == []
    without = tdn(*command)
    assert without.returncode == 2
    assert 'no rule begins with "LOCAL"' in without.stderr


def test_a_shipped_rule_takes_the_words_and_severity_of_the_office(
    tdn: Tdn, good_return: bytes, tmp_path: Path
) -> None:
    shipped = Path(__file__).parents[2] / "rules" / "UNIT03.yaml"
    text = shipped.read_text(encoding="utf-8").replace("severity: warning", "severity: error")
    (tmp_path / "r").mkdir()
    changed = text.replace("có nhiều đơn vị chủ trì", "chỉ được có một đơn vị chủ trì")
    assert changed != text
    (tmp_path / "r/UNIT03.yaml").write_text(changed, encoding="utf-8")
    two = fill_form(good_return, [{"row": "1.1", "own_lead": "Văn phòng Bộ; Vụ Đầu tư"}])
    (tmp_path / "btc.xlsx").write_bytes(two)
    ran = tdn("validate", tmp_path / "btc.xlsx", "--rules", tmp_path / "r")
    assert ran.returncode == 1
    assert "[UNIT03] Lỗi" in ran.stdout
    assert "Nhiệm vụ 1.1 chỉ được có một đơn vị chủ trì." in " ".join(ran.stdout.split())


# --- tdn rules check


def test_a_folder_of_own_rules_can_be_tried_out(tdn: Tdn, tmp_path: Path) -> None:
    count = len(load_rulebook().rules) + 1
    ran = tdn("rules", "check", own_rule(tmp_path / "r", column="note", schema="maxlength: 9"))
    assert (ran.returncode, ran.stdout) == (0, f"Đọc được {count} quy tắc. / {count} rules can be used.\n")


REFUSED = (
    ("", "LOCAL01.yaml", b"code: LOCAL01\nrun: rm\n", "LOCAL01.yaml, dòng 2", "LOCAL01.yaml, line 2"),
    ("tag", "LOCAL01.yaml", b"code: !!python/object/apply:os.getcwd []\n", "LOCAL01.yaml, dòng 1", "line 1"),
    ("utf-16", "LOCAL01.yaml", "code: LOCAL01\n".encode("utf-16"), "không phải văn bản UTF-8", "not UTF-8 text"),
    ("no rule", "LOCAL01.txt", b"code: LOCAL01\n", "không có tệp quy tắc nào", "holds no rule"),
)


@pytest.mark.parametrize("case", REFUSED, ids=[case[0] for case in REFUSED])
def test_a_folder_that_cannot_be_used_is_refused_in_both_languages(
    tdn: Tdn, good_return: bytes, tmp_path: Path, case: tuple[str, str, bytes, str, str]
) -> None:
    _, name, content, vi, en = case
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / name).write_bytes(content)
    (tmp_path / "btc.xlsx").write_bytes(good_return)
    for ran in (
        tdn("rules", "check", tmp_path / "r"),
        tdn("validate", tmp_path / "btc.xlsx", "--rules", tmp_path / "r"),
    ):
        assert (ran.returncode, ran.stdout) == (2, "")
        vietnamese, english = ran.stderr.splitlines()
        assert vi in vietnamese
        assert en in english


def test_a_guard_cannot_be_switched_off_by_an_own_rule(tdn: Tdn, tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "rules" / "TABLE02.yaml").read_text(encoding="utf-8")
    (tmp_path / "TABLE02.yaml").write_text(text.replace("severity: error", "severity: off"), encoding="utf-8")
    ran = tdn("rules", "check", tmp_path)
    assert ran.returncode == 2
    assert "TABLE02 cannot be switched off" in ran.stderr


# --- tdn rules list, tdn rules explain


@pytest.mark.parametrize(("lang", "head"), [("vi", ("Mã", "Mức", "Cảnh báo")), ("en", ("Code", "Severity", "Warning"))])
def test_every_rule_is_listed_once_in_order(tdn: Tdn, lang: str, head: tuple[str, ...]) -> None:
    ran = tdn("rules", "list", "--lang", lang)
    assert ran.returncode == 0
    words = ran.stdout.split()
    codes = [str(code) for code in load_rulebook().rules]
    assert [word for word in words if word in codes] == codes
    assert [word for word in head if word not in ran.stdout] == []
    assert "{" not in ran.stdout


@pytest.mark.parametrize("code", [str(code) for code in load_rulebook().rules])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_rule_is_explained_in_full(tdn: Tdn, code: str, lang: str) -> None:
    rule = next(rule for rule in load_rulebook().rules.values() if rule.code == code)
    ran = tdn("rules", "explain", code, "--lang", lang)
    said = " ".join(ran.stdout.split())
    why = rule.why.vi if lang == "vi" else rule.why.en
    assert ran.returncode == 0
    assert [part for part in (code, why, rule.basis, rule.example_wrong) if " ".join(part.split()) not in said] == []


def test_a_code_may_be_typed_in_small_letters(tdn: Tdn) -> None:
    assert tdn("rules", "explain", " unit03 ").stdout == tdn("rules", "explain", "UNIT03").stdout


@pytest.mark.parametrize(
    ("typed", "vi", "en"),
    [
        ("UNIT33", "Có phải là UNIT03 không?", "Did you mean UNIT03?"),
        ("xyzzy", "Xem danh sách: tdn rules list.", "See the list: tdn rules list."),
    ],
)
def test_an_unknown_code_is_answered_with_the_nearest(tdn: Tdn, typed: str, vi: str, en: str) -> None:
    ran = tdn("rules", "explain", typed)
    assert (ran.returncode, ran.stdout) == (2, "")
    vietnamese, english = ran.stderr.splitlines()
    assert (vi in vietnamese, en in english) == (True, True)
