"""The totals of a merge in a sentence."""

from tdn_templates.core.answers import CARRY_OUT
from tdn_templates.core.totals import Totals
from tdn_templates.model.consolidation import Consolidation
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.words import Lang, Wording

_UNITS = Wording("{count} đơn vị", "{count} unit(s)")
_ROWS = Wording("{count} dòng", "{count} row(s)")
_OWN = Wording("{count} nhiệm vụ tự đặt", "{count} own task(s)")
_COVERED = Wording(
    "{count}/{of} nhiệm vụ của danh mục có đơn vị thực hiện", "{count} of {of} tasks of the list covered"
)
_NOT_ANSWERED = Wording("chưa trả lời", "not answered")
_CARRIED_OUT = Wording("Thực hiện", "Carry out")


def totals_sentence(totals: Totals, consolidation: Consolidation, lang: Lang) -> str:
    """ "2 đơn vị; 107 dòng (Thực hiện 104, Không áp dụng 3); 2 nhiệm vụ tự đặt; 45/56 nhiệm vụ của danh mục ..."."""
    layout = consolidation.layout
    choices = ", ".join(
        f"{choice_name(choice, layout, lang)} {totals.choices[choice]}" for choice in ordered_choices(totals, layout)
    )
    rows = _ROWS.in_lang(lang).format(count=totals.rows) + (f" ({choices})" if choices else "")
    return "; ".join(
        (
            _UNITS.in_lang(lang).format(count=totals.units),
            rows,
            _OWN.in_lang(lang).format(count=totals.own),
            _COVERED.in_lang(lang).format(count=len(totals.tasks), of=len(consolidation.programme.tasks)),
        )
    )


def ordered_choices(totals: Totals, layout: WorkbookLayout) -> tuple[str, ...]:
    """The answers that occur: as the form lists them, then others by their text, rows without one last."""
    listed = [option.key for option in layout.column(layout.deciding).choices]
    others = sorted(choice for choice in totals.choices if choice and choice not in listed)
    return tuple(choice for choice in (*listed, *others, "") if choice in totals.choices)


def choice_name(choice: str, layout: WorkbookLayout, lang: Lang) -> str:
    """The label of an answer; the text itself where it is none of the form."""
    if not choice:
        return _NOT_ANSWERED.in_lang(lang)
    labels = {option.key: option.label.in_lang(lang) for option in layout.column(layout.deciding).choices}
    return labels.get(choice, _CARRIED_OUT.in_lang(lang) if choice == CARRY_OUT else choice)
