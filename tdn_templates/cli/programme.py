"""`tdn programme from-plan`"""

from datetime import date
from pathlib import Path

import click

from tdn_templates.cli.options import as_of_option, force_option, programme_option, templates_option
from tdn_templates.cli.typed_text import as_unicode


@click.group("programme")
def command() -> None:
    """Danh mục nhiệm vụ của vòng sau hoặc cấp dưới. | Lists for the next round or level."""


@command.command("from-plan")
@click.argument("plan", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="KẾ HOẠCH")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="THƯ MỤC", help="Nơi ghi. | Folder."
)
@programme_option
@as_of_option
@templates_option
@click.option("--draft", is_flag=True, help="Lấy cả kế hoạch còn lỗi. | Take a plan with faults too.")
@force_option
def from_plan(
    plan: Path, output: Path, programme: str, as_of: date | None, templates: Path | None, draft: bool, force: bool
) -> None:
    """Lập danh mục nhiệm vụ từ kế hoạch đã nộp của một đơn vị.

    Make a list of tasks from the returned plan of a unit; give it to other commands with --programme.
    """
    from tdn_templates import api

    made = api.list_from_plan(plan, programme=programme, draft=draft, templates=templates, as_of=as_of)
    path = api.write_plan_list(made, output, force=force)
    click.echo(as_unicode(path))
    count = len(made.programme.tasks)
    click.echo(f"{count} nhiệm vụ. / {count} tasks.")
