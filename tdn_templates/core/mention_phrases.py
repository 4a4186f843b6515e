"""What stands at a place of a cell: questions about its words, none of which changes anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from tdn_templates.core.mention_words import DETERMINERS, Meaning, MentionWords
from tdn_templates.core.phrase_tokens import AND, PhraseTrie, Token, tokenise, words_of

HARD_MARKS = frozenset(";/:")
SOFT_MARKS = frozenset(",\n.-\u2010\u2011\u2012\u2013\u2014…•+*|()[]")
_STRETCH_ENDS = frozenset(",;/\n()[]")
_BELONGING = frozenset(words_of("của thuộc đến tới với tại ở do cho trong"))
_MOST_DETERMINERS = 3  # "tất cả các"; a bound, so that text of nothing else is read in linear time
JOINING_WORDS = frozenset((AND, *words_of("cùng với")))


class Effect(Enum):
    """What a qualifier does to the mention before it."""

    NONE = auto()
    """A place or a remark: "trên địa bàn tỉnh"."""
    RELATED = auto()
    """ "(có) liên quan": classes back to the last named unit become conditional."""
    RESTRICTION = auto()
    """ "có văn phòng đại diện ở nước ngoài": this class becomes conditional."""
    EXCEPTION = auto()
    """ "trừ ...": this class becomes conditional."""
    PROVISO = auto()
    """ "nếu cần", "khi có yêu cầu": conditional, even if named."""


def _phrases(*phrases: str) -> PhraseTrie[bool]:
    trie: PhraseTrie[bool] = PhraseTrie()
    for phrase in phrases:
        trie.add(words_of(phrase), True)
    return trie


_RELATED = _phrases("liên quan")
_RELATED_ALONE = _phrases("liên quan", "có liên quan")
_EXCEPT = _phrases("trừ", "ngoại trừ", "không bao gồm", "không kể")
_PROVISO = _phrases("nếu", "khi")
_LATE = _phrases("liên quan", "có liên quan", "trừ", "ngoại trừ", "không bao gồm", "không kể", "nếu", "khi")
_UNCHANGED = _phrases("khác")
_AREA = _phrases("tỉnh", "thành phố")


@dataclass(frozen=True, slots=True)
class Match:
    """A known phrase: the index after its last token, what it means, whether "các" or the like stands before it.

    `kind` is the first word of a unit's name ("bộ"), printed or left out.
    """

    end: int
    meaning: Meaning
    determined: bool
    kind: str


class MentionPhrases:
    """The tokens of one cell and the vocabulary to look them up in. Places are indexes of tokens."""

    def __init__(self, wording: str, words: MentionWords) -> None:
        self.tokens = tokenise(wording)
        self._words = words
        self._wording = wording
        self._closing = _closing_brackets(self.tokens)

    # --- known phrases

    def match(self, at: int) -> Match | None:
        """The longest name or class phrase, with "các" before it or not."""
        first = self._after_determiners(at)
        found = [
            Match(longest[0], longest[1], self._is_determiner(at), self.tokens[start].word)
            for start in {at, first}
            if (longest := self._words.names.longest(self.tokens, start))
        ]
        return max(found, key=lambda match: match.end, default=None)

    def item(self, at: int, kinds: Sequence[str]) -> Match | None:
        """As `match`, or a longer name that leaves out its kind, one of `kinds`, and stands alone in its list."""
        best = self.match(at)
        for kind in kinds:
            bare = self._words.bare[kind].longest(self.tokens, at)
            if bare and self._item_ends(bare[0]) and (best is None or bare[0] > best.end):
                best = Match(bare[0], bare[1], False, kind)
        return best

    def kind_end(self, at: int) -> int | None:
        """The place after "(các) Sở"; None if no kind of unit stands here."""
        known = self._words.kinds.longest(self.tokens, self._after_determiners(at))
        return known[0] if known else None

    def of_another_area(self, match: Match) -> bool:
        """Whether an inner unit turns out to be another area's: "Công an tỉnh Đắk Lắk" in the plan of Bình Định."""
        if not match.meaning.inner:
            return False
        for at in range(max(match.end - 2, 0), match.end + 1):
            named = self.match(at) if _AREA.longest(self.tokens, at) else None
            if named and named.meaning.unit and named.end > match.end:
                place = self._words.places.longest(self.tokens, at)
                return place is None or place[0] < named.end
        return False

    def is_longer_name(self, at: int, match: Match) -> bool:
        """Whether the generic name at `at` only begins another: "Trung tâm Thông tin Công Thương", "Báo Hà Nội Mới".

        A name that is nothing but a kind of unit ("Văn phòng", "Công an") has to stand alone in its list.
        """
        after = match.end
        if not match.meaning.generic or after >= len(self.tokens) or not self.tokens[after].word:
            return False
        if self.kind_end(at) == after:
            return not self._item_ends(after) and self.place_end(after) is None
        begins_name = self._wording[self.tokens[after].start].isupper()
        return begins_name and self.place_end(after) is None and self.kind_end(after) is None

    def adjacent_mention(self, at: int) -> bool:
        """Whether a mention begins although no separator stands before it (a comma left out in print)."""
        match = self.match(at)
        return match is not None and (match.meaning.unit is not None or match.determined)

    def _begins_mention(self, at: int, match: Match) -> bool:
        """Inside other words, only "các ..." or a name with its kind begins a mention, and not after "thuộc"."""
        if self.tokens[at - 1].word in _BELONGING:
            return False
        return match.determined if match.meaning.unit_class else self.kind_end(at) is not None

    def _after_determiners(self, at: int) -> int:
        first = at
        while self._is_determiner(at) and at < first + _MOST_DETERMINERS:
            at += 1
        return at

    def _is_determiner(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].word in DETERMINERS

    def _item_ends(self, at: int) -> bool:
        if at >= len(self.tokens) or not self.tokens[at].word:
            return True
        return self.tokens[at].word in JOINING_WORDS or _RELATED_ALONE.longest(self.tokens, at) is not None

    # --- stretches of other words

    def stretch_end(self, start: int, begun: int = 0) -> int:
        """The place after the words that belong together from `start`, at least one token and at least up to `begun`;
        no separator is the last.

        A stretch that begins like a unit's name goes on to the next separator, so that "Vụ Hợp tác Bộ Tài chính" does
        not name the ministry. Known phrases inside are never cut in two.
        """
        end = self._stretch_limit(start, max(begun, start + 1))
        while end > start + 1 and self.tokens[end - 1].mark in SOFT_MARKS | HARD_MARKS:
            end -= 1
        return end

    def _stretch_limit(self, start: int, at: int) -> int:
        swallows = self.kind_end(start) is not None
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.word == AND or token.mark in _STRETCH_ENDS:
                return at
            match = self.match(at) if token.word else None
            if match and not swallows and self._begins_mention(at, match):
                return at
            at = match.end if match else at + 1
        return at

    def open_list_end(self, start: int) -> int:
        """The place after the last word of a list of names that are not known: to ";", a known mention or the end."""
        after = start
        while after < len(self.tokens) and self.tokens[after].mark != ";" and not self.adjacent_mention(after):
            after += 1
        while after > start and (not self.tokens[after - 1].word or self.tokens[after - 1].word in JOINING_WORDS):
            after -= 1
        return after

    def closing_bracket(self, at: int) -> int | None:
        """The place of the bracket that closes the one here; None if none stands here or none closes it."""
        return self._closing.get(at)

    # --- qualifiers

    def late_qualifier(self, at: int) -> bool:
        """Whether a qualifier may begin here after a comma: "..., có liên quan", "..., trừ Bộ Công an"."""
        return _LATE.longest(self.tokens, at) is not None

    def effect(self, start: int, end: int) -> Effect:
        """What the words in [start, end) do as a qualifier."""
        if _EXCEPT.longest(self.tokens, start):
            return Effect.EXCEPTION
        if _PROVISO.longest(self.tokens, start):
            return Effect.PROVISO
        if any(_RELATED.longest(self.tokens, at) for at in range(start, end)):
            return Effect.RELATED
        harmless = (trie.longest(self.tokens, start) for trie in (_UNCHANGED, self._words.places))
        return Effect.NONE if any(found and found[0] == end for found in harmless) else Effect.RESTRICTION

    def place_end(self, start: int) -> int | None:
        """The place after words that only repeat where the plan applies; None if none stand here.

        "của tỉnh" is such a place; "tỉnh Đắk Lắk" in the plan of another province is not.
        """
        found = self._words.places.longest(self.tokens, start)
        if found is None:
            return None
        longer = (self.match(at) for at in range(start, found[0]))
        return None if any(match and match.end > found[0] for match in longer) else found[0]

    def exception_end(self, start: int, end: int) -> int:
        """The place after an exception that goes on over the units it lists: "trừ Bộ Ngoại giao, Bộ Công an"."""
        opener = _EXCEPT.longest(self.tokens, start)
        end = max(end, self._unit_end(opener[0])) if opener else end
        while True:
            at = end
            while at < len(self.tokens) and (self.tokens[at].mark == "," or self.tokens[at].word == AND):
                at += 1
            following = self._unit_end(at)
            if following <= at:
                return end
            end = following

    def _unit_end(self, at: int) -> int:
        match = self.match(at)
        return match.end if match and match.meaning.unit else at


def _closing_brackets(tokens: Sequence[Token]) -> dict[int, int]:
    """The place of the closing bracket for each opening one that has one."""
    closing: dict[int, int] = {}
    waiting: list[int] = []
    for index, token in enumerate(tokens):
        if token.mark in ("(", "["):
            waiting.append(index)
        elif token.mark in (")", "]") and waiting:
            closing[waiting.pop()] = index
    return closing
