"""What has become of the findings of an earlier run."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from tdn_templates.api import Validation
from tdn_templates.core.finding_ids import finding_ids
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.since import Standing, compare_since
from tdn_templates.errors import TdnError
from tdn_templates.model.finding import Finding, Place
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, RuleCode, Severity, State
from tdn_templates.report.json import validation_json

MakeVerdict = Callable[..., Verdict]


def fault(task: str, row: int) -> Finding:
    return Finding(
        RuleCode("ROW01"),
        Severity.ERROR,
        Place("Kế hoạch", f"H{row}"),
        task,
        "",
        {"task": task, "column_title": "Cách thực hiện", "choices": "Thực hiện"},
    )


def test_each_finding_is_fixed_still_there_or_new(make_verdict: MakeVerdict, rulebook: Rulebook) -> None:
    previous = validation_json([make_verdict([fault("2.1", 17), fault("2.2", 18)])], (), rulebook, Lang.VI)
    current = [make_verdict([fault("2.2", 21), fault("2.3", 22)], file="lan hai.xlsx")]
    since = compare_since(previous, current, ())
    of_2_2, of_2_3 = finding_ids(current, ()).of_files[0]
    assert [(past.task, past.cell, past.unit, past.file) for past in since.fixed] == [
        ("2.1", "H17", "Bộ Tài chính", "a.xlsx")
    ]
    assert (since.still_there, since.new, since.not_checked) == ((of_2_2,), (of_2_3,), ())
    assert (since.standing(of_2_2), since.standing(of_2_3)) == (Standing.STILL_THERE, Standing.NEW)


@pytest.mark.parametrize(
    "later",
    [
        pytest.param({"unit": "bo-cong-an"}, id="another unit's return"),
        pytest.param({"state": State.REJECTED}, id="the return cannot be read now"),
        pytest.param({"unit": None, "state": State.REJECTED}, id="nobody knows whose it is"),
    ],
)
def test_what_was_not_read_again_is_not_called_fixed(
    make_verdict: MakeVerdict, rulebook: Rulebook, later: dict[str, object]
) -> None:
    previous = validation_json([make_verdict([fault("2.1", 17)])], (), rulebook, Lang.VI)
    since = compare_since(previous, [make_verdict(**later)], ())
    assert since.fixed == ()
    assert [past.task for past in since.not_checked] == ["2.1"]


def test_a_file_that_can_be_read_now_has_its_refusal_fixed(make_verdict: MakeVerdict, rulebook: Rulebook) -> None:
    refused = Finding(RuleCode("FILE02"), Severity.ERROR, value="a.xlsx")
    before = make_verdict([refused], unit=None, state=State.REJECTED)
    since = compare_since(validation_json([before], (), rulebook, Lang.VI), [make_verdict([fault("2.1", 17)])], ())
    assert [past.code for past in since.fixed] == ["FILE02"]
    assert len(since.new) == 1


def test_one_return_less_fixes_the_finding_about_two(make_verdict: MakeVerdict, rulebook: Rulebook) -> None:
    twice = Finding(RuleCode("BATCH01"), Severity.ERROR, value="Bộ Tài chính", facts={"unit": "Bộ Tài chính"})
    previous = validation_json([make_verdict(), make_verdict(file="b.xlsx")], [twice], rulebook, Lang.VI)
    assert [past.code for past in compare_since(previous, [make_verdict()], ()).fixed] == ["BATCH01"]
    assert compare_since(previous, [make_verdict()], [twice]).fixed == ()


@pytest.mark.parametrize("lang", list(Lang))
def test_a_run_compared_with_itself_is_all_still_there(published: Validation, lang: Lang) -> None:
    text = validation_json(published.verdicts, published.batch_findings, published.rulebook, lang)
    since = compare_since("\ufeff" + text, published.verdicts, published.batch_findings)
    assert (since.fixed, since.new, since.not_checked) == ((), (), ())
    assert len(since.still_there) == sum(len(verdict.findings) for verdict in published.verdicts) > 50


def test_a_comparison_can_itself_be_compared_with(published: Validation) -> None:
    verdicts = published.verdicts
    text = validation_json(verdicts, (), published.rulebook, Lang.VI)
    since = compare_since(text, [replace(verdicts[0], findings=()), *verdicts[1:]], ())
    again = validation_json(verdicts, (), published.rulebook, Lang.VI, since=since)
    assert len(since.fixed) == len(verdicts[0].findings) > 0
    assert compare_since(again, verdicts, ()).fixed == ()


GOOD = {"schema": "tdn-validation-1", "files": [], "batch": []}
FINDING = dict.fromkeys(("sheet", "cell", "task")) | {
    "id": "0123456789ab",
    "code": "ROW01",
    "severity": "error",
    "message": "m",
    "remedy": "r",
}


@pytest.mark.parametrize(
    "previous",
    [
        "",
        "not json",
        "[]",
        "null",
        "[" * 100_000,
        json.dumps({"files": [], "batch": []}),
        json.dumps(GOOD | {"schema": "tdn-validation-2"}),
        json.dumps({key: value for key, value in GOOD.items() if key != "files"}),
        json.dumps(GOOD | {"files": ["a"]}),
        json.dumps(GOOD | {"files": [{"file": "a.xlsx", "unit": None, "unit_slug": 3, "findings": []}]}),
        json.dumps(GOOD | {"batch": [FINDING | {"severity": "fatal"}]}),
        json.dumps(GOOD | {"batch": [FINDING | {"id": None}]}),
        json.dumps(GOOD | {"batch": [FINDING | {"message": ["m"]}]}),
        json.dumps(GOOD | {"batch": [{key: value for key, value in FINDING.items() if key != "cell"}]}),
    ],
)
def test_a_file_that_is_not_our_json_is_refused_with_a_hint(previous: str) -> None:
    with pytest.raises(TdnError) as refused:
        compare_since(previous, (), ())
    assert "--format json" in refused.value.hint_vi


def test_the_smallest_json_of_ours_is_taken() -> None:
    assert [past.code for past in compare_since(json.dumps(GOOD | {"batch": [FINDING]}), (), ()).fixed] == ["ROW01"]
