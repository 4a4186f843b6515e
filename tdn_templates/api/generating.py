"""Make the forms that go out."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from tdn_templates.api.lookup import find_unit
from tdn_templates.api.own_files import DEFAULT_FORM, known_with, template_with
from tdn_templates.api.plan_lists import PlanList, list_from_plan
from tdn_templates.api.ruling import load_own_rules
from tdn_templates.api.shared import cut_finding, only_programme, output_folder
from tdn_templates.core.assign import form_tasks
from tdn_templates.core.cell_text import CutText
from tdn_templates.core.form_wording import worded_for
from tdn_templates.core.inherited_lists import programme_on
from tdn_templates.core.issuing import issued_form
from tdn_templates.core.known import Known
from tdn_templates.core.prefill import prefill
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.errors import TdnError
from tdn_templates.files.file_names import safe_stem
from tdn_templates.files.safe_write import OutputFolder, write_atomically
from tdn_templates.files.search_path import UNITS, WORKBOOK, FoundFile, SearchPath, own_first
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tdn_templates.load.lists import Lists
from tdn_templates.load.register import REGISTER_FILE, read_register, register_text
from tdn_templates.model.finding import Finding
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.register import IssuedForm, Register
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import ClassKey, Lang, UnitSlug

if TYPE_CHECKING:
    from tdn_templates.excel.form_master import FormWriter
    from tdn_templates.word.annex_master import AnnexWriter

UNIT_SETS = {
    "ministries": ClassKey("ministries"),
    "provinces": ClassKey("localities"),
    "press": ClassKey("press"),
    "all": ClassKey("ministries_and_localities"),
}
"""What --all-in takes, and the class of units it stands for."""

_MADE_WITH_DIGITS = 16

DEPARTMENTS = "departments"
"""Of --all-in too: the departments of whoever owns the list."""


@dataclass(frozen=True, slots=True)
class Generated:
    """`files` in order of writing; `findings` say what had to be cleaned or cut to fit a cell; `used_files` are the
    form and the template. `kept` counts other units, whose files stood there already and are as they would be."""

    files: tuple[Path, ...]
    units: tuple[Unit, ...]
    findings: tuple[Finding, ...]
    rulebook: Rulebook
    used_files: tuple[FoundFile, ...] = ()
    kept: int = 0


@dataclass(frozen=True, slots=True)
class RoundIssue:
    """What a round adds to the files of a unit: a letter, where `letter_to` makes one, and all files as one zip.
    `letter_made_with` says what the letters are made with, so that a changed one is noticed."""

    letter_to: Callable[[Unit], bytes] | None = None
    letter_made_with: str = ""
    zipped: bool = False


def generate(
    units: Sequence[str],
    output: Path,
    *,
    all_in: str | None = None,
    of: str | None = None,
    programme: Lists = DEFAULT_PROGRAMME,
    form: str = DEFAULT_FORM,
    year: int | None = None,
    plan: Path | None = None,
    draft: bool = False,
    own_rules: Path | None = None,
    templates: Path | None = None,
    as_of: date | None = None,
    lang: Lang = Lang.VI,
    force: bool = False,
    in_round: RoundIssue | None = None,
) -> Generated:
    """Workbook and Word annex for each unit.

    `of` names the unit whose departments are meant: those named, all of them if none is. In a list made from a plan
    names are looked for among the departments of its owner too, and `all_in` may be DEPARTMENTS: all of these.
    `year` is what a yearly form reports on. `plan` is a returned plan whose tasks stand in the form instead of those of
    the list; the list made from it is written beside the forms, and returns are checked with it. `draft` takes a plan
    that still has errors. `own_rules` is a folder of rules that the form shall know of, `templates` an office's own
    folder of templates and forms, `lang` the language of everything but issued texts and names. `as_of` is the day
    whose units get the forms, with what they took over; it stands in the stamp, None for the day of the list. With
    `in_round` what is there and unchanged is left alone, so that a run that was stopped goes on. Raises TdnError before
    anything is written when a name is unknown, a year is missing, an own template is faulty, a file exists and `force`
    is not set (in a round: a file made with something else), or nothing was asked for.
    """
    from tdn_templates.excel.form_master import FormWriter
    from tdn_templates.word.annex_master import AnnexWriter

    search = own_first(templates)
    made = _made(plan, programme, draft, templates, as_of)
    known, rulebook = _known(known_with(programme, search, as_of), made), load_own_rules(own_rules)
    loaded = only_programme(known)
    layout = worded_for(find_layout(known, form), loaded)
    template = template_with(layout.word_template, search, layout)
    period = form_period(layout, loaded, year)
    making = Making(known, layout, period, as_of, lang, FormWriter(rulebook), AnnexWriter(template))
    chosen = _chosen(known, loaded, units, all_in=all_in, of=of)
    folder = output_folder(output, force)
    used = search.find(f"{layout.name}{WORKBOOK}"), search.find(layout.word_template)
    findings = list(loaded.remarks)
    if in_round is not None:
        from tdn_templates.api.round_issuing import issue_round

        made_with = made_with_hash(making, template, search, own_rules, in_round.letter_made_with)
        done = issue_round(making, chosen, folder, in_round, made_with)
        if made is not None:
            folder.write_or_keep(made.file, made.text.encode())
        findings += [cut_finding(rulebook, cut.sheet, cut.cell, cut.text) for cut in done.cut]
        return Generated(done.files, chosen, tuple(findings), rulebook, used, done.kept)
    register = register_in(output)
    names = [name for unit in chosen for name in form_names(making, unit)]
    folder.check_free([*names, made.file] if made else names)
    files: list[Path] = [folder.write(made.file, made.text.encode())] if made else []
    issued: list[IssuedForm] = []
    for unit in chosen:
        written = _write_unit_files(making, unit, folder)
        files += written.files
        issued.append(written.issued)
        findings += [cut_finding(rulebook, cut.sheet, cut.cell, cut.text) for cut in written.cut]
    # forms issued earlier stay in the register
    text = register_text(register.with_forms(tuple(issued)))
    write_atomically(output / REGISTER_FILE, text.encode(), overwrite=True)
    return Generated(tuple(files), chosen, tuple(findings), rulebook, used)


def _made(
    plan: Path | None, programme: Lists, draft: bool, templates: Path | None, as_of: date | None
) -> PlanList | None:
    if plan is None:
        return None
    return list_from_plan(plan, programme=programme, draft=draft, templates=templates, as_of=as_of)


def _known(known: Known, made: PlanList | None) -> Known:
    """With a plan's own list first, where there is one, read for the same day as the others."""
    if made is None:
        return known
    day = known.registry.day
    own = made.programme if day is None else programme_on(made.programme, known.registry, day, known.programmes)
    return replace(known, programmes={own.code: own, **known.programmes}, asked=())


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


