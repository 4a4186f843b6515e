"""Workbooks of many units: of forms that differ only in whose they are, one is written and the others are cloned.

A clone is, member by member, what `write_form` writes for that unit (docs/adr/0022-cloned-forms.md).
"""

import re

from tdn_templates.core.master_form import MARK, master_form, may_be_master
from tdn_templates.core.recent import Recent
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.excel.form import WrittenForm, write_form
from tdn_templates.files.zip_master import ZipMaster, zip_members
from tdn_templates.model.form import Form

_MOST_MASTERS = 16
"""Kept at a time, of about half a megabyte each; units come in an order in which like follows like."""

_STRINGS = "xl/sharedStrings.xml"
_STRING = re.compile(rb"<si><t[^>]*>([^<]*)</t></si>")


class FormWriter:
    """Writes the workbooks of one run; the same form gives the same bytes whatever was written before."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._masters: Recent[Form, _WorkbookMaster] = Recent(_MOST_MASTERS)

    def write(self, form: Form) -> WrittenForm:
        """As `write_form`."""
        master = master_form(form)
        if master is None:
            return write_form(form, self._rulebook)
        kept = self._masters.find(master.form) or self._made(master.form)
        clone = kept.clone(master.texts) if kept is not None else None
        return write_form(form, self._rulebook) if clone is None else clone

    def _made(self, form: Form) -> "_WorkbookMaster | None":
        if not may_be_master(form):
            return None
        return self._masters.keep(form, _WorkbookMaster(write_form(form, self._rulebook)))


class _WorkbookMaster:
    def __init__(self, written: WrittenForm) -> None:
        self._cut = written.cut
        self._package = ZipMaster(written.content, MARK)
        strings = _STRING.findall(zip_members(written.content)[_STRINGS])
        self._marked = tuple(tuple(MARK.split(string)) for string in strings if MARK.search(string))
        self._others = frozenset(string for string in strings if not MARK.search(string))

    def clone(self, texts: tuple[str, ...]) -> WrittenForm | None:
        """None where a text with a name in it is also another string of the workbook: a workbook has each string once,
        so the parts would be counted otherwise."""
        known = [text.encode() for text in texts]
        strings = {_filled(pieces, known) for pieces in self._marked}
        if len(strings) != len(self._marked) or not self._others.isdisjoint(strings):
            return None
        return WrittenForm(self._package.filled(known), self._cut)


def _filled(pieces: tuple[bytes, ...], texts: list[bytes]) -> bytes:
    """`pieces` are texts, and numbers of texts between them."""
    return b"".join(texts[int(piece)] if place % 2 else piece for place, piece in enumerate(pieces))
