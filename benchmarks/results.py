"""The page of results: one section for each benchmark, written anew by it and kept by the others."""

import re
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parent / "results.md"
_SECTION = re.compile(r"^## ", re.MULTILINE)


def write_section(title: str, lines: Sequence[str]) -> None:
    """Prints the section and puts it in its place on the page, at the end if it is new."""
    text = "\n".join((f"{title}", "", *lines, ""))
    print(f"## {text}")
    head, *sections = _SECTION.split(PAGE.read_text(encoding="utf-8"))
    titles = [section.partition("\n")[0] for section in sections]
    if title in titles:
        sections[titles.index(title)] = text
    else:
        sections.append(text)
    whole = "\n".join([head.rstrip(), "", *(f"## {section.strip()}\n" for section in sections)])
    PAGE.write_text(whole, encoding="utf-8")
