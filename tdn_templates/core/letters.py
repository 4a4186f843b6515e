"""What the letters of a round say: the round in words, whom a letter goes to, who is late with what."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from tdn_templates.core.letter_words import addressee, document_words, reference_words, returned_words
from tdn_templates.core.overview import count_findings, needs_correction
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.wording import STATE_WORDS, finding_words, quoted
from tdn_templates.model.finding import Finding
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.letterhead import LetterHead
from tdn_templates.model.letters import (
    FaultyReturn,
    ListedFault,
    MissingReturn,
    ReceivedReturn,
    ReminderLetter,
    Round,
    UnitReminder,
)
from tdn_templates.model.programme import Programme
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, Severity

MOST_FAULTS = 200
"""Faults that the letter to one unit lists; its marked workbook has all of them."""

MOST_ADDRESSEES = 10
"""A longer list under "Kính gửi" becomes one phrase."""

_NAMED_IN_THE_LETTER = "Các cơ quan, đơn vị có tên tại mục 2 và mục 3 công văn này"


def round_of(programme: Programme, layout: WorkbookLayout, deadline: date | None) -> Round:
    return Round(
        programme=programme.title,
        document=document_words(programme),
        reference=reference_words(programme),
        returned=returned_words(layout),
        form=layout.title.vi,
        deadline=deadline,
    )


def recipients(named: Sequence[Unit], members: Sequence[Unit], phrases: Sequence[str]) -> tuple[str, ...]:
    """Whom a request goes to: the units by name, or, when that is a long list, the phrases for the members of a set
    with the other units named."""
    units = {unit.slug: unit for unit in (*named, *members)}
    if not members or len(units) <= MOST_ADDRESSEES:
        return tuple(addressee(unit) for unit in units.values())
    in_phrases = {unit.slug for unit in members}
    return (*phrases, *(addressee(unit) for unit in units.values() if unit.slug not in in_phrases))


def reminder_letter(
    head: LetterHead, about: Round, asked: Sequence[Unit], verdicts: Iterable[Verdict], counted_on: date
) -> ReminderLetter:
    """From the units that were asked, in the order of the registry, and the returns that are there.

    Returns whose unit nobody knows are left out. A unit that reported without having been asked is in the tables too.
    """
    known = [(verdict.unit, verdict) for verdict in verdicts if verdict.unit is not None]
    order = {unit.slug: place for place, unit in enumerate(asked)}
    known.sort(key=lambda entry: (order.get(entry[0].slug, len(order)), entry[0].slug, entry[1].submission.source.name))
    returned = {unit.slug for unit, _ in known}
    missing = [unit for unit in asked if unit.slug not in returned]
    faulty = [(unit, verdict) for unit, verdict in known if needs_correction(verdict)]
    return ReminderLetter(
        head=head,
        round=about,
        recipients=_reminded([*asked, *(unit for unit, _ in known)], [*missing, *(unit for unit, _ in faulty)]),
        counted_on=counted_on,
        received=tuple(_received(known)),
        missing=tuple(MissingReturn(addressee(unit), _days_late(about.deadline, counted_on)) for unit in missing),
        faulty=tuple(_faulty(faulty)),
    )


def late_reminder(head: LetterHead, about: Round, recipient: str, counted_on: date) -> UnitReminder:
    """The letter to one unit that has sent nothing; `recipient` is how letters address it."""
    late = _days_late(about.deadline, counted_on)
    return UnitReminder(head=head, round=about, recipient=recipient, counted_on=counted_on, days_late=late)


def faulty_reminder(to: UnitReminder, verdict: Verdict, rulebook: Rulebook, marked: str) -> UnitReminder:
    """The same to a unit whose return has to be corrected; `marked` is the name of the workbook with the marks, "" if
    there is none."""
    errors = [item for item in verdict.findings if item.severity is Severity.ERROR]
    return replace(
        to,
        document=quoted(verdict.submission.source.name),
        faults=tuple(_fault(finding, rulebook) for finding in errors[:MOST_FAULTS]),
        errors=len(errors),
        marked=marked,
    )


def _fault(finding: Finding, rulebook: Rulebook) -> ListedFault:
    words = finding_words(finding, rulebook, Lang.VI)
    task = f"nhiệm vụ {finding.task}" if finding.task else ""
    place = ", ".join(part for part in (finding.place.cell, task) if part)
    return ListedFault(place or "cả tệp", words.wrong, words.remedy)


def _reminded(in_order: Iterable[Unit], late: Sequence[Unit]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(addressee(unit) for unit in in_order if unit in late))
    return names if len(names) <= MOST_ADDRESSEES else (_NAMED_IN_THE_LETTER,)


def _received(known: Iterable[tuple[Unit, Verdict]]) -> Iterator[ReceivedReturn]:
    for unit, verdict in known:
        state = STATE_WORDS[verdict.state].in_lang(Lang.VI)
        yield ReceivedReturn(addressee(unit), quoted(verdict.submission.source.name), state)


def _faulty(known: Iterable[tuple[Unit, Verdict]]) -> Iterator[FaultyReturn]:
    for unit, verdict in known:
        errors = count_findings(verdict.findings).errors
        yield FaultyReturn(addressee(unit), quoted(verdict.submission.source.name), errors)


def _days_late(deadline: date | None, counted_on: date) -> int | None:
    return (counted_on - deadline).days if deadline is not None and counted_on > deadline else None
