"""What the register remembers of a form, and how a returned cell is held against it."""

import hashlib
from functools import lru_cache

from tdn_templates.core.cell_text import fit_cell
from tdn_templates.model.form import Form, FormRow
from tdn_templates.model.layout import ColumnUse
from tdn_templates.model.register import IssuedForm

_HASH_LENGTH = 12
_LONGEST_KEPT = 1_000


def issued_form(form: Form, file: str, sha256: str) -> IssuedForm:
    """The entry for one form written to a file."""
    return IssuedForm(form.stamp, file, sha256, {row.key: _hashes(form, row) for row in form.rows})


def given_hash(text: str) -> str:
    """A hash that blanks do not change: what a cell shows, not how it is spaced."""
    return _kept_hash(text) if len(text) <= _LONGEST_KEPT else _hash(text)


def _hash(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:_HASH_LENGTH]


# the same issued texts come back in every return
_kept_hash = lru_cache(maxsize=4_096)(_hash)


def _hashes(form: Form, row: FormRow) -> dict[str, str]:
    if row.task is None:
        return {}
    given = [column.key for column in form.layout.columns if column.use is ColumnUse.GIVEN]
    return {key: given_hash(fit_cell(row.values.get(key, ""))) for key in given}
