"""Contradictions between plans, for people and for programs."""

from textwrap import fill

from tdn_templates.core.english import with_plurals
from tdn_templates.core.overlaps import overlap_title, overlap_words, spot_words, work_name
from tdn_templates.core.wording import quoted
from tdn_templates.model.overlap import Overlap, PlansCompared, Spot
from tdn_templates.model.words import Lang, Severity, Wording
from tdn_templates.report.json_pieces import dump

_SEVERITIES = {
    Severity.ERROR: Wording("LỖI", "ERROR"),
    Severity.WARNING: Wording("CẢNH BÁO", "WARNING"),
    Severity.NOTE: Wording("LƯU Ý", "NOTE"),
}
_HEAD = Wording(
    "Đối chiếu {count} kế hoạch; {shared} việc có ở nhiều kế hoạch.", "{count} plan(s); {shared} work(s) in several."
)
_SUM = Wording(
    "{errors} lỗi, {warnings} cảnh báo, {notes} lưu ý.", "{errors} error(s), {warnings} warning(s), {notes} note(s)."
)
_IN_NO_PLAN = Wording(
    "Không đơn vị nào chủ trì: {count} nhiệm vụ cùng được giao mà không có trong kế hoạch nào:",
    "Nobody leads: {count} task(s) that all inherit and no plan has:",
)
_LED_BY = Wording("danh mục giao", "the list gives it to")
_NONE = Wording("Các kế hoạch không mâu thuẫn với nhau.", "The plans do not contradict each other.")
_UNHEARD = Wording(
    "Được nêu tên nhưng chưa có kế hoạch để đối chiếu: {units}.", "Named, but their plans are not among these: {units}."
)


def overlaps_text(compared: PlansCompared, lang: Lang, width: int) -> str:
    """The worst first; each with what is wrong, the cells of every plan, and what to do."""
    lines = [
        _filled(with_plurals(_HEAD.in_lang(lang).format(count=len(compared.plans), shared=compared.shared)), width)
    ]
    lines += [_filled(f"- {plan.unit.name}: {plan.annex.source}", width) for plan in compared.plans]
    lines.append("")
    in_plans = [overlap for overlap in compared.overlaps if overlap.spots]
    for overlap in sorted(in_plans, key=lambda each: each.kind.severity.rank):
        lines += [*_overlap(overlap, lang, width), ""]
    lines += _in_no_plan([overlap for overlap in compared.overlaps if not overlap.spots], lang, width)
    if compared.overlaps:
        lines.append(_filled(with_plurals(_SUM.in_lang(lang).format(**_counts(compared))), width))
    else:
        lines.append(_NONE.in_lang(lang))
    if compared.unheard:
        names = "; ".join(unit.name for unit in compared.unheard)
        lines.append(_filled(_UNHEARD.in_lang(lang).format(units=names), width))
    return "\n".join(lines) + "\n"


def overlaps_json(compared: PlansCompared) -> str:
    """{"plans": [...], "overlaps": [{"kind", "severity", "tasks", "units", "spots", ...}], "unheard", "summary"}."""
    return dump(
        {
            "plans": [
                {"file": plan.annex.source, "unit": plan.unit.name, "rows": len(plan.rows)} for plan in compared.plans
            ],
            "overlaps": [_object(overlap) for overlap in compared.overlaps],
            "unheard": [unit.name for unit in compared.unheard],
            "summary": {"shared": compared.shared, **_counts(compared)},
        }
    )


def _overlap(overlap: Overlap, lang: Lang, width: int) -> list[str]:
    words = overlap_words(overlap, lang)
    severity = _SEVERITIES[overlap.kind.severity].in_lang(lang)
    return [
        _filled(f"{severity}  {overlap_title(overlap.kind, lang)}: {work_name(overlap, lang)}", width),
        _filled(words.wrong, width, indent="  "),
        *(_filled(f"• {spot_words(spot, lang)}", width, indent="  ") for spot in overlap.spots),
        _filled(f"→ {words.remedy}", width, indent="  "),
    ]


def _in_no_plan(overlaps: list[Overlap], lang: Lang, width: int) -> list[str]:
    """Tasks that all units inherit and none has, in one paragraph: each as the list names it, and who is to lead."""
    if not overlaps:
        return []
    severity = _SEVERITIES[overlaps[0].kind.severity].in_lang(lang)
    head = with_plurals(_IN_NO_PLAN.in_lang(lang).format(count=len(overlaps)))
    led_by = _LED_BY.in_lang(lang)
    return [
        _filled(f"{severity}  {head}", width),
        *(
            _filled(f"• {work_name(overlap, lang)}; {led_by} {quoted(overlap.other)}", width, indent="  ")
            for overlap in overlaps
        ),
        _filled(f"→ {overlap_words(overlaps[0], lang).remedy}", width, indent="  "),
        "",
    ]


def _filled(text: str, width: int, indent: str = "") -> str:
    return fill(text, width, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False)


def _object(overlap: Overlap) -> dict[str, object]:
    vi, en = overlap_words(overlap, Lang.VI), overlap_words(overlap, Lang.EN)
    return {
        "kind": overlap.kind,
        "severity": overlap.kind.severity,
        "tasks": [task.number for task in overlap.tasks],
        "units": [unit.name for unit in overlap.units],
        "other": overlap.other or None,
        "spots": [_spot(spot) for spot in overlap.spots],
        "message": {"vi": vi.wrong, "en": en.wrong},
        "remedy": {"vi": vi.remedy, "en": en.remedy},
    }


def _spot(spot: Spot) -> dict[str, object]:
    return {
        "unit": spot.unit.name,
        "file": spot.file,
        "sheet": spot.sheet or None,
        "row": spot.row or None,
        "local": spot.local or None,
        "column": spot.field,
        "value": spot.quoted,
        "text": spot.text,
        "doubtful": spot.doubtful,
    }


def _counts(compared: PlansCompared) -> dict[str, int]:
    severities = [overlap.kind.severity for overlap in compared.overlaps]
    return {
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
        "notes": severities.count(Severity.NOTE),
    }
