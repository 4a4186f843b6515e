"""`tdn validate`"""

from pathlib import Path

import click

from tdn_templates.cli.options import lang_option, programme_option, terminal_width


@click.command("validate")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="ĐƯỜNG DẪN...")
@programme_option
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@lang_option
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="error",
    show_default=True,
    help="Mức làm mã thoát bằng 1. | Severity from which the exit code is 1.",
)
def command(paths: tuple[Path, ...], programme: str, output_format: str, lang: str, fail_on: str) -> int:
    """Kiểm tra các bản nộp: tệp hoặc thư mục. Nêu mọi lỗi, đúng ô, kèm cách sửa.

    Check returns, files or folders: every fault at its cell, with the remedy.

    Mã thoát / exit code: 0 không có lỗi, 1 có lỗi, 2 không chạy được.
    """
    from tdn_templates import api
    from tdn_templates.cli.exit_codes import exit_code
    from tdn_templates.model.words import Lang

    result = api.validate(paths, programme=programme)
    if output_format == "json":
        from tdn_templates.report.json import validation_json

        click.echo(validation_json(result.verdicts, result.batch_findings, result.rulebook, Lang(lang)))
    else:
        from tdn_templates.report.text import validation_text

        width = terminal_width()
        click.echo(validation_text(result.verdicts, result.batch_findings, result.rulebook, Lang(lang), width))
        for path in result.skipped:
            click.echo(f"Bỏ qua / Skipped: {path.name}", err=True)
    return exit_code(result, fail_on)
