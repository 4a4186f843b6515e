"""A file is written whole or not at all, and only where it belongs."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tdn_templates.errors import TdnError
from tdn_templates.files.safe_write import OutputFolder, write_atomically, write_together

KILLS = 15
SIZE = 6_000_000

WRITE_FOR_EVER = f"""
import sys
from pathlib import Path
from tdn_templates.files.safe_write import write_atomically
print("ready", flush=True)
while True:
    for letter in b"ab":
        write_atomically(Path(sys.argv[1]), bytes([letter]) * {SIZE}, overwrite=True)
"""

WRITE_WITH_A_SIZE_LIMIT = """
import resource, sys
from pathlib import Path
from tdn_templates.errors import TdnError
from tdn_templates.files.safe_write import write_atomically
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_atomically(Path(sys.argv[1]), b"x" * 100_000, overwrite=True)
except TdnError as error:
    print(ascii(error.vi))
"""

WRITE_WITHOUT_PERMISSION = """
import os, sys
from pathlib import Path
from tdn_templates.errors import TdnError
from tdn_templates.files.safe_write import write_atomically
if os.geteuid() == 0:
    os.setuid(65534)
try:
    write_atomically(Path(sys.argv[1]), b"new", overwrite=True)
except TdnError as error:
    print(ascii(error.vi), ascii(error.hint_vi))
