"""How cells of agencies are read with the names of all times, as `tdn units --parse` does: agency_phrases.tsv."""

import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.succession import registry_of_all_times
from tdn_templates.load.knowledge import load_registry
from tdn_templates.model.mention import Mention, MentionKind
from tdn_templates.model.words import UnitSlug


def _lines() -> list[tuple[str, str, str]]:
    path = Path(__file__).with_name("agency_phrases.tsv")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [
        (wording.replace("\\n", "\n"), within, reading.replace("\\n", "\n")) for wording, within, reading in rows[1:]
    ]


LINES = _lines()


@cache
def _reader(within: str) -> MentionReader:
    return MentionReader(registry_of_all_times(load_registry()), UnitSlug(within) if within else None)


def _notation(mention: Mention) -> str:
    meant = mention.unit or f"@{mention.unit_class}"
    match mention.kind:
        case MentionKind.UNKNOWN:
            return f"#{mention.text}"
        case MentionKind.CONDITIONAL:
            return f"{meant}? {mention.qualifier}"
        case MentionKind.NAMED | MentionKind.GROUP:
            return f"{meant} ({mention.qualifier})" if mention.qualifier else meant


def _read(wording: str, within: str) -> str:
    return " | ".join(_notation(mention) for mention in _reader(within).read(wording).mentions)


def test_the_table_is_large_and_has_every_kind() -> None:
    assert len({(wording.casefold(), within) for wording, within, _ in LINES}) >= 100
    readings = " | ".join(reading for _, _, reading in LINES)
    assert all(sign in readings for sign in ("bo-tai-chinh", "@ministries |", "? có liên quan", "? trừ", "#"))


@pytest.mark.parametrize(("wording", "within", "reading"), LINES, ids=[repr(line[0]) for line in LINES])
def test_a_cell_is_read_as_the_table_says(wording: str, within: str, reading: str) -> None:
    assert _read(wording, within) == reading


@pytest.mark.parametrize(
    "respell",
    [
        lambda text: unicodedata.normalize("NFD", text),
        str.upper,
        str.lower,
        lambda text: text.replace(" ", "  "),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", " \u200b"),
    ],
)
def test_spelling_never_changes_who_is_meant(respell: Callable[[str], str]) -> None:
    def meant(wording: str, within: str) -> list[tuple[str | None, str | None, MentionKind]]:
        mentions = _reader(within).read(wording).mentions
        return [(mention.unit, mention.unit_class, mention.kind) for mention in mentions]

    changed = [wording for wording, within, _ in LINES if meant(respell(wording), within) != meant(wording, within)]
    assert changed == []
