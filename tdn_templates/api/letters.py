"""The letters of a round: ask for returns, remind those who are late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tdn_templates.api.chosen_units import UNIT_SETS, chosen_units
from tdn_templates.api.own_files import known_with, template_with
from tdn_templates.api.shared import first_list
from tdn_templates.api.unit_files import find_layout
from tdn_templates.api.validating import ReportProgress, Validation, prepare, validate_with
from tdn_templates.core.cascade import common_list
from tdn_templates.core.known import Known
from tdn_templates.core.letters import recipients, reminder_letter, round_of
from tdn_templates.core.wording import quoted
from tdn_templates.errors import TdnError
from tdn_templates.files.safe_write import write_atomically
from tdn_templates.files.search_path import own_first
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tdn_templates.load.letterhead import EXAMPLE, read_letterhead
from tdn_templates.load.lists import Lists
from tdn_templates.model.letterhead import LetterHead
from tdn_templates.model.letters import ReminderLetter, RequestLetter
from tdn_templates.model.programme import Programme
from tdn_templates.model.register import Register
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict

_MINISTRIES = "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ"
_PROVINCES = "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"
_SET_PHRASES = {
    "ministries": (_MINISTRIES,),
    "provinces": (_PROVINCES,),
    "press": ("Các cơ quan báo chí",),
    "all": (_MINISTRIES, _PROVINCES),
}
"""How a letter calls all units of a set (see UNIT_SETS)."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """`letter` is what the file says. `validation` is None when there were no returns to read; `left_out` are the names
    of what is not in the letter: returns of which nobody knows whose they are, or of another form, and forms of the
    register that are of another list."""

    letter: ReminderLetter
    validation: Validation | None
    left_out: tuple[str, ...] = ()


def write_request_letter(
    units: Sequence[str],
    output: Path,
    *,
    deadline: date,
    all_in: str | None = None,
    form: str = "plan",
    head: Path | None = None,
    programme: Lists = DEFAULT_PROGRAMME,
    templates: Path | None = None,
    as_of: date | None = None,
    force: bool = False,
) -> RequestLetter:
    """Write the letter that asks the units for their returns; `head` is a file of letterhead, `as_of` the day
    whose units are addressed, None for that of the list.

    Raises TdnError, before anything is written, for an unknown unit, form or programme, for a head that cannot be used,
    and when nothing was asked for.
    """
    from tdn_templates.word.letters import REQUEST_TEMPLATE, render_request

    _check_is_docx(output)
    search = own_first(templates)
    known = known_with(programme, search, as_of)
    programme_asked = first_list(known)
    about = round_of(programme_asked, find_layout(known, form), deadline)
    chosen = chosen_units(known.registry, units, all_in, inside=programme_asked.owner)
    members = tuple(known.registry.members(UNIT_SETS[all_in])) if all_in else ()
    named = tuple(unit for unit in chosen if unit not in members)
    letter = RequestLetter(load_letterhead(head), about, recipients(named, members, _SET_PHRASES.get(all_in or "", ())))
    write_atomically(output, render_request(letter, template_with(REQUEST_TEMPLATE, search)), overwrite=force)
    return letter


def write_reminder_letter(
    paths: Sequence[Path],
    output: Path,
    *,
    register: Path,
    deadline: date | None = None,
    on: date | None = None,
    form: str = "plan",
    head: Path | None = None,
    programme: Lists = DEFAULT_PROGRAMME,
    templates: Path | None = None,
    as_of: date | None = None,
    force: bool = False,
    report_progress: ReportProgress | None = None,
) -> Reminded:
    """Check the returns below the paths and write who has reported, who has not, and what needs correction.

    Without paths nobody has reported. `register` is the file that `generate` wrote: it says who was asked. `on` is the
    day counted to, None today; `as_of` is that of `validate`. Raises TdnError, before anything is written, for files
    that cannot be used, and when there is nobody to remind.
    """
    from tdn_templates.word.letters import REMINDER_TEMPLATE, render_reminder

    _check_is_docx(output)
    counted_on = on or datetime.now().astimezone().date()
    search = own_first(templates)
    checking = prepare(programme, register=register, on=counted_on, search=search, as_of=as_of)
    layout = find_layout(checking.known, form)
    asked = _asked(checking.known, checking.demands.register or Register({}), form)
    about = round_of(asked.programme, layout, deadline)
    letter_head = load_letterhead(head)
    validation = validate_with(paths, checking, report_progress) if paths else None
    verdicts = validation.verdicts if validation else ()
    taken = [verdict for verdict in verdicts if _is_return_of(verdict, form)]
    letter = reminder_letter(letter_head, about, asked.units, taken, counted_on)
    if not letter.missing and not letter.faulty:
        raise TdnError(
            "Mọi đơn vị trong sổ phát hành đã gửi và không có bản nộp nào cần sửa: không có gì để đôn đốc.",
            "Every unit of the register has reported and no return needs correction: there is nobody to remind.",
        )
    write_atomically(output, render_reminder(letter, template_with(REMINDER_TEMPLATE, search)), overwrite=force)
    not_taken = (verdict.submission.source.name for verdict in verdicts if verdict not in taken)
    return Reminded(letter, validation, tuple(map(quoted, (*asked.left_out, *not_taken))))


def letterhead_example() -> str:
    """A file of letterhead to fill in, with comments in Vietnamese and English."""
    return EXAMPLE


def load_letterhead(file: Path | None) -> LetterHead:
    return LetterHead() if file is None else read_letterhead(read_utf8(file), file.name)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Units in the order of the registry; `left_out` are the forms of lists that were not given."""

    units: tuple[Unit, ...]
    programme: Programme
    left_out: tuple[str, ...]


