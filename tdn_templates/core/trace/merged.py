"""Further tasks of a row: several tasks of the list in one row ("...; đẩy mạnh ...")."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tdn_templates.core.trace.likeness import Weighed, agreement, covered, shares
from tdn_templates.core.trace.match import Candidate, Choice
from tdn_templates.core.trace.task_texts import PreparedText, TaskTexts
from tdn_templates.model.task import Task
from tdn_templates.model.words import TaskCode

_PART_SAYS = 0.6
"""How far a part of a row and a task must say each other for the task to be in that part."""

_BETTER = 0.15
"""By how much more than the task the row has already."""

_UNLIKE = 0.25
"""Share of a task that another one must lack, so that saying it means something."""

_SAYS_ALL = 0.85

_STRETCH = 0.7
"""Share of a part that must stand in a task word after word to be quoted from it."""


@dataclass(frozen=True, slots=True)
class Further:
    """`score` is how far part and task say each other, 0 to 1."""

    task: Task
    score: float


def further_tasks(
    row: PreparedText, choice: Choice, found: Sequence[Candidate], texts: TaskTexts, taken: Collection[TaskCode]
) -> tuple[Further, ...]:
    """The tasks a row carries out beside its first one; `taken` are tasks that stand in other rows word for word."""
    if choice.task is None or choice.same:
        return ()
    have = [choice.task]
    further: list[Further] = []
    for item in found:
        if item.task in have or item.task.code in taken:
            continue
        score = max(_in_a_part(row, item.task, have, texts), _in_other_words(row, item.task, have, texts))
        if score:
            further.append(Further(item.task, score))
            have.append(item.task)
    return tuple(further)


def _in_a_part(row: PreparedText, task: Task, have: Iterable[Task], texts: TaskTexts) -> float:
    """0 unless a clause of the row says this task, and says it better than those the row has."""
    parts = dict.fromkeys((*row.clauses, *row.steps))
    if len(parts) < 2:
        return 0.0
    best = 0.0
    for part in parts:
        near = texts.compare(part, texts.of(task).whole)
        said = agreement(near.of_task, near.of_row)
        if min(said, near.of_task) < _PART_SAYS or said <= best:
            continue
        if any(_quotes(part, texts.of(other).whole) for other in have):
            continue
        if said - max(_said_of(part, other, texts) for other in have) >= _BETTER:
            best = said
    return best


def _quotes(part: Weighed, task: Weighed) -> bool:
    """Whether a part is a stretch of that task, word after word: then it is about no other one."""
    words, theirs = part.text.words, task.text.words
    matcher = SequenceMatcher(None, words, theirs, autojunk=False)
    return matcher.find_longest_match(0, len(words), 0, len(theirs)).size >= _STRETCH * len(words)


def _said_of(part: Weighed, task: Task, texts: TaskTexts) -> float:
    """How far a part of a row and a task, or a part of that task, say each other."""
    prepared = texts.of(task)
    compared = (texts.compare(part, other) for other in (prepared.whole, *prepared.clauses, *prepared.steps))
    return max(agreement(near.of_task, near.of_row) for near in compared)


def _in_other_words(row: PreparedText, task: Task, have: Sequence[Task], texts: TaskTexts) -> float:
    """0 unless the row says all of the task, and what the others lack of it is a good part: "tổng kết và sửa đổi"."""
    whole = texts.of(task).whole
    by_row = shares(whole, (row.whole,), texts.rarity)
    by_others = shares(whole, [texts.of(other).whole for other in have], texts.rarity)
    lacking = covered(whole, [1 - share for share in by_others])
    if covered(whole, by_row) < _SAYS_ALL or lacking < _UNLIKE:
        return 0.0
    added = [max(0.0, one - other) for one, other in zip(by_row, by_others, strict=True)]
    said = covered(whole, added) / lacking
    return said if said >= _SAYS_ALL else 0.0
