"""Reports written piece by piece have the bytes that the library gives for the whole."""

import json

import pytest

from tdn_templates.report.json_pieces import array_pieces, indented, with_array

FLAT = {"a": "Tên “\n\t\u2028” \\", "b": None, "c": 1.5, "d": True, "é": ""}
NESTED = {"a": "x", "w": {"y": "z\n", "l": [1, []]}}


@pytest.mark.parametrize("items", [[], [FLAT], [FLAT, NESTED, {}, FLAT]])
def test_pieces_are_spelled_like_the_whole(items: list[dict[str, object]]) -> None:
    inner = with_array(FLAT, "items", (indented(item, 3) for item in items), 1)
    assert "".join(array_pieces([inner, inner], 0)) == json.dumps(
        [FLAT | {"items": items}] * 2, ensure_ascii=False, indent=2
    )


def test_no_number_that_json_does_not_have() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        indented({"a": float("nan")}, 1)
