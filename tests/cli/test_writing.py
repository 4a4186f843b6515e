"""Files are written whole or not at all, into the output folder and nowhere else, never over another's work."""

import hashlib
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tdn_templates.errors import TdnError
from tdn_templates.files.file_names import safe_stem
from tdn_templates.files.safe_write import OutputFolder

Tdn = Callable[..., subprocess.CompletedProcess[str]]
GENERATE = [sys.executable, "-m", "tdn_templates", "generate", "--all-in", "provinces", "-o"]
PROVINCES = 63
PATIENCE_SECONDS = 60


def whole_files(folder: Path) -> list[Path]:
    """All forms that have taken their name; every one must open and hold what its checksums say."""
    files = [path for path in sorted(folder.glob("*")) if path.suffix in (".xlsx", ".docx")]
    for path in files:
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
            assert "[Content_Types].xml" in package.namelist()
    return files


def snapshot(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def kill_when(process: subprocess.Popen[bytes], folder: Path, files: int, then_seconds: float) -> None:
    """Kills the process a moment after it has finished so many files."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(list(folder.glob("nq47*"))) < files and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    time.sleep(then_seconds)
    process.send_signal(signal.SIGKILL)
    process.wait(PATIENCE_SECONDS)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_run_leaves_whole_files_only_and_the_next_one_finishes_the_work(tmp_path: Path) -> None:
    counts = []
    for files, then_seconds in ((1, 0.0), (9, 0.023), (16, 0.005)):
        folder = tmp_path / f"after-{files}"
        with subprocess.Popen([*GENERATE, str(folder)], stdout=subprocess.DEVNULL) as process:
            kill_when(process, folder, files, then_seconds)
        counts.append(len(whole_files(folder)))
        assert process.returncode == -signal.SIGKILL
    assert all(0 < count < 2 * PROVINCES for count in counts)
    folder = tmp_path / "after-16"
    (folder / ".tdn-nq47-2024_plan_tinh-an-giang.xlsx.tmp").write_bytes(b"PK half")
    ran = subprocess.run([*GENERATE, str(folder), "--force"], check=False, capture_output=True)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert len(whole_files(folder)) == 2 * PROVINCES
    assert [path.name for path in folder.iterdir() if path.name.startswith(".tdn")] == []


def test_a_run_refused_for_one_existing_file_writes_no_other(tdn: Tdn, tmp_path: Path) -> None:
    out = tmp_path / "gui-di"
    assert tdn("generate", "Bộ Tài chính", "-o", out).returncode == 0
    word = out / "nq47-2024_plan_bo-tai-chinh.docx"
    word.write_bytes(b"edited by hand")
    before = snapshot(tmp_path)
    ran = tdn("generate", "Bộ Công an", "Bộ Tài chính", "-o", out)
    assert ran.returncode == 2
    assert ran.stderr.count("nq47-2024_plan_bo-tai-chinh.docx") == 2
    assert ran.stderr.count("--force") == 2
    assert snapshot(tmp_path) == before
    assert tdn("generate", "Bộ Công an", "Bộ Tài chính", "-o", out, "--force").returncode == 0
    assert len(whole_files(out)) == 4
    assert word.read_bytes() != b"edited by hand"


def test_a_merge_refused_for_an_existing_file_leaves_it_as_it_is(tdn: Tdn, good_return: bytes, tmp_path: Path) -> None:
    (tmp_path / "btc.xlsx").write_bytes(good_return)
    out = tmp_path / "out"
    out.mkdir()
    (out / "tong-hop.xlsx").write_bytes(b"last week's")
    before = snapshot(tmp_path)
    ran = tdn("merge", tmp_path / "btc.xlsx", "-o", out)
    assert ran.returncode == 2
    assert "tong-hop.xlsx" in ran.stderr
    assert "--force" in ran.stderr
    assert snapshot(tmp_path) == before
    assert tdn("merge", tmp_path / "btc.xlsx", "-o", out, "--force").returncode == 0
    assert len(whole_files(out)) == 2


def test_missing_folders_of_the_output_are_made(tdn: Tdn, good_return: bytes, tmp_path: Path) -> None:
    (tmp_path / "btc.xlsx").write_bytes(good_return)
    for command in (["generate", "Bộ Tài chính"], ["merge", tmp_path / "btc.xlsx"]):
        out = tmp_path / "năm 2026" / str(command[0]) / "gửi đi"
        assert tdn(*command, "-o", out).returncode == 0
        assert len(whole_files(out)) == 2


def test_only_the_output_folder_changes(tdn: Tdn, good_return: bytes, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/btc.xlsx").write_bytes(good_return)
    before = snapshot(tmp_path)
    assert tdn("generate", "Bộ Tài chính", "-o", tmp_path / "out").returncode == 0
    assert tdn("merge", tmp_path / "in", "-o", tmp_path / "out").returncode == 0
    after = snapshot(tmp_path)
    assert {name for name in after if after[name] != before.get(name)} == {
        "out/nq47-2024_plan_bo-tai-chinh.docx",
        "out/nq47-2024_plan_bo-tai-chinh.xlsx",
        "out/phu-luc.docx",
        "out/so-phat-hanh.jsonl",
        "out/tong-hop.html",
        "out/tong-hop.xlsx",
    }
    assert before.items() <= after.items()


@pytest.mark.parametrize(
    "unit",
    [
        "../../x",
        "/etc/passwd",
        "C:\\x",
        "CON",
        "aux",
        "..",
        ".",
        "",
        "a/b",
        "a\x00b",
        "\u202egpj.x",
        "x" * 400,
        "Sở\nA",
    ],
)
def test_whatever_a_unit_is_called_its_file_lies_in_the_output_folder(tmp_path: Path, unit: str) -> None:
    out = tmp_path / "out"
    for name in (f"{safe_stem(unit)}.xlsx", f"{safe_stem('nq47-2024', 'plan', unit)}.xlsx"):
        written = OutputFolder(out, overwrite=True).write(name, b"content")
        assert written.parent == out.resolve()
        assert name.partition(".")[0].lower() not in ("con", "aux", "nul", "prn")
    assert {path.name for path in tmp_path.iterdir()} == {"out"}


@pytest.mark.parametrize("name", ["../x.xlsx", "/x.xlsx", "a/../../x.xlsx", "..\\x.xlsx", "C:x.xlsx", "a\x00.xlsx"])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(TdnError, match="does not lie in the output folder"):
        OutputFolder(tmp_path / "out", overwrite=True).write(name, b"content")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_one_sentence_and_leaves_nothing_behind(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="this system has no file-size limit to stand for a full disk")

    def full_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))

    command = [sys.executable, "-B", "-m", "tdn_templates", "generate", "Bộ Tài chính", "-o", str(tmp_path / "out")]
    ran = subprocess.run(command, preexec_fn=full_disk, capture_output=True, check=False)  # no threads
    said = ran.stderr.decode("utf-8")
    assert ran.returncode == 2
    assert "hết chỗ trống" in said
    assert "no space left" in said
    assert "Traceback" not in said
    assert list((tmp_path / "out").iterdir()) == []
