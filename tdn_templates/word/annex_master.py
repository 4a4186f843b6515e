"""Word annexes of many units: of forms that differ only in whose they are, one is rendered and the others are cloned.

That holds for a template that does nothing with the texts of a unit but print them.
"""

from tdn_templates.core.master_form import MARK, master_form, may_be_master
from tdn_templates.core.recent import Recent
from tdn_templates.files.zip_master import ZipMaster
from tdn_templates.model.form import Form
from tdn_templates.word.annex import render_annex
from tdn_templates.word.render import filled_tags
from tdn_templates.word.unit_annex import unit_annex

_MOST_MASTERS = 16
_OF_UNITS = ("title", "stamp_line")
"""The fields of an annex in which texts of the unit stand."""

_PRINTED = frozenset({"{{title}}", "{{subtitle}}", "{{stamp_line}}"})


class AnnexWriter:
    """Writes the Word annexes of one run from one template; the same form gives the same bytes whatever was written
    before. Raises TdnError as `render_annex` does."""

    def __init__(self, template: bytes) -> None:
        self._template = template
        self._only_prints = _only_prints(template)
        self._masters: Recent[Form, ZipMaster] = Recent(_MOST_MASTERS)

    def write(self, form: Form) -> bytes:
        master = master_form(form) if self._only_prints else None
        if master is None:
            return self._rendered(form)
        kept = self._masters.find(master.form) or self._made(master.form)
        return self._rendered(form) if kept is None else kept.filled([text.encode() for text in master.texts])

    def _made(self, form: Form) -> ZipMaster | None:
        if not may_be_master(form):
            return None
        return self._masters.keep(form, ZipMaster(self._rendered(form), MARK))

    def _rendered(self, form: Form) -> bytes:
        return render_annex(unit_annex(form), self._template)


def _only_prints(template: bytes) -> bool:
    """Whether no tag asks for, measures or changes a field with a unit's texts."""
    return all(tag in _PRINTED for tag in filled_tags(template) if any(name in tag for name in _OF_UNITS))
