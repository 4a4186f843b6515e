"""The two validators of office files that the tests run, and what each says of a file as plain lines.

The Open XML SDK's is a program of its own that takes one file and half a second; openxml-audit runs in this process.
"""

import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

MODULES = Path(__file__).parent / "node_modules" / "@xarsh"
AT_ONCE = 2
TIMEOUT_SECONDS = 120


def sdk_validator() -> Path | None:
    """The SDK's validator as `npm ci` puts it for this kind of machine; None where that has not been run."""
    return next((path for path in sorted(MODULES.glob("ooxml-validator-*/ooxml-validator*")) if path.is_file()), None)


def sdk_faults(validator: Path, paths: Iterable[Path]) -> dict[str, list[str]]:
    """Faults of each file with any, by its name."""
    files = list(paths)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return _faulty(dict(zip(files, pool.map(partial(_sdk_faults_of, validator), files), strict=True)))


def audit_faults(paths: Iterable[Path]) -> dict[str, list[str]]:
    """Like `sdk_faults`; warnings count, they name what Excel or Word would write otherwise."""
    from openxml_audit import FileFormat, OpenXmlValidator  # slow to load, and the other checks do without

    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0)
    return _faulty(
        {
            path: [f"{fault.part_uri}{fault.path}: {fault.description}" for fault in validator.validate(path).errors]
            for path in paths
        }
    )


def _sdk_faults_of(validator: Path, path: Path) -> list[str]:
    # no ICU on a bare machine, and messages in the same language everywhere
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    ran = subprocess.run(
        [str(validator), str(path)],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT_SECONDS,
        check=True,
    )
    said = json.loads(ran.stdout)
    faults = [f"{fault['path'] or ''}{fault['xPath'] or ''}: {fault['description']}" for fault in said["errors"]]
    if said["ok"] is not (not faults):
        raise ValueError(f"{path.name}: {ran.stdout}")
    return faults


def _faulty(faults: Mapping[Path, list[str]]) -> dict[str, list[str]]:
    return {path.name: found for path, found in faults.items() if found}
