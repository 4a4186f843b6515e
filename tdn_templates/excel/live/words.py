"""The few words of a check cell."""

from tdn_templates.model.layout import Column
from tdn_templates.model.rule import Rule
from tdn_templates.model.words import Lang, Wording

FINE = "✓"
FAULT_SIGN = "✗"

_LATER = Wording("kiểm tra khi nộp", "checked on submission")
_UNCONFIRMED = Wording("kiểm tra khi nộp: chưa xác nhận", "checked on submission: not confirmed")
_LOOK_AT = Wording("xem lại {title}", "look at {title}")


def later(lang: Lang) -> str:
    """What a formula cannot decide."""
    return _LATER.in_lang(lang)


def unconfirmed(lang: Lang) -> str:
    """Begins as `later`: a task to confirm that is left open is no fault."""
    return _UNCONFIRMED.in_lang(lang)


def brief(rule: Rule, column: Column | None, lang: Lang) -> str:
    """The fault in a few words of its rule; an office's own rule may have none and names its column."""
    if rule.brief is not None:
        return f"{FAULT_SIGN} {rule.brief.in_lang(lang)}"
    title = column.title.in_lang(lang) if column is not None else rule.code
    return f"{FAULT_SIGN} {_LOOK_AT.in_lang(lang).format(title=title)}"
