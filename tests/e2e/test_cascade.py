"""A list of the nation becomes a ministry's plan, that a list for its departments, one of theirs a list for its
divisions; the returns of every level merge up, and every row shows its chain."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pytest

from tdn_templates import api
from tdn_templates.core.chains import chain_text
from tdn_templates.errors import TdnError
from tdn_templates.model.words import State
from tdn_templates.testing import Answer, cell_addresses, fill_form

NATION = """\
code: kh-thu
code_prefix: kh
title: Chương trình thử
annex_title: DANH MỤC NHIỆM VỤ
reference: 12/NQ-CP
issuer: Chính phủ
issued_on: 2024-01-15
source: tests
period: {first: 2024-01-01, last: 2030-12-31}
groups:
  - number: "1"
    title: Phổ biến
    tasks:
      - {number: "1.1", text: Phổ biến nghị quyết, lead: Các bộ ngành, supporting: "", time: "2024"}
      - {number: "1.2", text: Tổ chức hội nghị, lead: Bộ Tài chính, supporting: "", time: Hằng năm}
      - {number: "1.3", text: Tổ chức tọa đàm, lead: Bộ Tài chính, supporting: "", time: Hằng năm}
  - number: "2"
    title: Tuyên truyền
    tasks:
      - {number: "2.1", text: Xây dựng trang tin, lead: Bộ Tài chính, supporting: "", time: 2024 - 2026}
"""
DIVISIONS = """\
sources: [tests]
defaults: {level: department, parent: btc-van-phong-bo, slug_prefix: vpb}
units:
  - name: Phòng Tổng hợp
  - name: Phòng Báo chí
