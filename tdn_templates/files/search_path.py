"""Where a template or layout is looked for: in an office's own folders first, then where the shipped ones stand.

Each file is looked for by itself: an own folder may hold one template or all of them. What a template may use
(`.fields.yaml`) is what the program offers, so that is never taken from an own folder.
"""

import difflib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tdn_templates.errors import TdnError
from tdn_templates.files.inbox import read_bytes
from tdn_templates.files.limits import TEMPLATE_LIMITS
from tdn_templates.files.shipped import shipped_folder

WORD, WORKBOOK, UNITS, FIELDS = ".docx", ".workbook.yaml", ".units.yaml", ".fields.yaml"
_OWN_ENDINGS = (WORD, WORKBOOK, UNITS)
_LEFT_BY_PROGRAMS = ("~$", ".")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """`name` is the name the program knows the file by; an own file may differ from it in letter case."""

    name: str
    path: Path
    is_own: bool

    def read(self) -> bytes:
        """Raises TdnError when the file is larger than any template, or may not be read."""
        file = read_bytes(self.path, TEMPLATE_LIMITS.disk_bytes)
        if file.problem:
            limit = TEMPLATE_LIMITS.disk_bytes // 1024 // 1024
            raise TdnError(
                f"Không đọc được “{self.path}”: không có quyền, hoặc tệp lớn hơn {limit} MiB.",
                f'"{self.path}" cannot be read: no permission, or larger than {limit} MiB.',
                hint_vi="Kiểm tra lại tệp.",
                hint_en="Check the file.",
            )
        return file.content


@dataclass(frozen=True, slots=True)
class SearchPath:
    """`own` are an office's folders, the first one first; none means the shipped files only."""

    own: tuple[Path, ...] = ()

    def find(self, name: str) -> FoundFile:
        """Raises TdnError, with the nearest name, when neither an own folder nor the shipped one has it."""
        for found in self.files(""):
            if found.name == name:
                return found
        names = [found.name for found in self.files("") if not found.name.endswith(FIELDS)]
        near = difflib.get_close_matches(name, names, n=1)
        raise TdnError(
            f"Không có mẫu “{name}”.",
            f'There is no template "{name}".',
            hint_vi=f"Có phải là “{near[0]}” không?" if near else "Xem danh sách: tdn templates list.",
            hint_en=f'Did you mean "{near[0]}"?' if near else "See the list: tdn templates list.",
        )

    def files(self, ending: str) -> tuple[FoundFile, ...]:
        """Every file with the ending, once, in order of name. Forms and lists of units of an office's own are found
        too; a Word template only under the name of a shipped one, because nothing would ever ask for another."""
        shipped = {_folded(path.name): FoundFile(path.name, path, is_own=False) for path in _shipped_files()}
        found = dict(shipped)
        for folder in reversed(self.own):
            for path in own_files(folder):
                key = _folded(path.name)
                if key in shipped or key.endswith((WORKBOOK, UNITS)):
                    found[key] = FoundFile(shipped[key].name if key in shipped else path.name, path, is_own=True)
        return tuple(sorted((file for file in found.values() if file.name.endswith(ending)), key=_name))

    def unused(self) -> tuple[Path, ...]:
        """Word files of the own folders that no template is called like: most often a misspelt name."""
        shipped = {_folded(path.name) for path in _shipped_files()}
        return tuple(
            path
            for folder in self.own
            for path in own_files(folder)
            if path.name.lower().endswith(WORD) and _folded(path.name) not in shipped
        )


SHIPPED_ONLY = SearchPath()


def own_first(folder: Path | None) -> SearchPath:
    """The search path of --templates. Raises TdnError for a folder that is not there or holds nothing to use."""
    if folder is None:
        return SHIPPED_ONLY
    if not folder.is_dir():
        raise TdnError(
            f"Không có thư mục “{folder}”.",
            f'There is no folder "{folder}".',
            hint_vi="Kiểm tra lại đường dẫn sau --templates.",
            hint_en="Check the path given with --templates.",
        )
    if next(own_files(folder), None) is None:
        raise TdnError(
            f"Thư mục “{folder}” không có mẫu nào (*.docx, *.workbook.yaml, *.units.yaml).",
            f'The folder "{folder}" holds no template (*.docx, *.workbook.yaml, *.units.yaml).',
            hint_vi="Chép mẫu có sẵn để sửa: tdn templates copy TÊN -o THƯ MỤC.",
            hint_en="Copy one to change: tdn templates copy NAME -o FOLDER.",
        )
    return SearchPath((folder,))


def nearest_template(name: str) -> str:
    """The shipped Word template or layout whose name is nearest to this file name; "" if none is near."""
    names = {_folded(path.name): path.name for path in _shipped_files() if path.name.endswith(_OWN_ENDINGS)}
    near = difflib.get_close_matches(_folded(name), names, n=1)
    return names[near[0]] if near else ""


def own_files(folder: Path) -> Iterator[Path]:
    """The templates and layouts in a folder, in order of name; not what programs leave beside an open file."""
    for path in sorted(folder.iterdir()):
        is_left_behind = path.name.startswith(_LEFT_BY_PROGRAMS)
        if path.name.lower().endswith(_OWN_ENDINGS) and not is_left_behind and path.is_file():
            yield path


def _shipped_files() -> list[Path]:
    endings = (*_OWN_ENDINGS, FIELDS)
    return sorted(path for path in shipped_folder("templates").iterdir() if path.name.endswith(endings))


def _folded(name: str) -> str:
    """Letter case and composed or decomposed marks never tell two files apart: some systems cannot either."""
    return unicodedata.normalize("NFC", name).casefold()


def _name(file: FoundFile) -> str:
    return file.name
