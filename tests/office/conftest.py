"""One office for all tests of a run, and the modules that these tests share."""

import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tdn_templates.api.validating import Checking, prepare
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME

if TYPE_CHECKING:
    from tests.office.calc import Calc
    from tests.office.form_to_fill import FormToFill

# tests are no package: what they share is loaded here, each after those it imports, and imported by name
for _name in ("calc", "form_to_fill", "values", "draft", "fillings", "agreement", "forms", "filled"):
    _spec = importlib.util.spec_from_file_location(f"tests.office.{_name}", Path(__file__).with_name(f"{_name}.py"))
    assert _spec is not None
    assert _spec.loader is not None
    sys.modules[_spec.name] = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(sys.modules[_spec.name])


@pytest.fixture(scope="session")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Calc"]:
    from tests.office.calc import Calc, why_not

    missing = why_not()
    if missing and os.environ.get("CI"):
        pytest.fail(f"{missing}: in CI the tests marked office may not be skipped")
    if missing:
        pytest.skip(missing)
    with Calc(tmp_path_factory.mktemp("calc") / "profile") as office:
        yield office


@pytest.fixture(scope="session")
def checking() -> Checking:
    """What `tdn validate` checks with."""
    return prepare(DEFAULT_PROGRAMME, on=date(2024, 7, 1))


@pytest.fixture(scope="session")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], "FormToFill"]:
    """The form of a unit with its check cells, generated once."""
    from tests.office.forms import form_to_fill

    made: dict[tuple[str, str], FormToFill] = {}

    def form(name: str, unit: str) -> "FormToFill":
        if (name, unit) not in made:
            made[name, unit] = form_to_fill(name, unit, tmp_path_factory.mktemp("form"))
        return made[name, unit]

    return form
