"""What a check is made with: rules, an office's own rules and settings, the register of issued forms."""

import difflib
from pathlib import Path

from tdn_templates.core.rulebook import Rulebook
from tdn_templates.errors import TdnError
from tdn_templates.files.search_path import SHIPPED_ONLY, SearchPath
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.knowledge import load_layouts, load_rulebook
from tdn_templates.load.register import read_register
from tdn_templates.load.round_file import ROUND_FILE, read_round_settings
from tdn_templates.load.rulebook import read_own_rules
from tdn_templates.load.settings import read_settings
from tdn_templates.model.register import Register
from tdn_templates.model.rule import Rule
from tdn_templates.model.settings import Settings
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import RuleCode


def find_rule(code: str) -> Rule:
    """Raises TdnError, with the nearest code, when there is no such rule."""
    rulebook = load_rulebook()
    wanted = RuleCode(code.strip().upper())
    if wanted in rulebook.rules:
        return rulebook.rules[wanted]
    near = difflib.get_close_matches(wanted, rulebook.rules, n=1)
    raise TdnError(
        f"Không có quy tắc “{code}”.",
        f'There is no rule "{code}".',
        hint_vi=f"Có phải là {near[0]} không?" if near else "Xem danh sách: tdn rules list.",
        hint_en=f"Did you mean {near[0]}?" if near else "See the list: tdn rules list.",
    )


def load_own_rules(folder: Path | None, search: SearchPath = SHIPPED_ONLY) -> Rulebook:
    """The shipped rules, with those of an office's own folder (YAML files, data only) where one is given.

    `search` says where the forms stand whose columns the rules name.

    Raises TdnError for a folder without rules, and for a rule that does not fit.
    """
    shipped = load_rulebook()
    if folder is None:
        return shipped
    if not folder.is_dir():
        raise TdnError(f"Không có thư mục “{folder}”.", f'There is no folder "{folder}".')
    files = {path.name: read_utf8(path) for path in sorted(folder.glob("*.yaml"))}
    if not files:
        raise TdnError(
            f"Thư mục “{folder}” không có tệp quy tắc nào.",
            f'The folder "{folder}" holds no rule.',
            hint_vi="Mỗi quy tắc là một tệp mang tên theo mã, ví dụ LOCAL01.yaml.",
            hint_en="Each rule is a file named after its code, such as LOCAL01.yaml.",
        )
    return read_own_rules(files, shipped, load_layouts(search)).with_severities(())


def load_settings(file: Path | None, rulebook: Rulebook, registry: Registry) -> Settings:
    """The settings of a check, a file of their own or that of a round; nothing is changed without a file."""
    if file is None:
        return Settings()
    if file.name == ROUND_FILE:
        return read_round_settings(read_utf8(file), file.name, rulebook, registry)
    return read_settings(read_utf8(file), file.name, rulebook, registry)


def load_register(file: Path) -> Register:
    """Raises TdnError when there is no such file or it is no register."""
    return read_register(read_utf8(file), file.name)