"""
CARRY, MERGE, NOT_OURS = "Thực hiện", "Gộp vào nhiệm vụ khác", "Không áp dụng"
OFFICE, COOPERATION, INVESTMENT = "Văn phòng Bộ", "Vụ Hợp tác quốc tế", "Vụ Đầu tư"
MINISTRY_LIST, OFFICE_LIST = "kh-thu-bo-tai-chinh", "kh-thu-bo-tai-chinh-btc-van-phong-bo"
MINISTRY_ANSWERS = (
    {"row": "1.1", "treatment": NOT_OURS, "note": "Đã phổ biến xong trước khi lập kế hoạch"},
    {"row": "1.2", "treatment": CARRY, "own_lead": COOPERATION, "own_supporting": "Các đơn vị thuộc Bộ"},
    {"row": "1.3", "treatment": MERGE, "carries": "1.2"},
    {"row": "own:1", "own_text": "Việc riêng của Bộ", "own_lead": OFFICE, "own_time": "2025"},
    {"row": "2.1", "treatment": CARRY, "own_lead": OFFICE, "own_supporting": COOPERATION},
    {"row": "own:2", "own_text": "Bản tiếng Anh", "own_lead": COOPERATION, "own_time": "2025", "carries": "2.1"},
)
OFFICE_ANSWERS = (
    {"row": "1.1", "treatment": NOT_OURS, "note": "Vụ Hợp tác quốc tế làm"},
    {"row": "1.2", "treatment": CARRY, "own_lead": "Phòng Tổng hợp"},
    {"row": "2.1", "treatment": CARRY, "own_lead": "Phòng Báo chí", "own_number": "2.2"},
    {
        "row": "own:2",
        "own_text": "Chuyên mục",
        "own_lead": "Phòng Báo chí",
        "own_time": "2025",
        "carries": "1.2; 2.1",
        "own_number": "2.1",
    },
    {"row": "own:1", "own_text": "Việc riêng của Văn phòng", "own_lead": "Phòng Tổng hợp", "own_time": "2025"},
)
COOPERATION_ANSWERS = (
    {"row": "1.1", "treatment": CARRY, "own_lead": COOPERATION, "own_supporting": OFFICE},
    {"row": "2.1", "treatment": MERGE, "carries": "2.2"},
    {"row": "2.2", "treatment": CARRY, "own_lead": COOPERATION},
)
PRESS_ANSWERS = (
    {"row": "2.2", "treatment": CARRY, "own_lead": "Phòng Báo chí"},
    {"row": "2.1", "treatment": MERGE, "carries": "2.2"},
)


@dataclass(frozen=True, slots=True)
class Office:
    """`own` holds the units of the third level, `lists` every list, `forms` what went out, `back` what came back."""

    root: Path

    @property
    def own(self) -> Path:
        return self.root / "own"

    @property
    def lists(self) -> Path:
        return self.root / "lists"

    def file_of(self, code: str) -> str:
        return str(self.lists / f"{code}.programme.yaml")

    def answered(
        self, code: str, answers: Mapping[str, Sequence[Answer]], form: str = "plan", year: int | None = None
    ) -> list[Path]:
        """The forms of a list for several units, filled in, in the order of the units."""
        forms, back = self.root / "forms" / code / form, self.root / "back" / code / form
        made = api.generate(
            list(answers), forms, programme=self.file_of(code), form=form, year=year, templates=self.own
        )
        back.mkdir(parents=True)
        returns = [back / f"{unit}.xlsx" for unit in answers]
        blank = [path for path in made.files if path.suffix == ".xlsx"]
        for path, unit, to_fill in zip(returns, answers, blank, strict=True):
            path.write_bytes(fill_form(to_fill.read_bytes(), answers[unit]))
        return returns

    def returns(self, code: str) -> Path:
        return self.root / "back" / code / "plan"

    def make_list(self, plan: Path) -> api.PlanList:
        made = api.list_from_plan(plan, programme=str(self.lists), templates=self.own)
        api.write_plan_list(made, self.lists, force=False)
        return made

    def merge(self, name: str, *paths: Path, to: str | None = None) -> api.Merged:
        return api.merge(paths, self.root / name, programme=str(self.lists), templates=self.own, to=to)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """All levels filled in: the ministry, two departments with answers and one with nothing, one division."""
    made = Office(tmp_path_factory.mktemp("cascade"))
    for folder, name, text in (("own", "phong.units.yaml", DIVISIONS), ("lists", "kh-thu.programme.yaml", NATION)):
        (made.root / folder).mkdir()
        (made.root / folder / name).write_text(text, encoding="utf-8")
    made.make_list(made.answered("kh-thu", {"Bộ Tài chính": MINISTRY_ANSWERS})[0])
    answers = {OFFICE: OFFICE_ANSWERS, COOPERATION: COOPERATION_ANSWERS, INVESTMENT: ()}
    plan, _, nothing = made.answered(MINISTRY_LIST, answers)
    workbook = openpyxl.load_workbook(nothing)
    workbook["Kế hoạch"]["E5"] = "x"
    workbook.save(nothing)
    made.make_list(plan)
    made.answered(OFFICE_LIST, {"Phòng Báo chí": PRESS_ANSWERS})
    return made


@pytest.fixture(scope="module")
def departments(office: Office) -> api.Merged:
    return office.merge("cap-bo", office.returns(MINISTRY_LIST))


@pytest.fixture(scope="module")
def nation(office: Office) -> api.Merged:
    """Departments and divisions together, under the list on top."""
    return office.merge("quoc-gia", office.returns(MINISTRY_LIST), office.returns(OFFICE_LIST), to="kh-thu")


def chains(merged: api.Merged) -> dict[tuple[str, str], list[str]]:
    """The chains of every row by unit and wording."""
    assert merged.consolidation is not None
    return {
        (part.unit.name, entry.fields["text"].text): list(map(chain_text, entry.chains))
        for part in merged.consolidation.parts
        for entry in (*part.plan, *part.others)
    }


def column(merged: api.Merged, title: str) -> dict[tuple[str, str], str]:
    """What stands under a heading of the merged table, by unit and wording."""
    head, *rows = openpyxl.load_workbook(merged.files[1])["Tổng hợp"].iter_rows(values_only=True)
    unit, text, at = (head.index(each) for each in ("Đơn vị", "Nội dung của đơn vị", title))
    return {(str(row[unit]), str(row[text])): str(row[at] or "") for row in rows}


def unit_rows(annex: Path) -> set[tuple[str, str]]:
    """Unit and text of the rows below the tasks of an annex of several units."""
    rows = docx.Document(str(annex)).tables[0].rows
    lines = [[cell.text for cell in dict.fromkeys(row.cells)] for row in rows]
    return {(line[1], line[2]) for line in lines if len(line) > 2 and line[0] == ""}


def test_each_level_points_to_the_one_above_in_its_own_numbers(office: Office) -> None:
    carried = {
        code: {
            task.number: task.carries
            for task in api.list_chains(office.file_of(code), templates=office.own)[0].programme.tasks
        }
        for code in (MINISTRY_LIST, OFFICE_LIST)
    }
    assert carried == {
        MINISTRY_LIST: {"1.1": ("1.2", "1.3"), "1.2": (), "2.1": ("2.1",), "2.2": ("2.1",)},
        OFFICE_LIST: {"1.1": ("1.2",), "1.2": (), "2.1": ("1.2", "2.1"), "2.2": ("2.1",)},
    }


def test_a_list_of_any_level_says_whose_it_is_and_names_the_document_on_top(office: Office) -> None:
    (made,) = api.list_chains(office.file_of(OFFICE_LIST), templates=office.own)
    programme = made.programme
    assert (programme.owner, programme.parent) == ("btc-van-phong-bo", MINISTRY_LIST)
    assert programme.title == "Kế hoạch của Văn phòng Bộ thực hiện Chương trình thử"
    assert programme.reference == "Kế hoạch thực hiện 12/NQ-CP"
    assert {task.code.partition(":")[0] for task in programme.tasks} == {"kh-bo-tai-chinh-btc-van-phong-bo"}


@pytest.mark.parametrize(
    ("unit", "numbers"),
    [(OFFICE, {"1.1", "1.2", "2.1"}), (COOPERATION, {"1.1", "2.1", "2.2"}), (INVESTMENT, {"1.1"})],
)
def test_a_department_is_asked_for_exactly_its_tasks_of_the_ministry(
    unit: str, numbers: set[str], office: Office
) -> None:
    form = office.returns(MINISTRY_LIST) / f"{unit}.xlsx"
    assert {number for number, _ in cell_addresses(form.read_bytes())} == numbers
    sheet = openpyxl.load_workbook(form)["Kế hoạch"]
    headings = [str(cell.value) for cell in sheet[7]]
    assert "Nhiệm vụ được giao số" in headings
    assert not [text for text in headings if "quốc gia" in text]


def test_the_departments_of_the_owner_get_forms_without_being_named(office: Office, tmp_path: Path) -> None:
    made = api.generate([], tmp_path, all_in="departments", programme=office.file_of(OFFICE_LIST), templates=office.own)
    assert [unit.name for unit in made.units] == ["Phòng Tổng hợp", "Phòng Báo chí"]
    with pytest.raises(TdnError, match="made from no unit's plan"):
        api.generate([], tmp_path / "none", all_in="departments", programme=office.file_of("kh-thu"))


def test_returns_of_departments_are_checked_against_the_ministrys_list(departments: api.Merged) -> None:
    states = {verdict.unit.name: verdict.state for verdict in departments.validation.verdicts if verdict.unit}
    assert states == {OFFICE: State.ACCEPTED, COOPERATION: State.ACCEPTED, INVESTMENT: State.NIL_RETURN}


ROWS = {
    (OFFICE, "Tổ chức hội nghị"): ["1.2 (quốc gia) ← 1.1 (Bộ Tài chính)", "1.3 (quốc gia) ← 1.1 (Bộ Tài chính)"],
    (OFFICE, "Việc riêng của Bộ"): ["nhiệm vụ tự đặt: 1.2 (Bộ Tài chính) ← 1.1 (Văn phòng Bộ)"],
    (OFFICE, "Việc riêng của Văn phòng"): ["nhiệm vụ tự đặt: 1.2 (Văn phòng Bộ)"],
    (OFFICE, "Xây dựng trang tin"): ["2.1 (quốc gia) ← 2.1 (Bộ Tài chính) ← 2.2 (Văn phòng Bộ)"],
    (OFFICE, "Chuyên mục"): [
        "nhiệm vụ tự đặt: 1.2 (Bộ Tài chính) ← 2.1 (Văn phòng Bộ)",
        "2.1 (quốc gia) ← 2.1 (Bộ Tài chính) ← 2.1 (Văn phòng Bộ)",
    ],
    (COOPERATION, "Tổ chức hội nghị"): [
        "1.2 (quốc gia) ← 1.1 (Bộ Tài chính) ← 1.1 (Vụ Hợp tác quốc tế)",
        "1.3 (quốc gia) ← 1.1 (Bộ Tài chính) ← 1.1 (Vụ Hợp tác quốc tế)",
    ],
    (COOPERATION, "Xây dựng trang tin"): ["2.1 (quốc gia) ← 2.1 (Bộ Tài chính)"],
    (COOPERATION, "Bản tiếng Anh"): ["2.1 (quốc gia) ← 2.2 (Bộ Tài chính) ← 2.1 (Vụ Hợp tác quốc tế)"],
}

DIVISION_ROWS = {
    ("Phòng Báo chí", "Xây dựng trang tin"): [
        "2.1 (quốc gia) ← 2.1 (Bộ Tài chính) ← 2.2 (Văn phòng Bộ) ← 2.1 (Phòng Báo chí)"
    ],
    ("Phòng Báo chí", "Chuyên mục"): [
        "nhiệm vụ tự đặt: 1.2 (Bộ Tài chính) ← 2.1 (Văn phòng Bộ)",
        "2.1 (quốc gia) ← 2.1 (Bộ Tài chính) ← 2.1 (Văn phòng Bộ)",
    ],
}
"""The fourth level: a division of the ministry's office."""


