"""The phrases of time frames: a row each, over the skeleton of the text, with what builds the frame."""

import re
from dataclasses import replace
from functools import cache

from tdn_templates.core.timeframes.frames import (
    FrameBuilder,
    Phrase,
    after,
    before,
    counted_years,
    frame_of,
    from_first,
    listed,
    permanent,
    quarterly_on_day,
    recurring,
    recurring_from,
    recurring_on_day,
    recurring_window,
    relative,
    span,
    span_before,
    span_of_years,
    starting,
    until,
    until_day,
    until_end_of_period,
    whole,
    whole_period,
    whole_year,
    year_of_period,
)
from tdn_templates.model.timeframe import Every, TimeFrame, TimeKind


def frame_said(phrase: Phrase) -> TimeFrame | None:
    """The frame, with wording "", or None if no row of the two tables takes the whole skeleton."""
    text = _plain(phrase.skeleton.text)
    if _NO_EVENT.fullmatch(text):
        return None
    return _first_fit(_bounds_table(), text, phrase) or _first_fit(_frame_table(), text, phrase)


def bounds_said(phrase: Phrase) -> TimeFrame | None:
    """Like frame_said, of phrases that set days and nothing else."""
    return _first_fit(_bounds_table(), _plain(phrase.skeleton.text), phrase)


_Row = tuple[re.Pattern[str], FrameBuilder]

_LIST = r"(?:, (?:va )?| va | and )"
_TO = r"(?:-(?:den )?| den (?:het )?| toi (?:het )?| to (?:the end of )?| until | through )"
_STRETCH = r"(?:(?:giai doan |gd |thoi ky )?P-P|[PR])"
_PHASE = (
    r"(?:(?:(?:trong )?(?:ca|toan bo|toan|suot|xuyen suot) )?"
    r"(?:giai doan|gd|thoi ky|ky(?: ke hoach)?|nhiem ky|thoi gian)(?: (?:[1-9]|i{1,3}|iv)(?=:| \())?"
    r"|(?:trong )?(?:cac|nhung)(?: nam)?|(?:the )?(?:period|phase)(?: of)?)(?: tu)?:?"
)
_BY = (
    r"(?:(?:keo dai )?(?:cho )?(?:den|toi)(?: het| cuoi)?|het|khong (?:qua|(?:muon|cham) hon)"
    r"|(?:by|until|till)(?: (?:the )?end of| year-end)?|not? later than|at the latest(?: by)?|deadline:?"
    r"|(?:cham|muon) nhat(?: la)?(?: den| vao| trong)?(?: het)?|(?:thoi han|han(?: cuoi| chot)?)(?: hoan thanh)?:?)"
)
_BEFORE = r"(?:(?:den |cham nhat )?truoc|before)"
_FROM = r"(?:(?:bat dau |ke )?tu|(?:starting )?from|since)"
_ONWARDS = (
    r"(?: tro di| (?:tro )?ve sau|,? (?:va )?(?:duy tri )?(?:trong )?(?:cac|nhung) nam (?:tiep theo|sau|ke tiep)"
    r"| onwards?"
    r"|,? and (?:beyond|later|(?:the )?(?:following|subsequent) years))"
)
_WITHIN = rf"(?:dinh ky )?(?:(?:{_BY}|{_BEFORE}|vao(?: dip)?|trong|tu|in|during) )?"
_WINDOW = rf"{_WITHIN}[BD](?:(?:-|{_LIST}| den | hoac | or ){_WITHIN}[BD]){{0,11}}"
_RECURS = rf"(?:theo )?(?:W(?:,? (?:va )?|/| \())?E(?:{_LIST}E){{0,5}}\)?(?:(?:,? |/)W)?"
_JOIN = r"(?:, | |: |/)\(?"
_STARTS = r"(?:khoi cong|trien khai|thuc hien|bat dau|tu)(?: tu| trong| vao)?"
_ENDS = r"(?:hoan thanh|ket thuc|xong|nghiem thu)(?: trong| vao)?"
_CLOCK = r"[0-2]?[0-9](?:h|g|:| gio)(?: ?[0-5][0-9])?(?: phut)?"
_BOUNDS = r"(?P<bounds>.{1,100}?)"
# no digit and no calendar word: a deadline inside a condition must not get lost
_FREE_TEXT = r"[^0-9PRBD]+"
# "theo dõi" is a verb, "theo quý" a recurrence without "hằng"; "theo quy định" is a condition
_NO_CONDITION = r"E|(?:doi|thang|nam|tuan|ngay)(?![a-z])|qu[yi](?![a-z]| dinh| che| trinh| hoach)"
_OCCASION = rf"(?:(?:/|,? )(?:va |hoac )?\(?(?:theo|khi|dot xuat|tuy|(?:vao |nhan )?dip)(?: {_FREE_TEXT})?)"

