"""LibreOffice, to open and save files with."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = [
    pytest.mark.office,
    pytest.mark.skipif(
        SOFFICE is None and not os.environ.get("CI"), reason="LibreOffice (soffice) is not installed; CI must have it"
    ),
]


def saved_by_office(sources: Iterable[Path], kind: str, folder: Path) -> dict[str, Path]:
    """The files as LibreOffice saves them, by their names; all in one call, with a profile of its own."""
    assert SOFFICE is not None, "LibreOffice (soffice) is not installed, and these tests must run in CI"
    given: dict[str, Path] = {}
    for source in sources:
        # a workbook and a document of one name would become one PDF
        given[source.name] = folder / f"{source.stem}-{source.suffix[1:]}{source.suffix}"
        shutil.copy(source, given[source.name])
    out = folder / "out"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(out), *map(str, given.values())]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: out / f"{path.stem}.{kind}" for name, path in given.items()}
