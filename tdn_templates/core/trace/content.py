"""What of a task the rows that carry it out leave out: the words themselves, as the list prints them.

A row that says nothing but the task, with parts cut out, is laid beside it word by word. A row that is reworded cannot
be: there a part between commas counts as left out when hardly a word of it is said anywhere in the row. Where several
rows carry out one task, only what all of them leave out is.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from tdn_templates.core.fold import fold
from tdn_templates.core.trace.likeness import Weighed, covered, shares
from tdn_templates.core.trace.localised import FUNCTION_WORDS
from tdn_templates.core.trace.task_texts import PreparedText, TaskTexts
from tdn_templates.model.task import Task

_IS_CUT = 0.85
"""Share of a row that stands in the task, from which the row is the task with parts cut out."""

_PART_LEFT_OUT = 0.65
"""Share of a part's weight that must be unsaid."""

_LEAST_WEIGHT = 0.9
"""Weight of what is worth naming, in syllables as rare as can be."""

_LONG = 5
"""Syllables from which anything cut out is named, however common its words are."""

_WORD = re.compile(r"[^\W\d_]+")
_SEPARATOR = re.compile(r"[,;:()\n]|\s(?:và|hoặc|cùng|cũng như)\s", re.IGNORECASE)
_NATION = ("việt nam", "quốc gia", "đất nước", "cả nước", "toàn quốc", "trung ương", "chính phủ", "nước ta")
_NEVER_LAST = FUNCTION_WORDS - {"số"}
_ENDS = " ,;:.()"


def left_out(task: Task, rows: Sequence[PreparedText], texts: TaskTexts) -> tuple[str, ...]:
    """Pieces of the task's wording that no row says, in its order; empty when everything of weight is said."""
    prepared = texts.of(task)
    whole = _without_nation(prepared.whole)
    unsaid = [True] * len(whole.text.words)
    all_cut = True
    for row in rows:
        said_of_row = covered(row.whole, shares(row.whole, (prepared.whole,), texts.rarity))
        is_cut = said_of_row >= _IS_CUT
        all_cut = all_cut and is_cut
        now = _unaligned(whole, row.whole) if is_cut else _unshared(whole, row.whole, texts)
        unsaid = [one and other for one, other in zip(unsaid, now, strict=True)]
    spans = _spans(task.text, whole.text.words)
    ranges = _runs(whole, unsaid) if all_cut else _parts(task.text, spans, whole, unsaid)
    least = _LEAST_WEIGHT * texts.rarity.document / 2
    found = (
        (first, last)
        for first, last in ranges
        if _weight(whole, unsaid, first, last) >= least or (all_cut and _length(whole, first, last) >= _LONG)
    )
    return tuple(_printed(task.text, spans, first, last) for first, last in _joined(found, spans, task.text))


def _without_nation(text: Weighed) -> Weighed:
    """What says only that the list is the nation's counts nothing: a unit puts its own name there."""
    words, weights = text.text.words, list(text.weights)
    for index in range(len(words) - 1):
        if f"{words[index]} {words[index + 1]}" in _NATION:
            weights[index] = weights[index + 1] = 0.0
    return Weighed(text.text, tuple(weights), sum(weights), text.words, text.pairs, text.own_documents)


def _unaligned(task: Weighed, row: Weighed) -> list[bool]:
    unsaid = [True] * len(task.text.words)
    for block in SequenceMatcher(None, task.text.words, row.text.words, autojunk=False).get_matching_blocks():
        unsaid[block.a : block.a + block.size] = [False] * block.size
    return unsaid


def _unshared(task: Weighed, row: Weighed, texts: TaskTexts) -> list[bool]:
    """A syllable that the row has, but not beside its neighbour here, is said only where it is a rare one."""
    said = zip(task.text.words, shares(task, (row,), texts.rarity), strict=True)
    return [not share or (share < 1.0 and not texts.rarity.is_rarest(word)) for word, share in said]


def _runs(task: Weighed, unsaid: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last index of what is unsaid; words without weight between two pieces do not part them."""
    run: list[int] = []
    for index in (place for place, weight in enumerate(task.weights) if weight):
        if unsaid[index]:
            run.append(index)
        elif run:
            yield _widened(task, unsaid, run)
            run = []
    if run:
        yield _widened(task, unsaid, run)


def _widened(task: Weighed, unsaid: Sequence[bool], run: Sequence[int]) -> tuple[int, int]:
    """With the small words, and those that say only "the nation's", that are unsaid beside it."""
    first, last = run[0], run[-1]
    while first > 0 and unsaid[first - 1] and _is_small(task, first - 1):
        first -= 1
    while last + 1 < len(unsaid) and unsaid[last + 1] and _is_small(task, last + 1):
        last += 1
    while last > run[-1] and task.text.words[last] in _NEVER_LAST:
        last -= 1
    return first, last


def _is_small(task: Weighed, index: int) -> bool:
    return not task.weights[index] and (task.text.weights[index] > 0 or task.text.words[index] in FUNCTION_WORDS)


def _parts(
    text: str, spans: Sequence[tuple[int, int] | None], task: Weighed, unsaid: Sequence[bool]
) -> Iterator[tuple[int, int]]:
    bounds = [0, *(match.end() for match in _SEPARATOR.finditer(text)), len(text) + 1]
    for begin, end in pairwise(bounds):
        inside = [index for index, span in enumerate(spans) if span is not None and begin <= span[0] < end]
        total = sum(task.weights[index] for index in inside)
        if total and sum(task.weights[index] for index in inside if unsaid[index]) / total >= _PART_LEFT_OUT:
            yield _trimmed(task, unsaid, inside)


def _trimmed(task: Weighed, unsaid: Sequence[bool], inside: Sequence[int]) -> tuple[int, int]:
    """The part without what is said at its ends."""
    named = [index for index in inside if unsaid[index] and task.weights[index]]
    first, last = _widened(task, unsaid, named)
    return max(first, inside[0]), min(last, inside[-1])


def _joined(
    ranges: Iterator[tuple[int, int]], spans: Sequence[tuple[int, int] | None], text: str
) -> list[tuple[int, int]]:
    """Neighbours as one piece: nothing that counts stands between them."""
    found: list[tuple[int, int]] = []
    for first, last in ranges:
        if found and first == found[-1][1] + 1 and ";" not in _printed(text, spans, found[-1][1], first):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _weight(task: Weighed, unsaid: Sequence[bool], first: int, last: int) -> float:
    return sum(task.weights[index] for index in range(first, last + 1) if unsaid[index])


def _length(task: Weighed, first: int, last: int) -> int:
    return sum(1 for index in range(first, last + 1) if task.text.weights[index] > 0)


def _spans(text: str, words: Sequence[str]) -> tuple[tuple[int, int] | None, ...]:
    """Where each syllable stands in the wording; None where folding has changed it beyond recognition."""
    printed = list(_WORD.finditer(text))
    found: list[tuple[int, int] | None] = [None] * len(words)
    matcher = SequenceMatcher(None, words, [fold(match[0]) for match in printed], autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            found[block.a + step] = printed[block.b + step].span()
    return tuple(found)


def _printed(text: str, spans: Sequence[tuple[int, int] | None], first: int, last: int) -> str:
    known = [span for span in spans[first : last + 1] if span is not None]
    return text[known[0][0] : known[-1][1]].strip(_ENDS) if known else ""
