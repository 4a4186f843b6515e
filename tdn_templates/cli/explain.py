"""`tdn explain`"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tdn_templates.cli.in_round import is_whole, returns_argument, round_option
from tdn_templates.cli.options import (
    Reading,
    as_of_option,
    format_option,
    lang_option,
    programme_option,
    reading_options,
    register_option,
    settings_option,
    templates_option,
    terminal_width,
)
from tdn_templates.cli.typed_text import as_unicode

if TYPE_CHECKING:
    from tdn_templates.api import RoundFolder


@click.command("explain")
@click.argument("number", metavar="SỐ")
@returns_argument
@programme_option
@round_option
@click.option("--to", metavar="MÃ", help="Danh mục cấp trên mà số thuộc về. | List above that the number is of.")
@click.option(
    "--unit",
    type=as_unicode,
    metavar="TÊN",
    help="Chỉ đơn vị này; số có thể là số trong kế hoạch của đơn vị. | Only this unit; the number may be its own.",
)
@click.option(
    "--decisions",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Tệp quyết định của tdn merge. | Decisions of tdn merge.",
)
@settings_option
@register_option
@format_option("text", "json")
@as_of_option
@templates_option
@reading_options
@lang_option
@click.pass_obj
def command(
    found: "RoundFolder | None",
    number: str,
    paths: tuple[Path, ...],
    programme: str | tuple[str, ...],
    to: str | None,
    unit: str | None,
    decisions: Path | None,
    settings: Path | None,
    register: Path | None,
    output_format: str,
    as_of: date | None,
    templates: Path | None,
    reading: Reading,
    lang: str,
) -> None:
    """Mỗi chữ trong một dòng của bản tổng hợp lấy từ đâu: văn bản giao, tệp, trang, ô.

    Where each word of a merged row comes from: the issued list, or a file with sheet, cell and hash.

    \b
      tdn explain 2.9 nhan-ve/
      tdn explain 2.7 nhan-ve/ --unit "Bộ Tài chính" --format json

    Trong thư mục của một đợt: bản được tính của mỗi đơn vị. | In the folder of a round: the return that counts of each
    unit.
    """
    from tdn_templates import api
    from tdn_templates.cli.progress import progress_on_terminal
    from tdn_templates.model.words import Lang

    with progress_on_terminal(reading.progress, quiet=reading.quiet) as report_progress:
        explained = api.explain(
            number,
            paths,
            programme=programme,
            to=to,
            unit=unit,
            settings=settings,
            register=register,
            decisions=decisions,
            templates=templates,
            as_of=as_of,
            report_progress=report_progress,
            jobs=reading.jobs,
            store=reading.store,
            that_count=api.counting_in(found) if found is not None and is_whole(found, paths) else None,
        )
    click.echo(api.explanation_report(explained, output_format, Lang(lang), width=terminal_width()))
