"""What the package does, as functions: the command line and other programs call these.

Heavy libraries are imported where they are needed, so that importing this module stays cheap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tdn_templates.core.assign import assign
from tdn_templates.core.interpret import interpret
from tdn_templates.core.known import Known
from tdn_templates.core.merge import consolidate
from tdn_templates.core.names import NameIndex
from tdn_templates.core.prefill import prefill
from tdn_templates.core.rulebook import Fault, Rulebook
from tdn_templates.core.validate import Validator
from tdn_templates.errors import TdnError
from tdn_templates.files.file_names import safe_stem
from tdn_templates.files.inbox import FileBytes, find_files, read_bytes
from tdn_templates.files.limits import DEFAULT_LIMITS
from tdn_templates.files.safe_write import OutputFolder
from tdn_templates.load.knowledge import (
    DEFAULT_PROGRAMME,
    load_known,
    load_registry,
    load_rulebook,
    load_word_template,
)
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.cell import RawWorkbook, Unreadable
from tdn_templates.model.finding import Finding, Place
from tdn_templates.model.form import Form
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.submission import SourceFile
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import ClassKey, RuleCode, State

UNIT_SETS = {
    "ministries": ClassKey("ministries"),
    "provinces": ClassKey("localities"),
    "press": ClassKey("press"),
    "all": ClassKey("ministries_and_localities"),
}
"""What --all-in takes, and the class of units it stands for."""


@dataclass(frozen=True, slots=True)
class TaskList:
    """`unit` is None for the whole programme; then there are no assignments."""

    programme: Programme
    unit: Unit | None
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class Generated:
    """`files` in order of writing; `findings` say what had to be cleaned or cut to fit a cell."""

    files: tuple[Path, ...]
    units: tuple[Unit, ...]
    findings: tuple[Finding, ...]
    rulebook: Rulebook


@dataclass(frozen=True, slots=True)
class Validation:
    """`skipped` are entries of the folders that can be no return."""

    verdicts: tuple[Verdict, ...]
    batch_findings: tuple[Finding, ...]
    skipped: tuple[Path, ...]
    rulebook: Rulebook

    @property
    def nothing_readable(self) -> bool:
        return all(verdict.submission.unreadable is not None for verdict in self.verdicts)


@dataclass(frozen=True, slots=True)
class Merged:
    """`files` is empty when the merge was refused because of errors in `validation`; `findings` are of the merge."""

    files: tuple[Path, ...]
    validation: Validation
    findings: tuple[Finding, ...]


def list_tasks(*, programme: str = DEFAULT_PROGRAMME, unit: str | None = None) -> TaskList:
    """The tasks of a programme, or those a unit inherits. Raises TdnError for an unknown programme or unit."""
    known = load_known(programme)
    loaded = _only(known)
    if unit is None:
        return TaskList(loaded, None, ())
    found = find_unit(known.registry, unit)
    return TaskList(loaded, found, assign(loaded, known.registry, found))


def search_units(text: str, *, limit: int = 10) -> tuple[Unit, ...]:
    """Units by any of their names, the nearest first; all units for blank text."""
    registry = load_registry()
    return NameIndex(registry).search(text, limit) if text.strip() else registry.units


def find_unit(registry: Registry, text: str) -> Unit:
    """The unit that a name means. Raises TdnError with the nearest names when none is certain."""
    match = NameIndex(registry).find(text)
    if match.unit is not None:
        return match.unit
    names = " / ".join(f"“{unit.name}”" for unit in match.suggestions)
    raise TdnError(
        f"Không tìm thấy đơn vị “{text}” trong danh mục.",
        f'The unit "{text}" is not in the registry.',
        hint_vi=f"Có phải là {names} không?" if names else "Xem danh mục: tdn units --find TÊN.",
        hint_en=f"Did you mean {names}?" if names else "See the registry: tdn units --find NAME.",
    )


def generate(
    units: Sequence[str],
    output: Path,
    *,
    all_in: str | None = None,
    programme: str = DEFAULT_PROGRAMME,
    form: str = "plan",
    force: bool = False,
) -> Generated:
    """Workbook and Word annex for each unit. Raises TdnError before anything is written when a name is unknown, a
    file exists and `force` is not set, or nothing was asked for."""
    known, rulebook = load_known(programme), load_rulebook()
    loaded, layout = _only(known), _layout(known, form)
    chosen = _chosen_units(known.registry, units, all_in)
    if not chosen:
        raise TdnError(
            "Chưa nêu đơn vị nào.",
            "No unit was named.",
            hint_vi="Ghi tên đơn vị, hoặc --all-in provinces.",
            hint_en="Name units, or use --all-in provinces.",
        )
    folder = OutputFolder(output, force)
    folder.check_free([name for unit in chosen for name in _form_names(loaded, layout, unit)])
    findings = list(loaded.remarks)
    files: list[Path] = []
    for unit in chosen:
        written = _write_unit_files(known, layout, unit, folder)
        files += written[0]
        findings += [_cut_finding(rulebook, *cut) for cut in written[1]]
    return Generated(tuple(files), chosen, tuple(findings), rulebook)


def validate(paths: Sequence[Path], *, programme: str = DEFAULT_PROGRAMME) -> Validation:
    """Check every return below the paths. Raises TdnError for a path that does not exist or holds no file."""
    return _validate(paths, load_known(programme), load_rulebook())


def merge(
    paths: Sequence[Path],
    output: Path,
    *,
    programme: str = DEFAULT_PROGRAMME,
    draft: bool = False,
    columns: int | None = None,
    use: Sequence[Path] = (),
    force: bool = False,
) -> Merged:
    """Consolidated annex and workbook of all returns below the paths.

    Returns with errors are refused unless `draft`, which marks them; one unit's second return is refused unless `use`
    names the one to take. A refused merge writes nothing.
    """
    from tdn_templates.excel.consolidated import write_consolidated
    from tdn_templates.word.annex import render_annex
    from tdn_templates.word.consolidated import consolidated_annex

    known, rulebook = load_known(programme), load_rulebook()
    folder = OutputFolder(output, force)
    folder.check_free(["phu-luc.docx", "tong-hop.xlsx"])
    validation = _without_rivals(_validate(paths, known, rulebook), use, known, rulebook)
    readable = [verdict for verdict in validation.verdicts if verdict.state is not State.REJECTED]
    refused = any(verdict.has_errors for verdict in validation.verdicts) and not draft
    if refused or validation.batch_findings or not readable:
        return Merged((), validation, ())
    consolidation = consolidate(validation.verdicts, known, _only(known), draft=draft)
    annex = consolidated_annex(consolidation, rulebook, columns=columns)
    document = render_annex(annex.annex, load_word_template(annex.template))
    workbook = write_consolidated(consolidation, validation.batch_findings, rulebook)
    files = (folder.write("phu-luc.docx", document), folder.write("tong-hop.xlsx", workbook.content))
    findings = tuple(_cut_finding(rulebook, cut.sheet, cut.cell, cut.text) for cut in workbook.cut)
    return Merged(files, validation, findings)


def _validate(paths: Sequence[Path], known: Known, rulebook: Rulebook) -> Validation:
    from tdn_templates.excel.reading_worker import ReadingWorker

    found = find_files(paths)
    validator = Validator(known, rulebook)
    verdicts: list[Verdict] = []
    with ReadingWorker() as worker:
        for path in found.files:
            file = read_bytes(path, DEFAULT_LIMITS.disk_bytes)
            workbook = _problem(file) or worker.read(file.content, path.name)
            kind = workbook.format if isinstance(workbook, RawWorkbook) else ""
            source = SourceFile(path.name, file.sha256, kind)
            verdicts.append(validator.verdict(interpret(workbook, source, known)))
    return Validation(tuple(verdicts), validator.batch_findings(verdicts), found.skipped, rulebook)


def _problem(file: FileBytes) -> Unreadable | None:
    match file.problem:
        case "":
            return None
        case "too_large":
            size = file.path.stat().st_size
            return Unreadable("too_large", {"limit": str(DEFAULT_LIMITS.disk_bytes), "measured": str(size)})
        case problem:
            return Unreadable(problem)


def _without_rivals(validation: Validation, use: Sequence[Path], known: Known, rulebook: Rulebook) -> Validation:
    """Drop the other returns of a unit for which the user named the one to use."""
    if not use:
        return validation
    chosen = {read_bytes(path, DEFAULT_LIMITS.disk_bytes).sha256 for path in use}
    settled = {
        verdict.unit.slug
        for verdict in validation.verdicts
        if verdict.unit is not None and verdict.submission.source.sha256 in chosen
    }
    kept = tuple(
        verdict
        for verdict in validation.verdicts
        if verdict.unit is None or verdict.unit.slug not in settled or verdict.submission.source.sha256 in chosen
    )
    batch_findings = Validator(known, rulebook).batch_findings(kept)
    return Validation(kept, batch_findings, validation.skipped, rulebook)


def _only(known: Known) -> Programme:
    return next(iter(known.programmes.values()))


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


def _write_unit_files(
    known: Known, layout: WorkbookLayout, unit: Unit, folder: OutputFolder
) -> tuple[list[Path], list[tuple[str, str, str]]]:
    """The files written, and (sheet, cell, text) of every text too long for its cell."""
    from tdn_templates.excel.form import write_form
    from tdn_templates.word.annex import render_annex
    from tdn_templates.word.unit_annex import TEMPLATE, unit_annex

    programme = _only(known)
    form: Form = prefill(layout, programme, known.registry, unit, assign(programme, known.registry, unit))
    workbook = write_form(form)
    document = render_annex(unit_annex(form), load_word_template(TEMPLATE))
    names = _form_names(programme, layout, unit)
    files = [folder.write(names[0], workbook.content), folder.write(names[1], document)]
    return files, [(cut.sheet, cut.cell, cut.text) for cut in workbook.cut]


def _cut_finding(rulebook: Rulebook, sheet: str, cell: str, text: str) -> Finding:
    from tdn_templates.core.cell_text import LONGEST_CELL, MOST_LINE_FEEDS, utf16_length

    facts = {
        "column_title": cell,
        "length": str(utf16_length(text)),
        "limit": str(LONGEST_CELL),
        "most_line_feeds": str(MOST_LINE_FEEDS),
    }
    return rulebook.finding(RuleCode("VALUE07"), Fault(Place(sheet, cell), value=text, facts=facts))
