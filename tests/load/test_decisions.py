"""The file of decisions: offered with every proposal open, taken back as an officer filled it in."""

import pytest

from tdn_templates.core.fix import DistinctProposal
from tdn_templates.errors import TdnError
from tdn_templates.load.decisions import decisions_text, read_decisions
from tdn_templates.model.finding import Place


def proposal(before: str, after: str = "Văn phòng Bộ", *others: str, cells: int = 1) -> DistinctProposal:
    places = tuple(Place("Kế hoạch", f"J{row}") for row in range(7, 7 + cells))
    return DistinctProposal("near_name", before, after, others, places)


@pytest.mark.parametrize(
    "wrong",
    ["Van phong Bo", 'nói "thế"', "a\nb", "a\\b", "- x: y # z", "no", "01", "{{ x }}", "\u202e", "=1+1", "a\u2028b"],
)
def test_any_wrong_value_comes_back_as_it_was_and_undecided(wrong: str) -> None:
    assert read_decisions(decisions_text([proposal(wrong)]), "de-xuat.yaml") == {wrong.strip(): ""}


def test_a_proposal_says_how_often_where_and_what_is_near() -> None:
    text = decisions_text([proposal("Vụ HTQT", "Vụ Hợp tác quốc tế", "Vụ Pháp chế", cells=12)])
    assert "# 12 ô / cell(s): J7, J8, J9, J10, J11, J12, J13, J14, J15, J16\n" in text
    assert '# có thể là / perhaps: "Vụ Hợp tác quốc tế", "Vụ Pháp chế"\n' in text


def test_a_decision_is_the_right_value_or_blank() -> None:
    text = "decisions:\n  - wrong: a\n    right: A\n  - {wrong: ' b ', right: ''}\n  - wrong: c\n"
    assert read_decisions(text, "de-xuat.yaml") == {"a": "A", "b": "", "c": ""}


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        ("decision:\n", 1, '"decisions"'),
        ("decisions:\n  - wrnog: a\n", 2, '"wrong"'),
        ("decisions:\n  - right: a\n", 2, '"wrong" is missing'),
        ("decisions:\n  a: b\n", 1, "list"),
        ("decisions:\n  - wrong: !!python/object/apply:os.getcwd []\n", 2, ""),
        ("- a\n", 1, "key: value"),
    ],
)
def test_a_file_that_is_no_decision_is_refused_by_line(text: str, line: int, complaint: str) -> None:
    with pytest.raises(TdnError) as refused:
        read_decisions(text, "de-xuat.yaml")
    said = f"{refused.value.en} {refused.value.hint_en}"
    assert said.startswith(f"de-xuat.yaml, line {line}: ")
    assert complaint in said
