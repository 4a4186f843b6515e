"""What people write instead of an answer: ditto marks ("như trên") and ticks ("x")."""

import re
from functools import lru_cache

from tdn_templates.core.fold import fold

_LONGEST = 40
_QUOTES = re.compile(r"[-–—\s]*(?:[\"“”„〃″＂]|['’‘´`,]{2}){1,2}[-–—\s]*")
DITTO_WORDS = frozenset(
    (
        "nt",
        "n.t",
        "n/t",
        "như trên",
        "nhu tren",
        "như dòng trên",
        "như hàng trên",
        "như mục trên",
        "như ô trên",
        "như phần trên",
        "như nhiệm vụ trên",
        "như đã nêu trên",
        "như đã nêu ở trên",
        "đã nêu trên",
        "như trước",
        "giống trên",
        "giống như trên",
        "tương tự",
        "tương tự trên",
        "tương tự như trên",
        "ditto",
        "idem",
        "as above",
        "same as above",
    )
)
TICKS = frozenset("xX×✓✔☑☒✗✘√vV*+üþ")
"""The last two are what the tick of the font Wingdings becomes in any other font."""


def is_ditto(text: str) -> bool:
    """ "như trên", "-nt-", `"`: it speaks of another line, and a merge puts lines into another order."""
    return len(text) <= _LONGEST and _is_ditto(text)


@lru_cache(maxsize=10_000)
def _is_ditto(text: str) -> bool:
    return _QUOTES.fullmatch(text) is not None or fold(text) in DITTO_WORDS


def is_tick(text: str) -> bool:
    """A mark that says yes where an entry of a list was asked for."""
    return text in TICKS