# words that change nothing: "Dự kiến hoàn thành trong năm 2025"
_LEAD_IN = re.compile(
    r"(?:thoi gian(?: thuc hien| hoan thanh)?: |thoi han(?: hoan thanh)?: (?=truoc|den|het|cham))?"
    r"(?:(?:du kien|phai|thuc hien|trien khai|hoan thanh|xong|trong|vao|in|during|within"
    r"|ap dung|tiep tuc|duy tri|ngay(?= (?:tu|trong) P)|bat dau(?= thuc hien)|ke hoach(?= [0-9]{1,2} nam)"
    r"|trinh(?: (?:chinh phu|thu tuong(?: chinh phu)?|quoc hoi|ubnd tinh|hdnd tinh|cap co tham quyen))?"
    r"|ban hanh|to chuc|bao cao|phe duyet|tong ket|so ket|nghiem thu):? )*"
)
# "khi nào đó", "khi rảnh": a condition nobody can tell the coming of
_VAGUE = (
    r"(?:do|xong(?: viec)?|(?:cung )?duoc|ranh(?: roi)?|co the|(?:thay |duoc )?(?:thuan tien|thuan loi|phu hop|tien)"
    r"|thich(?: hop)?|muon|co thoi gian)"
)
_NO_EVENT = re.compile(
    rf"(?:ngay )?(?:truoc |sau |tu |ke tu |den |theo |tuy )?(?:khi|luc|dip) (?:nao(?: {_VAGUE})?|{_VAGUE})"
    r"|(?:ngay )?(?:sau|truoc) (?:nay|do)|tuy (?:[yi]|thich)|theo (?:[yi]|[yi] thich|kha nang co the)"
    r"|(?:when(?:ever)?|upon|after) (?:possible|convenient|free|available|ready|done|some(?: ?day| ?time)?)"
)
_DONE = re.compile(r" \(?(?:hoan thanh|xong)\)?$")


@cache
def _bounds_table() -> tuple[_Row, ...]:
    """Phrases that set a first day, a last day or both."""
    return _compiled(
        # single dates, spans and lists
        (r"[PR]", whole),
        (rf"(?:{_PHASE} |(?:tu|from) )?P{_TO}P", span),
        (rf"(?:{_PHASE} |(?:tu|from) )R", whole),
        (rf"(?:{_PHASE} |(?:tu|from) )?P(?:-| den )truoc P", span_before),
        (r"between P and P", span),
        (r"P/P", span_of_years),
        (rf"(?:{_PHASE} \(?)P{_TO}P\)?", span),
        (r"P-P (?:period|phase)", span),
        (rf"(?:(?:trong )?cac )?{_STRETCH}(?:{_LIST}{_STRETCH})+", listed),
        (rf"(?:{_STARTS} )?P(?:,? |-|, va ){_ENDS} P", span),
        (rf"(?:{_STARTS} )?P(?:,? |-|, va ){_ENDS} truoc P", span_before),
        (r"(?:trong )?(?:ca|toan|suot) P", whole_year),
        (rf"(?P<count>[0-9]{{1,2}}) nam(?:,? {_PHASE}|,)? \(?P-P\)?", counted_years),
        # one end only
        (rf"(?:(?:tu )?(?:nay|hien nay) )?{_BY} P", until),
        (rf"(?:ke )?tu (?:ngay|khi) [^0-9A-Z]{{1,40}} {_BY} P", until),
        (rf"{_BEFORE} {_CLOCK},? P", until_day),
        (rf"{_BEFORE} P", before),
        (rf"{_FROM} P{_ONWARDS}?", starting),
        (rf"(?:{_PHASE} )?{_STRETCH}(?:{_LIST}{_STRETCH})*{_ONWARDS}", from_first),
        (r"bat dau(?: vao| trong)? P", starting),
        (r"(?:sau|after) P", after),
        # the programme's own period
        (r"(?:ca|toan bo|toan|suot|xuyen suot|(?:tat ca )?cac nam trong) (?:giai doan|thoi ky|ky)", whole_period),
        (r"(?:ca nam|trong nam)", year_of_period),
        (r"den (?:het|cuoi) (?:giai doan|thoi ky|ky)", until_end_of_period),
    )


