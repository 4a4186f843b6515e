"""What the status of a round says besides its values, in both languages."""

from collections.abc import Mapping

from tdn_templates.core.wording import STATE_WORDS
from tdn_templates.model.round import Change, Nobodys, RoundStatus, UnitStatus, Why
from tdn_templates.model.words import Lang, State, Wording

WHY_WORDS: Mapping[Why, Wording] = {
    Why.ONLY: Wording("bản duy nhất", "the only one"),
    Why.LAST: Wording("bản nhận sau cùng", "the last one received"),
    Why.NAMED: Wording("nêu ở round.yaml", "named in round.yaml"),
}

NOBODYS_WORDS: Mapping[Nobodys, Wording] = {
    Nobodys.NO_UNIT: Wording("không rõ của đơn vị nào", "does not say whose it is"),
    Nobodys.NOT_IN_ROUND: Wording("đơn vị không thuộc đợt này", "its unit is not in this round"),
    Nobodys.OTHER_FORM: Wording("biểu mẫu, danh mục hoặc năm khác", "another form, list or year"),
    Nobodys.AFTER_CLOSING: Wording("đến sau ngày khóa sổ", "came after the closing day"),
    Nobodys.LEFT_BY_PROGRAM: Wording("không phải bản nộp", "no return"),
}

SHOWN_STATES = (
    State.NOT_RECEIVED,
    State.REJECTED,
    State.NEEDS_CORRECTION,
    State.ACCEPTED_WITH_WARNINGS,
    State.ACCEPTED,
    State.NIL_RETURN,
)
"""In the order in which somebody has to do something about them."""

_WORDS: Mapping[str, Wording] = {
    "title": Wording("Tình hình đợt báo cáo", "Status of the round"),
    "unit": Wording("Đơn vị", "Unit"),
    "state": Wording("Trạng thái", "State"),
    "days_late": Wording("Chậm (ngày)", "Days late"),
    "errors": Wording("Lỗi", "Errors"),
    "warnings": Wording("Cảnh báo", "Warnings"),
    "versions": Wording("Số bản", "Versions"),
    "file": Wording("Bản được tính", "File that counts"),
    "why": Wording("Vì sao", "Why"),
    "received": Wording("Ngày nhận", "Received"),
    "change": Wording("So với bản trước", "Since the last"),
    "deadline": Wording("Hạn gửi", "Deadline"),
    "counted_on": Wording("Tính đến hết", "As of"),
    "units": Wording("Đơn vị", "Units"),
    "others": Wording("Tệp cần xem lại", "Files to look at"),
    "any_file": Wording("Tệp", "File"),
    "gone": Wording("Đã nhận, nay không còn trong inbox", "Received, no longer in the inbox"),
    "unused": Wording("use nêu tệp không có trong inbox", "Named by use, not in the inbox"),
    "summary": Wording("Tổng hợp theo trạng thái", "Counts by state"),
    "count": Wording("Số đơn vị", "Units"),
    "history": Wording("Các bản đã nhận", "Versions received"),
    "counts": Wording("Được tính", "Counts"),
    "yes": Wording("có", "yes"),
}


def round_words(lang: Lang) -> Mapping[str, str]:
    """The words of one language by key. A key that is not there is a bug and raises KeyError."""
    return {key: wording.in_lang(lang) for key, wording in _WORDS.items()}


def change_words(change: Change | None, lang: Lang) -> str:
    """ "4 ô; lỗi: 3 đã sửa, 1 còn, 0 mới"; "" where there is nothing to compare with."""
    if change is None:
        return ""
    vi = f"{change.cells} ô thay đổi; {change.fixed} lỗi đã sửa, {change.still_there} còn, {change.new} mới"
    en = f"{change.cells} cells changed; {change.fixed} fixed, {change.still_there} still there, {change.new} new"
    return Wording(vi, en).in_lang(lang)


def late_words(entry: UnitStatus) -> str:
    return str(entry.days_late) if entry.days_late else ""


def summary_words(status: RoundStatus, lang: Lang) -> str:
    """ "3 đơn vị: 1 chưa gửi, 1 cần sửa, 1 đạt." """
    counts = status.counts
    parts = [f"{counts[state]} {STATE_WORDS[state].in_lang(lang)}" for state in SHOWN_STATES if counts[state]]
    units = Wording("đơn vị", "unit(s)").in_lang(lang)
    nobodys = Wording("tệp chưa rõ của ai", "file(s) of nobody").in_lang(lang)
    more = f"; {len(status.nobodys)} {nobodys}" if status.nobodys else ""
    return f"{len(status.units)} {units}: {', '.join(parts)}{more}."
