"""Pieces of a printed text by its syllables: where they stand, what parts them, how they are quoted."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from tdn_templates.core.fold import fold

Span = tuple[int, int] | None
"""First character and the one after the last; None where folding has changed a word beyond recognition."""

SEPARATOR = re.compile(r"[,;:()\n]|\s(?:và|hoặc|cùng|cũng như)\s", re.IGNORECASE)

_WORD = re.compile(r"[^\W\d_]+")
ENDS = " ,;:.()"


def spans_of(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Where each syllable stands in the wording; None where folding has changed it beyond recognition."""
    words_printed = list(_WORD.finditer(text))
    found: list[Span] = [None] * len(words)
    matcher = SequenceMatcher(None, words, [fold(match[0]) for match in words_printed], autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            found[block.a + step] = words_printed[block.b + step].span()
    return tuple(found)


def printed(text: str, spans: Sequence[Span], first: int, last: int) -> str:
    known = [span for span in spans[first : last + 1] if span is not None]
    return text[known[0][0] : known[-1][1]].strip(ENDS) if known else ""


def _between(text: str, spans: Sequence[Span], one: int, other: int) -> str:
    left, right = spans[one], spans[other]
    return text[left[1] : right[0]] if left is not None and right is not None else ""


def single_parts(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """Syllables that are a part by themselves, between commas: they have no neighbour to be known by ("Lào")."""
    commas = [
        index == 0 or bool(SEPARATOR.search(_between(text, spans, index - 1, index))) for index in range(len(spans))
    ]
    return frozenset(index for index, one in enumerate(commas) if one and all(commas[index + 1 : index + 2]))


def joined(ranges: Iterator[tuple[int, int]], spans: Sequence[Span], text: str) -> list[tuple[int, int]]:
    """Neighbours as one piece: nothing that counts stands between them."""
    found: list[tuple[int, int]] = []
    for first, last in ranges:
        if found and first == found[-1][1] + 1 and ";" not in printed(text, spans, found[-1][1], first):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def without_said_ends(
    text: str, spans: Sequence[Span], unsaid: Sequence[bool], first: int, last: int
) -> tuple[int, int]:
    """Without the parts at both ends, between commas, of which the rows say every word: they were only moved."""
    parts: list[list[int]] = [[first]]
    for index in range(first + 1, last + 1):
        if "," in printed(text, spans, index - 1, index):
            parts.append([])
        parts[-1].append(index)
    kept = [part for part in parts if any(unsaid[index] for index in part)]
    return (kept[0][0], kept[-1][-1]) if kept else (first, last)
