"""The registrations of a ministry's departments merge into the two columns that the ministry published."""

import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tdn_templates import api
from tdn_templates.model.words import Lang, State

EXAMPLE = Path(__file__).parents[2] / "examples" / "registration"
ROWS = 45


@pytest.fixture(scope="module")
def script() -> Mapping[str, Any]:
    """The functions of make_registrations.py by name; a script has no types of its own here."""
    return runpy.run_path(str(EXAMPLE / "make_registrations.py"))


@pytest.fixture(scope="module")
def made(script: Mapping[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    return script["make_registrations"](tmp_path_factory.mktemp("registrations"))


@pytest.fixture(scope="module")
def merged(made: Any, tmp_path_factory: pytest.TempPathFactory) -> api.Merged:
    out = tmp_path_factory.mktemp("merged")
    return api.merge([made.returns], out, programme=str(made.tasks), templates=made.own)


def test_every_registration_is_accepted(merged: api.Merged) -> None:
    assert len(merged.validation.verdicts) == 16
    assert {verdict.state for verdict in merged.validation.verdicts} == {State.ACCEPTED}
    assert {finding.code for finding in merged.validation.batch_findings} == {"BATCH03"}


def test_all_rows_come_back_and_every_cell_means_the_published_units(
    script: Mapping[str, Any], merged: api.Merged
) -> None:
    published, columns = script["published_columns"](), script["merged_columns"](merged.files[0])
    assert [row[0] for row in columns] == [row[0] for row in published]
    assert len(columns) == ROWS
    found = script["differences_tsv"](merged.files[0], merged.validation.checking.known.registry)
    assert found == (EXAMPLE / "expected" / "bo-tai-chinh.differences.tsv").read_text(encoding="utf-8")
    assert "\tkhác\n" not in found
    same = 2 * ROWS - (found.count("\n") - 1)
    assert same == 57


def test_every_merged_role_names_the_cells_it_comes_from(merged: api.Merged) -> None:
    workbook = openpyxl.load_workbook(merged.files[1])
    sources = [row for row in workbook["Nguồn"].iter_rows(min_row=2, values_only=True) if row[3] == "Đơn vị chủ trì"]
    of_first = [row for row in sources if row[2] == "1.1"]
    assert len(of_first) == 14
    assert all(str(row[4]).endswith(".xlsx") and row[6] for row in of_first)
    assert len({row[4] for row in of_first}) == 14


def test_one_registration_missing_takes_the_class_apart(made: Any, tmp_path: Path) -> None:
    """The class is named only while every member claims."""
    others = [path for path in made.returns.iterdir() if not path.stem.endswith("btc-vu-dau-tu")]
    annex = api.merge(others, tmp_path, programme=str(made.tasks), templates=made.own).files[0]
    rows = runpy.run_path(str(EXAMPLE / "make_registrations.py"))["merged_columns"](annex)
    lead = {number: lead for number, lead, _ in rows}["1.1"]
    assert "các đơn vị thuộc bộ" not in lead.lower()
    assert lead.count(";") == 12


def test_a_department_without_part_in_anything_ticks_nil(made: Any, tmp_path: Path) -> None:
    form = next(path for path in made.forms.iterdir() if path.name.endswith("btc-vu-dau-tu.xlsx"))
    workbook = openpyxl.load_workbook(form)
    workbook["Đăng ký"]["E5"] = "x"
    workbook.save(tmp_path / "khong.xlsx")
    validation = api.validate([tmp_path / "khong.xlsx"], programme=str(made.tasks), templates=made.own)
    (verdict,) = validation.verdicts
    assert (verdict.state, verdict.findings) == (State.NIL_RETURN, ())
    report = api.validation_report(validation, "text", Lang.VI).decode()
    assert "Đơn vị đánh dấu không phát sinh và để trống bảng." in report
    assert "dòng không có lỗi" not in report
    others = [path for path in made.returns.iterdir() if path.name != form.name]
    merged = api.merge(
        [*others, tmp_path / "khong.xlsx"], tmp_path / "out", programme=str(made.tasks), templates=made.own
    )
    assert len(merged.files) == 3
