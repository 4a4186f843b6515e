"""docs/phrases.md says how phrases are read: each of its tables is held against the code."""

from pathlib import Path

import pytest

from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.timeframes import question_about, read_time, write_time
from tdn_templates.load.knowledge import load_registry
from tdn_templates.model.mention import Mention, MentionKind
from tdn_templates.model.overlap import OverlapKind
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import UnitSlug

PAGE = (Path(__file__).parents[2] / "docs" / "phrases.md").read_text(encoding="utf-8")


def _table(head: str) -> list[list[str]]:
    lines = PAGE.splitlines()
    start = lines.index(head) + 2
    rows: list[list[str]] = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def _reading(mention: Mention) -> str:
    meant = mention.unit or f"@{mention.unit_class}"
    if mention.kind is MentionKind.UNKNOWN:
        return f"#{mention.text}"
    if mention.kind is MentionKind.CONDITIONAL:
        return f"{meant}? {mention.qualifier}"
    return f"{meant} ({mention.qualifier})" if mention.qualifier else meant


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def test_time_phrases_are_read_as_the_page_says() -> None:
    rows = _table("| Phrase | Kind | First | Last | Every | House style |")
    read = [(phrase, read_time(phrase)) for phrase, *_ in rows]
    found = [
        [phrase, frame.kind, str(frame.first or ""), str(frame.last or ""), str(frame.every or ""), write_time(frame)]
        for phrase, frame in read
    ]
    assert found == rows
    assert len(rows) > 40


def test_unreadable_phrases_are_asked_about_as_the_page_says() -> None:
    rows = _table("| Phrase | What is asked |")
    questions = {phrase: question_about(read_time(phrase)) for phrase, _ in rows}
    found = [[phrase, f"{asked.why.en} {asked.ask.en}"] for phrase, asked in questions.items() if asked]
    assert found == rows


def test_cells_are_read_as_the_page_says(registry: Registry) -> None:
    rows = _table("| Cell | Within | Reading |")
    for cell, within, reading in rows:
        reader = MentionReader(registry, UnitSlug(within) if within else None)
        assert "; ".join(map(_reading, reader.read(cell).mentions)) == reading
    assert len(rows) > 20


def test_every_kind_of_contradiction_is_on_the_page() -> None:
    rows = _table("| Kind | Severity | What is found |")
    assert [row[:2] for row in rows] == [[kind.value, kind.severity.value] for kind in OverlapKind]
