"""Merge the returns into one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tdn_templates.api.earlier_round import EarlierRound, compare_with_earlier
from tdn_templates.api.letters import load_letterhead
from tdn_templates.api.many_objects import few_collections
from tdn_templates.api.own_files import template_with
from tdn_templates.api.settling import Settling, settle, write_open_conflicts
from tdn_templates.api.shared import cut_finding, output_folder, shown_name
from tdn_templates.api.validating import ReportProgress, Validation, prepare, validate_with
from tdn_templates.core.cascade import came_up, common_list
from tdn_templates.core.chains import lists_above
from tdn_templates.core.known import Known
from tdn_templates.core.merge import consolidate
from tdn_templates.core.round_view import round_view
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.validate import Validator
from tdn_templates.errors import TdnError
from tdn_templates.files.inbox import no_such_file, read_bytes
from tdn_templates.files.limits import DEFAULT_LIMITS
from tdn_templates.files.search_path import FoundFile, SearchPath, own_first
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tdn_templates.load.lists import Lists
from tdn_templates.model.conflict import Conflict
from tdn_templates.model.consolidation import Consolidation
from tdn_templates.model.finding import Finding
from tdn_templates.model.letterhead import LetterHead
from tdn_templates.model.programme import Programme
from tdn_templates.model.round_view import RoundFacts
from tdn_templates.model.submission import SourceFile
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, ProgrammeCode, Severity, State

if TYPE_CHECKING:
    from tdn_templates.excel.consolidated import WrittenConsolidation

_WORKBOOK = "tong-hop.xlsx"
ROUND_PAGE = "tong-hop.html"
"""The picture of the round, beside the annex and the workbook."""


@dataclass(frozen=True, slots=True)
class Merged:
    """`files` is empty when the merge was refused because of errors in `validation`, and `consolidation` is None then;
    `findings` are of the merge. `used_files` are the forms and the template. `conflicts` are all of them, settled or
    not, in the order of the list; `settling` is what became of them, None for a refused merge. `asked` is the file
    of decisions if open conflicts were written into it, `earlier` the comparison with the round before."""

    files: tuple[Path, ...]
    validation: Validation
    findings: tuple[Finding, ...]
    used_files: tuple[FoundFile, ...] = ()
    settling: Settling | None = None
    asked: Path | None = None
    earlier: EarlierRound | None = None

    @property
    def consolidation(self) -> Consolidation | None:
        return self.settling.result.merged if self.settling is not None else None

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return self.settling.result.conflicts if self.settling is not None else ()


def merge(
    paths: Sequence[Path],
    output: Path,
    *,
    programme: Lists = DEFAULT_PROGRAMME,
    to: str | None = None,
    draft: bool = False,
    columns: int | None = None,
    head: Path | None = None,
    use: Sequence[Path] = (),
    settings: Path | None = None,
    register: Path | None = None,
    decisions: Path | None = None,
    previous: Sequence[Path] = (),
    on: date | None = None,
    templates: Path | None = None,
    as_of: date | None = None,
    force: bool = False,
    lang: Lang = Lang.VI,
    report_progress: ReportProgress | None = None,
    jobs: int | None = None,
    store: Path | None = None,
    that_count: Callable[[Validation], Validation] | None = None,
) -> Merged:
    """Consolidated annex and workbook of all returns below the paths; of progress returns a report and a workbook.
    Beside them the picture of the round, a page in the language `lang`.

    `head` is a file of letterhead for the report. `to` is the code of a list above those of the returns, whose tasks
    the rows are placed under; None takes the list of the returns, or the lowest that theirs are all made from.
    Returns with errors are refused unless `draft`, which marks them; one unit's second return is refused unless `use`
    names the one to take. `settings`, `register` and `on` are those of `validate`: an error that is waived refuses
    nothing. `decisions` is a file of decisions about conflicts, which need not be there yet: open ones are added at its
    end. `previous` are the returns of the round before, which this one is compared with.
    `templates` is a folder of an office's own forms and templates; `as_of`, `jobs` and `store` are those of `validate`.
    `that_count` leaves the returns that count, as a round does. A refused merge writes nothing; nor does one whose
    template is faulty, which raises TdnError.
    """
    search, letter_head = own_first(templates), load_letterhead(head)
    checking = prepare(programme, settings=settings, register=register, on=on, search=search, as_of=as_of)
    folder = output_folder(output, force)
    folder.check_free([_WORKBOOK, ROUND_PAGE])
    validation = _without_rivals(validate_with(paths, checking, report_progress, jobs=jobs, store=store), use)
    validation = that_count(validation) if that_count is not None else validation
    readable = [verdict for verdict in validation.verdicts if verdict.state is not State.REJECTED]
    known = checking.known.of(verdict.submission.stamp for verdict in validation.verdicts)
    if not readable or _is_refused(validation, draft=draft):
        return Merged((), validation, (), checking.form_files)
    with few_collections():
        submitted = consolidate(validation.verdicts, known, target_list(readable, known, to), draft=draft)
        settling = settle(submitted, known, decisions)
        document = _document(settling, checking.rulebook, search, columns=columns, head=letter_head)
        folder.check_free([document.name])
        earlier = compare_with_earlier(settling.result.merged, previous, checking, jobs, store) if previous else None
        workbook, page = _workbook_and_page(settling, validation, known, earlier, lang)
    asked = write_open_conflicts(settling)  # first: a file that cannot be added to stops the run before anything else
    contents = {document.name: document.content, _WORKBOOK: workbook.content, ROUND_PAGE: page}
    files = tuple(folder.write(name, content) for name, content in contents.items())
    findings = tuple(cut_finding(checking.rulebook, cut.sheet, cut.cell, cut.text) for cut in workbook.cut)
    used = (*checking.form_files, search.find(document.template))
    return Merged(files, validation, findings, used, settling, asked, earlier)


def _is_refused(validation: Validation, *, draft: bool) -> bool:
    """Errors of a return that no draft is to mark, or several returns of one unit."""
    faulty = any(verdict.has_errors for verdict in validation.verdicts) and not draft
    return faulty or any(finding.severity is Severity.ERROR for finding in validation.batch_findings)


def _workbook_and_page(
    settling: Settling, validation: Validation, known: Known, earlier: EarlierRound | None, lang: Lang
) -> "tuple[WrittenConsolidation, bytes]":
    from tdn_templates.excel.consolidated import write_consolidated
    from tdn_templates.excel.totals_sheet import totals_sheet
    from tdn_templates.report.round_page import round_page_html

    merged, conflicts = settling.result.merged, settling.result.conflicts
    batch, rulebook = validation.batch_findings, validation.rulebook
    sheets = (totals_sheet(merged), *settling.sheets(), *([earlier.sheet()] if earlier else []))
    view = round_view(merged, known, RoundFacts(validation.missing))
    # the page first: what it needs for a while is free again before the workbook, the larger of the two, is in memory
    page = round_page_html(view, merged, batch, rulebook, lang, conflicts=conflicts).encode()
    return write_consolidated(merged, batch, rulebook, view, more=sheets), page


@dataclass(frozen=True, slots=True)
class _Document:
    """A Word file with its name and the name of its template."""

    name: str
    content: bytes
    template: str


def _document(
    settling: Settling, rulebook: Rulebook, search: SearchPath, *, columns: int | None, head: LetterHead
) -> _Document:
    consolidation = settling.result.merged
    if consolidation.layout.deciding == "status":
        from tdn_templates.word.progress import progress_report
        from tdn_templates.word.report import REPORT_TEMPLATE, render_progress_report

        verdicts = consolidation.verdicts
        nil = [item.unit.name for item in verdicts if item.unit is not None and item.state is State.NIL_RETURN]
        report = progress_report(consolidation, _with_body(head, consolidation), nil)
        content = render_progress_report(report, template_with(REPORT_TEMPLATE, search))
        return _Document("bao-cao.docx", content, REPORT_TEMPLATE)
    from tdn_templates.word.annex import render_annex
    from tdn_templates.word.consolidated import consolidated_annex

    annex = consolidated_annex(consolidation, rulebook, columns=columns, conflicts=settling.result.open)
    return _Document("phu-luc.docx", render_annex(annex.annex, template_with(annex.template, search)), annex.template)


def _with_body(head: LetterHead, consolidation: Consolidation) -> LetterHead:
    """One unit's report on its own list is issued by that unit unless the head says otherwise."""
    if head.issuing_body or len(consolidation.parts) != 1 or came_up(consolidation):
        return head
    return replace(head, issuing_body=consolidation.parts[0].unit.name)


