"""`tdn status`"""

from datetime import date
from pathlib import Path

import click

from tdn_templates.cli.options import (
    Reading,
    force_option,
    format_option,
    lang_option,
    need_file_for,
    result_file_option,
    terminal_width,
    typed_day,
    working_options,
)
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
@format_option("table", "html", "xlsx", "json")
@result_file_option
@on_option
@round_folder_option
@working_options
@force_option
@lang_option
def command(
    output_format: str,
    output: Path | None,
    on: date | None,
    folder: Path | None,
    reading: Reading,
    force: bool,
    lang: str,
) -> None:
    """Đợt báo cáo đến đâu: từng đơn vị ở trạng thái nào, bản nào được tính, chậm mấy ngày, tệp nào chưa rõ của ai.

    How a round stands: the state of every unit, which file counts and why, days late, files that belong to nobody.
    """
    from tdn_templates import api
    from tdn_templates.cli.progress import progress_on_terminal
    from tdn_templates.model.words import Lang

    need_file_for(output_format, output, files_only=("xlsx",))
    with progress_on_terminal(reading.progress, quiet=reading.quiet) as report_progress:
        check = api.check_round(api.needed_round(folder), on=on, report_progress=report_progress, jobs=reading.jobs)
    report = api.round_report(check, output_format, Lang(lang), width=terminal_width())
    if output is None:
        click.echo(report.decode())
        return
    api.write_report(output, report, force=force)
    click.echo(as_unicode(output))
