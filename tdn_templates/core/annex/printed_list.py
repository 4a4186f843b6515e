"""A list of tasks as the table of an annex: which columns, which texts; the same for Word and for Excel."""

from collections.abc import Mapping
from dataclasses import dataclass

from tdn_templates.core.annex.own_list import own_properties
from tdn_templates.core.annex.own_rows import group_line
from tdn_templates.core.date_words import date_words
from tdn_templates.model.draft import DraftTask, ListDraft

_KINDS: Mapping[str, str] = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "KH": "Kế hoạch",
    "CT": "Chỉ thị",
    "CTr": "Chương trình",
    "TB": "Thông báo",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
}
_FIVE: tuple[tuple[str, str], ...] = (
    ("number", "STT"),
    ("text", "Nhiệm vụ"),
    ("lead", "Cơ quan chủ trì"),
    ("supporting", "Cơ quan phối hợp"),
    ("time", "Thời gian thực hiện"),
)
_OWN: tuple[tuple[str, str], ...] = (
    ("own_lead", "Đơn vị thuộc {unit} chủ trì"),
    ("own_supporting", "Đơn vị thuộc {unit} phối hợp"),
)


@dataclass(frozen=True, slots=True)
class PrintedTask:
    """`cells` are the texts of the columns from the first on, those of other headings at the end."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedGroup:
    number: str
    title: str
    tasks: tuple[PrintedTask, ...]

    @property
    def line(self) -> str:
        return group_line(self.number, self.title)


@dataclass(frozen=True, slots=True)
class PrintedList:
    """`columns` are keys and headings, `extras` further headings. `properties` make an import of it exact."""

    title: str
    subtitle: str
    columns: tuple[tuple[str, str], ...]
    extras: tuple[str, ...]
    groups: tuple[PrintedGroup, ...]
    properties: tuple[tuple[str, str], ...]


def printed_list(draft: ListDraft, unit: str, *, with_extras: bool) -> PrintedList:
    """Seven columns for a unit's plan that keeps who leads and supports on the level above, five for all others.

    `unit` is the owner's name. Without room for other columns (`with_extras`) these go into the properties only.
    """
    seven = any(task.issued_lead or task.issued_supporting for task in draft.tasks)
    own = tuple((key, title.format(unit=unit or "cơ quan")) for key, title in _OWN) if seven else ()
    extras = tuple(dict.fromkeys(name for task in draft.tasks for name in task.extras)) if with_extras else ()
    groups = tuple(
        PrintedGroup(group.number, group.title, tuple(_task(task, extras, seven=seven) for task in group.tasks))
        for group in draft.groups
    )
    subtitle = f"(Kèm theo {_document(draft.reference)} {date_words(draft.issued_on)} của {draft.issuer})"
    properties = own_properties(draft, with_extras=not with_extras)
    return PrintedList(draft.annex_title, subtitle, (*_FIVE, *own), extras, groups, properties)


def _task(task: DraftTask, extras: tuple[str, ...], *, seven: bool) -> PrintedTask:
    lead, supporting = (task.issued_lead, task.issued_supporting) if seven else (task.lead, task.supporting)
    own = (task.lead, task.supporting) if seven else ()
    other = (task.extras.get(name, "") for name in extras)
    return PrintedTask((task.number, task.text, lead, supporting, task.time, *own, *other))


def _document(reference: str) -> str:
    kind = reference.partition("/")[2].partition("-")[0]
    return f"{_KINDS.get(kind, 'văn bản')} số {reference}"
