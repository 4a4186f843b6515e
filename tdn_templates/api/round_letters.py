"""The letter that goes out with the forms of a round, one to each unit."""

import hashlib
from collections.abc import Sequence
from functools import cache

from tdn_templates.api.generating import RoundIssue
from tdn_templates.api.own_files import known_with, template_with
from tdn_templates.api.reminding import round_head
from tdn_templates.api.round_checking import about_round
from tdn_templates.api.round_folder import RoundFolder
from tdn_templates.core.letter_words import addressee
from tdn_templates.files.search_path import own_first
from tdn_templates.model.letters import RequestLetter, Round


def asked_units(
    folder: RoundFolder | None, units: Sequence[str], *, all_in: str | None, of: str | None
) -> Sequence[str]:
    """The units that `generate` is to make forms for: those of the round where nothing was asked for."""
    return units if folder is None or units or all_in or of else folder.setup.units


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
