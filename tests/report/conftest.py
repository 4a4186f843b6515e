"""Validations to report on: the two published plans, and verdicts made by hand."""

import runpy
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from tdn_templates import api
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.load.knowledge import load_registry, load_rulebook
from tdn_templates.model.finding import Finding
from tdn_templates.model.submission import SourceFile, Submission
from tdn_templates.model.unit import Registry
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import State
from tdn_templates.testing import cell_addresses

PLANS = Path(__file__).parents[2] / "examples" / "published-plans" / "make_returns.py"
MakeVerdict = Callable[..., Verdict]


@pytest.fixture(scope="session")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both published plans, and a file that is no workbook."""
    folder = tmp_path_factory.mktemp("returns")
    runpy.run_path(str(PLANS))["make_returns"](folder)
    (folder / "thu.xlsx").write_text("kính gửi", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def published(returns: Path) -> api.Validation:
    return api.validate([returns])


@pytest.fixture(scope="session")
def cells(returns: Path) -> Mapping[tuple[str, str], str]:
    """Where the tasks stand in the province's plan, by number and column key."""
    return cell_addresses((returns / "tinh-binh-dinh.xlsx").read_bytes())


@pytest.fixture(scope="session")
def unanswered_cells(cells: Mapping[tuple[str, str], str]) -> str:
    """The first runs of tasks that the province has not answered."""
    runs = (("2.1", "2.4"), ("2.6", "2.11"), ("3.6", "3.6"), ("3.10", "3.13"))
    named = ((cells[first, "treatment"], cells[last, "treatment"]) for first, last in runs)
    return ", ".join(first if first == last else f"{first}:{last}" for first, last in named)


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry()


@pytest.fixture
def make_verdict(registry: Registry) -> MakeVerdict:
    def make(
        findings: Sequence[Finding] = (),
        *,
        unit: str | None = "bo-tai-chinh",
        file: str = "a.xlsx",
        state: State = State.NEEDS_CORRECTION,
    ) -> Verdict:
        found = registry.find(unit) if unit else None
        return Verdict(Submission(SourceFile(file, "0" * 64, "xlsx")), found, state, tuple(findings))

    return make
