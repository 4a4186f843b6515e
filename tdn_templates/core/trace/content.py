"""What of a task the rows that carry it out leave out: the words themselves, as the list prints them.

A row that says nothing but the task, with parts cut out, is laid beside it word by word. A row that is reworded cannot
be: there a part between commas counts as left out when hardly a word of it is said anywhere in the row. Where several
rows carry out one task, only what all of them leave out is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from tdn_templates.core.trace.likeness import Weighed, covered, shares
from tdn_templates.core.trace.localised import FUNCTION_WORDS
from tdn_templates.core.trace.pieces import (
    ENDS,
    SEPARATOR,
    Span,
    joined,
    printed,
    single_parts,
    spans_of,
    without_said_ends,
)
from tdn_templates.core.trace.task_texts import PreparedText, TaskTexts
from tdn_templates.model.task import Task

_IS_CUT = 0.85
"""Share of a row that stands in the task, from which the row is the task with parts cut out."""

_PART_LEFT_OUT = 0.65
"""Share of a part's weight that must be unsaid."""

_REPLACED = 0.3
"""Share of the weight of a stretch from which what stands in its place is a rewording of it."""

_LEAST_WEIGHT = 0.9
"""Weight of what is worth naming, in syllables as rare as can be."""

_TELLING = 2
_MOSTLY = 0.5

_LONG = 5
"""Syllables from which anything cut out is named, however common its words are."""

_NATION = frozenset(("việt nam", "quốc gia", "đất nước", "cả nước", "toàn quốc", "trung ương", "nước ta", "địa phương"))
"""What says only whose the task is: a unit puts its own name there."""

_FORMS = (
    "chính phủ;thủ tướng;quyết định;nghị định;chỉ thị;nghị quyết;kết luận;thông tư;chiến lược;đề án;dự án;kế hoạch;"
    "chương trình;triển khai;thực hiện;xây dựng;tham gia;phối hợp;tiếp tục;ban hành;phê duyệt"
)
_FORM = frozenset(_FORMS.split(";"))
"""What says only in which form it is carried out: a unit makes a plan of a strategy."""
_NEVER_LAST = FUNCTION_WORDS - {"số"}


def left_out(task: Task, rows: Sequence[PreparedText], texts: TaskTexts) -> tuple[str, ...]:
    """Pieces of the task's wording that no row says, in its order; empty when everything of weight is said."""
    prepared = texts.of(task)
    whole = _telling(prepared.whole)
    spans = spans_of(task.text, whole.text.words)
    single = single_parts(task.text, spans)
    unsaid = [True] * len(whole.text.words)
    gaps = list(unsaid)
    all_cut = True
    for row in rows:
        is_cut = covered(row.whole, shares(row.whole, (prepared.whole,), texts.rarity)) >= _IS_CUT
        all_cut = all_cut and is_cut
        here = _unshared(whole, row.whole, single, texts)
        unsaid = _both(unsaid, here)
        gaps = _both(gaps, _gaps(whole, row.whole) if is_cut else here)
        if not any(gaps):
            return ()
    ranges = _runs(task.text, spans, whole, gaps) if all_cut else _parts(task.text, spans, whole, unsaid)
    found = [
        (first, last)
        for first, last in joined(ranges, spans, task.text)
        if _is_worth_naming(whole, unsaid, first, last, texts) or (all_cut and _is_long(whole, unsaid, first, last))
    ]
    pieces = (printed(task.text, spans, *without_said_ends(task.text, spans, unsaid, *ends)) for ends in found)
    return tuple(max(piece.split(";"), key=len).strip(ENDS) for piece in pieces if piece)


def _both(one: Sequence[bool], other: Sequence[bool]) -> list[bool]:
    return [first and second for first, second in zip(one, other, strict=True)]


def _is_worth_naming(task: Weighed, unsaid: Sequence[bool], first: int, last: int, texts: TaskTexts) -> bool:
    """Two syllables at least that say what is done, and most of the weight of the piece said nowhere."""
    inside = range(first, last + 1)
    telling = sum(1 for index in inside if unsaid[index] and task.weights[index] and task.text.weights[index] == 1)
    weight = sum(task.weights[index] for index in inside if unsaid[index])
    total = sum(task.weights[index] for index in inside)
    least = _LEAST_WEIGHT * texts.rarity.document / 2
    return telling >= _TELLING and weight >= least and weight >= _MOSTLY * total


def _is_long(task: Weighed, unsaid: Sequence[bool], first: int, last: int) -> bool:
    """Cut out in one piece, and not only moved: some of it is said nowhere, however common the words are."""
    inside = [index for index in range(first, last + 1) if task.text.weights[index] > 0]
    return len(inside) >= _LONG and sum(unsaid[index] for index in inside) >= _MOSTLY * len(inside)


def _telling(text: Weighed) -> Weighed:
    """The same with no weight on what says only whose the task is or in which form it is carried out."""
    plain, weights = list(text.text.weights), list(text.weights)
    for index, pair in enumerate(" ".join(two) for two in pairwise(text.text.words)):
        if pair in _NATION or pair in _FORM:
            weights[index] = weights[index + 1] = 0.0
        if pair in _FORM:
            plain[index] = plain[index + 1] = 0.0
    return replace(text, text=replace(text.text, weights=tuple(plain)), weights=tuple(weights), total=sum(weights))


def _gaps(task: Weighed, row: Weighed) -> list[bool]:
    """What the row has nothing for in its place: words replaced by others of some weight are reworded, not cut out."""
    gaps = [False] * len(task.text.words)
    matcher = SequenceMatcher(None, task.text.words, row.text.words, autojunk=False)
    for kind, first, after, own_first, own_after in matcher.get_opcodes():
        replaced = sum(row.weights[own_first:own_after])
        if kind in ("delete", "replace") and replaced <= _REPLACED * sum(task.weights[first:after]):
            gaps[first:after] = [True] * (after - first)
    return gaps


def _unshared(task: Weighed, row: Weighed, single: frozenset[int], texts: TaskTexts) -> list[bool]:
    """A syllable that the row has, but not beside its neighbour here, is said only where it is a rare one, or one that
    has no neighbour."""
    said = zip(task.text.words, shares(task, (row,), texts.rarity), strict=True)
    return [
        not share or (share < 1.0 and index not in single and not texts.rarity.is_rarest(word))
        for index, (word, share) in enumerate(said)
    ]


def _runs(text: str, spans: Sequence[Span], task: Weighed, gaps: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last index of each gap; words without weight between two gaps do not part them, a semicolon does."""
    run: list[int] = []
    for index in (place for place, weight in enumerate(task.text.weights) if weight):
        if run and (not gaps[index] or ";" in printed(text, spans, run[-1], index)):
            yield _widened(task, gaps, run)
            run = []
        if gaps[index]:
            run.append(index)
    if run:
        yield _widened(task, gaps, run)


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


def _parts(text: str, spans: Sequence[Span], task: Weighed, unsaid: Sequence[bool]) -> Iterator[tuple[int, int]]:
    bounds = [0, *(match.end() for match in SEPARATOR.finditer(text)), len(text) + 1]
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
