"""The merged table of the consolidated workbook, a row for each entry, and where each of its values came from."""

from collections.abc import Iterator

from tdn_templates.core.answers import CARRY_OUT
from tdn_templates.core.chains import NATION, chains_text
from tdn_templates.core.row_values import programme_origin
from tdn_templates.excel.book import Book
from tdn_templates.excel.long_sheet import OwnText
from tdn_templates.excel.report_look import ReportList
from tdn_templates.model.consolidation import ENTRY_FIELDS, Consolidation, Entry, Traced, UnitPart
from tdn_templates.model.task import Task

_NOT_ANSWERED = "(chưa trả lời)"
_FIRST_HEAD = (
    ("Nhóm", 7),
    ("Nhiệm vụ {whose} số", 11),
    ("Nhiệm vụ {whose}", 44),
    ("Đơn vị", 22),
)
_PLAN_HEAD = (
    ("Cách thực hiện", 15),
    ("STT trong kế hoạch", 10),
    ("Nội dung của đơn vị", 44),
    ("Đơn vị chủ trì", 24),
    ("Đơn vị phối hợp", 26),
    ("Thời gian thực hiện", 14),
    ("Lý do, ghi chú", 24),
)
_NUMBER_HEAD = ("STT", 10)
_LAST_HEAD = (("Tệp nguồn", 30), ("Chuỗi nhiệm vụ", 44))
_FIRST_FIELD = 7
_WIDER = 1.4
"""Columns of a form are wider here: the report is for screens."""

_SOURCE_HEAD = (
    ("Ô tổng hợp", 11),
    ("Đơn vị", 22),
    ("Nhiệm vụ", 10),
    ("Cột", 22),
    ("Tệp nguồn", 36),
    ("Trang nguồn", 16),
    ("Ô nguồn", 10),
    ("SHA-256", 66),
)


def write_merged_table(book: Book, consolidation: Consolidation) -> None:
    table = _Table(consolidation)
    rows, sources = ReportList(book, "Tổng hợp", table.head), ReportList(book, "Nguồn", _SOURCE_HEAD)
    for part, entry in _entries(consolidation):
        rows.write_row(table.texts(part, entry), marked=entry.marked, fitted=True)
        for column, label, traced in table.traced(entry):
            for line in _source_texts(OwnText(rows.cell_name(column)), entry, label, traced):
                sources.write_row(line)
    rows.finish()
    sources.finish()


def _entries(consolidation: Consolidation) -> Iterator[tuple[UnitPart, Entry]]:
    """By national task, then by unit; new tasks at the end of their group."""
    programme = consolidation.programme
    places = {task.code: index for index, task in enumerate(programme.tasks)}
    groups = {group.number: index for index, group in enumerate(programme.groups)}
    pairs = [(part, entry) for part in consolidation.parts for entry in (*part.plan, *part.others)]

    def place(pair: tuple[UnitPart, Entry]) -> tuple[int, int]:
        entry = pair[1]
        if entry.national:
            return groups[entry.national[0].group], places[entry.national[0].code]
        return groups.get(entry.group, len(groups)), len(places)

    yield from sorted(pairs, key=place)


class _Table:
    """The columns of a plan, or those of the form whose returns were merged, and the texts of a row in them."""

    def __init__(self, consolidation: Consolidation) -> None:
        self._consolidation = consolidation
        layout = consolidation.layout
        # the deciding column has its own place
        self._shown = tuple(field for field in consolidation.fields if field != layout.deciding)
        self._choices = {option.key: option.label.vi for option in layout.column(layout.deciding).choices}
        self.head = self._head()

    def _head(self) -> tuple[tuple[str, int], ...]:
        holder = self._consolidation.holder
        whose = NATION if holder in ("", NATION) else f"của {holder}"
        first = tuple((title.format(whose=whose), width) for title, width in _FIRST_HEAD)
        if self._consolidation.fields == ENTRY_FIELDS:
            return (*first, *_PLAN_HEAD, *_LAST_HEAD)
        layout = self._consolidation.layout
        columns = [layout.column(layout.deciding), *(layout.column(key) for key in self._shown)]
        titles = [(column.title.vi, round(column.width_chars * _WIDER)) for column in columns]
        return (*first, titles[0], _NUMBER_HEAD, *titles[1:], *_LAST_HEAD)

    def texts(self, part: UnitPart, entry: Entry) -> tuple[str, ...]:
        return (
            entry.group,
            "; ".join(task.number for task in entry.national),
            "\n".join(task.text for task in entry.national),
            part.unit.name,
            self._choice(entry),
            entry.number,
            *(entry.fields[name].text for name in self._shown),
            part.source.name,
            OwnText(chains_text(entry.chains)),
        )

    def traced(self, entry: Entry) -> Iterator[tuple[int, str, Traced]]:
        """Column, heading and value of everything in the row that was taken from somewhere."""
        for task in entry.national:
            yield 3, self.head[2][0], _issued(self._consolidation, task)
        for column, name in enumerate(self._shown, start=_FIRST_FIELD):
            yield column, self.head[column - 1][0], entry.fields[name]

    def _choice(self, entry: Entry) -> str:
        words = self._choice_words(entry.choice)
        return f"{words} ({', '.join(entry.merged_into)})" if entry.merged_into else words

    def _choice_words(self, choice: str) -> str:
        """The label of a deciding choice; the text itself where it is none."""
        if not choice:
            return _NOT_ANSWERED
        return self._choices.get(choice, _CARRIED_OUT if choice == CARRY_OUT else choice)


_CARRIED_OUT = "Thực hiện"
"""Added rows, and rows put together from registrations, are carried out without anybody choosing it."""


def _issued(consolidation: Consolidation, task: Task) -> Traced:
    return Traced(task.text, programme_origin(consolidation.programme, task))


def _source_texts(cell: str, entry: Entry, label: str, traced: Traced) -> Iterator[tuple[str, ...]]:
    """A line for each place a value comes from; none for a blank."""
    number = entry.national[0].number if entry.national else entry.number
    for origin in traced.origins:
        place = origin.place
        yield cell, entry.unit.name, number, label, origin.file, place.sheet, place.cell, origin.sha256
