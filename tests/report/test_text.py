"""The console: cells as ranges, the most important first, never wider than the terminal."""

from collections.abc import Callable

import pytest

from tdn_templates.api import Validation
from tdn_templates.core.finding_groups import rule_groups
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.since import compare_since
from tdn_templates.model.finding import Finding, Place
from tdn_templates.model.unit import Registry
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, RuleCode, Severity, State
from tdn_templates.report.json import validation_json
from tdn_templates.report.text import findings_text, validation_text

MakeVerdict = Callable[..., Verdict]


def unanswered(cell: str, task: str) -> Finding:
    facts = {"task": task, "column_title": "Cách thực hiện", "choices": "Thực hiện; Không áp dụng"}
    return Finding(RuleCode("ROW01"), Severity.ERROR, Place("Kế hoạch", cell), task, "", facts)


def several_leads(cell: str, task: str, value: str) -> Finding:
    facts = {"task": task, "column_title": "Chủ trì", "value": value}
    return Finding(RuleCode("UNIT03"), Severity.WARNING, Place("Kế hoạch", cell), task, value, facts)


@pytest.mark.parametrize(
    ("places", "cells", "tasks"),
    [
        ([("H17", "2.1")], "H17", "2.1"),
        ([("H17", "2.1"), ("H18", "2.2"), ("H19", "2.3")], "H17:H19", "2.1–2.3"),
        ([("H17", "2.1"), ("H19", "2.3")], "H17, H19", "2.1, 2.3"),
        ([("H22", "2.6"), ("H23", "2.9"), ("H24", "2.11")], "H22:H24", "2.6, 2.9, 2.11"),
        ([("H22", "3.9"), ("H23", "3.10")], "H22:H23", "3.9–3.10"),
        ([("H22", "3.2"), ("H23", "3.1")], "H22:H23", "3.2, 3.1"),
        ([("H22", "1.9"), ("H23", "2.10")], "H22:H23", "1.9, 2.10"),
        ([("H22", "+2.1"), ("H23", "+2.2")], "H22:H23", "+2.1–+2.2"),
        ([("H22", "2.1"), ("I23", "2.2")], "H22, I23", "2.1–2.2"),
        ([("H22", "2.1"), ("H22", "2.1")], "H22", "2.1"),
        ([("", "2.1"), ("", "2.2")], "", "2.1–2.2"),
    ],
)
def test_cells_that_follow_one_another_are_a_range(
    rulebook: Rulebook, places: list[tuple[str, str]], cells: str, tasks: str
) -> None:
    (group,) = rule_groups([unanswered(*place) for place in places], rulebook, Lang.VI)
    (saying,) = group.sayings
    assert saying.cells == cells
    assert saying.words.wrong.startswith(f"Nhiệm vụ {tasks} chưa được trả lời.")
    assert group.count == len(places)


def test_errors_come_before_warnings_and_the_frequent_before_the_rare(rulebook: Rulebook) -> None:
    findings = [
        several_leads("J5", "1.1", "A, B"),
        several_leads("J6", "1.2", "A, B"),
        Finding(RuleCode("SHEET01"), Severity.ERROR, facts={"sheet_title": "Kế hoạch"}),
        unanswered("H17", "2.1"),
        unanswered("H30", "3.1"),
    ]
    groups = rule_groups(findings, rulebook, Lang.VI)
    assert [(group.code, group.count) for group in groups] == [("ROW01", 2), ("SHEET01", 1), ("UNIT03", 2)]


def test_other_values_are_other_sentences_under_one_remedy(rulebook: Rulebook) -> None:
    findings = [
        several_leads("J5", "1.1", "A, B"),
        several_leads("J6", "1.2", "C, D"),
        several_leads("J7", "1.3", "A, B"),
    ]
    text = findings_text(findings, rulebook, Lang.VI, 80)
    assert "- J5, J7: Nhiệm vụ 1.1, 1.3 có nhiều đơn vị chủ trì." in text
    assert "- J6: Nhiệm vụ 1.2 có nhiều đơn vị chủ trì." in text
    assert text.count("→") == 1


def test_many_of_one_kind_are_cut_and_the_rest_counted(rulebook: Rulebook) -> None:
    findings = [several_leads(f"J{row}", f"1.{row}", f"A{row}, B") for row in range(1, 121)]
    text = findings_text(findings, rulebook, Lang.VI, 80)
    assert len(text.splitlines()) < 60
    assert "× 120" in text
    assert "và 100 chỗ nữa" in text
    ranges = findings_text([unanswered(f"H{row}", f"1.{row}") for row in range(1, 200, 2)], rulebook, Lang.EN, 80)
    assert "… and 84 more" in ranges


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(published: Validation, lang: Lang, width: int) -> None:
    text = validation_text(published.verdicts, published.batch_findings, published.rulebook, lang, width)
    assert max(map(len, text.splitlines())) <= width
    assert text.endswith(".")


def test_the_published_plan_is_told_in_one_sentence_for_all_unanswered_rows(
    published: Validation, unanswered_cells: str
) -> None:
    text = validation_text(published.verdicts, (), published.rulebook, Lang.VI, 80)
    assert f"- {unanswered_cells}," in text
    assert "Đã đúng: tệp, biểu mẫu, trang tính và cột," in text
    assert "văn bản Word" not in text
    assert "Tổng cộng: 3 tệp (2 cần sửa, 1 không đọc được); 25 lỗi, " in text


def test_a_return_without_faults_is_told_that_nothing_is_to_be_done(
    make_verdict: MakeVerdict, rulebook: Rulebook
) -> None:
    text = validation_text([make_verdict(state=State.ACCEPTED)], (), rulebook, Lang.EN, 80)
    assert "a.xlsx – Bộ Tài chính: ACCEPTED\n  0 rows read; 0 without errors. Nothing to correct.\n" in text


def test_new_findings_are_marked_and_fixed_ones_listed(make_verdict: MakeVerdict, rulebook: Rulebook) -> None:
    before = [make_verdict([unanswered("H17", "2.1"), unanswered("H18", "2.2")])]
    now = [make_verdict([unanswered("H18", "2.2"), unanswered("H19", "2.3")])]
    since = compare_since(validation_json(before, (), rulebook, Lang.VI), now, ())
    text = validation_text(now, (), rulebook, Lang.VI, 80, since=since)
    assert "- H18: Nhiệm vụ 2.2" in text
    assert "- (mới) H19: Nhiệm vụ 2.3" in text
    assert "So với lần trước: 1 đã sửa, 1 còn, 1 mới, 0 chưa kiểm tra lại." in text
    assert "- Bộ Tài chính [ROW01] H17: Nhiệm vụ 2.1" in text


def test_units_without_a_return_are_named_and_counted(registry: Registry, rulebook: Rulebook) -> None:
    text = validation_text((), (), rulebook, Lang.VI, 80, missing=registry.units[:45])
    assert text.startswith(f"Đơn vị chưa gửi (45): {registry.units[0].name}; ")
    assert "và 5 chỗ nữa" in text


def test_a_file_name_cannot_steer_the_terminal(make_verdict: MakeVerdict, rulebook: Rulebook) -> None:
    text = validation_text([make_verdict(file="a\x1b[2J\u202ecod.xlsx")], (), rulebook, Lang.VI, 80)
    assert "a<U+001B>[2J<U+202E>cod.xlsx" in text
    assert "\x1b" not in text
