"""How far an officer has come with a drill."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from tdn_templates.api.round_checking import check_round
from tdn_templates.api.round_folder import RoundFolder, needed_round
from tdn_templates.api.validating import ReportProgress
from tdn_templates.core.drill_check import DrillStanding, compare
from tdn_templates.errors import TdnError
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.drill_answer import ANSWER_FILE, read_answer
from tdn_templates.model.drill import DrillAnswer, DrillCheck, DrillStep

_HEAD_BYTES = 200_000
_ANNEX, _DRAFT = "phu-luc.docx", ">DỰ THẢO<".encode()
"""What `merge` writes, and what it says above a draft."""


def check_drill(
    folder: Path | None = None, *, report_progress: ReportProgress | None = None
) -> tuple[DrillAnswer, DrillCheck]:
    """What the round says now, held against the answer. Raises TdnError as `open_drill` and `check_round`."""
    drill_round, answer = open_drill(folder)
    check = check_round(
        drill_round, on=answer.answered_on if answer.answered else answer.on, report_progress=report_progress
    )
    pairs = zip(check.validation.paths, check.validation.verdicts, strict=True)
    verdicts = {path.relative_to(drill_round.inbox).as_posix(): verdict for path, verdict in pairs}
    return answer, compare(answer, DrillStanding(check.status, verdicts, _done(drill_round, answer)))


def _done(folder: RoundFolder, answer: DrillAnswer) -> frozenset[DrillStep]:
    """The steps of which something is in the folder."""
    annex = folder.merged / _ANNEX
    is_merged = annex.is_file() and not _is_draft(annex)
    done = {
        DrillStep.ISSUED: folder.register is not None,
        DrillStep.CHECKED: any(folder.reports.glob("kiem-tra.*")),
        DrillStep.DRAFTED: annex.is_file(),
        DrillStep.REMINDED: reminders_in(folder),
        DrillStep.ANSWERED: answer.answered,
        DrillStep.MERGED: is_merged,
    }
    return frozenset(step for step, is_done in done.items() if is_done)


def _is_draft(annex: Path) -> bool:
    """The mark stands above the tables. What cannot be opened is nothing that a merge for good wrote."""
    try:
        with ZipFile(annex) as package, package.open("word/document.xml") as part:
            return _DRAFT in part.read(_HEAD_BYTES)
    except (BadZipFile, KeyError):
        return True


def open_drill(folder: Path | None = None) -> tuple[RoundFolder, DrillAnswer]:
    """Raises TdnError for a folder that is no round, and for a round that is no drill."""
    found = needed_round(folder)
    path = found.path / ANSWER_FILE
    if not path.is_file():
        raise TdnError(
            f"Đợt này không phải đợt diễn tập: không có tệp {ANSWER_FILE}.",
            f"This round is no drill: it has no {ANSWER_FILE}.",
            hint_vi="Lập đợt diễn tập: tdn drill THƯ-MỤC-MỚI --units 100.",
            hint_en="Make a drill: tdn drill NEW-FOLDER --units 100.",
        )
    return found, read_answer(read_utf8(path), ANSWER_FILE)


def reminders_in(folder: RoundFolder) -> bool:
    """Whether reminders were written."""
    return any(folder.to_return.glob("nhac-*/*.docx"))
