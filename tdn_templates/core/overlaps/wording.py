"""Contradictions between plans in words: what is wrong, and what to do."""

from dataclasses import dataclass

from tdn_templates.core.english import sheet_words
from tdn_templates.core.wording import quoted
from tdn_templates.model.annex import Field
from tdn_templates.model.overlap import Overlap, OverlapKind, Spot
from tdn_templates.model.words import Lang, Wording

_SHOWN = 90


@dataclass(frozen=True, slots=True)
class OverlapWords:
    wrong: str
    remedy: str


COLUMN_NAMES = {
    Field.NUMBER: Wording("STT", "No."),
    Field.TEXT: Wording("Nhiệm vụ", "Task"),
    Field.LEAD: Wording("Chủ trì", "Lead"),
    Field.SUPPORTING: Wording("Phối hợp", "Supporting"),
    Field.TIME: Wording("Thời gian", "Time frame"),
    Field.OWN_LEAD: Wording("Đơn vị chủ trì", "Own lead"),
    Field.OWN_SUPPORTING: Wording("Đơn vị phối hợp", "Own supporting"),
}

_TITLES = {
    OverlapKind.TWO_LEADS: Wording("Nhiều đơn vị cùng chủ trì", "Several units lead"),
    OverlapKind.NOBODY_LEADS: Wording("Không đơn vị nào chủ trì", "Nobody leads"),
    OverlapKind.NOT_IN_LEADS_PLAN: Wording("Đơn vị được nêu chủ trì không có việc này", "The lead's plan lacks it"),
    OverlapKind.NOT_IN_SUPPORTERS_PLAN: Wording("Đơn vị phối hợp không có việc này", "The supporter's plan lacks it"),
    OverlapKind.ANOTHER_LEAD: Wording("Hai kế hoạch nêu chủ trì khác nhau", "Two plans name different leads"),
    OverlapKind.NOT_NAMED_AS_SUPPORTER: Wording("Chủ trì không nêu đơn vị phối hợp", "The lead does not name it"),
    OverlapKind.TIMES_APART: Wording("Thời gian không trùng nhau", "No day in common"),
    OverlapKind.SUPPORT_ENDS_LATER: Wording("Phối hợp kết thúc sau chủ trì", "Support ends after the lead"),
    OverlapKind.LEAD_ENDS_LATER: Wording("Chủ trì kết thúc sau phối hợp", "The lead ends after support"),
}

# {units}: those it concerns, {first} and {second} the first two, {other} whom a plan names instead
_WRONG = {
    OverlapKind.TWO_LEADS: Wording(
        "{units} cùng ghi là chủ trì một việc.", "{units} each say that they lead the same work."
    ),
    OverlapKind.NOBODY_LEADS: Wording(
        "Việc này không có đơn vị nào trong {units} chủ trì.", "None of {units} leads this work."
    ),
    OverlapKind.NOT_IN_LEADS_PLAN: Wording(
        "Kế hoạch của {second} ghi {first} chủ trì; kế hoạch của {first} không có việc này.",
        "The plan of {second} says that {first} leads; the plan of {first} does not have this work.",
    ),
    OverlapKind.NOT_IN_SUPPORTERS_PLAN: Wording(
        "{first} ghi {second} phối hợp; kế hoạch của {second} không có việc này.",
        "{first} names {second} as supporting; the plan of {second} does not have this work.",
    ),
    OverlapKind.ANOTHER_LEAD: Wording(
        "{first} ghi là chủ trì; kế hoạch của {second} ghi chủ trì là {other}.",
        "{first} says that it leads; the plan of {second} says that {other} does.",
    ),
    OverlapKind.NOT_NAMED_AS_SUPPORTER: Wording(
        "{second} ghi phối hợp với {first}; kế hoạch của {first} không nêu {second}.",
        "{second} says that it supports {first}; the plan of {first} does not name {second}.",
    ),
    OverlapKind.TIMES_APART: Wording(
        "Thời gian của {first} (chủ trì) và {second} (phối hợp) không có ngày nào chung.",
        "The time frames of {first} (lead) and {second} (supporting) have no day in common.",
    ),
    OverlapKind.SUPPORT_ENDS_LATER: Wording(
        "{second} phối hợp sau khi {first} (chủ trì) đã kết thúc.",
        "{second} goes on supporting after {first}, the lead, has ended.",
    ),
    OverlapKind.LEAD_ENDS_LATER: Wording(
        "{first} (chủ trì) còn thực hiện sau khi {second} thôi phối hợp.",
        "{first}, the lead, goes on after {second} has ended its support.",
    ),
}

_NAMED_IN_PLANS = Wording(" Kế hoạch ghi chủ trì là {other}.", " The plans name {other}.")
_NAMED_IN_LIST = Wording(
    " Không có trong kế hoạch nào; danh mục giao {other} chủ trì.", " It is in no plan; the list gives it to {other}."
)

