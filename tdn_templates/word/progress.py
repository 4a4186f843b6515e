"""Progress returns merged into a report: figures by status, what stands in the way, and the table of tasks."""

from collections.abc import Iterable, Iterator, Sequence

from tdn_templates.core.cascade import came_up, shown_groups
from tdn_templates.core.chains import ways_text
from tdn_templates.core.counting import Counted, counted_tasks, status_by_task
from tdn_templates.core.letter_words import document_words
from tdn_templates.model.consolidation import Consolidation, Entry, UnitPart
from tdn_templates.model.letterhead import LetterHead
from tdn_templates.model.task import Task, TaskGroup
from tdn_templates.word.annex import AnnexRow, RowKind
from tdn_templates.word.report import REPORT_COLUMNS, GroupFigures, ProgressReport, ReportSection, StatusFigure

_NOT_ANSWERED = "Chưa báo cáo"
_BEYOND_ALL = "Việc phát sinh ngoài kế hoạch"
_BEYOND = f"{_BEYOND_ALL} thuộc nhóm {{group}}"
_NEW_ALL = "Nhiệm vụ đơn vị bổ sung"
_NEW = f"{_NEW_ALL} thuộc nhóm {{group}}"
_WITH = "Báo cáo cùng nhiệm vụ {number}"
_BY_TASK = "Tình hình theo từng nhiệm vụ"
_NO_REPORT = "Chưa có báo cáo"
_SECTIONS = (
    ("difficulties", "Khó khăn, vướng mắc"),
    ("proposals", "Đề xuất, kiến nghị"),
    ("next_step", "Bước tiếp theo"),
)


def progress_report(consolidation: Consolidation, head: LetterHead, nil_units: Sequence[str]) -> ProgressReport:
    """One unit's report, or that of several by task. `nil_units` are the names of those with nothing to report.

    Every task of every unit counts once, under its status or as not reported; work beyond the plan does not count. What
    several departments report of one task of their body's plan is one task in the report of a list further up.
    """
    programme, several = consolidation.programme, _by_task(consolidation)
    statuses = _statuses(consolidation)
    counted = counted_tasks(consolidation, [key for key, _ in statuses])
    groups = tuple(_group_figures(group, counted, statuses) for group in shown_groups(consolidation))
    sums = [sum(column) for column in zip(*(group.counts for group in groups), strict=True)] or [0] * len(statuses)
    year = f" năm {consolidation.period}" if consolidation.period else ""
    return ProgressReport(
        head=head,
        title=f"Kết quả thực hiện nhiệm vụ{year}",
        subtitle=f"theo {document_words(programme)}" if programme.owner is None else f"({programme.reference})",
        period=f"trong{year}" if year else "",
        figures=tuple(StatusFigure(label, count) for (_, label), count in zip(statuses, sums, strict=True)),
        groups=groups,
        sections=tuple(_sections(consolidation, nil_units)),
        columns=tuple(column for column in REPORT_COLUMNS if several or column.key != "unit"),
        rows=tuple(_rows(consolidation, several=several)),
        draft=consolidation.draft,
    )


def _statuses(consolidation: Consolidation) -> tuple[tuple[str, str], ...]:
    """Key and label of every status there is; open tasks only where there are some."""
    layout = consolidation.layout
    known = tuple((choice.key, choice.label.vi) for choice in layout.column(layout.deciding).choices)
    labels = dict(known)
    odd = {entry.choice for entry in _tasks(consolidation) if entry.choice not in labels}
    return (*known, ("", _NOT_ANSWERED)) if odd else known


def _tasks(consolidation: Consolidation) -> Iterator[Entry]:
    """What units say of tasks, open ones too; nothing of work beyond the plan."""
    for part in consolidation.parts:
        yield from (entry for entry in (*part.plan, *part.others) if entry.task is not None)


def _by_task(consolidation: Consolidation) -> bool:
    """Whether units stand below each task of the list, as in a report on several, or on a list further up."""
    return len(consolidation.parts) > 1 or came_up(consolidation)


def _group_figures(group: TaskGroup, counted: Sequence[Counted], statuses: Sequence[tuple[str, str]]) -> GroupFigures:
    said = [task.status for task in counted if task.group == group.number]
    return GroupFigures(group.number, group.title, tuple(said.count(key) for key, _ in statuses))


def _sections(consolidation: Consolidation, nil_units: Sequence[str]) -> Iterator[ReportSection]:
    several = _by_task(consolidation)
    if came_up(consolidation):
        yield ReportSection(_BY_TASK, tuple(_status_lines(consolidation)))
    for field, heading in _SECTIONS:
        lines = [
            f"{_task_words(entry, consolidation)}{f' ({part.unit.name})' if several else ''}: {text}"
            for part in consolidation.parts
            for entry in part.plan
            if (text := entry.fields[field].text) and entry.task is not None
        ]
        yield ReportSection(heading, tuple(lines))
    beyond = [
        f"{f'{part.unit.name}: ' if several else ''}{entry.fields['own_text'].text}"
        for part in consolidation.parts
        for entry in _beyond(part)
    ]
    if beyond:
        yield ReportSection("Việc phát sinh ngoài kế hoạch", tuple(beyond))
    if nil_units:
        yield ReportSection("Đơn vị báo cáo không phát sinh", tuple(nil_units))


