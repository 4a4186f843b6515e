"""Numbers of official documents that a text cites: "07/CT-TTg", "152/2020/NĐ-CP", "57-KL/TW"."""

import re

from tdn_templates.core.fold import fold

_NUMBER = re.compile(
    r"\b(\d{1,5})((?:/\d{4})?)[/-]((?=[a-zđ0-9]*[a-zđ])[a-zđ]{1,8}\d{0,2}(?:[/-][a-zđ]{1,10}\d{0,2})*)(?![\w/])"
)
_DATE = re.compile(
    r"\b(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|\bngày \d{1,2} tháng \d{1,2}(?: năm \d{4})?\b|\bnăm \d{4}\b"
)


def cited_documents(text: str) -> frozenset[str]:
    """The numbers as they are compared: folded, without leading zeros ("7/ct-ttg")."""
    return documents_in(fold(text))


def documents_in(folded: str) -> frozenset[str]:
    """The same for a text that is folded already."""
    return frozenset(f"{int(number)}{year}/{symbol}" for number, year, symbol in _NUMBER.findall(folded))


def without_documents(folded: str) -> str:
    """The folded text without numbers of documents and dates: they are compared apart from the words."""
    return _DATE.sub(" ", _NUMBER.sub(" ", folded))
