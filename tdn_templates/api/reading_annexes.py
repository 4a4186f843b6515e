"""Read one annex, whatever file it came in: what import and other commands begin with."""

from dataclasses import dataclass
from pathlib import Path

from tdn_templates.api.lookup import find_unit
from tdn_templates.core.annex.programme import issuing_unit
from tdn_templates.core.annex.read import read_annex
from tdn_templates.core.annex.refusal_wording import refusal_words
from tdn_templates.core.annex.unreadable_wording import annex_unreadable_words, pdf_remedy
from tdn_templates.core.checks.file import unreadable_fault
from tdn_templates.core.wording import finding_words
from tdn_templates.errors import TdnError
from tdn_templates.files.guard import ANNEX_KINDS
from tdn_templates.files.inbox import FileBytes, no_such_file, read_bytes
from tdn_templates.files.limits import DEFAULT_LIMITS
from tdn_templates.load.knowledge import load_rulebook
from tdn_templates.model.annex import Annex, NotAnAnnex
from tdn_templates.model.cell import RawWorkbook, Unreadable
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import Lang, Wording

_PDF_START = b"%PDF-"


@dataclass(frozen=True, slots=True)
class ReadAnnex:
    """The annex with the file it came from; `owner` is the unit whose plan it is, None for the Government's."""

    annex: Annex
    workbook: RawWorkbook
    owner: Unit | None
    sha256: str


def read_annex_file(file: Path, registry: Registry, *, owner: str | None = None, table: int | None = None) -> ReadAnnex:
    """The list of tasks in a file. `owner` is a unit's name or slug; None takes the body that issued the document,
    where the registry has it. `table` chooses a table by its place.

    Raises TdnError for a file that cannot be read, that holds no list of tasks (with the reason for every table), and
    for an unknown owner.
    """
    found = _existing(file)
    unit = find_unit(registry, owner) if owner else None
    workbook = _workbook(found)
    annex = read_annex(workbook, registry, file.name, unit.slug if unit else None, table)
    if isinstance(annex, NotAnAnnex):
        raise _refused(annex, file)
    if unit is None:
        unit = issuing_unit(annex, registry)
        if unit is not None:  # whose units can now be told from other words
            again = read_annex(workbook, registry, file.name, unit.slug, table)
            annex = again if isinstance(again, Annex) else annex
    return ReadAnnex(annex, workbook, unit, found.sha256)


def _existing(file: Path) -> FileBytes:
    if not file.is_file():
        raise no_such_file(file)
    return read_bytes(file, DEFAULT_LIMITS.disk_bytes)


def _workbook(file: FileBytes) -> RawWorkbook:
    from tdn_templates.reading.worker import ReadingWorker

    if file.problem:
        raise _unreadable(Unreadable(file.problem), file)
    with ReadingWorker(also=ANNEX_KINDS) as worker:
        workbook = worker.read(file.content, file.path.name)
    if isinstance(workbook, Unreadable):
        raise _unreadable(workbook, file)
    return workbook


def _unreadable(unreadable: Unreadable, found: FileBytes) -> TdnError:
    """What stops an annex, or what the rules about files say of it."""
    file = found.path
    words = annex_unreadable_words(unreadable)
    if words is not None:
        said, remedy = words.problem, words.remedy
        return TdnError(f"“{file.name}”: {said.vi}", f'"{file.name}": {said.en}', hint_vi=remedy.vi, hint_en=remedy.en)
    rulebook = load_rulebook()
    finding = rulebook.finding(*unreadable_fault(unreadable, file.name))
    vi, en = finding_words(finding, rulebook, Lang.VI), finding_words(finding, rulebook, Lang.EN)
    of_pdf = pdf_remedy(unreadable) if found.content.startswith(_PDF_START) else None
    remedy = of_pdf or Wording(vi.remedy, en.remedy)
    return TdnError(f"“{file.name}”: {vi.wrong}", f'"{file.name}": {en.wrong}', hint_vi=remedy.vi, hint_en=remedy.en)


def _refused(refused: NotAnAnnex, file: Path) -> TdnError:
    vi, en = refusal_words(refused, Lang.VI), refusal_words(refused, Lang.EN)
    if refused.reason == "our_form":
        hint_vi, hint_en = "Dùng: tdn programme from-plan.", "Use: tdn programme from-plan."
    elif refused.reason == "our_report":
        hint_vi = "Dùng phụ lục: bản đã ban hành, hoặc phu-luc.docx của tdn merge."
        hint_en = "Take the annex: the issued one, or phu-luc.docx of tdn merge."
    else:
        hint_vi = "Danh mục cần có cột nhiệm vụ và cột chủ trì hoặc thời gian; chọn bảng khác bằng --table."
        hint_en = "A list has a column of tasks and one of who leads or when; choose a table with --table."
    return TdnError(
        f"Không có danh mục nhiệm vụ trong “{file.name}”: {vi}.",
        f'No list of tasks in "{file.name}": {en}.',
        hint_vi=hint_vi,
        hint_en=hint_en,
    )
