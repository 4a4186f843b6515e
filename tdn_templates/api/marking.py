"""Give every sender their own workbook back, with the marks in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tdn_templates.api.shared import copy_names, output_folder, unchanged_bytes
from tdn_templates.api.validating import Validation
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.wording import SEVERITY_WORDS, STATE_WORDS, finding_words
from tdn_templates.excel.patch.marks import FaultLine, FaultSheet, Mark
from tdn_templates.model.cell import RawWorkbook
from tdn_templates.model.finding import Finding
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, State, Wording

_SHEET = Wording("Lỗi cần sửa", "To correct")
_HEAD = (
    Wording("Mức", "Severity"),
    Wording("Trang", "Sheet"),
    Wording("Ô", "Cell"),
    Wording("Nhiệm vụ", "Task"),
    Wording("Nội dung", "What is wrong"),
    Wording("Cách sửa", "What to do"),
)
_PATCHED = frozenset({"xlsx", "xlsm"})
_REBUILT = frozenset({"xls", "xlsb", "ods"})


@dataclass(frozen=True, slots=True)
class Marked:
    """`files` are the marked copies; `not_marked` the returns that could not be marked (not readable, or in Word)."""

    files: tuple[Path, ...]
    not_marked: tuple[Path, ...]


def mark(
    validation: Validation,
    output: Path,
    *,
    lang: Lang = Lang.VI,
    force: bool = False,
    named: Callable[[Verdict], str] | None = None,
) -> Marked:
    """A marked copy of every return with findings. The returns themselves are never touched.

    `named` gives the copies names of their own, each its own; None calls them after the returns. Raises TdnError when a
    file exists and `force` is not set.
    """
    folder = output_folder(output, force)
    faulty = [
        (verdict, path) for verdict, path in zip(validation.verdicts, validation.paths, strict=True) if verdict.findings
    ]
    marked = [(verdict, path) for verdict, path in faulty if _can_be_marked(verdict)]
    names = [named(verdict) for verdict, _ in marked] if named else copy_names([path for _, path in marked], "danh-dau")
    folder.check_free(names)
    files = folder.write_each(
        (name, _marked_content(verdict, path, validation.rulebook, lang))
        for name, (verdict, path) in zip(names, marked, strict=True)
    )
    return Marked(files, tuple(path for verdict, path in faulty if not _can_be_marked(verdict)))


def _can_be_marked(verdict: Verdict) -> bool:
    return verdict.submission.source.format in _PATCHED | _REBUILT and verdict.state is not State.REJECTED


def _marked_content(verdict: Verdict, path: Path, rulebook: Rulebook, lang: Lang) -> bytes:
    from tdn_templates.excel.annotate import mark_workbook
    from tdn_templates.excel.rebuild import rebuild_marked
    from tdn_templates.reading.worker import ReadingWorker

    content = unchanged_bytes(path, verdict.submission.source.sha256)
    marks = [
        Mark(finding.place.sheet, finding.place.cell, finding.severity, _note(finding, rulebook, lang))
        for finding in verdict.findings
        if finding.place.cell
    ]
    unit = verdict.unit.name if verdict.unit else verdict.submission.source.name
    faults = FaultSheet(
        name=_SHEET.in_lang(lang),
        title=f"{unit}: {STATE_WORDS[verdict.state].in_lang(lang)}",
        head=tuple(heading.in_lang(lang) for heading in _HEAD),
        lines=tuple(_fault_lines(verdict, rulebook, lang)),
    )
    if verdict.submission.source.format in _PATCHED:
        return mark_workbook(content, marks, faults)
    with ReadingWorker() as worker:
        workbook = worker.read(content, path.name)
    if not isinstance(workbook, RawWorkbook):
        raise TypeError(f"{path.name} was readable a moment ago")
    return rebuild_marked(workbook, marks, faults)


def _note(finding: Finding, rulebook: Rulebook, lang: Lang) -> str:
    words = finding_words(finding, rulebook, lang)
    return f"{words.message}\n→ {words.remedy}"


def _fault_lines(verdict: Verdict, rulebook: Rulebook, lang: Lang) -> Iterator[FaultLine]:
    for finding in verdict.findings:
        words = finding_words(finding, rulebook, lang)
        severity = SEVERITY_WORDS[finding.severity].in_lang(lang)
        place = finding.place
        yield FaultLine(severity, place.sheet, place.cell, finding.task, words.message, words.remedy)
