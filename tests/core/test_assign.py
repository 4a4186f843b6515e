"""Who inherits which task: the strongest binding wins, and the national list binds whom its printed cells say."""

import functools
from datetime import date
from importlib import resources

import pytest

from tdn_templates.core.assign import assign
from tdn_templates.core.mentions import MentionReader
from tdn_templates.load.programme_file import read_programme_file
from tdn_templates.load.units import read_registry
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task
from tdn_templates.model.timeframe import TimeFrame, TimeKind
from tdn_templates.model.unit import Level, Registry, Unit, UnitClass
from tdn_templates.model.words import ClassKey, ProgrammeCode, TaskCode, UnitSlug, Wording

_MINISTRY = Unit(UnitSlug("btc"), "Bộ Tài chính", Level.CENTRAL, 1, classes=frozenset({ClassKey("bodies")}))
_PRESS = Unit(
    UnitSlug("tbtc"),
    "Thời báo Tài chính",
    Level.CENTRAL,
    2,
    parent=_MINISTRY.slug,
    classes=frozenset({ClassKey("press")}),
)
_AGENCY = Unit(
    UnitSlug("ttx"), "Thông tấn xã", Level.CENTRAL, 3, classes=frozenset({ClassKey("bodies"), ClassKey("press")})
)
_PROVINCE = Unit(UnitSlug("hue"), "Tỉnh Thừa", Level.PROVINCE, 4, classes=frozenset({ClassKey("localities")}))


def _unit_class(key: str, phrase: str, *includes: str) -> UnitClass:
    return UnitClass(ClassKey(key), Wording(key, key), (phrase,), includes=tuple(map(ClassKey, includes)))


_SMALL = Registry(
    units=(_MINISTRY, _PRESS, _AGENCY, _PROVINCE),
    classes=(
        _unit_class("bodies", "các bộ, ngành"),
        _unit_class("localities", "các địa phương"),
        _unit_class("press", "các cơ quan báo chí"),
        _unit_class("all", "các bộ, ngành, địa phương", "bodies", "localities"),
        UnitClass(ClassKey("schools"), Wording("schools", "schools"), ("các cơ sở đào tạo",), open=True),
    ),
)


def _programme(registry: Registry, rows: list[tuple[str, str, str]]) -> Programme:
    """Rows are number, lead cell, supporting cell."""
    reader = MentionReader(registry)
    frame = TimeFrame(TimeKind.EMPTY, "")
    tasks = tuple(
        Task(TaskCode(f"p:{number}"), number, number[0], "", reader.read(lead), reader.read(supporting), frame)
        for number, lead, supporting in rows
    )
    day = date(2024, 4, 15)
    return Programme(ProgrammeCode("p"), "", "", "", "", day, day, day, (), tasks, "")


_NOT_BOUND = ""


@pytest.mark.parametrize(
    ("unit", "lead", "supporting", "expected"),
    [
        (_MINISTRY, "Bộ Tài chính", "", "lead named"),
        (_MINISTRY, "", "Bộ Tài chính", "supporting named"),
        (_MINISTRY, "các bộ, ngành", "", "lead group"),
        (_MINISTRY, "", "các bộ, ngành, địa phương", "supporting group"),
        (_MINISTRY, "các địa phương", "", _NOT_BOUND),
        (_MINISTRY, "", "", _NOT_BOUND),
        (_MINISTRY, "Vụ Lạ Bộ Tài chính", "", _NOT_BOUND),
        (_PROVINCE, "các bộ, ngành", "các địa phương", "supporting group"),
        (_PROVINCE, "các bộ, ngành, địa phương", "", "lead group"),
        # the name before the class in one cell, in either order
        (_MINISTRY, "các bộ, ngành, Bộ Tài chính", "", "lead named"),
        (_MINISTRY, "Bộ Tài chính, các bộ, ngành", "", "lead named"),
        # lead before supporting, whatever binds
        (_MINISTRY, "các bộ, ngành", "Bộ Tài chính", "lead group"),
        (_MINISTRY, "Bộ Tài chính", "Bộ Tài chính", "lead named"),
        # what is certain before what may be
        (_MINISTRY, "các bộ, ngành liên quan", "", "lead conditional"),
        (_MINISTRY, "", "các bộ, ngành có liên quan", "supporting conditional"),
        (_MINISTRY, "các bộ, ngành liên quan", "các bộ, ngành", "supporting group"),
        (_MINISTRY, "các bộ, ngành liên quan", "các bộ, ngành, địa phương liên quan", "lead conditional"),
        (_MINISTRY, "Bộ Tài chính và các bộ, ngành liên quan", "", "lead named"),
        (_MINISTRY, "Bộ Tài chính nếu cần", "", "lead conditional"),
        (_PROVINCE, "Bộ Tài chính nếu cần", "", _NOT_BOUND),
        (_MINISTRY, "các bộ, ngành trừ Bộ Công an", "", "lead conditional"),
        # a press agency, not its parent; an agency that is both
        (_PRESS, "", "các cơ quan báo chí", "supporting group"),
        (_MINISTRY, "", "các cơ quan báo chí", _NOT_BOUND),
        (_PRESS, "các bộ, ngành", "", _NOT_BOUND),
        (_PRESS, "Bộ Tài chính", "", _NOT_BOUND),
        (_AGENCY, "", "các bộ, ngành, các cơ quan báo chí có văn phòng ở nước ngoài", "supporting group"),
        (_PRESS, "", "các bộ, ngành, các cơ quan báo chí có văn phòng ở nước ngoài", "supporting conditional"),
        # a class without listed members binds nobody
        (_MINISTRY, "", "các cơ sở đào tạo", _NOT_BOUND),
        (_MINISTRY, "", "các cơ sở đào tạo liên quan", _NOT_BOUND),
    ],
)
def test_the_strongest_binding_wins(unit: Unit, lead: str, supporting: str, expected: str) -> None:
    found = assign(_programme(_SMALL, [("1.1", lead, supporting)]), _SMALL, unit)
    assert " ".join(f"{each.role} {each.binding}" for each in found) == expected


