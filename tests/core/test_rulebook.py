"""The catalogue of rules: complete, worded in both languages, decided somewhere."""

import re
import unicodedata
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from tdn_templates.core.rulebook import Fault, Rulebook
from tdn_templates.core.validate import DECIDED_BY_FUNCTION
from tdn_templates.load.knowledge import load_rulebook
from tdn_templates.model.finding import Finding, Place
from tdn_templates.model.rule import Rule, Scope
from tdn_templates.model.words import RuleCode, Severity, Wording

if TYPE_CHECKING:
    from tests.core.conftest import Office

_RULES = tuple(load_rulebook().rules.values())
_PLACEHOLDER = re.compile(r"\{\w+\}")
_WORD = re.compile(r"[^\W\d_]+")

_FOREIGN = frozenset(
    """
    xlsx xlsm xls xlsb ods docx excel word libreoffice unicode xml pdf html vntime vni macro paste special values review
    """.split()  # noqa: SIM905 - a list to read, not to run
)
"""Names of products and formats, and what people see on a screen."""

_ENGLISH = frozenset({"the", "and", "not", "of", "is", "it", "then", "them", "none", "no"})
"""English words that could be Vietnamese syllables."""

_ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
_SYLLABLE = re.compile(_ONSET + r"[aăâeêioôơuưy]{1,3}(?:ch|nh|ng|[cmnpt])?")


def _parts(rule: Rule) -> tuple[Wording, ...]:
    wording = rule.wording
    return wording.wrong, wording.found, wording.allowed, wording.remedy, rule.why


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.code)
def test_a_rule_is_decided_in_one_place(rule: Rule) -> None:
    decided_by_schema = rule.schema is not None and bool(rule.columns)
    assert decided_by_schema != (rule.code in DECIDED_BY_FUNCTION)


def test_every_function_has_its_rule() -> None:
    assert {rule.code for rule in _RULES} >= DECIDED_BY_FUNCTION


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.code)
def test_every_part_is_a_sentence_in_both_languages(rule: Rule) -> None:
    for part in _parts(rule):
        for text in (part.vi, part.en):
            assert text == text.strip()
            assert text[-1] in ".?" or _PLACEHOLDER.fullmatch(text), text
            assert text[0].isupper() or text[0] in "“{0123456789", text
            assert not re.search(r"  | [.,;:](?!\w)|\.\.", text), text
            assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.code)
def test_both_languages_speak_of_the_same_facts(rule: Rule) -> None:
    for part in _parts(rule):
        assert _names(part.vi) == _names(part.en), part.vi
    assert not _names(rule.why.vi)


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.code)
def test_vietnamese_words_are_vietnamese(rule: Rule) -> None:
    for part in _parts(rule):
        assert not list(_leaks(part.vi)), part.vi
        assert part.vi != part.en or not _WORD.search(_PLACEHOLDER.sub("", part.vi)) or rule.code == "TIME01"


@pytest.mark.parametrize(
    ("text", "leaks"),
    [
        ("Nhiệm vụ được gộp nhưng không rõ.", []),
        ("Dòng “Mã biểu” của Nghị quyết, thuở nghiêng nghiêng khuỷu tay.", []),
        ("Lưu ở dạng .xlsx bằng Excel.", []),
        ("Nhiệm vụ {task} is merged.", ["is", "merged"]),
        ("Dấu ở file_name và properties.", ["file", "name", "properties"]),
        ("Xin cấp lại bằng lệnh generate.", ["generate"]),
    ],
)
def test_the_search_for_english_words_finds_them(text: str, leaks: list[str]) -> None:
    assert list(_leaks(text)) == leaks


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.code)
def test_a_rule_says_why_on_what_basis_and_gives_two_examples(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.basis
    assert rule.since
    assert rule.example_wrong != rule.example_right
    assert rule.severity is not Severity.OFF


def test_names_are_used_once() -> None:
    names = [rule.name for rule in _RULES]
    assert len(set(names)) == len(names)


def test_codes_of_a_family_leave_no_gap() -> None:
    families: dict[str, list[int]] = {}
    for rule in _RULES:
        families.setdefault(rule.code[:-2], []).append(int(rule.code[-2:]))
    for family, numbers in families.items():
        assert sorted(numbers) == list(range(1, len(numbers) + 1)), family


def test_gates_are_errors_and_come_first() -> None:
    rulebook = Rulebook.of(_RULES)
    for scope in Scope:
        gates = [rule.gate for rule in rulebook.in_scope(scope)]
        assert gates == sorted(gates, reverse=True)
    for rule in _RULES:
        if rule.gate:
            assert rule.severity is Severity.ERROR
            assert rule.scope in (Scope.FILE, Scope.STAMP, Scope.SHEET)


def test_needs_and_columns_name_columns_of_a_form(office: "Office") -> None:
    asked = {column.key for layout in office.known.layouts.values() for column in layout.asked}
    for rule in _RULES:
        assert set(rule.needs) <= asked, rule.code
        assert asked.issuperset(rule.columns), rule.code


def test_a_rule_that_is_off_is_not_asked() -> None:
    rule = load_rulebook().rule(RuleCode("FILE06"))
    off = Rule(rule.code, rule.name, Severity.OFF, rule.scope, rule.wording, rule.why, rule.basis, "a", "b")
    assert Rulebook.of([rule]).in_scope(Scope.FILE) == (rule,)
    assert Rulebook.of([off]).in_scope(Scope.FILE) == ()


def test_rules_are_kept_in_the_order_of_their_codes() -> None:
    codes = [rule.code for rule in _RULES]
    assert list(Rulebook.of(reversed(_RULES)).rules) == codes == sorted(codes)


def test_a_fault_becomes_a_finding_of_its_rule() -> None:
    rulebook = Rulebook.of(_RULES)
    fault = Fault(Place("Kế hoạch", "L60"), "4.1", "Hằng năm", {"national": "4.1"})
    expected = Finding(
        RuleCode("TIME04"), Severity.ERROR, Place("Kế hoạch", "L60"), "4.1", "Hằng năm", {"national": "4.1"}
    )
    assert rulebook.finding(RuleCode("TIME04"), fault) == expected


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _leaks(text: str) -> list[str]:
    """Words that are neither Vietnamese syllables nor well-known names."""
    plain = re.sub(r"--[a-z]+", "", _PLACEHOLDER.sub("", text))
    words = [word for word in _WORD.findall(plain.replace("_", " ")) if not word.isupper()]
    return [word for word in words if word.casefold() not in _FOREIGN and not _is_vietnamese(word.casefold())]


def _is_vietnamese(word: str) -> bool:
    toneless = unicodedata.normalize(
        "NFC", re.sub("[\u0300\u0301\u0303\u0309\u0323]", "", unicodedata.normalize("NFD", word))
    )
    return _SYLLABLE.fullmatch(toneless) is not None and word not in _ENGLISH
