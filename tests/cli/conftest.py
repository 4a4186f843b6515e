"""The command as people run it: in this process where only its answer matters, in one of its own where that counts."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tdn_templates import api
from tdn_templates.cli.main import main
from tdn_templates.testing import fill_form

Ran = subprocess.CompletedProcess[str]


@pytest.fixture
def tdn(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs `tdn` with these arguments in this process."""
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["tdn", *map(str, arguments)])
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), pytest.raises(SystemExit) as end:
            main()
        return Ran(sys.argv, int(str(end.value.code)), out.getvalue(), err.getvalue())

    return run


@pytest.fixture(scope="session")
def tdn_process() -> Callable[..., Ran]:
    """Runs `python -m tdn_templates` as a process; keywords are changes to its environment."""

    def run(*arguments: str | Path, **environment: str) -> Ran:
        command = [sys.executable, "-m", "tdn_templates", *map(str, arguments)]
        return subprocess.run(
            command,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def form(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The plan form of the Ministry of Finance as it is sent out."""
    files = api.generate(["Bộ Tài chính"], tmp_path_factory.mktemp("form")).files
    return files[0].read_bytes()


@pytest.fixture(scope="session")
def good_return(form: bytes) -> bytes:
    """The form with every task carried out by the ministry's office: nothing in it is an error."""
    tasks = api.list_tasks(unit="Bộ Tài chính").assignments
    answers = [
        {"row": item.task.number, "treatment": "Thực hiện", "own_lead": "Văn phòng Bộ", "note": "Đã rà soát"}
        for item in tasks
    ]
    return fill_form(form, answers)
