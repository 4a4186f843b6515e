"""The forms whose check cells are held against the rules, and how a test gets one."""

from functools import lru_cache
from pathlib import Path

from tdn_templates import api
from tdn_templates.core.known import Known
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_known
from tdn_templates.model.layout import ColumnUse
from tests.office.form_to_fill import CHECK, FormToFill, read_form

FORMS: tuple[tuple[str, str], ...] = (
    ("plan", "Bộ Tài chính"),
    ("plan", "Tỉnh Bình Định"),
    ("plan", "Bộ Y tế"),
    ("registration", "Vụ Hợp tác quốc tế"),
    ("progress", "Bộ Tài chính"),
)
"""Form and unit; a new form is one more line. A unit without registered departments has another list of leads."""

YEAR = 2025
"""What yearly forms report on."""


@lru_cache
def known() -> Known:
    return load_known(DEFAULT_PROGRAMME)


def issue(form: str, unit: str, folder: Path) -> Path:
    """The form as it goes out, with a check cell in every row to fill in."""
    layout = known().layouts[form]
    assert [column.key for column in layout.columns if column.use is ColumnUse.CHECK] == [CHECK]
    made = api.generate([unit], folder, form=form, year=YEAR if layout.yearly else None)
    return next(path for path in made.files if path.suffix == ".xlsx")


def form_to_fill(form: str, unit: str, folder: Path) -> FormToFill:
    return read_form(issue(form, unit, folder), known(), form, api.find_unit(known().registry, unit))
