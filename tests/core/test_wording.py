"""Findings become sentences in one place: whole, safe to show, in either language."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdn_templates.core.rulebook import Fault, Rulebook
from tdn_templates.core.wording import SEVERITY_WORDS, STATE_WORDS, finding_words, quoted
from tdn_templates.load.knowledge import load_rulebook
from tdn_templates.model.finding import NOWHERE, Finding
from tdn_templates.model.rule import RuleWording
from tdn_templates.model.words import Lang, RuleCode, Severity, State, Wording

_CODE = RuleCode("TIME04")


def _rulebook(wrong: str, found: str, allowed: str = "A.", remedy: str = "R.") -> Rulebook:
    parts = RuleWording(*(Wording(text, text) for text in (wrong, found, allowed, remedy)))
    return Rulebook.of([replace(load_rulebook().rule(_CODE), wording=parts)])


def _finding(value: str, **facts: str) -> Finding:
    return Finding(_CODE, Severity.ERROR, NOWHERE, "4.1", value, facts)


@pytest.mark.parametrize(
    ("wrong", "found", "value", "said"),
    [
        ("Sai.", "Đang ghi “{value}”.", "x", "Sai. Đang ghi “x”."),
        ("Sai.", "Đang ghi “{value}”.", "", "Sai."),
        ("“{value}” sai.", "“{value}”.", "x", "“x” sai."),
        ("Nhiệm vụ {task} sai.", "Ô trống.", "", "Nhiệm vụ 4.1 sai. Ô trống."),
        ("Sai.", "{detail}", "x", "Sai. Quá hạn."),
    ],
)
def test_what_was_found_is_said_once_and_only_if_there_is_something(
    wrong: str, found: str, value: str, said: str
) -> None:
    words = finding_words(_finding(value, detail="Quá hạn."), _rulebook(wrong, found), Lang.VI)
    assert words.wrong == said
    assert words.message == f"{said} Được phép: A."
    assert words.remedy == "R."


def test_english_takes_the_english_fact_where_there_is_one() -> None:
    rulebook = _rulebook("{kind}, {where}.", "{kind}")
    finding = _finding("", kind="số", kind_en="a number", where="L60")
    assert finding_words(finding, rulebook, Lang.VI).wrong == "số, L60."
    assert finding_words(finding, rulebook, Lang.EN).wrong == "a number, L60."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hằng năm", "Hằng năm"),
        ("một\nhai", "một ⏎ hai"),
        ("\x1b[31mđỏ", "<U+001B>[31mđỏ"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u200bb", "a<U+200B>b"),
        ("{value}", "{value}"),
        ("á" * 160, "á" * 160),
        ("á" * 161, "á" * 159 + "…"),
    ],
)
def test_a_quoted_value_is_one_short_safe_line(text: str, shown: str) -> None:
    assert quoted(text) == shown


@given(st.text())
def test_no_value_breaks_a_sentence(value: str) -> None:
    words = finding_words(_finding(value, detail=value), _rulebook("“{value}”: {detail}.", "{detail}"), Lang.VI)
    assert "\n" not in words.message
    assert "\x1b" not in words.message
    assert len(words.message) < 600


def test_braces_in_a_value_are_no_placeholder() -> None:
    words = finding_words(_finding("{task} {0} {"), _rulebook("“{value}”.", "“{value}”."), Lang.VI)
    assert words.wrong == "“{task} {0} {”."


def test_every_state_and_severity_has_words_in_both_languages() -> None:
    for words in (*[STATE_WORDS[state] for state in State], *[SEVERITY_WORDS[severity] for severity in Severity]):
        assert words.vi
        assert words.en
        assert words.vi != words.en


def test_the_words_of_a_rule_are_those_of_its_file() -> None:
    rulebook = load_rulebook()
    facts = {"national": "4.1", "expected": "2024 - 2025", "detail": "Quá hạn.", "detail_en": "Too late."}
    finding = rulebook.finding(_CODE, Fault(value="Hằng năm", facts=facts))
    assert finding_words(finding, rulebook, Lang.EN).message == (
        "The time frame “Hằng năm” goes beyond the one issued for task 4.1. Too late. Allowed: Inside “2024 - 2025”."
    )
