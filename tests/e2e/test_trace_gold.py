"""The published plans traced, against the reading of every row by hand in examples/trace/, and two plans made from
another list, against theirs. The figure stands at the end of a test run."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from tdn_templates import api
from tdn_templates.model.trace import DeviationKind, PlanTrace
from tests.annexes.build import build
from tests.annexes.printed import annex_paths, load_annex
from tests.conftest import TRACED

EXAMPLES = Path(__file__).parents[2] / "examples"
PLANS = {"bo-tai-chinh": "Bộ Tài chính", "tinh-binh-dinh": "Tỉnh Bình Định"}
TITLES = {
    "number": "STT",
    "text": "Nhiệm vụ",
    "lead": "Cơ quan chủ trì",
    "supporting": "Cơ quan phối hợp",
    "time": "Thời gian thực hiện",
    "own_lead": "Đơn vị thuộc Bộ chủ trì",
    "own_supporting": "Đơn vị thuộc Bộ phối hợp",
}
FLOOR = 74
"""Rows of the 76 on which the trace has to agree with the reading: two careful readers agree on 104 of 106."""

Triple = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A plan as it was read by hand: rows (local, national, how), missing (national, role, binding), deviations
    (local, national, kind). `unsure` are rows and deviations that a second reader might see otherwise."""

    name: str
    rows: tuple[Triple, ...]
    missing: frozenset[Triple]
    deviations: frozenset[Triple]
    unsure: frozenset[Triple] = frozenset()


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_by_hand(name: str) -> Read:
    folder = EXAMPLES / "trace"
    rows = lines(folder / f"{name}.reading.tsv")
    deviations = lines(folder / f"{name}.deviations.tsv")
    return Read(
        name,
        tuple((line["local"], line["national"], line["how"]) for line in rows),
        frozenset((line["national"], line["role"], line["binding"]) for line in lines(folder / f"{name}.missing.tsv")),
        frozenset((line["local"], line["national"], line["kind"]) for line in deviations),
        frozenset((line["local"], line["national"], line["kind"]) for line in deviations if line["sure"] == "no"),
    )


def published_workbook(name: str, folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    rows = lines(EXAMPLES / "published-plans" / f"{name}.published.tsv")
    sheet.append([TITLES[key] for key in rows[0]])
    for line in rows:
        sheet.append([line[key] or None for key in rows[0]])
    path = folder / f"{name}.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def traces(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PlanTrace]:
    folder = tmp_path_factory.mktemp("plans")
    return {name: api.trace(published_workbook(name, folder), unit=unit).trace for name, unit in PLANS.items()}


def rows_of(trace: PlanTrace) -> Iterator[Triple]:
    for row in trace.rows:
        yield row.local, ",".join(sorted(task.number for task in row.match.tasks)), row.match.how.value


def sorted_row(row: Triple) -> Triple:
    return row[0], ",".join(sorted(filter(None, row[1].split(",")))), row[2]


def deviations_of(trace: PlanTrace) -> frozenset[Triple]:
    shown = (item for item in trace.deviations if item.kind is not DeviationKind.MISSING)
    return frozenset((item.local or "", item.national or "", item.kind.value) for item in shown)


def missing_of(trace: PlanTrace) -> frozenset[Triple]:
    return frozenset((item.task.number, item.role.value, item.binding.value) for item in trace.missing)


def test_the_trace_agrees_with_the_reading_by_hand(
    traces: dict[str, PlanTrace], record_property: Callable[[str, object], None]
) -> None:
    pairs = [
        (name, one, other)
        for name, trace in traces.items()
        for one, other in zip(map(sorted_row, read_by_hand(name).rows), rows_of(trace), strict=True)
    ]
    differ = [f"{name}: read as {one}, traced as {other}" for name, one, other in pairs if one != other]
    record_property(TRACED, "; ".join([f"agrees on {len(pairs) - len(differ)} of {len(pairs)} rows", *differ]))
    assert len(pairs) == 76
    assert len(pairs) - len(differ) >= FLOOR, differ


@pytest.mark.parametrize("name", list(PLANS))
def test_what_is_missing_is_exactly_what_was_read(traces: dict[str, PlanTrace], name: str) -> None:
    assert missing_of(traces[name]) == read_by_hand(name).missing


@pytest.mark.parametrize("name", list(PLANS))
def test_the_deviations_are_those_that_were_read(traces: dict[str, PlanTrace], name: str) -> None:
    """What a second reader might see otherwise may be seen otherwise here too; nothing else is added or lacking."""
    read = read_by_hand(name)
    found = deviations_of(traces[name])
    assert read.deviations - read.unsure <= found <= read.deviations


def test_a_wrong_row_is_never_a_sure_one(traces: dict[str, PlanTrace]) -> None:
    for name, trace in traces.items():
        read = {row[0]: sorted_row(row) for row in read_by_hand(name).rows}
        wrong = [row for row, shown in zip(trace.rows, rows_of(trace), strict=True) if shown != read[row.local]]
        assert [row.local for row in wrong if not row.match.doubtful] == []


@pytest.mark.parametrize("path", annex_paths("plans"), ids=lambda path: path.stem)
def test_plans_made_from_another_list_are_traced_as_they_were_read(path: Path, tmp_path: Path) -> None:
    """From file to file: the list imported from a workbook, the plan read from a Word document."""
    printed = load_annex(path)
    source = next(one for one in annex_paths() if one.stem == printed.programme)
    imported = api.import_annex(build(load_annex(source), tmp_path, "xlsx"))
    list_file = tmp_path / "list.programme.yaml"
    list_file.write_text(imported.text, encoding="utf-8")
    trace = api.trace(build(printed, tmp_path, "docx"), unit=printed.unit, programme=str(list_file)).trace
    expected = printed.expected
    read = [sorted_row((line["local"], line["national"], line["how"])) for line in expected["reading"]]
    assert list(rows_of(trace)) == read
    assert missing_of(trace) == {(line["national"], line["role"], line["binding"]) for line in expected["missing"]}
    deviations = {(line["local"], line["national"], line["kind"]) for line in expected["deviations"]}
    # which names are known is a matter of the registry, and it grows
    assert {item for item in deviations_of(trace) if item[2] != "unit_unknown"} == {
        item for item in deviations if item[2] != "unit_unknown"
    }
