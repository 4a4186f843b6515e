"""Read the text files that people write themselves: UTF-8, or one sentence that says so."""

from pathlib import Path

from tdn_templates.errors import TdnError
from tdn_templates.files.inbox import no_such_file

_HINT_VI = "Mở tệp bằng trình soạn thảo và lưu lại với mã UTF-8."
_HINT_EN = "Open it in an editor and save it as UTF-8."


def read_utf8(path: Path, *, hint_vi: str = _HINT_VI, hint_en: str = _HINT_EN) -> str:
    """The whole text, without the mark that Windows editors put first. Raises TdnError when the file is not there or
    is not UTF-8; the hints say how to get one that is."""
    if not path.is_file():
        raise no_such_file(path)
    return utf8_text(path.read_bytes(), path, hint_vi=hint_vi, hint_en=hint_en)


def utf8_text(content: bytes, path: Path, *, hint_vi: str = _HINT_VI, hint_en: str = _HINT_EN) -> str:
    """As read_utf8, with the bytes at hand; `path` is for the message."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise TdnError(
            f"Tệp “{path}” không phải văn bản UTF-8.",
            f'The file "{path}" is not UTF-8 text.',
            hint_vi=hint_vi,
            hint_en=hint_en,
        ) from error
