"""`tdn explain`"""

from datetime import date
from pathlib import Path

import click

from tdn_templates.cli.options import (
    as_of_option,
    jobs_option,
    lang_option,
    programme_option,
    store_option,
    templates_option,
    terminal_width,
)
from tdn_templates.cli.typed_text import as_unicode


@click.command("explain")
@click.argument("number", metavar="SỐ")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="ĐƯỜNG DẪN...")
@programme_option
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
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Dạng kết quả. | Kind of result.",
)
@as_of_option
@templates_option
@jobs_option
@store_option
@lang_option
def command(
    number: str,
    paths: tuple[Path, ...],
    programme: str | tuple[str, ...],
    to: str | None,
    unit: str | None,
    decisions: Path | None,
    output_format: str,
    as_of: date | None,
    templates: Path | None,
    jobs: int | None,
    store: Path | None,
    lang: str,
) -> None:
    """Mỗi chữ trong một dòng của bản tổng hợp lấy từ đâu: văn bản giao, tệp, trang, ô.

    Where each word of a merged row comes from: the issued list, or a file with sheet, cell and hash.

    \b
      tdn explain 2.9 nhan-ve/
      tdn explain 2.7 nhan-ve/ --unit "Bộ Tài chính" --format json
    """
    from tdn_templates import api
    from tdn_templates.model.words import Lang

    explained = api.explain(
        number,
        paths,
        programme=programme,
        to=to,
        unit=unit,
        decisions=decisions,
        templates=templates,
        as_of=as_of,
        jobs=jobs,
        store=store,
    )
    click.echo(api.explanation_report(explained, output_format, Lang(lang), width=terminal_width()))
