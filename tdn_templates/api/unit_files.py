"""What one unit gets: its workbook and its Word annex."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tdn_templates.api.shared import only_programme
from tdn_templates.core.assign import form_tasks
from tdn_templates.core.cell_text import CutText
from tdn_templates.core.issuing import issued_form
from tdn_templates.core.known import Known
from tdn_templates.core.prefill import prefill
from tdn_templates.errors import TdnError
from tdn_templates.files.file_names import safe_stem
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.register import REGISTER_FILE, read_register
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.register import IssuedForm, Register
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import Lang

if TYPE_CHECKING:
    from tdn_templates.excel.form_master import FormWriter
    from tdn_templates.word.annex_master import AnnexWriter


@dataclass(frozen=True, slots=True)
class Making:
    """What all forms of one run have in common."""

    known: Known
    layout: WorkbookLayout
    period: str
    as_of: date | None
    lang: Lang
    workbooks: "FormWriter"
    annexes: "AnnexWriter"


def form_period(layout: WorkbookLayout, programme: Programme, year: int | None) -> str:
    """The year of a yearly form; "" for others. Raises TdnError when it is missing, or lies outside the programme."""
    years = range(programme.first.year, programme.last.year + 1)
    if not layout.yearly:
        if year is None:
            return ""
        raise TdnError(
            f"Mẫu “{layout.name}” không lập theo năm.",
            f'The form "{layout.name}" is not made for a year.',
            hint_vi="Bỏ --year.",
            hint_en="Leave out --year.",
        )
    if year is None or year not in years:
        raise TdnError(
            f"Mẫu “{layout.name}” lập cho một năm từ {years.start} đến {years.stop - 1}.",
            f'The form "{layout.name}" is made for a year from {years.start} to {years.stop - 1}.',
            hint_vi=f"Ví dụ: --year {years.start + 1}.",
            hint_en=f"For instance --year {years.start + 1}.",
        )
    return str(year)


def form_names(making: Making, unit: Unit) -> tuple[str, str]:
    """The names of workbook and annex."""
    programme = only_programme(making.known)
    parts = (programme.code, making.layout.name, unit.slug, *((making.period,) if making.period else ()))
    stem = safe_stem(*parts)
    return f"{stem}.xlsx", f"{stem}.docx"


@dataclass(frozen=True, slots=True)
class UnitFiles:
    """`files` are workbook and annex by name, in this order."""

    files: Mapping[str, bytes]
    issued: IssuedForm
    cut: tuple[CutText, ...]


def make_unit_files(making: Making, unit: Unit) -> UnitFiles:
    """What one unit gets; nothing is written."""
    known, layout = making.known, making.layout
    programme = only_programme(known)
    assignments = form_tasks(layout, programme, known.registry, unit, making.period)
    form = prefill(
        layout,
        programme,
        known.registry,
        unit,
        assignments,
        period=making.period,
        as_of=making.as_of,
        lang=making.lang,
    )
    workbook, document = making.workbooks.write(form), making.annexes.write(form)
    names = form_names(making, unit)
    issued = issued_form(form, names[0], hashlib.sha256(workbook.content).hexdigest())
    return UnitFiles({names[0]: workbook.content, names[1]: document}, issued, workbook.cut)


def register_in(output: Path) -> Register:
    """What stands beside the forms already. Raises TdnError when it cannot be read, before anything is written."""
    path = output / REGISTER_FILE
    return read_register(read_utf8(path), path.name) if path.is_file() else Register({})


def find_layout(known: Known, form: str) -> WorkbookLayout:
    """Raises TdnError, with the forms there are, for an unknown name."""
    if form in known.layouts:
        return known.layouts[form]
    names = ", ".join(known.layouts)
    raise TdnError(
        f"Không có mẫu “{form}”.",
        f'There is no form "{form}".',
        hint_vi=f"Các mẫu có: {names}.",
        hint_en=f"Forms at hand: {names}.",
    )
