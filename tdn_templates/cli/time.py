"""`tdn time`"""

from datetime import date
from pathlib import Path

import click

from tdn_templates.cli.exit_codes import FINDINGS, FINE
from tdn_templates.cli.options import terminal_width, typed_day
from tdn_templates.cli.typed_text import as_unicode


@click.command("time")
@click.argument("phrases", nargs=-1, type=as_unicode, metavar="[CỤM TỪ]...")
@click.option(
    "--from",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Tệp văn bản, mỗi dòng một cụm từ. | A text file, one phrase a line.",
)
@click.option(
    "--programme",
    metavar="MÃ|TỆP",
    help="Lấy kỳ của chương trình này cho “Quý III”, “Cả giai đoạn”. | Its period, for phrases without a year.",
)
@click.option("--first", type=typed_day, metavar="D/M/YYYY", help="Ngày đầu của kỳ. | First day of the period.")
@click.option("--last", type=typed_day, metavar="D/M/YYYY", help="Ngày cuối của kỳ. | Last day of the period.")
@click.option("--format", "output_format", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(
    phrases: tuple[str, ...],
    file: Path | None,
    programme: str | None,
    first: date | None,
    last: date | None,
    output_format: str,
) -> int:
    """Cho biết một cụm từ chỉ thời gian được hiểu thế nào: loại, ngày đầu, ngày cuối, chu kỳ.

    Show how time phrases are read: kind, first day, last day, rhythm. Exit 1 when one cannot be read.

    \b
    Ví dụ / Examples:
      tdn time "Quý III, IV năm 2024"
      tdn time "Quý III" "Cả giai đoạn" --programme nq47-2024 --format json
    """
    from tdn_templates import api

    listed = api.phrases_of_file(file) if file else ()
    if not phrases and not listed:
        raise click.UsageError('Ghi ít nhất một cụm từ. | Give at least one phrase, such as "Quý III/2025".')
    readings = api.read_times((*phrases, *listed), programme=programme, first=first, last=last)
    from tdn_templates.report.phrases import times_json, times_table

    shown = [(reading.frame, reading.written, reading.question) for reading in readings]
    click.echo(times_json(shown) if output_format == "json" else times_table(shown, width=terminal_width()))
    return FINDINGS if any(reading.question for reading in readings) else FINE
