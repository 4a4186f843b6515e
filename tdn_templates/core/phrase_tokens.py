"""Words and marks of a phrase with their places, and a trie that finds known phrases among them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import zip_longest
from typing import Generic, TypeVar

from tdn_templates.core.fold import fold

AND = "và"

_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_TOKEN = re.compile(rf"(?:[^\W_][\u0300-\u036f{_INVISIBLE}]*)+|\n|[^\s{_INVISIBLE}]")
_UNSEEN = re.compile(f"[{_INVISIBLE}]")
_IGNORED_IN_PHRASE = frozenset(",-\u2010\u2011\u2012\u2013\u2014.\n")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, folded ("&" is the word "và"), or one mark; `wording[start:end]` is what stood there.

    Exactly one of `word` and `mark` is not "". A line end is a mark, other blanks are no tokens.
    """

    word: str
    mark: str
    start: int
    end: int


def tokenise(wording: str) -> tuple[Token, ...]:
    """Every visible character of the wording is in exactly one token."""
    return tuple(_by_pairs([_token(found) for found in _TOKEN.finditer(wording)]))


# the names of one registry are put into the vocabulary of every body whose plan is read
@lru_cache(maxsize=20_000)
def words_of(phrase: str) -> tuple[str, ...]:
    """The folded words of a name or phrase, marks left out."""
    words = [_word(text) for text in _TOKEN.findall(phrase)]
    paired: list[str] = []
    second = ""
    for here, following in zip_longest(words, words[1:], fillvalue=""):
        word, second = second or here, ""
        if word and following:
            word, second = _pair(word, following)
        if word:
            paired.append(word)
    return tuple(paired)


@lru_cache(maxsize=20_000)
def _word(text: str) -> str:
    """The folded word of a token, "" for a mark."""
    if text in "&＆":
        return AND
    return (fold(_UNSEEN.sub("", text)) or text) if text[0].isalnum() else ""


@lru_cache(maxsize=20_000)
def _pair(word: str, following: str) -> tuple[str, str]:
    """How a word is spelled before another one, and that one after it, "" if it stays: "Đăk" before "Lăk" is "đắk"."""
    folded = fold(f"{word} {following}").split()
    return (folded[0], folded[1]) if len(folded) == 2 else (word, "")


def _token(found: re.Match[str]) -> Token:
    word = _word(found[0])
    return Token(word, "" if word else found[0], found.start(), found.end())


def _by_pairs(tokens: Sequence[Token]) -> Iterator[Token]:
    """Some names fold only as a whole: "Đăk" before "Lăk" is "đắk", elsewhere it stays."""
    second = ""
    for token, following in zip_longest(tokens, tokens[1:]):
        word, second = second or token.word, ""
        if word and following and following.word:
            word, second = _pair(word, following.word)
        yield token if word == token.word else replace(token, word=word)


@dataclass(slots=True)
class _Node(Generic[T]):
    below: "dict[str, _Node[T]]" = field(default_factory=dict)
    value: T | None = None
    rank: int = 0


class PhraseTrie(Generic[T]):
    """Phrases, as folded words, each with a value. The first value given to a phrase stays.

    A trie may stand on another one that it shares with many, and that on a third: of a phrase that is in several, the
    value of the lowest rank counts, and of the same rank that of the upper one. Phrases wait in a list until one of
    their first word is looked for: the vocabulary of a body is made for each of thousands of returns, and a few of its
    words are looked up.
    """

    def __init__(self, beneath: "PhraseTrie[T] | None" = None) -> None:
        self._root: dict[str, _Node[T]] = {}
        self._waiting: dict[str, list[tuple[Sequence[str], T, int]]] = {}
        self._layers: tuple[PhraseTrie[T], ...] = (self, *(beneath._layers if beneath is not None else ()))

    def add(self, words: Sequence[str], value: T, rank: int = 0) -> None:
        """Does nothing for an empty phrase or one that is already there. Add in the order of the ranks."""
        if words:
            self._waiting.setdefault(words[0], []).append((words, value, rank))

    def _begun(self, word: str) -> "_Node[T] | None":
        """What phrases go on with after that first word."""
        for words, value, rank in self._waiting.get(word, ()):
            node = self._root.setdefault(word, _Node())
            for following in words[1:]:
                node = node.below.setdefault(following, _Node())
            if node.value is None:
                node.value, node.rank = value, rank
        self._waiting.pop(word, None)
        return self._root.get(word)

    def matches(self, tokens: Sequence[Token], start: int) -> Iterator[tuple[int, T]]:
        """Each phrase that begins at the token, shortest first: the index after its last word, and its value.

        Between the words of a phrase, commas, hyphens, full stops and line ends do not count: offices print
        "các bộ , ngành" and "Lao động- Thương binh".
        """
        first = tokens[start].word if start < len(tokens) else ""
        if not first:
            return
        nodes = [node for layer in self._layers if (node := layer._begun(first)) is not None]
        at = start
        while nodes:
            value = _first_of(nodes)
            if value is not None:
                yield at + 1, value
            at += 1
            while at < len(tokens) and tokens[at].mark in _IGNORED_IN_PHRASE and not tokens[at].word:
                at += 1
            word = tokens[at].word if at < len(tokens) else ""
            if not word:
                return
            nodes = [below for node in nodes if (below := node.below.get(word)) is not None]

    def longest(self, tokens: Sequence[Token], start: int) -> tuple[int, T] | None:
        """The longest of `matches` that leaves the next item of a list whole; None if no phrase begins here.

        "Hội Phụ nữ, Tỉnh đoàn" are two, although there is a "Hội Phụ nữ tỉnh".
        """
        best: tuple[int, T] | None = None
        for match in self.matches(tokens, start):
            if not self._takes_from_next(tokens, start, match[0] - 1):
                best = match
        return best

    def _takes_from_next(self, tokens: Sequence[Token], start: int, last: int) -> bool:
        """Whether the last word of a match stands after a comma and begins a longer phrase itself."""
        after_comma = last > start and tokens[last - 1].mark == ","
        return after_comma and any(end > last + 1 for end, _ in self.matches(tokens, last))


def _first_of(nodes: Sequence[_Node[T]]) -> T | None:
    """Of the nodes of one phrase, the upper layers first; None where no phrase ends."""
    ends = [node for node in nodes if node.value is not None]
    return min(ends, key=lambda node: node.rank).value if ends else None
