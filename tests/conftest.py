"""What holds for every run: figures that tests count are said at its end, and CI never goes without its tools."""

import os
import shutil
from collections import Counter

import pytest
from hypothesis import settings

from tests.ooxml.validators import sdk_validator

OUTCOME = "torture"

# no deadline: machines are noisy; in CI the same examples every time, so that a person meets a new one, not a release
settings.register_profile("person", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "person")


def pytest_configure(config: pytest.Config) -> None:
    if not os.environ.get("CI"):
        return
    tools = {
        "LibreOffice (soffice)": shutil.which("soffice"),
        "the Open XML SDK's validator (npm ci --prefix tests/ooxml)": sdk_validator(),
    }
    missing = [name for name, found in tools.items() if found is None]
    if missing:
        raise pytest.UsageError(f"missing, and in CI no test may be skipped for want of it: {', '.join(missing)}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    outcomes = [
        value
        for report in terminalreporter.stats.get("passed", [])
        for name, value in getattr(report, "user_properties", [])
        if name == OUTCOME and report.when == "call"
    ]
    if outcomes:
        counted = ", ".join(f"{count} {outcome}" for outcome, count in sorted(Counter(outcomes).items()))
        terminalreporter.write_line(f"torture: {len(outcomes)} returns ({counted})")
