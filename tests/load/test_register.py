"""The register of issued forms: one line each, the same bytes for the same forms, refused by line when damaged."""

import json

import pytest

from tdn_templates.errors import TdnError
from tdn_templates.load.register import read_register, register_text
from tdn_templates.model.register import IssuedForm, Register
from tdn_templates.model.stamp import Stamp


def issued(issue: str, unit: str = "bo-tai-chinh", **given: str) -> IssuedForm:
    stamp = Stamp("plan", "1.0", "nq47-2024", "abc123", unit, issue)
    return IssuedForm(stamp, f"{unit}.xlsx", "0" * 64, {"nq47:1.1": given, "own:1:1": {}})


def register(*forms: IssuedForm) -> Register:
    return Register({form.stamp.issue: form for form in forms})


def test_what_is_written_is_read_back() -> None:
    forms = register(issued("b2", text="1a2b"), issued("a1", "bo-y-te"))
    assert read_register(register_text(forms), "so.jsonl") == forms


def test_the_same_forms_give_the_same_text_in_whatever_order_they_went_out() -> None:
    first, second = issued("a1", "bo-y-te"), issued("b2")
    text = register_text(register(second, first))
    assert text == register_text(register(first, second))
    assert [json.loads(line)["issue"] for line in text.splitlines()] == ["a1", "b2"]


def test_a_form_issued_again_replaces_its_older_entry_and_leaves_the_others() -> None:
    again = issued("a1", text="new")
    forms = register(issued("a1", text="old"), issued("b2", "bo-y-te")).with_forms((again,))
    assert forms == register(again, issued("b2", "bo-y-te"))


def test_blank_lines_are_no_entries() -> None:
    text = register_text(register(issued("a1")))
    assert read_register(f"\n{text}\n  \n", "so.jsonl") == register(issued("a1"))
    assert read_register("", "so.jsonl") == Register({})


GOOD = register_text(register(issued("a1", text="1a2b")))


@pytest.mark.parametrize(
    "damaged",
    [
        "{",
        "[]",
        "17",
        '"a1"',
        "null",
        GOOD.replace('"issue":"a1"', '"issue":1'),
        GOOD.replace('"issue":"a1",', ""),
        GOOD.replace('"sha256":"', '"sha":"'),
        GOOD.replace('"text":"1a2b"', '"text":["1a2b"]'),
        GOOD.replace('"own:1:1":{}', '"own:1:1":"x"'),
        GOOD[:-20],
        "[" * 100_000,
    ],
    ids=lambda text: text[:30].strip(),
)
def test_a_damaged_line_is_named(damaged: str) -> None:
    assert damaged != GOOD
    with pytest.raises(TdnError) as refused:
        read_register(f"{GOOD}\n{damaged}", "so.jsonl")
    assert refused.value.en == "so.jsonl, line 3: this is not a line of the register of issued forms."
    assert refused.value.vi == "so.jsonl, dòng 3: không phải một dòng của sổ phát hành."


@pytest.mark.parametrize(
    ("forms", "found"), [((), None), (("a1",), "a1"), (("a1", "b2"), None)], ids=["none", "one", "several"]
)
def test_a_unit_has_one_form_or_it_is_not_said_which(forms: tuple[str, ...], found: str | None) -> None:
    of_unit = register(*(issued(issue) for issue in forms), issued("z9", "bo-y-te"))
    form = of_unit.only_form(Stamp("plan", "1.0", "nq47-2024", "", "bo-tai-chinh", ""))
    assert (form.stamp.issue if form else None) == found