def target_list(readable: Sequence[Verdict], known: Known, to: str | None) -> Programme:
    """The list that the merge is about. Raises TdnError for one that is not above the lists of the returns."""
    lowest = _one_list(readable, known)
    if to is None:
        return lowest
    allowed = {item.code: item for item in (lowest, *lists_above(lowest, known))}
    if to not in allowed:
        codes = ", ".join(allowed)
        raise TdnError(
            f"Không tổng hợp lên “{to}” được: danh mục đó không ở trên danh mục của các bản nộp.",
            f'Nothing can be merged up to "{to}": that list is not above those of the returns.',
            hint_vi=f"Dùng --to với một trong các mã: {codes}.",
            hint_en=f"Use --to with one of these codes: {codes}.",
        )
    return allowed[ProgrammeCode(to)]


def _one_list(readable: Sequence[Verdict], known: Known) -> Programme:
    """The list all returns are about, or the lowest one that the lists they are about are made from.

    Raises TdnError for returns of different forms, years, or lists with nothing above them.
    """
    stamps = [verdict.submission.stamps[0].stamp for verdict in readable]
    found = common_list({stamp.programme for stamp in stamps}, known)
    for part, vi, en in _PARTS if found is None else _PARTS[:-1]:
        values = sorted({str(getattr(stamp, part)) for stamp in stamps})
        if len(values) > 1:
            listed = ", ".join(values)
            raise TdnError(
                f"Các bản nộp thuộc nhiều {vi} khác nhau: {listed}.",
                f"The returns are of different {en}: {listed}.",
                hint_vi="Tổng hợp riêng từng loại.",
                hint_en="Merge them one kind at a time.",
            )
    return found or known.programmes[stamps[0].programme]


