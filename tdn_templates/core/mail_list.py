"""The list for a mail merge: whom to write to, with which files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.core.clean_text import clean_text
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import UnitSlug

HEAD = (
    "ma_don_vi",
    "don_vi",
    "kinh_gui",
    "thu_dien_tu",
    "trang_thai",
    "so_ngay_qua_han",
    "so_loi",
    "han_gui",
    "tep_cong_van",
    "tep_danh_dau",
)
"""Names of merge fields: no marks, no blanks. `thu_dien_tu` is blank where the round has no address of the unit."""

_ADDRESS_HEAD = ("ma_don_vi", "don_vi", "thu_dien_tu")

_SEPARATOR = ";"
"""What Excel splits columns at where numbers have a decimal comma, as Vietnamese settings have."""
_MARK = "\ufeff"
"""Tells Excel that the text is UTF-8."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class MailLine:
    """One letter; the fields of HEAD."""

    slug: str
    unit: str
    addressee: str
    state: str
    days_late: int
    errors: int
    deadline: str
    letter: str
    marked: str
    address: str = ""


def mail_list(lines: Sequence[MailLine]) -> bytes:
    """A CSV file: UTF-8 with its mark, semicolons, every field quoted. A field that a spreadsheet would take for a
    formula begins with an apostrophe."""
    return _table([HEAD, *(_cells(line) for line in lines)])


def address_list(units: Sequence[Unit], addresses: Mapping[UnitSlug, str]) -> bytes:
    """The same kind of file with code, name and e-mail address of every unit, to be filled in where it is blank."""
    return _table([_ADDRESS_HEAD, *((unit.slug, unit.name, addresses.get(unit.slug, "")) for unit in units)])


def _table(rows: Sequence[Sequence[str]]) -> bytes:
    text = "".join(f"{_SEPARATOR.join(map(_field, row))}\r\n" for row in rows)
    return (_MARK + text).encode()


def _cells(line: MailLine) -> tuple[str, ...]:
    late = str(line.days_late) if line.days_late else ""
    errors = str(line.errors) if line.errors else ""
    return (
        *(line.slug, line.unit, line.addressee, line.address, line.state),
        *(late, errors, line.deadline, line.letter, line.marked),
    )


def _field(text: str) -> str:
    shown = " ".join(clean_text(text).text.split())
    if text.startswith(_FORMULA_STARTS) or shown.startswith(_FORMULA_STARTS):
        shown = f"'{shown}"
    quotes = shown.replace('"', '""')
    return f'"{quotes}"'
