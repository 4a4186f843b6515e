"""Every document this package writes, made once, and the validator that has to be installed beside Python."""

from pathlib import Path

import pytest

from tests.ooxml.made_documents import made_documents
from tests.ooxml.validators import sdk_validator


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """By file name."""
    return made_documents(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="session")
def sdk() -> Path:
    """The Open XML SDK's validator."""
    found = sdk_validator()
    if found is None:  # in CI the run has not begun without it
        pytest.skip("the Open XML SDK's validator is not installed (npm ci --prefix tests/ooxml); CI must have it")
    return found
