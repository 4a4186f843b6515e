"""UNIT: are lead and supporting units known, and is there one lead."""

from collections.abc import Iterator, Mapping

from tdn_templates.core.checks.context import FormContext, RowContext
from tdn_templates.core.checks.sheet import FormCheck
from tdn_templates.core.checks.value import RowCheck
from tdn_templates.core.former_names import former_name
from tdn_templates.core.rulebook import Fault
from tdn_templates.core.succession_words import day_words
from tdn_templates.model.finding import Place
from tdn_templates.model.mention import MentionKind
from tdn_templates.model.words import RuleCode


def lead_unknown(row: RowContext) -> Iterator[Fault]:
    yield from _unknown(row, "own_lead")


def several_leads(row: RowContext) -> Iterator[Fault]:
    """A class phrase counts as several: one task, one lead."""
    known = [mention for _, mention in row.placed("own_lead") if mention.kind is not MentionKind.UNKNOWN]
    if len(known) > 1 or any(mention.unit_class is not None for mention in known):
        yield row.form.fault(row.answer, "own_lead", row.answer.value("own_lead"))


def lead_also_supporting(row: RowContext) -> Iterator[Fault]:
    leads = {mention.unit for _, mention in row.placed("own_lead") if mention.unit is not None}
    for column, mention in row.placed("own_supporting"):
        if mention.unit in leads:
            yield row.form.fault(row.answer, column, mention.text)


def supporting_unknown(row: RowContext) -> Iterator[Fault]:
    yield from _unknown(row, "own_supporting")


def no_list_of_departments(form: FormContext) -> Iterator[Fault]:
    if form.has_departments:
        return
    mentions = [
        mention
        for answer in form.answers
        for column in ("own_lead", "own_supporting")
        for mention in form.agencies.read(answer.value(column)).mentions
    ]
    unknown = {mention.text for mention in mentions if mention.kind is MentionKind.UNKNOWN}
    generic = [mention for mention in mentions if mention.unit in form.generic]
    general = {mention.text for mention in generic if former_name(form, mention) is None}
    if unknown or general:
        facts = {"unit": form.unit.name, "count": str(len(unknown)), "general": str(len(general))}
        yield Fault(Place(form.submission.sheet), value="; ".join(sorted(unknown | general)), facts=facts)


def not_in_the_list(row: RowContext) -> Iterator[Fault]:
    """Departments that the unit has by the general pattern only, although its departments are listed. Of those that had
    ended UNIT08 speaks."""
    if not row.form.has_departments:
        return
    for column in ("own_lead", "own_supporting"):
        for part, mention in row.placed(column):
            if mention.unit in row.form.generic and former_name(row.form, mention) is None:
                yield row.form.fault(row.answer, part, mention.text, unit=row.form.unit.name)


def former_unit(row: RowContext) -> Iterator[Fault]:
    """A name that was right once: it is understood, and whoever wrote it is told who took over."""
    for column in ("own_lead", "own_supporting"):
        for part, mention in row.placed(column):
            former, day = former_name(row.form, mention), row.form.registry.day
            if former is not None and day is not None:
                facts = {
                    "ended": day_words(former.ended),
                    "as_of": day_words(day),
                    "successors": former.words.vi,
                    "successors_en": former.words.en,
                }
                yield row.form.fault(row.answer, part, mention.text, **facts)


UNIT_ROW_CHECKS: Mapping[RuleCode, RowCheck] = {
    RuleCode("UNIT02"): lead_unknown,
    RuleCode("UNIT03"): several_leads,
    RuleCode("UNIT04"): lead_also_supporting,
    RuleCode("UNIT05"): supporting_unknown,
    RuleCode("UNIT07"): not_in_the_list,
    RuleCode("UNIT08"): former_unit,
}
UNIT_FORM_CHECKS: Mapping[RuleCode, FormCheck] = {RuleCode("UNIT06"): no_list_of_departments}


def _unknown(row: RowContext, column: str) -> Iterator[Fault]:
    """Names the registry does not have. Without a list of departments nothing can be said (UNIT06 says that once)."""
    if not row.form.has_departments:
        return
    for part, mention in row.placed(column):
        if mention.kind is MentionKind.UNKNOWN:
            suggestion_vi, suggestion_en = _did_you_mean(row.form, mention.text)
            facts = {"unit": row.form.unit.name, "suggestion": suggestion_vi, "suggestion_en": suggestion_en}
            yield row.form.fault(row.answer, part, mention.text, **facts)


def _did_you_mean(form: FormContext, text: str) -> tuple[str, str]:
    near = form.names.find(text, within=form.unit.slug).suggestions
    if not near:
        return (
            "Ghi tên đầy đủ như trong danh sách chọn; nếu đơn vị có thật, đề nghị bổ sung vào danh mục.",
            "Write the full name as in the dropdown; if the unit exists, ask for it to be added to the registry.",
        )
    names = " / ".join(f"“{unit.name}”" for unit in near)
    return f"Có phải là {names} không? Nếu đúng, ghi lại theo tên đó.", f"Did you mean {names}? If so, write that name."