_REMEDY = {
    OverlapKind.TWO_LEADS: Wording(
        "Thống nhất một đơn vị chủ trì; đơn vị còn lại chuyển sang phối hợp hoặc tách việc.",
        "Agree on one lead; the others support, or the work is split.",
    ),
    OverlapKind.NOBODY_LEADS: Wording(
        "Giao một đơn vị chủ trì và ghi vào kế hoạch của đơn vị đó.", "Name a lead, and put it into that unit's plan."
    ),
    OverlapKind.NOT_IN_LEADS_PLAN: Wording(
        "{first} bổ sung việc này, hoặc {second} ghi lại đơn vị chủ trì.",
        "{first} adds this work, or {second} names the right lead.",
    ),
    OverlapKind.NOT_IN_SUPPORTERS_PLAN: Wording(
        "{second} bổ sung việc này với vai trò phối hợp, hoặc {first} bỏ tên {second}.",
        "{second} adds this work as supporting, or {first} takes {second} out.",
    ),
    OverlapKind.ANOTHER_LEAD: Wording(
        "{first} và {second} thống nhất đơn vị chủ trì rồi sửa kế hoạch ghi sai.",
        "{first} and {second} agree on the lead, and the wrong plan is corrected.",
    ),
    OverlapKind.NOT_NAMED_AS_SUPPORTER: Wording(
        "{first} bổ sung {second} vào cột phối hợp, hoặc {second} bỏ việc này.",
        "{first} adds {second} as supporting, or {second} drops this work.",
    ),
    OverlapKind.TIMES_APART: Wording("Thống nhất lại thời gian của hai kế hoạch.", "Agree on the time of both plans."),
    OverlapKind.SUPPORT_ENDS_LATER: Wording(
        "{second} kết thúc cùng {first}, hoặc {first} kéo dài thời gian.",
        "{second} ends with {first}, or {first} takes longer.",
    ),
    OverlapKind.LEAD_ENDS_LATER: Wording(
        "Nếu còn cần phối hợp, {second} kéo dài thời gian.", "If support is still needed, {second} goes on as long."
    ),
}


_IN_DOUBT = Wording("chưa chắc là cùng việc này", "not certain that it is this work")


def overlap_title(kind: OverlapKind, lang: Lang) -> str:
    return _TITLES[kind].in_lang(lang)


def overlap_words(overlap: Overlap, lang: Lang) -> OverlapWords:
    names = [unit.name for unit in overlap.units]
    facts = {
        "units": _enumeration(names, lang),
        "first": names[0],
        "second": names[-1],
        "other": quoted(overlap.other),
    }
    wrong = _WRONG[overlap.kind].in_lang(lang).format(**facts)
    if overlap.kind is OverlapKind.NOBODY_LEADS and overlap.other:
        said = _NAMED_IN_PLANS if overlap.spots else _NAMED_IN_LIST
        wrong += said.in_lang(lang).format(**facts)
    return OverlapWords(wrong, _REMEDY[overlap.kind].in_lang(lang).format(**facts))


def work_name(overlap: Overlap, lang: Lang) -> str:
    """ "nhiệm vụ 2.1: Xây dựng ..." or, for work in no list, its text."""
    text = overlap.tasks[0].text if overlap.tasks else overlap.spots[0].text
    shown = quoted(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…")
    if not overlap.tasks:
        return f"“{shown}”"
    numbers = ", ".join(task.number for task in overlap.tasks)
    return f"{Wording('nhiệm vụ', 'task').in_lang(lang)} {numbers} “{shown}”"


def spot_words(spot: Spot, lang: Lang) -> str:
    """ "Sở A: a.xlsx, Phụ lục, dòng 12 (số 2.1), Chủ trì: “Sở A”"."""
    row = f", {Wording('dòng', 'row').in_lang(lang)} {spot.row}" if spot.row else ""
    local = f" ({Wording('số', 'no.').in_lang(lang)} {quoted(spot.local)})" if spot.local else ""
    blank = Wording("để trống", "blank").in_lang(lang)
    said = f"“{quoted(spot.quoted)}”" if spot.quoted else blank
    column = COLUMN_NAMES[spot.field].in_lang(lang)
    doubt = f" ({_IN_DOUBT.in_lang(lang)})" if spot.doubtful else ""
    sheet = quoted(sheet_words(spot.sheet, lang))
    return f"{spot.unit.name}: {quoted(spot.file)}, {sheet}{row}{local}, {column}: {said}{doubt}"


def _enumeration(names: list[str], lang: Lang) -> str:
    joint = Wording(" và ", " and ").in_lang(lang)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}{joint}{names[-1]}"
