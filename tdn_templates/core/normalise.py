"""Changes to a text that nobody can see or object to: what a repair may do without asking, each one listed.

Where a tone stands (hoà, hòa) is spelling and stays; it only folds away when texts are compared (`core.fold`). Text of
the time before Unicode is left alone altogether: turning it into Unicode is a proposal of its own.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tdn_templates.core.legacy_text import read_legacy
from tdn_templates.core.look_alikes import LookAlikeKind, find_look_alikes, replace_look_alikes

ChangeKind = Literal["unicode", "zero_width", "look_alike", "hyphen", "spaces"]

_BLANKS = re.compile(r"[^\S\n]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")


@dataclass(frozen=True, slots=True)
class Change:
    """What one kind of normalisation did to the whole text."""

    kind: ChangeKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Normalised:
    """`changes` in the order in which they were made, each at most once; empty if the text was clean."""

    text: str
    changes: tuple[Change, ...] = ()


def normalise(text: str) -> Normalised:
    """The clean text and how it came about; normalising again changes nothing. Line ends are kept."""
    return _run(text, frozenset())


def normalise_unseen(text: str) -> Normalised:
    """`normalise` but for look-alike letters: only what looks the same before and after, whatever the font."""
    return _run(text, frozenset(("look_alike",)))


def _run(text: str, left_out: frozenset[ChangeKind]) -> Normalised:
    if read_legacy(text) is not None:
        return Normalised(text)
    changes: list[Change] = []
    for kind, step in _STEPS:
        if kind in left_out:
            continue
        after = step(text)
        if after != text:
            changes.append(Change(kind, text, after))
            text = after
    return Normalised(text, tuple(changes))


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def without_stray_spaces(text: str) -> str:
    """Single blanks, none at the ends and around line ends; a no-break or narrow blank is a blank."""
    return _AROUND_LINE_END.sub("\n", _BLANKS.sub(" ", text)).strip()


def _meant(kind: LookAlikeKind) -> Callable[[str], str]:
    def step(text: str) -> str:
        return replace_look_alikes(text, tuple(found for found in find_look_alikes(text) if found.kind == kind))

    return step


_STEPS: tuple[tuple[ChangeKind, Callable[[str], str]], ...] = (
    ("unicode", composed),
    ("zero_width", _meant("invisible")),
    ("look_alike", _meant("letter")),
    ("hyphen", _meant("sign")),
    ("spaces", without_stray_spaces),
)
