"""`tdn overlaps`"""

from datetime import date
from pathlib import Path

import click

from tdn_templates.cli.options import (
    as_of_option,
    fail_on_option,
    force_option,
    format_option,
    lang_option,
    need_file_for,
    programme_option,
    result_file_option,
    show_or_write,
    templates_option,
    terminal_width,
)
from tdn_templates.cli.typed_text import as_unicode


def _pair(text: str) -> tuple[str, str]:
    file, sign, unit = as_unicode(text).partition("=")
    if not sign or not file.strip() or not unit.strip():
        raise click.BadParameter(f"“{text}”: ghi dạng TỆP=TÊN ĐƠN VỊ. | Write it as FILE=NAME OF THE UNIT.")
    return Path(file.strip()).name, unit.strip()


@click.command("overlaps")
@click.argument("plans", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="KẾ_HOẠCH...")
@click.option(
    "--unit",
    "units",
    type=_pair,
    multiple=True,
    metavar="TỆP=TÊN",
    help="Kế hoạch trong tệp này của ai; mặc định theo phần đầu. | Whose plan a file holds; else its issuer.",
)
@click.option(
    "--within",
    type=as_unicode,
    metavar="BỘ|TỈNH",
    help="Các kế hoạch là của đơn vị trực thuộc bộ, tỉnh này. | The plans are those of this body's departments.",
)
@programme_option
@as_of_option
@format_option("text", "json", "xlsx")
@result_file_option
@fail_on_option("Mức làm mã thoát là 1. | Weight from which the exit code is 1.")
@lang_option
@templates_option
@force_option
def command(
    plans: tuple[Path, ...],
    units: tuple[tuple[str, str], ...],
    within: str | None,
    programme: str,
    as_of: date | None,
    output_format: str,
    output: Path | None,
    fail_on: str,
    lang: str,
    templates: Path | None,
    force: bool,
) -> int:
    """Đối chiếu kế hoạch của nhiều đơn vị: hai nơi cùng chủ trì, không ai chủ trì, chủ trì và phối hợp không nêu nhau,
    thời gian không khớp.

    Compare the plans of several units: two leads, no lead, lead and supporting that do not name each other, time frames
    at odds.

    \b
      tdn overlaps ke-hoach-bo-a.docx ke-hoach-bo-b.xlsx
      tdn overlaps ke-hoach/ --within "Tỉnh Bình Định" --format json

    Mã thoát / exit code: 0 không có mâu thuẫn từ mức --fail-on, 1 có, 2 không chạy được.
    """
    from tdn_templates import api
    from tdn_templates.cli.exit_codes import FINDINGS, FINE
    from tdn_templates.model.words import Lang

    need_file_for(output_format, output, files_only=("xlsx",))
    compared = api.overlaps(
        plans, programme=programme, units=dict(units), within=within, as_of=as_of, templates=templates
    )
    result = api.overlap_report(compared, output_format, Lang(lang), width=terminal_width())
    show_or_write(result, output, force=force)
    return FINDINGS if api.contradicts(compared, fail_on) else FINE
