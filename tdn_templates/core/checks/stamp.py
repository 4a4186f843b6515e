"""STAMP: is it our form, of which programme, of which unit."""

from collections.abc import Callable, Iterator, Mapping

from tdn_templates.core.checks.context import FormContext
from tdn_templates.core.checks.sheet import FormCheck
from tdn_templates.core.find_stamp import ASSUMED
from tdn_templates.core.known import Known
from tdn_templates.core.rulebook import Fault
from tdn_templates.model.finding import Place
from tdn_templates.model.stamp import Stamp
from tdn_templates.model.submission import Submission
from tdn_templates.model.words import RuleCode, Wording

_PARTS: Mapping[str, Wording] = {
    "unit": Wording("Mã đơn vị", "Unit code"),
    "programme": Wording("Mã chương trình", "Programme code"),
    "layout": Wording("Mẫu", "Form"),
    "edition": Wording("Bản danh mục nhiệm vụ", "Edition of the task list"),
    "layout_version": Wording("Phiên bản mẫu", "Form version"),
    "period": Wording("Kỳ báo cáo", "Period"),
    "as_of": Wording("Ngày xác định đơn vị", "Day of the units"),
    "issue": Wording("Mã phát hành", "Issue id"),
}
"""The parts of a stamp, the weightiest first."""

_WHERE: Mapping[str, Wording] = {
    "sheet": Wording("trang ẩn", "hidden sheet"),
    "properties": Wording("thuộc tính của tệp", "file properties"),
    "line": Wording("dòng “Mã biểu”", "line “Form code”"),
    "file_name": Wording("tên tệp", "file name"),
}

_TABLE_THERE = Wording(
    'Trang “{sheet}” có bảng của biểu mẫu: nếu biết là của ai, chạy lại với tdn validate TỆP --unit "ĐƠN VỊ".',
    'The sheet “{sheet}” holds our table: if you know whose it is, run tdn validate FILE --unit "UNIT".',
)

StampCheck = Callable[[Submission, Known], Iterator[Fault]]


def not_our_form(submission: Submission, known: Known) -> Iterator[Fault]:
    """When the table of a form was recognised all the same, the message says how to name the unit."""
    if submission.stamp is not None:
        return
    hint = hint_en = ""
    if submission.recognised:
        hint = f"{_TABLE_THERE.vi.format(sheet=submission.sheet)} "
        hint_en = f"{_TABLE_THERE.en.format(sheet=submission.sheet)} "
    name = submission.source.name
    yield Fault(value=name, facts={"value": name, "sheet": submission.sheet, "hint": hint, "hint_en": hint_en})


def unit_not_in_registry(submission: Submission, known: Known) -> Iterator[Fault]:
    stamp = _stamp(submission)
    if known.registry.find(stamp.unit) is None:
        yield _fault(stamp.unit)


def programme_unknown(submission: Submission, known: Known) -> Iterator[Fault]:
    stamp = _stamp(submission)
    if stamp.programme not in known.programmes:
        yield _fault(stamp.programme, programmes=", ".join(known.programmes))


def edition_differs(submission: Submission, known: Known) -> Iterator[Fault]:
    stamp = _stamp(submission)
    edition = known.programmes[stamp.programme].edition
    if stamp.edition not in ("", edition):
        yield _fault(stamp.edition, edition=edition)


def form_version_unknown(submission: Submission, known: Known) -> Iterator[Fault]:
    stamp = _stamp(submission)
    layout = known.layouts.get(stamp.layout)
    if layout is None or (stamp.layout_version and _major(stamp.layout_version) != _major(layout.version)):
        layouts = ", ".join(f"{item.name} {item.version}" for item in known.layouts.values())
        yield _fault(f"{stamp.layout} {stamp.layout_version}".strip(), layouts=layouts)


def stamps_disagree(submission: Submission, known: Known) -> Iterator[Fault]:
    """Only what a place says counts: a file name says no edition, and an unknown unit in it says nothing.

    One fault for one mistake: of each place the weightiest part that differs, the places that agree together.
    """
    used = dict(_stamp(submission).items())
    places: dict[tuple[str, str], list[str]] = {}
    for found in submission.stamps[1:]:
        if found.where == "file_name" and known.registry.find(found.stamp.unit) is None:
            continue
        said = dict(found.stamp.items())
        part = next((part for part in _PARTS if said.get(part) and used.get(part) and said[part] != used[part]), None)
        if part is not None:
            places.setdefault((part, said[part]), []).append(found.where)
    for (part, value), where in places.items():
        where_words = [_WHERE[name] for name in where]
        yield _fault(
            value,
            used=used[part],
            part=_PARTS[part].vi,
            part_en=_PARTS[part].en,
            where=", ".join(word.vi for word in where_words),
            where_en=", ".join(word.en for word in where_words),
        )


def stamp_assumed(submission: Submission, known: Known) -> Iterator[Fault]:
    if submission.stamps[0].where == ASSUMED:
        unit = known.registry.find(_stamp(submission).unit)
        name = unit.name if unit is not None else _stamp(submission).unit
        yield Fault(Place(submission.sheet), value=name, facts={"value": name})


def not_in_register(form: FormContext) -> Iterator[Fault]:
    """Asked of the form, because only there the register is at hand; nothing without one."""
    if form.register is not None and form.issued is None:
        issue = form.submission.stamps[0].stamp.issue
        shown, shown_en = (issue, issue) if issue else ("(không có)", "(none)")
        facts = {"value": shown, "value_en": shown_en, "unit": form.unit.name}
        yield Fault(value=issue, facts=facts)


STAMP_CHECKS: Mapping[RuleCode, StampCheck] = {
    RuleCode("STAMP01"): not_our_form,
    RuleCode("STAMP02"): unit_not_in_registry,
    RuleCode("STAMP03"): programme_unknown,
    RuleCode("STAMP04"): edition_differs,
    RuleCode("STAMP05"): form_version_unknown,
    RuleCode("STAMP06"): stamps_disagree,
    RuleCode("STAMP08"): stamp_assumed,
}
STAMP_FORM_CHECKS: Mapping[RuleCode, FormCheck] = {RuleCode("STAMP07"): not_in_register}


def _stamp(submission: Submission) -> Stamp:
    """The stamp of a submission that passed STAMP01."""
    if submission.stamp is None:
        raise ValueError("a submission without a stamp does not reach this rule")
    return submission.stamp


def _major(version: str) -> str:
    return version.partition(".")[0]


def _fault(value: str, **facts: str) -> Fault:
    return Fault(value=value, facts={"value": value, **facts})
