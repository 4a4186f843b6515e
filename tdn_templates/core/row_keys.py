"""The hidden key of every line in a form: how it is written and read back.

A task's key is its code, with "?" behind it where the unit has to confirm that it is concerned; a free row is
"own:GROUP:INDEX"; a band is "band:NAME:GROUP". Keys never hold a row number: sheets get sorted.
"""

from dataclasses import dataclass
from functools import lru_cache

from tdn_templates.model.layout import Block
from tdn_templates.model.words import TaskCode


@dataclass(frozen=True, slots=True)
class TaskKey:
    code: TaskCode
    block: Block


@dataclass(frozen=True, slots=True)
class OwnKey:
    group: str
    index: int


@dataclass(frozen=True, slots=True)
class BandKey:
    name: str
    group: str


RowKey = TaskKey | OwnKey | BandKey


def task_key(code: TaskCode, block: Block) -> str:
    return f"{code}?" if block is Block.CONDITIONAL else code


def own_key(group: str, index: int) -> str:
    return f"own:{group}:{index}"


def band_key(name: str, group: str) -> str:
    return f"band:{name}:{group}"


def read_row_key(text: str) -> RowKey | None:
    """None for text that no form of ours could hold as a key."""
    return _kept(text) if len(text) <= _LONGEST_KEPT else _read(text)


def _read(text: str) -> RowKey | None:
    head, _, rest = text.strip().partition(":")
    if not rest or head == "tdn":  # the marks of form_marks name other lines
        return None
    middle, _, last = rest.rpartition(":")
    if head == "own":
        return OwnKey(middle, int(last)) if middle and last.isdecimal() else None
    if head == "band":
        name, _, group = rest.partition(":")
        return BandKey(name, group)
    if text.strip().endswith("?"):
        return TaskKey(TaskCode(text.strip()[:-1]), Block.CONDITIONAL)
    return TaskKey(TaskCode(text.strip()), Block.INHERITED)


_LONGEST_KEPT = 100
# the same keys stand in every return of a programme
_kept = lru_cache(maxsize=4_096)(_read)
