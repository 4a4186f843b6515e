"""Ids that stay with the fault."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tdn_templates.api import Validation
from tdn_templates.core.finding_ids import finding_id, finding_ids
from tdn_templates.model.finding import Finding, Place
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import RuleCode, Severity

FAULT = Finding(
    RuleCode("TIME04"),
    Severity.ERROR,
    Place("Kế hoạch", "L35"),
    "3.1",
    "2025",
    {"column_title": "Thời gian", "national": "3.1"},
)
STRAY = Finding(RuleCode("SHEET03"), Severity.NOTE, Place("Kế hoạch", "R40"), value="xem lại")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(FAULT, replace(FAULT, place=Place("Kế hoạch", "L36")), id="row inserted above"),
        pytest.param(FAULT, replace(FAULT, place=Place("Kế hoạch", "M35")), id="column inserted"),
        pytest.param(FAULT, replace(FAULT, place=Place("Sheet1", "L35")), id="sheet renamed"),
        pytest.param(FAULT, replace(FAULT, value="2026"), id="another wrong value"),
        pytest.param(FAULT, replace(FAULT, severity=Severity.WARNING), id="severity configured"),
        pytest.param(STRAY, replace(STRAY, place=Place("Kế hoạch", "R41")), id="row inserted above stray content"),
    ],
)
def test_the_same_fault_keeps_its_id(before: Finding, after: Finding) -> None:
    assert finding_id("bo-tai-chinh", before) == finding_id("bo-tai-chinh", after)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(FAULT, code=RuleCode("TIME01")), id="another rule"),
        pytest.param(replace(FAULT, task="3.2"), id="another task"),
        pytest.param(replace(FAULT, facts={**FAULT.facts, "column_title": "Lý do"}), id="another column"),
        pytest.param(replace(FAULT, facts={**FAULT.facts, "national": "3.2"}), id="another national task of the row"),
    ],
)
def test_another_fault_has_another_id(other: Finding) -> None:
    assert finding_id("bo-tai-chinh", other) != finding_id("bo-tai-chinh", FAULT)


def test_owner_occurrence_and_stray_content_tell_faults_apart() -> None:
    ids = {
        finding_id("bo-tai-chinh", FAULT),
        finding_id("bo-cong-an", FAULT),
        finding_id("bo-tai-chinh", FAULT, 2),
        finding_id("bo-tai-chinh", STRAY),
        finding_id("bo-tai-chinh", replace(STRAY, value="xong")),
        finding_id("bo-tai-chinh", replace(STRAY, place=Place("Kế hoạch", "S40"))),
    }
    assert len(ids) == 6
    assert all(len(one) == 12 and set(one) <= set("0123456789abcdef") for one in ids)


def test_an_id_is_the_same_in_every_version() -> None:
    assert finding_id("bo-tai-chinh", FAULT) == "0fd462baf0df"


def test_ids_of_a_run_differ_and_do_not_depend_on_the_order_of_arrival(published: Validation) -> None:
    twice = (*published.verdicts, replace_name(published.verdicts[0], "b.xlsx"))
    ids = finding_ids(twice, published.batch_findings)
    flat = [one for file in ids.of_files for one in file]
    assert len(flat) == sum(len(verdict.findings) for verdict in twice) > 50
    assert len(set(flat)) == len(flat)
    assert finding_ids(twice[::-1], published.batch_findings).of_files == ids.of_files[::-1]


def test_three_rows_inserted_above_the_table_change_no_id(published: Validation) -> None:
    moved = [replace(item, findings=tuple(map(_three_rows_down, item.findings))) for item in published.verdicts]
    assert any(verdict.findings != before.findings for verdict, before in zip(moved, published.verdicts, strict=True))
    assert finding_ids(moved, ()) == finding_ids(published.verdicts, ())


def test_two_like_findings_in_one_cell_are_counted(make_verdict: Callable[..., Verdict]) -> None:
    unknown = replace(FAULT, code=RuleCode("UNIT05"))
    ids = finding_ids([make_verdict([replace(unknown, value="Vụ A"), replace(unknown, value="Vụ B")])], ()).of_files[0]
    assert ids == (finding_id("bo-tai-chinh", unknown, 1), finding_id("bo-tai-chinh", unknown, 2))


def replace_name(verdict: Verdict, name: str) -> Verdict:
    source = replace(verdict.submission.source, name=name)
    return replace(verdict, submission=replace(verdict.submission, source=source))


def _three_rows_down(finding: Finding) -> Finding:
    cell = finding.place.cell
    if not cell:
        return finding
    letters = cell.rstrip("0123456789")
    return replace(finding, place=Place(finding.place.sheet, f"{letters}{int(cell[len(letters) :]) + 3}"))
