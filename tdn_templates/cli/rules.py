"""`tdn rules list | explain CODE | check FOLDER`"""

from pathlib import Path

import click

from tdn_templates.cli.options import lang_option, terminal_width


@click.group("rules")
def command() -> None:
    """Các quy tắc kiểm tra: liệt kê, giải thích từng quy tắc, kiểm tra thư mục quy tắc riêng.

    The rules of the checks: list them, explain one, check a folder of your own.
    """


@command.command("list")
@lang_option
def list_rules(lang: str) -> None:
    """Mọi quy tắc, mỗi quy tắc một dòng. | Every rule in a line."""
    from tdn_templates.load.knowledge import load_rulebook
    from tdn_templates.model.words import Lang
    from tdn_templates.report.rules import rules_table

    click.echo(rules_table(load_rulebook(), Lang(lang), width=terminal_width()))


@command.command("explain")
@click.argument("code", metavar="MÃ")
@lang_option
def explain_rule(code: str, lang: str) -> None:
    """Một quy tắc đầy đủ: sai gì, được phép gì, cách sửa, căn cứ, ví dụ. | One rule in full."""
    from tdn_templates.api import find_rule
    from tdn_templates.model.words import Lang
    from tdn_templates.report.rules import rule_text

    click.echo(rule_text(find_rule(code), Lang(lang), width=terminal_width()))


@command.command("check")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="THƯ MỤC")
def check_rules(folder: Path) -> None:
    """Đọc thử một thư mục quy tắc riêng và nêu lỗi đầu tiên, nếu có. | Load a folder of own rules."""
    from tdn_templates.api import load_own_rules

    rulebook = load_own_rules(folder)
    click.echo(f"Đọc được {len(rulebook.rules)} quy tắc. / {len(rulebook.rules)} rules can be used.")
