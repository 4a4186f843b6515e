"""`tdn remind`"""

from datetime import date
from pathlib import Path

import click

from tdn_templates.cli.in_round import near
from tdn_templates.cli.options import Reading, force_option, lang_option, working_options
from tdn_templates.cli.status import on_option, round_folder_option

_MOST_FILES = 20
"""With more, the folder is named, and in it what is not a unit's own."""


@click.command("remind")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="THƯ MỤC",
    help="Nơi ghi; mặc định to-return/nhac-<ngày>. | Where the letters go; to-return/nhac-<day> by default.",
)
@on_option
@round_folder_option
@working_options
@force_option
@lang_option
def command(
    output: Path | None, on: date | None, folder: Path | None, reading: Reading, force: bool, lang: str
) -> None:
    """Đôn đốc: một công văn cho mỗi đơn vị quá hạn hoặc có bản nộp cần sửa (kèm tệp đánh dấu lỗi), công văn chung, và
    gui-thu.csv để trộn thư.

    Chase: a letter to every unit that is late or has something to correct (with the marked workbook), the summary
    letter, and gui-thu.csv for a mail merge.
    """
    from tdn_templates import api
    from tdn_templates.cli.progress import progress_on_terminal
    from tdn_templates.core.wording import quoted

    with progress_on_terminal(reading.progress, quiet=reading.quiet) as report_progress:
        reminded = api.remind_round(
            api.needed_round(folder), output, on=on, force=force, report_progress=report_progress, jobs=reading.jobs
        )
    files = (*reminded.files, *reminded.marked.files)
    for path in files if len(files) <= _MOST_FILES else (files[0].parent, *reminded.lists):
        click.echo(near(path))
    for path in reminded.marked.not_marked:
        click.echo(f"Không đánh dấu được / Not marked: {quoted(path.name)}", err=True)
    late, faulty = len(reminded.status.late), len(reminded.status.to_be_corrected)
    if lang == "vi":
        click.echo(f"{late} đơn vị quá hạn, {faulty} đơn vị có bản nộp cần sửa.")
    else:
        click.echo(f"{late} unit(s) late, {faulty} unit(s) with a return to correct.")