def _asked(known: Known, register: Register, form: str) -> _Asked:
    """The units that were sent this form, of the lists given."""
    sent = [issued for issued in register.forms.values() if issued.stamp.layout == form]
    counted = [issued for issued in sent if issued.stamp.programme in known.programmes]
    programme = common_list({issued.stamp.programme for issued in counted}, known) if counted else None
    if sent and programme is None:
        codes = ", ".join(sorted({issued.stamp.programme for issued in sent}))
        raise TdnError(
            f"Biểu mẫu “{form}” trong sổ phát hành thuộc các danh mục: {quoted(codes)}.",
            f'The forms "{form}" in the register are of these lists: {quoted(codes)}.',
            hint_vi="Chỉ một danh mục, hoặc thư mục có các danh mục lập từ kế hoạch, bằng --programme.",
            hint_en="Give one list, or the folder of the lists made from plans, with --programme.",
        )
    if programme is None:
        raise TdnError(
            f"Sổ phát hành không có biểu mẫu “{form}” nào.",
            f'The register holds no form "{form}".',
            hint_vi="Dùng sổ so-phat-hanh.jsonl mà lệnh generate ghi cạnh các biểu mẫu đã gửi.",
            hint_en="Use so-phat-hanh.jsonl, which the command generate wrote beside the forms that were sent.",
        )
    asked = {issued.stamp.unit for issued in counted}
    units = known.of(issued.stamp for issued in counted).registry.in_order(asked)
    return _Asked(units, programme, tuple(issued.file for issued in sent if issued not in counted))


def _is_return_of(verdict: Verdict, form: str) -> bool:
    stamp = verdict.submission.stamp
    return verdict.unit is not None and stamp is not None and stamp.layout == form


def _check_is_docx(output: Path) -> None:
    if output.suffix.lower() != ".docx":
        raise TdnError(
            f"Tên tệp kết quả “{output.name}” phải có đuôi .docx.",
            f'The name of the output, "{output.name}", has to end in .docx.',
            hint_vi="Ví dụ: -o cong-van.docx.",
            hint_en="For example: -o cong-van.docx.",
        )
