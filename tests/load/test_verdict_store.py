"""An entry of the store counts for the same name, bytes and basis only; anything else is passed over."""

import json
from pathlib import Path

import pytest

from tdn_templates.load.verdict_store import VerdictStore

SHA, OTHER = "a" * 64, "b" * 64
PAYLOAD = '{"state":"accepted","value":"Đã rà soát\\n"}'.encode()


@pytest.fixture
def store(tmp_path: Path) -> VerdictStore:
    store = VerdictStore(tmp_path / "da-kiem", "basis")
    store.put("btc.xlsx", SHA, PAYLOAD)
    return store


def test_what_was_put_is_found_by_name_and_bytes(store: VerdictStore) -> None:
    assert store.get("btc.xlsx", SHA) == PAYLOAD
    assert store.get("btc.xlsx", OTHER) is None
    assert store.get("bnv.xlsx", SHA) is None
    assert VerdictStore(store.folder, "another basis").get("btc.xlsx", SHA) is None


def test_copies_of_one_file_have_an_entry_each(store: VerdictStore) -> None:
    store.put("bnv.xlsx", SHA, b"{}")
    assert (store.get("btc.xlsx", SHA), store.get("bnv.xlsx", SHA)) == (PAYLOAD, b"{}")


@pytest.mark.parametrize("at", [0, 10, -1, -20])
def test_a_changed_byte_of_an_entry_makes_it_no_entry(store: VerdictStore, at: int) -> None:
    (entry,) = store.folder.iterdir()
    content = bytearray(entry.read_bytes())
    content[at] ^= 1
    entry.write_bytes(content)
    assert store.get("btc.xlsx", SHA) is None


def test_half_an_entry_an_empty_one_and_a_folder_are_none(store: VerdictStore) -> None:
    (entry,) = store.folder.iterdir()
    whole = entry.read_bytes()
    for content in (whole[: len(whole) // 2], b"", whole[:-1]):
        entry.write_bytes(content)
        assert store.get("btc.xlsx", SHA) is None
    entry.unlink()
    entry.mkdir()
    store.put("btc.xlsx", SHA, PAYLOAD)
    assert store.get("btc.xlsx", SHA) is None


def test_an_entry_is_json_and_nothing_is_left_beside_it(store: VerdictStore) -> None:

    (entry,) = store.folder.iterdir()
    plain = json.loads(entry.read_text(encoding="utf-8"))
    assert (plain["file"], plain["sha256"], plain["verdict"]["state"]) == ("btc.xlsx", SHA, "accepted")


def test_a_place_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    store = VerdictStore(tmp_path / "taken", "basis")
    store.put("btc.xlsx", SHA, PAYLOAD)
    assert store.get("btc.xlsx", SHA) is None
