"""A published plan, in whatever file, becomes the list for the next level: each row points to what a reader found."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tdn_templates import api
from tdn_templates.errors import TdnError
from tdn_templates.model.unit import Level

EXAMPLES = Path(__file__).parents[2] / "examples"
HEAD = """\
KẾ HOẠCH
Triển khai thực hiện Nghị quyết số 47/NQ-CP ngày 15/4/2024 của Chính phủ

| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian thực hiện |
|---|---|---|---|---|
"""
GROUPS = ("Quán triệt", "Cơ chế, chính sách", "Nội dung, phương thức", "Đấu tranh phản bác", "Nguồn lực")
DECISIONS = """\
unit: tinh-binh-dinh
programme: nq47-2024
decisions:
  - text: {text}
    national: "2.6"
"""


def table_of(name: str) -> list[dict[str, str]]:
    with (EXAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The province's plan as Markdown; nothing in it says whose it is."""
    lines, group = [HEAD], ""
    for row in table_of("published-plans/tinh-binh-dinh.published.tsv"):
        if row["number"][0] != group:
            group = row["number"][0]
            lines.append(f"| {group} | {GROUPS[int(group) - 1]} | | | |\n")
        lines.append(f"| {' | '.join(row[key] for key in ('number', 'text', 'lead', 'supporting', 'time'))} |\n")
    path = tmp_path_factory.mktemp("published") / "ke-hoach.md"
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_every_row_of_a_published_plan_carries_what_a_reader_found(plan: Path, tmp_path: Path) -> None:
    made = api.list_from_plan(plan, published=api.PublishedPlan("Bình Định"))
    read = {row["local"]: row["national"].replace(" ", "") for row in table_of("trace/tinh-binh-dinh.reading.tsv")}
    found = {task.number: ",".join(task.carries) for task in made.programme.tasks}
    assert len(found) == 31
    assert found == read
    (asked,) = [block for block in made.text.split("      - number: ") if "reason: carries_doubtful" in block]
    assert asked.startswith('"3.11"')
    path = api.write_plan_list(made, tmp_path, force=False)
    (listed,) = api.list_chains(str(path), task="2.1")
    assert [link.number for link in listed.rows[0].chains[0].links] == ["2.5", "2.1"]
    assert {unit.level for unit in api.generate(["Sở Ngoại vụ"], tmp_path / "forms", programme=str(path)).units} == {
        Level.DEPARTMENT
    }


def test_a_decision_settles_the_row_in_doubt(plan: Path, tmp_path: Path) -> None:
    rows = table_of("published-plans/tinh-binh-dinh.published.tsv")
    text = next(row["text"] for row in rows if row["number"] == "3.11")
    (tmp_path / "quyet-dinh.yaml").write_text(DECISIONS.format(text=f'"{text}"'), encoding="utf-8")
    made = api.list_from_plan(plan, published=api.PublishedPlan("Bình Định", tmp_path / "quyet-dinh.yaml"))
    decided = made.programme.numbered("3.11")
    assert decided is not None
    assert decided.carries == ("2.6",)
    assert "carries_doubtful" not in made.text


def test_what_is_said_of_the_document_settles_its_questions(plan: Path) -> None:
    said = api.PublishedPlan("Bình Định", issued_on=date(2024, 5, 2), first=date(2025, 1, 1), last=date(2027, 12, 31))
    made = api.list_from_plan(plan, published=said)
    programme = made.programme
    assert (programme.issued_on, programme.first, programme.last) == (said.issued_on, said.first, said.last)
    assert "reason: issued_on_missing" not in made.text


def test_whose_plan_it_is_has_to_be_known(plan: Path) -> None:
    with pytest.raises(TdnError) as raised:
        api.list_from_plan(plan)
    assert "--unit" in raised.value.hint_en
