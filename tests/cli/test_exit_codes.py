"""0 nothing to complain of, 1 findings, 2 could not run, 130 interrupted; a reader who goes away is no error."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tdn_templates.testing import fill_form

Tdn = Callable[..., subprocess.CompletedProcess[str]]
COMMAND = [sys.executable, "-m", "tdn_templates"]


def warning_return(form: bytes, good_return: bytes) -> bytes:
    """No error, one warning: a task with two lead units."""
    return fill_form(good_return, [{"row": "1.1", "own_lead": "Văn phòng Bộ; Vụ Ngân sách nhà nước"}])


def note_return(form: bytes, good_return: bytes) -> bytes:
    """No error, one note: a time frame shorter than the issued one."""
    return fill_form(good_return, [{"row": "2.2", "own_time": "2025"}])


def error_return(form: bytes, good_return: bytes) -> bytes:
    return form


MADE = {"error": error_return, "warning": warning_return, "note": note_return}
SEVERITIES = ("error", "warning", "note")


@pytest.mark.parametrize("worst", SEVERITIES)
def test_fail_on_says_from_which_severity_the_exit_code_is_one(
    tdn: Tdn, form: bytes, good_return: bytes, tmp_path: Path, worst: str
) -> None:
    path = tmp_path / "btc.xlsx"
    path.write_bytes(MADE[worst](form, good_return))
    codes = {fail_on: tdn("validate", path, "--fail-on", fail_on).returncode for fail_on in SEVERITIES}
    reached = SEVERITIES.index(worst)
    assert codes == {name: 1 if index >= reached else 0 for index, name in enumerate(SEVERITIES)}
    assert tdn("validate", path, "--fail-on", "never").returncode == 0
    assert tdn("validate", path).returncode == codes["error"]


def test_a_return_without_findings_passes_whatever_is_asked(tdn: Tdn, good_return: bytes, tmp_path: Path) -> None:
    path = tmp_path / "btc.xlsx"
    path.write_bytes(good_return)
    ran = tdn("validate", path, "--fail-on", "note")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "0 lỗi, 0 cảnh báo, 0 lưu ý" in ran.stdout


def test_a_reader_who_goes_away_hears_no_complaint(form: bytes, tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number}.xlsx").write_bytes(form)
    for arguments in (["validate", str(tmp_path), "--format", "json"], ["validate", str(tmp_path)]):
        with subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(60) in (0, 1)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for a single process")
@pytest.mark.parametrize("command", ["validate", "generate"])
def test_ctrl_c_ends_the_run_with_130_and_no_traceback(form: bytes, tmp_path: Path, command: str) -> None:
    inbox, outbox = tmp_path / "in", tmp_path / "out"
    inbox.mkdir()
    (inbox / "0.xlsx").write_bytes(form)
    for number in range(1, 400):
        os.link(inbox / "0.xlsx", inbox / f"{number}.xlsx")
    arguments = {"validate": [str(inbox)], "generate": ["--all-in", "all", "-o", str(outbox)]}[command]
    process = subprocess.Popen(
        [*COMMAND, command, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
        encoding="utf-8",
    )
    while process.poll() is None and not (has_children(process.pid) or outbox.is_dir()):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert err.strip() == "Đã dừng theo yêu cầu. / Interrupted."
    assert list(tmp_path.rglob(".tdn-*")) == []


def has_children(pid: int) -> bool:
    """Whether the run has come to reading files, which processes of its own do; a guess where nothing tells.

    Each thread has a list of the processes that it started.
    """
    listed = list(Path(f"/proc/{pid}/task").glob("*/children"))
    if not listed:
        time.sleep(2)
        return True
    with contextlib.suppress(OSError):  # a thread that has ended meanwhile
        return any(children.read_text(encoding="ascii") for children in listed)
    return False
