"""Annexes of other programmes and shapes, imported from every form they may come in, against a reading by hand.

Five forms show where a cell begins and have to be read exactly. Text with one cell a paragraph does not, and blank
cells leave no trace in it: there every word has to be kept, and whatever differs has to be asked about.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tdn_templates.core.annex.numbering import number_list
from tdn_templates.core.annex.read import read_annex
from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.timeframes import read_time
from tdn_templates.files.guard import ANNEX_KINDS
from tdn_templates.load.knowledge import load_registry
from tdn_templates.model.annex import Annex, AnnexRow, NotAnAnnex
from tdn_templates.model.cell import Unreadable
from tdn_templates.model.mention import MentionKind
from tdn_templates.model.timeframe import TimeKind
from tdn_templates.model.unit import Registry
from tdn_templates.reading.read import read_return
from tests.annexes.build import FORMS, build
from tests.annexes.printed import LEFT, PrintedAnnex, annex_paths, load_annex, printed_cells

FLAT = "cells.txt"
EXACT = tuple(form for form in FORMS if form != FLAT)
MERGED_SEEN = ("docx", "xlsx", "typed.xlsx")
LISTS = {path.stem: path for path in annex_paths()}
OTHERS = {path.stem: path for path in annex_paths("refused")}
PLANS = {path.stem: path for path in annex_paths("plans")}
REASONS = {
    "merged_cell": {"merged_rows", "lead_missing"},
    "ditto": {"ditto"},
    "missing": {"lead_missing", "time_missing"},
    "number_twice": {"number_repeated"},
}


@cache
def _registry() -> Registry:
    return load_registry()


@cache
def _imported(source: Path, form: str) -> Annex | NotAnAnnex:
    with TemporaryDirectory() as folder:
        return _read(build(load_annex(source), Path(folder), form))


def _read(path: Path) -> Annex | NotAnAnnex:
    workbook = read_return(path.read_bytes(), also=ANNEX_KINDS)
    assert not isinstance(workbook, Unreadable), workbook
    answer = read_annex(workbook, _registry(), path.name)
    return answer if isinstance(answer, NotAnAnnex) else _numbered(answer)


def _numbered(annex: Annex) -> Annex:
    """With what making the numbers unique asks about."""
    made = number_list(annex.groups, annex.rows).row_doubts
    rows = [replace(row, doubts=(*row.doubts, *doubts)) for row, doubts in zip(annex.rows, made, strict=True)]
    return replace(annex, rows=tuple(rows))


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


@pytest.mark.parametrize("form", EXACT)
@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_another_shape_is_read_cell_by_cell(name: str, form: str) -> None:
    printed = load_annex(LISTS[name])
    annex = _imported(LISTS[name], form)
    assert isinstance(annex, Annex), annex
    merged = {(ask["task"], ask["column"]) for ask in printed.expected["asked"] if ask["about"] == "merged_cell"}
    wrong: list[str] = []
    named = list(_named_tasks(printed))
    assert [_folded(row.text) for row in annex.rows] == [task["text"] for _, task in named]
    for (task_name, task), row in zip(named, annex.rows, strict=True):
        for column, value in _cells(task, row).items():
            blank_in_text = (task_name, column) in merged and form not in MERGED_SEEN and not value
            if value != task[column] and not blank_in_text:
                wrong.append(f"{task_name} {column}: {value!r} for {task[column]!r}")
    assert not wrong


@pytest.mark.parametrize("form", EXACT)
@pytest.mark.parametrize("name", LISTS)
def test_every_task_stands_under_the_titles_above_it(name: str, form: str) -> None:
    printed = load_annex(LISTS[name])
    annex = _imported(LISTS[name], form)
    assert isinstance(annex, Annex), annex
    titles = {group["number"] or group["title"]: group["title"] for group in printed.expected["groups"]}
    for (task_name, task), row in zip(_named_tasks(printed), annex.rows, strict=True):
        number, title = _group_of(annex, row)
        assert number in (task["group"], ""), task_name
        assert all(part in title for part in titles.get(task["group"], "").split(" > ")), (task_name, title)
    assert len({row.group for row in annex.rows}) == len({task["group"] for task in printed.expected["tasks"]})


@pytest.mark.parametrize("form", EXACT)
@pytest.mark.parametrize("name", LISTS)
def test_what_a_person_should_look_at_is_asked(name: str, form: str) -> None:
    printed = load_annex(LISTS[name])
    annex = _imported(LISTS[name], form)
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
def test_a_list_without_cells_loses_no_word_and_asks_about_what_it_guessed(name: str) -> None:
    printed = load_annex(LISTS[name])
    annex = _imported(LISTS[name], FLAT)
    if isinstance(annex, NotAnAnnex):
        assert annex.reason
        return
    kept = _words(_everything(annex))
    for table in printed.tables:
        if table.kind == "tasks":
            rows = [row for row in table.rows if row not in table.rows[: table.headings]]
            lost = _words(cell for row in rows if row[:2] != ("(1)", "(2)") for cell in printed_cells(row)) - kept
            assert lost.keys() <= _LABELS
    expected = {_cells_key(_cells(task, None)) for _, task in _named_tasks(printed)}
    task = printed.expected["tasks"][0]
    silent = [row.text for row in annex.rows if _cells_key(_cells(task, row)) not in expected and not row.doubts]
    assert not silent
    assert len(annex.rows) == len(expected) or annex.doubts


_LABELS = {"Chủ", "trì", "Phối", "phối", "hợp"}
"""Words in front of the names in a cell of all agencies ("Chủ trì: ...; Phối hợp: ..."): they become the columns."""


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
def test_a_table_that_lists_no_tasks_is_refused_with_the_reason(name: str, form: str) -> None:
    printed = load_annex(OTHERS[name])
    answer = _imported(OTHERS[name], form)
    if printed.asked_instead and isinstance(answer, Annex):
        assert all(any(doubt.column == "time" for doubt in row.doubts) for row in answer.rows)
        return
    assert isinstance(answer, NotAnAnnex), [row.text for row in answer.rows]
    assert answer.reason
    assert all(table.reason for table in answer.tables)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", PLANS)
def test_a_plan_made_from_another_programme_is_read_row_by_row(name: str, form: str) -> None:
    printed = load_annex(PLANS[name])
    annex = _imported(PLANS[name], form)
    assert isinstance(annex, Annex), annex
    (table,) = printed.tables
    tasks = [row for row in table.rows[table.headings :] if LEFT not in row]
    wrong: list[tuple[str, ...]] = []
    for task, row in zip(tasks, annex.rows, strict=True):
        cells = (row.number, row.text, row.lead, row.supporting, row.time, row.own_lead, row.own_supporting)
        if cells[: len(task)] != task and not (form == FLAT and row.doubts):
            wrong.append(cells)
    assert not wrong


def _cells(task: Mapping[str, str], row: AnnexRow | None) -> dict[str, str]:
    """The cells of a row by the columns the reading has; those of the reading itself where there is no row."""
    columns = [column for column in task if column != "group"]
    if row is None:
        return {column: task[column] for column in columns}
    named = {"number": row.number, "text": row.text, "lead": row.lead, "supporting": row.supporting, "time": row.time}
    return {column: _folded(named.get(column, row.extras.get(column, ""))) for column in columns}


def _cells_key(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Without the bracket that follows a number."""
    return tuple(text.rstrip(")") if column == "number" else text for column, text in cells.items())


def _folded(text: str) -> str:
    """Line breaks inside a cell are no difference."""
    return " ".join(text.split())


def _words(texts: Iterable[str]) -> Counter[str]:
    """Words and how often they stand there; breaks, and the marks around a number, are none."""
    return Counter(word.strip("().:;") for text in texts for word in text.split() if word.strip("().:;/"))


def _everything(annex: Annex) -> Iterator[str]:
    for group in annex.groups:
        yield f"{group.number} {group.number.replace('.', ' ')} {group.number}. {group.title}"
    for row in annex.rows:
        yield from (row.number, row.text, row.lead, row.supporting, row.time, *row.extras.values())
        yield from (fact for doubt in row.doubts for fact in doubt.facts.values())
    yield from (fact for doubt in annex.doubts for fact in doubt.facts.values())
