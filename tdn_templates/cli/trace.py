"""`tdn trace`"""

from datetime import date
from pathlib import Path

import click

from tdn_templates.cli.options import (
    as_of_option,
    force_option,
    lang_option,
    programme_option,
    templates_option,
    terminal_width,
)

_FILE = click.Path(dir_okay=False, path_type=Path)
_BYTES = frozenset({"xlsx", "docx"})


@click.command("trace")
@click.argument("plan", type=_FILE, metavar="KẾ_HOẠCH")
@click.option(
    "--unit", metavar="TÊN", help="Đơn vị ban hành; mặc định theo phần đầu phụ lục. | Whose plan; else its issuer."
)
@programme_option
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "html", "xlsx", "docx"]),
    default="text",
    show_default=True,
    help="Dạng kết quả. | Kind of result.",
)
@click.option("-o", "--output", type=_FILE, metavar="TỆP", help="Ghi kết quả vào tệp này. | Write the result here.")
@click.option(
    "--decisions",
    type=_FILE,
    metavar="TỆP",
    help="Tệp quyết định cho những dòng chưa chắc; câu hỏi mới được ghi thêm vào. | Decisions about rows in doubt.",
)
@click.option("--table", type=click.IntRange(min=1), metavar="SỐ", help="Bảng thứ mấy trong tệp. | Which table.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="error",
    show_default=True,
    help="Mức sai khác làm mã thoát là 1. | Weight from which the exit code is 1.",
)
@as_of_option
@lang_option
@templates_option
@force_option
def command(
    plan: Path,
    unit: str | None,
    programme: str | tuple[str, ...],
    output_format: str,
    output: Path | None,
    decisions: Path | None,
    table: int | None,
    fail_on: str,
    as_of: date | None,
    lang: str,
    templates: Path | None,
    force: bool,
) -> int:
    """Đối chiếu một kế hoạch đã ban hành với danh mục nhiệm vụ: mỗi dòng thực hiện nhiệm vụ nào, thiếu gì, khác gì.

    Trace a published plan to the list it came from: what each row carries out, what is missing, what deviates.

    \b
      tdn trace ke-hoach.docx --unit "Tỉnh Bình Định"
      tdn trace ke-hoach.docx --format html -o doi-chieu.html
      tdn trace ke-hoach.docx --decisions quyet-dinh.yaml

    Mã thoát / exit code: 0 không có sai khác từ mức --fail-on, 1 có, 2 không chạy được.
    """
    from tdn_templates import api
    from tdn_templates.cli.exit_codes import FINDINGS, FINE
    from tdn_templates.model.words import Lang

    if output_format in _BYTES and output is None:
        raise click.UsageError(f"--format {output_format} cần -o TỆP. | --format {output_format} needs -o FILE.")
    traced = api.trace(
        plan, unit=unit, programme=programme, decisions=decisions, table=table, templates=templates, as_of=as_of
    )
    result = api.trace_report(traced, output_format, Lang(lang), width=terminal_width())
    if output is None:
        click.echo(result.decode(), nl=not result.endswith(b"\n"))
    else:
        api.write_report(output, result, force=force)
        click.echo(f"→ {output}", err=True)
    asked = api.write_questions(traced)
    if asked is not None:
        click.echo(f"Câu hỏi mới cần quyết định / New questions to decide: → {asked}", err=True)
    return FINDINGS if api.deviates(traced, fail_on) else FINE