def _chosen(
    known: Known, programme: Programme, names: Sequence[str], *, all_in: str | None, of: str | None
) -> tuple[Unit, ...]:
    """As chosen_units. Raises TdnError also where departments of the owner of a list without owner are asked for."""
    if all_in != DEPARTMENTS:
        return chosen_units(known.registry, names, all_in, of, inside=programme.owner)
    if of is None and programme.owner is None:
        raise TdnError(
            "Danh mục này không lập từ kế hoạch của đơn vị nào.",
            "This list was made from no unit's plan.",
            hint_vi="Dùng --of ĐƠN VỊ để tạo biểu mẫu cho các đơn vị trực thuộc của một đơn vị.",
            hint_en="Use --of UNIT for the departments of a unit.",
        )
    members = chosen_units(known.registry, (), None, of or programme.owner)
    named = chosen_units(known.registry, names, None, inside=programme.owner) if names else ()
    return tuple({unit.slug: unit for unit in (*named, *members)}.values())


def chosen_units(
    registry: Registry,
    names: Sequence[str],
    all_in: str | None,
    of: str | None = None,
    *,
    inside: UnitSlug | None = None,
) -> tuple[Unit, ...]:
    """Each unit once: those named in the order given, then the members of the set. `of` is the unit whose departments
    are meant, all of them if nothing is named; `inside` that whose departments a name may mean as well. Raises TdnError
    for an unknown name, and when nothing was asked for."""
    owner = find_unit(registry, of) if of is not None else None
    around = owner or (registry.find(inside) if inside is not None else None)
    named = [find_unit(registry, name, around) for name in names]
    members = list(registry.members(UNIT_SETS[all_in])) if all_in else []
    if owner is not None and not named and not members:
        members = list(registry.children(owner.slug))
        if not members:
            raise TdnError(
                f"Danh mục chưa có đơn vị trực thuộc của “{owner.name}”.",
                f'The registry has no departments of "{owner.name}".',
                hint_vi="Liệt kê trong một tệp TÊN.units.yaml và chỉ thư mục chứa tệp bằng --templates.",
                hint_en="List them in a file NAME.units.yaml and name its folder with --templates.",
            )
    if not named and not members:
        raise TdnError(
            "Chưa nêu đơn vị nào.",
            "No unit was named.",
            hint_vi="Ghi tên đơn vị, hoặc --all-in provinces.",
            hint_en="Name units, or use --all-in provinces.",
        )
    return tuple({unit.slug: unit for unit in (*named, *members)}.values())


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
class _Written:
    files: tuple[Path, Path]
    issued: IssuedForm
    cut: tuple[CutText, ...]


def _write_unit_files(making: Making, unit: Unit, folder: OutputFolder) -> _Written:
    made = make_unit_files(making, unit)
    workbook, document = (folder.write(name, content) for name, content in made.files.items())
    return _Written((workbook, document), made.issued, made.cut)


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


def made_with_hash(making: Making, template: bytes, search: SearchPath, own_rules: Path | None, more: str) -> str:
    """A hash of everything that the files of all units depend on, `more` included."""
    known = making.known
    rules = sorted(own_rules.glob("*.yaml")) if own_rules is not None else ()
    parts = (
        version("tdn-templates").encode(),
        *(f"{code} {programme.edition}".encode() for code, programme in known.programmes.items()),
        search.find(f"{making.layout.name}{WORKBOOK}").read(),
        template,
        *(found.read() for found in search.files(UNITS) if found.is_own),
        *(path.read_bytes() for path in rules),
        f"{making.period} {making.as_of} {making.lang}".encode(),
        more.encode(),
    )
    digests = (hashlib.sha256(part).digest() for part in parts)
    return hashlib.sha256(b"".join(digests)).hexdigest()[:_MADE_WITH_DIGITS]
