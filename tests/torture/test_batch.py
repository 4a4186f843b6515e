"""One broken file among hundreds of returns is named, and the others are read."""

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.torture.conftest import Torture

COUNT, BROKEN = 200, "gui-lai-0100.xlsx"
WATCHED = 40
"""Returns of a run that somebody watches: enough for a line of progress."""


@pytest.fixture(scope="module")
def inbox(torture: "Torture", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns under hundreds of names, with few contents; one of them was cut off on its way."""
    folder = tmp_path_factory.mktemp("inbox")
    contents = [torture.clean, *(torture.bent([accident]) for accident in torture.accidents[:4])]
    for number in range(COUNT):
        content = contents[number % len(contents)]
        (folder / f"gui-lai-{number:04}.xlsx").write_bytes(content)
    whole = (folder / BROKEN).read_bytes()
    (folder / BROKEN).write_bytes(whole[: len(whole) // 2])
    return folder


@pytest.mark.slow
def test_one_broken_file_among_hundreds_is_reported_and_the_rest_finished(inbox: Path) -> None:
    command = [sys.executable, "-m", "tdn_templates", "validate", str(inbox), "--format", "json"]
    run = subprocess.run(command, capture_output=True, check=False, timeout=300)
    assert run.returncode == 1
    assert run.stderr == b""
    report = json.loads(run.stdout)
    rejected = [file for file in report["files"] if file["state"] == "rejected"]
    assert [file["file"] for file in rejected] == [BROKEN]
    assert [finding["code"] for finding in rejected[0]["findings"]] == ["FILE03"]
    assert len(report["files"]) == COUNT
    assert len({file["file"] for file in report["files"]}) == COUNT
    read = [file for file in report["files"] if file["file"] != BROKEN]
    assert {file["unit"] for file in read} == {"Bộ Tài chính"}
    assert all(file["findings"] for file in read)


def test_progress_is_shown_on_a_terminal_and_not_in_a_pipe(inbox: Path, tmp_path: Path) -> None:
    returns = tmp_path / "returns"
    returns.mkdir()
    for path in sorted(inbox.iterdir())[:WATCHED]:
        shutil.copy(path, returns)
    command = [sys.executable, "-m", "tdn_templates", "validate", str(returns), "--fail-on", "never"]
    piped = subprocess.run(command, capture_output=True, check=False, timeout=120)
    screen, terminal = pty.openpty()
    printed, environment = tmp_path / "printed.txt", {**os.environ, "TERM": "xterm"}
    with printed.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=terminal, env=environment) as shown:
        os.close(terminal)
        watched = _all_of(screen)
    assert (piped.returncode, shown.returncode, piped.stderr) == (0, 0, b"")
    assert printed.read_bytes() == piped.stdout
    assert f"/{WATCHED}" in watched


def _all_of(screen: int) -> str:
    """What was written to the terminal, which the system ends with an error where nothing is left."""
    pieces = []
    try:
        while piece := os.read(screen, 65_536):
            pieces.append(piece)
    except OSError:
        pass
    finally:
        os.close(screen)
    return b"".join(pieces).decode()
