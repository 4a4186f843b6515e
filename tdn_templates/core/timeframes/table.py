"""The time phrases that a form can judge by itself, each with its verdict against every time frame issued."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from tdn_templates.core.timeframes.judge import TimeVerdict, judge, judge_alone
from tdn_templates.core.timeframes.read import read_time
from tdn_templates.model.programme import Programme
from tdn_templates.model.timeframe import TimeFrame

_YEARS_AROUND = 3
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)  # without slots, for the sake of the cached property
class TimeTable:
    """`phrases` without blanks around their hyphens, no two alike but for letter case; `frames` the distinct issued
    wordings.

    `verdicts` has a row for each phrase: the verdict without any task first, then one for each of `frames`.
    """

    phrases: tuple[str, ...]
    frames: tuple[str, ...]
    verdicts: tuple[tuple[TimeVerdict, ...], ...]

    @cached_property
    def met(self) -> frozenset[TimeVerdict]:
        """The verdicts that occur at all."""
        return frozenset(verdict for verdicts in self.verdicts for verdict in verdicts)

    def verdict(self, phrase: str, frame: str | None) -> TimeVerdict | None:
        """None for a phrase that is not in the table; `frame` None for a row that carries out no task."""
        spelled = closed_up(phrase)
        if spelled not in self.phrases:
            return None
        return self.verdicts[self.phrases.index(spelled)][0 if frame is None else 1 + self.frames.index(frame)]


def time_table(programme: Programme) -> TimeTable:
    """The issued phrases and the usual ones for the years of the programme and a few around it."""
    issued = {task.time.wording: task.time for task in programme.tasks if task.time.wording}
    return _table(tuple(issued.values()), programme.first, programme.last)


def closed_up(phrase: str) -> str:
    """ "2024 – 2026" as "2024-2026": blanks and kinds of dashes make no difference to what a phrase says."""
    return phrase.replace("–", "-").replace(" -", "-").replace("- ", "-")


@lru_cache(maxsize=4)
def _table(issued: tuple[TimeFrame, ...], first: date, last: date) -> TimeTable:
    frames = tuple(frame.wording for frame in issued)
    spelled = map(closed_up, (*_usual(first, last), *frames))
    phrases = tuple({phrase.casefold(): phrase for phrase in spelled}.values())
    return TimeTable(phrases, frames, tuple(_row(phrase, issued, first, last) for phrase in phrases))


def _row(phrase: str, issued: tuple[TimeFrame, ...], first: date, last: date) -> tuple[TimeVerdict, ...]:
    own = read_time(phrase, period_first=first, period_last=last)
    return judge_alone(own, first, last), *(judge(own, frame, first, last) for frame in issued)


def _usual(first_day: date, last_day: date) -> Iterator[str]:
    years = range(first_day.year, last_day.year + 1)
    around = range(years.start - _YEARS_AROUND, years.stop + _YEARS_AROUND)
    yield from ("Hằng năm", "Hàng năm", "Hằng quý", "Hàng quý", "Hằng tháng", "Hàng tháng", "Thường xuyên")
    for year in around:
        yield from (f"{year}", f"Năm {year}", f"Đến năm {year}", f"Đến hết năm {year}", f"Từ năm {year}")
    for first in years:
        for last in years:
            if first != last:
                yield from (f"{first}-{last}", f"Từ năm {first} đến năm {last}", f"Giai đoạn {first}-{last}")
    for year in years:
        for number, roman in enumerate(_ROMAN, start=1):
            yield from (f"Quý {roman}/{year}", f"Quý {number}/{year}", f"Quý {roman} năm {year}")
        for month in range(1, 13):
            yield from (f"Tháng {month}/{year}", f"{month}/{year}")
        yield from (f"6 tháng đầu năm {year}", f"6 tháng cuối năm {year}")
