"""Head and foot of a document as the fields of a Word template; what is not known becomes a blank to write on."""

from datetime import date

from tdn_templates.core.date_words import date_words
from tdn_templates.model.letterhead import Contact, LetterHead
from tdn_templates.word.short_lines import in_even_lines, line_number

LEFT_COLUMN_MM, NAME_POINTS = 63.0, 12.0
"""The column of the issuing body in the templates, and the size of its name."""

_LONGEST_LINE = 5
"""The last of LINES_MM that the templates hold for names."""

BLANK = "…………………"
_REPORT = "BC"


def letter_head_fields(head: LetterHead, *, dated: date | None = None, number: str = "") -> dict[str, object]:
    """The fields `head.…` of a letter; `dated` None leaves the day blank, `number` "" the number."""
    fields = _fields(head, head.symbol.strip(), dated)
    return fields | {"number": f"Số: {number.strip()}/{head.symbol.strip()}"} if number.strip() else fields


def report_head_fields(head: LetterHead, *, dated: date | None = None) -> dict[str, object]:
    """The same for a report, whose symbol is "BC-" and the issuing body's short name ("BTC-VP" gives "BC-BTC")."""
    body = head.symbol.partition("-")[0].strip()
    is_one_already = not body or body == _REPORT
    return _fields(head, head.symbol.strip() if is_one_already else f"{_REPORT}-{body}", dated)


def _fields(head: LetterHead, symbol: str, dated: date | None) -> dict[str, object]:
    body = _in_capitals(head.issuing_body) or BLANK
    return {
        "parent_body": _in_capitals(head.parent_body),
        "issuing_body": body,
        "line": str(min(line_number(body, NAME_POINTS), _LONGEST_LINE)),
        "body_name": " ".join(head.issuing_body.split()) or BLANK,
        "number": f"Số:        /{symbol}",
        "number_and_date": f"số        /{symbol} {date_words(dated)}",
        "place_and_date": f"{head.place.strip() or BLANK}, {date_words(dated)}",
        "signer_office": tuple(line.strip().upper() for line in head.signer_office) or (BLANK,),
        "copies_to": head.copies_to,
        "filed_by": head.filed_by.strip() or BLANK,
        "send_to": head.send_to.strip() or BLANK,
        "contact": _contact_line(head.contact),
    }


def _in_capitals(name: str) -> str:
    """A name too long for its column gets even lines; line feeds of its own are kept."""
    return in_even_lines(name.strip().upper(), NAME_POINTS, LEFT_COLUMN_MM)


def _contact_line(contact: Contact) -> str:
    parts = [contact.unit.strip() or BLANK]
    if contact.phone.strip():
        parts.append(f"điện thoại {contact.phone.strip()}")
    if contact.email.strip():
        parts.append(f"thư điện tử {contact.email.strip()}")
    return "; ".join(parts)
