"""Conflicts in words: what is wrong, what to do, and how an officer settled it."""

from collections.abc import Mapping

from tdn_templates.core.wording import quoted
from tdn_templates.model.conflict import Conflict, ConflictKind, ConflictValue, MergeDecision
from tdn_templates.model.consolidation import Origin
from tdn_templates.model.words import Lang, Wording

_TITLES: Mapping[ConflictKind, Wording] = {
    ConflictKind.NOBODY_LEADS: Wording("Không đơn vị nào chủ trì", "Nobody leads"),
    ConflictKind.TWO_LEADS: Wording("Nhiều đơn vị cùng chủ trì", "Several units lead"),
    ConflictKind.NOT_IN_LEADS_PLAN: Wording("Đơn vị được nêu chủ trì không thực hiện", "The lead does not do it"),
    ConflictKind.ANOTHER_LEAD: Wording("Hai bản nộp nêu chủ trì khác nhau", "Two returns name different leads"),
    ConflictKind.NOT_IN_SUPPORTERS_PLAN: Wording(
        "Đơn vị phối hợp không thực hiện", "The supporting unit does not do it"
    ),
    ConflictKind.NOT_NAMED_AS_SUPPORTER: Wording("Chủ trì không nêu đơn vị phối hợp", "The lead does not name it"),
    ConflictKind.TIMES_APART: Wording("Thời gian không trùng nhau", "No day in common"),
    ConflictKind.SUPPORT_ENDS_LATER: Wording("Phối hợp kết thúc sau chủ trì", "Support ends after the lead"),
    ConflictKind.APART_FROM_TASK: Wording("Thời gian ngoài thời gian được giao", "Outside the time of the task"),
    ConflictKind.ENDS_AFTER_TASK: Wording("Kết thúc sau thời hạn được giao", "Ends after the task"),
}

# {units}: those it concerns, {first} and {second} the first and the last of them, {other} whom a return names instead
_WRONG: Mapping[ConflictKind, Wording] = {
    ConflictKind.NOBODY_LEADS: Wording(
        "Không đơn vị nào của {units} nhận chủ trì.", "Nobody of {units} says that it leads."
    ),
    ConflictKind.TWO_LEADS: Wording(
        "{units} cùng nhận chủ trì một nhiệm vụ.", "{units} each say that they lead the same task."
    ),
    ConflictKind.NOT_IN_LEADS_PLAN: Wording(
        "{second} ghi {first} chủ trì; {first} không thực hiện nhiệm vụ này.",
        "{second} says that {first} leads; {first} does not carry this task out.",
    ),
    ConflictKind.ANOTHER_LEAD: Wording(
        "{second} ghi {first} chủ trì; bản nộp của {first} không nhận chủ trì.",
        "{second} says that {first} leads; the return of {first} does not.",
    ),
    ConflictKind.NOT_IN_SUPPORTERS_PLAN: Wording(
        "{first} ghi {second} phối hợp; {second} không thực hiện nhiệm vụ này.",
        "{first} names {second} as supporting; {second} does not carry this task out.",
    ),
    ConflictKind.NOT_NAMED_AS_SUPPORTER: Wording(
        "{second} ghi phối hợp với {first}; {first} và danh mục không nêu {second}.",
        "{second} says that it supports {first}; neither {first} nor the list names {second}.",
    ),
    ConflictKind.TIMES_APART: Wording(
        "Thời gian của {first} (chủ trì) và {second} (phối hợp) không có ngày nào chung.",
        "The time frames of {first} (lead) and {second} (supporting) have no day in common.",
    ),
    ConflictKind.SUPPORT_ENDS_LATER: Wording(
        "{second} phối hợp sau khi {first} (chủ trì) đã kết thúc.",
        "{second} goes on supporting after {first}, the lead, has ended.",
    ),
    ConflictKind.APART_FROM_TASK: Wording(
        "Thời gian của {first} không có ngày nào trong thời gian được giao.",
        "The time frame of {first} has no day in common with that of the task.",
    ),
    ConflictKind.ENDS_AFTER_TASK: Wording(
        "{first} kết thúc sau thời hạn của nhiệm vụ.", "{first} ends after the time frame of the task."
    ),
}
_NAMED_INSTEAD = Wording(" {first} ghi chủ trì là {other}.", " {first} names {other}.")

