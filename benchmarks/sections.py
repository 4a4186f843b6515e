"""The page of results: each benchmark keeps a section of its own in it."""

import re
from collections.abc import Sequence
from pathlib import Path

RESULTS = Path(__file__).parent / "results.md"


def put_section(heading: str, lines: Sequence[str]) -> str:
    """Write the section, in the place of the old one of that heading or at the end; the text of the section."""
    section = "\n".join((f"## {heading}", "", *lines, "")).rstrip() + "\n"
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.is_file() else "# Measured\n"
    parts = re.split(r"(?m)^(?=## )", old)
    kept = [part.rstrip() + "\n" for part in parts]
    places = [at for at, part in enumerate(kept) if part.startswith(f"## {heading}\n")]
    if places:
        kept[places[0]] = section
    else:
        kept.append(section)
    RESULTS.write_text("\n".join(kept), encoding="utf-8")
    return section
