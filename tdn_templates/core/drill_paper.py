"""The paper of a drill (bai-tap.md): what to do, step by step."""

from collections.abc import Iterator
from datetime import date

from tdn_templates.model.drill import DrillAnswer
from tdn_templates.model.round import RoundSetup

PAPER_FILE = "bai-tap.md"


def drill_paper(setup: RoundSetup, answer: DrillAnswer) -> str:
    """The same drill gives the same text."""
    return "\n".join(_lines(setup, answer)) + "\n"


def _lines(setup: RoundSetup, answer: DrillAnswer) -> Iterator[str]:
    yield "x"
