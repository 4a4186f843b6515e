"""Where each word of a row comes from: issued or the unit's own, with file, cell and hash; readable at 80 columns."""

import json
from typing import TYPE_CHECKING

import pytest

from tdn_templates.core.conflicts import find_conflicts
from tdn_templates.core.conflicts.decide import decided
from tdn_templates.core.conflicts.stances import AgencyWords
from tdn_templates.core.conflicts.three_way import Comparison, Difference
from tdn_templates.core.explain import explain
from tdn_templates.excel.conflict_sheets import issued_sheet
from tdn_templates.model.conflict import MergeDecision
from tdn_templates.model.explanation import Explanation
from tdn_templates.model.words import Lang
from tdn_templates.report.explanation import explanation_json, explanation_text
from tests.core.conflicts.returns import FINANCE, PAPER, VTV, Returns, merged

if TYPE_CHECKING:
    from tests.core.conftest import Office

RETURNS: Returns = {
    PAPER: {
        "2.3": {"own_time": "2024 - 2029", "own_text": "Xây dựng chuyên trang", "own_number": "2.2"},
        "2.10": {"own_lead": FINANCE},
    },
    VTV: {},
}


def _explained(office: "Office", number: str, unit: str = "", decision: MergeDecision | None = None) -> Explanation:
    submitted = merged(office, RETURNS)
    conflicts = find_conflicts(submitted, office.known)
    result = decided(submitted, conflicts, [decision] if decision else [])
    compared = Comparison(result.merged, submitted, AgencyWords(office.known.registry))
    return explain(number, result.merged, compared, result.conflicts, office.unit(unit) if unit else None)


def test_each_field_says_whose_word_it_is_and_where_it_stands(office: "Office") -> None:
    television, paper = _explained(office, "2.3").rows
    fields = {field.name: field for field in paper.fields}
    assert (fields["text"].own.text, fields["text"].issued_stands) == ("Xây dựng chuyên trang", False)
    assert fields["time"].issued.text == "2024 - 2026"
    assert [(origin.file, origin.place.cell[-2:]) for origin in fields["time"].stands.origins] == [
        ("0.xlsx", str(paper.entry.row))
    ]
    assert {finding.code for finding in paper.findings} >= {"TIME04"}
    assert television.source.name == "1.xlsx"


@pytest.mark.parametrize(
    ("number", "unit", "rows"),
    [
        ("2.3", "", [(PAPER, "2.3"), (VTV, "2.3")]),
        ("2.3", PAPER, [(PAPER, "2.3"), (PAPER, "2.10")]),
        ("9.9", "", []),
    ],
)
def test_with_a_unit_the_number_may_be_its_own(
    office: "Office", number: str, unit: str, rows: list[tuple[str, str]]
) -> None:
    found = _explained(office, number, unit).rows
    assert {(row.unit.name, row.entry.national[0].number) for row in found} == set(rows)


def test_the_text_is_readable_at_80_columns_and_names_everything(office: "Office") -> None:
    explanation = _explained(office, "2.3")
    text = explanation_text(explanation, office.rulebook, Lang.VI, 80)
    assert max(map(len, text.splitlines())) <= 80
    joined = " ".join(text.split())
    wanted = (
        f"{PAPER}: Thực hiện, số 2.1 trong kế hoạch",
        "Tệp: 0.xlsx",
        f"SHA-256 {explanation.rows[1].source.sha256[:12]}",
        "Chuỗi nhiệm vụ: 2.3 (quốc gia) ← 2.1 (Báo Nhân Dân)",
        "Nội dung (đơn vị ghi): “Xây dựng chuyên trang”",
        "Thời gian (đơn vị ghi): “2024 - 2029”",
        "văn bản giao ghi: “2024 - 2026”",
        "Lỗi TIME04",
        "Kết thúc sau thời hạn được giao.",
    )
    assert [words for words in wanted if words not in joined] == []


def test_what_a_decision_put_there_says_so_and_what_the_unit_wrote(office: "Office") -> None:
    conflict = _explained(office, "2.3").conflicts[0]
    said = ("Văn bản giao: 2024 - 2026", "Báo Nhân Dân: 2024 - 2029")
    explanation = _explained(office, "2.3", decision=MergeDecision(conflict.id, said, stands=1))
    text = " ".join(explanation_text(explanation, office.rulebook, Lang.VI, 80).split())
    assert "Thời gian (theo quyết định): “2024 - 2026”" in text
    assert "đơn vị đã ghi: “2024 - 2029”" in text
    time = json.loads(explanation_json(explanation, office.rulebook))["rows"][1]["fields"]["time"]
    assert (time["own"], time["text"], time["decided"]) == ("2024 - 2029", "2024 - 2026", conflict.id)
    assert time["origins"][0]["file"] == "0.xlsx"


def test_only_what_differs_from_the_issue_is_listed_with_what_stands(office: "Office") -> None:
    submitted = merged(office, RETURNS)
    compared = Comparison(submitted, submitted, AgencyWords(office.known.registry))
    listed = [row.cells[:6] for row in issued_sheet(compared, ()).rows]
    issued = office.programme.numbered("2.3")
    assert issued is not None
    assert listed == [
        (PAPER, "2.3", "Nội dung", issued.text, "Xây dựng chuyên trang", "Xây dựng chuyên trang"),
        (PAPER, "2.3", "Thời gian", "2024 - 2026", "2024 - 2029", "2024 - 2029"),
    ]


@pytest.mark.parametrize(
    ("number", "field", "difference"),
    [
        ("2.3", "text", Difference.CHANGED),
        ("2.5", "text", Difference.SAME),
        ("2.5", "lead", Difference.REFINED),
        ("2.10", "lead", Difference.REFINED),
        ("2.5", "supporting", Difference.SAME),
    ],
)
def test_how_a_value_differs(office: "Office", number: str, field: str, difference: Difference) -> None:
    submitted = merged(office, RETURNS)
    entry = next(entry for entry in submitted.parts[1].plan if entry.task and entry.task.number == number)
    compared = Comparison(submitted, submitted, AgencyWords(office.known.registry)).of(entry)
    assert next(each for each in compared if each.field == field).difference is difference