@cache
def _frame_table() -> tuple[_Row, ...]:
    """Recurring and permanent tasks, perhaps within bounds, and phrases that depend on something without a date."""
    return _compiled(
        # recurring, perhaps with a date in each year, perhaps within bounds
        (rf"{_RECURS}{_OCCASION}?", recurring),
        (rf"{_WINDOW}[ /]{_RECURS}", recurring_window),
        (rf"{_RECURS}{_JOIN}{_WINDOW}\)?", recurring_window),
        (rf"{_WITHIN}(?:ngay )?(?P<day>[0-9]{{1,2}}) {_RECURS}", recurring_on_day),
        (
            rf"{_WITHIN}(?:ngay )?(?P<day>[0-9]{{1,2}}) (?:cua )?thang (?:dau|cuoi) (?:cua )?qu[yi](?: sau)?",
            quarterly_on_day,
        ),
        (rf"{_WITHIN}(?:ngay )?(?P<day>[0-9]{{1,2}}) (?:cua )?E", quarterly_on_day),
        (rf"{_RECURS}{_JOIN}{_WITHIN}(?:ngay )?(?P<day>[0-9]{{1,2}})\)?", recurring_on_day),
        (
            rf"{_RECURS}{_JOIN}{_WITHIN}(?:ngay )?(?P<day>[0-9]{{1,2}}) (?:cua )?thang (?:dau|cuoi) qu[yi]\)?",
            quarterly_on_day,
        ),
        (rf"(?:{_WINDOW} )?{_RECURS}{_JOIN}{_BOUNDS}\)?", _recurring_within),
        (rf"{_BOUNDS}{_JOIN}(?:{_WINDOW} )?{_RECURS}\)?", _recurring_within),
        (rf"{_FROM} P va (?:duy tri )?{_RECURS}", recurring_from),
        (rf"(?:tu )?(?:ngay )?(?P<day>[0-9]{{1,2}}){_TO}(?:ngay )?[0-9]{{1,2}} {_RECURS}", recurring_on_day),
        # permanent
        (rf"W{_OCCASION}?", permanent),
        (r"W(?:, | va |, va |/)dinh ky", permanent),
        (rf"W{_JOIN}{_BOUNDS}\)?", _permanent_within),
        (rf"{_BOUNDS}{_JOIN}W\)?", _permanent_within),
        # relative, on demand
        (
            rf"theo (?!{_NO_CONDITION}){_FREE_TEXT}",
            relative,
        ),
        (rf"(?:ngay )?(?:truoc |sau |tu |ke tu |den )?khi {_FREE_TEXT}", relative),
        (rf"(?:ngay )?sau (?!nam|quy|thang){_FREE_TEXT}", relative),
        (rf"(?:ke tu|tu|truoc) ngay {_FREE_TEXT}", relative),
        (rf"(?:thoi gian (?:dien ra|to chuc)|ky hop|(?:vao )?(?:cac )?dip) {_FREE_TEXT}", relative),
        (
            rf"(?:(?:sau|vong|khong qua|toi da|cham nhat|muon nhat|khoang) )?[0-9]{{1,3}} "
            rf"(?:ngay|thang|nam|tuan)(?: lam viec)?,? (?:ke )?(?:tu|sau) {_FREE_TEXT}",
            relative,
        ),
        (rf"(?:tuy|can cu|phu hop voi|(?:suot )?qua trinh) {_FREE_TEXT}", relative),
        (r"(?:up)?on (?:request|demand)|as (?:required|requested|needed|planned|scheduled)", relative),
        (rf"dinh ky theo (?!{_NO_CONDITION}){_FREE_TEXT}", relative),
        (rf"neu (?:co|can)(?:{_FREE_TEXT})?|phat sinh", relative),
        (rf"dot xuat(?:,? (?:va |hoac )?(?:khi|theo) {_FREE_TEXT})?", relative),
        (rf"(?:according to|depending on|subject to|after|when|upon) {_FREE_TEXT}", relative),
    )


def _plain(text: str) -> str:
    """Without the words that change nothing."""
    return _DONE.sub("", _LEAD_IN.sub("", text, count=1))


def _compiled(*rows: tuple[str, FrameBuilder]) -> tuple[_Row, ...]:
    return tuple((re.compile(pattern), build) for pattern, build in rows)


def _first_fit(table: tuple[_Row, ...], text: str, phrase: Phrase) -> TimeFrame | None:
    for pattern, build in table:
        match = pattern.fullmatch(text)
        frame = build(match, phrase) if match else None
        if frame is not None:
            return frame
    return None


def _recurring_within(match: re.Match[str], phrase: Phrase) -> TimeFrame | None:
    """Nothing for "2024, hằng năm": yearly within one year has two readings."""
    bounds = _first_fit(_bounds_table(), _plain(match["bounds"]), phrase)
    frame = recurring_window(match, phrase) if phrase.skeleton.bare else recurring(match, phrase)
    if bounds is None or frame is None:
        return None
    within_a_year = bounds.first and bounds.last and bounds.first.year == bounds.last.year
    if frame.every is Every.YEAR and within_a_year:
        return None
    return replace(frame, first=bounds.first, last=bounds.last)


def _permanent_within(match: re.Match[str], phrase: Phrase) -> TimeFrame | None:
    bounds = _first_fit(_bounds_table(), _plain(match["bounds"]), phrase)
    return None if bounds is None else frame_of(TimeKind.PERMANENT, bounds.first, bounds.last)
