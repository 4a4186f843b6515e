"""`tdn units`"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tdn_templates.cli.options import (
    as_of_option,
    force_option,
    result_file_option,
    templates_option,
    terminal_width,
)
from tdn_templates.cli.typed_text import as_unicode

if TYPE_CHECKING:
    from tdn_templates.api import AgencyReading, MentionReading, OwnUnitList
    from tdn_templates.report.phrases import ReadMention


@click.command("units")
@click.option(
    "--find",
    "text",
    type=as_unicode,
    default="",
    metavar="TÊN",
    help="Tên cần tìm, viết thế nào cũng được. | Any spelling.",
)
@as_of_option
@click.option(
    "--within",
    type=as_unicode,
    default=None,
    metavar="BỘ|TỈNH",
    help="Đơn vị trực thuộc của bộ, tỉnh này; với --parse: kế hoạch của ai. | Departments of this body; its plan.",
)
@click.option(
    "--parse",
    "cells",
    type=as_unicode,
    multiple=True,
    metavar="Ô",
    help="Cho biết một ô chủ trì, phối hợp được hiểu thế nào. | How a lead or supporting cell is read.",
)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="Số kết quả. | Most.")
@click.option(
    "--from-table",
    "table",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="BẢNG",
    help="Lập danh mục đơn vị riêng từ bảng .xlsx, .xls, .ods, .csv; cần -o. | Make a list of own units from a table.",
)
@click.option(
    "--parent",
    type=as_unicode,
    default=None,
    metavar="BỘ|TỈNH",
    help="Bộ, tỉnh của mọi dòng trong bảng. | The body that all rows belong to.",
)
@click.option(
    "--class",
    "classes",
    type=as_unicode,
    multiple=True,
    metavar="NHÓM",
    help="Nhóm của các đơn vị trong bảng, ví dụ communes_of_province. | Class of the units; several will do.",
)
@result_file_option
@force_option
@templates_option
@click.option("--format", "output_format", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(
    text: str,
    as_of: date | None,
    within: str | None,
    cells: tuple[str, ...],
    limit: int,
    table: Path | None,
    parent: str | None,
    classes: tuple[str, ...],
    output: Path | None,
    force: bool,
    templates: Path | None,
    output_format: str,
) -> int:
    """Tra cứu đơn vị theo tên, tên tắt, cách gọi khác hoặc mã; không có --find thì liệt kê tất cả.

    Find units by name, short name, alias or code; without --find list all. Exit 1 when nothing is found, and with
    --parse when a part of a cell is unknown. With --as-of only those of that day; a unit that had ended is found with
    who took over. --from-table makes a file of own units, NAME.units.yaml, from an office's table.

    \b
      tdn units --find "TTXVN"
      tdn units --find "Bình Định" --as-of 1/1/2026
      tdn units --find "Sở Ngoại vụ" --within "Tỉnh Quảng Ninh"
      tdn units --parse "Các sở: Tài chính; Nội vụ" --within "Tỉnh Bình Định"
      tdn units --from-table xa.xlsx -o rieng/xa.units.yaml
    """
    from tdn_templates import api

    if table is not None:
        if output is None or text or cells or within:
            raise click.UsageError(
                "--from-table cần -o TỆP, không đi cùng --find, --parse, --within. | Needs -o alone."
            )
        made = api.list_own_units(
            table, output, parent=parent, classes=classes, as_of=as_of, templates=templates, force=force
        )
        return _say_made(made)
    if parent or classes or output or force:
        raise click.UsageError("--parent, --class, -o, --force cần --from-table BẢNG. | They need --from-table.")
    if cells:
        read = api.read_agencies(cells, within=within, as_of=as_of, templates=templates)
        return _show_reading(read, output_format)
    units = api.search_units_in_time(text, limit=limit, within=within, as_of=as_of, templates=templates)
    if output_format == "json":
        from tdn_templates.report.json import units_json

        click.echo(units_json(units))
    elif units:
        from tdn_templates.report.tables import units_table

        click.echo(units_table(units, width=terminal_width()))
    else:
        click.echo(f"Không tìm thấy đơn vị nào giống “{text}”. / No unit resembles “{text}”.")
        if within is None:
            click.echo("Đơn vị trực thuộc: thêm --within BỘ|TỈNH. / For a department add --within and its body.")
    return 0 if units else 1


def _say_made(made: "OwnUnitList") -> int:
    click.echo(as_unicode(made.path))
    for sentence in made.said:
        click.echo(f"{sentence.vi} / {sentence.en}")
    return 0


def _show_reading(readings: "Sequence[AgencyReading]", output_format: str) -> int:
    from tdn_templates.report.phrases import agencies_json, agencies_table

    shown = [(reading.wording, [_as_shown(one) for one in reading.mentions]) for reading in readings]
    if output_format == "json":
        click.echo(agencies_json(shown))
    else:
        click.echo("\n\n".join(agencies_table(*cell, width=terminal_width()) for cell in shown))
    return 0 if all(reading.is_clear for reading in readings) else 1


def _as_shown(one: "MentionReading") -> "ReadMention":
    return one.mention, one.unit, one.unit_class, one.members, one.suggestions, one.ended
