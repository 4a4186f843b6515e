"""`tdn tasks`"""

from datetime import date
from pathlib import Path

import click

from tdn_templates.cli.options import as_of_option, programme_option, templates_option, terminal_width
from tdn_templates.cli.typed_text import as_unicode


@click.command("tasks")
@click.option("--unit", type=as_unicode, metavar="TÊN", help="Chỉ nhiệm vụ của đơn vị này. | Only tasks of this unit.")
@programme_option
@as_of_option
@templates_option
@click.option("--format", "output_format", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(
    unit: str | None,
    programme: str | tuple[str, ...],
    as_of: date | None,
    templates: Path | None,
    output_format: str,
) -> None:
    """Danh mục nhiệm vụ; với --unit chỉ các nhiệm vụ giao cho đơn vị đó.

    List the tasks of a programme; with --unit only those that bind the unit.

    \b
      tdn tasks --unit "Bộ Văn hóa, Thể thao và Du lịch" --as-of 1/1/2026
    """
    from tdn_templates import api

    tasks = api.list_tasks(programme=programme, unit=unit, as_of=as_of, templates=templates)
    if output_format == "json":
        from tdn_templates.report.json import tasks_json

        click.echo(tasks_json(tasks.programme, tasks.unit, tasks.assignments, leads_now=tasks.leads_now))
        return
    from tdn_templates.report.tables import tasks_table

    shown = tasks_table(
        tasks.programme, tasks.unit, tasks.assignments, width=terminal_width(), leads_now=tasks.leads_now
    )
    click.echo(shown)
