"""docs/import.md says of every question and every refusal what it is about."""

import re
from pathlib import Path

from tdn_templates.core.annex.doubt_wording import DOUBTS
from tdn_templates.core.annex.refusal_wording import REFUSED_TABLES

_PAGE = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")


def _first_cells(heading: str) -> list[str]:
    section = _PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE)
    return [reason for cell in cells for reason in re.findall(r"`(\w+)`", cell) if reason != "reason"]


def test_every_question_stands_in_the_table() -> None:
    assert sorted(_first_cells("What it asks about")) == sorted(DOUBTS)


def test_every_refusal_stands_in_the_table() -> None:
    assert sorted(_first_cells("What it refuses")) == sorted(REFUSED_TABLES)
