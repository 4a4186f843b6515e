"""Which files a run looks at, and their bytes: read once, so that nothing changes between check and use (T49)."""

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tdn_templates.errors import TdnError

_LEFT_BY_PROGRAMS = ("~$", ".~lock.", ".")
_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})
_OURS = (".jsonl", ".programme.yaml", ".units.yaml")
"""Our own register of issued forms and the lists made from plans stand in the folder of the forms."""


@dataclass(frozen=True, slots=True)
class Found:
    """`files` in order of their paths; `skipped` are entries that can be no return (owner files, links, devices)."""

    files: tuple[Path, ...]
    skipped: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class FileBytes:
    """`problem` is "" or says why there are no bytes: "no_permission", "too_large"."""

    path: Path
    content: bytes
    sha256: str
    problem: str = ""


def find_files(paths: Sequence[Path]) -> Found:
    """The files named, and every file below the folders named; each once.

    Raises TdnError for a path that does not exist, and when the folders hold no file at all.
    """
    files: dict[Path, Path] = {}
    skipped: dict[Path, None] = {}
    for path in paths:
        if not os.path.exists(path):  # noqa: PTH110  # Path.exists raises for a name that is too long
            raise no_such_file(path)
        for candidate in _below(path):
            if _may_be_a_return(candidate, named=candidate == path):
                # one file reached by two spellings of its path is one return
                files.setdefault(candidate.resolve(), candidate.absolute())
            else:
                skipped.setdefault(candidate.absolute())
    if not files:
        raise TdnError(
            f"Không có tệp nào để đọc trong “{', '.join(map(str, paths))}”.",
            f'There is no file to read in "{", ".join(map(str, paths))}".',
            hint_vi="Chép các bản nộp vào thư mục rồi chạy lại.",
            hint_en="Copy the returns into the folder and run the command again.",
        )
    return Found(tuple(files.values()), tuple(skipped))


def no_such_file(path: Path) -> TdnError:
    return TdnError(
        f"Không có tệp hoặc thư mục “{path}”.",
        f'There is no file or folder "{path}".',
        hint_vi="Kiểm tra lại đường dẫn.",
        hint_en="Check the path.",
    )


def read_bytes(path: Path, limit: int) -> FileBytes:
    """At most `limit` bytes; a larger file is not read but for its size."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError:
        return FileBytes(path, b"", "", "no_permission")
    if len(content) > limit:
        return FileBytes(path, b"", "", "too_large")
    return FileBytes(path, content, hashlib.sha256(content).hexdigest())


def _below(path: Path) -> Iterator[Path]:
    """The path itself, or all entries below it in order; links to folders are not followed."""
    if not path.is_dir():
        yield path
        return
    for entry in _entries(path):
        if entry.is_dir() and not entry.is_symlink():
            if not entry.name.startswith("."):
                yield from _below(entry)
        else:
            yield entry


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise TdnError(
            f"Không mở được thư mục “{folder}”: {error.strerror}.",
            f'The folder "{folder}" cannot be opened: {error.strerror}.',
            hint_vi="Kiểm tra quyền đọc thư mục rồi chạy lại.",
            hint_en="Check that you may read the folder, then run again.",
        ) from error


def _may_be_a_return(path: Path, *, named: bool) -> bool:
    """Regular files only: a pipe or device would hang the run. A link counts when the user named it (T17, T46)."""
    name = path.name.lower()
    left_behind = name.startswith(_LEFT_BY_PROGRAMS) or name.endswith(_OURS) or name in _LEFT_BY_SYSTEMS
    if left_behind and not named:
        return False
    status = path.stat() if named else path.lstat()
    return stat.S_ISREG(status.st_mode)
