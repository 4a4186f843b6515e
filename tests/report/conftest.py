"""Validations to report on: the two published plans, and verdicts made by hand."""

import runpy
from collections.abc import Callable, Sequence
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

PLANS = Path(__file__).parents[2] / "examples" / "published-plans" / "make_returns.py"
MakeVerdict = Callable[..., Verdict]


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> api.Validation:
    """The validation of both published plans, and of a file that is no workbook."""
    folder = tmp_path_factory.mktemp("returns")
    runpy.run_path(str(PLANS))["make_returns"](folder)
    (folder / "thu.xlsx").write_text("kính gửi", encoding="utf-8")
    return api.validate([folder])


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
