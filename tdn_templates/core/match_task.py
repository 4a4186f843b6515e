"""Which task each line of a returned table answers: by hidden key, issued text, printed number, near text.

Never by the place of the line. Sure matches of the whole table come first, so that a doubtful one never takes a task
that has its line. Numbers behind the thresholds: `tests/core/test_matching.py`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tdn_templates.core.fold import fold
from tdn_templates.core.legacy_text import read_legacy
from tdn_templates.core.row_keys import RowKey, TaskKey
from tdn_templates.model.programme import Programme
from tdn_templates.model.submission import SubmittedCell
from tdn_templates.model.task import Task
from tdn_templates.model.words import TaskCode

NEAR_RATIO = 80.0
"""Share in % of letters two folded texts have in common, from which one may be the other reworded. Different tasks of
the national list share at most 67 %, but for one pair with 87 %."""

NEAR_MARGIN = 5.0
"""By how much the nearest task must be nearer than the next one; the one near pair is 13 apart."""

_SHORTEST = 15
"""Characters of the shortest text that is compared by likeness: a few letters are near to anything short."""

_MOST_SEARCHES = 1_000
"""Lines of one table that are compared by likeness: far more than any list has tasks."""

_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")


@dataclass(frozen=True, slots=True)
class Signs:
    """What a line shows of the task it is about. `key` is None when it has none that fits this programme."""

    key: RowKey | None
    number: SubmittedCell | None
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """`how` is "key", "text", "number" or "near". `doubtful` asks for a person's word; `rivals` are other tasks it may
    be. `overrules` is set when the visible text wins over this hidden key."""

    task: Task
    how: str
    doubtful: bool = False
    rivals: tuple[Task, ...] = ()
    overrules: RowKey | None = None


@dataclass(frozen=True, slots=True)
class Matches:
    """By the number of the line in the sequence: the match of each, and the lines whose key belongs to another line."""

    found: Mapping[int, Match]
    misplaced_keys: frozenset[int]


def match_lines(lines: Sequence[Signs], tasks: "TaskTexts") -> Matches:
    """The task of every line that has one. Two lines may have the same task: a rule speaks about that."""
    named = [tasks.named(line) for line in lines]
    agreed = {task.code for line, task in zip(lines, named, strict=True) if task is not None and _is_of(line.key, task)}
    found = {
        index: _named_match(line, task)
        for index, (line, task) in enumerate(zip(lines, named, strict=True))
        if task is not None and _text_counts(line, task, agreed)
    }
    misplaced = _match_by_key(lines, tasks, found)
    _match_unsure(lines, tasks, found, misplaced)
    return Matches(found, frozenset(misplaced))


def numbers_shown(cell: SubmittedCell | None) -> tuple[str, ...]:
    """What the printed number may have been: a program makes 3.1 of 3.10, and a date of 2.10."""
    if cell is None:
        return ()
    raw = cell.raw
    if isinstance(raw, date):
        return (f"{raw.day}.{raw.month}",)
    if isinstance(raw, float) and _DECIMAL.fullmatch(cell.text):
        return cell.text, f"{cell.text}0"
    text = cell.text.strip(" .").replace(",", ".")
    return (text,) if text else ()


class TaskTexts:
    """The tasks of a programme by their texts; the folded ones are only made when a text was changed."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self._exact = _by_text(programme.tasks, _squeezed)
        self._searches = 0

    @cached_property
    def _folded(self) -> dict[str, list[Task]]:
        return _by_text(self.programme.tasks, fold)

    def named(self, line: Signs) -> Task | None:
        """The task with exactly this text; spelling that `fold` makes alike and old encodings are no difference."""
        if not line.text:
            return None
        tasks = self._exact.get(_squeezed(line.text)) or self._folded.get(fold(_in_unicode(line.text)), [])
        if len(tasks) < 2:
            return tasks[0] if tasks else None
        numbers = numbers_shown(line.number)
        same = [task for task in tasks if task.number in numbers or _is_of(line.key, task)]
        return same[0] if len(same) == 1 else None

    def is_issued(self, text: str) -> bool:
        """Whether this is a text as it was issued, blanks aside."""
        return _squeezed(text) in self._exact

    def numbered(self, line: Signs) -> list[Task]:
        tasks = (self.programme.numbered(number) for number in numbers_shown(line.number))
        return [task for task in tasks if task is not None]

    def nearest(self, text: str, among: Iterable[Task]) -> Task | None:
        """The one task this may be a rewording of; None if there is none or several are about as near."""
        scored = sorted(self._scores(text, among), key=_score, reverse=True)
        if not scored or scored[0][0] < NEAR_RATIO:
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < NEAR_MARGIN:
            return None
        return scored[0][1]

    def is_like(self, text: str, task: Task) -> bool:
        return any(score >= NEAR_RATIO for score, _ in self._scores(text, (task,)))

    def _scores(self, text: str, among: Iterable[Task]) -> list[tuple[float, Task]]:
        self._searches += 1
        if len(text) < _SHORTEST or self._searches > _MOST_SEARCHES:
            return []
        from rapidfuzz.fuzz import ratio  # noqa: PLC0415  # only a table that lost its keys and texts needs it

        folded = fold(_in_unicode(text))
        cutoff = NEAR_RATIO - NEAR_MARGIN
        return [(ratio(folded, fold(task.text), score_cutoff=cutoff), task) for task in among]


