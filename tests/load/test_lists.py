"""Lists above a list are found beside it, by name or in the package; what is missing or circular is said by name."""

from pathlib import Path

import pytest

from tdn_templates.errors import TdnError
from tdn_templates.load.knowledge import load_registry
from tdn_templates.load.lists import load_lists

_REGISTRY = load_registry()


def _list(folder: Path, code: str, parent: str = "", *, carries: str = "1", name: str = "", text: str = "Việc") -> str:
    above = f'parent: "{parent}"\nowner: bo-tai-chinh\n' if parent else ""
    carried = f', carries: ["{carries}"]' if parent else ""
    path = folder / f"{name or code}.programme.yaml"
    path.write_text(
        f'code: "{code}"\ncode_prefix: c\n{above}title: A\nannex_title: B\nreference: C\nissuer: D\n'
        "issued_on: 2024-01-15\nsource: tests\nperiod: {first: 2024-01-01, last: 2030-12-31}\n"
        f'groups:\n  - number: "g"\n    title: G\n    tasks:\n      - {{number: "1", text: {text}{carried}}}\n',
        encoding="utf-8",
    )
    return str(path)


def _codes(*names: str) -> tuple[list[str], list[str]]:
    lists = load_lists(names, _REGISTRY)
    return list(lists.asked), list(lists.by_code)


def test_a_list_finds_the_whole_line_above_in_its_folder(tmp_path: Path) -> None:
    _list(tmp_path, "a")
    _list(tmp_path, "b", "a", name="ten-khac")
    lowest = _list(tmp_path, "c", "b")
    assert _codes(lowest) == (["c"], ["c", "b", "a"])


def test_lists_of_a_folder_are_all_meant_the_highest_first(tmp_path: Path) -> None:
    for code, parent in (("a-b", "a"), ("a-b-c", "a-b"), ("a", ""), ("a-d", "a")):
        _list(tmp_path, code, parent)
    assert _codes(str(tmp_path))[0] == ["a", "a-b", "a-d", "a-b-c"]


def test_what_is_named_first_is_meant_and_the_rest_stands_by(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    top, lowest = _list(tmp_path / "other", "a"), _list(tmp_path, "b", "a")
    assert _codes(lowest, top) == (["b"], ["b", "a"])
    assert _codes(top, str(tmp_path)) == (["a"], ["a", "b"])
    assert _codes(lowest, lowest, str(tmp_path), top) == (["b"], ["b", "a"])


def test_a_list_of_the_package_needs_no_file_and_one_beside_goes_first(tmp_path: Path) -> None:
    lowest = _list(tmp_path, "b", "nq47-2024", carries="1.1")
    shipped = load_lists(lowest, _REGISTRY).by_code["nq47-2024"]
    _list(tmp_path, "nq47-2024", name="sua")
    with pytest.raises(TdnError, match="the list nq47-2024 has no such number"):
        load_lists(lowest, _REGISTRY)
    assert shipped.numbered("1.1") is not None


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ({"c": "b"}, 'The list above, "b", is missing; c was made from it'),
        ({"c": "b", "b": "a"}, 'The list above, "a", is missing; b was made from it'),
        ({"c": "b", "b": "c"}, "in a circle: c → b → c"),
        ({"c": "c"}, "in a circle: c → c"),
    ],
)
def test_a_line_that_does_not_end_on_top_is_refused(lists: dict[str, str], said: str, tmp_path: Path) -> None:
    for code, parent in lists.items():
        _list(tmp_path, code, parent)
    with pytest.raises(TdnError) as raised:
        load_lists(str(tmp_path / "c.programme.yaml"), _REGISTRY)
    assert said in raised.value.en
    assert raised.value.hint_vi


def test_a_number_that_the_list_above_does_not_have_is_refused(tmp_path: Path) -> None:
    _list(tmp_path, "a")
    with pytest.raises(TdnError, match='c: task 1 has "7" in "carries", but the list a has no such number'):
        load_lists(_list(tmp_path, "c", "a", carries="7"), _REGISTRY)


def test_two_editions_of_one_list_are_refused_two_copies_are_not(tmp_path: Path) -> None:
    _list(tmp_path, "a")
    _list(tmp_path, "a", name="ban-sao")
    assert _codes(str(tmp_path))[0] == ["a"]
    _list(tmp_path, "a", name="sua", text="Việc khác")
    with pytest.raises(TdnError, match='Two different lists have the code "a"'):
        load_lists(str(tmp_path), _REGISTRY)
