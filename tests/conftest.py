"""What holds for every run: figures that tests count are said at its end, and CI never goes without its tools."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.office.calc import Calc, why_not
from tests.ooxml.validators import sdk_validator
from tests.report.browser import BROWSER

OUTCOME = "torture"
AGREEMENT = "agreement"
TRACED = "traced"

# no deadline: machines are noisy; in CI the same examples every time, so that a person meets a new one, not a release
settings.register_profile("person", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "person")


def pytest_configure(config: pytest.Config) -> None:
    if not os.environ.get("CI"):
        return
    tools = {
        "LibreOffice with its Python (soffice, python3-uno)": None if why_not() else "",
        "pdftotext (poppler-utils)": shutil.which("pdftotext"),
        "Chromium": BROWSER,
        "the Open XML SDK's validator (npm ci --prefix tests/ooxml)": sdk_validator(),
    }
    missing = [name for name, found in tools.items() if found is None]
    if missing:
        raise pytest.UsageError(f"missing, and in CI no test may be skipped for want of it: {', '.join(missing)}")


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calc]:
    """One office for all tests of a run: to start one takes longer than to save a dozen files."""
    missing = why_not()
    if missing:
        pytest.skip(f"{missing}; CI must have it")
    with Calc(tmp_path_factory.mktemp("libreoffice") / "profile") as office:
        yield office


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    _say_torture(terminalreporter, _recorded(terminalreporter, OUTCOME, "passed"))
    _say_agreement(terminalreporter, _recorded(terminalreporter, AGREEMENT, "passed", "failed"))
    for figure in _recorded(terminalreporter, TRACED, "passed", "failed"):
        terminalreporter.write_line(f"trace: {figure}")


def _recorded(terminalreporter: pytest.TerminalReporter, wanted: str, *outcomes: str) -> list[object]:
    """What tests with these outcomes recorded under a name."""
    return [
        value
        for outcome in outcomes
        for report in terminalreporter.stats.get(outcome, [])
        for name, value in getattr(report, "user_properties", [])
        if name == wanted and report.when == "call"
    ]


def _say_torture(terminalreporter: pytest.TerminalReporter, outcomes: list[object]) -> None:
    if outcomes:
        counted = ", ".join(f"{count} {outcome}" for outcome, count in sorted(Counter(map(str, outcomes)).items()))
        terminalreporter.write_line(f"torture: {len(outcomes)} returns ({counted})")


def _say_agreement(terminalreporter: pytest.TerminalReporter, batches: list[object]) -> None:
    sums: Counter[str] = Counter()
    for batch in batches:
        assert isinstance(batch, dict)
        sums.update(batch)
    if batches:
        terminalreporter.write_line(
            f"agreement: {sums['fillings']} fillings, {sums['rows']} rows compared, {sums['right']} said ✓, "
            f"{sums['unsure']} said “kiểm tra khi nộp”, {sums['fault']} said a fault, "
            f"{sums['disagreements']} disagreements"
        )
