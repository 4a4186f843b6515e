"""What these tests share: the office, what is checked with, and the forms."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tdn_templates.api.validating import Checking, prepare
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tests.office.calc import Calc

if TYPE_CHECKING:
    from tests.office.form_to_fill import FormToFill


@pytest.fixture(scope="session")
def calc(libreoffice: Calc) -> Calc:
    return libreoffice


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
