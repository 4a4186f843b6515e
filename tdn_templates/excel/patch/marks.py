"""What is written into a marked workbook: notes on cells, and the lines of the list of faults."""

from dataclasses import dataclass

from tdn_templates.model.words import Severity


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding at its cell. `text` is what the note says, wording already made; the severity stands above it."""

    sheet: str
    cell: str
    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One line of the list. `cell` links to its place; "" for a finding that stands in no cell."""

    severity_word: str
    sheet: str
    cell: str
    task: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class FaultSheet:
    """`name` is the sheet's, `title` its first line, `head` the six headings (severity, sheet, cell, task, message,
    remedy). Lines stand in the order given, most important first."""

    name: str
    title: str
    head: tuple[str, ...]
    lines: tuple[FaultLine, ...]


FILLS = {Severity.ERROR: "F2946B", Severity.WARNING: "F7C64A", Severity.NOTE: "D6E9FA"}
"""Colours of marked cells. They differ in lightness (70, 82, 91 of 100), so that they differ when printed grey, and lie
between orange and blue, which colour-blind people tell apart; black text stays readable on all three."""

MARK_COLOURS = frozenset(FILLS.values())
