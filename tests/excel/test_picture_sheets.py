"""The sheets for people: matrix, time line and charts say what the picture of the round says."""

import re
import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from tdn_templates.api.validating import prepare
from tdn_templates.core.round_view import round_view
from tdn_templates.core.round_view_words import ROLE_LETTERS, STATE_SIGNS
from tdn_templates.excel.consolidated import write_consolidated
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tdn_templates.model.round_view import CellState, RoundFacts, RoundView
from tests.report.rounds import many_units


@pytest.fixture(scope="module")
def view_and_content() -> tuple[RoundView, bytes]:
    checking = prepare(DEFAULT_PROGRAMME)
    merged, known = many_units(checking, 5)
    days = (date(2026, 11, 2), date(2026, 11, 2), date(2026, 11, 5))
    view = round_view(merged, known, RoundFacts(known.registry.units[:1], days))
    return view, write_consolidated(merged, (), checking.rulebook, view).content


@pytest.fixture(scope="module")
def content(view_and_content: tuple[RoundView, bytes]) -> bytes:
    return view_and_content[1]


@pytest.fixture(scope="module")
def made(view_and_content: tuple[RoundView, bytes]) -> tuple[RoundView, Workbook]:
    return view_and_content[0], load_workbook(BytesIO(view_and_content[1]))


def test_the_matrix_has_a_line_for_each_unit_and_a_coloured_cell_for_each_task(
    made: tuple[RoundView, Workbook],
) -> None:
    view, book = made
    sheet = book["Ma trận"]
    head, *lines = sheet.iter_rows(min_row=4)
    assert [cell.value for cell in head] == [
        "Đơn vị",
        "Bản nộp",
        *(task.number for task in view.matrix.tasks),
        "Tự đặt",
    ]
    assert [line[0].value for line in lines] == [row.unit.name for row in view.matrix.rows]
    colours: dict[CellState, set[str]] = {}
    for line, row in zip(lines, view.matrix.rows, strict=True):
        for cell, wanted in zip(line[2:-1], row.cells, strict=True):
            text = ROLE_LETTERS[wanted.role].vi + STATE_SIGNS[wanted.state]
            assert (cell.value or "") == text
            colours.setdefault(wanted.state, set()).add(cell.fill.start_color.rgb)
    assert all(len(found) == 1 for found in colours.values())
    assert len({next(iter(found)) for found in colours.values()}) >= 3


def test_sheets_keep_their_head_filter_and_print_on_their_side(made: tuple[RoundView, Workbook]) -> None:
    view, book = made
    for name, frozen in (("Ma trận", "B5"), ("Tiến độ", "C5")):
        sheet = book[name]
        assert sheet.freeze_panes == frozen
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows
    assert book["Ma trận"].auto_filter.ref == f"A4:BG{4 + len(view.matrix.rows)}"


def test_the_gantt_colours_the_quarters_of_each_frame(made: tuple[RoundView, Workbook]) -> None:
    view, book = made
    lines = [[cell.value for cell in line] for line in book["Tiến độ"].iter_rows(min_row=5)]
    tasks = [place for place, line in enumerate(lines) if line[0]]
    assert [lines[place][0] for place in tasks] == [bar.task.number for bar in view.time_line.bars]
    assert len(lines) == sum(1 + len(bar.frames) for bar in view.time_line.bars)
    first, below = lines[0], lines[1 : tasks[1]]
    assert marks(first) == ["■"] * 4 + [None] * 24
    assert [line[2] for line in below] == [frame.wording for frame in view.time_line.bars[0].frames]
    found = {line[2]: marks(line) for line in below}
    assert found["2024 - 2026"] == ["!"] * 12 + [None] * 16
    assert found["2025"] == [None] * 4 + ["!"] * 4 + [None] * 20


def marks(line: Sequence[object]) -> Sequence[object]:
    return list(line[4:])


def test_every_chart_stands_beside_its_figures(made: tuple[RoundView, Workbook]) -> None:
    view, book = made
    sheet = book["Biểu đồ"]
    values = {str(row[0]): row[1] for row in sheet.iter_rows(values_only=True) if row[0]}
    for chart in view.charts:
        for figure in chart.figures:
            assert values[figure.label.vi] == figure.count
    assert len(view.charts) == 4


def test_every_chart_is_a_native_one_over_the_cells_of_its_table(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 4
    assert sum('<c:barDir val="col"/>' in chart for chart in charts) == 1
    for chart in charts:
        references = re.findall("<c:f>'Biểu đồ'!\\$([AB])\\$([0-9]+):\\$[AB]\\$([0-9]+)</c:f>", chart)
        (labels, counts) = references
        assert (labels[0], counts[0]) == ("A", "B")
        assert labels[1:] == counts[1:]
