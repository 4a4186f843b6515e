"""The conflicts of a merge: found, settled by a file of decisions, asked about in it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tdn_templates.core.claims import CLAIM
from tdn_templates.core.conflicts import find_conflicts
from tdn_templates.core.conflicts.decide import DecidedMerge, decided
from tdn_templates.core.conflicts.stances import AgencyWords
from tdn_templates.core.conflicts.three_way import Comparison
from tdn_templates.core.known import Known
from tdn_templates.files.safe_write import write_atomically
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.merge_decisions import read_merge_decisions, with_new_conflicts
from tdn_templates.model.conflict import Conflict, ConflictKind, MergeDecision
from tdn_templates.model.consolidation import ENTRY_FIELDS, Consolidation

if TYPE_CHECKING:
    from tdn_templates.excel.list_sheet import ListSheet


@dataclass(frozen=True, slots=True)
class Settling:
    """`result` is the merge with its conflicts and what the decisions made of them; `compared` holds it against what
    was issued. `file` is that of the decisions, None without one, `text` what stands in it, "" for one that is not
    there yet, `read` the decisions in it."""

    result: DecidedMerge
    compared: Comparison
    file: Path | None = None
    text: str = ""
    read: tuple[MergeDecision, ...] = ()

    @property
    def untold(self) -> tuple[Conflict, ...]:
        """Those that no finding speaks of: of registrations BATCH02 and BATCH03 say already who leads what."""
        if self.result.merged.layout.deciding != CLAIM:
            return self.result.conflicts
        told = (ConflictKind.NOBODY_LEADS, ConflictKind.TWO_LEADS)
        return tuple(each for each in self.result.conflicts if each.kind not in told or not each.is_open)

    def sheets(self) -> "tuple[ListSheet, ...]":
        """The sheets that the consolidated workbook has for it; none for progress reports, which divide nothing up."""
        from tdn_templates.excel.conflict_sheets import conflict_sheet, issued_sheet

        if self.result.merged.fields != ENTRY_FIELDS:
            return ()
        conflicts = self.result.conflicts
        return conflict_sheet(conflicts), issued_sheet(self.compared, conflicts)


def settle(submitted: Consolidation, known: Known, file: Path | None) -> Settling:
    """Raises TdnError for a file of decisions that cannot be read, or is about another list. It need not be there."""
    text = read_utf8(file) if file is not None and file.exists() else ""
    read = read_merge_decisions(text, file.name, submitted.programme) if file is not None and text else ()
    words = AgencyWords(known.registry)
    result = decided(submitted, find_conflicts(submitted, known, words), read)
    return Settling(result, Comparison(result.merged, submitted, words), file, text, read)


def write_open_conflicts(settling: Settling) -> Path | None:
    """Put the open conflicts that the file does not ask about yet at its end, or begin it; everything in it stays.

    Where they now stand; None when there was nothing to write.
    """
    if settling.file is None:
        return None
    programme = settling.result.merged.programme
    longer = with_new_conflicts(settling.text, settling.file.name, settling.result.open, settling.read, programme)
    if longer == settling.text:
        return None
    write_atomically(settling.file, longer.encode(), overwrite=bool(settling.text))
    return settling.file
