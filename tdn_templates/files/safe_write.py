"""Write files whole or not at all, and only where they belong (hardening T40, T42, T43, T45, T46)."""

import contextlib
import errno
import os
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tdn_templates.errors import TdnError

_NO_SPACE = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_NO_ACCESS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.ETXTBSY})
_BINARY = getattr(os, "O_BINARY", 0)
_SHOWN = 5
_AT_ONCE = 32


def write_atomically(path: Path, content: bytes, *, overwrite: bool) -> None:
    """The file with this content, or an error and the file as it was: never half of it, even when killed.

    The bytes go to `.tdn-NAME.tmp` in the same folder, to the disk, and only then take the name; what a killed run left
    under that temporary name is removed first. Missing folders are made. A link at `path` is replaced, never followed.
    Raises TdnError when the file exists and `overwrite` is False (also when it appeared meanwhile), and when the
    system refuses: no permission, open in another program, disk full.
    """
    write_together({path: content}, overwrite=overwrite)


def write_together(contents: Mapping[Path, bytes], *, overwrite: bool) -> None:
    """As `write_atomically`, each file by itself: no name is taken before all bytes are on the disk. A disk is asked to
    keep many files in little more time than one."""
    temporaries = {path: _temporary(path) for path in contents}
    written: dict[Path, os.stat_result] = {}
    path = Path()
    try:
        for path, content in contents.items():
            if not overwrite and os.path.lexists(path):
                raise _exists([path.name], path.parent)
            path.parent.mkdir(parents=True, exist_ok=True)
            temporaries[path].unlink(missing_ok=True)
            written[path] = _write_new(temporaries[path], content)
        for path in contents:
            _sync_file(temporaries[path], written[path])
        for path in contents:
            _take_name(temporaries[path], path, overwrite=overwrite)
        for folder in {path.parent for path in contents}:
            _sync_folder(folder)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        for temporary in temporaries.values():
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """The one folder a run may write into; `overwrite` is the user's --force."""

    path: Path
    overwrite: bool

    def write(self, name: str, content: bytes) -> Path:
        """Where the file now stands. `name` may have folders ("a/b.docx"). Raises TdnError as write_atomically does,
        and for a name that leads out of the folder."""
        target = self._place(name)
        write_atomically(target, content, overwrite=self.overwrite)
        return target

    def write_all(self, files: Mapping[str, bytes]) -> tuple[Path, ...]:
        """As `write`, of files written together."""
        targets = {self._place(name): content for name, content in files.items()}
        write_together(targets, overwrite=self.overwrite)
        return tuple(targets)

    def write_each(self, files: Iterable[tuple[str, bytes]]) -> tuple[Path, ...]:
        """As `write_all`, of files that come one after the other; a few at a time are in memory."""
        stream = iter(files)
        written: list[Path] = []
        while some := dict(islice(stream, _AT_ONCE)):
            written += self.write_all(some)
        return tuple(written)

    def write_or_keep(self, files: Mapping[str, bytes]) -> tuple[Path, ...]:
        """As `write_all`, but a file that has this content already is left as it is."""
        targets = {self._place(name): content for name, content in files.items()}
        there = [target for target, content in targets.items() if _holds(target, content)]
        for target in there:
            with contextlib.suppress(OSError):
                _temporary(target).unlink(missing_ok=True)
        missing = {target: content for target, content in targets.items() if target not in there}
        write_together(missing, overwrite=self.overwrite)
        return tuple(targets)

    def check_free(self, names: Iterable[str]) -> None:
        """Raises TdnError before anything is written: when one of the files exists (unless overwriting), when a name
        leads out of the folder, or when two names would be one file on a system that ignores letter case."""
        places = {name: self._place(name) for name in names}
        _refuse_twins(places)
        taken = [name for name, place in places.items() if os.path.lexists(place)]
        if taken and not self.overwrite:
            raise _exists(taken, self.path)

    def _place(self, name: str) -> Path:
        """Only the folders of the name are resolved: a link in the last place is to be replaced, not followed."""
        parts = name.split("/")
        if not name.isprintable() or any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts):
            raise _outside(name, self.path)
        root = self.path.resolve()
        folder = root.joinpath(*parts[:-1]).resolve()
        if not folder.is_relative_to(root):
            raise _outside(name, self.path)
        return folder / parts[-1]


