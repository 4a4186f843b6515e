"""From the bytes of a returned file or an annex to its cells, or the reason why there are none.

Runs inside the reading process."""

from tdn_templates.excel.fast_reader import LibraryFault, NotUnderstood
from tdn_templates.excel.read import read_workbook
from tdn_templates.files.guard import ANNEX_KINDS, FileKind, Inspected, inspect_file
from tdn_templates.files.guard_zip import Refusal
from tdn_templates.files.limits import DEFAULT_LIMITS, ReadLimits
from tdn_templates.model.cell import RawWorkbook, Unreadable
from tdn_templates.reading.text_file import read_text
from tdn_templates.reading.wire import Answer
from tdn_templates.word.read import read_word


def read_return(
    content: bytes, limits: ReadLimits = DEFAULT_LIMITS, also: frozenset[FileKind] = frozenset()
) -> RawWorkbook | Unreadable:
    """Everything the file holds, as it holds it. Never raises for content, but a hostile file may end the process:
    call it through ReadingWorker."""
    return read_noting_faults(content, limits, also).result


def read_noting_faults(content: bytes, limits: ReadLimits, also: frozenset[FileKind] = frozenset()) -> Answer:
    """Like `read_return`, and whether this process is worn out by it."""
    try:
        inspected = inspect_file(content, limits, also)
        if isinstance(inspected, Unreadable):
            return Answer(inspected, worn=False)
        if inspected.kind in ANNEX_KINDS:
            return _read_annex(content, inspected.kind, limits)
        return _read(content, inspected, limits, tables_needed=FileKind.TEXT not in also)
    except Refusal as refusal:
        return Answer(refusal.unreadable, worn=False)
    except MemoryError:
        facts = {"setting": "memory_bytes", "limit": str(limits.memory_bytes), "measured": f"> {limits.memory_bytes}"}
        return Answer(Unreadable("too_large", facts), worn=True)


def _read_annex(content: bytes, kind: FileKind, limits: ReadLimits) -> Answer:
    if kind is not FileKind.PDF:
        return Answer(read_text(content, kind, limits), worn=False)
    from tdn_templates.reading.pdf import read_pdf  # noqa: PLC0415 - its library is optional and slow to load

    return Answer(read_pdf(content, limits), worn=False)


def _read(content: bytes, inspected: Inspected, limits: ReadLimits, *, tables_needed: bool) -> Answer:
    if inspected.kind is FileKind.DOCX:
        return Answer(read_word(inspected, limits, tables_needed=tables_needed), worn=False)
    facts = {"kind": inspected.kind.value}
    try:
        reading = read_workbook(content, inspected, limits)
    except NotUnderstood as refused:
        return Answer(Unreadable("damaged", {**facts, "message": str(refused)}), worn=False)
    except LibraryFault as fault:
        return Answer(Unreadable("crashed", {**facts, "message": str(fault)}), worn=True)
    return Answer(reading.workbook, worn=reading.faulty)
