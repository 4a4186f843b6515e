"""`tdn status`"""

from datetime import date
from pathlib import Path

import click

from tdn_templates.cli.options import force_option, lang_option, terminal_width, typed_day
from tdn_templates.cli.typed_text import as_unicode

round_folder_option = click.option(
    "--round",
    "folder",
    type=click.Path(path_type=Path),
    metavar="THƯ MỤC",
    help="Thư mục của đợt; mặc định là đợt chứa thư mục hiện tại. | Folder of the round; else the one you are in.",
)
on_option = click.option(
    "--on",
    type=typed_day,
    metavar="d/m/yyyy",
    help="Ngày tính số liệu, cũng là ngày nhận của tệp mới; mặc định hôm nay. | Day counted to; today by default.",
)


@click.command("status")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["table", "html", "xlsx", "json"]),
    default="table",
    show_default=True,
    help="Dạng kết quả. | Kind of result.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Ghi kết quả vào tệp này. | Write the result here.",
)
@on_option
@round_folder_option
@force_option
@lang_option
def command(
    output_format: str, output: Path | None, on: date | None, folder: Path | None, force: bool, lang: str
) -> None:
    """Đợt báo cáo đến đâu: từng đơn vị ở trạng thái nào, bản nào được tính, chậm mấy ngày, tệp nào chưa rõ của ai.

    How a round stands: the state of every unit, which file counts and why, days late, files that belong to nobody.
    """
    from tdn_templates import api
    from tdn_templates.cli.progress import progress_on_terminal
    from tdn_templates.model.words import Lang

    if output_format == "xlsx" and output is None:
        raise click.UsageError("--format xlsx cần -o TỆP. | --format xlsx needs -o FILE.")
    with progress_on_terminal() as report_progress:
        check = api.check_round(api.needed_round(folder), on=on, report_progress=report_progress)
    report = api.round_report(check, output_format, Lang(lang), width=terminal_width())
    if output is None:
        click.echo(report.decode())
        return
    api.write_report(output, report, force=force)
    click.echo(as_unicode(output))
