"""Progress on accepted plans: forms prefilled with them, returns checked, one report for one unit or for several."""

import re
import runpy
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document

from tdn_templates import api
from tdn_templates.errors import TdnError
from tdn_templates.model.words import State
from tdn_templates.testing import Answer, fill_form

MAKE_RETURNS = Path(__file__).parents[2] / "examples" / "published-plans" / "make_returns.py"
UNITS = {"Bộ Tài chính": 45, "Tỉnh Bình Định": 31}
STATUSES = ("Đã hoàn thành", "Đang thực hiện", "Chậm tiến độ", "Chưa triển khai", "Không phát sinh")
RESULT, LATE, NEXT = "Đã tổ chức 02 hội nghị.", "Chưa được bố trí kinh phí.", "Trình phê duyệt trong quý I/2026."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`gui-di` with the forms and the lists made from the plans, `nhan-ve` with the returns."""
    folder = tmp_path_factory.mktemp("progress")
    plans = runpy.run_path(str(MAKE_RETURNS))["make_returns"](folder / "ke-hoach")
    (folder / "nhan-ve").mkdir()
    for unit, plan in zip(UNITS, plans, strict=True):
        made = api.generate([unit], folder / "gui-di", form="progress", year=2025, plan=plan, draft=True)
        tasks, form = made.files[0], made.files[1]
        answers = list(answered(str(tasks)))
        (folder / "nhan-ve" / form.name).write_bytes(fill_form(form.read_bytes(), answers))
    return folder


def answered(tasks: str) -> Iterator[Answer]:
    """Every status in turn, each with what it asks for; one piece of work beyond the plan."""
    for index, task in enumerate(api.list_tasks(programme=tasks).programme.tasks):
        status = STATUSES[index % len(STATUSES)]
        answer = {"row": task.number, "status": status}
        if status in STATUSES[:3]:
            answer["result"] = RESULT
        if status == "Đã hoàn thành":
            answer |= {"document": "12/KH-BTC", "document_date": "05/6/2025"}
        if status == "Chậm tiến độ":
            answer["difficulties"] = LATE
        if status in STATUSES[2:4]:
            answer["next_step"] = NEXT
        yield answer
    yield {"row": "own:3", "own_text": "Tham gia triển lãm ảnh", "result": "Trưng bày 40 ảnh."}


def returns(folder: Path) -> list[Path]:
    return sorted((folder / "nhan-ve").iterdir())


def texts(document: Document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def table_rows(document: Document, number: int) -> list[list[str]]:
    """The rows of a table; a cell over several columns counts once."""
    rows = document.tables[number].rows
    return [[cell.text for cell in dict.fromkeys(row.cells)] for row in rows]


def test_the_form_holds_the_plan_in_its_own_order_and_numbers(folder: Path) -> None:
    sheet = openpyxl.load_workbook(returns(folder)[0])["Kết quả"]
    numbers = [str(sheet.cell(row, 2).value) for row in range(8, sheet.max_row + 1) if sheet.cell(row, 2).value]
    tasks = [number for number in numbers if re.fullmatch(r"\d+\.\d+", number)]
    assert len(tasks) == 45
    assert tasks[:4] == ["1.1", "1.2", "1.3", "2.1"]
    assert "Kết luận số 57-KL/TW" in str(sheet.cell(10, 4).value)


def test_returns_are_checked_with_the_lists_beside_the_forms(folder: Path) -> None:
    result = api.validate(returns(folder), programme=str(folder / "gui-di"))
    assert [verdict.state for verdict in result.verdicts] == [State.ACCEPTED_WITH_WARNINGS] * 2
    assert {finding.code for verdict in result.verdicts for finding in verdict.findings} == {"TIME08"}


def test_without_their_lists_returns_are_refused_by_name(folder: Path) -> None:
    result = api.validate(returns(folder))
    assert {finding.code for verdict in result.verdicts for finding in verdict.findings} == {"STAMP03"}


def test_one_report_counts_every_task_of_every_unit_once(folder: Path, tmp_path: Path) -> None:
    merged = api.merge(returns(folder), tmp_path, programme=str(folder / "gui-di"))
    assert [path.name for path in merged.files] == ["bao-cao.docx", "tong-hop.xlsx", "tong-hop.html"]
    document = docx.Document(str(merged.files[0]))
    wanted = Counter(STATUSES[index % 5] for count in UNITS.values() for index in range(count))
    head, *groups, total = (row for row in table_rows(document, 1) if len(row) > 3)
    counted = {label: int(count) for label, count in zip(head[2:-1], total[2:-1], strict=True)}
    assert counted == {label: wanted[label] for label in counted}
    assert int(total[-1]) == sum(UNITS.values())
    assert [sum(int(row[column]) for row in groups) for column in range(2, len(head))] == [int(n) for n in total[2:]]
    said = texts(document)
    assert f"Tổng số nhiệm vụ là {sum(UNITS.values())}" in said
    assert said.count(LATE) == wanted["Chậm tiến độ"]
    assert "Bộ Tài chính: Tham gia triển lãm ảnh" in said
    sheet = openpyxl.load_workbook(merged.files[1])["Tổng hợp"]
    statuses = Counter(str(row[4]) for row in sheet.iter_rows(min_row=2, values_only=True))
    assert {status: statuses[status] for status in STATUSES} == {status: wanted[status] for status in STATUSES}


def test_units_stand_under_the_task_of_the_list_above(folder: Path, tmp_path: Path) -> None:
    document = docx.Document(str(api.merge(returns(folder), tmp_path, programme=str(folder / "gui-di")).files[0]))
    rows = [row for row in table_rows(document, -1) if len(row) > 3]
    at = next(index for index, row in enumerate(rows) if row[0] == "1.1")
    assert [row[2] for row in rows[at + 1 : at + 5]] == [
        "Bộ Tài chính",
        "Bộ Tài chính",
        "Tỉnh Bình Định",
        "Tỉnh Bình Định",
    ]


def test_one_unit_reports_on_its_own_plan(folder: Path, tmp_path: Path) -> None:
    merged = api.merge(returns(folder)[:1], tmp_path, programme=str(folder / "gui-di"))
    document = docx.Document(str(merged.files[0]))
    rows = [row for row in table_rows(document, -1) if len(row) > 3]
    numbers = [row[0] for row in rows if re.fullmatch(r"\d+\.\d+", row[0])]
    assert len(numbers) == 45
    first = next(row for row in rows if row[0] == "1.1")
    assert first[3:6] == ["Đã hoàn thành", RESULT, "12/KH-BTC ngày 05/6/2025"]
    assert "BỘ TÀI CHÍNH" in document.tables[0].cell(0, 0).text


def test_a_nil_return_is_named_and_counts_no_task(folder: Path, tmp_path: Path) -> None:
    form = next(path for path in (folder / "gui-di").glob("*tinh-binh-dinh*.xlsx"))
    workbook = openpyxl.load_workbook(form)
    workbook["Kết quả"]["E5"] = "x"
    workbook.save(tmp_path / "khong.xlsx")
    paths = [returns(folder)[0], tmp_path / "khong.xlsx"]
    merged = api.merge(paths, tmp_path / "out", programme=str(folder / "gui-di"))
    assert [verdict.state for verdict in merged.validation.verdicts] == [
        State.ACCEPTED_WITH_WARNINGS,
        State.NIL_RETURN,
    ]
    said = texts(docx.Document(str(merged.files[0])))
    assert "Tổng số nhiệm vụ là 45" in said
    assert "Đơn vị báo cáo không phát sinh" in said
    assert "- Tỉnh Bình Định" in said


def test_returns_of_two_forms_are_not_merged_into_one(folder: Path, tmp_path: Path) -> None:
    plan = next((folder / "ke-hoach").glob("*.xlsx"))
    with pytest.raises(TdnError, match="different forms"):
        api.merge([plan, *returns(folder)], tmp_path, programme=str(folder / "gui-di"), draft=True)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"form": "progress"}, "a year from 2024 to 2030"),
        ({"form": "progress", "year": 2031}, "a year from 2024 to 2030"),
        ({"form": "plan", "year": 2025}, "not made for a year"),
        ({"form": "registration", "of": "Tỉnh An Giang"}, 'no departments of "Tỉnh An Giang"'),
    ],
)
def test_what_a_form_lacks_is_said_before_anything_is_written(
    options: dict[str, object], said: str, tmp_path: Path
) -> None:
    units = [] if "of" in options else ["Bộ Tài chính"]
    with pytest.raises(TdnError, match=said):
        api.generate(units, tmp_path / "out", **options)  # type: ignore[arg-type]  # a table of options
    assert not (tmp_path / "out").exists()


def test_a_plan_with_errors_makes_no_list_unless_it_is_wanted(folder: Path, tmp_path: Path) -> None:
    plan = folder / "ke-hoach" / "bo-tai-chinh.xlsx"
    with pytest.raises(TdnError, match="needs correction"):
        api.list_from_plan(plan)
    made = api.list_from_plan(plan, draft=True)
    assert (made.file, len(made.programme.tasks)) == ("nq47-2024-bo-tai-chinh.programme.yaml", 45)
    first, second = made.programme.tasks[:2]
    assert (first.carries, second.carries) == (("1.1",), ("1.1",))
    assert second.issued_lead == "Các bộ, ngành, địa phương"
    path = api.write_plan_list(made, tmp_path, force=False)
    assert api.list_tasks(programme=str(path)).programme == made.programme


def test_a_reminder_counts_the_forms_of_every_list_made_from_plans(folder: Path, tmp_path: Path) -> None:
    register, out = folder / "gui-di" / "so-phat-hanh.jsonl", tmp_path / "don-doc.docx"
    reminded = api.write_reminder_letter(
        returns(folder)[:1], out, register=register, form="progress", programme=str(folder / "gui-di")
    )
    assert (reminded.letter.units_received, reminded.letter.units_asked) == (1, 2)
    assert "47/NQ-CP" in texts(docx.Document(str(out)))


def test_a_reminder_about_one_list_names_the_forms_it_leaves_out(folder: Path, tmp_path: Path) -> None:
    (one, other) = sorted((folder / "gui-di").glob("*.programme.yaml"))
    register = folder / "gui-di" / "so-phat-hanh.jsonl"
    reminded = api.write_reminder_letter(
        [], tmp_path / "don-doc.docx", register=register, form="progress", programme=str(one)
    )
    assert reminded.letter.units_asked == 1
    (left_out,) = reminded.left_out
    assert other.name.removesuffix(".programme.yaml").split("-", 2)[-1] in left_out


def test_a_reminder_without_the_lists_of_the_register_says_which_they_are(folder: Path, tmp_path: Path) -> None:
    register = folder / "gui-di" / "so-phat-hanh.jsonl"
    with pytest.raises(TdnError, match="nq47-2024-bo-tai-chinh, nq47-2024-tinh-binh-dinh") as raised:
        api.write_reminder_letter([], tmp_path / "don-doc.docx", register=register, form="progress")
    assert "--programme" in (raised.value.hint_vi or "")


def test_the_lists_beside_the_forms_are_no_returns(folder: Path) -> None:
    found = api.validate([folder / "gui-di"], programme=str(folder / "gui-di"))
    assert {verdict.submission.source.name.rsplit(".", 1)[-1] for verdict in found.verdicts} == {"xlsx", "docx"}