def _temporary(path: Path) -> Path:
    return path.parent / f".tdn-{path.name}.tmp"


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == content


def _write_new(path: Path, content: bytes) -> os.stat_result:
    """Which file it is."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        return os.fstat(file.fileno())


def _sync_file(path: Path, written: os.stat_result) -> None:
    descriptor = os.open(path, os.O_RDWR | _BINARY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if not os.path.samestat(written, os.lstat(path)):
        raise OSError(errno.EBUSY, "another run is writing this file")


def _take_name(temporary: Path, path: Path, *, overwrite: bool) -> None:
    """Raises TdnError if the name may not be overwritten and is taken, be it only since a moment ago."""
    if overwrite:
        temporary.replace(path)
        return
    try:
        _take_free_name(temporary, path)
    except FileExistsError as error:
        raise _exists([path.name], path.parent) from error


def _take_free_name(temporary: Path, path: Path) -> None:
    if os.name == "nt":
        temporary.rename(path)  # Windows refuses a name that is taken; other systems would replace the file
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links (FAT, some network shares): claim the name, then fill it
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        temporary.replace(path)


def _sync_folder(folder: Path) -> None:
    """Puts the new name on the disk where a system can do so; Windows and some shares cannot, and need not."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refuse_twins(places: dict[str, Path]) -> None:
    seen: dict[str, str] = {}
    for name, place in places.items():
        twin = seen.setdefault(unicodedata.normalize("NFC", str(place)).casefold(), name)
        if twin != name:
            raise TdnError(
                f"Hai tệp kết quả sẽ trùng tên: “{twin}” và “{name}”.",
                f"Two output files would have one name: “{twin}” and “{name}”.",
                hint_vi="Hãy đổi một trong hai mã để tên tệp khác nhau.",
                hint_en="Change one of the two ids so that the names differ.",
            )


def _exists(names: list[str], folder: Path) -> TdnError:
    listed = ", ".join(f"“{name}”" for name in names[:_SHOWN])
    more_vi = f" và {len(names) - _SHOWN} tệp khác" if len(names) > _SHOWN else ""
    more_en = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return TdnError(
        f"Đã có tệp {listed}{more_vi} trong thư mục “{folder}”; không ghi tệp nào đè lên.",
        f"{listed}{more_en} already in the folder “{folder}”; nothing was overwritten.",
        hint_vi="Chọn thư mục khác, hoặc thêm --force để ghi đè.",
        hint_en="Choose another folder, or add --force to overwrite.",
    )


def _outside(name: str, folder: Path) -> TdnError:
    return TdnError(
        f"Tên tệp {name!r} không nằm trong thư mục kết quả “{folder}”.",
        f"The file name {name!r} does not lie in the output folder “{folder}”.",
        hint_vi="Tên chỉ được gồm tên tệp và thư mục con.",
        hint_en="A name may only hold the file's name and folders below the output folder.",
    )


def _refusal(path: Path, error: OSError) -> TdnError:
    if error.errno in _NO_SPACE:
        return TdnError(
            f"Không ghi được tệp “{path.name}”: thư mục “{path.parent}” hết chỗ trống hoặc vượt hạn mức.",
            f"“{path.name}” could not be written: the folder “{path.parent}” has no space left or a limit was reached.",
            hint_vi="Xóa bớt tệp hoặc chọn ổ đĩa khác rồi chạy lại.",
            hint_en="Free some space or choose another disk, then run again.",
        )
    if error.errno in _NO_ACCESS:
        return TdnError(
            f"Không ghi được tệp “{path}”: không có quyền, hoặc tệp đang được mở.",
            f"“{path}” could not be written: no permission, or the file is open in another program.",
            hint_vi="Đóng tệp trong Excel hoặc Word, kiểm tra quyền ghi vào thư mục rồi chạy lại.",
            hint_en="Close it in Excel or Word, check that you may write to the folder, then run again.",
        )
    return TdnError(
        f"Không ghi được tệp “{path}”: {error.strerror or error}.",
        f"“{path}” could not be written: {error.strerror or error}.",
        hint_vi="Kiểm tra đường dẫn rồi chạy lại.",
        hint_en="Check the path, then run again.",
    )
