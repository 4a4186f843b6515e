"""An imported annex as a list of tasks: code, period, unique numbers, and every open question in its place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tdn_templates.core.annex.list_code import list_prefix
from tdn_templates.core.annex.numbering import Numbered, number_list
from tdn_templates.core.annex.period import read_period
from tdn_templates.core.fold import fold
from tdn_templates.core.names import find_unit
from tdn_templates.errors import TdnError
from tdn_templates.model.annex import Annex, AnnexGroup, AnnexRow, Doubt, Field
from tdn_templates.model.draft import DraftGroup, DraftTask, ImportChoices, ListDraft, Unsure
from tdn_templates.model.unit import Level, Registry, Unit
from tdn_templates.model.words import UnitSlug

_ABOUT = re.compile(r"\A(?:(?:về việc |về |v/v )(?:ban hành |phê duyệt )?|ban hành |phê duyệt )", re.IGNORECASE)
_NAMED_BY_KIND = frozenset({"kế hoạch", "chương trình", "đề án", "chiến lược"})
_OFFICER = re.compile(
    r"\A(?:chủ tịch|bộ trưởng|thủ trưởng|tổng giám đốc|thống đốc|chánh văn phòng)\s+(?=ủy ban|uỷ ban|ubnd|bộ|ngân)",
    re.IGNORECASE,
)
_PLAN_COLUMNS: Mapping[Field, str] = {
    Field.OWN_LEAD: "lead",
    Field.OWN_SUPPORTING: "supporting",
    Field.LEAD: "issued_lead",
    Field.SUPPORTING: "issued_supporting",
}
_SETTLED_BY: Mapping[str, tuple[str, ...]] = {
    "annex_title_missing": ("annex_title",),
    "reference_missing": ("reference",),
    "reference_incomplete": ("reference",),
    "issuer_missing": ("issuer",),
    "issued_on_missing": ("issued_on",),
    "issued_on_incomplete": ("issued_on",),
    "title_missing": ("title",),
}
_SAME: Mapping[str, str] = {"number_made": "number_missing", "number_repeated": "number_twice"}
"""Once a number is made for a row, that says it all."""

_KEYS: Mapping[str, str] = {reason: keys[0] for reason, keys in _SETTLED_BY.items()}


def issuing_unit(annex: Annex, registry: Registry) -> Unit | None:
    """The ministry or province whose plan it is; None for the Government and for bodies the registry does not have."""
    issuer = _OFFICER.sub("", annex.head.issuer)
    found = find_unit(issuer, registry).unit if issuer else None
    return found if found is not None and found.level in (Level.CENTRAL, Level.PROVINCE) else None


def annex_programme(annex: Annex, registry: Registry, choices: ImportChoices, owner: UnitSlug | None) -> ListDraft:
    """The list of tasks. In a plan of seven columns the unit's own bodies lead and support, the issued ones are kept.

    Raises TdnError when neither the document nor `choices` say in which year it was issued or what years it is for.
    """
    head = annex.head
    given = _Given(annex, choices)
    issued_on, guessed = _issued_on(annex, choices)
    period = read_period(annex, choices, issued_on.year if issued_on else None)
    if issued_on is None and period.first is not None:
        issued_on = period.first
    if issued_on is None or period.first is None or period.last is None:
        raise _no_year(annex)
    title = choices.title or _title(head.about, head.kind) or _title(head.annex_title, "") or annex.source
    reference = choices.reference or head.reference
    unit = registry.find(owner) if owner else issuing_unit(annex, registry)
    prefix = choices.prefix or list_prefix(reference, unit.slug if unit else "", title)
    numbered = number_list(annex.groups, annex.rows)
    groups, unsure = _groups(annex, numbered)
    return ListDraft(
        code=choices.code or f"{prefix}-{issued_on.year}",
        prefix=prefix,
        title=title,
        annex_title=choices.annex_title or head.annex_title or title,
        reference=reference or "(không số)",
        issuer=choices.issuer or head.issuer or (unit.name if unit else "(chưa rõ)"),
        issued_on=issued_on,
        first=period.first,
        last=period.last,
        source=choices.source or _source(annex),
        groups=groups,
        owner=owner or "",
        parent=choices.parent,
        unsure=(*given.open_questions(guessed), *period.unsure, *unsure),
    )


@dataclass(frozen=True, slots=True)
class _Given:
    """Which questions about the head a person has answered already."""

    annex: Annex
    choices: ImportChoices

    def open_questions(self, issued_on: date | None) -> list[Unsure]:
        head = self.annex.head
        questions = [_unsure(doubt, {}) for doubt in self.annex.doubts if not self._is_settled(doubt)]
        if not (self.choices.title or head.about or head.annex_title):
            questions.append(Unsure("title_missing", "title", {"taken": self.annex.source}))
        if issued_on is not None:
            dated = ("issued_on_missing", "issued_on_incomplete")
            shown = {"taken": f"{issued_on.day}/{issued_on.month}/{issued_on.year}"}
            questions = [
                Unsure(item.reason, "issued_on", {**item.facts, **shown}, item.place) if item.reason in dated else item
                for item in questions
            ]
        return questions

    def _is_settled(self, doubt: Doubt) -> bool:
        return any(getattr(self.choices, key) for key in _SETTLED_BY.get(doubt.reason, ()))


def _issued_on(annex: Annex, choices: ImportChoices) -> tuple[date | None, date | None]:
    """The day of issue, and the same day again if it is a guess: the first of the year the document names."""
    known = choices.issued_on or annex.head.issued_on
    if known is not None:
        return known, None
    years = [doubt.facts["year"] for doubt in annex.doubts if doubt.reason == "issued_on_incomplete"]
    guess = date(int(years[0]), 1, 1) if years else read_period(annex, choices, None).first
    return guess, guess


def _no_year(annex: Annex) -> TdnError:
    return TdnError(
        f"Không rõ văn bản trong tệp “{annex.source}” ban hành năm nào và cho giai đoạn nào.",
        f"“{annex.source}” does not say in which year it was issued, nor for which years.",
        hint_vi="Thêm --issued-on d/m/yyyy, --first d/m/yyyy và --last d/m/yyyy.",
        hint_en="Add --issued-on d/m/yyyy, --first d/m/yyyy and --last d/m/yyyy.",
    )


def _title(about: str, kind: str) -> str:
    """ "Về Chương trình ..." without its first word; "Triển khai ..." under "KẾ HOẠCH" with that before it."""
    rest = _ABOUT.sub("", about)
    if rest == about and rest and fold(kind) in _NAMED_BY_KIND and not fold(rest).startswith(fold(kind)):
        return f"{kind.upper()} {rest}" if rest.isupper() else f"{kind} {rest[:1].lower()}{rest[1:]}"
    return rest[:1].upper() + rest[1:]


def _source(annex: Annex) -> str:
    head = annex.head
    document = " ".join(filter(None, (head.kind, f"số {head.reference}" if head.reference else "", head.issuer)))
    return f"{document}; tệp {annex.source}, {annex.table}" if document else f"Tệp {annex.source}, {annex.table}"


def _groups(annex: Annex, numbered: Numbered) -> tuple[tuple[DraftGroup, ...], list[Unsure]]:
    """Groups with their tasks; an annex without groups, and tasks before the first, get one."""
    unsure = [_unsure(doubt, {}) for doubt in numbered.doubts]
    columns = _PLAN_COLUMNS if annex.has_own_columns else {}
    tasks: dict[int | None, list[DraftTask]] = {}
    for row, number, doubts in zip(annex.rows, numbered.rows, numbered.row_doubts, strict=True):
        tasks.setdefault(row.group, []).append(_task(row, number, doubts, columns))
    groups: list[DraftGroup] = []
    if None in tasks:
        title = annex.head.annex_title or "Nhiệm vụ"
        number = numbered.no_group
        reason = "no_groups" if not annex.groups else "tasks_before_groups"
        unsure.append(Unsure(reason, "", {"title": title, "number": number}, tasks[None][0].place))
        groups.append(DraftGroup(number, title, tuple(tasks[None])))
    for at, (group, number) in enumerate(zip(annex.groups, numbered.groups, strict=True)):
        groups.append(_group(group, number, tasks.get(at, [])))
    return tuple(groups), unsure


def _group(group: AnnexGroup, number: str, tasks: Sequence[DraftTask]) -> DraftGroup:
    return DraftGroup(number, group.title or number, tuple(tasks))


def _task(row: AnnexRow, number: str, doubts: Sequence[Doubt], columns: Mapping[Field, str]) -> DraftTask:
    plan = bool(columns)
    said = {_SAME.get(doubt.reason, "") for doubt in doubts}
    kept = [doubt for doubt in row.doubts if doubt.reason not in said]
    return DraftTask(
        number=number,
        printed=row.number if row.number != number else "",
        text=row.text or "(không có nội dung)",
        lead=row.own_lead if plan else row.lead,
        supporting=row.own_supporting if plan else row.supporting,
        time=row.time,
        issued_lead=row.lead if plan else "",
        issued_supporting=row.supporting if plan else "",
        extras=row.extras,
        place=row.place,
        unsure=tuple(_unsure(doubt, columns) for doubt in (*kept, *doubts)),
    )


def _unsure(doubt: Doubt, columns: Mapping[Field, str]) -> Unsure:
    column = columns.get(doubt.column, str(doubt.column)) if doubt.column else _KEYS.get(doubt.reason, "")
    return Unsure(doubt.reason, column, dict(doubt.facts), doubt.place)
