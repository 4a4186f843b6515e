"""What an office puts at the head and the foot of its letters (thể thức văn bản); nobody's name is in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask; "" for what is not known."""

    unit: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class LetterHead:
    """All optional: what is not known stays a blank to be filled in by hand.

    Names are written as in a sentence ("Bộ Tài chính"); documents show them in capitals where the decree asks for it.
    `parent_body` is "" also where there is none to name, as with a ministry. A line feed in a body's name breaks the
    line there. `symbol` is what follows the number and the slash ("VP-TH"). `signer_office` are the lines of authority
    and office ("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"). `copies_to` are the lines of Nơi nhận between "Như trên"
    and "Lưu", `filed_by` the short name of the drafting unit in "Lưu: VT, TH". `send_to` is where returns go.
    """

    parent_body: str = ""
    issuing_body: str = ""
    symbol: str = ""
    place: str = ""
    signer_office: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()
    filed_by: str = ""
    send_to: str = ""
    contact: Contact = Contact()
