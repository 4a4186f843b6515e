"""One spelling for the many ways in which the same time phrase is typed."""

import re
import unicodedata

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043~→"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_SIGNS = str.maketrans(
    dict.fromkeys(_DASHES, "-") | dict.fromkeys(_INVISIBLE, "") | dict.fromkeys("đĐðÐ", "d") | {"&": " va ", ";": ","}
)
# A raised or lowered digit is a footnote mark: "Tháng 1²/2025" must not become December.
_FOOTNOTE_MARK = re.compile("[\u00b2\u00b3\u00b9\u2070-\u209c]")
_ARROW = re.compile(r"(?:[-=]+>|÷)")
_AROUND_JOINER = re.compile(r" ?([/-]) ?")
_AROUND_COMMA = re.compile(r"[ ,]*,[ ,]*")
_AROUND_OPENING = re.compile(r" ?\( ?")
_BEFORE_CLOSING = re.compile(r" \)")
_BULLET = re.compile(r"[-+*•]+ ?(?=[a-z])")
_BRACKETED = re.compile(r"\(([^()]*)\)")


def fold_phrase(wording: str) -> str:
    """Lower-case ASCII letters without marks, single spaces, "-" and "/" without spaces, ", " and " (" with one.

    Tone placement, Unicode form, kind of dash, no-break spaces, line breaks, a bullet in front, brackets around the
    whole and a full stop at the end make no difference. An ellipsis stays: "2024..." goes on and is not "2024".
    """
    text = _ARROW.sub("-", " ".join(_without_marks(wording).casefold().split()))
    text = _AROUND_JOINER.sub(r"\1", text)
    text = _AROUND_COMMA.sub(", ", text)
    text = _BEFORE_CLOSING.sub(")", _AROUND_OPENING.sub(" (", text))
    text = _without_end_mark(text.strip())
    text = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    bracketed = _BRACKETED.fullmatch(text)
    return bracketed[1].strip() if bracketed else text


def _without_marks(wording: str) -> str:
    if wording.isascii():
        return wording.translate(_SIGNS)
    text = unicodedata.normalize("NFKD", _FOOTNOTE_MARK.sub("^", wording)).translate(_SIGNS)
    return "".join(char for char in text if not unicodedata.combining(char))


def _without_end_mark(text: str) -> str:
    """Without the "./." that ends an annex, a full stop or a comma."""
    text = text.removesuffix("./.").rstrip()
    return text if text.endswith("...") else text.rstrip(" .,")
