"""How each row carries out its tasks, and how sure that is."""

from collections import Counter
from collections.abc import Sequence

from tdn_templates.core.trace.match import NEAR_ENOUGH, Choice
from tdn_templates.core.trace.merged import Further
from tdn_templates.model.task import Task
from tdn_templates.model.trace import How, RowMatch
from tdn_templates.model.words import TaskCode

SURE = 0.65
"""Confidence from which nobody is asked."""

_CERTAIN_SCORE = 0.75
_CERTAIN_MARGIN = 0.20
_NOTHING_LIKE = 0.02
_MOST_RIVALS = 3
_RIVAL = 0.30


def name_matches(choices: Sequence[Choice], further: Sequence[Sequence[Further]]) -> tuple[RowMatch, ...]:
    """The matches of all rows, in their order."""
    tasks = [_tasks(choice, more) for choice, more in zip(choices, further, strict=True)]
    rows_of = Counter(task.code for row in tasks for task in row)
    return tuple(
        _match(choice, more, row, how_carried_out(row, choice.same, rows_of))
        for choice, more, row in zip(choices, further, tasks, strict=True)
    )


def how_carried_out(tasks: Sequence[Task], same: bool, rows_of: Counter[TaskCode]) -> How:
    """`rows_of` counts the rows of each task; `same` says that the text is that of the task."""
    if not tasks:
        return How.NEW
    if len(tasks) > 1:
        return How.MERGED
    if rows_of[tasks[0].code] > 1:
        return How.SPLIT
    return How.VERBATIM if same else How.ADAPTED


def _tasks(choice: Choice, further: Sequence[Further]) -> tuple[Task, ...]:
    if choice.task is None:
        return ()
    return (choice.task, *(item.task for item in further))


def _match(choice: Choice, further: Sequence[Further], tasks: tuple[Task, ...], how: How) -> RowMatch:
    if choice.same:
        return RowMatch(tasks, how, 1.0)
    confidence = _of_none(choice) if choice.task is None else _of_one(choice, further, tasks)
    doubtful = confidence < SURE
    near = (task for task, score in choice.others if score >= _RIVAL and task not in tasks)
    rivals = tuple(near)[:_MOST_RIVALS] if doubtful else ()
    return RowMatch(tasks, how, round(confidence, 2), doubtful, rivals)


def _of_none(choice: Choice) -> float:
    """Surer the less the nearest task is like the row."""
    return 0.5 + 0.5 * _part(NEAR_ENOUGH - choice.score, NEAR_ENOUGH - _NOTHING_LIKE)


def _of_one(choice: Choice, further: Sequence[Further], tasks: Sequence[Task]) -> float:
    """The weakest of: how near the task is, how far the next one is, how much of its own each further one has."""
    by_score = 0.5 + 0.5 * _part(choice.score - NEAR_ENOUGH, _CERTAIN_SCORE - NEAR_ENOUGH)
    rival = max((score for task, score in choice.others if task not in tasks), default=0.0)
    by_margin = 0.5 + 0.5 * _part(choice.score - rival, _CERTAIN_MARGIN)
    by_further = min((0.5 + 0.5 * _part(item.score - 0.6, 0.3) for item in further), default=1.0)
    return min(by_score, by_margin, by_further, 0.99)


def _part(value: float, whole: float) -> float:
    return max(0.0, min(1.0, value / whole))
