"""How near the text of a plan is to a task: how much of each the other one says.

Two texts say the same where they share two neighbouring syllables, a word of the language. A syllable that both have
elsewhere counts half. Syllables weigh by their rarity in the list: "quyền con người" says which task it is, "thông
tin đối ngoại" does not.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tdn_templates.core.trace.syllables import Syllables

_ALONE = 0.5
"""What a shared syllable counts without its neighbour."""

_RAREST_ALONE = 0.8
"""The same for one that a single task of the list has: "ASEAN", "Lào"."""

_UNLISTED = 0.7

_SAME_DOCUMENT = 0.35
_OTHER_DOCUMENT = 0.25
_UNKNOWN_DOCUMENT = 0.1
"""Taken off where a row cites a document that the list does not know, and the task none."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`of_task` is how much of the task the row says, `of_row` how much of the row stands in the task, both 0 to 1 by
    weight. `score` is one number to compare tasks by; it may be a little under 0 or over 1."""

    of_task: float
    of_row: float
    score: float


class Rarity:
    """How much a syllable tells, by the number of texts of the list that have it."""

    def __init__(self, texts: Iterable[Syllables]) -> None:
        listed = tuple(texts)
        self._texts_with = Counter(word for text in listed for word in set(text.words))
        self._count = len(listed)
        self._most = math.log((self._count + 1) / 1.5)
        self._weights = {word: self._weight(count) for word, count in self._texts_with.items()}

    @property
    def document(self) -> float:
        """What the number of a document weighs: as much as two of the rarest syllables."""
        return 2 * self._most

    def weight(self, word: str) -> float:
        """0 and more. A word of no text cannot tell one task from another, only that a row says something else."""
        return self._weights.get(word, _UNLISTED * self._most)

    def _weight(self, count: int) -> float:
        return max(0.05, min(self._most, math.log((self._count + 1) / (count + 0.5))))

    def is_rarest(self, word: str) -> bool:
        return self._texts_with[word] <= 1

    def alone(self, word: str) -> float:
        """What the syllable counts where it stands without its neighbours."""
        return _RAREST_ALONE if self.is_rarest(word) else _ALONE


@dataclass(frozen=True, slots=True)
class Weighed:
    """A text ready to be compared; `weights` are those of its syllables with their rarity, `total` their sum.

    `own_documents` are those that a task means without their numbers: "phổ biến Nghị quyết" is about the one that has
    the list, and about what that one carries out. For a row they are the same documents: a plan cites them everywhere.
    """

    text: Syllables
    weights: tuple[float, ...]
    total: float
    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    own_documents: frozenset[str] = frozenset()


def weigh(text: Syllables, rarity: Rarity, own_documents: frozenset[str] = frozenset()) -> Weighed:
    weights = tuple(
        weight * rarity.weight(word) if weight else 0.0 for word, weight in zip(text.words, text.weights, strict=True)
    )
    return Weighed(text, weights, sum(weights), frozenset(text.words), text.pairs(), own_documents)


def shares(text: Weighed, others: Sequence[Weighed], rarity: Rarity) -> tuple[float, ...]:
    """For every syllable of `text` how far one of the `others`, of which there is one at least, says it, 0 to 1."""
    said = others[0].words.union(*(other.words for other in others[1:]))
    said_pairs = others[0].pairs.union(*(other.pairs for other in others[1:]))
    words = text.text.words
    paired = [pair in said_pairs for pair in pairwise(words)]
    after = zip([False, *paired], [*paired, False], strict=True)
    return tuple(
        0.0 if word not in said else 1.0 if left or right else rarity.alone(word)
        for word, (left, right) in zip(words, after, strict=False)
    )


def covered(text: Weighed, shared: Sequence[float]) -> float:
    """The share of its weight, 0 to 1; 0 for a text that weighs nothing."""
    if not text.total:
        return 0.0
    return sum(weight * share for weight, share in zip(text.weights, shared, strict=True)) / text.total


def likeness(row: Weighed, task: Weighed, rarity: Rarity) -> Likeness:
    of_task = _with_documents(covered(task, shares(task, (row,), rarity)), task, row, rarity)
    of_row = covered(row, shares(row, (task,), rarity))
    score = 0.7 * agreement(of_task, of_row) + 0.3 * max(of_task, of_row) if of_task and of_row else 0.0
    return Likeness(of_task, of_row, score + _documents(row, task))


def agreement(of_task: float, of_row: float) -> float:
    """The harmonic mean of both: high only where each says most of the other."""
    return 2 * of_task * of_row / (of_task + of_row) if of_task and of_row else 0.0


def _with_documents(of_task: float, task: Weighed, row: Weighed, rarity: Rarity) -> float:
    """A document is content of the task that cites it: a row that leaves it out says less of the task."""
    cited = rarity.document * len(task.text.documents)
    said = rarity.document * len(task.text.documents & row.text.documents)
    return (of_task * task.total + said) / (task.total + cited) if task.total + cited else 0.0


def _documents(row: Weighed, task: Weighed) -> float:
    """A number that both cite is almost decisive; a row that cites another one than the task is about is not it."""
    about = task.text.documents | task.own_documents
    if row.text.documents & about:
        return _SAME_DOCUMENT
    if not row.text.documents - row.own_documents:
        return 0.0
    return -_OTHER_DOCUMENT if about else -_UNKNOWN_DOCUMENT
