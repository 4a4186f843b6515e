"""`tdn programme from-plan`, `tdn programme chain`"""

from pathlib import Path

import click

from tdn_templates.cli.options import force_option, programme_option, templates_option, terminal_width
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
@templates_option
@click.option("--draft", is_flag=True, help="Lấy cả kế hoạch còn lỗi. | Take a plan with faults too.")
@force_option
def from_plan(
    plan: Path, output: Path, programme: str | tuple[str, ...], templates: Path | None, draft: bool, force: bool
) -> None:
    """Lập danh mục nhiệm vụ từ kế hoạch đã nộp của một đơn vị.

    Make a list of tasks from the returned plan of a unit; give it to other commands with --programme.
    """
    from tdn_templates import api

    made = api.list_from_plan(plan, programme=programme, draft=draft, templates=templates)
    path = api.write_plan_list(made, output, force=force)
    click.echo(as_unicode(path))
    count = len(made.programme.tasks)
    click.echo(f"{count} nhiệm vụ. / {count} tasks.")


@command.command("chain")
@click.argument("lists", nargs=-1, required=True, metavar="DANH MỤC...")
@click.option("--task", metavar="SỐ", help="Chỉ nhiệm vụ này. | Only this task.")
@templates_option
@click.option("--format", "output_format", type=click.Choice(["table", "json"]), default="table", show_default=True)
def chain(lists: tuple[str, ...], task: str | None, templates: Path | None, output_format: str) -> None:
    """Chuỗi của từng nhiệm vụ lên tới danh mục quốc gia; xuống cấp dưới nếu có nêu danh mục cấp dưới.

    The chain of each task of the first list up to the national one, and down into the other lists that are named. A
    list is a code at hand, a file or a folder.
    """
    from tdn_templates import api
    from tdn_templates.report.chains import chains_json, chains_table

    found = api.list_chains(lists, task=task, templates=templates)
    rows = [(each.programme, [(row.task, row.chains, row.below) for row in each.rows]) for each in found]
    if output_format == "json":
        click.echo(chains_json(rows))
        return
    for programme, shown in rows:
        click.echo(chains_table(programme, shown, width=terminal_width()))
