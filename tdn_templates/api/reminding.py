"""Chase a round: a letter to everyone who is late or has something to correct, the summary, the list for the mail."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tdn_templates.api.letters import load_letterhead
from tdn_templates.api.marking import Marked, mark
from tdn_templates.api.own_files import template_with
from tdn_templates.api.round_checking import RoundCheck, about_round, check_round
from tdn_templates.api.round_folder import RoundFolder
from tdn_templates.api.round_reports import marked_name
from tdn_templates.api.round_units import addresses_in
from tdn_templates.api.shared import output_folder
from tdn_templates.api.validating import ReportProgress, Validation
from tdn_templates.core.letter_words import addressee
from tdn_templates.core.letters import faulty_reminder, late_reminder, reminder_letter
from tdn_templates.core.mail_list import MailLine, mail_list
from tdn_templates.core.overview import needs_correction
from tdn_templates.core.succession_words import day_words
from tdn_templates.core.wording import STATE_WORDS
from tdn_templates.errors import TdnError
from tdn_templates.files.file_names import safe_stem
from tdn_templates.files.search_path import own_first
from tdn_templates.model.letterhead import LetterHead
from tdn_templates.model.round import RoundStatus, UnitStatus
from tdn_templates.model.words import Lang, State

SUMMARY_FILE, MAIL_FILE = "don-doc.docx", "gui-thu.csv"


@dataclass(frozen=True, slots=True)
class RoundReminders:
    """`files` are the letters to units, then the summary and the list for the mail; `marked` the workbooks beside."""

    status: RoundStatus
    files: tuple[Path, ...]
    marked: Marked

    @property
    def lists(self) -> tuple[Path, ...]:
        """The summary and the list for the mail."""
        return self.files[-2:]


def round_head(folder: RoundFolder) -> LetterHead:
    """The letterhead of a round; who runs it is who issues the letters unless the head says otherwise."""
    head = load_letterhead(folder.head)
    return head if head.issuing_body else replace(head, issuing_body=folder.setup.issuer)


def remind_round(
    folder: RoundFolder,
    output: Path | None = None,
    *,
    on: date | None = None,
    force: bool = False,
    report_progress: ReportProgress | None = None,
    jobs: int | None = None,
) -> RoundReminders:
    """Letters to units that have sent nothing although the deadline has passed, and to those whose return has to be
    corrected, with the marked workbook; a letter that lists all of them, with those that are not late yet; a CSV file
    for a mail merge.

    They go into to-return/nhac-<day> unless `output` says otherwise. `on` is the day counted to, None today. Raises
    TdnError, before anything is written, when there is nobody to remind, and for files in the way unless `force`.
    """
    check = check_round(folder, on=on, report_progress=report_progress, jobs=jobs)
    status = check.status
    reminded = [*status.late, *status.to_be_corrected]
    if not reminded:
        raise TdnError(
            "Không có đơn vị nào quá hạn và không có bản nộp nào cần sửa: không có gì để đôn đốc.",
            "Nobody is late and no return needs correction: there is nobody to remind.",
        )
    target = output_folder(output or folder.to_return / f"nhac-{status.counted_on.isoformat()}", force)
    faulty = _faulty(check)
    names = [_letter_name(entry) for entry in reminded]
    target.check_free([*names, SUMMARY_FILE, MAIL_FILE])
    addresses = addresses_in(folder.path)
    marked = mark(faulty, target.path, force=force, named=marked_name)
    copies = {path.name for path in marked.files}
    letters = _letters(check, faulty, reminded, copies)
    files = [*target.write_each(zip(names, letters, strict=True))]
    files.append(target.write(SUMMARY_FILE, _summary(check)))
    lines = [_mail_line(status, entry, copies, addresses.get(entry.unit.slug, "")) for entry in reminded]
    files.append(target.write(MAIL_FILE, mail_list(lines)))
    return RoundReminders(status, tuple(files), marked)


def _faulty(check: RoundCheck) -> Validation:
    """The returns that count and have to be corrected."""
    counting = check.counting
    pairs = zip(counting.verdicts, counting.paths, strict=True)
    kept = [(verdict, path) for verdict, path in pairs if needs_correction(verdict)]
    return replace(
        counting,
        verdicts=tuple(verdict for verdict, _ in kept),
        paths=tuple(path for _, path in kept),
        batch_findings=(),
    )


def _letters(check: RoundCheck, faulty: Validation, reminded: list[UnitStatus], copies: set[str]) -> Iterator[bytes]:
    from tdn_templates.word.letter_master import LetterWriter
    from tdn_templates.word.letters import UNIT_REMINDER_TEMPLATE, render_unit_reminder

    folder, checking = check.folder, check.validation.checking
    template = template_with(UNIT_REMINDER_TEMPLATE, own_first(folder.templates))
    head, about = round_head(folder), about_round(folder, checking.known)
    verdicts = {verdict.unit.slug: verdict for verdict in faulty.verdicts if verdict.unit is not None}
    to_the_late = LetterWriter(
        template,
        lambda name: render_unit_reminder(late_reminder(head, about, name, check.status.counted_on), template),
    )
    for entry in reminded:
        verdict = verdicts.get(entry.unit.slug)
        if verdict is None:
            yield to_the_late.write(addressee(entry.unit))
            continue
        late = late_reminder(head, about, addressee(entry.unit), check.status.counted_on)
        letter = faulty_reminder(late, verdict, checking.rulebook, _marked(entry, copies))
        yield render_unit_reminder(letter, template)


def _summary(check: RoundCheck) -> bytes:
    from tdn_templates.word.letters import REMINDER_TEMPLATE, render_reminder

    folder, status = check.folder, check.status
    about = about_round(folder, check.validation.checking.known)
    units = [entry.unit for entry in status.units]
    letter = reminder_letter(round_head(folder), about, units, check.counting.verdicts, status.counted_on)
    return render_reminder(letter, template_with(REMINDER_TEMPLATE, own_first(folder.templates)))


def _letter_name(entry: UnitStatus) -> str:
    return f"{safe_stem(entry.unit.slug, 'don-doc')}.docx"


def _marked(entry: UnitStatus, copies: set[str]) -> str:
    name = f"{safe_stem(entry.unit.slug, 'danh-dau')}.xlsx"
    return name if name in copies else ""


def _mail_line(status: RoundStatus, entry: UnitStatus, copies: set[str], address: str) -> MailLine:
    return MailLine(
        slug=entry.unit.slug,
        unit=entry.unit.name,
        addressee=addressee(entry.unit),
        state=STATE_WORDS[entry.state].in_lang(Lang.VI),
        days_late=entry.days_late if entry.state is State.NOT_RECEIVED else 0,
        errors=entry.counting.errors if entry.counting else 0,
        deadline=day_words(status.setup.deadline),
        letter=_letter_name(entry),
        marked=_marked(entry, copies),
        address=address,
    )
