"""LibreOffice, to open and save many files with."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tests.office.calc import Calc


def saved_by_office(libreoffice: Calc, sources: Iterable[Path], kind: str, folder: Path) -> dict[str, Path]:
    """The files as LibreOffice saves them, by their names; no file is there for one that it cannot open."""
    saved: dict[str, Path] = {}
    for source in sources:
        # a workbook and a document of one name would become one PDF
        out = folder / source.suffix[1:]
        saved[source.name] = out / f"{source.stem}.{kind}"
        with suppress(RuntimeError):
            libreoffice.saved(source, kind, out)
    return saved
