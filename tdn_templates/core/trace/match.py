"""Which task each row of a plan carries out: the best for all rows together, never by number.

Rows that are nearest to their task choose first. A task that has its row already is taken by another one only if that
row says a part of the task which the first one leaves out, or hardly anything else than the task. So a task of the
unit's own that is merely about the same subject is not called a part of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.core.trace.evidence import Evidence
from tdn_templates.core.trace.likeness import covered, shares
from tdn_templates.core.trace.task_texts import Comparison, PreparedText, TaskTexts
from tdn_templates.model.annex import AnnexRow
from tdn_templates.model.task import Task
from tdn_templates.model.words import TaskCode

NEAR_ENOUGH = 0.42
"""Score from which a row carries a task out at all. Rows of their own in published plans reach some 0.35; the least
like rewordings some 0.5. docs/trace.md has the figures."""

_AS_GOOD_AS_SAID = 0.75
"""Score, or share of the row, from which a row says hardly anything else than the task."""

_PART_OF_TASK = 0.12
"""Share of a task that a further row of it must add."""

_MOST_ROWS = 20
"""Rows of one task that a further one is held against: no plan splits a task in more."""

_HELD = 0.15
"""What a task that has its row already is put back by, when a row is about as near to another one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The nearest task of a row, None for none, and how near others are, those that have a row already put back.
    `score` is that of the task, or of the nearest one that was not near enough. `same`: the texts are the same."""

    task: Task | None
    score: float
    same: bool = False
    others: tuple[tuple[Task, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    task: Task
    score: float
    of_row: float


def candidates(row: AnnexRow, prepared: PreparedText, texts: TaskTexts, evidence: Evidence) -> tuple[Candidate, ...]:
    """Tasks a row may carry out, the nearest first, weak evidence included."""
    found = (_candidate(item, evidence.bonus(row, prepared, item.task)) for item in texts.nearest(prepared))
    return tuple(sorted(found, key=lambda item: -item.score))


def _candidate(item: Comparison, bonus: float) -> Candidate:
    near = item.likeness
    return Candidate(item.task, near.score + (bonus if near.score > 0 else 0.0), near.of_row)


def choose(
    prepared: Sequence[PreparedText], found: Sequence[Sequence[Candidate]], texts: TaskTexts
) -> tuple[Choice, ...]:
    """One choice for each row, in their order."""
    chosen: dict[int, Choice] = {}
    holders: dict[TaskCode, list[int]] = {}
    for index, row in enumerate(prepared):
        same = _same(row, found[index], texts)
        if same is not None:
            chosen[index] = Choice(same, 1.0, same=True)
            holders.setdefault(same.code, []).append(index)
    left = [index for index in range(len(prepared)) if index not in chosen]
    for index in sorted(left, key=lambda place: (-_best(found[place]), place)):
        choice = _choice(prepared[index], found[index], _Held(holders, prepared, texts))
        chosen[index] = choice
        if choice.task is not None:
            holders.setdefault(choice.task.code, []).append(index)
    return tuple(chosen[index] for index in range(len(prepared)))


@dataclass(frozen=True, slots=True)
class _Held:
    holders: Mapping[TaskCode, Sequence[int]]
    prepared: Sequence[PreparedText]
    texts: TaskTexts

    def gain(self, row: PreparedText, task: Task) -> float | None:
        """The share of the task that this row says and its rows so far do not; None for a task without a row."""
        rows = self.holders.get(task.code)
        if not rows:
            return None
        whole = self.texts.of(task).whole
        before = shares(whole, [self.prepared[index].whole for index in rows[:_MOST_ROWS]], self.texts.rarity)
        now = shares(whole, (row.whole,), self.texts.rarity)
        added = [max(0.0, new - old) for new, old in zip(now, before, strict=True)]
        return covered(whole, added)


def _same(row: PreparedText, found: Sequence[Candidate], texts: TaskTexts) -> Task | None:
    """The task with this very text; of several the one that weak evidence speaks for."""
    same = texts.by_bare_text.get(row.bare, ())
    if len(same) < 2:
        return same[0] if same else None
    codes = {task.code for task in same}
    return next((item.task for item in found if item.task.code in codes), same[0])


def _best(found: Sequence[Candidate]) -> float:
    return found[0].score if found else 0.0


def _choice(row: PreparedText, found: Sequence[Candidate], held: _Held) -> Choice:
    weighed: list[tuple[float, Candidate]] = []
    passed: list[tuple[Task, float]] = []
    for item in found:
        gain = held.gain(row, item.task)
        if gain is None or gain >= 2 * _PART_OF_TASK:
            weighed.append((item.score, item))
        elif gain >= _PART_OF_TASK or item.score >= _AS_GOOD_AS_SAID or item.of_row >= _AS_GOOD_AS_SAID:
            weighed.append((item.score - _HELD, item))
        else:
            passed.append((item.task, item.score - _HELD))
    weighed.sort(key=lambda pair: -pair[0])
    others = (*((item.task, score) for score, item in weighed[1:]), *passed)
    if not weighed or weighed[0][0] < NEAR_ENOUGH:
        free = [(item.task, item.score - (0.0 if held.gain(row, item.task) is None else _HELD)) for item in found]
        free.sort(key=lambda pair: -pair[1])
        return Choice(None, free[0][1] if free else 0.0, others=tuple(free))
    score, item = weighed[0]
    return Choice(item.task, score, others=others)
