"""The forms whose check cells are held against the rules, and how a test gets one."""

from functools import lru_cache
from pathlib import Path

from tdn_templates import api
from tdn_templates.core.known import Known
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_known
from tdn_templates.model.layout import ColumnUse, WorkbookLayout
from tests.office.form_to_fill import CHECK, FormToFill, read_form
from tests.office.stand_in import add_check_column

FORMS: tuple[tuple[str, str], ...] = (
    ("plan", "Bộ Tài chính"),
    ("plan", "Tỉnh Bình Định"),
    ("plan", "Bộ Y tế"),
)
"""Form and unit; a new form is one more line. A unit without registered departments has another list of leads."""

STAND_INS = frozenset({"plan"})
"""Forms whose layout has no check column yet; they get one that is made up (stand_in.py)."""


@lru_cache
def known() -> Known:
    return load_known(DEFAULT_PROGRAMME)


def issue(form: str, unit: str, folder: Path) -> Path:
    """The form as it goes out, with a check cell in every row to fill in."""
    path = next(path for path in api.generate([unit], folder, form=form).files if path.suffix == ".xlsx")
    has_checks = _check_columns(known().layouts[form])
    assert has_checks != (form in STAND_INS), f"the form {form!r} has a check column: take it out of STAND_INS"
    if not has_checks:
        add_check_column(path)
    return path


def form_to_fill(form: str, unit: str, folder: Path) -> FormToFill:
    return read_form(issue(form, unit, folder), known(), form, api.find_unit(known().registry, unit))


def _check_columns(layout: WorkbookLayout) -> bool:
    keys = [column.key for column in layout.columns if column.use is ColumnUse.CHECK]
    assert keys in ([], [CHECK]), f"the form {layout.name!r} has the check columns {keys}"
    return bool(keys)
