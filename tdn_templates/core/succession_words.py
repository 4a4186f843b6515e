"""Succession in words: the role of a unit with what it took over, and how long a unit was there and who it is now."""

from collections.abc import Iterator, Mapping
from datetime import date

from tdn_templates.core.succession import Heir, Today
from tdn_templates.model.assignment import Assignment, Inheritance
from tdn_templates.model.succession import SuccessionKind
from tdn_templates.model.unit import Level, Unit
from tdn_templates.model.words import Binding, Lang, Role, Wording

_ROLES: Mapping[tuple[Role, bool], Wording] = {
    (Role.LEAD, False): Wording("Chủ trì", "Lead"),
    (Role.SUPPORTING, False): Wording("Phối hợp", "Supporting"),
    (Role.LEAD, True): Wording("Chủ trì (cần xác nhận)", "Lead (to confirm)"),
    (Role.SUPPORTING, True): Wording("Phối hợp (cần xác nhận)", "Supporting (to confirm)"),
}
_ROLE_ALONE = {Role.LEAD: Wording("chủ trì", "lead"), Role.SUPPORTING: Wording("phối hợp", "supporting")}
_FORMERLY = Wording("trước đây", "formerly")
_BESIDE = Wording("cùng được nêu tên", "named too")
_LEADS_NOW = Wording("chủ trì nay", "led now by")
_LEADS_ASKED = Wording("cần xin ý kiến, cũng có thể chủ trì", "to be asked about, may lead as well")
_TO_ASK = Wording("cần xin ý kiến", "to be asked about")
_OTHERWISE = Wording("nếu không thì", "otherwise")
_TO_CONFIRM = Wording("cần xác nhận", "to confirm")
_FROM, _UNTIL, _NOW = Wording("từ", "since"), Wording("đến", "until"), Wording("nay", "now")
_CODE, _PART = Wording("mã", "code"), Wording("một phần", "a part")
_NO_HEIR = Wording("chưa ghi nhận đơn vị kế thừa", "no successor recorded")


def role_words(assignment: Assignment, lang: Lang) -> str:
    """ "Chủ trì", with what was taken over: "Chủ trì; trước đây: Bộ Thông tin và Truyền thông"."""
    role = _ROLES[assignment.role, assignment.binding is Binding.CONDITIONAL].in_lang(lang)
    rest = (*_otherwise(assignment, lang), formerly_words(assignment, lang), leads_now_words(assignment, lang))
    return "; ".join(part for part in (role, *rest) if part)


def formerly_words(assignment: Assignment, lang: Lang) -> str:
    """ "trước đây: Bộ Kế hoạch và Đầu tư (phối hợp)": the units that had the task, each with its role where that is not
    the role of the assignment; "" where nothing was taken over."""
    if not assignment.formerly:
        return ""
    named = (_former(item, assignment, lang) for item in assignment.formerly)
    return f"{_FORMERLY.in_lang(lang)}: {', '.join(named)}"


def leads_now_words(assignment: Assignment, lang: Lang) -> str:
    """ "chủ trì nay: Bộ VHTTDL", the units in short that lead instead of the printed one; "" where that is there."""
    if not assignment.leads_now:
        return ""
    if assignment.leads_asked:
        return f"{_LEADS_ASKED.in_lang(lang)}: {' / '.join(assignment.leads_now)}"
    return f"{_LEADS_NOW.in_lang(lang)}: {', '.join(assignment.leads_now)}"


def lead_cell_words(names: tuple[str, ...], asked: bool, lang: Lang) -> str:
    """ "nay: Bộ VHTTDL", what stands beside a printed lead that had ended; "" without names."""
    if not names:
        return ""
    to_ask = f"{_TO_ASK.in_lang(lang)}: {' / '.join(names)}"
    return to_ask if asked else f"{_NOW.in_lang(lang)}: {', '.join(names)}"


def time_words(today: Today, lang: Lang) -> str:
    """ "mã 52; đến 30/6/2025; nay: tỉnh Gia Lai"; "" for a unit that was always there under one code."""
    unit = today.unit
    parts = [_codes(unit, lang)] if len(unit.codes) > 1 or (unit.codes and unit.valid_to) else []
    parts += [f"{_FROM.in_lang(lang)} {day_words(unit.valid_from)}"] if unit.valid_from else []
    parts += [f"{_UNTIL.in_lang(lang)} {day_words(unit.valid_to)}"] if unit.valid_to else []
    if today.heirs or today.named:
        parts.append(f"{_NOW.in_lang(lang)}: {heirs_words(today, lang)}")
    elif unit.valid_to is not None and not today.is_there and unit.level is not Level.DEPARTMENT:
        parts.append(_NO_HEIR.in_lang(lang))
    return "; ".join(parts)


def heirs_words(today: Today, lang: Lang) -> str:
    """ "Bộ Khoa học và Công nghệ (công nghệ số, viễn thông), ...": a part with what it is, or that nobody is known."""
    return ", ".join([*(_heir(item, lang) for item in today.heirs), *today.named]) or _NO_HEIR.in_lang(lang)


def day_words(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def name_within(unit: Unit) -> str:
    """The name inside a sentence: "tỉnh Gia Lai"."""
    name = unit.name
    return f"{name[:1].lower()}{name[1:]}" if unit.level is Level.PROVINCE and " " in name else name


def _heir(item: Heir, lang: Lang) -> str:
    name = name_within(item.unit)
    match item.kind:
        case SuccessionKind.WHOLE:
            return name
        case SuccessionKind.PART:
            return f"{name} ({(item.scope or _PART).in_lang(lang)})"


def _codes(unit: Unit, lang: Lang) -> str:
    if len(unit.codes) == 1:
        return f"{_CODE.in_lang(lang)} {unit.codes[0].code}"
    named: list[str] = []
    for item in unit.codes:
        since = f" {_FROM.in_lang(lang)} {day_words(item.first)}" if item.first else ""
        until = f" {_UNTIL.in_lang(lang)} {day_words(item.last)}" if item.last else ""
        named.append(f"{item.code}{since}{until}")
    return f"{_CODE.in_lang(lang)} {', '.join(named)}"


def _otherwise(assignment: Assignment, lang: Lang) -> Iterator[str]:
    if assignment.otherwise is not None:
        yield f"{_OTHERWISE.in_lang(lang)} {_ROLE_ALONE[assignment.otherwise].in_lang(lang)}"


def _former(item: Inheritance, assignment: Assignment, lang: Lang) -> str:
    remarks = [_BESIDE.in_lang(lang)] if item.beside else []
    if item.role is not assignment.role:
        remarks.append(_ROLE_ALONE[item.role].in_lang(lang))
    if item.asked and assignment.binding is not Binding.CONDITIONAL:
        remarks.append(_TO_CONFIRM.in_lang(lang))
    return f"{item.name} ({', '.join(remarks)})" if remarks else item.name
