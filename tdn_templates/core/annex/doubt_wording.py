"""What the reading of an annex was unsure of, in words: why, and what to do about it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from tdn_templates.core.annex.doubt_words import DoubtWords
from tdn_templates.core.annex.list_doubts import LIST_DOUBTS
from tdn_templates.core.annex.row_doubts import ROW_DOUBTS
from tdn_templates.core.english import sheet_words
from tdn_templates.core.wording import quoted, quoted_whole
from tdn_templates.model.annex import SourcePlace
from tdn_templates.model.draft import Unsure
from tdn_templates.model.words import Lang, Wording

DOUBTS: Mapping[str, DoubtWords] = {**ROW_DOUBTS, **LIST_DOUBTS}
"""By the reason of the doubt."""

_PLACES = frozenset({"sheet", "table", "joined", "left", "taken"})
"""Facts that may name a table."""

COLUMN_WORDS: Mapping[str, Wording] = {
    "number": Wording("Số thứ tự", "Number"),
    "text": Wording("Nhiệm vụ", "Task"),
    "lead": Wording("Chủ trì", "Lead"),
    "supporting": Wording("Phối hợp", "Supporting"),
    "time": Wording("Thời gian", "Time"),
    "issued_lead": Wording("Chủ trì cấp trên giao", "Issued lead"),
    "issued_supporting": Wording("Phối hợp cấp trên giao", "Issued supporting"),
    "carries": Wording("Thực hiện nhiệm vụ cấp trên", "Carries out"),
    "title": Wording("Tên văn bản", "Title"),
    "annex_title": Wording("Tên phụ lục", "Title of the annex"),
    "reference": Wording("Số, ký hiệu", "Reference"),
    "issuer": Wording("Cơ quan ban hành", "Issuer"),
    "issued_on": Wording("Ngày ban hành", "Issued on"),
    "period": Wording("Giai đoạn", "Period"),
    "": Wording("", ""),
}


@dataclass(frozen=True, slots=True)
class UnsureWords:
    """One open question in one language; `place` is "" where there is none."""

    column: str
    why: str
    remedy: str
    place: str


def unsure_words(unsure: Unsure, lang: Lang) -> UnsureWords:
    """Raises KeyError for a reason or column that this module does not know."""
    words = DOUBTS[unsure.reason]
    facts: dict[str, str] = defaultdict(str)
    facts |= {name: _fact(name, value, lang) for name, value in unsure.facts.items()}
    why, remedy = (part.in_lang(lang).format_map(facts) for part in (words.why, words.remedy))
    return UnsureWords(COLUMN_WORDS[unsure.column].in_lang(lang), why, remedy, place_words(unsure.place, lang))


def _fact(name: str, value: str, lang: Lang) -> str:
    """As a sentence shows it; a list of names is short enough as it was made."""
    if name == "names":
        return quoted_whole(value)
    return quoted(sheet_words(value, lang) if name in _PLACES else value)


def place_words(place: SourcePlace | None, lang: Lang) -> str:
    """ "Bảng 2, dòng 14-15", "table 2, rows 14-15"."""
    if place is None:
        return ""
    one = place.last_row == place.first_row
    rows = str(place.first_row) if one else f"{place.first_row}-{place.last_row}"
    word = Wording("dòng", "row" if one else "rows").in_lang(lang)
    return f"{sheet_words(place.sheet, lang)}, {word} {rows}"
