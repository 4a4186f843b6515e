"""The sheet "So với đợt trước" of the consolidated workbook."""

from collections.abc import Iterator

from tdn_templates.core.conflicts.wording import origin_words
from tdn_templates.core.earlier_round_words import KIND_WORDS, field_name, row_tasks, row_text
from tdn_templates.excel.list_sheet import ListRow, ListSheet
from tdn_templates.model.consolidation import Consolidation, Entry
from tdn_templates.model.earlier_round import RoundsCompared, RowChange
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.words import Lang

EARLIER_SHEET = "So với đợt trước"
_HEAD = (
    ("Đơn vị", 24),
    ("Thay đổi", 14),
    ("Nhiệm vụ", 10),
    ("Nội dung", 44),
    ("STT trước", 9),
    ("STT nay", 9),
    ("Cột", 16),
    ("Đợt trước", 40),
    ("Đợt này", 40),
    ("Nguồn trước", 34),
    ("Nguồn nay", 34),
)
_JOINED, _LEFT = "Đơn vị mới nộp", "Đơn vị không nộp"


def earlier_round_sheet(compared: RoundsCompared, now: Consolidation) -> ListSheet:
    """A row for each new or dropped row, and for each changed field; then units that returned in one round only."""
    return ListSheet(EARLIER_SHEET, _HEAD, _rows(compared, now.layout))


def _rows(compared: RoundsCompared, layout: WorkbookLayout) -> Iterator[ListRow]:
    for change in compared.changes:
        for field in change.fields or ("",):
            yield ListRow(_texts(change, field, layout))
    blanks = ("",) * (len(_HEAD) - 2)
    yield from (ListRow((unit.name, _JOINED, *blanks)) for unit in compared.joined)
    yield from (ListRow((unit.name, _LEFT, *blanks)) for unit in compared.left)


def _texts(change: RowChange, field: str, layout: WorkbookLayout) -> tuple[str, ...]:
    entry = change.now or change.before
    return (
        change.unit.name,
        KIND_WORDS[change.kind].vi,
        row_tasks(entry) if entry else "",
        row_text(entry) if entry else "",
        change.before.number if change.before else "",
        change.now.number if change.now else "",
        field_name(field, layout, Lang.VI) if field else "",
        _text(change.before, field),
        _text(change.now, field),
        _places(change.before, field),
        _places(change.now, field),
    )


def _text(entry: Entry | None, field: str) -> str:
    return entry.fields[field].text if entry is not None and field else ""


def _places(entry: Entry | None, field: str) -> str:
    """The cells of the field; of the row as a whole those of its first value that has any."""
    if entry is None:
        return ""
    values = [entry.fields[field]] if field else [value for value in entry.fields.values() if value.origins][:1]
    return "\n".join(origin_words(origin) for value in values for origin in value.origins)
