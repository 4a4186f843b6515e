"""`tdn programme from-plan`, `tdn programme chain`, `tdn programme export`"""

from datetime import date
from pathlib import Path

import click

from tdn_templates.cli.options import (
    as_of_option,
    force_option,
    programme_option,
    templates_option,
    terminal_width,
)
from tdn_templates.cli.typed_text import as_unicode

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("programme")
def command() -> None:
    """Danh mục nhiệm vụ: lập từ kế hoạch, ghi ra phụ lục. | Lists: made from plans, written as annexes."""


@command.command("from-plan")
@click.argument("plan", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="KẾ HOẠCH")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="THƯ MỤC", help="Nơi ghi. | Folder."
)
@programme_option
@as_of_option
@templates_option
@click.option("--draft", is_flag=True, help="Lấy cả kế hoạch còn lỗi. | Take a plan with faults too.")
@click.option("--unit", type=as_unicode, metavar="TÊN", help="Kế hoạch ban hành của ai. | Whose published plan.")
@click.option("--decisions", type=_FILE, metavar="TỆP", help="Quyết định của tdn trace. | Decisions of tdn trace.")
@click.option("--table", type=click.IntRange(min=1), metavar="SỐ", help="Bảng thứ mấy trong tệp. | Which table.")
@force_option
def from_plan(
    plan: Path,
    output: Path,
    programme: str | tuple[str, ...],
    as_of: date | None,
    templates: Path | None,
    draft: bool,
    unit: str | None,
    decisions: Path | None,
    table: int | None,
    force: bool,
) -> None:
    """Lập danh mục nhiệm vụ từ kế hoạch đã nộp, hoặc đã ban hành (docx, xlsx, pdf, txt), của một đơn vị.

    Make a list of tasks from the returned or published plan of a unit; give it to other commands with --programme. The
    rows of a published plan are traced to the list it was made from; what is not certain is marked in the file.

    \b
      tdn programme from-plan ban-nop.xlsx -o danh-muc
      tdn programme from-plan ke-hoach.docx --unit "Bộ Tài chính" -o danh-muc
    """
    from tdn_templates import api

    published = api.PublishedPlan(unit, decisions, table)
    made = api.list_from_plan(
        plan, programme=programme, published=published, draft=draft, templates=templates, as_of=as_of
    )
    path = api.write_plan_list(made, output, force=force)
    click.echo(as_unicode(path))
    count = len(made.programme.tasks)
    click.echo(f"{count} nhiệm vụ. / {count} tasks.")
    if made.questions:
        open_ = made.questions
        click.echo(f"{open_} điểm cần xem lại: tdn import --review TỆP. / {open_} things to look at: --review.")


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
