"""TIME: can the time frame be read, and does it stay inside what was issued."""

from collections.abc import Iterator, Mapping
from datetime import date

from tdn_templates.core.checks.context import RowContext
from tdn_templates.core.checks.value import RowCheck
from tdn_templates.core.rulebook import Fault
from tdn_templates.core.timeframes import FrameComparison, FrameRelation, TimeVerdict, compare_frames
from tdn_templates.model.task import Task
from tdn_templates.model.words import RuleCode


def time_unreadable(row: RowContext) -> Iterator[Fault]:
    if row.alone() is TimeVerdict.UNREADABLE:
        yield _fault(row)


def time_reversed(row: RowContext) -> Iterator[Fault]:
    if row.alone() is TimeVerdict.REVERSED:
        yield _fault(row)


def time_outside_programme(row: RowContext) -> Iterator[Fault]:
    programme = row.form.programme
    if row.alone() is TimeVerdict.OUTSIDE:
        period = {"period_first": _day(programme.first), "period_last": _day(programme.last)}
        yield _fault(row, **period)


def time_exceeds_issued(row: RowContext) -> Iterator[Fault]:
    for task, comparison in _comparisons(row):
        if comparison.relation is FrameRelation.EXCEEDS:
            detail_vi, detail_en = _how_it_exceeds(comparison)
            facts = {"detail": detail_vi, "detail_en": detail_en}
            yield _fault(row, national=task.number, expected=task.time.wording, **facts)


def time_narrower(row: RowContext) -> Iterator[Fault]:
    for task, comparison in _comparisons(row):
        if comparison.relation is FrameRelation.NARROWER:
            yield _fault(row, national=task.number, expected=task.time.wording)


TIME_CHECKS: Mapping[RuleCode, RowCheck] = {
    RuleCode("TIME01"): time_unreadable,
    RuleCode("TIME02"): time_reversed,
    RuleCode("TIME03"): time_outside_programme,
    RuleCode("TIME04"): time_exceeds_issued,
    RuleCode("TIME05"): time_narrower,
}


def _comparisons(row: RowContext) -> Iterator[tuple[Task, FrameComparison]]:
    """The row's frame against each national task it carries out, unless a plainer fault was found already."""
    programme = row.form.programme
    if row.time.wording == _issued_time(row) or row.alone() is not TimeVerdict.FINE:
        return
    for task in _national_tasks(row):
        yield task, compare_frames(row.time, task.time, period_first=programme.first, period_last=programme.last)


def _issued_time(row: RowContext) -> str | None:
    """The issued phrase of an inherited row: left as it is it can neither exceed nor narrow itself."""
    return row.answer.task.time.wording if row.answer.task is not None else None


def _national_tasks(row: RowContext) -> list[Task]:
    if row.answer.task is not None:
        return [row.answer.task]
    tasks = (row.form.programme.numbered(number) for number in row.answer.carries)
    return [task for task in tasks if task is not None]


def _how_it_exceeds(comparison: FrameComparison) -> tuple[str, str]:
    if comparison.recurs_beyond:
        return (
            "Lặp lại không có hạn kết thúc, trong khi nhiệm vụ được giao có thời hạn.",
            "It recurs without an end where the issued time frame has one.",
        )
    if comparison.ends_later and comparison.own_last and comparison.national_last:
        own, issued = _day(comparison.own_last), _day(comparison.national_last)
        return f"Kết thúc {own}, được giao đến {issued}.", f"It ends on {own}, issued until {issued}."
    return "Nằm ngoài thời gian được giao.", "It lies outside the issued time frame."


def _fault(row: RowContext, **facts: str) -> Fault:
    days = {"first": _day(row.time.first), "last": _day(row.time.last)}
    return row.form.fault(row.answer, "own_time", row.answer.value("own_time"), **days, **facts)


def _day(day: date | None) -> str:
    """d/m/yyyy, "…" for a side without a day."""
    return f"{day.day}/{day.month}/{day.year}" if day else "…"
