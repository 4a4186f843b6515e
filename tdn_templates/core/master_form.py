"""Forms that differ only in whose they are: the form they share, with marks where the texts of a unit stand.

Whoever writes the shared form once can write all the others by putting texts in the place of marks. That is only done
where a mark and the text behave alike: a text of plain characters, that stands nowhere else in the form.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tdn_templates.model.form import Form, FormBand
from tdn_templates.model.layout import ColumnKind
from tdn_templates.model.unit import Level, Unit
from tdn_templates.model.words import UnitSlug

MARK = re.compile(rb"TdnText([0-9]{5})Here")
"""A mark as it stands in a part of a file; the digits are the place in `MasterForm.texts`."""

LONGEST_TEXT = 120
"""Characters; a footer takes 255 with all its codes, and what is longer is left out by the writer."""

_MARK_BEGINS = "TdnText"
_MOST_TEXTS = 99_999
_PLAIN = re.compile(r"[^\W_](?:[^\W_]|[ .,;:/()'–-])*(?<! )")
"""Letters, digits, single marks of a name; nothing that XML, a template, a formula or a footer reads as its own."""


@dataclass(frozen=True, slots=True)
class MasterForm:
    """`form` has marks in the place of `texts`: the unit's name, its key, the issue, then units that lists offer.

    Two forms with equal `form` differ in nothing but `texts`.
    """

    form: Form
    texts: tuple[str, ...]


def master_form(form: Form) -> MasterForm | None:
    """None for a form that has to be written by itself: a text that is not plain, or stands in a row of the table too
    (one string of a workbook serves both)."""
    offered = [entry for entries in _offers(form).values() for entry in entries]
    texts = tuple(dict.fromkeys((form.unit.name, form.stamp.unit, form.stamp.issue, *offered)))
    if not all(map(is_plain, texts)) or len(texts) > _MOST_TEXTS or not _fixed_texts(form).isdisjoint(texts):
        return None
    marks = {text: _mark(index) for index, text in enumerate(texts)}
    slug = UnitSlug(marks[form.stamp.unit])
    lists = {key: tuple(marks[entry] for entry in entries) for key, entries in _offers(form).items()}
    nobody = Unit(slug, marks[form.unit.name], Level.CENTRAL, 0)
    stamp = replace(form.stamp, unit=slug, issue=marks[form.stamp.issue])
    return MasterForm(replace(form, unit=nobody, stamp=stamp, lists={**form.lists, **lists}), texts)


def is_plain(text: str) -> bool:
    """Whether every writer puts the text into a file letter by letter."""
    return len(text) <= LONGEST_TEXT and unicodedata.is_normalized("NFC", text) and bool(_PLAIN.fullmatch(text))


def may_be_master(form: Form) -> bool:
    """Whether no text of a list, a unit or a layout looks like a mark; asked once for each master."""
    return _MARK_BEGINS not in repr((form.layout, form.programme, form.lines, form.known_names, form.formerly))


def _offers(form: Form) -> dict[str, tuple[str, ...]]:
    """Lists of units; those of choices are the same for everybody."""
    kinds = (ColumnKind.UNIT, ColumnKind.UNITS)
    return {key: entries for key, entries in form.lists.items() if form.layout.column(key).kind in kinds}


def _fixed_texts(form: Form) -> set[str]:
    return {*_texts_of_lines(form), *form.known_names, *form.formerly}


def _texts_of_lines(form: Form) -> Iterator[str]:
    for line in form.lines:
        if isinstance(line, FormBand):
            yield line.title
        else:
            yield from line.values.values()


def _mark(index: int) -> str:
    return f"{_MARK_BEGINS}{index:05}Here"
