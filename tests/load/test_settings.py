"""Settings are data: what does not exist is refused by file and line, with what was probably meant."""

import re
from datetime import date
from pathlib import Path

import pytest

from tdn_templates.errors import TdnError
from tdn_templates.load.knowledge import load_registry, load_rulebook
from tdn_templates.load.settings import read_settings
from tdn_templates.model.settings import Settings, Waiver
from tdn_templates.model.words import RuleCode, Severity, UnitSlug

RULEBOOK, REGISTRY = load_rulebook(), load_registry()
WHOLE = """\
severity:
  UNIT: warning
  UNIT03: off
waivers:
  - code: ROW01
    unit: BTC
    task: "4.2"
    reason: Đề án lùi sang năm sau
    approver: Nguyễn Văn A
    expires: 2026-12-31
"""


def read(text: str) -> Settings:
    return read_settings(text, "checks.yaml", RULEBOOK, REGISTRY)


def severity_of(code: str, text: str) -> Severity:
    return RULEBOOK.with_severities(read(text).severities).rule(RuleCode(code)).severity


def test_settings_are_read_as_they_stand() -> None:
    waiver = Waiver(
        code=RuleCode("ROW01"),
        unit=UnitSlug("bo-tai-chinh"),
        task="4.2",
        reason="Đề án lùi sang năm sau",
        approver="Nguyễn Văn A",
        expires=date(2026, 12, 31),
    )
    assert read(WHOLE) == Settings((("UNIT", Severity.WARNING), ("UNIT03", Severity.OFF)), (waiver,))


@pytest.mark.parametrize("unit", ["bo-tai-chinh", "Bộ Tài chính", "BỘ TÀI CHÍNH", "BTC"])
def test_a_waiver_names_its_unit_in_any_usual_way(unit: str) -> None:
    assert read(WHOLE.replace("BTC", unit)).waivers[0].unit == "bo-tai-chinh"


@pytest.mark.parametrize("text", ["severity:\n", "waivers: []\n", "severity:\nwaivers:\n"])
def test_settings_that_set_nothing_change_nothing(text: str) -> None:
    assert read(text) == Settings()


@pytest.mark.parametrize(
    ("code", "severities", "expected"),
    [
        ("UNIT03", "UNIT03: error", Severity.ERROR),
        ("UNIT03", "UNIT03: note", Severity.NOTE),
        ("UNIT03", "UNIT03: off", Severity.OFF),
        ("UNIT03", "UNIT: note", Severity.NOTE),
        ("UNIT03", "UNIT03: error\n  UNIT: note", Severity.ERROR),
        ("UNIT03", "UNIT: note\n  UNIT0: off\n  UNIT03: error", Severity.ERROR),
        ("UNIT01", "UNIT: note\n  UNIT0: off\n  UNIT03: error", Severity.OFF),
        ("ROW01", "UNIT: note", Severity.ERROR),
    ],
)
def test_the_longest_beginning_of_a_code_decides_its_severity(code: str, severities: str, expected: Severity) -> None:
    assert severity_of(code, f"severity:\n  {severities}\n") is expected


@pytest.mark.parametrize("code", ["FILE01", "STAMP01", "SHEET01", "BATCH01", "TABLE02", "SHEET02", "VALUE05"])
def test_a_rule_that_guards_the_merge_cannot_be_switched_off(code: str) -> None:
    for beginning in (code, code[:-2]):
        with pytest.raises(TdnError, match="cannot be switched off: it guards the merge"):
            severity_of(code, f"severity:\n  {beginning}: off\n")
    assert severity_of(code, f"severity:\n  {code}: warning\n") is Severity.WARNING


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint", "near"),
    [
        ("UNIT03: off", "UNIT33: off", 3, 'no rule begins with "UNIT33"', "UNIT03"),
        ("UNIT03: off", "unit03: off", 3, 'no rule begins with "unit03"', "UNIT03"),
        ("UNIT03: off", "UNIT03: warn", 3, '"UNIT03" does not take "warn"', '"warning"'),
        ("severity:", "severities:", 1, 'the key "severities" is not used', '"severity"'),
        ("code: ROW01", "code: ROW0", 5, '"code" does not take "ROW0"', "ROW0"),
        ("code: ROW01", "code: ROW", 5, '"code" does not take "ROW"', "ROW"),
        ("code: ROW01", "code: FILE02", 5, "FILE02 cannot be waived", ""),
        ("code: ROW01", "code: BATCH01", 5, "BATCH01 cannot be waived", ""),
        ("unit: BTC", "unit: Bộ Hải sản", 6, 'the unit "Bộ Hải sản" is not in the registry', ""),
        ("reason:", "raeson:", 8, 'the key "raeson" is not used', '"reason"'),
        ("reason: Đề án lùi sang năm sau", "reason: ", 8, '"reason" is missing', ""),
        ("approver: Nguyễn Văn A", "approver: ~", 9, '"approver" is missing', ""),
        ("expires: 2026-12-31", "expires: 31/12/2026", 10, '"31/12/2026"', "2024-04-15"),
        ("expires: 2026-12-31", "expires: 2026-02-30", 10, '"2026-02-30"', "2024-04-15"),
        ("    expires: 2026-12-31\n", "", 5, '"expires" is missing', ""),
    ],
)
def test_what_does_not_exist_is_named_with_file_and_line(
    old: str, new: str, line: int, complaint: str, near: str
) -> None:
    assert WHOLE.count(old) == 1
    with pytest.raises(TdnError) as refused:
        read(WHOLE.replace(old, new))
    said = f"{refused.value.en} {refused.value.hint_en}"
    assert said.startswith(f"checks.yaml, line {line}: ")
    assert complaint in said
    assert near in said
    assert refused.value.vi.startswith(f"checks.yaml, dòng {line}: ")


@pytest.mark.parametrize(
    ("code", "unit", "task", "on", "covered"),
    [
        ("ROW01", "bo-tai-chinh", "4.2", date(2026, 12, 31), True),
        ("ROW01", "bo-tai-chinh", "4.2", date(2027, 1, 1), False),
        ("ROW01", "bo-tai-chinh", "4.1", date(2026, 1, 1), False),
        ("ROW01", "bo-y-te", "4.2", date(2026, 1, 1), False),
        ("ROW02", "bo-tai-chinh", "4.2", date(2026, 1, 1), False),
    ],
)
def test_a_waiver_covers_its_case_until_the_end_of_its_last_day(
    code: str, unit: str, task: str, on: date, covered: bool
) -> None:
    assert read(WHOLE).waivers[0].covers(RuleCode(code), UnitSlug(unit), task, on) is covered


def test_a_waiver_without_a_task_covers_all_tasks() -> None:
    waiver = read(WHOLE.replace('    task: "4.2"\n', "")).waivers[0]
    on = date(2026, 1, 1)
    assert [waiver.covers(RuleCode("ROW01"), UnitSlug("bo-tai-chinh"), task, on) for task in ("1.1", "4.2", "")] == [
        True,
        True,
        True,
    ]


@pytest.mark.parametrize("guide", ["README.md", "README.vi.md"])
def test_the_settings_shown_in_the_guides_can_be_used(guide: str) -> None:
    page = (Path(__file__).parents[2] / guide).read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    settings = read(shown)
    assert settings.severities == (("UNIT03", Severity.NOTE),)
    assert [(waiver.code, waiver.unit, waiver.task) for waiver in settings.waivers] == [
        ("ROW01", "bo-tai-chinh", "4.2")
    ]
