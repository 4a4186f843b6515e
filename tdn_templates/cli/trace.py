"""`tdn trace`"""

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

_FILE = click.Path(dir_okay=False, path_type=Path)
_BYTES = frozenset({"xlsx", "docx"})


@click.command("trace")
@click.argument("plan", type=_FILE, metavar="KẾ_HOẠCH")
@click.option(
    "--unit", metavar="TÊN", help="Đơn vị ban hành; mặc định theo phần đầu phụ lục. | Whose plan; else its issuer."
)
@programme_option
@format_option("text", "json", "html", "xlsx", "docx")
@result_file_option
@click.option(
    "--decisions",
    type=_FILE,
    metavar="TỆP",
    help="Tệp quyết định cho những dòng chưa chắc; câu hỏi mới được ghi thêm vào. | Decisions about rows in doubt.",
)
@click.option("--table", type=click.IntRange(min=1), metavar="SỐ", help="Bảng thứ mấy trong tệp. | Which table.")
@fail_on_option("Mức sai khác làm mã thoát là 1. | Weight from which the exit code is 1.")
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

    need_file_for(output_format, output, files_only=_BYTES)
    traced = api.trace(
        plan, unit=unit, programme=programme, decisions=decisions, table=table, templates=templates, as_of=as_of
    )
    result = api.trace_report(traced, output_format, Lang(lang), width=terminal_width())
    show_or_write(result, output, force=force)
    asked = api.write_questions(traced)
    if asked is not None:
        click.echo(f"Câu hỏi mới cần quyết định / New questions to decide: → {asked}", err=True)
    return FINDINGS if api.deviates(traced, fail_on) else FINE
