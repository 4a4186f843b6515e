"""Make the forms that go out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tdn_templates.api.chosen_units import asked_for
from tdn_templates.api.making_forms import Work, WrittenFiles, made_files, write_forms
from tdn_templates.api.own_files import DEFAULT_FORM, known_with, template_with
from tdn_templates.api.plan_lists import PlanList, list_from_plan
from tdn_templates.api.ruling import load_own_rules
from tdn_templates.api.shared import cut_finding, only_programme, output_folder
from tdn_templates.api.unit_files import Making, find_layout, form_names, form_period, register_in
from tdn_templates.api.validating import ReportProgress
from tdn_templates.core.cell_text import CutText
from tdn_templates.core.form_wording import worded_for
from tdn_templates.core.inherited_lists import programme_on
from tdn_templates.core.known import Known
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.files.safe_write import OutputFolder, write_atomically
from tdn_templates.files.search_path import WORKBOOK, FoundFile, own_first
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tdn_templates.load.lists import Lists
from tdn_templates.load.register import REGISTER_FILE, register_text
from tdn_templates.model.finding import Finding
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import Lang


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
    `letter_made_with` says what the letters are made with, so that a changed one is noticed; `made_with` is a hash of
    what all files are made with, "" before that is known."""

    letter_to: Callable[[Unit], bytes] | None = None
    letter_made_with: str = ""
    zipped: bool = False
    made_with: str = ""


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
    jobs: int | None = 1,
    report_progress: ReportProgress | None = None,
) -> Generated:
    """Workbook and Word annex for each unit.

    `of` names the unit whose departments are meant: those named, all of them if none is. In a list made from a plan
    names are looked for among the departments of its owner too, and `all_in` may be DEPARTMENTS: all of these.
    `year` is what a yearly form reports on. `plan` is a returned plan whose tasks stand in the form instead of those of
    the list; the list made from it is written beside the forms, and returns are checked with it. `draft` takes a plan
    that still has errors. `own_rules` is a folder of rules that the form shall know of, `templates` an office's own
    folder of templates and forms, `lang` the language of everything but issued texts and names. `as_of` is the day
    whose units get the forms, with what they took over; it stands in the stamp, None for the day of the list. With
    `in_round` what is there and unchanged is left alone, so that a run that was stopped goes on. `jobs` is how many
    processes make them, None for one on each core; the files are the same. With more than one the calling script has to
    be importable, as multiprocessing asks. Raises TdnError before anything is written when a name is unknown, a year is
    missing, an own template is faulty, a file exists and `force` is not set (in a round: a file made with something
    else), or nothing was asked for.
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
    chosen = asked_for(known, loaded, units, all_in=all_in, of=of)
    folder, work = output_folder(output, force), Work(jobs, report_progress)
    used = search.find(f"{layout.name}{WORKBOOK}"), search.find(layout.word_template)
    if in_round is None:
        done = _issue(making, chosen, folder, made, work)
    else:
        from tdn_templates.api.round_issuing import issue_round, made_with_hash

        made_with = made_with_hash(making, template, search, own_rules, in_round.letter_made_with)
        done = issue_round(making, chosen, folder, replace(in_round, made_with=made_with), work)
    cut = (cut_finding(rulebook, cut.sheet, cut.cell, cut.text) for cut in done.cut)
    return Generated(done.files, chosen, (*loaded.remarks, *cut), rulebook, used, done.kept)


@dataclass(frozen=True, slots=True)
class IssuedFiles:
    """`files` are those of this run in order; `kept` counts the units whose files were left alone."""

    files: tuple[Path, ...]
    cut: tuple[CutText, ...]
    kept: int = 0


def _issue(
    making: Making, units: Sequence[Unit], folder: OutputFolder, made: PlanList | None, work: Work
) -> IssuedFiles:
    """The forms, and the list made from a plan beside them."""
    register = register_in(folder.path)
    names = [name for unit in units for name in form_names(making, unit)]
    folder.check_free([*names, made.file] if made else names)
    lists = [folder.write(made.file, made.text.encode())] if made else []
    written = write_forms(made_files(making, units, work), folder.write_all, lambda forms: None)
    in_order = [written[unit.slug] for unit in units]
    # forms issued earlier stay in the register
    text = register_text(register.with_forms(tuple(each.issued for each in in_order)))
    write_atomically(folder.path / REGISTER_FILE, text.encode(), overwrite=True)
    return issued_files(in_order, lists)


def issued_files(written: Sequence[WrittenFiles], first: Sequence[Path] = (), *, kept: int = 0) -> IssuedFiles:
    paths = (path for each in written for path in each.paths)
    return IssuedFiles((*first, *paths), tuple(text for each in written for text in each.cut), kept)


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
