"""An officer's decisions about conflicts: asked, obeyed, shown with their origin, never dropped."""

from typing import TYPE_CHECKING

import pytest

from tdn_templates.core.conflicts import find_conflicts
from tdn_templates.core.conflicts.decide import DecidedMerge, decided
from tdn_templates.core.conflicts.wording import decision_words, standing_words
from tdn_templates.errors import TdnError
from tdn_templates.load.merge_decisions import read_merge_decisions, with_new_conflicts
from tdn_templates.model.consolidation import Consolidation, Entry
from tdn_templates.model.words import Lang
from tests.core.conflicts.returns import COOPERATION, FINANCE, NO, OFFICE, VTV, Returns, led, merged

if TYPE_CHECKING:
    from tests.core.conftest import Office

APART: Returns = {FINANCE: led("2024 - 2025"), VTV: {"3.10": {"own_time": "2026"}}}
NAMED: Returns = {FINANCE: {"2.10": NO}, VTV: {"2.10": {"own_lead": FINANCE}}}
BOTH_LEAD: Returns = {OFFICE: {}, COOPERATION: {}}
WHO = 'who: ""\n    on: ""\n    why: ""', "who: Văn phòng\n    on: 5/6/2026\n    why: đã họp"


def _asked(office: "Office", returns: Returns, number: str, form: str = "plan") -> tuple[Consolidation, str]:
    """The merge, and the file that asks about the conflicts of the task of that number."""
    submitted = merged(office, returns, form)
    conflicts = [each for each in find_conflicts(submitted, office.known) if each.task.number == number]
    return submitted, with_new_conflicts("", "qd.yaml", conflicts, (), office.programme)


def _decided(office: "Office", submitted: Consolidation, text: str) -> DecidedMerge:
    decisions = read_merge_decisions(text, "qd.yaml", office.programme)
    return decided(submitted, find_conflicts(submitted, office.known), decisions)


def _entry(result: DecidedMerge, unit: str, number: str) -> Entry:
    return next(
        entry
        for part in result.merged.parts
        if part.unit.name == unit
        for entry in (*part.plan, *part.others)
        if entry.task is not None and entry.task.number == number
    )


@pytest.mark.parametrize(
    ("returns", "number", "answer", "expected"),
    [
        pytest.param(APART, "3.10", 'stands: "1"', {FINANCE: "2024 - 2025", VTV: "2024 - 2025"}, id="the first"),
        pytest.param(APART, "3.10", 'stands: "2"', {FINANCE: "2026", VTV: "2026"}, id="the second"),
        pytest.param(APART, "3.10", 'text: "2025"', {FINANCE: "2025", VTV: "2025"}, id="a text of their own"),
        pytest.param(NAMED, "2.10", 'stands: "1"', {VTV: FINANCE}, id="a word that counts changes no cell"),
        pytest.param(NAMED, "2.10", f'text: "{VTV}"', {VTV: VTV}, id="another lead"),
        pytest.param(BOTH_LEAD, "2.10", 'stands: "2"', {FINANCE: COOPERATION}, id="one of two leads"),
    ],
)
def test_what_stands_is_in_the_merge_and_keeps_its_cells(
    office: "Office", returns: Returns, number: str, answer: str, expected: dict[str, str]
) -> None:
    submitted, text = _asked(office, returns, number, "registration" if returns is BOTH_LEAD else "plan")
    key = answer.partition(":")[0]
    result = _decided(office, submitted, text.replace(f'{key}: ""', answer))
    field = "time" if returns is APART else "lead"
    before = _decided(office, submitted, text)
    for unit, standing in expected.items():
        entry = _entry(result, unit, number)
        assert entry.fields[field].text == standing
        assert entry.fields[field].origins == _entry(before, unit, number).fields[field].origins
    assert [each.task.number for each in result.conflicts if not each.is_open] == [number]
    assert result.unfitting == ()


def test_a_lead_that_does_not_stand_supports(office: "Office") -> None:
    submitted, text = _asked(office, BOTH_LEAD, "2.10", "registration")
    result = _decided(office, submitted, text.replace('stands: ""', 'stands: "2"'))
    assert _entry(result, FINANCE, "2.10").fields["supporting"].text == OFFICE


def test_open_conflicts_mark_their_rows_and_settled_ones_do_not(office: "Office") -> None:
    submitted, text = _asked(office, APART, "3.10")
    assert [_entry(_decided(office, submitted, text), unit, "3.10").marked for unit in APART] == [True, True]
    settled = _decided(office, submitted, text.replace('stands: ""', 'stands: "1"'))
    assert [_entry(settled, unit, "3.10").marked for unit in APART] == [False, False]


def test_a_decision_says_who_when_and_why(office: "Office") -> None:
    submitted, text = _asked(office, APART, "3.10")
    settled = _decided(office, submitted, text.replace('stands: ""', 'stands: "1"').replace(*WHO)).conflicts[0]
    assert settled.decision is not None
    assert decision_words(settled.decision, Lang.VI) == "theo quyết định của Văn phòng ngày 5/6/2026: đã họp"
    assert standing_words(settled, Lang.EN) == "“2024 - 2025”, as decided by Văn phòng on 5/6/2026: đã họp"


def test_a_decision_about_values_that_changed_settles_nothing_and_is_named(office: "Office") -> None:
    _, text = _asked(office, APART, "3.10")
    changed = merged(office, {**APART, VTV: {"3.10": {"own_time": "2027"}}})
    answered = text.replace('stands: ""', 'stands: "1"')
    result = _decided(office, changed, answered)
    assert [each.is_open for each in result.conflicts] == [True]
    assert [each.line for each in result.unfitting] == [answered[: answered.index("- conflict")].count("\n") + 1]
    decisions = read_merge_decisions(answered, "qd.yaml", office.programme)
    longer = with_new_conflicts(answered, "qd.yaml", result.open, decisions, office.programme)
    assert longer.startswith(answered)
    assert longer.count("- conflict:") == 2


def test_a_question_is_asked_once(office: "Office") -> None:
    submitted, text = _asked(office, APART, "3.10")
    decisions = read_merge_decisions(text, "qd.yaml", office.programme)
    result = _decided(office, submitted, text)
    assert with_new_conflicts(text, "qd.yaml", result.open, decisions, office.programme) == text


def test_hostile_text_is_quoted_and_comes_back(office: "Office") -> None:
    hostile = 'Bộ Tài chính\n  - conflict: "x" # {{ y }}\u2028stands: "1"'
    submitted, text = _asked(office, {FINANCE: {"2.10": NO}, VTV: {"2.10": {"own_lead": hostile}}}, "2.10")
    assert text.count("\n  - conflict:") == 1
    result = _decided(office, submitted, text.replace('stands: ""', 'stands: "2"'))
    assert [each.is_open for each in result.conflicts] == [False]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('stands: ""', 'stands: "3"', "từ 1 đến 2"),
        ('stands: ""', 'stands: "có"', "từ 1 đến 2"),
        ('stands: ""\n    text: ""', 'stands: "1"\n    text: "2025"', "chỉ điền một trong hai"),
        ("programme: nq47-2024", "programme: khac", 'không phải "nq47-2024"'),
        ('text: ""', 'texts: ""', "texts"),
    ],
)
def test_a_file_that_cannot_be_meant_so_is_refused_with_its_line(
    office: "Office", old: str, new: str, complaint: str
) -> None:
    _, text = _asked(office, APART, "3.10")
    with pytest.raises(TdnError, match=r"qd\.yaml") as error:
        read_merge_decisions(text.replace(old, new), "qd.yaml", office.programme)
    assert complaint in error.value.vi