"""


def run(script: str, target: Path) -> str:
    child = subprocess.run(
        [sys.executable, "-c", script, str(target)], capture_output=True, text=True, check=True, timeout=60
    )
    assert child.stderr == ""
    return child.stdout.encode().decode("unicode_escape")


def listing(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_new_file_is_written_with_its_folders_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "kết quả" / "đợt 1" / "phụ lục.docx"
    write_atomically(target, b"content", overwrite=False)
    assert target.read_bytes() == b"content"
    assert listing(target.parent) == ["phụ lục.docx"]


def test_an_existing_file_is_kept_and_the_error_names_it_and_force(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    with pytest.raises(TdnError) as caught:
        write_atomically(target, b"new", overwrite=False)
    assert "“a.docx”" in caught.value.vi
    assert "--force" in caught.value.hint_vi
    assert "--force" in caught.value.hint_en
    assert target.read_bytes() == b"old"
    write_atomically(target, b"new", overwrite=True)
    assert target.read_bytes() == b"new"
    assert listing(tmp_path) == ["a.docx"]


def test_a_file_made_meanwhile_is_not_clobbered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.docx"
    sync = os.fsync

    def somebody_else_writes(descriptor: int) -> None:
        sync(descriptor)
        target.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", somebody_else_writes)
    with pytest.raises(TdnError, match="--force"):
        write_atomically(target, b"ours", overwrite=False)
    assert target.read_bytes() == b"theirs"
    assert listing(tmp_path) == ["a.docx"]


def no_hard_links(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_a_disk_without_hard_links_is_written_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_hard_links)
    write_atomically(tmp_path / "a.docx", b"content", overwrite=False)
    assert (tmp_path / "a.docx").read_bytes() == b"content"
    assert listing(tmp_path) == ["a.docx"]


def test_a_temporary_file_taken_away_by_another_run_stops_the_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, temporary = tmp_path / "a.docx", tmp_path / ".tdn-a.docx.tmp"
    sync = os.fsync

    def another_run_starts(descriptor: int) -> None:
        sync(descriptor)
        temporary.rename(tmp_path / "moved")
        temporary.write_bytes(b"half of the")

    monkeypatch.setattr(os, "fsync", another_run_starts)
    with pytest.raises(TdnError):
        write_atomically(target, b"ours", overwrite=True)
    assert not target.exists()


def test_the_leftover_of_a_killed_run_is_removed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".tdn-a.docx.tmp").write_bytes(b"half a fi")
    write_atomically(tmp_path / "a.docx", b"whole", overwrite=False)
    assert listing(tmp_path) == ["a.docx"]
    assert (tmp_path / "a.docx").read_bytes() == b"whole"


def test_what_stands_there_is_kept_and_the_leftover_beside_it_is_removed(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"whole")
    (tmp_path / ".tdn-a.docx.tmp").write_bytes(b"whole")
    before = (tmp_path / "a.docx").stat().st_mtime_ns
    folder = OutputFolder(tmp_path, overwrite=False)
    assert folder.write_or_keep({"a.docx": b"whole", "b.docx": b"new"}) == (tmp_path / "a.docx", tmp_path / "b.docx")
    assert listing(tmp_path) == ["a.docx", "b.docx"]
    assert ((tmp_path / "a.docx").stat().st_mtime_ns, (tmp_path / "b.docx").read_bytes()) == (before, b"new")


def test_of_files_written_together_none_takes_its_name_before_all_are_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TdnError, match="no space left"):
        write_together({tmp_path / "a.docx": b"a", tmp_path / "b.docx": b"b"}, overwrite=False)
    assert listing(tmp_path) == []


def test_a_link_is_replaced_and_what_it_points_to_is_left_alone(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_bytes(b"untouched")
    link = tmp_path / "a.docx"
    link.symlink_to(elsewhere)
    with pytest.raises(TdnError, match="--force"):
        write_atomically(link, b"new", overwrite=False)
    write_atomically(link, b"new", overwrite=True)
    assert not link.is_symlink()
    assert link.read_bytes() == b"new"
    assert elsewhere.read_bytes() == b"untouched"


def test_a_dangling_link_counts_as_an_existing_file(tmp_path: Path) -> None:
    link = tmp_path / "a.docx"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(TdnError, match="--force"):
        write_atomically(link, b"new", overwrite=False)
    assert not (tmp_path / "nowhere").exists()


def test_a_planted_link_at_the_temporary_name_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_bytes(b"untouched")
    (tmp_path / ".tdn-a.docx.tmp").symlink_to(victim)
    write_atomically(tmp_path / "a.docx", b"new", overwrite=True)
    assert victim.read_bytes() == b"untouched"
    assert (tmp_path / "a.docx").read_bytes() == b"new"


@pytest.mark.parametrize("made", ["a file as folder", "a folder as file"])
def test_a_path_that_cannot_be_is_one_error_and_no_leftover(tmp_path: Path, made: str) -> None:
    if made == "a file as folder":
        (tmp_path / "x").write_bytes(b"file")
        target = tmp_path / "x" / "a.docx"
    else:
        target = tmp_path / "x"
        target.mkdir()
    with pytest.raises(TdnError) as caught:
        write_atomically(target, b"new", overwrite=True)
    assert str(target) in caught.value.vi
    assert listing(tmp_path) == ["x"]


def test_a_full_disk_is_one_error_that_names_the_folder_and_the_old_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    said = run(WRITE_WITH_A_SIZE_LIMIT, target)
    assert "hết chỗ trống" in said
    assert str(tmp_path) in said
    assert target.read_bytes() == b"old"
    assert listing(tmp_path) == ["a.docx"]


def test_a_folder_without_permission_is_one_error_that_speaks_of_excel(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "a.docx").write_bytes(b"old")
    folder.chmod(0o555)
    said = run(WRITE_WITHOUT_PERMISSION, folder / "a.docx")
    folder.chmod(0o755)
    assert "không có quyền" in said
    assert "Excel" in said
    assert (folder / "a.docx").read_bytes() == b"old"
    assert listing(folder) == ["a.docx"]


def test_no_half_file_is_ever_seen_when_the_writer_is_killed(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    whole = {bytes([letter]) * SIZE for letter in b"ab"}
    target.write_bytes(b"a" * SIZE)
    leftovers = 0
    for turn in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", WRITE_FOR_EVER, str(target)], stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(0.004 * turn)
            child.kill()
        assert target.read_bytes() in whole
        leftovers += len(listing(tmp_path)) - 1
    assert leftovers > 0, "no kill hit the middle of a write: the test has proved nothing"
    write_atomically(target, b"done", overwrite=True)
    assert listing(tmp_path) == ["a.bin"]


def test_a_folder_writes_below_itself(tmp_path: Path) -> None:
    folder = OutputFolder(tmp_path / "out", overwrite=False)
    assert folder.write("bo-tai-chinh/plan.docx", b"x") == (tmp_path / "out" / "bo-tai-chinh" / "plan.docx").resolve()
    assert (tmp_path / "out" / "bo-tai-chinh" / "plan.docx").read_bytes() == b"x"


@pytest.mark.parametrize(
    "name",
    [
        "../a.docx",
        "a/../../b",
        "/etc/a",
        "..",
        ".",
        "",
        "a//b",
        "C:a.docx",
        "..\\a.docx",
        "a\x00b",
        "a\nb",
        "a/",
        "\udce1",
    ],
)
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    folder = OutputFolder(tmp_path / "out", overwrite=True)
    with pytest.raises(TdnError, match="does not lie in the output folder"):
        folder.write(name, b"x")
    with pytest.raises(TdnError, match="does not lie in the output folder"):
        folder.check_free([name])
    assert listing(tmp_path) == []


def test_a_linked_folder_that_leads_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "out" / "sub").symlink_to(tmp_path / "other")
    with pytest.raises(TdnError, match="does not lie in the output folder"):
        OutputFolder(tmp_path / "out", overwrite=True).write("sub/a.docx", b"x")
    assert listing(tmp_path / "other") == []


def test_names_are_checked_together_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "b.docx").write_bytes(b"old")
    (tmp_path / "c.docx").write_bytes(b"old")
    with pytest.raises(TdnError) as caught:
        OutputFolder(tmp_path, overwrite=False).check_free(["a.docx", "b.docx", "c.docx"])
    assert "“b.docx”, “c.docx”" in caught.value.vi
    assert "a.docx" not in caught.value.vi
    OutputFolder(tmp_path, overwrite=True).check_free(["a.docx", "b.docx", "c.docx"])
    OutputFolder(tmp_path, overwrite=False).check_free(["a.docx"])


def test_many_taken_names_are_counted_not_listed(tmp_path: Path) -> None:
    names = [f"{n}.docx" for n in range(8)]
    for name in names:
        (tmp_path / name).touch()
    with pytest.raises(TdnError) as caught:
        OutputFolder(tmp_path, overwrite=False).check_free(names)
    assert "“4.docx” và 3 tệp khác" in caught.value.vi
    assert "“4.docx” and 3 more" in caught.value.args[0]


@pytest.mark.parametrize("twins", [("Plan.docx", "plan.docx"), ("Hà.docx", "Ha\u0300.docx")])
def test_two_names_that_are_one_file_on_some_systems_are_refused(tmp_path: Path, twins: tuple[str, str]) -> None:
    with pytest.raises(TdnError, match="would have one name"):
        OutputFolder(tmp_path, overwrite=True).check_free(twins)