def test_every_row_has_its_chain_in_the_ministrys_merge_and_in_the_nations(
    departments: api.Merged, nation: api.Merged
) -> None:
    for merged, rows in ((departments, ROWS), (nation, ROWS | DIVISION_ROWS)):
        assert chains(merged) == rows
        assert column(merged, "Chuỗi nhiệm vụ") == {row: "\n".join(ways) for row, ways in rows.items()}


def test_the_same_rows_stand_under_the_tasks_of_the_list_that_is_merged_to(
    departments: api.Merged, nation: api.Merged
) -> None:
    assert column(departments, "Nhiệm vụ của Bộ Tài chính số") == {
        (OFFICE, "Tổ chức hội nghị"): "1.1",
        (OFFICE, "Việc riêng của Bộ"): "1.2",
        (OFFICE, "Việc riêng của Văn phòng"): "",
        (OFFICE, "Xây dựng trang tin"): "2.1",
        (OFFICE, "Chuyên mục"): "1.2; 2.1",
        (COOPERATION, "Tổ chức hội nghị"): "1.1",
        (COOPERATION, "Xây dựng trang tin"): "2.1",
        (COOPERATION, "Bản tiếng Anh"): "2.2",
    }
    assert column(nation, "Nhiệm vụ quốc gia số") == {
        (OFFICE, "Tổ chức hội nghị"): "1.2; 1.3",
        (OFFICE, "Việc riêng của Bộ"): "",
        (OFFICE, "Việc riêng của Văn phòng"): "",
        (OFFICE, "Xây dựng trang tin"): "2.1",
        (OFFICE, "Chuyên mục"): "2.1",
        (COOPERATION, "Tổ chức hội nghị"): "1.2; 1.3",
        (COOPERATION, "Xây dựng trang tin"): "2.1",
        (COOPERATION, "Bản tiếng Anh"): "2.1",
        ("Phòng Báo chí", "Xây dựng trang tin"): "2.1",
        ("Phòng Báo chí", "Chuyên mục"): "2.1",
    }


