"""The published annexes as Word and Excel files of several layouts: every cell comes out as it was published."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import process_time

import pytest

from tdn_templates import api
from tdn_templates.core.annex.programme import annex_programme
from tdn_templates.core.annex.read import read_annex
from tdn_templates.load.knowledge import load_programme, load_registry
from tdn_templates.model.annex import Annex
from tdn_templates.model.cell import RawWorkbook
from tdn_templates.model.draft import ImportChoices
from tdn_templates.reading.read import read_return
from tests.core.annex.tables import raw_sheet
from tests.e2e.published_annexes import FIVE, SEVEN, Published, Style, laid_out, read_plan, write_docx, write_xlsx

STYLES = {
    "merged groups, counted columns": Style(merged=True, counted=True),
    "heading repeated, rows cut": Style(repeated=True, cut=True),
}
WRITERS: Mapping[str, Callable[[Published, Style, Path], Path]] = {"docx": write_docx, "xlsx": write_xlsx}


def _resolution() -> Published:
    programme = load_programme("nq47-2024", load_registry())
    return Published(
        lines=(
            "Phụ lục",
            programme.annex_title,
            "(Kèm theo Nghị quyết số 47/NQ-CP ngày 15 tháng 4 năm 2024 của Chính phủ)",
        ),
        headings={**FIVE, "text": "Tên đề án/nhiệm vụ"},
        groups={group.number: group.title for group in programme.groups},
        rows=tuple(
            {
                "number": task.number,
                "text": task.text,
                "lead": task.lead.wording,
                "supporting": task.supporting.wording,
                "time": task.time.wording,
            }
            for task in programme.tasks
        ),
    )


def _plan(name: str, headings: Mapping[str, str], line: str) -> Published:
    groups = {str(number): f"Nhóm nhiệm vụ thứ {number} của kế hoạch" for number in range(1, 6)}
    return Published(("PHỤ LỤC", "DANH MỤC NHIỆM VỤ", line), headings, groups, read_plan(name))


PUBLISHED: Mapping[str, Callable[[], Published]] = {
    "resolution": _resolution,
    "ministry": lambda: _plan(
        "bo-tai-chinh", SEVEN, "(Kèm theo Quyết định số 1644/QĐ-BTC ngày 17 tháng 7 năm 2024 của Bộ Tài chính)"
    ),
    "province": lambda: _plan(
        "tinh-binh-dinh", FIVE, "(Ban hành kèm theo Kế hoạch số: /KH-UBND ngày / /2024 của UBND tỉnh Bình Định)"
    ),
}


def _cells(annex: Annex, keys: list[str]) -> Iterator[dict[str, str]]:
    yield from ({key: str(getattr(row, key)) for key in keys} for row in annex.rows)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("name", PUBLISHED)
def test_every_published_cell_is_read(name: str, ending: str, style: Style, tmp_path: Path) -> None:
    published = PUBLISHED[name]()
    path = WRITERS[ending](published, style, tmp_path / f"phu-luc.{ending}")
    workbook = read_return(path.read_bytes())
    assert isinstance(workbook, RawWorkbook)
    annex = read_annex(workbook, load_registry(), path.name)
    assert isinstance(annex, Annex), annex
    keys = list(published.headings)
    assert list(_cells(annex, keys)) == [{key: row[key] for key in keys} for row in published.rows]
    assert {group.number: group.title for group in annex.groups} == published.groups
    retyped = [doubt for row in annex.rows for doubt in row.doubts if doubt.reason == "number_typed"]
    assert {doubt.facts["taken"] for doubt in retyped} <= {"2.10", "3.10", "3.20", "5.10"}
    assert [
        doubt for row in annex.rows for doubt in row.doubts if doubt.reason not in ("number_typed", "time_missing")
    ] == []


@pytest.mark.parametrize("ending", WRITERS)
def test_the_imported_resolution_equals_the_embedded_list(ending: str, tmp_path: Path) -> None:
    path = WRITERS[ending](_resolution(), Style(merged=True), tmp_path / f"phu-luc.{ending}")
    imported = api.import_annex(path).programme
    shipped = load_programme("nq47-2024", load_registry())
    assert imported.groups == shipped.groups
    assert imported.tasks == shipped.tasks
    assert (imported.code, imported.reference, imported.issuer) == (shipped.code, shipped.reference, shipped.issuer)
    assert (imported.issued_on, imported.first, imported.last) == (shipped.issued_on, shipped.first, shipped.last)
    assert imported.owner is None


def test_in_a_ministrys_plan_its_own_units_lead_and_the_issued_ones_are_kept(tmp_path: Path) -> None:
    path = write_docx(PUBLISHED["ministry"](), Style(), tmp_path / "phu-luc.docx")
    imported = api.import_annex(path)
    assert imported.programme.owner == "bo-tai-chinh"
    assert imported.programme.code == "qd1644-btc-2024"
    for task, row in zip(imported.programme.tasks, read_plan("bo-tai-chinh"), strict=True):
        assert (task.lead.wording, task.supporting.wording) == (row["own_lead"], row["own_supporting"])
        assert (task.issued_lead, task.issued_supporting) == (row["lead"], row["supporting"])
        assert task.time.wording == row["time"]


def test_150_rows_are_imported_in_half_a_second(tmp_path: Path) -> None:
    published = _resolution()
    rows = laid_out(published, Style(cut=True))
    many = [rows[0], *(row for _ in range(3) for row in rows[1:])]
    workbook = RawWorkbook("docx", (raw_sheet(many),), lines=published.lines)
    registry = load_registry()
    began = process_time()
    annex = read_annex(workbook, registry, "phu-luc.docx")
    assert isinstance(annex, Annex)
    draft = annex_programme(annex, registry, ImportChoices(), None)
    assert process_time() - began < 0.5
    assert len(draft.tasks) == 168
