"""A form filled in quickly reads like one filled in by the careful editor of other people's workbooks."""

from pathlib import Path

import pytest

from tdn_templates import api
from tdn_templates.excel.annotate import replace_texts
from tdn_templates.excel.fill import fill_cells, wipe_table
from tdn_templates.model.cell import RawWorkbook
from tdn_templates.reading.read import read_return

SHEET = "Kế hoạch"
TEXTS = {"I9": "Thực hiện", "K9": "A & B <x>", "R9": "  hai  chữ\u00a0", "O9": "", "G9": "2099", "E5": "x"}


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    files = api.generate(["Bộ Tài chính"], tmp_path_factory.mktemp("form")).files
    return next(path for path in files if path.suffix == ".xlsx").read_bytes()


def table(content: bytes) -> dict[tuple[int, int], object]:
    """Columns D on: the check cells are results of formulas, which the quick way leaves to be calculated."""
    read = read_return(content)
    assert isinstance(read, RawWorkbook)
    (sheet,) = (each for each in read.sheets if each.name == SHEET)
    return {at: value for at, value in sheet.cells.items() if at[1] > 3}


def test_it_reads_like_one_that_was_filled_in_carefully(form: bytes) -> None:
    assert table(fill_cells(form, TEXTS)) == table(replace_texts(form, {(SHEET, cell): TEXTS[cell] for cell in TEXTS}))


def test_an_error_value_is_one_and_a_cell_that_is_not_there_is_refused(form: bytes) -> None:
    read = read_return(fill_cells(form, {"K9": "#REF!"}))
    assert isinstance(read, RawWorkbook)
    assert [list(sheet.errors.values()) for sheet in read.sheets if sheet.name == SHEET] == [["#REF!"]]
    with pytest.raises(KeyError, match="ZZ9"):
        fill_cells(form, {"ZZ9": "x"})


def test_a_wiped_table_is_empty_and_keeps_its_stamps(form: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(wipe_table(form))
    (verdict,) = api.validate([tmp_path]).verdicts
    assert table(wipe_table(form)) == {}
    assert [finding.code for finding in verdict.findings] == ["SHEET01"]
    assert verdict.unit is not None
    assert verdict.unit.slug == "bo-tai-chinh"
