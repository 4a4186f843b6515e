"""The picture of a round as values: matrix, time line and figures are those of the consolidation."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from tdn_templates.api.validating import Checking, prepare
from tdn_templates.core.known import Known
from tdn_templates.core.round_time_line import covers, quarters, span_of
from tdn_templates.core.round_view import facts_of, round_view
from tdn_templates.core.timeframes import read_time
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tdn_templates.model.consolidation import Consolidation, Entry
from tdn_templates.model.programme import Programme
from tdn_templates.model.round import RoundSetup, RoundStatus, UnitStatus, Version
from tdn_templates.model.round_view import CellRole, CellState, Chart, ChartKey, MatrixCell, RoundFacts, Span
from tdn_templates.model.submission import Submission
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import State, UnitSlug
from tests.report.rounds import many_units

FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)


@pytest.fixture(scope="module")
def checking() -> Checking:
    return prepare(DEFAULT_PROGRAMME)


@pytest.fixture(scope="module")
def programme(checking: Checking) -> Programme:
    return checking.known.programmes[DEFAULT_PROGRAMME]


@pytest.fixture(scope="module")
def merged(checking: Checking) -> tuple[Consolidation, Known]:
    return many_units(checking, 8)


def of(charts: Sequence[Chart], key: ChartKey) -> dict[str, int]:
    (chart,) = [chart for chart in charts if chart.key is key]
    return {figure.label.en: figure.count for figure in chart.figures}


def test_the_matrix_says_of_every_task_what_the_unit_is_asked_and_what_it_says(
    merged: tuple[Consolidation, Known],
) -> None:
    consolidation, known = merged
    matrix = round_view(consolidation, known).matrix
    assert [row.unit for row in matrix.rows] == [part.unit for part in consolidation.parts]
    for row, part in zip(matrix.rows, consolidation.parts, strict=True):
        said = {entry.national[0].code: entry for entry in (*part.plan, *part.others)}
        for task, cell in zip(matrix.tasks, row.cells, strict=True):
            assert cell.state is wanted(said[task.code])
    roles = Counter(cell.role for cell in matrix.rows[0].cells)
    # 1.1 is led by "các bộ, ngành, địa phương", 2.12 supported by localities that are concerned
    assert matrix.rows[0].cells[0].role is CellRole.LEAD
    assert set(roles) == set(CellRole)


def wanted(entry: Entry) -> CellState:
    if entry.marked:
        return CellState.ERROR
    return {"carry_out": CellState.CARRIED_OUT, "not_applicable": CellState.NOT_APPLICABLE}[entry.choice]


def test_of_two_answers_to_one_task_the_one_that_wants_a_look_is_shown(merged: tuple[Consolidation, Known]) -> None:
    consolidation, known = merged
    part = consolidation.parts[0]
    first = part.plan[0]
    both = replace(part, plan=(first, *part.plan), others=(replace(first, choice=""), *part.others))
    matrix = round_view(replace(consolidation, parts=(both,)), known).matrix
    place = matrix.tasks.index(first.national[0])
    assert matrix.rows[0].cells[place].state is CellState.OPEN


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (State.NIL_RETURN, CellState.NIL),
        (State.REJECTED, CellState.UNREAD),
        (State.ACCEPTED, CellState.OPEN),
        (State.NEEDS_CORRECTION, CellState.OPEN),
    ],
)
def test_a_task_without_a_row_says_why_and_only_where_it_was_asked(
    merged: tuple[Consolidation, Known], state: State, shown: CellState
) -> None:
    consolidation, known = merged
    part = consolidation.parts[0]
    verdict = Verdict(Submission(part.source), part.unit, state, ())
    empty = replace(consolidation, parts=(replace(part, plan=(), others=()),), verdicts=(verdict,))
    cells = round_view(empty, known).matrix.rows[0].cells
    assert {cell.state for cell in cells if cell.role is not CellRole.NOT} == {shown}
    assert {cell for cell in cells if cell.role is CellRole.NOT} == {MatrixCell(CellRole.NOT, CellState.BLANK)}


def test_missing_units_have_a_line_of_their_own_in_the_order_of_the_registry(
    merged: tuple[Consolidation, Known],
) -> None:
    consolidation, known = merged
    missing = (known.registry.unit(UnitSlug("tinh-binh-dinh")), known.registry.unit(UnitSlug("bo-tai-chinh")))
    view = round_view(consolidation, known, RoundFacts(missing))
    assert [row.unit.name for row in view.matrix.rows[:2]] == ["Bộ Tài chính", "Tỉnh Bình Định"]
    assert {cell.state for cell in view.matrix.rows[0].cells} == {CellState.WAITED_FOR, CellState.BLANK}
    assert view.missing == 2
    assert of(view.charts, ChartKey.STATES) == {"Accepted": 8, "Not received": 2}


def test_kinds_of_units_add_their_units_up(merged: tuple[Consolidation, Known]) -> None:
    consolidation, known = merged
    matrix = round_view(consolidation, known).matrix
    (group,) = matrix.groups
    columns = list(zip(*(row.cells for row in matrix.rows), strict=True))
    assert group.units == 8
    assert group.carried == tuple(sum(cell.state is CellState.CARRIED_OUT for cell in column) for column in columns)
    assert group.asked == tuple(sum(cell.role is not CellRole.NOT for cell in column) for column in columns)


def test_a_task_nobody_carries_out_is_named(merged: tuple[Consolidation, Known]) -> None:
    consolidation, known = merged
    left = consolidation.programme.tasks[7]
    parts = tuple(
        replace(part, plan=tuple(entry for entry in part.plan if left not in entry.national))
        for part in consolidation.parts
    )
    parts = tuple(replace(part, others=tuple(replace(entry, marked=False) for entry in part.others)) for part in parts)
    assert round_view(replace(consolidation, parts=parts), known).nobody == (left,)
    assert round_view(consolidation, known).nobody == ()


@pytest.mark.parametrize(
    ("phrase", "first", "last", "repeats"),
    [
        ("2024 - 2026", date(2024, 1, 1), date(2026, 12, 31), False),
        ("Hằng năm", FIRST, LAST, True),
        ("Thường xuyên", FIRST, LAST, True),
        ("Đến năm 2025", FIRST, date(2025, 12, 31), False),
        ("Quý II/2025", date(2025, 4, 1), date(2025, 6, 30), False),
        ("2022 - 2025", FIRST, date(2025, 12, 31), False),
    ],
)
def test_a_frame_is_drawn_inside_the_period(
    programme: Programme, phrase: str, first: date, last: date, repeats: bool
) -> None:
    assert span_of(read_time(phrase), programme) == Span(first, last, repeats)


@pytest.mark.parametrize("phrase", ["", "Theo lộ trình", "lúc nào đó", "2031", "2026 - 2024"])
def test_a_frame_without_days_in_the_period_is_not_drawn(programme: Programme, phrase: str) -> None:
    assert span_of(read_time(phrase), programme) is None


def test_quarters_are_those_of_the_period_and_know_their_first_and_last_day(
    merged: tuple[Consolidation, Known],
) -> None:
    line = round_view(*merged).time_line
    assert quarters(line)[0] == (2024, 1)
    assert quarters(line)[-1] == (2030, 4)
    assert len(quarters(line)) == 28
    assert quarters(replace(line, first=date(2024, 5, 1), last=date(2025, 3, 31))) == (
        (2024, 2),
        (2024, 3),
        (2024, 4),
        (2025, 1),
    )
    assert covers(Span(date(2024, 3, 31), date(2024, 4, 1), False), 2024, 1)
    assert covers(Span(date(2024, 3, 31), date(2024, 4, 1), False), 2024, 2)
    assert not covers(Span(date(2024, 3, 31), date(2024, 4, 1), False), 2024, 3)
    assert not covers(Span(date(2025, 1, 1), date(2025, 1, 1), False), 2024, 4)


def test_frames_of_units_stand_below_their_task_by_days_and_counted(merged: tuple[Consolidation, Known]) -> None:
    consolidation, known = merged
    bars = round_view(consolidation, known).time_line.bars
    carried = Counter(entry.national[0].code for part in consolidation.parts for entry in part.plan)
    for bar in bars:
        assert sum(frame.units for frame in bar.frames) == carried[bar.task.code]
        assert [frame.units for frame in bar.frames] == sorted((frame.units for frame in bar.frames), reverse=True)
    first = {frame.wording: frame.beyond for frame in bars[0].frames}
    assert bars[0].task.time.wording == "2024"
    assert first["2024 - 2026"]
    assert first["Hằng năm"]


def test_two_spellings_of_the_same_days_are_one_frame(merged: tuple[Consolidation, Known]) -> None:
    consolidation, known = merged
    part = consolidation.parts[0]
    entry = part.plan[0]
    spelt = [
        replace(entry, fields={**entry.fields, "time": replace(entry.fields["time"], text=text)})
        for text in ("Năm 2025", "2025", "2025", "khi có yêu cầu")
    ]
    one = replace(consolidation, parts=(replace(part, plan=tuple(spelt), others=()),))
    bars = {bar.task.code: bar for bar in round_view(one, known).time_line.bars}
    frames = bars[entry.national[0].code].frames
    assert [(frame.wording, frame.units, frame.span is None) for frame in frames] == [
        ("2025", 3, False),
        ("khi có yêu cầu", 1, True),
    ]


def test_figures_are_counted_once_and_leads_are_those_of_the_list(
    merged: tuple[Consolidation, Known], programme: Programme
) -> None:
    consolidation, known = merged
    charts = round_view(consolidation, known).charts
    rows = [entry for part in consolidation.parts for entry in (*part.plan, *part.others)]
    assert sum(of(charts, ChartKey.STATUS).values()) == len(rows) == 8 * 56
    assert of(charts, ChartKey.STATUS)["Error"] == sum(entry.marked for entry in rows)
    leads = of(charts, ChartKey.LEADS)
    named = sum("Bộ Thông tin và Truyền thông" in task.lead.wording for task in programme.tasks)
    assert leads["Bộ Thông tin và Truyền thông"] == named
    assert ChartKey.ARRIVALS not in {chart.key for chart in charts}


def test_of_one_unit_the_leads_are_those_its_plan_names(merged: tuple[Consolidation, Known]) -> None:
    consolidation, known = merged
    one = replace(consolidation, parts=consolidation.parts[:1])
    assert of(round_view(one, known).charts, ChartKey.LEADS) == {
        "Phòng Văn hóa - Xã hội": len(consolidation.parts[0].plan)
    }


def test_returns_over_time_are_counted_by_day_and_by_month_where_days_are_many(
    merged: tuple[Consolidation, Known],
) -> None:
    few = (date(2026, 11, 5), date(2026, 11, 2), date(2026, 11, 2))
    assert of(round_view(*merged, RoundFacts((), few)).charts, ChartKey.ARRIVALS) == {"2026-11-02": 2, "2026-11-05": 1}
    many = tuple(date(2026, month, day) for month in (9, 10) for day in range(1, 31))
    assert of(round_view(*merged, RoundFacts((), many)).charts, ChartKey.ARRIVALS) == {"2026-09": 30, "2026-10": 30}


def test_a_round_says_who_is_missing_and_when_the_first_version_came(merged: tuple[Consolidation, Known]) -> None:
    units = [part.unit for part in merged[0].parts]
    versions = tuple(
        Version(f"{day}.xlsx", "0" * 64, date(2026, 11, day), State.ACCEPTED, (), 0, 0, 0) for day in (3, 9)
    )
    status = RoundStatus(
        RoundSetup("dot", "Đợt", DEFAULT_PROGRAMME, "plan", None, None, date(2026, 11, 10), ()),
        date(2026, 11, 12),
        (
            UnitStatus(units[0], State.ACCEPTED, versions, versions[-1]),
            UnitStatus(units[1], State.NOT_RECEIVED, days_late=2),
        ),
    )
    assert facts_of(status) == RoundFacts((units[1],), (date(2026, 11, 3),))
