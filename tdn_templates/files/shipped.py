"""Find the files the package ships: data inside it, rules and templates beside it or inside the wheel.

A checkout (also an editable install) keeps `rules/` and `templates/` at its top; a wheel carries them in `_shipped/`.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tdn_templates.errors import TdnError

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def shipped_folder(name: str) -> Path:
    """The folder "rules" or "templates". Raises TdnError when the installation is incomplete."""
    for folder in (_PACKAGE / "_shipped" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise TdnError(
        f"Bản cài đặt thiếu thư mục “{name}”.",
        f'The installation lacks its folder "{name}".',
        hint_vi="Cài đặt lại chương trình.",
        hint_en="Install the program again.",
    )


def data_folder(name: str) -> Path:
    """The folder "programmes" or "units" inside the package."""
    return _PACKAGE / "data" / name


def read_folder(folder: Path, suffix: str) -> Mapping[str, str]:
    """The texts of all files with the suffix, by file name, in order of name."""
    paths = sorted(path for path in folder.iterdir() if path.name.endswith(suffix))
    return {path.name: path.read_text(encoding="utf-8") for path in paths}