def test_tasks_come_in_the_order_of_the_programme_and_once_each() -> None:
    rows = [("2.1", "các bộ, ngành", "các bộ, ngành"), ("1.1", "các địa phương", ""), ("1.10", "Bộ Tài chính", "")]
    programme = _programme(_SMALL, rows)
    found = assign(programme, _SMALL, _MINISTRY)
    assert [each.task.number for each in found] == ["2.1", "1.10"]
    assert {each.unit for each in found} == {_MINISTRY.slug}


@functools.cache
def _registry() -> Registry:
    folder = resources.files("tdn_templates") / "data" / "units"
    files = {each.name: each.read_text("utf-8") for each in folder.iterdir() if each.name.endswith(".yaml")}
    return read_registry(files)


@functools.cache
def _national() -> Programme:
    path = resources.files("tdn_templates") / "data" / "programmes" / "nq47-2024.yaml"
    text = read_programme_file(path.read_text("utf-8"), path.name)
    return _programme(_registry(), [(task.number, task.lead, task.supporting) for task in text.tasks])


# Counted by hand in the printed annex of Resolution 47/NQ-CP. "Các bộ, ngành, địa phương" support these 37 rows:
_ALL_SUPPORT = (
    "2.1 2.2 2.3 2.4 2.5 2.6 2.9 2.11 2.12 2.13 3.1 3.2 3.3 3.4 3.5 3.6 3.8 3.9 3.10 3.12 3.13 3.14 3.17 3.21 "
    "4.1 4.2 4.3 4.4 4.5 5.2 5.5 5.6 5.8 5.9 5.10 5.11 5.15"
)
_BOUND = {
    "bo-tai-chinh": {
        "lead named": "3.10 3.11",
        "lead group": "1.1 1.2 3.18 3.19 5.3",
        "supporting named": "2.10",
        "supporting group": _ALL_SUPPORT.replace(" 3.10 ", " "),
        "supporting conditional": "3.15 3.16 3.20 5.1 5.4 5.7 5.12 5.14",
    },
    "tinh-binh-dinh": {
        "lead group": "1.1 1.2 3.18 3.19 3.20 5.3 5.4 5.14",
        "supporting group": _ALL_SUPPORT,
        "supporting conditional": "3.16",
    },
    "thong-tan-xa-viet-nam": {
        "lead named": "5.1 5.13",
        "lead group": "1.1 1.2 3.18 3.19 5.3",
        "supporting named": "2.7 2.8 3.6 3.7 3.8 3.14",
        "supporting group": _ALL_SUPPORT.replace(" 3.6 3.8 ", " ").replace(" 3.14 ", " ").replace("2.9 ", "2.9 2.10 "),
        "supporting conditional": "3.15 3.16 3.20 5.4 5.7 5.12 5.14",
    },
    "bao-nhan-dan": {
        "supporting named": "3.6",
        "supporting group": "2.3 2.5 2.10",
        "supporting conditional": "3.9",
    },
    "bo-thong-tin-va-truyen-thong": {
        "lead named": "1.2 2.1 2.2 2.3 2.4 2.5 2.8 2.9 2.10 2.11 2.12 2.13 3.1 3.2 3.8 3.12 3.13 3.14 3.16 3.17 3.21 "
        "4.1 4.4 5.1 5.2 5.4 5.7 5.9 5.11 5.12 5.15",
        "lead group": "1.1 3.18 3.19 5.3",
        "supporting named": "2.7 3.6 3.7 3.11 3.15 3.20 4.2 4.3 5.5 5.10 5.13 5.14",
        "supporting group": "2.6 3.3 3.4 3.5 3.9 3.10 4.5 5.6 5.8",
    },
}


@pytest.mark.parametrize("slug", _BOUND)
def test_the_national_list_binds_a_unit_to_the_rows_its_cells_say(slug: str) -> None:
    found: dict[str, list[str]] = {}
    for each in assign(_national(), _registry(), _registry().unit(UnitSlug(slug))):
        found.setdefault(f"{each.role} {each.binding}", []).append(each.task.number)
    assert {how: " ".join(numbers) for how, numbers in found.items()} == _BOUND[slug]


def test_nothing_in_the_national_list_is_unknown() -> None:
    programme = _national()
    cells = [cell for task in programme.tasks for cell in (task.lead, task.supporting)]
    unread = [(cell.wording, each.text) for cell in cells for each in cell.mentions if each.kind == "unknown"]
    assert len(programme.tasks) == 56
    assert unread == []