_PARTS = (("layout", "mẫu", "forms"), ("period", "năm", "years"), ("programme", "danh mục", "lists"))


def _without_rivals(validation: Validation, use: Sequence[Path]) -> Validation:
    """Drop the other returns of a unit for which the user named the one to use."""
    if not use:
        return validation
    taken = {_named_return(path, validation) for path in use}
    units = {
        verdict.unit.slug for verdict in validation.verdicts if verdict.submission.source in taken and verdict.unit
    }
    kept: list[tuple[Verdict, Path]] = []
    for verdict, path in zip(validation.verdicts, validation.paths, strict=True):
        if verdict.unit is None or verdict.unit.slug not in units:
            kept.append((verdict, path))
        elif verdict.submission.source in taken:
            taken.remove(verdict.submission.source)  # copies of one name and content are one return
            kept.append((verdict, path))
    verdicts = tuple(verdict for verdict, _ in kept)
    checking = validation.checking
    return replace(
        validation,
        verdicts=verdicts,
        paths=tuple(path for _, path in kept),
        batch_findings=Validator(checking.known, checking.rulebook).batch_findings(verdicts),
    )


def _named_return(path: Path, validation: Validation) -> SourceFile:
    """The return that --use means: the file itself, else one of the same content. Raises TdnError if there is none."""
    if not path.is_file():
        raise no_such_file(path)
    name, sha256 = shown_name(path), read_bytes(path, DEFAULT_LIMITS.disk_bytes).sha256
    same = [verdict.submission.source for verdict in validation.verdicts if verdict.submission.source.sha256 == sha256]
    if not same:
        raise TdnError(
            f"Tệp “{path}” nêu ở --use không nằm trong các bản nộp được tổng hợp.",
            f'The file "{path}" given with --use is not among the returns to merge.',
            hint_vi="Nêu tệp đó trong danh sách bản nộp, hoặc chọn một bản trong thư mục.",
            hint_en="Name it among the returns too, or choose one of the folder.",
        )
    return min(same, key=lambda source: (source.name != name, source.name))
