"""The tasks of a programme prepared for many comparisons, and the rows of a plan prepared the same way."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tdn_templates.core.fold import fold
from tdn_templates.core.trace.documents import cited_documents
from tdn_templates.core.trace.likeness import Likeness, Rarity, Weighed, likeness, weigh
from tdn_templates.core.trace.localised import places_of
from tdn_templates.core.trace.segments import clauses, steps
from tdn_templates.core.trace.syllables import Syllables, bare_text, syllables
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Level, Registry, Unit

_CANDIDATES = 8
"""Tasks a row is compared with in full: those that share most of its weight."""

_CLAUSE = 0.85
"""What the likeness to one clause of a task counts of that to a task."""

_LEAST_PART = 0.15
"""What a part must weigh of the rarest six syllables to be compared by itself."""

_KINDS = {"nq": "nghị quyết", "qđ": "quyết định", "ct": "chỉ thị", "kh": "kế hoạch", "kl": "kết luận"}
_YEARS = re.compile(r"\b(?:19|20)\d{2}\b(?!/)")


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A text with its clauses and its steps; each of them weighed by itself, a text of one clause has itself."""

    text: str
    bare: str
    whole: Weighed
    clauses: tuple[Weighed, ...]
    steps: tuple[Weighed, ...]
    years: frozenset[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    task: Task
    likeness: Likeness


class TaskTexts:
    """The programme's tasks as texts, and `unit`'s way of localising them."""

    def __init__(self, programme: Programme, registry: Registry, unit: Unit) -> None:
        self.programme = programme
        self._title = syllables(programme.title).words
        self._places = places_of(_names(registry, unit))
        plain = [syllables(task.text, self._places, self._title) for task in programme.tasks]
        self.rarity = Rarity(plain)
        own = self._own = cited_documents(f"{programme.reference} {programme.title}")
        itself = _self_reference(programme)
        self._tasks = {
            task.code: self._prepared(task.text, text, own if itself.search(fold(task.text)) else frozenset())
            for task, text in zip(programme.tasks, plain, strict=True)
        }

    def prepare(self, text: str) -> PreparedText:
        """The text of a row."""
        return self._prepared(text, syllables(text, self._places, self._title), self._own)

    def of(self, task: Task) -> PreparedText:
        return self._tasks[task.code]

    @cached_property
    def by_bare_text(self) -> dict[str, tuple[Task, ...]]:
        found: dict[str, tuple[Task, ...]] = {}
        for task in self.programme.tasks:
            bare = self.of(task).bare
            found[bare] = (*found.get(bare, ()), task)
        return found

    def nearest(self, row: PreparedText) -> tuple[Comparison, ...]:
        """The tasks worth looking at, compared in full, the nearest first."""
        rough = sorted(self.programme.tasks, key=lambda task: self._rough(row.whole, self.of(task).whole), reverse=True)
        compared = [Comparison(task, self._likeness(row, self.of(task))) for task in rough[:_CANDIDATES]]
        return tuple(sorted(compared, key=lambda item: -item.likeness.score))

    def _likeness(self, row: PreparedText, task: PreparedText) -> Likeness:
        """Of the whole texts; a row that is one clause of the task is a little less near than one that is the task."""
        whole = likeness(row.whole, task.whole, self.rarity)
        if len(task.clauses) < 2:
            return whole
        best = max(_CLAUSE * likeness(row.whole, clause, self.rarity).score for clause in task.clauses)
        return replace(whole, score=max(whole.score, best))

    def compare(self, part: Weighed, task: Weighed) -> Likeness:
        return likeness(part, task, self.rarity)

    def _prepared(self, text: str, plain: Syllables, own_documents: frozenset[str]) -> PreparedText:
        whole = weigh(plain, self.rarity, own_documents)
        parts, smaller = clauses(text), steps(text)
        by_clause = (whole,) if len(parts) == 1 else self._parts(parts)
        by_step = by_clause if smaller == parts else self._parts(smaller)
        return PreparedText(text, bare_text(text), whole, by_clause, by_step, frozenset(_YEARS.findall(text)))

    def _parts(self, texts: Iterable[str]) -> tuple[Weighed, ...]:
        least = _LEAST_PART * 3 * self.rarity.document
        weighed = (weigh(syllables(text, self._places, self._title), self.rarity) for text in texts)
        return tuple(part for part in weighed if part.total >= least)

    def _rough(self, row: Weighed, task: Weighed) -> float:
        """What likeness cannot be far above, without looking at neighbours."""
        # exact, for a set has no order of its own: the same sum in every run
        shared = math.fsum(self.rarity.weight(word) for word in row.words & task.words)
        documents = 10.0 if row.text.documents & (task.text.documents | task.own_documents) else 0.0
        return documents + shared / (1.0 + row.total + task.total)


def _self_reference(programme: Programme) -> re.Pattern[str]:
    """How a list speaks of its own document: "phổ biến nội dung Nghị quyết", without a number."""
    symbol = fold(programme.reference).rpartition("/")[2].partition("-")[0]
    kinds = [*filter(None, (_KINDS.get(symbol),)), "chương trình hành động"]
    return re.compile(rf"\b(?:{'|'.join(kinds)})(?: này)?\Z")


def _names(registry: Registry, unit: Unit) -> Sequence[str]:
    """Names that say whose and where: those of the unit and of its departments."""
    own = [fold(name) for name in unit.all_names]
    if unit.level is Level.PROVINCE:
        own += [name.removeprefix(kind) for name in own for kind in ("tỉnh ", "thành phố ", "ubnd tỉnh ")]
    return [*own, *(fold(name) for child in registry.children(unit.slug) for name in child.all_names)]
