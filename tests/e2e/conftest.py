"""The published plans as returns, and the files a merge makes of returns."""

import runpy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.table import _Cell

from tdn_templates import api
from tdn_templates.testing import fill_form

EXAMPLES = Path(__file__).parents[2] / "examples" / "published-plans"
Form = Callable[..., bytes]


@pytest.fixture(scope="session")
def expected_maker() -> Mapping[str, Any]:
    """The functions of examples/published-plans/make_expected.py by name; a script has no types of its own here."""
    return runpy.run_path(str(EXAMPLES / "make_expected.py"))


@pytest.fixture(scope="session")
def published_returns(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The ministry's and the province's plan, filled into forms, by the name of their data files."""
    make_returns = runpy.run_path(str(EXAMPLES / "make_returns.py"))["make_returns"]
    return {path.stem: path for path in make_returns(tmp_path_factory.mktemp("published"))}


@pytest.fixture
def form_of(tmp_path: Path) -> Form:
    """The workbook a unit gets, filled in with answers (see tdn_templates.testing)."""

    def make(unit: str, *answers: Mapping[str, str]) -> bytes:
        return fill_form(api.generate([unit], tmp_path / "forms" / unit).files[0].read_bytes(), answers)

    return make


@pytest.fixture
def annex_rows() -> Callable[[Path], list[list[str]]]:
    """The texts of an annex row by row, without the heading row and hidden keys; a merged cell counts once."""

    def rows(path: Path) -> list[list[str]]:
        table = docx.Document(str(path)).tables[0]
        return [[visible_text(cell) for cell in dict.fromkeys(row.cells)] for row in list(table.rows)[1:]]

    return rows


def visible_text(cell: _Cell) -> str:
    shown = ("".join(run.text for run in part.runs if not run.font.hidden) for part in cell.paragraphs)
    return "\n".join(shown)
