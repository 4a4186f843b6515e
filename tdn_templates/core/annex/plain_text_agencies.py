"""How much a run of words reads like a list of agencies: names the registry knows, and text of such a shape."""

from collections.abc import Iterator, Mapping, Sequence

from tdn_templates.core.annex.plain_text_words import TIME_STARTS, Word
from tdn_templates.core.mention_phrases import MentionPhrases
from tdn_templates.core.mention_words import MentionWords
from tdn_templates.core.phrase_tokens import words_of

# what the first words of a cell are worth, and then every word
_KNOWN_FIRST, _SHAPED_FIRST, _BARE_FIRST, _STRANGE_FIRST, _LISTED_FIRST = 3.0, 2.0, 0.5, -2.0, -0.2
_KNOWN_WORD, _SHAPED_WORD, _QUALIFYING_WORD, _LISTED_WORD, _REMARK_WORD, _STRANGE_WORD = 0.3, 0.1, -0.05, -0.1, -0.3, -1.0
_NO_SEPARATOR = -4.0
_CUT_NAME = -4.0
_TIME_WORD = -3.0
_LONGEST_SHAPED = 14

_NAMED_KINDS = frozenset(
    words_of(
        "bộ sở vụ cục phòng ban viện trường đài báo hội đoàn chi tổng trung tạp nhà tập ngân kho quỹ học đại bệnh tổ"
        " liên mặt bảo tòa thông trạm hợp kiểm ubmttq ubmt"
    )
)
"""First words of names that are followed by a capital: "Sở Tài chính", but not "Sở hữu"."""
_PLAIN_KINDS = frozenset(words_of("ubnd hđnd vpcp cvp vp lđlđ đảng công ủy văn thanh cơ đơn tttt bch bql cđ mttq"))
"""First words of names whose next word may be small: "UBND xã", "Công an tỉnh", "Văn phòng Bộ"."""
_SECOND_WORDS = {
    "công": frozenset(words_of("an ty đoàn")),
    "ủy": frozenset(words_of("ban")),
    "văn": frozenset(words_of("phòng")),
    "thanh": frozenset(words_of("tra")),
    "cơ": frozenset(words_of("quan")),
    "đơn": frozenset(words_of("vị")),
    "đảng": frozenset(words_of("ủy bộ")),
    "tổng": frozenset(words_of("cục công liên")),
    "trung": frozenset(words_of("tâm")),
    "chi": frozenset(words_of("cục nhánh đoàn bộ hội")),
    "nhà": frozenset(words_of("xuất trường")),
    "ngân": frozenset(words_of("hàng")),
    "tập": frozenset(words_of("đoàn")),
    "kho": frozenset(words_of("bạc")),
    "liên": frozenset(words_of("đoàn hiệp minh")),
    "mặt": frozenset(words_of("trận")),
    "bảo": frozenset(words_of("hiểm tàng")),
    "tạp": frozenset(words_of("chí")),
    "bệnh": frozenset(words_of("viện")),
    "học": frozenset(words_of("viện")),
    "đại": frozenset(words_of("học")),
    "hợp": frozenset(words_of("tác")),
    "hiệp": frozenset(words_of("hội")),
    "bưu": frozenset(words_of("điện")),
    "điện": frozenset(words_of("lực")),
    "kiểm": frozenset(words_of("toán")),
    "thông": frozenset(words_of("tấn")),
    "tòa": frozenset(words_of("án")),
}
_MULTIPLE = frozenset(words_of("các những mỗi tất cả toàn"))
_MULTIPLE_KINDS = frozenset(
    words_of(
        "bộ sở ban ngành đơn cơ địa phòng doanh trường xã phường huyện quận tỉnh tổ hội cấp thành đài cục vụ viện ubnd"
        " đoàn tập nhà báo công thị thôn khu đặc chi đảng hiệp thể ủy tổng trung"
    )
)
_QUALIFYING = frozenset(
    words_of("có quan thuộc trực của trên địa bàn tỉnh trong ngoài khác cấp khi nếu cần thành phố trừ ngành bộ tại ở")
)
_KIND_WORDS = _NAMED_KINDS | _PLAIN_KINDS | _SECOND_WORDS.keys() | _MULTIPLE | frozenset({"chính"})
_OFFICE, _CENTRE = ("văn", "phòng"), ("trung", "ương")
_RELATED = ("liên", "quan")
_JOINING = frozenset(words_of("và cùng với"))
_SEPARATING = (",", ";", ":", "/", "./.")


