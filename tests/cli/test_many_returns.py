"""Many returns: the same bytes whatever the number of jobs, nothing read twice, an interruption costs nothing."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tdn_templates import api
from tdn_templates.api import checked_files
from tdn_templates.reading.checking_worker import CheckingWorker
from tests.cli.conftest import Ran

Tdn = Callable[..., Ran]

MANY, FEW = 20, 3


@pytest.fixture
def inbox(tmp_path: Path, form: bytes, good_return: bytes) -> Path:
    """Good returns, blank ones, and one that was cut off on its way."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(MANY):
        content = (good_return, form, good_return)[number % FEW]
        (folder / f"{number:02}.xlsx").write_bytes(content if number != MANY // 2 else content[:9000])
    return folder


@pytest.fixture
def few(tmp_path: Path, form: bytes, good_return: bytes) -> Path:
    folder = tmp_path / "few"
    folder.mkdir()
    for number, content in enumerate((good_return, form, good_return[:9000])):
        (folder / f"{number}.xlsx").write_bytes(content)
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read and checked, in order."""
    names: list[str] = []
    check = CheckingWorker.check

    def noted(worker: CheckingWorker, content: bytes, name: str, sha256: str) -> object:
        names.append(name)
        return check(worker, content, name, sha256)

    monkeypatch.setattr(CheckingWorker, "check", noted)
    return names


def test_two_jobs_say_what_one_says_and_what_a_check_in_this_process_says(
    tdn: Tdn, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("validate", inbox, "--format", "json", "--fail-on", "never")
    monkeypatch.setattr(checked_files, "_FILES_PER_PROCESS", MANY // 2)
    two = tdn(*command, "--jobs", "2", "--progress", "log")
    monkeypatch.setattr(checked_files, "_FILES_PER_PROCESS", MANY + 1)
    here = tdn(*command, "--jobs", "1", "--progress", "log", "--quiet")
    assert two.stdout == here.stdout
    assert here.stderr == ""
    assert re.findall(r"(\d+) % \((\d+)/20\), [\d.]+ tệp/giây \| files/s, còn / left \d", two.stderr) == [
        (str(tenth * 10), str(tenth * MANY // 10)) for tenth in range(1, 11)
    ]
    report = json.loads(two.stdout)
    assert [file["file"] for file in report["files"]] == [f"{number:02}.xlsx" for number in range(MANY)]
    assert report["files"][MANY // 2]["state"] == "rejected"


def test_an_unchanged_file_is_not_read_twice_and_a_changed_byte_is_noticed(
    tdn: Tdn, few: Path, tmp_path: Path, read: list[str]
) -> None:
    command = ("validate", few, "--format", "json", "--fail-on", "never", "--store", tmp_path / "store")
    first = tdn(*command)
    assert read == ["0.xlsx", "1.xlsx", "2.xlsx"]
    assert tdn(*command).stdout == first.stdout
    assert len(read) == FEW
    status = (few / "1.xlsx").stat()
    content = (few / "1.xlsx").read_bytes()
    (few / "1.xlsx").write_bytes(content[:-1] + b"\xff")

    os.utime(few / "1.xlsx", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert tdn(*command).stdout != first.stdout
    assert read[FEW:] == ["1.xlsx"]
    for entry in (tmp_path / "store").iterdir():
        entry.write_text("{}")
    (few / "1.xlsx").write_bytes(content)
    assert tdn(*command).stdout == first.stdout
    assert len(read) == FEW + 1 + FEW


def test_an_interrupted_run_goes_on_where_it_stopped(few: Path, tmp_path: Path, read: list[str]) -> None:
    store = tmp_path / "store"

    def stop(number: int, count: int, path: Path) -> None:
        if number == count:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        api.validate([few], report_progress=stop, store=store)
    done = len(read)
    assert len(list(store.iterdir())) == done >= FEW - 1
    resumed = api.validate([few], store=store)
    assert len(read) == FEW
    assert [item.state for item in resumed.verdicts] == [item.state for item in api.validate([few]).verdicts]


def test_merging_from_the_store_gives_the_same_bytes(tdn: Tdn, few: Path, tmp_path: Path, read: list[str]) -> None:
    (few / "1.xlsx").unlink()
    command = ("merge", few, "--store", tmp_path / "store", "--draft")
    for name in ("a", "b"):
        tdn(*command, "-o", tmp_path / name)
    assert read == ["0.xlsx", "2.xlsx"]
    for file in ("phu-luc.docx", "tong-hop.xlsx"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
