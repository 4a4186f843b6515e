"""A plain-text image of a Word file: what a reviewer compares when a template changes."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_SPECIAL = {f"{_W}br": "⏎", f"{_W}tab": "⇥"}


def template_text(docx: bytes) -> str:
    """The visible text of headers, body and footers, one line per paragraph or table row, with the template's tags.

    A row is "| cell | cell |", a cell over several columns starts with "[3 columns]", several paragraphs in a cell are
    joined by "¶". A line break shows as "⏎", a tab as "⇥", hidden text as "[hidden: ...]", a field as "[field: PAGE]".
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        names = sorted(name for name in package.namelist() if _is_header_or_footer(name))
        lines = [f"[{name.rpartition('/')[2]}] {line}" for name in names for line in _lines(package.read(name))]
        lines += _lines(package.read(_BODY))
    return "\n".join(lines) + "\n"


def _is_header_or_footer(name: str) -> bool:
    return name.startswith(("word/header", "word/footer")) and name.endswith(".xml")


def _lines(xml: bytes) -> list[str]:
    root = fromstring(xml)
    body = root.find(f"{_W}body")
    return list(_blocks(root if body is None else body))


def _blocks(holder: Element) -> Iterator[str]:
    for child in holder:
        if child.tag == f"{_W}p":
            yield _paragraph(child)
        elif child.tag == f"{_W}tbl":
            yield from (_row(row) for row in child.iter(f"{_W}tr"))


def _row(row: Element) -> str:
    return "| " + " | ".join(_cell(cell) for cell in row.iter(f"{_W}tc")) + " |"


def _cell(cell: Element) -> str:
    text = " ¶ ".join(_paragraph(paragraph) for paragraph in cell.iter(f"{_W}p")).replace("|", "\\|")
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return text if span is None else f"[{span.get(f'{_W}val')} columns] {text}"


def _paragraph(paragraph: Element) -> str:
    return "".join(_run(run) for run in paragraph.iter(f"{_W}r")).rstrip()


def _run(run: Element) -> str:
    text = "".join(_piece(piece) for piece in run)
    if text and run.find(f"{_W}rPr/{_W}vanish") is not None:
        return f"[hidden: {text}]"
    return text


def _piece(piece: Element) -> str:
    if piece.tag == f"{_W}t":
        return piece.text or ""
    if piece.tag == f"{_W}instrText":
        return f"[field: {(piece.text or '').strip()}]"
    return _SPECIAL.get(piece.tag, "")