class AgencyWords:
    """Answers for one stretch of words where names of agencies stand. Every question takes indexes of words."""

    def __init__(self, words: Sequence[Word], vocabularies: Sequence[MentionWords]) -> None:
        self._words = words
        self._known = _known_ends(words, vocabularies)
        self._within = frozenset(
            at for first in range(len(words)) for at in range(first + 1, self._shaped_end(first) or 0)
        )
        self._starts = {end: start for start, end in sorted(self._known.items(), reverse=True)}

    def begins(self, at: int) -> bool:
        """Whether a name or class, known or of the shape of one, begins here."""
        return at in self._known or self._shaped_end(at) is not None

    def cuts_name(self, at: int) -> bool:
        """Whether a name, known or of the shape of one, goes on here."""
        return at in self._within

    def known_start(self, end: int) -> int | None:
        """Where the known name begins that ends before the word at `end`."""
        return self._starts.get(end)

    def scores(self, start: int, ends: frozenset[int]) -> dict[int, float]:
        """How well [start, end) reads as a list of agencies, for each of `ends` after `start`."""
        found: dict[int, float] = {}
        score, at, after_item, listed = self._first(start), start, False, False
        while at < len(self._words):
            end, gain, inner = self._step(at, after_item=after_item, listed=listed)
            for inside in range(at + 1, end):
                if inside in ends:
                    found[inside] = score + (inner * (inside - at) if self._may_end(at, inside) else _CUT_NAME)
            score += gain
            last = self._words[end - 1]
            separated = last.text.endswith(_SEPARATING) or last.key in _JOINING
            after_item = (after_item or end > at + 1 or at in self._known) and not separated
            listed = separated or (listed and not after_item)
            at = end
            if at in ends:
                found[at] = score
        return found

    def _may_end(self, first: int, at: int) -> bool:
        """Whether a name that is not known may end here."""
        return first not in self._known and not self._leads_on(first, at)

    def _leads_on(self, first: int, at: int) -> bool:
        """Whether more must come: "Văn phòng UBND tỉnh", "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"."""
        before = (self._words[at - 2].key, self._words[at - 1].key) if at >= first + 2 else ("", "")
        return before == _CENTRE or (before == _OFFICE and at == first + 2)

    def _first(self, start: int) -> float:
        if start in self._known:
            return _KNOWN_FIRST if self._is_named_by_kind(start) else _BARE_FIRST
        return _SHAPED_FIRST if self._shaped_end(start) is not None else _STRANGE_FIRST

    def _step(self, at: int, *, after_item: bool, listed: bool) -> tuple[int, float, float]:
        """The place after what stands here, what it adds, and what every word of it adds to a cell that ends there."""
        apart = _NO_SEPARATOR if after_item else 0.0
        known = self._known.get(at)
        if known is not None:
            return known, _KNOWN_WORD * (known - at) + apart, _CUT_NAME
        shaped = self._shaped_end(at)
        if shaped is not None:
            return shaped, _SHAPED_WORD * (shaped - at) + apart, _SHAPED_WORD
        word = self._words[at]
        if listed and word.is_capital and word.key not in TIME_STARTS:
            end = self._run_end(at)
            return end, _LISTED_FIRST + _LISTED_WORD * (end - at), _LISTED_WORD
        return at + 1, self._single(at, after_item=after_item), _STRANGE_WORD

    def _single(self, at: int, *, after_item: bool) -> float:
        """What a word adds that begins no name."""
        word = self._words[at]
        if word.key in _JOINING:
            return 0.0
        if not after_item:
            return _STRANGE_WORD
        if word.key == _RELATED[0]:
            # "các bộ, ngành liên" is cut off
            cut = at + 1 == len(self._words) or self._words[at + 1].key != _RELATED[1]
            return _STRANGE_WORD if cut else _QUALIFYING_WORD
        if word.key in _QUALIFYING:
            return _QUALIFYING_WORD
        if word.is_capital:
            return _TIME_WORD if word.key in TIME_STARTS else _STRANGE_WORD
        return _REMARK_WORD

    def _shaped_end(self, at: int) -> int | None:
        return self._run_end(at) if self._has_shape(at) else None

    def _run_end(self, at: int) -> int:
        """The place after the words that go on with the name that begins here, known or not."""
        end = at + 1
        while end < len(self._words) and end < at + _LONGEST_SHAPED and not self._ends_name(at, end):
            end += 1
        return end

    def _ends_name(self, first: int, at: int) -> bool:
        before, word = self._words[at - 1], self._words[at]
        if before.text.endswith((*_SEPARATING, ".")) or word.key[:1].isdigit():
            return True
        if word.is_capital and word.key in TIME_STARTS:
            return True
        if word.key in _JOINING:
            return self._item_follows(at + 1)
        if self._leads_on(first, at):
            return False
        if at in self._known:
            return (word.is_capital and self._is_named_by_kind(at)) or word.key in _MULTIPLE
        return at > first + 1 and word.is_capital and self._has_shape(at)

    def _is_named_by_kind(self, at: int) -> bool:
        """Whether a known name begins with what it is ("Sở", "các") or is an abbreviation; "Quảng Ninh" does not."""
        word = self._words[at]
        return word.key in _KIND_WORDS or word.text.strip(",;.").isupper()

    def _item_follows(self, at: int) -> bool:
        return at in self._known or self._has_shape(at)

    def _has_shape(self, at: int) -> bool:
        if at >= len(self._words):
            return False
        word = self._words[at]
        following = self._words[at + 1] if at + 1 < len(self._words) else None
        if word.key in _MULTIPLE:
            return following is not None and following.key in _MULTIPLE_KINDS
        if not word.is_capital:
            return False
        if word.key in _PLAIN_KINDS or word.key in _SECOND_WORDS:
            seconds = _SECOND_WORDS.get(word.key)
            return seconds is None or (following is not None and following.key in seconds)
        if word.key not in _NAMED_KINDS or following is None or word.text[-1:] in ",;.":
            return False
        return following.is_capital or (following.key in _JOINING and self._is_capital(at + 2))

    def _is_capital(self, at: int) -> bool:
        return at < len(self._words) and self._words[at].is_capital


def _known_ends(words: Sequence[Word], vocabularies: Sequence[MentionWords]) -> dict[int, int]:
    """For each word where a known name or class begins: the place after the longest."""
    starts: list[int] = []
    length = 0
    for word in words:
        starts.append(length)
        length += len(word.text) + 1
    word_at = {
        offset: index
        for index, word in enumerate(words)
        for offset in range(starts[index], starts[index] + len(word.text))
    }
    wording = " ".join(word.text for word in words)
    ends: dict[int, int] = {}
    for vocabulary in vocabularies:
        phrases = MentionPhrases(wording, vocabulary)
        for at, token in enumerate(phrases.tokens):
            match = phrases.match(at) if token.word else None
            if match is not None:
                first = word_at[token.start]
                ends[first] = max(ends.get(first, 0), word_at[phrases.tokens[match.end - 1].end - 1] + 1)
    return dict(_not_within(ends))


def _not_within(ends: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Those that do not begin within one before: "Truyền hình Việt Nam" in "Đài Truyền hình Việt Nam"."""
    reached = 0
    for first in sorted(ends):
        if first >= reached:
            yield first, ends[first]
            reached = ends[first]
