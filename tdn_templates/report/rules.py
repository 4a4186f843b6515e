"""The rules for people: a list, and one rule in full."""

import re
import textwrap

from rich.table import Table

from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.wording import ALLOWED_WORD, SEVERITY_WORDS
from tdn_templates.model.rule import Rule
from tdn_templates.model.words import Lang, Wording
from tdn_templates.report.tables import rendered, table

_PARTS: tuple[tuple[str, Wording], ...] = (
    ("wrong", Wording("Nội dung", "What is wrong")),
    ("allowed", ALLOWED_WORD),
    ("remedy", Wording("Cách sửa", "What to do")),
)
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
_WHY = Wording("Vì sao", "Why")
_BASIS = Wording("Căn cứ", "Basis")
_WRONG_EXAMPLE = Wording("Ví dụ sai", "Wrong")
_RIGHT_EXAMPLE = Wording("Ví dụ đúng", "Right")


def rules_table(rulebook: Rulebook, lang: Lang, *, width: int) -> str:
    """Every rule in a line: code, severity, what is wrong."""
    rows: Table = table("")
    rows.add_column("Mã" if lang is Lang.VI else "Code", no_wrap=True)
    rows.add_column("Mức" if lang is Lang.VI else "Severity", no_wrap=True)
    rows.add_column(_PARTS[0][1].in_lang(lang))
    for rule in rulebook.rules.values():
        wrong = _without_facts(rule.wording.wrong.in_lang(lang))
        rows.add_row(rule.code, SEVERITY_WORDS[rule.severity].in_lang(lang), wrong)
    return rendered(rows, width)


def rule_text(rule: Rule, lang: Lang, *, width: int) -> str:
    """One rule in full: wording, reason, basis, a wrong and a right example."""
    severity = SEVERITY_WORDS[rule.severity].in_lang(lang)
    lines = [f"{rule.code} ({rule.name}) – {severity}", ""]
    for part, label in _PARTS:
        wording: Wording = getattr(rule.wording, part)
        lines.append(f"{label.in_lang(lang)}: {_without_facts(wording.in_lang(lang))}")
    lines += [
        f"{_WHY.in_lang(lang)}: {rule.why.in_lang(lang)}",
        f"{_BASIS.in_lang(lang)}: {rule.basis}",
        "",
        f"{_WRONG_EXAMPLE.in_lang(lang)}: {rule.example_wrong}",
        f"{_RIGHT_EXAMPLE.in_lang(lang)}: {rule.example_right}",
    ]
    return "\n".join(textwrap.fill(line, width, subsequent_indent="  ") for line in lines)


def _without_facts(text: str) -> str:
    """A rule has no facts of its own; "…" stands where a finding's would."""
    return _PLACEHOLDER.sub("…", text)
