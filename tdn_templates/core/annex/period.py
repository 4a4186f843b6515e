"""The years a list is for: from its titles ("giai đoạn 2024-2030", "đến năm 2030") and the time frames of its rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tdn_templates.core.timeframes import read_time
from tdn_templates.model.annex import Annex
from tdn_templates.model.draft import ImportChoices, Unsure
from tdn_templates.model.timeframe import TimeFrame

_SPAN = re.compile(
    r"(?:giai đoạn|thời kỳ|trong các năm|từ năm)\s*(20\d\d)\s*(?:[-–—]|đến(?: năm)?)\s*(20\d\d)", re.IGNORECASE
)
_UNTIL = re.compile(r"(?<!tầm nhìn )đến (?:hết )?năm (20\d\d)", re.IGNORECASE)
_YEAR = re.compile(
    r"(?<!tháng \d )(?<!tháng \d\d )(?<!đến )(?<!hết )(?<!từ )năm (20\d\d)(?!\s*(?:[-–]|đến))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Period:
    """Both days inclusive; None where nothing says it."""

    first: date | None
    last: date | None
    unsure: tuple[Unsure, ...] = ()


def read_period(annex: Annex, choices: ImportChoices, issued_year: int | None) -> Period:
    """What titles and rows say, unless a person said it."""
    titles = (choices.title, annex.head.annex_title, annex.head.about)
    span = _first(_SPAN, titles)
    until = _first(_UNTIL, titles)
    year = _first(_YEAR, (annex.head.annex_title, choices.title)) if span is None and until is None else None
    frames = [read_time(row.time) for row in annex.rows]
    first = _first_day(span, year, issued_year, frames)
    last_year = int((span[2] if span else until[1] if until else year[1] if year else 0) or 0)
    latest = max((frame.last.year for frame in frames if frame.last is not None), default=0)
    guessed = last_year or latest or (first.year if first else 0)
    last = date(max(guessed, latest, first.year if first else 0), 12, 31) if guessed else None
    unsure = _questions(last_year, latest, last, choices)
    return Period(choices.first or first, choices.last or last, tuple(unsure))


def _first(pattern: re.Pattern[str], titles: Sequence[str]) -> re.Match[str] | None:
    return next((found for found in map(pattern.search, titles) if found is not None), None)


def _first_day(
    span: re.Match[str] | None, year: re.Match[str] | None, issued_year: int | None, frames: Sequence[TimeFrame]
) -> date | None:
    if span is not None:
        return date(int(span[1]), 1, 1)
    if year is not None:
        return date(int(year[1]), 1, 1)
    starts = [frame.first.year for frame in frames if frame.first is not None]
    known = issued_year or min(starts, default=0)
    return date(known, 1, 1) if known else None


def _questions(said: int, latest: int, last: date | None, choices: ImportChoices) -> Iterator[Unsure]:
    if choices.last is not None or last is None:
        return
    if not said:
        yield Unsure("period_guessed", "period", {"last": str(last.year)})
    elif latest > said:
        yield Unsure("period_extended", "period", {"said": str(said), "last": str(last.year)})
