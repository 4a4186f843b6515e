"""The formulas of a sheet, taken out by byte searches: in a form with live checks they are five sixths of its XML.

What stays is read by everybody else at a fifth of the cost; the texts are made when somebody asks for one.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from xml.parsers import expat

from tdn_templates.excel.addresses import Address, column_number

_TAG, _END = b"<f", b"</f>"
_AFTER_TAG = b" \t\r\n/>"
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*>\s*')
_NAMED = (("&gt;", ">"), ("&lt;", "<"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
"""The last one last, so that nothing is read twice."""


class FormulaTexts(Mapping[Address, str]):
    """Formulas by address as the file has them, "" for the followers of a shared one."""

    __slots__ = ("_spelled",)

    def __init__(self, spelled: Mapping[Address, bytes | str]) -> None:
        """`spelled` are texts, or the bytes of texts that hold no tag and no character by its number."""
        self._spelled = spelled

    def __getitem__(self, address: Address) -> str:
        text = self._spelled[address]
        return text if isinstance(text, str) else _unescaped(text)

    def __contains__(self, address: object) -> bool:
        return address in self._spelled

    def __iter__(self) -> Iterator[Address]:
        return iter(self._spelled)

    def __len__(self) -> int:
        return len(self._spelled)


def without_formulas(table: bytes) -> tuple[bytes, FormulaTexts] | None:
    """The rows of a sheet without the formulas in their cells, and these.

    None unless every formula is spelled as spreadsheet programs do it, in a cell with an address of its own.
    """
    kept: list[bytes] = []
    found: dict[Address, bytes | str] = {}
    numbered: dict[Address, bytes] = {}
    count = done = 0
    at = table.find(_TAG)
    while at >= 0:
        spelled = _formula(table, at)
        cell = _CELL.fullmatch(table, max(done, table.rfind(b"<", done, at)), at)
        if spelled is None or cell is None:
            return None
        text, after = spelled
        address = int(cell[2]), column_number(cell[1].decode())
        found[address] = text
        if b"#" in text and b"&#" in text:
            numbered[address] = text
        kept.append(table[done:at])
        count, done = count + 1, after
        at = table.find(_TAG, done)
    if len(found) != count:
        return None
    if numbered:
        texts = plain_texts(numbered.values())
        if texts is None:
            return None
        found.update(zip(numbered, texts, strict=True))
    return b"".join((*kept, table[done:])), FormulaTexts(found)


def _formula(table: bytes, at: int) -> tuple[bytes, int] | None:
    """The text of the formula whose tag begins there, and the place after its end."""
    tag_end = table.find(b">", at)
    next_tag = table.find(b"<", at + 1)
    if tag_end < 0 or table[at + 2] not in _AFTER_TAG or 0 <= next_tag < tag_end:
        return None
    if table[tag_end - 1] == ord("/"):
        return b"", tag_end + 1
    if not table.startswith(_END, next_tag):
        return None
    return table[tag_end + 1 : next_tag], next_tag + len(_END)


def plain_texts(texts: Collection[bytes]) -> list[str] | None:
    """The texts, none of which holds a tag, as XML means them; None if one of them is no XML.

    Programs that write no UTF-8 spell every Vietnamese letter as a number; the parser reads them all in one go.
    """
    if not any(b"&#" in text for text in texts):
        return [_unescaped(text) for text in texts]
    parser = expat.ParserCreate()
    parser.buffer_text = True
    pieces: list[str] = []
    whole: list[str] = []

    def end(_: str) -> None:
        whole.append("".join(pieces))
        pieces.clear()

    parser.CharacterDataHandler, parser.EndElementHandler = pieces.append, end
    try:
        parser.Parse(b"<t><f>" + b"</f><f>".join(texts) + b"</f></t>", True)
    except expat.ExpatError:
        return None
    return whole[:-1]


def _unescaped(text: bytes) -> str:
    plain = text.decode("utf-8", "replace")
    for spelled, char in _NAMED if "&" in plain else ():
        plain = plain.replace(spelled, char)
    return plain
