"""JSON with an indent of two blanks, piece by piece: the bytes that `json.dumps(indent=2)` gives, without its cost.

With an indent the library encodes in Python, token by token, and wants the whole report as objects.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

_STEP = "  "


def dump(value: object) -> str:
    """Any value, in one piece."""
    return json.dumps(value, ensure_ascii=False, indent=len(_STEP), allow_nan=False)


def flat(value: object) -> str:
    """A value that stands on one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def indented(members: Mapping[str, object], depth: int) -> str:
    """An object, as it stands `depth` steps inside the text."""
    if not members or any(isinstance(value, dict | list | tuple) for value in members.values()):
        return dump(members).replace("\n", f"\n{_STEP * depth}")
    inner = _lines(depth + 1)
    return f"{{{inner}{_encoder(depth + 1).encode(members)[1:-1]}{_lines(depth)}}}"


def array_pieces(items: Iterable[str], depth: int) -> Iterator[str]:
    """An array `depth` steps inside the text, of items that are written as they stand in it."""
    before = f"[{_lines(depth + 1)}"
    for item in items:
        yield f"{before}{item}"
        before = f",{_lines(depth + 1)}"
    yield "[]" if before.startswith("[") else f"{_lines(depth)}]"


def with_array(members: Mapping[str, object], name: str, items: Iterable[str], depth: int) -> str:
    """As `indented`, and an array of that name as the last member. `members` holds no further objects or arrays."""
    array = "".join(array_pieces(items, depth + 1))
    begun = indented(members, depth).removesuffix(f"{_lines(depth)}}}")
    return f"{begun},{_lines(depth + 1)}{flat(name)}: {array}{_lines(depth)}}}"


def _lines(depth: int) -> str:
    return f"\n{_STEP * depth}"


@lru_cache(maxsize=16)
def _encoder(depth: int) -> json.JSONEncoder:
    """The members of one object, each on a line of its own: encoded by the library's fast path."""
    return json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(f",{_lines(depth)}", ": "))