_REMEDY: Mapping[ConflictKind, Wording] = {
    ConflictKind.NOBODY_LEADS: Wording("Xác định một đơn vị chủ trì.", "Settle who leads."),
    ConflictKind.TWO_LEADS: Wording(
        "Thống nhất một đơn vị chủ trì; đơn vị còn lại phối hợp.", "Agree on one lead; the others support."
    ),
    ConflictKind.NOT_IN_LEADS_PLAN: Wording(
        "{first} nhận nhiệm vụ, hoặc {second} ghi lại đơn vị chủ trì.",
        "{first} takes the task, or {second} names another lead.",
    ),
    ConflictKind.ANOTHER_LEAD: Wording(
        "{first} và {second} thống nhất đơn vị chủ trì.", "{first} and {second} agree on the lead."
    ),
    ConflictKind.NOT_IN_SUPPORTERS_PLAN: Wording(
        "{second} nhận phối hợp, hoặc {first} bỏ tên {second}.", "{second} supports, or {first} takes {second} out."
    ),
    ConflictKind.NOT_NAMED_AS_SUPPORTER: Wording(
        "{first} bổ sung {second} vào cột phối hợp, hoặc {second} bỏ dòng này.",
        "{first} adds {second} as supporting, or {second} drops this row.",
    ),
    ConflictKind.TIMES_APART: Wording("Thống nhất lại thời gian.", "Agree on the time."),
    ConflictKind.SUPPORT_ENDS_LATER: Wording(
        "{second} kết thúc cùng {first}, hoặc {first} kéo dài thời gian.",
        "{second} ends with {first}, or {first} takes longer.",
    ),
    ConflictKind.APART_FROM_TASK: Wording(
        "Sửa theo thời gian được giao, hoặc chấp nhận thời gian của đơn vị.",
        "Take the time of the task, or accept the unit's.",
    ),
    ConflictKind.ENDS_AFTER_TASK: Wording(
        "Sửa theo thời hạn được giao, hoặc chấp nhận thời gian của đơn vị.",
        "Take the time of the task, or accept the unit's.",
    ),
}

FIELD_NAMES: Mapping[str, Wording] = {
    "text": Wording("Nội dung", "Text"),
    "lead": Wording("Chủ trì", "Lead"),
    "supporting": Wording("Phối hợp", "Supporting"),
    "time": Wording("Thời gian", "Time frame"),
    "note": Wording("Lý do, ghi chú", "Note"),
    "choice": Wording("Cách thực hiện", "Answer"),
}
"""Of the fields of a plan, and of the answer about a task as a whole."""

ISSUED = Wording("Văn bản giao", "As issued")
_BLANK = Wording("để trống", "blank")
_DECIDED = Wording("theo quyết định", "as decided")
_BY = Wording("của", "by")
_ON = Wording("ngày", "on")


def conflict_title(kind: ConflictKind, lang: Lang) -> str:
    return _TITLES[kind].in_lang(lang)


def conflict_wrong(conflict: Conflict, lang: Lang) -> str:
    wrong = _WRONG[conflict.kind].in_lang(lang).format(**_facts(conflict, lang))
    return wrong + (_NAMED_INSTEAD.in_lang(lang).format(**_facts(conflict, lang)) if conflict.other else "")


def conflict_remedy(conflict: Conflict, lang: Lang) -> str:
    return _REMEDY[conflict.kind].in_lang(lang).format(**_facts(conflict, lang))


def decision_words(decision: MergeDecision, lang: Lang) -> str:
    """ "theo quyết định của Văn phòng ngày 05/6/2026: lý do", as much of it as is written there."""
    words = [_DECIDED.in_lang(lang)]
    if decision.who:
        words += [_BY.in_lang(lang), quoted(decision.who)]
    if decision.on:
        words += [_ON.in_lang(lang), quoted(decision.on)]
    return " ".join(words) + (f": {quoted(decision.why)}" if decision.why else "")


def standing_words(conflict: Conflict, lang: Lang) -> str:
    """What stands and who says so; "" while the conflict is open."""
    if conflict.decision is None:
        return ""
    text = conflict.decision.text or conflict.values[conflict.decision.stands - 1].value.text
    return (
        f"“{quoted(text)}”, {decision_words(conflict.decision, lang)}"
        if text
        else decision_words(conflict.decision, lang)
    )


def conflict_remark(conflict: Conflict) -> str:
    """What a draft says of an open conflict."""
    wrong, remedy = conflict_wrong(conflict, Lang.VI), conflict_remedy(conflict, Lang.VI)
    return f"Nhiệm vụ {conflict.task.number}: {wrong} {remedy}"


def whose(value: ConflictValue, lang: Lang) -> str:
    return value.unit.name if value.unit else ISSUED.in_lang(lang)


def value_words(value: ConflictValue, lang: Lang) -> str:
    """ "Bộ A: Chủ trì “Vụ B” (a.xlsx, Kế hoạch!K12)"."""
    said = f"“{quoted(value.value.text)}”" if value.value.text else _BLANK.in_lang(lang)
    field = FIELD_NAMES[value.field].in_lang(lang)
    places = "; ".join(origin_words(origin) for origin in value.value.origins)
    return f"{whose(value, lang)}: {field} {said}" + (f" ({places})" if places else "")


def origin_words(origin: Origin) -> str:
    """ "a.xlsx, Kế hoạch!K12": a place without a cell is its sheet."""
    place = "!".join(filter(None, (quoted(origin.place.sheet), origin.place.cell)))
    return f"{quoted(origin.file)}, {place}" if place else quoted(origin.file)


def _facts(conflict: Conflict, lang: Lang) -> dict[str, str]:
    names = [unit.name for unit in conflict.units]
    joint = Wording(" và ", " and ").in_lang(lang)
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])}{joint}{names[-1]}"
    return {"units": listed, "first": names[0], "second": names[-1], "other": quoted(conflict.other)}
