"""How the role of a unit, and what it took over, is put into words."""

from collections.abc import Mapping

from tdn_templates.model.assignment import Assignment, Inheritance
from tdn_templates.model.words import Binding, Lang, Role, Wording

_ROLES: Mapping[tuple[Role, bool], Wording] = {
    (Role.LEAD, False): Wording("Chủ trì", "Lead"),
    (Role.SUPPORTING, False): Wording("Phối hợp", "Supporting"),
    (Role.LEAD, True): Wording("Chủ trì (cần xác nhận)", "Lead (to confirm)"),
    (Role.SUPPORTING, True): Wording("Phối hợp (cần xác nhận)", "Supporting (to confirm)"),
}
_ROLE_ALONE = {Role.LEAD: Wording("chủ trì", "lead"), Role.SUPPORTING: Wording("phối hợp", "supporting")}
_FORMERLY = Wording("trước đây", "formerly")
_OTHERWISE = Wording("nếu không thì", "otherwise")
_TO_CONFIRM = Wording("cần xác nhận", "to confirm")


def role_words(assignment: Assignment, lang: Lang) -> str:
    """ "Chủ trì", with what was taken over: "Chủ trì; trước đây: Bộ Thông tin và Truyền thông"."""
    role = _ROLES[assignment.role, assignment.binding is Binding.CONDITIONAL].in_lang(lang)
    otherwise = f"{_OTHERWISE.in_lang(lang)} {_ROLE_ALONE[assignment.otherwise].in_lang(lang)}" if assignment.otherwise else ""
    return "; ".join(part for part in (role, otherwise, formerly_words(assignment, lang)) if part)


def formerly_words(assignment: Assignment, lang: Lang) -> str:
    """ "trước đây: Bộ Kế hoạch và Đầu tư (phối hợp)": the units that had the task, each with its role where that is not
    the role of the assignment; "" where nothing was taken over."""
    if not assignment.formerly:
        return ""
    named = (_former(item, assignment, lang) for item in assignment.formerly)
    return f"{_FORMERLY.in_lang(lang)}: {', '.join(named)}"


def _former(item: Inheritance, assignment: Assignment, lang: Lang) -> str:
    remarks = [_ROLE_ALONE[item.role].in_lang(lang)] if item.role is not assignment.role else []
    if item.asked and assignment.binding is not Binding.CONDITIONAL:
        remarks.append(_TO_CONFIRM.in_lang(lang))
    return f"{item.name} ({', '.join(remarks)})" if remarks else item.name