def test_the_annex_of_the_nation_names_the_tasks_between(departments: api.Merged, nation: api.Merged) -> None:
    assert {unit for unit, _ in unit_rows(departments.files[0])} == {OFFICE, COOPERATION}
    said = unit_rows(nation.files[0])
    assert (f"{OFFICE} (nhiệm vụ 2.1 của Bộ Tài chính)", "Xây dựng trang tin") in said
    assert (f"{COOPERATION} (nhiệm vụ 2.1 của Bộ Tài chính)", "Gộp vào nhiệm vụ 2.2 của Bộ Tài chính") in said
    assert (f"{OFFICE} (nhiệm vụ 1.2 của Bộ Tài chính)", "Việc riêng của Bộ") in said
    assert (OFFICE, "Việc riêng của Văn phòng") in said
    division = "Phòng Báo chí (nhiệm vụ 2.2 của Văn phòng Bộ; nhiệm vụ 2.1 của Bộ Tài chính)"
    assert (division, "Xây dựng trang tin") in said


def test_every_value_still_names_the_cell_it_comes_from(office: Office, nation: api.Merged) -> None:
    path = office.returns(MINISTRY_LIST) / f"{COOPERATION}.xlsx"
    cell = cell_addresses(path.read_bytes())["2.2", "own_lead"]
    sources = openpyxl.load_workbook(nation.files[1])["Nguồn"].iter_rows(min_row=2, values_only=True)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    assert (COOPERATION, "Đơn vị chủ trì", path.name, "Kế hoạch", cell, sha256) in {
        (row[1], row[3], row[4], row[5], row[6], row[7]) for row in sources
    }