def _text_counts(line: Signs, task: Task, agreed: set[TaskCode]) -> bool:
    """Whether the visible text may stand against the hidden key: not against a number that says otherwise, and a free
    row that repeats the text of a task which has its own line is no other line of that task."""
    if line.key is None or _is_of(line.key, task):
        return True
    numbers = numbers_shown(line.number)
    if numbers and task.number not in numbers:
        return False
    return isinstance(line.key, TaskKey) or task.code not in agreed


def _named_match(line: Signs, task: Task) -> Match:
    if line.key is None:
        return Match(task, "text")
    return Match(task, "key") if _is_of(line.key, task) else Match(task, "text", overrules=line.key)


def _match_by_key(lines: Sequence[Signs], tasks: TaskTexts, found: dict[int, Match]) -> set[int]:
    """The lines whose key names a task that visibly stands in another line, which has the key of yet another one."""
    shown = {match.task.code for match in found.values() if match.overrules is not None}
    misplaced: set[int] = set()
    for index, line in enumerate(lines):
        if index in found or not isinstance(line.key, TaskKey):
            continue
        task = tasks.programme.task(line.key.code)
        if task is None or task.code in shown:
            misplaced.add(index)
        else:
            found[index] = Match(task, "key")
    return misplaced


def _match_unsure(lines: Sequence[Signs], tasks: TaskTexts, found: dict[int, Match], misplaced: set[int]) -> None:
    """By number and near text, for lines without a key; each match made takes its task away from the next line."""
    taken = {match.task.code for match in found.values()}
    for index, line in enumerate(lines):
        if index in found or (line.key is not None and index not in misplaced):
            continue
        match = _unsure(line, tasks, taken)
        if match is not None:
            found[index] = match
            taken.add(match.task.code)


def _unsure(line: Signs, tasks: TaskTexts, taken: set[TaskCode]) -> Match | None:
    """A number alone is believed. One whose text says something else is not: units renumber their plans."""
    numbered = tasks.numbered(line)
    free = [task for task in numbered if task.code not in taken]
    if not line.text:
        candidates = free or numbered[:1]
        if not candidates:
            return None
        return Match(candidates[0], "number", len(numbered) > 1, tuple(candidates[1:]))
    like = [task for task in numbered if tasks.is_like(line.text, task)]
    if like:
        nearest = tasks.nearest(line.text, like)
        return Match(nearest, "number") if nearest else Match(like[0], "number", True, tuple(like[1:]))
    near = tasks.nearest(line.text, (task for task in tasks.programme.tasks if task.code not in taken))
    if near is not None:
        return Match(near, "near", True, tuple(free))
    return Match(free[0], "number", True, tuple(free[1:])) if free else None


def _is_of(key: RowKey | None, task: Task) -> bool:
    return isinstance(key, TaskKey) and key.code == task.code


def _by_text(tasks: Iterable[Task], made: Callable[[str], str]) -> dict[str, list[Task]]:
    found: dict[str, list[Task]] = {}
    for task in tasks:
        found.setdefault(made(task.text), []).append(task)
    return found


def _in_unicode(text: str) -> str:
    legacy = None if text.isascii() else read_legacy(text)
    return legacy.text if legacy is not None else text


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _score(pair: tuple[float, Task]) -> float:
    return pair[0]
