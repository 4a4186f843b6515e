"""How phrases are read: time frames, and later cells of agencies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tdn_templates.api.shared import only_programme
from tdn_templates.core.timeframes import TimeQuestion, question_about, read_time, write_time
from tdn_templates.errors import TdnError
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.knowledge import load_known
from tdn_templates.model.timeframe import TimeFrame


@dataclass(frozen=True, slots=True)
class TimeReading:
    """`written` is the house style of what was read; `question` is None for a phrase that is understood or blank."""

    frame: TimeFrame
    written: str
    question: TimeQuestion | None


def read_times(
    phrases: Sequence[str],
    *,
    programme: str | None = None,
    first: date | None = None,
    last: date | None = None,
) -> tuple[TimeReading, ...]:
    """Each phrase as the forms read it. The period of the programme, or from `first` to `last`, serves phrases without
    a year ("Quý III") and "cả giai đoạn"; without one they ask for it. Raises TdnError for an unknown programme, for
    half a period, and for a period that ends before it begins."""
    first, last = _period(programme, first, last)
    frames = (read_time(phrase, period_first=first, period_last=last) for phrase in phrases)
    return tuple(TimeReading(frame, write_time(frame), question_about(frame)) for frame in frames)


def phrases_of_file(path: Path) -> tuple[str, ...]:
    """The lines of a text file, blank ones and those that begin with "#" left out. Raises TdnError for a file that is
    not there or no UTF-8 text."""
    lines = (line.strip() for line in read_utf8(path).splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def _period(programme: str | None, first: date | None, last: date | None) -> tuple[date | None, date | None]:
    if programme is not None and first is None and last is None:
        loaded = only_programme(load_known(programme))
        return loaded.first, loaded.last
    whole = (first is None) == (last is None)
    if not whole or programme is not None or (first and last and last < first):
        raise TdnError(
            "Kỳ thực hiện chưa rõ.",
            "The period is not clear.",
            hint_vi="Ghi --programme, hoặc cả --first và --last (ngày cuối không trước ngày đầu).",
            hint_en="Give --programme, or both --first and --last (the last day not before the first).",
        )
    return first, last
