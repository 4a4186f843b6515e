"""How much a run of words reads like a list of agencies: names the registry knows, and text of such a shape."""

from collections.abc import Sequence

from tdn_templates.core.annex.plain_text_words import Word
from tdn_templates.core.mention_phrases import MentionPhrases
from tdn_templates.core.mention_words import MentionWords
from tdn_templates.core.phrase_tokens import words_of

_KNOWN_FIRST, _SHAPED_FIRST, _STRANGE_FIRST = 3.0, 2.0, -2.0
_KNOWN_WORD, _SHAPED_WORD, _QUALIFYING_WORD, _LISTED_WORD, _STRANGE_WORD = 0.3, 0.1, -0.05, -0.3, -1.0
_NO_SEPARATOR = -4.0
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
_RELATED = ("liên", "quan")
_JOINING = frozenset(words_of("và cùng với"))
_SEPARATING = (",", ";", ":", "/", "./.")


class AgencyWords:
    """Answers for one stretch of words where names of agencies stand. Every question takes indexes of words."""

    def __init__(self, words: Sequence[Word], vocabularies: Sequence[MentionWords]) -> None:
        self._words = words
        self._known = _known_ends(words, vocabularies)
        self._starts = {end: start for start, end in sorted(self._known.items(), reverse=True)}

    def begins(self, at: int) -> bool:
        """Whether a name or class, known or of the shape of one, begins here."""
        return at in self._known or self._shaped_end(at) is not None

    def known_start(self, end: int) -> int | None:
        """Where the known name begins that ends before the word at `end`."""
        return self._starts.get(end)

    def scores(self, start: int, ends: frozenset[int]) -> dict[int, float]:
        """How well [start, end) reads as a list of agencies, for each of `ends` after `start`."""
        found: dict[int, float] = {}
        score, at, after_item, listed = self._first(start), start, False, False
        while at < len(self._words):
            end, gain = self._step(at, after_item=after_item, listed=listed)
            for inside in range(at + 1, end):
                if inside in ends:
                    found[inside] = score + _STRANGE_WORD * (inside - at)
            score += gain
            last = self._words[end - 1]
            separated = last.text.endswith(_SEPARATING) or last.key in _JOINING
            item = end > at + 1 or at in self._known
            listed = separated or (listed and not item)
            after_item = (item or after_item) and not separated
            at = end
            if at in ends:
                found[at] = score
        return found

    def _first(self, start: int) -> float:
        if start in self._known:
            return _KNOWN_FIRST
        return _SHAPED_FIRST if self._shaped_end(start) is not None else _STRANGE_FIRST

    def _step(self, at: int, *, after_item: bool, listed: bool) -> tuple[int, float]:
        """The place after what stands here, and what it adds."""
        known = self._known.get(at)
        if known is not None:
            return known, _KNOWN_WORD * (known - at) + (_NO_SEPARATOR if after_item else 0.0)
        shaped = self._shaped_end(at)
        if shaped is not None:
            return shaped, _SHAPED_WORD * (shaped - at) + (_NO_SEPARATOR if after_item else 0.0)
        word = self._words[at]
        if word.key in _JOINING:
            return at + 1, 0.0
        if after_item and word.key == _RELATED[0]:
            # "các bộ, ngành liên" is cut off
            cut = at + 1 == len(self._words) or self._words[at + 1].key != _RELATED[1]
            return at + 1, _STRANGE_WORD if cut else _QUALIFYING_WORD
        if after_item and word.key in _QUALIFYING:
            return at + 1, _QUALIFYING_WORD
        if after_item or (listed and word.is_capital):
            return at + 1, _LISTED_WORD if not word.is_capital or listed else _STRANGE_WORD
        return at + 1, _STRANGE_WORD

    def _shaped_end(self, at: int) -> int | None:
        if not self._has_shape(at):
            return None
        end = at + 1
        while end < len(self._words) and end < at + _LONGEST_SHAPED:
            before = self._words[end - 1]
            if before.text.endswith(_SEPARATING) or before.text.endswith("."):
                break
            word = self._words[end]
            if end in self._known and (word.is_capital or word.key in _MULTIPLE):
                break
            if word.key[:1].isdigit() or (word.key in _JOINING and self._item_follows(end + 1)):
                break
            if end > at + 1 and word.is_capital and self._has_shape(end):
                break
            end += 1
        return end

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
        return (
            word.key in _NAMED_KINDS and following is not None and following.is_capital and word.text[-1:] not in ",;."
        )


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
    return ends
