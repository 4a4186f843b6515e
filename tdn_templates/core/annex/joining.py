"""Put together what the end of a page cut in two: a row whose cells go on in the next, a title that does."""

import re
from collections.abc import Callable, Iterable

from tdn_templates.core.annex.grid import joined_words
from tdn_templates.core.annex.lines import Line
from tdn_templates.model.annex import Field

_ITEM = re.compile(r"[-–—+•*·]\s*\S|\(?[a-zđ][.)]\s")
_UNFINISHED = re.compile(
    r"(?:[,(\-–“\"/]|\b(?:và|của|về|các|với|cho|trong|theo|là|hoặc|trên|tại|để|những|số|nhân dân))\Z"
)
_OFFICES = (Field.LEAD, Field.SUPPORTING, Field.OWN_LEAD, Field.OWN_SUPPORTING)

KnowsLead = Callable[[str], bool]
"""Whether a text reads as nothing but known units and classes."""


def join_cut_lines(lines: Iterable[Line], *, numbered: bool, titles_numbered: bool, knows: KnowsLead) -> list[Line]:
    """Lines with the rest of a cut row put back. `numbered`: tasks of this table have numbers, so that a row without
    one is odd; `titles_numbered` says so of titles. What is not certain is a doubt of the row it was joined to."""
    kept: list[Line] = []
    for line in lines:
        before = kept[-1] if kept else None
        if before is not None and {Field.NUMBER, Field.TEXT} <= line.carried:
            _share(before, line)
            continue
        certain = None if before is None or line.number else _rest_of(before, line, numbered, titles_numbered, knows)
        if before is None or certain is None:
            kept.append(line)
        else:
            _join(before, line, certain=certain)
    return kept


def _rest_of(before: Line, line: Line, numbered: bool, titles_numbered: bool, knows: KnowsLead) -> bool | None:
    """True for what is certainly the rest of the row before, False for what is likely, None for a row of its own."""
    if _ITEM.match(line.text) and line.is_bare:
        return True if not before.is_bare else None
    if line.is_bare:
        return _rest_of_text(before, line, titles_numbered)
    if not line.text:
        return _rest_of_cells(before, line)
    if before.is_bare:
        return None
    return _rest_of_row(before, line, numbered, knows)


def _rest_of_text(before: Line, line: Line, titles_numbered: bool) -> bool | None:
    """A text with nothing beside it: it goes on, or it is a title."""
    if not line.wide and (_starts_low(line.text) or _UNFINISHED.search(before.text)):
        return True
    if _starts_low(line.text):
        return True if before.is_bare else None
    if not titles_numbered:
        return None
    return False


def _rest_of_cells(before: Line, line: Line) -> bool | None:
    """No text: only the agencies or the time go on, or several units share one task."""
    if before.is_bare and before.shape is None:
        return None
    shared = [means for means in _OFFICES if line.cell(means) and before.cell(means) and means not in line.carried]
    ended = not any(_goes_on(before.cell(means), line.cell(means)) for means in shared)
    return not (ended and line.cell(Field.TIME) and shared)


def _rest_of_row(before: Line, line: Line, numbered: bool, knows: KnowsLead) -> bool | None:
    lead = line.cell(Field.LEAD) or line.cell(Field.OWN_LEAD)
    above = before.cell(Field.LEAD) if line.cell(Field.LEAD) else before.cell(Field.OWN_LEAD)
    low = _starts_low(line.text)
    any_low = low or any(_starts_low(text) for text in line.cells.values())
    if _ITEM.match(line.text):
        return None if lead or line.cell(Field.TIME) else True
    if not lead or _starts_low(lead):
        if low or (any_low and numbered):
            return True
        return False if numbered and not line.cell(Field.TIME) else None
    cut_name = bool(above) and knows(f"{above} {lead}") and not (knows(above) and knows(lead))
    if cut_name or (low and _goes_on(above, lead)):
        return True
    return False if low else None


def _goes_on(above: str, below: str) -> bool:
    return bool(above) and (_starts_low(below) or _UNFINISHED.search(above) is not None)


def _starts_low(text: str) -> bool:
    """Whether a text begins in the middle of a sentence: with a small letter or a mark that ends something."""
    first = text[:1]
    return first.islower() or first in ",;.)”"


def _join(before: Line, line: Line, *, certain: bool) -> None:
    """Cell by cell; the place of the row grows where both stand in one table."""
    shown = line.text or "; ".join(line.cells.values())
    before.text = _joined(before.text, line.text)
    for means, text in line.cells.items():
        if means not in line.carried or text != before.cell(means):
            before.cells[means] = _joined(before.cell(means), text)
    for title, text in line.extras.items():
        before.extras[title] = _joined(before.extras.get(title, ""), text)
    if line.sheet == before.sheet:
        before.last = line.last
    before.doubts += line.doubts
    if not certain:
        before.doubt("rows_joined", row=str(line.first), sheet=line.sheet, rest=shown)


def _share(before: Line, line: Line) -> None:
    """One number and text merged over rows with cells of their own: one task, its cells line by line."""
    shown = "; ".join(text for means, text in line.cells.items() if means not in line.carried)
    for means, text in line.cells.items():
        if means not in line.carried:
            before.cells[means] = "\n".join(filter(None, (before.cell(means), text)))
    for title, text in line.extras.items():
        if before.extras.get(title) != text:
            before.extras[title] = "\n".join(filter(None, (before.extras.get(title, ""), text)))
    before.last = line.last if line.sheet == before.sheet else before.last
    before.doubt("shared_rows", row=str(line.first), sheet=line.sheet, rest=shown)


def _joined(above: str, below: str) -> str:
    if not above or not below:
        return above or below
    return f"{above}\n{below}" if _ITEM.match(below) else joined_words(above, below)
