"""What a person decides about a doubtful row is followed in the next run, and never lost."""

import pytest

from tdn_templates.core.trace.syllables import fingerprint
from tdn_templates.errors import TdnError
from tdn_templates.load.trace_decisions import new_decisions_text, read_trace_decisions, with_new_questions
from tdn_templates.model.annex import AnnexRow
from tdn_templates.model.trace import Decision, PlanTrace
from tests.core.trace_cases import PROVINCE, found, plan, programme, rows_of, text_of, trace_of, unit_of

UNIT = unit_of(PROVINCE)
DOUBTFUL = "Tham gia ý kiến về Nghị định số 72/2015/NĐ-CP khi được yêu cầu"
OTHER = 'Góp ý “Nghị định số 72/2015/NĐ-CP": nội dung'
FILE = "quyet-dinh.yaml"


def asked(*texts: str) -> str:
    trace = trace_of(plan(rows_of(texts)))
    return new_decisions_text(trace.new_questions, UNIT, programme())


def read(text: str) -> tuple[Decision, ...]:
    return read_trace_decisions(text, FILE, UNIT, programme())


def answered(text: str, national: str) -> str:
    return text.replace('national: ""', f'national: "{national}"')


def traced(decisions: str, *texts: str) -> PlanTrace:
    return trace_of(plan(rows_of(texts)), decisions=read(decisions))


def test_a_question_gives_the_row_what_it_is_taken_for_and_nothing_decided() -> None:
    text = asked(DOUBTFUL, text_of("3.3"))
    (decision,) = read(text)
    assert (decision.text, decision.number, decision.national) == (DOUBTFUL, "1", None)
    assert decision.fingerprint == fingerprint(DOUBTFUL)
    assert all(f"  #   {number}: " in text for number in ("2.1", "2.2"))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("2.1", ("2.1", "adapted")),
        ("2.1, 2.2", ("2.1,2.2", "merged")),
        ("2.2; 2.1", ("2.1,2.2", "merged")),
        ("new", ("", "new")),
        ("Tự đặt", ("", "new")),
        ("5.15", ("5.15", "adapted")),
    ],
)
def test_an_answer_is_followed_whatever_the_number_and_the_marks_of_the_row(
    answer: str, expected: tuple[str, str]
) -> None:
    decisions = answered(asked(DOUBTFUL), answer)
    renumbered = AnnexRow("7.9", None, f"  {DOUBTFUL.upper()} .")
    trace = trace_of(plan([renumbered]), decisions=read(decisions))
    assert found(trace) == [expected]
    assert (trace.rows[0].match.decided, trace.rows[0].match.confidence) == (True, 1.0)
    assert (trace.questions, trace.new_questions, trace.stale) == ((), (), ())


def test_an_open_question_is_not_asked_twice_and_stays_in_doubt() -> None:
    trace = traced(asked(DOUBTFUL), DOUBTFUL)
    assert len(trace.questions) == 1
    assert trace.new_questions == ()


def test_a_decision_makes_another_row_of_its_task_split() -> None:
    trace = traced(answered(asked(DOUBTFUL), "2.1"), DOUBTFUL, text_of("2.1"))
    assert found(trace) == [("2.1", "split"), ("2.1", "split")]


def test_a_decision_covers_its_task_and_another_choice_uncovers_it() -> None:
    missing = {item.task.number for item in traced(answered(asked(DOUBTFUL), "2.1"), DOUBTFUL).missing}
    assert "2.1" not in missing
    assert "2.2" in missing


def test_a_decision_that_no_longer_fits_is_reported_with_the_reason() -> None:
    gone = traced(answered(asked(DOUBTFUL), "2.1"), f"{DOUBTFUL} của Bộ")
    assert [item.decision.text for item in gone.stale] == [DOUBTFUL]
    unknown = traced(answered(asked(DOUBTFUL), "9.9"), DOUBTFUL)
    assert [item.reason.vi for item in unknown.stale] == ["Danh mục không có nhiệm vụ 9.9."]
    assert len(unknown.questions) == 1


def test_new_questions_are_added_and_everything_in_the_file_stays() -> None:
    before = answered(asked(DOUBTFUL), "new").replace("decisions:", "# ghi chú của cán bộ\ndecisions:")
    before = before.replace('why: ""', "why: theo ý kiến của Sở Ngoại vụ")
    trace = traced(before, DOUBTFUL, OTHER)
    assert [item.row.text for item in trace.new_questions] == [OTHER]
    after = with_new_questions(before, FILE, trace.new_questions, UNIT, programme())
    assert after.startswith(before)
    assert [(item.text, item.national) for item in read(after)] == [(DOUBTFUL, ()), (OTHER, None)]
    assert read(after)[0].why == "theo ý kiến của Sở Ngoại vụ"


def test_a_file_in_which_nothing_can_be_added_is_refused_and_not_changed() -> None:
    odd = f"decisions:\n- text: {DOUBTFUL}\nunit: tinh-binh-dinh\nprogramme: nq47-2024\n"
    with pytest.raises(TdnError, match="New questions cannot be added"):
        with_new_questions(odd, FILE, traced(odd, OTHER).new_questions, UNIT, programme())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("unit: tinh-binh-dinh", "unit: bo-tai-chinh", "line 5: these decisions are for the unit"),
        ("programme: nq47-2024", "programme: nq99", "line 6: these decisions are for the programme"),
        ("    row:", "    rows:", 'the key "rows" is not used here'),
        ("  - text:", "  - texts:", 'the key "texts" is not used here'),
    ],
)
def test_a_slip_in_the_file_is_named_with_its_line(old: str, new: str, message: str) -> None:
    with pytest.raises(TdnError) as error:
        read(asked(DOUBTFUL).replace(old, new))
    assert message in str(error.value)


def test_two_decisions_about_one_row_are_refused() -> None:
    text = asked(DOUBTFUL)
    with pytest.raises(TdnError, match="two decisions about one row"):
        read(text + text.partition("decisions:\n")[2])
