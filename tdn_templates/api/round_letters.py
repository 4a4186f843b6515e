"""The letter that goes out with the forms of a round, one to each unit."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tdn_templates.api.generating import RoundIssue
from tdn_templates.api.own_files import known_with, template_with
from tdn_templates.api.reminding import round_head
from tdn_templates.api.round_checking import about_round
from tdn_templates.api.round_folder import RoundFolder
from tdn_templates.core.letter_words import addressee
from tdn_templates.errors import TdnError
from tdn_templates.files.search_path import own_first
from tdn_templates.load.lists import Lists
from tdn_templates.model.letters import RequestLetter, Round


def asked_units(
    folder: RoundFolder | None, units: Sequence[str], *, all_in: str | None, of: str | None
) -> Sequence[str]:
    """The units that `generate` is to make forms for: those of the round where nothing was asked for."""
    return units if folder is None or units or all_in or of else folder.setup.units


def issue_in(
    folder: RoundFolder | None, *, programme: Lists, form: str, plan: Path | None, output: Path, zipped: bool
) -> RoundIssue | None:
    """What `generate` takes where it runs inside a round: None outside one, and for forms that are none of the round's.
    Raises TdnError as `round_issue` does, for zips outside a round, and for forms made from a plan that would stand
    among those of the round: they are about the list made from it, so that their returns would be nobody's here."""
    if folder is None and zipped:
        raise TdnError("--zip dùng trong thư mục của một đợt (xem tdn init).", "--zip is for a round: see tdn init.")
    if folder is None:
        return None
    if plan is not None and output.absolute() == folder.outbox:
        raise TdnError(
            f"Biểu mẫu lập từ kế hoạch “{plan.name}” thuộc danh mục của kế hoạch đó, không thuộc đợt này.",
            f'Forms made from the plan "{plan.name}" are about its own list, not about that of this round.',
            hint_vi="Ghi ra thư mục khác bằng -o THƯ MỤC; hoặc lập danh mục bằng tdn programme from-plan, rồi lập đợt "
            "riêng bằng tdn init --programme TỆP: đợt đó có công văn, đôn đốc và tổng hợp.",
            hint_en="Write them elsewhere with -o FOLDER; or make the list with tdn programme from-plan and a round of "
            "its own with tdn init --programme FILE, which has letters, reminders and a merge.",
        )
    if plan is not None or not folder.is_about(programme, form):
        return None
    return round_issue(folder, zipped=zipped)


def round_issue(folder: RoundFolder, *, zipped: bool = False) -> RoundIssue:
    """What `generate` takes to issue a round. Raises TdnError for a letterhead or a template that cannot be used."""
    from tdn_templates.word.letter_master import LetterWriter
    from tdn_templates.word.letters import REQUEST_TEMPLATE, render_request

    search, setup = own_first(folder.templates), folder.setup
    head, template = round_head(folder), template_with(REQUEST_TEMPLATE, search)

    @cache
    def about() -> Round:
        return about_round(folder, known_with(folder.programme, search, setup.as_of))

    def render(recipient: str) -> bytes:
        letter = RequestLetter(head, about(), (recipient,), setup.letter_date, setup.letter_number)
        return render_request(letter, template)

    writer = LetterWriter(template, render)
    facts = (head, setup.deadline, setup.letter_date, setup.letter_number)
    digest = hashlib.sha256(template + repr(facts).encode()).hexdigest()
    return RoundIssue(lambda unit: writer.write(addressee(unit)), digest, zipped)
