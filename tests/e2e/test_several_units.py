"""Several plans in one annex: every row stands under its national task; split, merged and new tasks survive."""

from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.worksheet.worksheet import Worksheet

from tdn_templates import api
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_known
from tdn_templates.testing import read_answers_tsv

EXAMPLES = Path(__file__).parents[2] / "examples" / "published-plans"
UNITS = {"bo-tai-chinh": "Bộ Tài chính", "tinh-binh-dinh": "Tỉnh Bình Định"}
Rows = Callable[[Path], list[list[str]]]
Form = Callable[..., bytes]
DONE = {"treatment": "Thực hiện", "own_lead": "Văn phòng Bộ"}


def by_task(rows: list[list[str]]) -> dict[str, list[list[str]]]:
    """Unit rows by the number of the task above them; under "+2" those of the band of new tasks in group 2."""
    found: dict[str, list[list[str]]] = {}
    here = ""
    for row in rows:
        if len(row) == 1:
            group = row[0].rpartition(" ")[2]
            here = f"+{group}" if "bổ sung" in row[0] else ""
        elif row[0]:
            here = row[0]
            found.setdefault(here, [])
        else:
            found.setdefault(here, []).append(row[1:])
    return found


def test_every_answer_of_both_plans_stands_under_its_national_task(
    published_returns: dict[str, Path], annex_rows: Rows, tmp_path: Path
) -> None:
    annex = api.merge(list(published_returns.values()), tmp_path, draft=True).files[0]
    found = by_task(annex_rows(annex))
    programme = load_known(DEFAULT_PROGRAMME).programmes
    (numbers,) = [[task.number for task in item.tasks] for item in programme.values()]
    assert [number for number in found if not number.startswith("+")] == numbers
    for name, unit in UNITS.items():
        text = (EXAMPLES / f"{name}.answers.tsv").read_text(encoding="utf-8")
        for answer in read_answers_tsv(text):
            assert shown(answer, unit) in found[place(answer)], answer


def place(answer: Mapping[str, str]) -> str:
    if not answer["row"].startswith("own:"):
        return answer["row"]
    first = answer["carries"].split(";")[0].strip()
    return first or f"+{answer['row'].removeprefix('own:')}"


def shown(answer: Mapping[str, str], unit: str) -> list[str]:
    match answer["treatment"]:
        case "Gộp vào nhiệm vụ khác":
            return [unit, f"Gộp vào nhiệm vụ {answer['carries']}".removesuffix(" "), "", "", ""]
        case "Không áp dụng":
            return [unit, f"Không áp dụng: {answer['note']}", "", "", ""]
        case _:
            return [unit, answer["own_text"], answer["own_lead"], answer["own_supporting"], answer["own_time"]]


@pytest.fixture
def rearranged(form_of: Form, tmp_path: Path) -> Path:
    """A plan that splits 1.1, merges 2.1 into 2.2, carries out 5.10 and 5.15 together, adds a task and refuses one."""
    tasks = api.list_tasks(unit="Bộ Tài chính").assignments
    answers: dict[str, dict[str, str]] = {item.task.number: {"row": item.task.number, **DONE} for item in tasks}
    answers["2.1"] |= {"treatment": "Gộp vào nhiệm vụ khác", "own_lead": "", "carries": "2.2"}
    answers["2.3"] |= {"treatment": "Không áp dụng", "own_lead": "", "note": "Không thuộc chức năng"}
    for number in ("5.10", "5.15"):
        answers[number] |= {"treatment": "Gộp vào nhiệm vụ khác", "own_lead": ""}
    own = {"own_lead": "Vụ Tài chính hành chính sự nghiệp", "own_time": "2024"}
    added = [
        {"row": "own:1", "own_text": "Phần tách ra của 1.1", "carries": "1.1", **own},
        {"row": "own:5", "own_text": "Một việc cho hai nhiệm vụ", "carries": "5.10; 5.15", **own},
        {"row": "own:2", "own_text": "Việc hoàn toàn mới", **own},
    ]
    path = tmp_path / "btc.xlsx"
    path.write_bytes(form_of("Bộ Tài chính", *answers.values(), *added))
    return path


def test_split_merged_new_and_refused_tasks_are_no_errors_and_survive(
    rearranged: Path, form_of: Form, annex_rows: Rows, tmp_path: Path
) -> None:
    other = tmp_path / "khac.xlsx"
    tasks = api.list_tasks(unit="Bộ Công an").assignments
    other.write_bytes(form_of("Bộ Công an", *({"row": item.task.number, **DONE} for item in tasks)))
    merged = api.merge([rearranged, other], tmp_path / "out")
    assert [path.name for path in merged.files] == ["phu-luc.docx", "tong-hop.xlsx", "tong-hop.html"]
    found = by_task(annex_rows(merged.files[0]))
    ours = {number: [row[1:3] for row in rows if row[0] == "Bộ Tài chính"] for number, rows in found.items()}
    assert ours["1.1"] == [
        ["Phổ biến, quán triệt nội dung Nghị quyết", "Văn phòng Bộ"],
        ["Phần tách ra của 1.1", "Vụ Tài chính hành chính sự nghiệp"],
    ]
    assert ours["2.1"] == [["Gộp vào nhiệm vụ 2.2", ""]]
    assert ours["2.3"] == [["Không áp dụng: Không thuộc chức năng", ""]]
    assert ["Một việc cho hai nhiệm vụ", "Vụ Tài chính hành chính sự nghiệp"] in ours["5.10"]
    assert ["Thực hiện cùng nhiệm vụ 5.10", ""] in ours["5.15"]
    assert ours["+2"] == [["Việc hoàn toàn mới", "Vụ Tài chính hành chính sự nghiệp"]]


def test_alone_the_rearranged_plan_is_renumbered_and_traced(rearranged: Path, annex_rows: Rows, tmp_path: Path) -> None:
    annex, workbook, _ = api.merge([rearranged], tmp_path / "out").files
    texts = {row[0]: row[1] for row in annex_rows(annex) if len(row) > 1}
    assert texts["1.2"] == "Phần tách ra của 1.1"
    assert texts["2.1"].startswith("Nghiên cứu sửa đổi, bổ sung Nghị định số 72/2015/NĐ-CP")
    assert [number for number, text in texts.items() if text == "Việc hoàn toàn mới"] == [
        max((number for number in texts if number.startswith("2.")), key=position)
    ]
    for group in "12345":
        numbers = [number for number in texts if number.startswith(f"{group}.")]
        assert numbers == [f"{group}.{index}" for index in range(1, len(numbers) + 1)]
    assert_every_value_can_be_traced(workbook, rearranged)


def position(number: str) -> int:
    return int(number.rpartition(".")[2])


def assert_every_value_can_be_traced(workbook: Path, source: Path) -> None:
    """Each value of a unit in the merged table is found again in the cell its source line names."""
    book, returned = openpyxl.load_workbook(workbook), openpyxl.load_workbook(source)
    origins = {row[0]: row[4:7] for row in book["Nguồn"].iter_rows(min_row=2, values_only=True)}
    checked = 0
    for row in book["Tổng hợp"].iter_rows(min_row=2, min_col=7, max_col=11):
        for cell in row:
            if cell.value is None:
                continue
            file, sheet, address = map(str, origins[cell.coordinate])
            if file == source.name:
                assert cell_value(returned[sheet], address) == cell.value
                checked += 1
    assert checked > 100


def cell_value(sheet: Worksheet, address: str) -> object:
    (column, row) = coordinate_from_string(address)
    return sheet.cell(row, column_index_from_string(column)).value
