"""What cannot be used is said in one sentence, in Vietnamese and English, with the remedy; never a traceback."""

import io
import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest

from tdn_templates.files.shipped import data_folder
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME

Ran = subprocess.CompletedProcess[str]
Tdn = Callable[..., Ran]
NOBODY = 65534


def assert_said_in_both_languages(ran: Ran, *, vi: str, en: str) -> None:
    """`vi` and `en` are words the two sentences must hold."""
    assert ran.returncode == 2
    assert "Traceback" not in ran.stdout + ran.stderr
    vietnamese, english = (line for line in ran.stderr.splitlines() if line.startswith(("Lỗi:", "Error:")))
    assert vietnamese.startswith("Lỗi:")
    assert vi in vietnamese
    assert english.startswith("Error:")
    assert en in english


def locked_workbook() -> bytes:
    """What Excel saves with a password: a compound file with the package inside, encrypted."""
    sector, free, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
    streams = (("EncryptionInfo", b"\x04\x00\x04\x00\x40\x00\x00\x00<encryption/>"), ("EncryptedPackage", bytes(64)))
    table, entries, body = [0xFFFFFFFD, end], [_entry("Root Entry", 5, child=1, start=end, size=0)], b""
    for number, (name, content) in enumerate(streams, 1):
        start = len(table)
        table += [*range(start + 1, start + 8), end]
        following = number + 1 if number < len(streams) else free
        entries.append(_entry(name, 2, following=following, start=start, size=4096))
        body += content.ljust(4096, b"\0")
    table += [free] * (sector // 4 - len(table))
    numbers = (0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    header = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", *numbers)
    header += struct.pack("<109I", 0, *[free] * 108)
    return header + struct.pack("<128I", *table) + b"".join(entries).ljust(sector, b"\0") + body


def _entry(name: str, kind: int, *, start: int, size: int, child: int = -1, following: int = -1) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    links = (number & 0xFFFFFFFF for number in (-1, following, child))
    return struct.pack("<64sHBBIII16xI16xIQ", wide, len(wide), kind, 1, *links, 0, start, size)


def word_document() -> bytes:
    document, content = docx.Document(), io.BytesIO()
    document.add_paragraph("Báo cáo")
    document.save(content)
    return content.getvalue()


BROKEN = (
    ("bao-cao.xlsx", b"%PDF-1.7\n1 0 obj\n", "tài liệu PDF", "a PDF document"),
    ("mat-khau.xlsx", locked_workbook(), "mật khẩu", "password"),
    ("rong.xlsx", b"", "rỗng", "empty"),
    ("phu-luc.docx", word_document(), "Word", "Word"),
    ("phu-luc.xlsx", word_document(), "Word", "Word"),
    ("anh.ods", b"\x89PNG\r\n\x1a\n" + bytes(64), "không phải bảng tính", "not a workbook"),
    ("hong.xlsx", b"PK\x03\x04" + bytes(200), "hỏng", "damaged"),
)
IDS = [f"{name}: {en}" for name, _, _, en in BROKEN]


@pytest.mark.parametrize("broken", BROKEN, ids=IDS)
@pytest.mark.parametrize("command", ["validate", "merge"])
def test_a_file_that_is_no_workbook_ends_the_run_with_what_it_is(
    tdn: Tdn, tmp_path: Path, command: str, broken: tuple[str, bytes, str, str]
) -> None:
    name, content, vi, en = broken
    path = tmp_path / name
    path.write_bytes(content)
    output = ["-o", tmp_path / "out"] if command == "merge" else []
    ran = tdn(command, path, *output)
    assert_said_in_both_languages(ran, vi=vi, en=en)
    assert name in ran.stderr
    assert not (tmp_path / "out").exists()


def test_broken_files_among_good_ones_are_findings_and_the_others_are_checked(
    tdn: Tdn, good_return: bytes, tmp_path: Path
) -> None:
    for name, content, _, _ in BROKEN:
        (tmp_path / name).write_bytes(content)
    (tmp_path / "tot.xlsx").write_bytes(good_return)
    ran = tdn("validate", tmp_path)
    assert ran.returncode == 1
    assert ran.stderr == ""
    assert "tot.xlsx – Bộ Tài chính: ĐẠT" in ran.stdout
    for name, _, vi, _ in BROKEN:
        block = ran.stdout.partition(f"{name}: KHÔNG ĐỌC ĐƯỢC")[2].partition("\n\n")[0]
        assert vi in " ".join(block.split()), name


def test_merging_past_broken_files_takes_a_draft_and_names_what_was_left_out(
    tdn: Tdn, good_return: bytes, tmp_path: Path
) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "tot.xlsx").write_bytes(good_return)
    (inbox / "xau.xlsx").write_bytes(b"%PDF-1.7\n")
    refused = tdn("merge", inbox, "-o", tmp_path / "out")
    assert refused.returncode == 1
    assert "FILE01" in refused.stdout
    assert not (tmp_path / "out").exists()
    ran = tdn("merge", inbox, "-o", tmp_path / "out", "--draft")
    assert ran.returncode == 1
    assert "Đã tổng hợp 1 bản nộp." in ran.stdout
    assert "xau.xlsx" in ran.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"phu-luc.docx", "tong-hop.html", "tong-hop.xlsx"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Bộ Tài chín", "Bộ Tài chính"), ("Bo Tai chinh", "Bộ Tài chính"), ("Tỉnh Bình Địnhh", "Tỉnh Bình Định")],
)
def test_a_near_miss_is_asked_about_never_applied(tdn: Tdn, tmp_path: Path, typed: str, meant: str) -> None:
    for ran in (tdn("generate", typed, "-o", tmp_path / "out"), tdn("tasks", "--unit", typed)):
        assert_said_in_both_languages(ran, vi=f"Có phải là “{meant}”", en=f"Did you mean “{meant}”")
    assert not (tmp_path / "out").exists()


