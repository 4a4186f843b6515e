"""Two published plans, as returns: what is said about them, and that the merge gives back the published annexes."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tdn_templates import api
from tdn_templates.model.words import Severity

EXPECTED = Path(__file__).parents[2] / "examples" / "published-plans" / "expected"
PLANS = ("bo-tai-chinh", "tinh-binh-dinh")
ROWS = {"bo-tai-chinh": 45, "tinh-binh-dinh": 31}
ERRORS = {
    "bo-tai-chinh": {"ROW01": "4.2"},
    "tinh-binh-dinh": {
        "ROW01": "2.1 2.2 2.3 2.4 2.6 2.9 2.11 3.6 3.10 3.12 3.13 3.17 3.19 3.20 4.4 5.5 5.6 5.9 5.14",
        "TIME04": "3.1 3.11 4.1 5.3",
    },
}
UNCONFIRMED = {"bo-tai-chinh": "3.15 3.16 3.20 5.1 5.7 5.12 5.14", "tinh-binh-dinh": "3.16"}


@pytest.fixture(params=PLANS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_what_the_plan_lacks_and_where_it_exceeds_is_said_exactly(
    published_returns: dict[str, Path], name: str
) -> None:
    (verdict,) = api.validate([published_returns[name]]).verdicts
    errors: dict[str, list[str]] = {}
    for finding in verdict.findings:
        if finding.severity is Severity.ERROR:
            # an own row has no national number of its own: the finding names the task it carries out
            errors.setdefault(finding.code, []).append(finding.facts.get("national", finding.task))
    assert {code: " ".join(tasks) for code, tasks in errors.items()} == ERRORS[name]
    unconfirmed = [finding.task for finding in verdict.findings if finding.code == "ROW02"]
    assert " ".join(unconfirmed) == UNCONFIRMED[name]


def test_the_console_shows_what_is_written_down(published_returns: dict[str, Path], name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tdn_templates", "validate", str(published_returns[name])],
        env={**os.environ, "COLUMNS": "80"},
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (1, b"")
    shown = ran.stdout.decode("utf-8")
    assert shown == (EXPECTED / f"{name}.validate.txt").read_text(encoding="utf-8")
    assert max(map(len, shown.splitlines())) <= 80


def test_the_merged_annex_gives_back_every_published_row(
    published_returns: dict[str, Path], expected_maker: Mapping[str, Any], name: str, tmp_path: Path
) -> None:
    annex = api.merge([published_returns[name]], tmp_path, draft=True).files[0]
    published = expected_maker["published_rows"](name)
    printed = expected_maker["printed_rows"](annex, list(published[0]))
    own = ("number", "text", "time", "own_lead", "own_supporting") if name == "bo-tai-chinh" else tuple(published[0])
    assert len(printed) == ROWS[name]
    assert [[row[key] for key in own] for row in printed] == [[row[key] for key in own] for row in published]


def test_national_cells_the_ministry_retyped_are_those_written_down(
    published_returns: dict[str, Path], expected_maker: Mapping[str, Any], tmp_path: Path
) -> None:
    annex = api.merge([published_returns["bo-tai-chinh"]], tmp_path, draft=True).files[0]
    published = expected_maker["published_rows"]("bo-tai-chinh")
    printed = expected_maker["printed_rows"](annex, list(published[0]))
    found = list(expected_maker["differences"](published, printed))
    assert {column for _, column, _, _ in found} == {"lead", "supporting"}
    text = (EXPECTED / "bo-tai-chinh.differences.tsv").read_text(encoding="utf-8")
    assert expected_maker["differences_tsv"](published, printed) == text


def test_the_plans_have_errors_so_only_a_draft_is_merged(published_returns: dict[str, Path], tmp_path: Path) -> None:
    merged = api.merge(list(published_returns.values()), tmp_path / "out")
    assert merged.files == ()
    assert not (tmp_path / "out").exists()
