"""`tdn programme from-plan`, `tdn programme export`"""

from pathlib import Path

import click

from tdn_templates.cli.options import force_option, programme_option, templates_option
from tdn_templates.cli.typed_text import as_unicode


@click.group("programme")
def command() -> None:
    """Danh mục nhiệm vụ: lập từ kế hoạch, ghi ra phụ lục. | Lists: made from plans, written as annexes."""


@command.command("from-plan")
@click.argument("plan", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="KẾ HOẠCH")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="THƯ MỤC", help="Nơi ghi. | Folder."
)
@programme_option
@templates_option
@click.option("--draft", is_flag=True, help="Lấy cả kế hoạch còn lỗi. | Take a plan with faults too.")
@force_option
def from_plan(plan: Path, output: Path, programme: str, templates: Path | None, draft: bool, force: bool) -> None:
    """Lập danh mục nhiệm vụ từ kế hoạch đã nộp của một đơn vị.

    Make a list of tasks from the returned plan of a unit; give it to other commands with --programme.
    """
    from tdn_templates import api

    made = api.list_from_plan(plan, programme=programme, draft=draft, templates=templates)
    path = api.write_plan_list(made, output, force=force)
    click.echo(as_unicode(path))
    count = len(made.programme.tasks)
    click.echo(f"{count} nhiệm vụ. / {count} tasks.")


@command.command("export")
@click.argument("programme", type=as_unicode, metavar="MÃ|TỆP")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="THƯ MỤC", help="Nơi ghi. | Folder."
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["docx", "xlsx", "all"]),
    default="all",
    show_default=True,
    help="Phụ lục Word, bảng Excel hoặc cả hai. | Word annex, Excel table, or both.",
)
@templates_option
@force_option
def export(programme: str, output: Path, output_format: str, templates: Path | None, force: bool) -> None:
    """Ghi danh mục thành phụ lục Word và bảng Excel; nhập lại bằng tdn import được đúng danh mục đó.

    Write a list as a Word annex and an Excel table, which tdn import reads back as the same list.
    """
    from tdn_templates import api

    formats = ("docx", "xlsx") if output_format == "all" else (output_format,)
    done = api.export_programme(programme, output, formats=formats, templates=templates, force=force)
    for path in done.files:
        click.echo(as_unicode(path))
    if done.open_questions:
        count = done.open_questions
        click.echo(f"Danh mục còn {count} điểm cần xem lại. / {count} things in the list are still to be looked at.")
