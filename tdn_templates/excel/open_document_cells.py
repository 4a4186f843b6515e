"""What one cell of an OpenDocument sheet holds (ODF 1.3 part 3, 9.1.4 and 19.385)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from tdn_templates.excel.exact_reader import number
from tdn_templates.excel.number_formats import from_iso, from_length
from tdn_templates.model.cell import RawValue

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE = f"{ODF}table:1.0 ", f"{ODF}office:1.0 "
"""Namespaces as they stand before the names of elements and attributes."""

_ERROR_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|Err:[0-9]{3}")
_LENGTH = re.compile(r"(-?)P(?:([0-9]{1,7})D)?T(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9}(?:\.[0-9]+)?)S)?")
_NUMBERS = ("float", "percentage", "currency")


@dataclass(slots=True)
class OpenCell:
    """A cell while it is read, standing `repeated` times side by side."""

    attributes: Mapping[str, str]
    repeated: int
    paragraphs: list[list[str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        if not self.paragraphs:
            return self.attributes.get(f"{OFFICE}string-value", "")
        return "\n".join("".join(pieces) for pieces in self.paragraphs)

    @property
    def formula(self) -> str | None:
        """Without its "of:="; None for a cell without one."""
        text = self.attributes.get(f"{TABLE}formula")
        return text if text is None else text.partition("=")[2]

    @property
    def error(self) -> str:
        text = self.text.strip()
        if self.attributes.get(_ERROR_TYPE) == "error":
            return text or "#VALUE!"
        return text if self.formula is not None and _ERROR.fullmatch(text) else ""

    @property
    def value(self) -> RawValue:
        """ "" for a blank cell."""
        match self.attributes.get(f"{OFFICE}value-type", ""):
            case kind if kind in _NUMBERS:
                return number(self.attributes.get(f"{OFFICE}value", ""))
            case "date":
                return from_iso(self.attributes.get(f"{OFFICE}date-value", ""))
            case "time":
                return _length(self.attributes.get(f"{OFFICE}time-value", ""))
            case "boolean":
                return self.attributes.get(f"{OFFICE}boolean-value") == "true"
            case _:
                return self.text


def _length(text: str) -> RawValue:
    """ "PT08H30M00S" as a time of day, or a duration when it is none; other text as it is."""
    match = _LENGTH.fullmatch(text)
    if match is None:
        return text
    days, hours, minutes = (int(part or 0) for part in match.group(2, 3, 4))
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=float(match[5] or 0))
    return from_length(-length if match[1] else length)
