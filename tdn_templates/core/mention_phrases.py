"""What stands at a place of a cell: questions about its words, none of which changes anything."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from tdn_templates.core.mention_words import DETERMINERS, ELLIPTICAL_KINDS, Meaning, MentionWords
from tdn_templates.core.phrase_tokens import AND, PhraseTrie, Token, tokenise, words_of

HARD_MARKS = frozenset(";/:")
SOFT_MARKS = frozenset(",\n.-\u2010\u2011\u2012\u2013\u2014…•+*|()[]")
_STRETCH_ENDS = frozenset(",;/\n()[]")
_BELONGING = frozenset(words_of("của thuộc đến tới với tại ở do cho trong"))
_LINE_MARKS = frozenset(";\n")
_ENUMERATOR = re.compile(r"[0-9]{1,2}|[a-zđ]")
_MOST_DETERMINERS = 3  # "tất cả các"; a bound, so that text of nothing else is read in linear time
JOINING_WORDS = frozenset((AND, *words_of("cùng với")))


class Effect(Enum):
    """What a qualifier does to the mention before it."""

    NONE = auto()
    """A place or a remark: "trên địa bàn tỉnh"."""
    RELATED = auto()
    """ "(có) liên quan", "theo chức năng, nhiệm vụ": classes back to the last named unit become conditional."""
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
_BY_DUTY = (
    *("theo chức năng", "theo chức năng nhiệm vụ", "theo chức năng và nhiệm vụ", "theo chức năng nhiệm vụ quyền hạn"),
    *("theo nhiệm vụ", "theo phân công", "theo sự phân công", "theo phân công nhiệm vụ", "theo thẩm quyền"),
    *("theo lĩnh vực", "theo lĩnh vực phụ trách", "theo lĩnh vực quản lý", "được giao", "được phân công"),
    *("được giao nhiệm vụ", "được phân công nhiệm vụ", "căn cứ chức năng nhiệm vụ", "tùy theo nhiệm vụ"),
    *("tùy theo chức năng nhiệm vụ", "tùy nhiệm vụ", "trong phạm vi chức năng nhiệm vụ", "có chức năng nhiệm vụ"),
)
_DUTY_TAILS = ("", " được giao", " được phân công", " của mình", " liên quan")
_DUTY = _phrases(*(f"{phrase}{tail}" for phrase in _BY_DUTY for tail in _DUTY_TAILS))
_EXCEPT = _phrases("trừ", "ngoại trừ", "không bao gồm", "không kể")
_PROVISO = _phrases("nếu", "khi")
_LATE = _phrases("liên quan", "có liên quan", "trừ", "ngoại trừ", "không bao gồm", "không kể", "nếu", "khi")
_UNCHANGED = _phrases("khác")
_AREA = _phrases("tỉnh", "thành phố")
_AREA_ENDS = frozenset(words_of("tỉnh phố"))


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
            for start in range(at, first + 1)
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

    def list_begins(self, at: int) -> int | None:
        """Where a list begins whose head ends here, with a colon ("liên quan" before it or not) or with "các tỉnh";
        None if none does."""
        if self.tokens[at - 1].word in _AREA_ENDS and self.kind_end(at) is None:
            # "UBND các tỉnh, thành phố Hà Nội, Đà Nẵng"
            named = self.match(at)
            if named and named.meaning.unit:
                return at
        related = _RELATED_ALONE.longest(self.tokens, at)
        colon = related[0] if related else at
        return colon + 1 if colon < len(self.tokens) and self.tokens[colon].mark == ":" else None

    def enumerator_end(self, at: int) -> int | None:
        """The place after "1." or "b)" at the beginning of a line or of a part of the cell; None if none stands here.

        The words after it belong to the same mention.
        """
        label = self.tokens[at].word
        opens = at == 0 or self.tokens[at - 1].mark in _LINE_MARKS
        if not opens or at + 2 >= len(self.tokens) or not _ENUMERATOR.fullmatch(label):
            return None
        following = self.tokens[at + 2].word
        closed = self.tokens[at + 1].mark in (".", ")") and following and following not in JOINING_WORDS
        return at + 2 if closed and self.match(at) is None and not self.late_qualifier(at + 2) else None

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
        return any(trie.longest(self.tokens, at) is not None for trie in (_LATE, _DUTY))

    def duty_end(self, start: int) -> int | None:
        """The place after "theo chức năng, nhiệm vụ (được giao)" and its like; None if it does not stand here."""
        found = _DUTY.longest(self.tokens, start)
        return found[0] if found else None

    def effect(self, start: int, end: int) -> Effect:
        """What the words in [start, end) do as a qualifier."""
        if _EXCEPT.longest(self.tokens, start):
            return Effect.EXCEPTION
        if _PROVISO.longest(self.tokens, start):
            return Effect.PROVISO
        if _DUTY.longest(self.tokens, start) or any(_RELATED.longest(self.tokens, at) for at in range(start, end)):
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
        at = opener[0] if opener else end
        kinds: tuple[str, ...] = ()
        head = self.kind_end(at)
        if head is not None and (items := self.list_begins(head)) is not None:
            # "trừ các Bộ: Quốc phòng, Công an"
            kinds, at = self.kinds_in(at, head), items
        while True:
            match = self.item(at, kinds)
            if match and match.meaning.unit:
                end = max(end, match.end)
                kinds = (match.kind,) if match.kind in ELLIPTICAL_KINDS else kinds
            at = end
            while at < len(self.tokens) and (self.tokens[at].mark == "," or self.tokens[at].word == AND):
                at += 1
            following = self.item(at, kinds)
            if at == end or following is None or following.meaning.unit is None:
                return end

    def kinds_in(self, start: int, end: int) -> tuple[str, ...]:
        """The kinds of unit named in [start, end) that the units after it may leave out."""
        words = (token.word for token in self.tokens[start:end])
        return tuple(dict.fromkeys(word for word in words if word in ELLIPTICAL_KINDS))


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
