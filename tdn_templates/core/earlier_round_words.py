"""What changed since the round before, in words."""

from collections.abc import Mapping

from tdn_templates.core.conflicts.wording import FIELD_NAMES
from tdn_templates.model.consolidation import Entry
from tdn_templates.model.earlier_round import ChangeKind
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.words import Lang, Wording

KIND_WORDS: Mapping[ChangeKind, Wording] = {
    ChangeKind.NEW: Wording("Mới", "New"),
    ChangeKind.DROPPED: Wording("Bỏ", "Dropped"),
    ChangeKind.MOVED: Wording("Chuyển chỗ", "Moved"),
    ChangeKind.CHANGED: Wording("Thay đổi", "Changed"),
}


def row_text(entry: Entry) -> str:
    """What the row is about: its own wording, else that of its task."""
    named = entry.fields.get("text") or entry.fields.get("own_text")
    return named.text if named is not None and named.text else entry.task.text if entry.task is not None else ""


def row_tasks(entry: Entry) -> str:
    """ "2.3; 3.6": the numbers of the tasks it carries out; "" for a row of the unit's own."""
    return "; ".join(task.number for task in entry.national)


def field_name(field: str, layout: WorkbookLayout, lang: Lang) -> str:
    """The heading of a field: of a plan, else that of the form's column."""
    if field in FIELD_NAMES:
        return FIELD_NAMES[field].in_lang(lang)
    return layout.column(field).title.in_lang(lang)