def test_the_same_bytes_whatever_the_order_of_the_files(office: Office, nation: api.Merged) -> None:
    files = [path for code in (MINISTRY_LIST, OFFICE_LIST) for path in office.returns(code).iterdir()]
    backwards = sorted(files, reverse=True)
    again = office.merge("nguoc", *backwards, to="kh-thu")
    assert [path.read_bytes() for path in again.files] == [path.read_bytes() for path in nation.files]


def test_a_list_to_merge_to_has_to_be_above_the_returns(office: Office) -> None:
    with pytest.raises(TdnError, match=f'"{OFFICE_LIST}"') as raised:
        office.merge("xuong", office.returns(MINISTRY_LIST) / f"{INVESTMENT}.xlsx", to=OFFICE_LIST)
    assert raised.value.hint_en == f"Use --to with one of these codes: {MINISTRY_LIST}, kh-thu."
    assert not (office.root / "xuong").exists()


def test_progress_of_several_departments_counts_once_for_each_task(office: Office) -> None:
    done = {"status": "Đã hoàn thành", "result": "Đã làm."}
    not_begun = {"status": "Chưa triển khai", "next_step": "Làm tiếp."}
    late = {"status": "Chậm tiến độ", "result": "Đã làm.", "difficulties": "Thiếu kinh phí.", "next_step": "Làm tiếp."}
    answers = {
        OFFICE: [{"row": "1.1", **not_begun}, {"row": "1.2", **not_begun}, {"row": "2.1", **late}],
        COOPERATION: [{"row": number, **done} for number in ("1.1", "2.1", "2.2")],
    }
    returns = office.answered(MINISTRY_LIST, answers, "progress", 2025)
    report = office.merge("tien-do", *returns, to="kh-thu").files[0]
    lines = [paragraph.text for paragraph in docx.Document(str(report)).paragraphs]
    assert any("Tổng số nhiệm vụ là 4" in line for line in lines)
    said = {line for line in lines if line.endswith(": Làm tiếp.")}
    assert said == {
        "- Nhiệm vụ 1.2 (Văn phòng Bộ): Làm tiếp.",
        "- Nhiệm vụ 1.2 của Bộ Tài chính (Văn phòng Bộ): Làm tiếp.",
        "- Nhiệm vụ 2.1 (Văn phòng Bộ): Làm tiếp.",
    }
    assert [line for line in lines if " nhiệm vụ (" in line] == [
        "- Đang thực hiện: 2 nhiệm vụ (1.2, 1.3)",
        "- Chậm tiến độ: 1 nhiệm vụ (2.1)",
        "- Chưa có báo cáo: 1 nhiệm vụ (1.1)",
    ]


def test_chains_go_down_into_the_lists_that_are_named_too(office: Office) -> None:
    (found,) = api.list_chains((office.file_of("kh-thu"), str(office.lists)), task="2.1", templates=office.own)
    (row,) = found.rows
    ways = [" ← ".join(f"{link.number} ({link.holder})" for link in way) for way in row.below]
    assert ways == [
        "2.1 (Bộ Tài chính) ← 2.1 (Văn phòng Bộ)",
        "2.1 (Bộ Tài chính) ← 2.2 (Văn phòng Bộ)",
        "2.2 (Bộ Tài chính)",
    ]
