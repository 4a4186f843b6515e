"""The sheet "Tổng số" of the consolidated workbook: by group of tasks, and altogether."""

from collections.abc import Iterator

from tdn_templates.core.totals import Totals, totals_by_group, totals_of
from tdn_templates.core.totals_words import choice_name, ordered_choices
from tdn_templates.excel.list_sheet import ListRow, ListSheet
from tdn_templates.model.consolidation import Consolidation
from tdn_templates.model.words import Lang

TOTALS_SHEET = "Tổng số"
_FIRST_HEAD = (("Nhóm", 8), ("Tên nhóm", 60), ("Nhiệm vụ của danh mục", 12), ("Có đơn vị thực hiện", 12), ("Đơn vị", 9))
_ROWS_HEAD, _OWN_HEAD = ("Số dòng", 9), ("Tự đặt", 9)
_CHOICE_WIDTH = 14
_ALL = "Tổng số"


def totals_sheet(consolidation: Consolidation) -> ListSheet:
    """A row for each group and one for all of them. A task that rows of two groups carry out is counted in both and
    once altogether; so is a unit."""
    whole = totals_of(consolidation)
    choices = ordered_choices(whole, consolidation.layout)
    titles = tuple((choice_name(choice, consolidation.layout, Lang.VI), _CHOICE_WIDTH) for choice in choices)
    head = (*_FIRST_HEAD, _ROWS_HEAD, *titles, _OWN_HEAD)
    return ListSheet(TOTALS_SHEET, head, tuple(_rows(consolidation, whole, choices)))


def _rows(consolidation: Consolidation, whole: Totals, choices: tuple[str, ...]) -> Iterator[ListRow]:
    tasks = consolidation.programme.tasks
    for group, totals in totals_by_group(consolidation):
        listed = sum(task.group == group.number for task in tasks)
        yield ListRow((group.number, group.title, listed, *_counts(totals, choices)))
    yield ListRow(("", _ALL, len(tasks), *_counts(whole, choices)))


def _counts(totals: Totals, choices: tuple[str, ...]) -> tuple[int, ...]:
    by_choice = (totals.choices.get(choice, 0) for choice in choices)
    return len(totals.tasks), totals.units, totals.rows, *by_choice, totals.own
