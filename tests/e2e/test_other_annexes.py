"""Annexes of other programmes and shapes, imported from every form they may come in, against a reading by hand."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from tdn_templates.core.annex.plain_text import text_tables
from tdn_templates.core.annex.read import read_annex
from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.timeframes import read_time
from tdn_templates.load.knowledge import load_registry
from tdn_templates.model.annex import Annex, AnnexRow, NotAnAnnex
from tdn_templates.model.cell import RawWorkbook, Unreadable
from tdn_templates.model.mention import MentionKind
from tdn_templates.model.timeframe import TimeKind
from tdn_templates.model.unit import Registry
from tdn_templates.reading.read import read_return
from tests.annexes.build import FORMS, build
from tests.annexes.printed import ABOVE, PrintedAnnex, annex_paths, load_annex

LISTS = {path.stem: path for path in annex_paths()}
OTHERS = {path.stem: path for path in annex_paths("refused")}
PLANS = {path.stem: path for path in annex_paths("plans")}
NAMED = ("number", "text", "lead", "supporting", "time")
REASONS = {
    "merged_cell": {"merged_rows", "lead_missing"},
    "ditto": {"ditto"},
    "missing": {"lead_missing", "time_missing"},
    "number_twice": {"number_twice"},
}


@cache
def _registry() -> Registry:
    return load_registry()


def _imported(annex: PrintedAnnex, folder: Path, form: str) -> Annex | NotAnAnnex:
    path = build(annex, folder, form)
    if form in ("docx", "xlsx"):
        workbook = read_return(path.read_bytes())
        assert not isinstance(workbook, Unreadable)
    else:
        lines = tuple(path.read_text(encoding="utf-8").splitlines())
        workbook = RawWorkbook("text", text_tables(lines, _registry()).sheets, lines=lines)
    return read_annex(workbook, _registry(), path.name)


def _group_of(annex: Annex, row: AnnexRow) -> tuple[str, str]:
    if row.group is None:
        return "", ""
    group = annex.groups[row.group]
    return group.number, group.title


def _name(task: Mapping[str, str], number_of: Mapping[str, int]) -> str:
    """How `asked` names a task: group and printed number, or the place in its group where no numbers are printed."""
    return ".".join(filter(None, (task["group"], task["number"] or str(number_of[task["group"]]))))


def _named_tasks(annex: PrintedAnnex) -> Iterator[tuple[str, Mapping[str, str]]]:
    counted: dict[str, int] = {}
    for task in annex.expected["tasks"]:
        counted[task["group"]] = counted.get(task["group"], 0) + 1
        yield _name(task, counted), task


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_another_shape_is_read_cell_by_cell(name: str, form: str, tmp_path: Path) -> None:
    printed = load_annex(LISTS[name])
    annex = _imported(printed, tmp_path, form)
    assert isinstance(annex, Annex), annex
    merged = {(ask["task"], ask["column"]) for ask in printed.expected["asked"] if ask["about"] == "merged_cell"}
    wrong: list[str] = []
    named = list(_named_tasks(printed))
    assert [row.text for row in annex.rows] == [task["text"] for _, task in named]
    for (task_name, task), row in zip(named, annex.rows, strict=True):
        read = {"number": row.number, "text": row.text, "lead": row.lead, "supporting": row.supporting}
        read |= {"time": row.time, **{key: row.extras.get(key, "") for key in task if key not in ("group", *NAMED)}}
        for column, value in read.items():
            blank_in_text = (task_name, column) in merged and form not in ("docx", "xlsx") and not value
            if value != task[column] and not blank_in_text:
                wrong.append(f"{task_name} {column}: {value!r} for {task[column]!r}")
    assert not wrong


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", LISTS)
def test_every_task_stands_under_the_titles_above_it(name: str, form: str, tmp_path: Path) -> None:
    printed = load_annex(LISTS[name])
    annex = _imported(printed, tmp_path, form)
    assert isinstance(annex, Annex), annex
    titles = {group["number"] or group["title"]: group["title"] for group in printed.expected["groups"]}
    for (task_name, task), row in zip(_named_tasks(printed), annex.rows, strict=True):
        number, title = _group_of(annex, row)
        assert number in (task["group"], ""), task_name
        assert all(part in title for part in titles.get(task["group"], "").split(" > ")), (task_name, title)
    assert len({row.group for row in annex.rows}) == max(len(titles), 1)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", LISTS)
def test_what_a_person_should_look_at_is_asked(name: str, form: str, tmp_path: Path) -> None:
    printed = load_annex(LISTS[name])
    annex = _imported(printed, tmp_path, form)
    assert isinstance(annex, Annex), annex
    rows = [(task_name, row) for (task_name, _), row in zip(_named_tasks(printed), annex.rows, strict=True)]
    silent: list[str] = []
    for ask in printed.expected["asked"]:
        if ask["about"] not in REASONS:
            continue
        doubts = [doubt for task_name, row in rows if task_name == ask["task"] for doubt in row.doubts]
        if not any(doubt.column == ask["column"] and doubt.reason in REASONS[ask["about"]] for doubt in doubts):
            silent.append(f"{ask['task']} {ask['column']} {ask['about']}: {[doubt.reason for doubt in doubts]}")
    assert not silent


@pytest.mark.parametrize("name", LISTS)
def test_names_and_times_that_nobody_knows_are_shown_as_unknown(name: str) -> None:
    printed = load_annex(LISTS[name])
    reader = MentionReader(_registry())
    tasks = dict(_named_tasks(printed))
    for ask in printed.expected["asked"]:
        cell = tasks[ask["task"]][ask["column"]] if ask["about"].startswith("unknown") else ""
        if ask["about"] == "unknown_unit":
            kinds = [mention.kind for mention in reader.read(cell).mentions]
            assert MentionKind.UNKNOWN in kinds, cell
        if ask["about"] == "unknown_time":
            assert read_time(cell).kind is TimeKind.UNREADABLE, cell


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", OTHERS)
def test_a_table_that_lists_no_tasks_is_refused_with_the_reason(name: str, form: str, tmp_path: Path) -> None:
    printed = load_annex(OTHERS[name])
    answer = _imported(printed, tmp_path, form)
    if printed.asked_instead and isinstance(answer, Annex):
        assert all(any(doubt.column == "time" for doubt in row.doubts) for row in answer.rows)
        return
    assert isinstance(answer, NotAnAnnex), [row.text for row in answer.rows]
    assert answer.reason
    assert all(table.reason for table in answer.tables)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", PLANS)
def test_a_plan_made_from_another_programme_is_read_row_by_row(name: str, form: str, tmp_path: Path) -> None:
    printed = load_annex(PLANS[name])
    annex = _imported(printed, tmp_path, form)
    assert isinstance(annex, Annex), annex
    (table,) = printed.tables
    tasks = [row for row in table.rows[table.headings :] if "<" not in row]
    assert not any(ABOVE in row for row in tasks)
    own = annex.has_own_columns
    for task, row in zip(tasks, annex.rows, strict=True):
        assert (row.number, row.text, row.lead, row.supporting, row.time) == task[:5]
        assert not own or (row.own_lead, row.own_supporting) == task[5:]