def _status_lines(consolidation: Consolidation) -> Iterator[str]:
    """A line for each status with the tasks of the list in it, each task once; open ones with those nobody reports."""
    labels = dict(_statuses(consolidation)) | {"": _NO_REPORT}
    found = status_by_task(consolidation, list(labels))
    for key, label in labels.items():
        numbers = [number for number, status in found.items() if (status or "") == key]
        if numbers:
            yield f"{label}: {len(numbers)} nhiệm vụ ({', '.join(numbers)})"


def _task_words(entry: Entry, consolidation: Consolidation) -> str:
    """ "Nhiệm vụ 2.9"; what carries out none of the list by the number of the list it comes from, and whose that is."""
    if entry.national:
        return f"Nhiệm vụ {entry.national[0].number}"
    ways = ways_text(entry.chains, consolidation.programme.code, entry.unit.slug)
    return f"{ways[:1].upper()}{ways[1:]}" if ways else f"Nhiệm vụ {entry.number}"


def _rows(consolidation: Consolidation, *, several: bool) -> Iterator[AnnexRow]:
    for group in shown_groups(consolidation):
        yield AnnexRow(RowKind.GROUP, group.title, number=group.number)
        yield from _rows_by_task(group, consolidation) if several else _rows_of_unit(group, consolidation)
        beyond = [
            (part, entry) for part in consolidation.parts for entry in _beyond(part) if entry.group == group.number
        ]
        if beyond:
            yield AnnexRow(RowKind.BAND, _BEYOND.format(group=group.number) if group.number else _BEYOND_ALL)
            for part, entry in beyond:
                unit = part.unit.name if several else ""
                yield _row(entry, entry.fields["own_text"].text, consolidation, unit=unit)


def _rows_of_unit(group: TaskGroup, consolidation: Consolidation) -> Iterator[AnnexRow]:
    for entry in _in_order(_tasks(consolidation), consolidation.programme.tasks):
        if entry.group == group.number and entry.task is not None:
            yield _row(entry, entry.task.text, consolidation, number=entry.task.number)


def _rows_by_task(group: TaskGroup, consolidation: Consolidation) -> Iterator[AnnexRow]:
    blank = ("",) * (len(REPORT_COLUMNS) - 4)
    entries = [entry for entry in _tasks(consolidation) if entry.choice]
    for task in consolidation.programme.tasks:
        if task.group != group.number:
            continue
        yield AnnexRow(RowKind.TASK, task.text, number=task.number, cells=(task.time.wording, *blank))
        for entry in (entry for entry in entries if task in entry.national):
            unit, first = _unit_words(entry, consolidation), entry.national[0]
            if first.code == task.code:
                yield _row(entry, _own_wording(entry, task), consolidation, unit=unit)
            else:
                yield AnnexRow(RowKind.UNIT, _WITH.format(number=first.number), unit=unit, cells=("", *blank))
    new = [entry for entry in entries if not entry.national and entry.group == group.number]
    if new:
        yield AnnexRow(RowKind.BAND, _NEW.format(group=group.number) if group.number else _NEW_ALL)
        for entry in new:
            text = entry.task.text if entry.task is not None else ""
            yield _row(entry, text, consolidation, unit=_unit_words(entry, consolidation))


def _unit_words(entry: Entry, consolidation: Consolidation) -> str:
    """The unit, with the tasks of the lists between where the row came up through some."""
    ways = ways_text(entry.chains, consolidation.programme.code, entry.unit.slug)
    return f"{entry.unit.name} ({ways})" if ways else entry.unit.name


def _own_wording(entry: Entry, task: Task) -> str:
    """The unit's own wording of the task where its plan has one."""
    return "" if entry.task is None or entry.task.text == task.text else entry.task.text


def _row(entry: Entry, text: str, consolidation: Consolidation, *, number: str = "", unit: str = "") -> AnnexRow:
    layout, fields = consolidation.layout, {name: traced.text for name, traced in entry.fields.items()}
    labels = {choice.key: choice.label.vi for choice in layout.column(layout.deciding).choices}
    status = "" if entry.task is None else labels.get(entry.choice, entry.choice or _NOT_ANSWERED)
    time = entry.task.time.wording if entry.task is not None else ""
    product = " ngày ".join(part for part in (fields["document"], fields["document_date"]) if part)
    cells = (time, status, fields["result"], product, fields["difficulties"], fields["proposals"], fields["next_step"])
    kind = RowKind.UNIT if unit else RowKind.TASK
    return AnnexRow(kind, text, number=number, cells=cells, unit=unit, marked=entry.marked)


def _beyond(part: UnitPart) -> list[Entry]:
    return [entry for entry in part.plan if entry.task is None]


def _in_order(entries: Iterable[Entry], tasks: Sequence[Task]) -> list[Entry]:
    places = {task.code: place for place, task in enumerate(tasks)}
    return sorted(entries, key=lambda entry: places.get(entry.task.code, len(places)) if entry.task else len(places))
