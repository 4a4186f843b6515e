"""What a form says beside a cell: prompts and refusals, in the words of the rules."""

import re

from tdn_templates.core.rulebook import Rulebook
from tdn_templates.model.layout import QUOTED_RULE, Column
from tdn_templates.model.words import Lang, RuleCode

LONGEST_PROMPT, LONGEST_TITLE = 255, 32
"""Characters that a spreadsheet takes; longer ones make it call the file damaged."""

_NOT_IN_LIST, _NOT_KNOWN = RuleCode("VALUE04"), RuleCode("UNIT02")


def prompt_title(column: Column, lang: Lang) -> str:
    return _cut(column.title.in_lang(lang), LONGEST_TITLE)


def prompt_text(column: Column, rulebook: Rulebook, lang: Lang) -> str:
    """The prompt of the layout with the parts of rules it quotes ("{TIME01.allowed}"); "" if there is none.

    Raises KeyError for a rule that does not exist, which the check of layouts finds.
    """
    if column.prompt is None:
        return ""
    text = QUOTED_RULE.sub(lambda quoted: _part(quoted, column, rulebook, lang), column.prompt.in_lang(lang))
    return _cut(text, LONGEST_PROMPT)


def refusal_text(column: Column, rulebook: Rulebook, lang: Lang) -> str:
    """What to do about an entry that the list does not have."""
    rule = rulebook.rule(_NOT_IN_LIST if column.choices else _NOT_KNOWN)
    text = rule.wording.remedy if column.choices else rule.wording.allowed
    return _cut(_filled(text.in_lang(lang), column, lang), LONGEST_PROMPT)


def _part(quoted: re.Match[str], column: Column, rulebook: Rulebook, lang: Lang) -> str:
    rule = rulebook.rules[RuleCode(quoted[1])]
    wording = rule.why if quoted[2] == "why" else getattr(rule.wording, quoted[2])
    return _filled(wording.in_lang(lang), column, lang)


def _filled(text: str, column: Column, lang: Lang) -> str:
    choices = "; ".join(choice.label.in_lang(lang) for choice in column.choices)
    return text.replace("{column_title}", column.title.in_lang(lang)).replace("{choices}", choices)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
