"""What several of the functions need."""

import os
from collections.abc import Sequence
from pathlib import Path

from tdn_templates.core.cell_text import LONGEST_CELL, MOST_LINE_FEEDS, utf16_length
from tdn_templates.core.known import Known
from tdn_templates.core.rulebook import Fault, Rulebook
from tdn_templates.errors import TdnError
from tdn_templates.files.file_names import safe_stem
from tdn_templates.files.inbox import read_bytes
from tdn_templates.files.limits import DEFAULT_LIMITS
from tdn_templates.files.safe_write import OutputFolder
from tdn_templates.model.finding import Finding, Place
from tdn_templates.model.programme import Programme
from tdn_templates.model.words import RuleCode


def first_list(known: Known) -> Programme:
    """The list that is meant, the highest where a folder holds several."""
    return next(iter(known.programmes.values()))


def only_programme(known: Known) -> Programme:
    """As first_list. Raises TdnError where a folder holds several lists."""
    if len(known.asked) > 1:
        codes = ", ".join(known.asked)
        raise TdnError(
            f"Có nhiều danh mục: {codes}.",
            f"There are several lists: {codes}.",
            hint_vi="Nêu đúng tệp của danh mục cần dùng bằng --programme.",
            hint_en="Name the file of the one that is meant with --programme.",
        )
    return first_list(known)


def output_folder(output: Path, force: bool) -> OutputFolder:
    """Raises TdnError when the place is taken by a file."""
    if os.path.lexists(output) and not os.path.isdir(output):  # noqa: PTH112  # Path.is_dir raises for a name too long
        raise TdnError(
            f"“{output}” là một tệp, không phải thư mục.",
            f'"{output}" is a file, not a folder.',
            hint_vi="Chọn một thư mục khác cho -o.",
            hint_en="Choose another folder for -o.",
        )
    return OutputFolder(output, force)


def shown_name(path: Path) -> str:
    """The file's own name; bytes that are no UTF-8 are shown escaped (T41)."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def cut_finding(rulebook: Rulebook, sheet: str, cell: str, text: str) -> Finding:
    facts = {
        "column_title": cell,
        "length": str(utf16_length(text)),
        "limit": str(LONGEST_CELL),
        "most_line_feeds": str(MOST_LINE_FEEDS),
    }
    return rulebook.finding(RuleCode("VALUE07"), Fault(Place(sheet, cell), value=text, facts=facts))


def unchanged_bytes(path: Path, sha256: str) -> bytes:
    """The bytes that were checked. Raises TdnError when the file has changed since, so that nothing unchecked is
    copied (T49)."""
    file = read_bytes(path, DEFAULT_LIMITS.disk_bytes)
    if file.sha256 != sha256:
        raise TdnError(
            f"Tệp “{path}” đã thay đổi trong khi đang xử lý.",
            f'The file "{path}" changed while it was being worked on.',
            hint_vi="Đóng tệp trong Excel rồi chạy lại.",
            hint_en="Close it in Excel and run the command again.",
        )
    return file.content


def copy_names(paths: Sequence[Path], ending: str) -> list[str]:
    """One name for a copy of each return, also where two folders hold files of one name."""
    taken: dict[str, int] = {}
    names: list[str] = []
    for path in paths:
        stem = safe_stem(path.stem, ending)
        taken[stem] = taken.get(stem, 0) + 1
        names.append(f"{stem}.xlsx" if taken[stem] == 1 else f"{stem}-{taken[stem]}.xlsx")
    return names
