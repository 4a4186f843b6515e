"""Write rules/README.md: a table of all rules, made from the rule files.

python scripts/make_rule_table.py
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from tdn_templates.load.knowledge import load_rulebook
from tdn_templates.model.rule import Rule

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "rules" / "README.md"

FAMILIES = {
    "FILE": "Is there a workbook, and what else is in it?",
    "STAMP": "Is it a form that was issued, and whose?",
    "SHEET": "Is the table there, with its columns?",
    "VALUE": "What single cells hold.",
    "TIME": "Time frames.",
    "UNIT": "Lead and supporting units.",
    "ROW": "Does one row hold together?",
    "TABLE": "Is every task there once, and what else stands in the table?",
    "BATCH": "What only several returns together show.",
    "WORD": "Word files.",
}
"""What each family of codes looks at; a code of no family here is a mistake."""

_HEAD = """\
# Rules

<!-- Made by scripts/make_rule_table.py from the files in this folder. Change a rule, then run the script. -->

Each rule is one file here: what it demands, why, an example, and its messages in Vietnamese and English. A code is
never used again for another rule. How to add one: [CONTRIBUTING.md](../CONTRIBUTING.md#add-a-rule).

**Error**: the return has to be corrected. **Warning**: somebody should look. **Note**: good to know.
A **gate** ends the check of its file when it fails, because nothing after it would make sense.
"""
_COLUMNS = ("Code", "Name", "Severity", "What is wrong", "Sai ở đâu", "Basis")


def rule_table(rules: Iterable[Rule]) -> str:
    """The whole text of rules/README.md; the same rules give the same text."""
    ordered = sorted(rules, key=_place)
    families = (_family(name, list(members)) for name, members in groupby(ordered, key=_family_name))
    return "\n".join((_HEAD, *families))


def _family(name: str, rules: list[Rule]) -> str:
    lines = (f"## {name}", "", FAMILIES[name], "", _row(_COLUMNS), _row("---" for _ in _COLUMNS))
    return "\n".join((*lines, *(_row(_cells(rule)) for rule in rules))) + "\n"


def _cells(rule: Rule) -> Iterator[str]:
    severity = f"{rule.severity}, gate" if rule.gate else str(rule.severity)
    yield f"[{rule.code}]({rule.code}.yaml)"
    yield from (rule.name, severity, rule.wording.wrong.en, rule.wording.wrong.vi)
    yield "; ".join(_linked(part) for part in rule.basis.split("; "))


def _linked(basis: str) -> str:
    return f"[{basis}](../{basis})" if (ROOT / basis).is_file() else basis


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _family_name(rule: Rule) -> str:
    return rule.code.rstrip("0123456789")


def _place(rule: Rule) -> tuple[int, str]:
    return list(FAMILIES).index(_family_name(rule)), rule.code


if __name__ == "__main__":
    TARGET.write_text(rule_table(load_rulebook().rules.values()), encoding="utf-8", newline="\n")
    print(TARGET.relative_to(ROOT))