def test_a_name_like_no_unit_is_sent_to_the_registry(tdn: Tdn, tmp_path: Path) -> None:
    ran = tdn("generate", "Bộ Tài chính", "xyzzy", "-o", tmp_path / "out")
    assert_said_in_both_languages(ran, vi="“xyzzy”", en="tdn units --find")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["khong-co.xlsx", "khong/co", "a" * 5000])
def test_a_path_that_is_not_there_is_named(tdn: Tdn, tmp_path: Path, name: str) -> None:
    for ran in (tdn("validate", tmp_path / name), tdn("merge", tmp_path / name, "-o", tmp_path / "out")):
        assert_said_in_both_languages(ran, vi="Không có tệp hoặc thư mục", en="There is no file or folder")
        assert name in ran.stderr
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_holds_nothing_to_read(tdn: Tdn, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/~$btc.xlsx").write_bytes(b"owner")
    for ran in (tdn("validate", tmp_path / "in"), tdn("merge", tmp_path / "in", "-o", tmp_path / "out")):
        assert_said_in_both_languages(ran, vi="Chép các bản nộp vào thư mục", en="There is no file to read")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_is_never_waited_for(tdn: Tdn, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong.xlsx")
    assert_said_in_both_languages(tdn("validate", tmp_path), vi="Không có tệp nào", en="no file to read")


def test_an_unknown_programme_lists_those_at_hand(tdn: Tdn) -> None:
    ran = tdn("tasks", "--programme", "nq48-2024")
    assert_said_in_both_languages(ran, vi="có sẵn: nq47-2024", en="at hand: nq47-2024")


def test_a_misspelt_key_is_named_with_its_line_and_the_right_one(tdn: Tdn, tmp_path: Path) -> None:
    text = (data_folder("programmes") / f"{DEFAULT_PROGRAMME}.yaml").read_text(encoding="utf-8")
    line = text.splitlines().index("issuer: Chính phủ") + 1
    file = tmp_path / "sai.yaml"
    file.write_text(text.replace("issuer: Chính phủ", "isuer: Chính phủ"), encoding="utf-8")
    ran = tdn("generate", "Bộ Tài chính", "--programme", file, "-o", tmp_path / "out")
    assert_said_in_both_languages(ran, vi=f'sai.yaml, dòng {line}: khoá "isuer"', en='Did you mean "issuer"?')
    assert not (tmp_path / "out").exists()


def test_a_programme_in_an_old_encoding_is_asked_for_in_utf_8(tdn: Tdn, tmp_path: Path) -> None:
    file = tmp_path / "cu.yaml"
    file.write_bytes("title: H\xbbng n\xa8m\n".encode("latin-1"))
    assert_said_in_both_languages(tdn("tasks", "--programme", file), vi="UTF-8", en="not UTF-8 text")


def test_a_programme_saved_by_a_windows_editor_is_read(tdn: Tdn, tmp_path: Path) -> None:
    text = (data_folder("programmes") / f"{DEFAULT_PROGRAMME}.yaml").read_text(encoding="utf-8")
    file = tmp_path / "notepad.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert tdn("tasks", "--programme", file, "--format", "json").stdout == tdn("tasks", "--format", "json").stdout


def test_an_output_folder_that_is_a_file_is_refused(tdn: Tdn, good_return: bytes, tmp_path: Path) -> None:
    (tmp_path / "btc.xlsx").write_bytes(good_return)
    file = tmp_path / "out"
    file.write_text("ghi chép", encoding="utf-8")
    for ran in (tdn("generate", "Bộ Tài chính", "-o", file), tdn("merge", tmp_path / "btc.xlsx", "-o", file)):
        assert_said_in_both_languages(ran, vi="không phải thư mục", en="not a folder")
    assert file.read_text(encoding="utf-8") == "ghi chép"


@pytest.fixture
def as_somebody_else() -> Iterator[None]:
    """Root may write anywhere, so for a while a test that runs as root is nobody."""
    if os.name == "nt" or os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    yield
    os.seteuid(0)


@pytest.fixture
def locked_folder(form: bytes) -> Iterator[Path]:
    """A folder nobody may write to. The form has been made, so that all the command needs is loaded by now."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps write permission for folders elsewhere")
def test_a_folder_that_may_not_be_written_to_is_named_with_the_remedy(
    tdn: Tdn, locked_folder: Path, as_somebody_else: None
) -> None:
    ran = tdn("generate", "Bộ Tài chính", "-o", locked_folder / "gui-di")
    assert_said_in_both_languages(ran, vi="kiểm tra quyền ghi", en="check that you may write to the folder")
    assert str(locked_folder / "gui-di") in ran.stderr
    assert list(locked_folder.iterdir()) == []


@pytest.mark.parametrize("arguments", [["generate", "Bộ Tài chính"], ["tong-hop"], ["tasks", "--foo"], ["validate"]])
def test_a_mistyped_command_is_answered_in_both_languages(tdn: Tdn, arguments: list[str]) -> None:
    assert_said_in_both_languages(tdn(*arguments), vi="xem cách dùng với --help", en="")


def test_naming_no_unit_says_how_to_name_some(tdn: Tdn, tmp_path: Path) -> None:
    ran = tdn("generate", "-o", tmp_path / "out")
    assert_said_in_both_languages(ran, vi="Chưa nêu đơn vị nào", en="--all-in provinces")
