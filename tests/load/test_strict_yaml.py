"""Strict YAML: nothing is guessed, every complaint names file and line."""

import time
from datetime import date

import pytest

from tdn_templates.errors import TdnError
from tdn_templates.load.strict_yaml import Entry, load_strict, read_entry

BILLION_LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("01", "01"),
        ("no", "no"),
        ("true", "true"),
        ("1e3", "1e3"),
        ("3.10", "3.10"),
        ("2024-04-15", "2024-04-15"),
        ("12:30:00", "12:30:00"),
        ("~", ""),
        ("null", ""),
        ("", ""),
        ("'null'", "null"),
        ('"~"', "~"),
        ('"U+000B: \\v"', "U+000B: \x0b"),
    ],
)
def test_every_scalar_stays_text_and_plain_nulls_are_blank(text: str, value: str) -> None:
    assert load_strict(f"key: {text}\n", "a.yaml") == {"key": value}


def test_mappings_and_lists_keep_their_order_and_keys_are_text() -> None:
    text = "2: [b, {no: 1}]\n1:\n  - a\n"
    loaded = load_strict(text, "a.yaml")
    assert loaded == {"2": ["b", {"no": "1"}], "1": ["a"]}
    assert isinstance(loaded, dict)
    assert list(loaded) == ["2", "1"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n"])
def test_an_empty_file_is_blank_text(text: str) -> None:
    assert load_strict(text, "a.yaml") == ""


@pytest.mark.parametrize(
    ("text", "line", "about"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, '"a" is repeated (first in line 1)'),
        ("a:\n  b: 1\n  b: 1\n", 3, '"b" is repeated'),
        ("a: 1\nb: [1, 2\n", 3, "not valid YAML"),
        ("a: 1\n\tb: 2\n", 2, "not valid YAML"),
        ("a: 1\nb: &x 2\n", 2, "anchors and aliases"),
        ("a: 1\nb: *x\n", 2, "anchors and aliases"),
        ("a: 1\nb: !!int 2\n", 2, "tags"),
        ("a: !!python/object:os.system {}\n", 1, "tags"),
        ("a: 1\n---\nb: 2\n", 2, "one document"),
        ("a: 1\n[b]: 2\n", 2, "a key has to be text"),
        ("a: 1\nb: \x0b\n", 2, "U+000B"),
        ("a: 1\nb: \ud800\n", 2, "U+D800"),
        ("%YAML 9.9\n---\na: 1\n", 1, "not valid YAML"),
        ("[" * 100_000, 1, "nested too deeply"),
        ("a:\n" + "".join("  " * depth + "- \n" for depth in range(1, 60)), 41, "nested too deeply"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_file_and_line(text: str, line: int, about: str) -> None:
    with pytest.raises(TdnError) as caught:
        load_strict(text, "a.yaml")
    assert str(caught.value).startswith(f"a.yaml, line {line}: ")
    assert caught.value.vi.startswith(f"a.yaml, dòng {line}: ")
    assert about in caught.value.en


def test_billion_laughs_are_refused_before_anything_unfolds() -> None:
    began = time.process_time()
    with pytest.raises(TdnError, match="line 1: anchors and aliases"):
        load_strict(BILLION_LAUGHS, "a.yaml")
    assert time.process_time() - began < 1


ENTRY = """\
name: Tên
blank:
list: [a, b]
things:
  - {key: 1, width: 2.5}
  - key: x
named:
  one: {a: 1}
  two: {a: 2}
day: 2024-04-15
wrong_day: 15/4/2024
week: 2024-W16
on: true
kind: choice
"""


@pytest.fixture
def entry() -> Entry:
    return read_entry(ENTRY, "form.yaml")


def test_the_accessors_give_typed_values(entry: Entry) -> None:
    first, second = entry.entries("things")
    assert entry.text("name") == "Tên"
    assert entry.optional_text("blank") == entry.optional_text("absent") == ""
    assert entry.texts("list") == ("a", "b")
    assert entry.texts("absent") == ()
    assert entry.entries("blank") == ()
    assert (first.whole("key"), first.decimal("width")) == (1, 2.5)
    assert [(name, part.text("a")) for name, part in entry.named_entries("named")] == [("one", "1"), ("two", "2")]
    assert entry.entry("named").keys() == ("one", "two")
    assert entry.optional_entry("absent") is None
    assert list(entry.named_entries("absent")) == []
    assert entry.date("day") == date(2024, 4, 15)
    assert entry.optional_date("absent") is None
    assert (entry.flag("on"), entry.flag("absent")) == (True, False)
    assert entry.one_of("kind", ("text", "choice")) == "choice"
    assert entry.plain("things") == [{"key": "1", "width": "2.5"}, {"key": "x"}]
    assert entry.plain("absent") == ""
    assert (entry.line, first.line, second.line, entry.line_of("day"), second.line_of("absent")) == (1, 5, 6, 10, 6)


def test_an_unknown_key_is_refused_with_the_nearest_known_one() -> None:
    entry = read_entry("number: 1\nleed: Bộ Nội vụ\n", "nq47.yaml")
    with pytest.raises(TdnError) as caught:
        entry.only("number", "lead")
    entry.only("number", "lead", "leed")
    assert caught.value.vi == 'nq47.yaml, dòng 2: khoá "leed" không được dùng ở đây.'
    assert caught.value.en == 'nq47.yaml, line 2: the key "leed" is not used here.'
    assert (caught.value.hint_vi, caught.value.hint_en) == ('Có phải là "lead" không?', 'Did you mean "lead"?')


def test_an_unknown_key_like_no_other_gets_no_hint() -> None:
    with pytest.raises(TdnError) as caught:
        read_entry("zzz: 1\n", "a.yaml").only("number", "lead")
    assert (caught.value.hint_vi, caught.value.hint_en) == ("", "")


@pytest.mark.parametrize(
    ("method", "key", "line", "about"),
    [
        ("text", "absent", 1, '"absent" is missing'),
        ("text", "blank", 2, '"blank" is missing'),
        ("text", "list", 3, "has to be text"),
        ("require", "blank", 2, '"blank" is missing'),
        ("texts", "name", 1, "has to be a list"),
        ("texts", "things", 5, "a list of texts"),
        ("entries", "list", 3, "each item"),
        ("entries", "named", 7, "has to be a list"),
        ("entry", "list", 3, "has to be a mapping"),
        ("entry", "absent", 1, "is missing"),
        ("date", "wrong_day", 11, "2024-04-15"),
        ("date", "week", 12, "2024-04-15"),
        ("date", "blank", 2, "is missing"),
        ("flag", "name", 1, "true or false"),
        ("whole", "name", 1, "a whole number"),
        ("decimal", "name", 1, "a number"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_with_its_line(
    entry: Entry, method: str, key: str, line: int, about: str
) -> None:
    with pytest.raises(TdnError) as caught:
        getattr(entry, method)(key)
    assert caught.value.en.startswith(f"form.yaml, line {line}: ")
    assert about in caught.value.en


def test_a_choice_outside_the_list_is_refused_with_the_list_and_the_nearest(entry: Entry) -> None:
    with pytest.raises(TdnError) as caught:
        entry.one_of("kind", ("text", "choices"))
    assert caught.value.en == 'form.yaml, line 14: "kind" does not take "choice"; allowed: text, choices.'
    assert caught.value.hint_en == 'Did you mean "choices"?'


@pytest.mark.parametrize("text", ["", "- a\n", "text\n"])
def test_a_file_that_is_no_mapping_has_no_entry(text: str) -> None:
    with pytest.raises(TdnError, match=r"a\.yaml, line 1"):
        read_entry(text, "a.yaml")
