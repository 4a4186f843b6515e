"""The Word files of the letters of a round: the request for returns and the reminder."""

from collections.abc import Sequence
from datetime import date

from tdn_templates.core.date_words import date_words
from tdn_templates.model.letterhead import LetterHead
from tdn_templates.model.letters import ReminderLetter, RequestLetter, Round, UnitReminder
from tdn_templates.word.letterhead import BLANK, letter_head_fields
from tdn_templates.word.render import render_docx

REQUEST_TEMPLATE = "cong-van.docx"
REMINDER_TEMPLATE = "don-doc.docx"
UNIT_REMINDER_TEMPLATE = "don-doc-don-vi.docx"


def render_request(letter: RequestLetter, template: bytes) -> bytes:
    """The letter as the bytes of a .docx, the same for the same letter and template. Raises TdnError for a template
    that uses a field the letter does not have."""
    context = _shared_fields(letter.head, letter.round, letter.recipients, letter.dated, letter.number)
    return render_docx(template, context, title=f"Công văn đề nghị gửi {letter.round.returned}")


def render_reminder(letter: ReminderLetter, template: bytes) -> bytes:
    """As `render_request`, for the reminder."""
    context = _shared_fields(letter.head, letter.round, letter.recipients, letter.dated) | {
        "counted_on": date_words(letter.counted_on),
        "received": letter.received,
        "missing": letter.missing,
        "faulty": letter.faulty,
        "has_days_late": letter.has_days_late,
        "count": {
            "units": letter.units_asked,
            "units_received": letter.units_received,
            "received": len(letter.received),
            "missing": len(letter.missing),
            "faulty": len(letter.faulty),
            "errors": letter.errors,
        },
    }
    return render_docx(template, context, title=f"Công văn đôn đốc gửi {letter.round.returned}")


def render_unit_reminder(letter: UnitReminder, template: bytes) -> bytes:
    """As `render_request`, for the letter to one unit that is late or whose return has to be corrected."""
    context = _shared_fields(letter.head, letter.round, (letter.recipient,), letter.dated) | {
        "counted_on": date_words(letter.counted_on),
        "days_late": str(letter.days_late) if letter.days_late else "",
        "sent": letter.document,
        "marked": letter.marked,
        "faults": letter.faults,
        "count": {"errors": letter.errors, "left_out": letter.errors - len(letter.faults)},
    }
    return render_docx(template, context, title=f"Công văn đôn đốc gửi {letter.round.returned}")


def _shared_fields(
    head: LetterHead, about: Round, recipients: Sequence[str], dated: date | None, number: str = ""
) -> dict[str, object]:
    return {
        "head": letter_head_fields(head, dated=dated, number=number),
        "recipients": tuple(recipients) or (BLANK,),
        "programme": about.programme,
        "document": about.document,
        "reference": about.reference,
        "returned": about.returned,
        "form": about.form,
        "deadline": date_words(about.deadline) if about.deadline else "",
    }
