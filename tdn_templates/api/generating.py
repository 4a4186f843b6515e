"""Make the forms that go out."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tdn_templates.api.lookup import find_unit
from tdn_templates.api.own_files import DEFAULT_FORM, known_with, template_with
from tdn_templates.api.shared import cut_finding, only_programme, output_folder
from tdn_templates.core.assign import assign
from tdn_templates.core.cell_text import CutText
from tdn_templates.core.issuing import issued_form
from tdn_templates.core.known import Known
from tdn_templates.core.prefill import prefill
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.errors import TdnError
from tdn_templates.files.file_names import safe_stem
from tdn_templates.files.safe_write import OutputFolder, write_atomically
from tdn_templates.files.search_path import WORKBOOK, FoundFile, own_first
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_rulebook
from tdn_templates.load.register import REGISTER_FILE, read_register, register_text
from tdn_templates.model.finding import Finding
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.register import IssuedForm, Register
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import ClassKey

UNIT_SETS = {
    "ministries": ClassKey("ministries"),
    "provinces": ClassKey("localities"),
    "press": ClassKey("press"),
    "all": ClassKey("ministries_and_localities"),
}
"""What --all-in takes, and the class of units it stands for."""


@dataclass(frozen=True, slots=True)
class Generated:
    """`files` in order of writing; `findings` say what had to be cleaned or cut to fit a cell; `used_files`
    are the form and the template."""

    files: tuple[Path, ...]
    units: tuple[Unit, ...]
    findings: tuple[Finding, ...]
    rulebook: Rulebook
    used_files: tuple[FoundFile, ...] = ()


def generate(
    units: Sequence[str],
    output: Path,
    *,
    all_in: str | None = None,
    programme: str = DEFAULT_PROGRAMME,
    form: str = DEFAULT_FORM,
    templates: Path | None = None,
    force: bool = False,
) -> Generated:
    """Workbook and Word annex for each unit; `templates` is an office's own folder of them. Raises TdnError before
    anything is written when a name is unknown, an own template is faulty, a file exists and `force` is not set, or
    nothing was asked for."""
    from tdn_templates.word.unit_annex import TEMPLATE

    search = own_first(templates)
    known, rulebook = known_with(programme, search), load_rulebook()
    loaded, layout = only_programme(known), _layout(known, form)
    chosen = _chosen_units(known.registry, units, all_in)
    if not chosen:
        raise TdnError(
            "Chưa nêu đơn vị nào.",
            "No unit was named.",
            hint_vi="Ghi tên đơn vị, hoặc --all-in provinces.",
            hint_en="Name units, or use --all-in provinces.",
        )
    template = template_with(TEMPLATE, search, layout)
    folder = output_folder(output, force)
    register = _register_in(output)
    folder.check_free([name for unit in chosen for name in _form_names(loaded, layout, unit)])
    findings = list(loaded.remarks)
    files: list[Path] = []
    issued: list[IssuedForm] = []
    for unit in chosen:
        written = _write_unit_files(known, layout, unit, folder, template)
        files += written.files
        issued.append(written.issued)
        findings += [cut_finding(rulebook, cut.sheet, cut.cell, cut.text) for cut in written.cut]
    # forms issued earlier stay in the register
    text = register_text(register.with_forms(tuple(issued)))
    write_atomically(output / REGISTER_FILE, text.encode(), overwrite=True)
    used = search.find(f"{layout.name}{WORKBOOK}"), search.find(TEMPLATE)
    return Generated(tuple(files), chosen, tuple(findings), rulebook, used)


def _layout(known: Known, form: str) -> WorkbookLayout:
    if form in known.layouts:
        return known.layouts[form]
    names = ", ".join(known.layouts)
    raise TdnError(
        f"Không có mẫu “{form}”.",
        f'There is no form "{form}".',
        hint_vi=f"Các mẫu có: {names}.",
        hint_en=f"Forms at hand: {names}.",
    )


def _chosen_units(registry: Registry, names: Sequence[str], all_in: str | None) -> tuple[Unit, ...]:
    """Each unit once: those named in the order given, then the members of the set."""
    named = [find_unit(registry, name) for name in names]
    members = list(registry.members(UNIT_SETS[all_in])) if all_in else []
    return tuple({unit.slug: unit for unit in (*named, *members)}.values())


def _form_names(programme: Programme, layout: WorkbookLayout, unit: Unit) -> tuple[str, str]:
    stem = safe_stem(programme.code, layout.name, unit.slug)
    return f"{stem}.xlsx", f"{stem}.docx"


@dataclass(frozen=True, slots=True)
class _Written:
    files: tuple[Path, Path]
    issued: IssuedForm
    cut: tuple[CutText, ...]


def _write_unit_files(
    known: Known, layout: WorkbookLayout, unit: Unit, folder: OutputFolder, template: bytes
) -> _Written:
    from tdn_templates.excel.form import write_form
    from tdn_templates.word.annex import render_annex
    from tdn_templates.word.unit_annex import unit_annex

    programme = only_programme(known)
    form = prefill(layout, programme, known.registry, unit, assign(programme, known.registry, unit))
    workbook = write_form(form)
    document = render_annex(unit_annex(form), template)
    names = _form_names(programme, layout, unit)
    files = folder.write(names[0], workbook.content), folder.write(names[1], document)
    issued = issued_form(form, names[0], hashlib.sha256(workbook.content).hexdigest())
    return _Written(files, issued, workbook.cut)


def _register_in(output: Path) -> Register:
    """What stands beside the forms already. Raises TdnError when it cannot be read, before anything is written."""
    path = output / REGISTER_FILE
    return read_register(read_utf8(path), path.name) if path.is_file() else Register({})
