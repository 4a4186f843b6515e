"""Hidden keys: every line of a form is written and read back as itself, and nothing else reads as a key."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdn_templates.core.form_marks import KEY_MARK, NIL_MARK
from tdn_templates.core.row_keys import BandKey, OwnKey, RowKey, TaskKey, band_key, own_key, read_row_key, task_key
from tdn_templates.model.layout import Block
from tdn_templates.model.words import TaskCode

if TYPE_CHECKING:
    from tests.core.conftest import Office

_GROUPS = st.from_regex(r"[0-9A-Z]{1,3}", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("nq47:2.9", TaskKey(TaskCode("nq47:2.9"), Block.INHERITED)),
        ("nq47:2.9?", TaskKey(TaskCode("nq47:2.9"), Block.CONDITIONAL)),
        (" nq47:2.9\n", TaskKey(TaskCode("nq47:2.9"), Block.INHERITED)),
        ("own:2:1", OwnKey("2", 1)),
        ("own:2:12", OwnKey("2", 12)),
        ("band:group:2", BandKey("group", "2")),
        ("band:conditional:", BandKey("conditional", "")),
    ],
)
def test_keys_are_read(text: str, key: RowKey) -> None:
    assert read_row_key(text) == key


@pytest.mark.parametrize(
    "text", ["", "   ", "2.9", "own", "own:", "own:2", "own:2:x", "own::1", "own:2:-1", ":", KEY_MARK, f" {NIL_MARK}"]
)
def test_other_text_is_no_key(text: str) -> None:
    assert read_row_key(text) is None


@given(_GROUPS, st.integers(0, 999))
def test_a_free_row_is_read_back(group: str, index: int) -> None:
    assert read_row_key(own_key(group, index)) == OwnKey(group, index)


@given(st.sampled_from(["group", "own", "conditional"]), st.one_of(st.just(""), _GROUPS))
def test_a_band_is_read_back(name: str, group: str) -> None:
    assert read_row_key(band_key(name, group)) == BandKey(name, group)


@pytest.mark.parametrize("block", [Block.INHERITED, Block.CONDITIONAL])
def test_the_key_of_every_task_is_read_back(block: Block, office: "Office") -> None:
    for task in office.programme.tasks:
        assert read_row_key(task_key(task.code, block)) == TaskKey(task.code, block)


def test_the_keys_of_a_form_are_all_different(office: "Office") -> None:
    keys = [row.key for row in office.form("Bộ Tài chính").rows]
    assert len(set(keys)) == len(keys)
