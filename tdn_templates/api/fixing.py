"""Repair what is safe to repair, in copies; propose the rest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tdn_templates.api.shared import copy_names, output_folder, shown_name, unchanged_bytes
from tdn_templates.api.validating import Checking, prepare
from tdn_templates.core.checks.context import FormContext
from tdn_templates.core.fix import (
    DistinctProposal,
    Proposal,
    Repair,
    apply_decisions,
    distinct_proposals,
    propose,
    repairs,
)
from tdn_templates.core.interpret import interpret
from tdn_templates.core.validate import Validator
from tdn_templates.files.inbox import find_files, read_bytes
from tdn_templates.files.limits import DEFAULT_LIMITS
from tdn_templates.files.search_path import FoundFile, own_first
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.decisions import DECISIONS_FILE, decisions_text, read_decisions
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tdn_templates.load.lists import Lists
from tdn_templates.model.cell import RawWorkbook
from tdn_templates.model.submission import SourceFile

_REPAIRED = frozenset({"xlsx", "xlsm"})


@dataclass(frozen=True, slots=True)
class FixedFile:
    """`copy` is None where nothing was to be repaired."""

    source: Path
    copy: Path | None
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """`proposals` are the unsafe ones that nobody has decided, one for each distinct wrong value over all files.

    `left_alone` are files that could not be read, are no form of ours, or are of a format that is only read.
    `used_files` are the forms they were read by.
    """

    files: tuple[FixedFile, ...]
    proposals: tuple[DistinctProposal, ...]
    left_alone: tuple[Path, ...]
    used_files: tuple[FoundFile, ...] = ()


def fix(
    paths: Sequence[Path],
    output: Path,
    *,
    programme: Lists = DEFAULT_PROGRAMME,
    decisions: Path | None = None,
    templates: Path | None = None,
    as_of: date | None = None,
    force: bool = False,
) -> Fixed:
    """Copies of the returns with the safe repairs, and those unsafe ones that the file of decisions accepts.

    The returns themselves are never touched; `templates` is a folder of an office's own forms; `as_of` is
    that of `validate`. Raises TdnError when a
    copy or a file of proposals exists and `force` is not set, and for decisions or forms that cannot be read.
    """
    checking = prepare(programme, search=own_first(templates), as_of=as_of)
    decided = _decisions(decisions)
    folder = output_folder(output, force)
    found = find_files(paths)
    plans, left_alone = _plans(found.files, checking)
    open_proposals = distinct_proposals(
        item for plan in plans for item in plan.proposals if item.before.strip() not in decided
    )
    todo = [(plan, plan.repairs(decided)) for plan in plans]
    changed = [(plan, done) for plan, done in todo if done]
    names = copy_names([plan.path for plan, _ in changed], "da-sua")
    folder.check_free([*names, DECISIONS_FILE] if open_proposals else names)
    copies = {
        plan.path: folder.write(name, _repaired(plan, done)) for name, (plan, done) in zip(names, changed, strict=True)
    }
    files = tuple(FixedFile(plan.path, copies.get(plan.path), done) for plan, done in todo)
    return Fixed(files, open_proposals, tuple(left_alone), checking.form_files)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What could be done to one return."""

    path: Path
    form: FormContext
    proposals: tuple[Proposal, ...]

    def repairs(self, decided: Mapping[str, str]) -> tuple[Repair, ...]:
        return repairs(self.form, apply_decisions(self.proposals, decided))


def _plans(paths: Iterable[Path], checking: Checking) -> tuple[list[_Plan], list[Path]]:
    from tdn_templates.reading.worker import ReadingWorker

    validator = Validator(checking.known, checking.rulebook, checking.demands)
    plans: list[_Plan] = []
    left_alone: list[Path] = []
    with ReadingWorker() as worker:
        for path in paths:
            file = read_bytes(path, DEFAULT_LIMITS.disk_bytes)
            workbook = worker.read(file.content, path.name)
            if not isinstance(workbook, RawWorkbook) or workbook.format not in _REPAIRED:
                left_alone.append(path)
                continue
            source = SourceFile(shown_name(path), file.sha256, workbook.format)
            submission = interpret(workbook, source, checking.known)
            form = validator.context(submission)
            if form is None:
                left_alone.append(path)
                continue
            findings = validator.verdict(submission).findings
            plans.append(_Plan(path, form, propose(form, findings)))
    return plans, left_alone


def _repaired(plan: _Plan, done: Iterable[Repair]) -> bytes:
    from tdn_templates.excel.annotate import replace_texts

    texts = {(repair.place.sheet, repair.place.cell): repair.after for repair in done}
    return replace_texts(unchanged_bytes(plan.path, plan.form.submission.source.sha256), texts)


def _decisions(file: Path | None) -> Mapping[str, str]:
    if file is None:
        return {}
    return read_decisions(read_utf8(file), file.name)


def write_proposals(fixed: Fixed, output: Path, *, force: bool) -> Path:
    """The open proposals as a file to decide in; fill it in and give it back as `decisions`."""
    return output_folder(output, force).write(DECISIONS_FILE, decisions_text(fixed.proposals).encode())
