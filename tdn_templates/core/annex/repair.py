"""Cells that speak of other cells or hold two things: ditto marks, cells merged over rows, both roles in one cell."""

import re
from collections.abc import Sequence

from tdn_templates.core.annex.joining import KnowsLead
from tdn_templates.core.annex.lines import Line
from tdn_templates.core.shorthand import is_ditto
from tdn_templates.core.timeframes import read_time
from tdn_templates.model.annex import Field
from tdn_templates.model.timeframe import TimeKind

_OFFICES = (Field.LEAD, Field.SUPPORTING, Field.OWN_LEAD, Field.OWN_SUPPORTING)
_CELLS = (*_OFFICES, Field.TIME)
_NO_TIME = (TimeKind.UNREADABLE, TimeKind.EMPTY, TimeKind.RELATIVE)
_LABELLED = re.compile(r"(?:^|[\s;.,(/\-–+])(chủ trì|phối hợp(?: thực hiện)?)\s*:\s*", re.IGNORECASE)
_LED = re.compile(
    r"\A(.+?)\s*(?:\(chủ trì\)|\bchủ trì)\s*[;,.]?\s*(?:phối hợp\s*(?:với)?\s*:?)?\s*(.*)\Z", re.IGNORECASE | re.DOTALL
)
_SUPPORTS = re.compile(r"\s*(?:\(phối hợp\)|\bphối hợp(?: thực hiện)?)\s*\Z", re.IGNORECASE)

_AROUND = " ;,-–+\n"


def fill_dittos(lines: Sequence[Line]) -> None:
    """ "như trên" and `"` become what stands above, marked; so are cells merged over several rows."""
    before: Line | None = None
    for line in lines:
        if line.is_bare:
            continue
        for means in _CELLS:
            text = line.cell(means)
            if means in line.carried and text:
                line.doubt("merged_rows", means, taken=text)
            elif text and before is not None and is_ditto(text) and before.cell(means):
                line.cells[means] = before.cell(means)
                line.doubt("ditto", means, raw=text, taken=line.cells[means])
        before = line


def split_roles(lines: Sequence[Line], *, both: bool) -> None:
    """One column for those who lead and those who support: "Chủ trì: ...; Phối hợp: ...", "A chủ trì, B phối hợp".

    `both`: the heading says so. Else only labels in the cells themselves do. Labelled cells are certain; where others
    have labels, one without is asked about."""
    labelled = [line for line in lines if _LABELLED.search(line.cell(Field.LEAD))]
    if not labelled and not both:
        return
    for line in lines:
        text = line.cell(Field.LEAD)
        if not text:
            continue
        lead, supporting = roles_in(text)
        if lead == text:
            line.doubt("roles_not_split", Field.LEAD, raw=text)
            continue
        line.cells[Field.LEAD], line.cells[Field.SUPPORTING] = lead, supporting
        if not _LABELLED.search(text):
            line.doubt("roles_split", Field.LEAD, raw=text, lead=lead, supporting=supporting)


def roles_in(text: str) -> tuple[str, str]:
    """Lead and supporting bodies of one cell; (text, "") where the cell does not say who is which."""
    labels = list(_LABELLED.finditer(text))
    if labels:
        return _by_labels(text, labels)
    led = _LED.match(text)
    if led is None:
        return text, ""
    return led[1].strip(_AROUND), _SUPPORTS.sub("", led[2]).strip(_AROUND)


def _by_labels(text: str, labels: Sequence[re.Match[str]]) -> tuple[str, str]:
    lead, supporting = [text[: labels[0].start()].strip(f"{_AROUND}(")], [""]
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=True):
        part = text[label.end() : end].strip(_AROUND)
        (lead if label[1].lower().startswith("chủ") else supporting).append(part)
    return " ".join(filter(None, lead)), " ".join(filter(None, supporting))


def mark_cells(line: Line, fields: frozenset[Field], *, numbered: bool, knows: KnowsLead) -> None:
    """Says what a task lacks, and which cell holds what another column is for; nothing is moved."""
    lead = Field.OWN_LEAD if Field.OWN_LEAD in fields else Field.LEAD if Field.LEAD in fields else None
    if numbered and not line.number:
        line.doubt("number_missing", Field.NUMBER)
    if line.number and line.shape is None:
        line.doubt("number_not_read", Field.NUMBER, raw=line.number)
    if not line.text:
        line.doubt("text_missing", Field.TEXT)
    if lead is not None and not line.cell(lead):
        line.doubt("lead_missing", lead)
    if Field.TIME in fields and not line.cell(Field.TIME):
        line.doubt("time_missing", Field.TIME)
    _mark_strays(line, knows)


def _mark_strays(line: Line, knows: KnowsLead) -> None:
    for means in _OFFICES:
        text = line.cell(means)
        if text and any(char.isdigit() for char in text) and read_time(text).kind not in _NO_TIME:
            line.doubt("time_in_other_column", means, raw=text)
    time = line.cell(Field.TIME)
    if time and read_time(time).kind is TimeKind.UNREADABLE and knows(time):
        line.doubt("unit_in_time", Field.TIME, raw=time)
