"""Cells as files hold them: what a reader hands on, before anything is interpreted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

RawValue = str | int | float | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One worksheet. `cells` maps (row, column), both from 1 as spreadsheets show them, to non-blank values.

    `errors` maps cells that hold an error value to its text ("#REF!"); they are not in `cells`. `formulas` are the
    cells whose value comes from a formula (with or without a stored result), mapped to the formula's text.
    `hidden_rows` are the rows a viewer does not show. `tracked` are cells with a change that nobody has accepted or
    refused yet (Word); their value is the text with the change. `merges` are merged ranges as (first row, first column,
    last row, last column). `by_place`: no lines are drawn in the file; columns and rows were told apart by where the
    words stand.
    """

    name: str
    cells: Mapping[tuple[int, int], RawValue]
    visible: bool = True
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    tracked: frozenset[tuple[int, int]] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    by_place: bool = False


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """Everything read from one file. `properties` are the custom document properties. `format` is by content.

    `lines` are the paragraphs outside tables, in order; empty for spreadsheets. A text file has nothing but lines.
    """

    format: str
    sheets: tuple[RawSheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    has_macros: bool = False
    external_links: bool = False
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why there is no workbook: `reason` is a key ("encrypted", "not_a_workbook", "damaged", "too_large", "crashed",
    "timed_out", "empty_file", "no_sheets", "not_a_file", "missing_part", "forbidden_xml"; for an annex also "scanned",
    "no_letters", "not_utf8", "library_missing"), `facts` are its details (kind found, limit, measured, part)."""

    reason: str
    facts: Mapping[str, str] = field(default_factory=dict)
