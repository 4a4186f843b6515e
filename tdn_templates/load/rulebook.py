"""Load all rules of a folder into a rulebook."""

from collections.abc import Mapping

from tdn_templates.core.rulebook import Rulebook
from tdn_templates.errors import TdnError
from tdn_templates.load.rules import read_rule


def read_rulebook(files: Mapping[str, str]) -> Rulebook:
    """`files` maps file names to texts. Raises TdnError for a wrong file, or one that is not named after its code."""
    rules = []
    for name, text in files.items():
        rule = read_rule(text, name)
        if name != f"{rule.code}.yaml":
            raise TdnError(
                f"{name}: tệp quy tắc phải mang tên theo mã của nó ({rule.code}.yaml).",
                f"{name}: a rule file has to be named after its code ({rule.code}.yaml).",
            )
        rules.append(rule)
    return Rulebook.of(rules)
